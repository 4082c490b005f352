"""Mistakes that students make in the exercises of chapter 5, logistic regression."""

from tests.wrong_answers import Wrong

SETUP = """
from lazyutils import sigmoid, softmax
"""

WRONG = {
    "5.1": [
        Wrong(
            "the one-liner in print",
            "An exponential overflows on the way",
            "def stable_sigmoid(a): return 1 / (1 + np.exp(-a))",
        ),
        Wrong(
            "np.where around both forms",
            "np.where computes both branches",
            """
def stable_sigmoid(a):
    return np.where(a >= 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a)))
""",
        ),
        Wrong(
            "the other form",
            "inf / inf is nan",
            "def stable_sigmoid(a): return np.exp(a) / (1 + np.exp(a))",
        ),
        Wrong(
            "sign of the exponent",
            "The sign in the exponent",
            """
def stable_sigmoid(a):
    z = np.exp(-np.abs(a))
    return np.where(a >= 0, z, 1) / (1 + z)
""",
        ),
        Wrong(
            "numerator z everywhere",
            "the sigmoid of -|a|",
            """
def stable_sigmoid(a):
    z = np.exp(-np.abs(a))
    return z / (1 + z)
""",
        ),
        Wrong(
            "numerator 1 everywhere",
            "the sigmoid of |a|",
            "def stable_sigmoid(a): return 1 / (1 + np.exp(-np.abs(a)))",
        ),
        Wrong(
            "if on an array",
            "`if` can only ask about one number",
            """
def stable_sigmoid(a):
    z = np.exp(-abs(a))
    if a >= 0:
        return 1 / (1 + z)
    return z / (1 + z)
""",
        ),
        Wrong(
            "clipped at 500",
            "Clipping makes all large |a| equal",
            "def stable_sigmoid(a): return 1 / (1 + np.exp(-np.clip(a, -500, 500)))",
        ),
        Wrong(
            "input changed",
            "changes the input",
            """
def stable_sigmoid(a):
    positive = a >= 0
    a[positive] = -a[positive]
    z = np.exp(a)
    return np.where(positive, 1, z) / (1 + z)
""",
        ),
        Wrong(
            "warning silenced",
            "You silenced the warnings",
            """
def stable_sigmoid(a):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-a))
""",
        ),
        Wrong(
            "the library's sigmoid",
            "Write it with numpy only",
            """
def stable_sigmoid(a): return sigmoid(a)
""",
        ),
        Wrong(
            "through tanh",
            "The small probabilities are lost",
            """
def stable_sigmoid(a): return 0.5 * (1 + np.tanh(a / 2))
""",
        ),
    ],
    "5.2": [
        Wrong(
            "clipped",
            "Clipping makes all large entries equal",
            """
def stable_softmax(A):
    expA = np.exp(np.clip(A, -500, 500))
    return expA / expA.sum(axis=1, keepdims=True)
""",
        ),
        Wrong(
            "no shift",
            "subtract the largest entry of each row first",
            """
def stable_softmax(A):
    expA = np.exp(A)
    return expA / expA.sum(axis=1, keepdims=True)
""",
        ),
        Wrong(
            "largest of the whole matrix",
            "the largest entry of the whole matrix",
            """
def stable_softmax(A):
    expA = np.exp(A - A.max())
    return expA / expA.sum(axis=1, keepdims=True)
""",
        ),
        Wrong(
            "wrong axis",
            "The columns sum to 1",
            """
def stable_softmax(A):
    e = np.exp(A - np.max(A))
    return e / e.sum(axis=0)
""",
        ),
        Wrong(
            "sum of the whole matrix",
            "The whole matrix sums to 1",
            """
def stable_softmax(A):
    expA = np.exp(A)
    return expA / expA.sum()
""",
        ),
        Wrong(
            "no division",
            "not divided by the sum of their row",
            "def stable_softmax(A): return np.exp(A - A.max(axis=1, keepdims=True))",
        ),
        Wrong(
            "sigmoid of each entry",
            "the sigmoid of each entry",
            "def stable_softmax(A): return sigmoid(A)",
        ),
        Wrong(
            "axis not kept",
            "keep the axis of the sum",
            """
def stable_softmax(A):
    expA = np.exp(A - A.max(axis=1, keepdims=True))
    return expA / expA.sum(axis=1)
""",
        ),
        Wrong(
            "a variable of another name",
            "the same for every input",
            """
scores = np.array([[1.0, 2.0], [3.0, 4.0]])

def stable_softmax(A):
    expA = np.exp(scores)
    return expA / expA.sum(axis=1, keepdims=True)
""",
        ),
        Wrong(
            "mean of the row subtracted",
            "Only the largest entry of the row",
            """
def stable_softmax(A):
    expA = np.exp(A - A.mean(axis=1, keepdims=True))
    return expA / expA.sum(axis=1, keepdims=True)
""",
        ),
    ],
    "5.3": [
        Wrong(
            "a column for each label that occurs",
            "a column only for each label that occurs",
            """
def indicator_matrix(labels, K):
    return pd.get_dummies(labels).to_numpy(float)
""",
        ),
        Wrong(
            "columns counted in the labels",
            "The number of columns is K",
            "def indicator_matrix(labels, K): return np.eye(labels.max() + 1)[labels]",
        ),
        Wrong(
            "counted from 1",
            "label 0 belongs to column 0",
            """
def indicator_matrix(labels, K):
    T = np.zeros((len(labels), K))
    T[np.arange(len(labels)), labels - 1] = 1
    return T
""",
        ),
        Wrong(
            "transposed",
            "the transpose of the answer",
            "def indicator_matrix(labels, K): return np.eye(K)[labels].T",
        ),
        Wrong(
            "the label as the entry",
            "here it is the label itself",
            """
def indicator_matrix(labels, K):
    T = np.zeros((len(labels), K))
    for n, k in enumerate(labels):
        T[n, k] = k
    return T
""",
        ),
        Wrong(
            "zeros and ones exchanged",
            "Ones and zeros are exchanged",
            "def indicator_matrix(labels, K): return 1.0 * (labels[:, None] != np.arange(K))",
        ),
        Wrong(
            "all columns of the labels set",
            "shape (N, K)",
            "def indicator_matrix(labels, K): return labels",
        ),
        Wrong(
            "whole columns",
            "fills whole columns",
            """
def indicator_matrix(labels, K):
    T = np.zeros((len(labels), K))
    T[:, labels] = 1
    return T
""",
        ),
        Wrong(
            "whole rows",
            "fills whole rows",
            """
def indicator_matrix(labels, K):
    T = np.zeros((len(labels), K))
    T[labels] = 1
    return T
""",
        ),
    ],
    "5.4": [
        Wrong(
            "bias forgotten",
            "The bias b is forgotten",
            "def forward(X, W, b): return softmax(X @ W)",
        ),
        Wrong(
            "bias after the softmax",
            "before the softmax, not after",
            "def forward(X, W, b): return softmax(X @ W) + b",
        ),
        Wrong(
            "no softmax",
            "These are the activations A",
            "def forward(X, W, b): return X @ W + b",
        ),
        Wrong(
            "sigmoid",
            "K separate sigmoids",
            "def forward(X, W, b): return sigmoid(X @ W + b)",
        ),
        Wrong(
            "softmax down the samples",
            "runs down the samples",
            "def forward(X, W, b): return softmax(X @ W + b, axis=0)",
        ),
        Wrong(
            "classes",
            "return the probabilities, before argmax",
            "def forward(X, W, b): return softmax(X @ W + b).argmax(axis=1)",
        ),
        Wrong(
            "W and X exchanged",
            "X is N x D and W is D x K",
            "def forward(X, W, b): return softmax(W @ X + b)",
        ),
        Wrong(
            "sum of the whole matrix",
            "Your whole answer sums to 1",
            """
def forward(X, W, b):
    E = np.exp(X @ W + b)
    return E / E.sum()
""",
        ),
        Wrong(
            "softmax twice",
            "You took the softmax twice",
            """
def forward(X, W, b): return softmax(softmax(X @ W + b))
""",
        ),
    ],
    "5.5": [
        Wrong(
            "the inner 2 missing",
            "Half as steep",
            "def tanh_by_sigmoid(a): return 2 * sigmoid(a) - 1",
        ),
        Wrong(
            "not stretched",
            "It runs from 0 to 1: stretch",
            "def tanh_by_sigmoid(a): return sigmoid(2 * a)",
        ),
        Wrong(
            "not moved",
            "It runs from 0 to 2",
            "def tanh_by_sigmoid(a): return 2 * sigmoid(2 * a)",
        ),
        Wrong(
            "the outer 2 missing",
            "It runs from -1 to 0",
            "def tanh_by_sigmoid(a): return sigmoid(2 * a) - 1",
        ),
        Wrong(
            "sign",
            "The sign is the other way round",
            "def tanh_by_sigmoid(a): return 1 - 2 * sigmoid(2 * a)",
        ),
        Wrong(
            "-1 inside the sigmoid",
            "The -1 stands outside",
            """
def tanh_by_sigmoid(a): return 2 * sigmoid(2 * a - 1)
""",
        ),
        Wrong(
            "numpy's tanh",
            "Use sigmoid only",
            """
def tanh_by_sigmoid(a): return np.tanh(a)
""",
        ),
    ],
    "5.6": [
        Wrong(
            "not sure enough",
            "not sure enough",
            """
and_unit = [1, 1, -1.5]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "OR without a bias",
            "Without a bias the score at (0, 0) is 0",
            """
and_unit = [10, 10, -15]
or_unit = [10, 10, 0]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "OR for AND",
            "That is OR, not AND",
            """
and_unit = [10, 10, -5]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "signs turned",
            "the opposite of AND",
            """
and_unit = [-10, -10, 15]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "bias first",
            "The bias stands in front",
            """
and_unit = [-15, 10, 10]
or_unit = [-5, 10, 10]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "a corner on the boundary",
            "The score has the wrong sign, or is 0, at (0, 1), (1, 0)",
            """
and_unit = [10, 10, -10]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "two numbers",
            "a list of three numbers",
            """
and_unit = [10, 10]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "b"
""",
        ),
        Wrong(
            "half of the corners",
            "Count at how many corners",
            """
and_unit = [10, 10, -15]
or_unit = [10, 10, -5]
xor_corners = 2
xor_reason = "b"
""",
        ),
        Wrong(
            "four corners",
            "then the unit would compute XOR",
            """
and_unit = [10, 10, -15]
or_unit = [10, 10, -5]
xor_corners = 4
xor_reason = "b"
""",
        ),
        Wrong(
            "the slope blamed",
            "The sigmoid's slope has nothing to do with it",
            """
and_unit = [10, 10, -15]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "a"
""",
        ),
        Wrong(
            "the length blamed",
            "A longer w makes the unit surer",
            """
and_unit = [10, 10, -15]
or_unit = [10, 10, -5]
xor_corners = 3
xor_reason = "c"
""",
        ),
    ],
}
