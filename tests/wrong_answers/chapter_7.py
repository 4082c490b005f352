"""Mistakes that students make in the exercises of chapter 7, gradient descent."""

from tests.wrong_answers import Wrong

SETUP = """
import warnings

from lazyutils import ConvergenceWarning, LogisticRegression, gradient_descent, sigmoid, softmax
from lazyutils.datasets import load_mnist

(X_digits, T_digits), (X_digits_test, T_digits_test) = load_mnist()
held = {(100, 0.5, 2): 0.917, (100, 0.05, 2): 0.893, (100, 5.0, 2): 0.874}
model = LogisticRegression(learning_rate=0.1, momentum=0.0, epochs=3)
with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
    model.fit(X_digits[:500], T_digits[:500])
"""

WRONG = {
    "7.1": [
        Wrong(
            "along the slope",
            "You walk uphill",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps):
        x = x + learning_rate * (2 * a * x + b)
    return x
""",
        ),
        Wrong(
            "factor 2",
            "the factor 2 is missing",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps):
        x = x - learning_rate * (a * x + b)
    return x
""",
        ),
        Wrong(
            "b forgotten",
            "The derivative of b x is b",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps):
        x = x - learning_rate * 2 * a * x
    return x
""",
        ),
        Wrong(
            "cost for slope",
            "subtract the cost itself",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps):
        x = x - learning_rate * (a * x**2 + b * x)
    return x
""",
        ),
        Wrong(
            "slope of the start only",
            "computed only once",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    slope = 2 * a * x + b
    for _ in range(steps):
        x = x - learning_rate * slope
    return x
""",
        ),
        Wrong(
            "one step too many",
            "one step too many",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps + 1):
        x = x - learning_rate * (2 * a * x + b)
    return x
""",
        ),
        Wrong(
            "the bottom from the formula",
            "This is the bottom itself",
            "def minimise_quadratic(a, b, x, learning_rate, steps): return 0 * x - b / (2 * a)",
        ),
        Wrong(
            "return inside the loop",
            "you returned [0.75, -1.75]",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps):
        x = x - learning_rate * (2 * a * x + b)
        return x
""",
        ),
        Wrong(
            "writes into the starts",
            "changes the input",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    for _ in range(steps):
        x -= learning_rate * (2 * a * x + b)
    return x
""",
        ),
        Wrong(
            "a loop that never ends",
            "did not finish in time",
            """
def minimise_quadratic(a, b, x, learning_rate, steps):
    while True:
        x = x - learning_rate * (2 * a * x + b)
""",
        ),
    ],
    "7.2": [
        Wrong(
            "a random start",
            "start at zero, not at random",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.random.default_rng().normal(size=X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w - T)
    return w
""",
        ),
        Wrong(
            "factor 2",
            "half of the right length",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * X.T @ (X @ w - T)
    return w
""",
        ),
        Wrong(
            "sign",
            "You walk uphill",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (T - X @ w)
    return w
""",
        ),
        Wrong(
            "mean for sum",
            "You divided by N",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w - T) / len(T)
    return w
""",
        ),
        Wrong(
            "gradient of the start only",
            "must be computed anew",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    gradient = 2 * X.T @ (X @ w - T)
    for _ in range(epochs):
        w = w - learning_rate * gradient
    return w
""",
        ),
        Wrong(
            "closed form",
            "This is the closed form",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    return np.linalg.lstsq(X, T, rcond=None)[0]
""",
        ),
        Wrong(
            "transpose",
            "the gradient is X.T times",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * 2 * X @ (X @ w - T)
    return w
""",
        ),
        Wrong(
            "one step too few",
            "one step too few",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(1, epochs):
        w = w - learning_rate * 2 * X.T @ (X @ w - T)
    return w
""",
        ),
        Wrong(
            "sample by sample",
            "You step after every sample",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        for x, t in zip(X, T):
            w = w - learning_rate * 2 * (x @ w - t) * x
    return w
""",
        ),
        Wrong(
            "the library's loop",
            "write its loop yourself",
            """
def regression_by_descent(X, T, learning_rate, epochs):
    def gradient(w):
        return 2 * X.T @ (X @ w - T)
    return gradient_descent(gradient, np.zeros(X.shape[1]), learning_rate, epochs).w
""",
        ),
    ],
    "7.3": [
        Wrong(
            "sign",
            "outputs minus targets",
            """
def softmax_gradient(X, T, W, b):
    R = T - softmax(X @ W + b)
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "mean for sum",
            "You divided by N",
            """
def softmax_gradient(X, T, W, b):
    R = (softmax(X @ W + b) - T) / len(X)
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "activations for outputs",
            "The outputs come from softmax; here the activations",
            """
def softmax_gradient(X, T, W, b):
    R = X @ W + b - T
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "sigmoid for softmax",
            "you used the sigmoid",
            """
def softmax_gradient(X, T, W, b):
    R = sigmoid(X @ W + b) - T
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "softmax along the samples",
            "softmax ran along the samples",
            """
def softmax_gradient(X, T, W, b):
    R = softmax(X @ W + b, axis=0) - T
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "bias forgotten in the activations",
            "The bias is missing in the activations",
            """
def softmax_gradient(X, T, W, b):
    R = softmax(X @ W) - T
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "bias by the mean",
            "not their mean",
            """
def softmax_gradient(X, T, W, b):
    R = softmax(X @ W + b) - T
    return X.T @ R, R.mean(axis=0)
""",
        ),
        Wrong(
            "the slope of the sigmoid kept",
            "cancels with cross-entropy",
            """
def softmax_gradient(X, T, W, b):
    Y = softmax(X @ W + b)
    R = (Y - T) * Y * (1 - Y)
    return X.T @ R, R.sum(axis=0)
""",
        ),
        Wrong(
            "only W",
            "Return 2 values",
            """
def softmax_gradient(X, T, W, b):
    return X.T @ (softmax(X @ W + b) - T)
""",
        ),
    ],
    "7.4": [
        Wrong(
            "a random start",
            "start at zero, not at random",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = 0.01 * np.random.randn(X.shape[1]), 0.0
    for _ in range(epochs):
        R = (sigmoid(X @ w + b) - T) / len(T)
        w, b = w - learning_rate * X.T @ R, b - learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "bias never updated",
            "The bias is never updated",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        R = (sigmoid(X @ w + b) - T) / len(T)
        w = w - learning_rate * X.T @ R
    return w, b
""",
        ),
        Wrong(
            "sum for mean",
            "divide by N",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        R = sigmoid(X @ w + b) - T
        w, b = w - learning_rate * X.T @ R, b - learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "residuals anew between the updates",
            "updated from new outputs",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        w = w - learning_rate * X.T @ (sigmoid(X @ w + b) - T) / len(T)
        b = b - learning_rate * (sigmoid(X @ w + b) - T).mean()
    return w, b
""",
        ),
        Wrong(
            "uphill",
            "You walk uphill",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        R = (sigmoid(X @ w + b) - T) / len(T)
        w, b = w + learning_rate * X.T @ R, b + learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "no sigmoid",
            "the sigmoid is missing",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        R = (X @ w + b - T) / len(T)
        w, b = w - learning_rate * X.T @ R, b - learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "squared error",
            "the gradient of the squared error",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        y = sigmoid(X @ w + b)
        R = 2 * (y - T) * y * (1 - y) / len(T)
        w, b = w - learning_rate * X.T @ R, b - learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "only the weights",
            "Return 2 values",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - learning_rate * X.T @ (sigmoid(X @ w) - T) / len(T)
    return w
""",
        ),
        Wrong(
            "sum for the bias only",
            "The weights use the mean, the bias the sum",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        R = sigmoid(X @ w + b) - T
        w, b = w - learning_rate * X.T @ R / len(T), b - learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "outputs of the start only",
            "The outputs are computed only once",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    R = (sigmoid(X @ w + b) - T) / len(T)
    for _ in range(epochs):
        w, b = w - learning_rate * X.T @ R, b - learning_rate * R.sum()
    return w, b
""",
        ),
        Wrong(
            "sample by sample",
            "You step after every sample; one epoch",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, t in zip(X, T):
            r = sigmoid(x @ w + b) - t
            w, b = w - learning_rate * r * x, b - learning_rate * r
    return w, b
""",
        ),
        Wrong(
            "sample by sample, each divided by N",
            "each step divided by N",
            """
def fit_logistic(X, T, learning_rate, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, t in zip(X, T):
            r = (sigmoid(x @ w + b) - t) / len(T)
            w, b = w - learning_rate * r * x, b - learning_rate * r
    return w, b
""",
        ),
    ],
    "7.5": [
        Wrong(
            "nothing to choose from",
            "try at least three",
            """
my_held = {(100, 0.5, 2): 0.917}
my_choice = (100, 0.5, 2)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "the worst instead of the best",
            "take the best one there",
            """
my_held = held
my_choice = min(my_held, key=my_held.get)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "error rates, the worst chosen",
            "my_held says 0.126 for the setting you chose",
            """
my_held = {settings: 1 - score for settings, score in held.items()}
my_choice = max(my_held, key=my_held.get)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "error rates, the lowest chosen",
            "my_held says 0.083 for the setting you chose",
            """
my_held = {settings: 1 - score for settings, score in held.items()}
my_choice = min(my_held, key=my_held.get)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "zeros",
            "my_held says 0 for the setting you chose",
            """
my_held = dict.fromkeys(held, 0.0)
my_choice = (100, 0.5, 2)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "invented",
            "my_held says 0.5 for the setting you chose",
            """
my_held = dict(zip(held, [0.5, 0.4, 0.3]))
my_choice = (100, 0.5, 2)
my_digits = np.where(np.arange(10_000) < 9200, T_digits_test, 0)  # a good model's
""",
        ),
        Wrong(
            "a choice that was not tried",
            "no key of my_held",
            """
my_held = held
my_choice = [100, 0.5, 3]
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "costs",
            "my_held says 1.7 for",
            """
my_held = dict(zip(held, [0.31, 0.46, 1.7]))
my_choice = (100, 0.5, 2)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "per cent",
            "my_held says 91.7 for",
            """
my_held = {settings: 100 * score for settings, score in held.items()}
my_choice = (100, 0.5, 2)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "scored on what it was trained on",
            "scored on pictures it was trained on",
            """
my_held = {**held, (10, 1.0, 50): 0.991}
my_choice = (10, 1.0, 50)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "too little training",
            "Full batches, few epochs",
            """
my_held = held
my_choice = (100, 0.5, 2)
my_digits = model.predict(X_digits_test)
""",
        ),
        Wrong(
            "probabilities for digits",
            "take the argmax over the classes",
            """
my_held = held
my_choice = (100, 0.5, 2)
my_digits = model.predict_proba(X_digits_test)
""",
        ),
        Wrong(
            "held-out pictures predicted",
            "predictions for training or held-out pictures",
            """
my_held = held
my_choice = (100, 0.5, 2)
my_digits = model.predict(X_digits[55_000:])
""",
        ),
        Wrong(
            "the targets themselves",
            "these are the targets themselves",
            """
my_held = held
my_choice = (100, 0.5, 2)
my_digits = T_digits_test
""",
        ),
        Wrong(
            "the first training pictures",
            "predictions for the first training pictures",
            """
my_held = held
my_choice = (100, 0.5, 2)
my_digits = T_digits[:10_000]
""",
        ),
        Wrong(
            "settings without the epochs",
            "(batch_size, learning_rate, epochs)",
            """
my_held = {(100, 0.5): 0.917, (100, 0.05): 0.893, (50, 0.25): 0.916}
my_choice = (100, 0.5)
my_digits = model.predict(X_digits_test)
""",
        ),
    ],
    "7.6": [
        Wrong(
            "looks at all costs",
            "You looked at costs after the stop",
            "def early_stop(held_costs, patience): return int(np.argmin(held_costs))",
        ),
        Wrong(
            "the epoch of the stop",
            "the epoch at which the run stops",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch, cost in enumerate(held_costs):
        if cost < held_costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return epoch
""",
        ),
        Wrong(
            "one epoch too late",
            "one epoch too late",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch, cost in enumerate(held_costs):
        if cost < held_costs[best]:
            best = epoch
        elif epoch - best > patience:
            break
    return best
""",
        ),
        Wrong(
            "compared with the epoch before",
            "Compare with the best cost so far",
            """
def early_stop(held_costs, patience):
    best, bad = 0, 0
    for epoch in range(1, len(held_costs)):
        bad = bad + 1 if held_costs[epoch] >= held_costs[epoch - 1] else 0
        if held_costs[epoch] < held_costs[best]:
            best = epoch
        if bad >= patience:
            break
    return best
""",
        ),
        Wrong(
            "counted from 1",
            "one too high",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch, cost in enumerate(held_costs):
        if cost < held_costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best + 1
""",
        ),
        Wrong(
            "equal counts as lower",
            "An equal cost is not lower",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch, cost in enumerate(held_costs):
        if cost <= held_costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best
""",
        ),
        Wrong(
            "no patience",
            "wait for patience of them",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch in range(1, len(held_costs)):
        if held_costs[epoch] >= held_costs[best]:
            break
        best = epoch
    return best
""",
        ),
        Wrong(
            "the cost instead of the epoch",
            "return the epoch that reached it",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch, cost in enumerate(held_costs):
        if cost < held_costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return held_costs[best]
""",
        ),
        Wrong(
            "counter never set back",
            "Your counter is never set back to 0",
            """
def early_stop(held_costs, patience):
    best, bad = 0, 0
    for epoch in range(1, len(held_costs)):
        if held_costs[epoch] < held_costs[best]:
            best = epoch
        else:
            bad += 1
        if bad >= patience:
            break
    return best
""",
        ),
        Wrong(
            "last epoch left out",
            "You never look at the last cost",
            """
def early_stop(held_costs, patience):
    best = 0
    for epoch in range(len(held_costs) - 1):
        if held_costs[epoch] < held_costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best
""",
        ),
    ],
}
