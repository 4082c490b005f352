"""Mistakes that students make in the exercises of chapter 6, maximum likelihood."""

from tests.wrong_answers import Wrong

SETUP = """
from lazyutils import cross_entropy, numerical_gradient, sigmoid, softmax
"""

WRONG = {
    "6.1": [
        Wrong(
            "logarithm of the product",
            "underflows to 0 when there are many flips",
            """
def coin(t, p):
    L = 1.0
    for flip in t:
        L *= p if flip == 1 else 1 - p
    with np.errstate(divide="ignore"):
        return np.log(L), t.mean()
""",
        ),
        Wrong(
            "no logarithm",
            "This is the likelihood itself",
            """
def coin(t, p):
    heads = t.sum()
    return p**heads * (1 - p) ** (len(t) - heads), t.mean()
""",
        ),
        Wrong(
            "heads for tails",
            "Heads and tails are exchanged",
            """
def coin(t, p):
    heads = t.sum()
    return (len(t) - heads) * np.log(p) + heads * np.log(1 - p), t.mean()
""",
        ),
        Wrong(
            "heads over tails",
            "heads divided by tails",
            """
def coin(t, p):
    heads = t.sum()
    tails = len(t) - heads
    with np.errstate(divide="ignore"):
        return heads * np.log(p) + tails * np.log(1 - p), heads / tails
""",
        ),
        Wrong(
            "the given p as the most likely",
            "the p that was given",
            """
def coin(t, p):
    return (t * np.log(p) + (1 - t) * np.log(1 - p)).sum(), p
""",
        ),
        Wrong(
            "mean for sum",
            "You divided the log-likelihood by N",
            """
def coin(t, p):
    return (t * np.log(p) + (1 - t) * np.log(1 - p)).mean(), t.mean()
""",
        ),
        Wrong(
            "base 10",
            "not 10",
            """
def coin(t, p):
    return (t * np.log10(p) + (1 - t) * np.log10(1 - p)).sum(), t.mean()
""",
        ),
        Wrong(
            "tails left out",
            "The term of the tails is missing",
            """
def coin(t, p):
    return t.sum() * np.log(p), t.mean()
""",
        ),
        Wrong(
            "the cost",
            "Minus log L is the cost",
            """
def coin(t, p):
    return -(t * np.log(p) + (1 - t) * np.log(1 - p)).sum(), t.mean()
""",
        ),
        Wrong(
            "only one number",
            "Return 2 values",
            """
def coin(t, p):
    return (t * np.log(p) + (1 - t) * np.log(1 - p)).sum()
""",
        ),
    ],
    "6.2": [
        Wrong(
            "variance squared",
            "the parameter is s^2 already",
            """
def gaussian_log_likelihood(x, mu, variance):
    squares = ((x - mu) ** 2).sum()
    return -len(x) / 2 * np.log(2 * np.pi * variance**2) - squares / (2 * variance**2)
""",
        ),
        Wrong(
            "logarithm of the product",
            "The product of the densities underflows",
            """
def gaussian_log_likelihood(x, mu, variance):
    density = np.exp(-((x - mu) ** 2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)
    with np.errstate(divide="ignore"):
        return np.log(density.prod())
""",
        ),
        Wrong(
            "first term once",
            "it has a factor N",
            """
def gaussian_log_likelihood(x, mu, variance):
    squares = ((x - mu) ** 2).sum()
    return -0.5 * np.log(2 * np.pi * variance) - squares / (2 * variance)
""",
        ),
        Wrong(
            "only the squares",
            "The first term of (6.8) is missing",
            """
def gaussian_log_likelihood(x, mu, variance):
    return -((x - mu) ** 2).sum() / (2 * variance)
""",
        ),
        Wrong(
            "2 pi forgotten",
            "2 pi inside the first logarithm is missing",
            """
def gaussian_log_likelihood(x, mu, variance):
    return -len(x) / 2 * np.log(variance) - ((x - mu) ** 2).sum() / (2 * variance)
""",
        ),
        Wrong(
            "half forgotten at the squares",
            "The second term has lost its factor 1/2",
            """
def gaussian_log_likelihood(x, mu, variance):
    return -len(x) / 2 * np.log(2 * np.pi * variance) - ((x - mu) ** 2).sum() / variance
""",
        ),
        Wrong(
            "mean for sum",
            "not a mean",
            """
def gaussian_log_likelihood(x, mu, variance):
    return (-0.5 * np.log(2 * np.pi * variance) - (x - mu) ** 2 / (2 * variance)).mean()
""",
        ),
        Wrong(
            "own mean",
            "not from the readings' own mean",
            """
def gaussian_log_likelihood(x, mu, variance):
    squares = ((x - x.mean()) ** 2).sum()
    return -len(x) / 2 * np.log(2 * np.pi * variance) - squares / (2 * variance)
""",
        ),
        Wrong(
            "no sum",
            "one number for all readings",
            """
def gaussian_log_likelihood(x, mu, variance):
    return -0.5 * np.log(2 * np.pi * variance) - (x - mu) ** 2 / (2 * variance)
""",
        ),
        Wrong(
            "parentheses",
            "divides by 2 and then multiplies",
            """
def gaussian_log_likelihood(x, mu, variance):
    squares = ((x - mu) ** 2).sum()
    return -len(x) / 2 * np.log(2 * np.pi * variance) - squares / 2 * variance
""",
        ),
        Wrong(
            "sum squared",
            "Square first, then sum",
            """
def gaussian_log_likelihood(x, mu, variance):
    squares = (x - mu).sum() ** 2
    return -len(x) / 2 * np.log(2 * np.pi * variance) - squares / (2 * variance)
""",
        ),
        Wrong(
            "no variance in the logarithm",
            "The variance is missing in the first logarithm",
            """
def gaussian_log_likelihood(x, mu, variance):
    return -len(x) / 2 * np.log(2 * np.pi) - ((x - mu) ** 2).sum() / (2 * variance)
""",
        ),
    ],
    "6.3": [
        Wrong(
            "a column beside a row",
            "makes N x N numbers",
            """
def binary_cost(t, y):
    y = y.reshape(-1, 1)
    return -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()
""",
        ),
        Wrong(
            "clipped, and the mean",
            "And: a tiny number beside y",
            """
def binary_cost(t, y):
    y = np.clip(y, 1e-15, 1 - 1e-15)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))
""",
        ),
        Wrong(
            "branches swapped",
            "The two branches are swapped",
            """
def binary_cost(t, y):
    return -(t * np.log(1 - y) + (1 - t) * np.log(y)).sum()
""",
        ),
        Wrong(
            "no minus",
            "The sign is the other way round",
            """
def binary_cost(t, y):
    return (t * np.log(y) + (1 - t) * np.log(1 - y)).sum()
""",
        ),
        Wrong(
            "mean for sum",
            "You divided by N",
            """
def binary_cost(t, y):
    return -(t * np.log(y) + (1 - t) * np.log(1 - y)).mean()
""",
        ),
        Wrong(
            "one branch",
            "the term with 1 - t is missing",
            """
def binary_cost(t, y):
    return -(t * np.log(y)).sum()
""",
        ),
        Wrong(
            "minus on the first term only",
            "check the sign of the second one",
            """
def binary_cost(t, y):
    return (-t * np.log(y) + (1 - t) * np.log(1 - y)).sum()
""",
        ),
        Wrong(
            "logarithm of the product",
            "underflows to 0 when there are many samples",
            """
def binary_cost(t, y):
    with np.errstate(divide="ignore"):
        return -np.log((y**t * (1 - y) ** (1 - t)).prod())
""",
        ),
        Wrong(
            "squared error",
            "This is the squared error",
            """
def binary_cost(t, y):
    return ((t - y) ** 2).sum()
""",
        ),
        Wrong(
            "bits",
            "not 2",
            """
def binary_cost(t, y):
    return -(t * np.log2(y) + (1 - t) * np.log2(1 - y)).sum()
""",
        ),
        Wrong(
            "no sum",
            "one number for all samples",
            """
def binary_cost(t, y):
    return -(t * np.log(y) + (1 - t) * np.log(1 - y))
""",
        ),
        Wrong(
            "eps beside y",
            "A tiny number beside y",
            """
def binary_cost(t, y):
    return -(t * np.log(y + 1e-12) + (1 - t) * np.log(1 - y + 1e-12)).sum()
""",
        ),
        Wrong(
            "y rounded",
            "did you round y?",
            """
def binary_cost(t, y):
    with np.errstate(all="ignore"):
        return -(t * np.log(np.round(y)) + (1 - t) * np.log(1 - np.round(y))).sum()
""",
        ),
        Wrong(
            "distance from the target",
            "rounds a tiny y to 0",
            """
def binary_cost(t, y):
    with np.errstate(divide="ignore"):
        return -np.log(1 - np.abs(t - y)).sum()
""",
        ),
        Wrong(
            "parentheses",
            "Put brackets round",
            """
def binary_cost(t, y):
    return -(t * np.log(y) + 1 - t * np.log(1 - y)).sum()
""",
        ),
    ],
    "6.4": [
        Wrong(
            "nudged, and the mean",
            "And: a tiny number beside y",
            """
def multi_class_cost(T, Y):
    return -np.sum(T * np.log(Y + np.finfo(float).eps)) / len(T)
""",
        ),
        Wrong(
            "mean for sum",
            "You divided by N:",
            """
def multi_class_cost(T, Y):
    return -(T * np.log(Y)).sum(axis=1).mean()
""",
        ),
        Wrong(
            "mean over all entries",
            "N times K, the number of entries",
            """
def multi_class_cost(T, Y):
    return -(T * np.log(Y)).mean()
""",
        ),
        Wrong(
            "all classes",
            "The indicator T is missing",
            """
def multi_class_cost(T, Y):
    return -np.log(Y).sum()
""",
        ),
        Wrong(
            "binary formula",
            "This is the binary formula",
            """
def multi_class_cost(T, Y):
    return -(T * np.log(Y) + (1 - T) * np.log(1 - Y)).sum()
""",
        ),
        Wrong(
            "no minus",
            "The sign is the other way round",
            """
def multi_class_cost(T, Y):
    return (T * np.log(Y)).sum()
""",
        ),
        Wrong(
            "T and Y exchanged",
            "Either T and Y are exchanged",
            """
def multi_class_cost(T, Y):
    with np.errstate(divide="ignore"):
        return -(Y * np.log(T)).sum()
""",
        ),
        Wrong(
            "the predicted class",
            "You took the largest output of each row",
            """
def multi_class_cost(T, Y):
    return -np.log(Y.max(axis=1)).sum()
""",
        ),
        Wrong(
            "one number a sample",
            "sum over the classes and over the samples",
            """
def multi_class_cost(T, Y):
    return -(T * np.log(Y)).sum(axis=1)
""",
        ),
        Wrong(
            "logarithm of the product",
            "underflows to 0 when there are many samples",
            """
def multi_class_cost(T, Y):
    with np.errstate(divide="ignore"):
        return -np.log(np.prod((T * Y).sum(axis=1)))
""",
        ),
        Wrong(
            "eps beside Y",
            "A tiny number beside y",
            """
def multi_class_cost(T, Y):
    return -(T * np.log(Y + 1e-12)).sum()
""",
        ),
        Wrong(
            "distance from the target",
            "A tiny probability became 0",
            """
def multi_class_cost(T, Y):
    with np.errstate(divide="ignore"):
        return -(T * np.log(1 - np.abs(T - Y))).sum()
""",
        ),
        Wrong(
            "logarithm of the sum",
            "The logarithm of a sum",
            """
def multi_class_cost(T, Y):
    return -np.log((T * Y).sum())
""",
        ),
        Wrong(
            "softmax of probabilities",
            "no softmax here",
            """
def multi_class_cost(T, Y):
    return -(T * np.log(softmax(Y))).sum()
""",
        ),
    ],
    "6.5": [
        Wrong(
            "a column beside a row",
            "makes N x N numbers",
            """
def stable_cost(t, a):
    t = t.reshape(-1, 1)
    return (np.maximum(a, 0) - t * a + np.log1p(np.exp(-np.abs(a)))).sum()
""",
        ),
        Wrong(
            "through the probability",
            "On ordinary activations you are right",
            """
def stable_cost(t, a):
    y = sigmoid(a)
    with np.errstate(all="ignore"):
        return -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()
""",
        ),
        Wrong(
            "eps inside the logarithm",
            "A tiny number beside y",
            """
def stable_cost(t, a):
    y = sigmoid(a)
    return -(t * np.log(y + 1e-12) + (1 - t) * np.log(1 - y + 1e-12)).sum()
""",
        ),
        Wrong(
            "overflow in the exponential",
            "exp overflows at 1000",
            """
def stable_cost(t, a):
    with np.errstate(over="ignore"):
        return (np.log1p(np.exp(a)) - t * a).sum()
""",
        ),
        Wrong(
            "activations as probabilities",
            "The activations are no probabilities",
            """
def stable_cost(t, a):
    with np.errstate(invalid="ignore"):
        return -(t * np.log(a) + (1 - t) * np.log(1 - a)).sum()
""",
        ),
        Wrong(
            "one maximum for all",
            "a.max() is one number",
            """
def stable_cost(t, a):
    return (max(a) - t * a + np.log1p(np.exp(-np.abs(a)))).sum()
""",
        ),
        Wrong(
            "sign of t a",
            "The sign of t a is wrong",
            """
def stable_cost(t, a):
    return (np.maximum(a, 0) + t * a + np.log1p(np.exp(-np.abs(a)))).sum()
""",
        ),
        Wrong(
            "last term forgotten",
            "It matters near a = 0",
            """
def stable_cost(t, a):
    return (np.maximum(a, 0) - t * a).sum()
""",
        ),
        Wrong(
            "classes exchanged",
            "The two classes are exchanged",
            """
def stable_cost(t, a):
    return np.logaddexp(0, a).sum() - ((1 - t) * a).sum()
""",
        ),
        Wrong(
            "mean for sum",
            "You divided by N",
            """
def stable_cost(t, a):
    return (np.maximum(a, 0) - t * a + np.log1p(np.exp(-np.abs(a)))).mean()
""",
        ),
        Wrong(
            "nan made 0",
            "np.nan_to_num turns the nan into 0",
            """
def stable_cost(t, a):
    y = sigmoid(a)
    with np.errstate(all="ignore"):
        return np.nan_to_num(-(t * np.log(y) + (1 - t) * np.log(1 - y)).sum())
""",
        ),
        Wrong(
            "infinite cost kept",
            "A sure mistake at 1000 costs 1000",
            """
def stable_cost(t, a):
    return cross_entropy(t, sigmoid(a))
""",
        ),
        Wrong(
            "activations clipped",
            "Do not clip a",
            """
def stable_cost(t, a):
    a = np.clip(a, -500, 500)
    return (np.maximum(a, 0) - t * a + np.log1p(np.exp(-np.abs(a)))).sum()
""",
        ),
        Wrong(
            "1 added twice",
            "log1p adds the 1 itself",
            """
def stable_cost(t, a):
    return (np.maximum(a, 0) - t * a + np.log1p(1 + np.exp(-np.abs(a)))).sum()
""",
        ),
        Wrong(
            "|a| forgotten",
            "The exponent must be -|a|",
            """
def stable_cost(t, a):
    with np.errstate(over="ignore"):
        return (np.maximum(a, 0) - t * a + np.log1p(np.exp(-a))).sum()
""",
        ),
    ],
    "6.6": [
        Wrong(
            "sign",
            "The sign of the formula",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((t - sigmoid(X @ w)) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "input forgotten",
            "the input x_ni is missing",
            """
def slope_of_J(X, t, w, i, h):
    formula = (sigmoid(X @ w) - t).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "derivative of the sigmoid left in",
            "The factor y (1 - y) belongs to the squared error",
            """
def slope_of_J(X, t, w, i, h):
    y = sigmoid(X @ w)
    formula = ((y - t) * y * (1 - y) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "factor 2 of the square",
            "comes from chapter 3's square",
            """
def slope_of_J(X, t, w, i, h):
    formula = 2 * ((sigmoid(X @ w) - t) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "one side",
            "a step to the right side only",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    right = cross_entropy(t, logits=X @ (w + h * np.eye(len(w))[i]))
    return formula, (right - cross_entropy(t, logits=X @ w)) / h
""",
        ),
        Wrong(
            "h for 2h",
            "divide by 2 * h, not by h",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / h
""",
        ),
        Wrong(
            "parentheses",
            "then multiplies by h",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / 2 * h
""",
        ),
        Wrong(
            "all weights moved",
            "only weight i may move",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + h, w - h))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "w moved in place",
            "changes the input",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    w[i] += h
    right = cross_entropy(t, logits=X @ w)
    w[i] -= 2 * h
    return formula, (right - cross_entropy(t, logits=X @ w)) / (2 * h)
""",
        ),
        Wrong(
            "whole gradient",
            "This is the whole gradient",
            """
def slope_of_J(X, t, w, i, h):
    return X.T @ (sigmoid(X @ w) - t)
""",
        ),
        Wrong(
            "whole gradient in the pair",
            "The first number is the whole gradient",
            """
def slope_of_J(X, t, w, i, h):
    formula = X.T @ (sigmoid(X @ w) - t)
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "no sigmoid",
            "The sigmoid is missing in the formula",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((X @ w - t) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "mean for sum",
            "Both numbers are divided by N",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, logits=X @ v) for v in (w + step, w - step))
    return formula / len(t), (right - left) / (2 * h) / len(t)
""",
        ),
        Wrong(
            "activations as probabilities",
            "with logits=",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    step = h * np.eye(len(w))[i]
    right, left = (cross_entropy(t, X @ v) for v in (w + step, w - step))
    return formula, (right - left) / (2 * h)
""",
        ),
        Wrong(
            "a step of its own",
            "The two numbers are equal",
            """
def slope_of_J(X, t, w, i, h):
    formula = ((sigmoid(X @ w) - t) * X[:, i]).sum()
    return formula, numerical_gradient(lambda v: cross_entropy(t, logits=X @ v), w)[i]
""",
        ),
    ],
}
