"""Mistakes that students make in the exercises of chapter 4, linear classification."""

from tests.wrong_answers import Wrong

SETUP = """
from lazyutils.datasets import load_mnist

(X_digits, T_digits), (X_digits_test, T_digits_test) = load_mnist()
"""

MNIST = "mnist_n, mnist_d, mnist_k = 60000, 784, 10\n"

WRONG = {
    "4.1": [
        Wrong(
            "bias forgotten",
            "The bias is forgotten",
            "def score_and_class(X, w, b): return X @ w, np.sign(X @ w)",
        ),
        Wrong(
            "bias subtracted",
            "The bias is subtracted",
            "def score_and_class(X, w, b): return X @ w - b, np.sign(X @ w - b)",
        ),
        Wrong(
            "classes 0 and 1",
            "in the code 0 and 1",
            """
def score_and_class(X, w, b):
    h = X @ w + b
    return h, np.where(h > 0, 1, 0)
""",
        ),
        Wrong(
            "the boundary is positive",
            "its class is 0, not +1",
            """
def score_and_class(X, w, b):
    h = X @ w + b
    return h, np.where(h >= 0, 1, -1)
""",
        ),
        Wrong(
            "the boundary is negative",
            "its class is 0, not -1",
            """
def score_and_class(X, w, b):
    h = X @ w + b
    return h, np.where(h > 0, 1, -1)
""",
        ),
        Wrong(
            "sides exchanged",
            "the classes exchanged",
            """
def score_and_class(X, w, b):
    h = X @ w + b
    return h, -np.sign(h)
""",
        ),
        Wrong(
            "classes first",
            "The scores come first",
            """
def score_and_class(X, w, b):
    h = X @ w + b
    return np.sign(h), h
""",
        ),
        Wrong(
            "rounded to find the boundary",
            "do not round h",
            """
def score_and_class(X, w, b):
    h = X @ w + b
    return h, np.sign(np.round(h))
""",
        ),
        Wrong(
            "classes without the bias",
            "your classes do not",
            "def score_and_class(X, w, b): return X @ w + b, np.sign(X @ w)",
        ),
        Wrong(
            "divided by the length",
            "which gives a distance",
            """
def score_and_class(X, w, b):
    h = (X @ w + b) / np.linalg.norm(w)
    return h, np.sign(h)
""",
        ),
        Wrong(
            "only the classes",
            "[1, -1, 0]). Return 2 arrays",
            "def score_and_class(X, w, b): return np.sign(X @ w + b)",
        ),
        Wrong(
            "two features taken for granted",
            "IndexError",
            """
def score_and_class(X, w, b):
    h = w[0] * X[:, 0] + w[1] * X[:, 1] + b
    return h, np.sign(h)
""",
        ),
        Wrong(
            "w on the left",
            "matmul",
            "def score_and_class(X, w, b): return w @ X + b, np.sign(w @ X + b)",
        ),
    ],
    "4.2": [
        Wrong(
            "the score itself",
            "This is |h|, the size of the score",
            "def distance_to_boundary(X, w, b): return np.abs(X @ w + b)",
        ),
        Wrong(
            "square of the length",
            "the square of the length of w",
            "def distance_to_boundary(X, w, b): return np.abs(X @ w + b) / (w @ w)",
        ),
        Wrong(
            "with its sign",
            "a distance is never negative",
            "def distance_to_boundary(X, w, b): return (X @ w + b) / np.linalg.norm(w)",
        ),
        Wrong(
            "bias forgotten",
            "this boundary would pass through the origin",
            "def distance_to_boundary(X, w, b): return np.abs(X @ w) / np.linalg.norm(w)",
        ),
        Wrong(
            "bias outside the absolute value",
            "inside the absolute value",
            "def distance_to_boundary(X, w, b): return (np.abs(X @ w) + b) / np.linalg.norm(w)",
        ),
        Wrong(
            "only the bias divided",
            "put brackets around the whole score",
            "def distance_to_boundary(X, w, b): return np.abs(X @ w + b / np.linalg.norm(w))",
        ),
        Wrong(
            "bias in the length",
            "The bias does not belong into the length",
            """
def distance_to_boundary(X, w, b):
    return np.abs(X @ w + b) / np.sqrt((w**2).sum() + b**2)
""",
        ),
        Wrong(
            "sum of absolute weights",
            "the sum of |w_i|",
            "def distance_to_boundary(X, w, b): return np.abs(X @ w + b) / np.abs(w).sum()",
        ),
        Wrong(
            "distance to the origin",
            "to the origin, not to the boundary",
            "def distance_to_boundary(X, w, b): return np.sqrt((X**2).sum(axis=1))",
        ),
        Wrong(
            "one number for all",
            "one distance for each row",
            """
def distance_to_boundary(X, w, b):
    return np.linalg.norm(X @ w + b) / np.linalg.norm(w)
""",
        ),
    ],
    "4.3": [
        Wrong(
            "delta itself refused",
            "A score of exactly delta is answered",
            "def with_dont_know(h, delta): return np.where(np.abs(h) <= delta, 0, np.sign(h))",
        ),
        Wrong(
            "no negative answer",
            "No score got the answer -1",
            "def with_dont_know(h, delta): return np.where(np.abs(h) < delta, 0, h > 0)",
        ),
        Wrong(
            "zero answered",
            "With delta = 0 a score of 0",
            """
def with_dont_know(h, delta):
    return np.where(h >= delta, 1, np.where(h <= -delta, -1, 0))
""",
        ),
        Wrong(
            "two answers only",
            "There is no 0 in your answer",
            "def with_dont_know(h, delta): return np.where(h >= delta, 1, -1)",
        ),
        Wrong(
            "nothing refused",
            "No score is refused",
            "def with_dont_know(h, delta): return np.sign(h)",
        ),
        Wrong(
            "delta as the full width",
            "too narrow by half",
            "def with_dont_know(h, delta): return np.where(abs(h) < delta / 2, 0, np.sign(h))",
        ),
        Wrong(
            "cases exchanged",
            "The two cases are exchanged",
            "def with_dont_know(h, delta): return np.where(np.abs(h) < delta, np.sign(h), 0)",
        ),
        Wrong(
            "scores instead of answers",
            "not the scores that are left",
            "def with_dont_know(h, delta): return np.where(np.abs(h) < delta, 0, h)",
        ),
        Wrong(
            "refused scores left out",
            "1, 1]. It is one answer for each score",
            """
def with_dont_know(h, delta):
    return np.sign(h[np.abs(h) >= delta])
""",
        ),
        Wrong(
            "if with an array",
            "ambiguous",
            """
def with_dont_know(h, delta):
    if abs(h) < delta:
        return 0
    return np.sign(h)
""",
        ),
    ],
    "4.4": [
        Wrong(
            "a learning rate",
            "without a learning rate",
            """
def perceptron_update(w, b, x, t, eta=0.1):
    if t * (w @ x + b) <= 0:
        w, b = w + eta * t * x, b + eta * t
    return w, b
""",
        ),
        Wrong(
            "until it is right",
            "if, not while",
            """
def perceptron_update(w, b, x, t):
    while t * (w @ x + b) <= 0:
        w, b = w + t * x, b + t
    return w, b
""",
        ),
        Wrong(
            "tested again for the bias",
            "once, before w moves",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        w = w + t * x
    if t * (w @ x + b) <= 0:
        b = b + t
    return w, b
""",
        ),
        Wrong(
            "tested again for the weights",
            "once, before b moves",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        b = b + t
    if t * (w @ x + b) <= 0:
        w = w + t * x
    return w, b
""",
        ),
        Wrong(
            "bias not moved",
            "The weights move and the bias does not",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        w = w + t * x
    return w, b
""",
        ),
        Wrong(
            "always moved",
            "for samples that are right",
            "def perceptron_update(w, b, x, t): return w + t * x, b + t",
        ),
        Wrong(
            "zero is right",
            "with the equals sign",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) < 0:
        return w + t * x, b + t
    return w, b
""",
        ),
        Wrong(
            "subtracted",
            "The line moves the wrong way",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        return w - t * x, b - t
    return w, b
""",
        ),
        Wrong(
            "t forgotten in the step",
            "here x is always added",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        return w + x, b + 1
    return w, b
""",
        ),
        Wrong(
            "the other case",
            "It is the other case that moves",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) > 0:
        return w + t * x, b + t
    return w, b
""",
        ),
        Wrong(
            "target minus answer",
            "twice too large",
            """
def perceptron_update(w, b, x, t):
    y = 1 if w @ x + b > 0 else -1
    if w @ x + b == 0:
        y = -t
    return w + (t - y) * x, b + (t - y)
""",
        ),
        Wrong(
            "bias first",
            "Weights first, then bias",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        w, b = w + t * x, b + t
    return b, w
""",
        ),
        Wrong(
            "score without its bias",
            "The bias is missing in the score",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x) <= 0:
        return w + t * x, b + t
    return w, b
""",
        ),
        Wrong(
            "written into w",
            "writes into the array that came in",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        w += t * x
        b += t
    return w, b
""",
        ),
        Wrong(
            "nothing returned",
            "does the function end with return?",
            """
def perceptron_update(w, b, x, t):
    if t * (w @ x + b) <= 0:
        w = w + t * x
        b = b + t
""",
        ),
    ],
    "4.5": [
        Wrong(
            "priors forgotten",
            "the logarithm of the priors is missing",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) / 2
""",
        ),
        Wrong(
            "priors upside down",
            "the priors are upside down",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log((1 - T.mean()) / T.mean())
""",
        ),
        Wrong(
            "no half",
            "the factor 1/2 is missing",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "sign of the bias",
            "the first part of b has the wrong sign",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "total covariance",
            "the covariance around the mean of all points",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - X.mean(axis=0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "two degrees of freedom",
            "the pooled covariance by N - 2",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / (len(X) - 2), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "plain mean of the covariances",
            "the larger class counts more",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    S = (np.cov(X[T == 0].T, bias=True) + np.cov(X[T == 1].T, bias=True)) / 2
    w = np.linalg.solve(np.atleast_2d(S), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "sum of the covariances",
            "You added the covariances",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    S = np.cov(X[T == 0].T, bias=True) + np.cov(X[T == 1].T, bias=True)
    w = np.linalg.solve(np.atleast_2d(S), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "nearest mean",
            "Sigma is missing",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    w = m1 - m0
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "not inverted",
            "where its inverse belongs",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = C.T @ C / len(X) @ (m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "classes exchanged",
            "The classes are exchanged",
            """
def gaussian_form(X, T):
    m1, m0 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m0, m1)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log((1 - T.mean()) / T.mean())
""",
        ),
        Wrong(
            "logarithm of P(1) alone",
            "has the logarithm of P(1) alone",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean())
""",
        ),
        Wrong(
            "ratio without the logarithm",
            "the ratio P(1) / P(0) itself",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + T.mean() / (1 - T.mean())
""",
        ),
        Wrong(
            "through the overall mean",
            "half-way between the means",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, -w @ X.mean(axis=0) + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "bias negated",
            "the sign of b is the other way round",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    return w, w @ (m1 + m0) / 2 - np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "bias first",
            "Weights first, then bias",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m1 - m0)
    b = -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
    return b, w
""",
        ),
        Wrong(
            "difference of the means turned round",
            "w points to class 0",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m0 - m1)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "weights negated",
            "the sign of w is the other way round",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C / len(X), m0 - m1)
    return w, w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "not divided",
            "is not divided by N",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(C.T @ C, m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "np.cov of all points",
            "np.cov(X.T) measures from the mean",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    w = np.linalg.solve(np.atleast_2d(np.cov(X.T)), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "np.cov of the centred points",
            "as np.cov does without bias=True",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    w = np.linalg.solve(np.atleast_2d(np.cov(C.T)), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "np.cov of each class, weighted",
            "The weights of the classes are right",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    S = (1 - T.mean()) * np.cov(X[T == 0].T) + T.mean() * np.cov(X[T == 1].T)
    w = np.linalg.solve(np.atleast_2d(S), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "np.cov of each class, plain mean",
            "then weigh the covariance of each class",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    S = (np.cov(X[T == 0].T) + np.cov(X[T == 1].T)) / 2
    w = np.linalg.solve(np.atleast_2d(S), m1 - m0)
    return w, -w @ (m1 + m0) / 2 + np.log(T.mean() / (1 - T.mean()))
""",
        ),
        Wrong(
            "only the weights",
            "Return 2 values",
            """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    return np.linalg.solve(C.T @ C / len(X), m1 - m0)
""",
        ),
    ],
    "4.6": [
        Wrong(
            "both sets",
            "training and test set together",
            "mnist_n, mnist_d, mnist_k = 70000, 784, 10\nmnist_counts = np.bincount(T_digits)",
        ),
        Wrong(
            "test set",
            "load_mnist() returns the training pair first",
            """
mnist_n, mnist_d = X_digits_test.shape
mnist_k, mnist_counts = 10, np.bincount(T_digits_test)
""",
        ),
        Wrong(
            "all grey values",
            "the number of all grey values",
            """
mnist_n, mnist_d, mnist_k = X_digits.size, 784, 10
mnist_counts = np.bincount(T_digits)
""",
        ),
        Wrong(
            "side of the picture",
            "one side of the picture",
            "mnist_n, mnist_d, mnist_k = 60000, 28, 10\nmnist_counts = np.bincount(T_digits)",
        ),
        Wrong(
            "shape of the picture",
            "is a row of 784 features",
            "mnist_n, mnist_d, mnist_k = 60000, (28, 28), 10\nmnist_counts = np.bincount(T_digits)",
        ),
        Wrong(
            "label counted as a feature",
            "It is the target, not a feature",
            "mnist_n, mnist_d, mnist_k = 60000, 785, 10\nmnist_counts = np.bincount(T_digits)",
        ),
        Wrong(
            "largest label",
            "with 0 there is one class more",
            """
mnist_n, mnist_d = X_digits.shape
mnist_k, mnist_counts = T_digits.max(), np.bincount(T_digits)
""",
        ),
        Wrong(
            "counts of the test set",
            "Those are the counts of the test set",
            MNIST + "mnist_counts = np.bincount(T_digits_test)",
        ),
        Wrong(
            "shares",
            "the counts themselves are asked for",
            MNIST + "mnist_counts = np.bincount(T_digits) / len(T_digits)",
        ),
        Wrong(
            "sorted by frequency",
            "their order is not",
            MNIST + "mnist_counts = pd.Series(T_digits).value_counts().to_numpy()",
        ),
        Wrong(
            "zero left out",
            "one for each digit",
            MNIST + "mnist_counts = [(T_digits == k).sum() for k in range(1, 10)]",
        ),
    ],
}
