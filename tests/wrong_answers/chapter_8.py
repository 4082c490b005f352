"""Mistakes that students make in the exercises of chapter 8, XOR, the donut, the real world."""

from tests.wrong_answers import Wrong

SETUP = """
from lazyutils import LogisticRegression, sigmoid
from lazyutils.datasets import make_donut, make_moons, make_xor, words_of
"""

XOR = """
rng = np.random.default_rng(0)
corners = rng.choice([-1, 1], size=(1000, 2))
labels = (corners[:, 0] != corners[:, 1]).astype(np.int64)
my_xor = corners + rng.normal(0, 0.2, size=(1000, 2)), labels
"""

DONUT = """
ring = np.arange(1000) % 2
r = 1 + ring + rng.normal(0, 0.15, size=1000)
phi = rng.uniform(0, 2 * np.pi, size=1000)
my_donut = np.column_stack([r * np.cos(phi), r * np.sin(phi)]), ring
"""


def penalty(by_w: str, by_b: str = "R.sum()", a: str = "sigmoid(X @ w + b)") -> str:
    return f"""
def penalised_gradient(X, T, w, b, l2):
    R = {a} - T
    return {by_w}, {by_b}
"""


def score(answer: str) -> str:
    return f"""
def score_sentence(sentence, words, w, b):
    weights = dict(zip(words, w))
    return {answer}
"""


def balanced(answer: str) -> str:
    return f"""
def my_balanced_accuracy(T, Y):
    return {answer}
"""


def moons(answer: str) -> str:
    return f"""
def moon_feature(X):
    return {answer}
"""


def features(answer: str) -> str:
    return f"""
def my_features(X):
    return {answer}
"""


SHARES = "(Y[T == k] == k).mean() for k in np.unique(T)"

WRONG = {
    "8.1": [
        Wrong(
            "labels exchanged",
            "1 is where the signs differ",
            XOR.replace("!=", "==") + DONUT,
        ),
        Wrong("variance for deviation", "not its variance", XOR.replace("0.2", "0.04") + DONUT),
        Wrong(
            "corners at 0 and 1",
            "are the corners at -1 and 1",
            XOR.replace("[-1, 1]", "[0, 1]") + DONUT,
        ),
        Wrong(
            "one noise for both coordinates",
            "both coordinates have the same noise",
            XOR.replace("size=(1000, 2)), labels", "size=(1000, 1)), labels") + DONUT,
        ),
        Wrong(
            "half a circle",
            "do not go round the whole circle",
            XOR + DONUT.replace("2 * np.pi", "np.pi"),
        ),
        Wrong(
            "rings of radius 0 and 1",
            "the rings have the radii",
            XOR + DONUT.replace("1 + ring", "ring"),
        ),
        Wrong(
            "rings exchanged",
            "the inner ring is class 0",
            XOR + DONUT.replace("1 + ring", "2 - ring"),
        ),
        Wrong("XOR noise 0.18", "standard deviation of 0.18", XOR.replace("0.2", "0.18") + DONUT),
        Wrong("XOR noise 0.22", "standard deviation of 0.22", XOR.replace("0.2", "0.22") + DONUT),
        Wrong("ring noise 0.12", "standard deviation of 0.12", XOR + DONUT.replace("0.15", "0.12")),
        Wrong("ring noise 0.17", "standard deviation of 0.17", XOR + DONUT.replace("0.15", "0.17")),
        Wrong(
            "another radius for the sine",
            "draw one radius a point",
            XOR
            + DONUT.replace("r * np.sin", "(1 + ring + rng.normal(0, 0.15, size=1000)) * np.sin"),
        ),
        Wrong("labels -1 and 1", "nothing but 0 and 1", XOR + "labels *= 2\nlabels -= 1" + DONUT),
        Wrong("transposed", "the transpose", XOR + DONUT.replace("column_stack", "vstack")),
    ],
    "8.2": [
        Wrong(
            "scored on the training points",
            "This is the accuracy on the training points",
            """
plain_model = LogisticRegression(l2=1.0).fit(*make_donut(400, seed=11))
plain_accuracy = plain_model.score(*make_donut(400, seed=11))
""",
        ),
        Wrong(
            "fitted to the new points",
            "is fitted to the new points",
            """
plain_model = LogisticRegression(l2=1.0).fit(*make_donut(1000, seed=12))
plain_accuracy = plain_model.score(*make_donut(1000, seed=12))
""",
        ),
        Wrong(
            "with the radius",
            "without a feature of your own",
            """
X, T = make_donut(400, seed=11)
plain_model = LogisticRegression(l2=1.0).fit(np.column_stack([X, np.hypot(*X.T)]), T)
plain_accuracy = 0.99
""",
        ),
        Wrong(
            "not fitted",
            "did you call fit",
            """
plain_model = LogisticRegression(l2=1.0)
plain_accuracy = 0.5
""",
        ),
        Wrong(
            "share of errors",
            "share of errors",
            """
plain_model = LogisticRegression(l2=1.0).fit(*make_donut(400, seed=11))
plain_accuracy = 1 - plain_model.score(*make_donut(1000, seed=12))
""",
        ),
    ],
    "8.3": [
        Wrong("no new feature", "separates neither", features("X")),
        Wrong(
            "product only",
            "For the donut the distance",
            features("np.column_stack([X, X[:, 0] * X[:, 1]])"),
        ),
        Wrong("radius only", "For XOR the sign", features("np.column_stack([X, np.hypot(*X.T)])")),
        Wrong("one flat array", "a column a feature", features("X[:, 0] * X[:, 1]")),
        Wrong(
            "features as rows", "the first axis must be N", features("np.vstack([X.T, X[:, 0]])")
        ),
        Wrong(
            "standardised by the points at hand",
            "each point by itself",
            features(
                "np.column_stack([X[:, 0] * X[:, 1], np.hypot(*X.T)]) / np.abs(X).max(axis=0)"
            ),
        ),
        Wrong(
            "written into the input",
            "changes the input",
            """
def my_features(X):
    X[:, 0] *= X[:, 1]
    return X
""",
        ),
    ],
    "8.4": [
        Wrong("no penalty", "The penalty is missing", penalty("X.T @ R")),
        Wrong("half", "half of the right one", penalty("X.T @ R + l2 / 2 * w")),
        Wrong("twice", "twice the right one", penalty("X.T @ R + 2 * l2 * w")),
        Wrong("sign of the penalty", "The penalty has the wrong sign", penalty("X.T @ R - l2 * w")),
        Wrong(
            "bias penalised",
            "The bias has no penalty",
            penalty("X.T @ R + l2 * w", "R.sum() + l2 * b"),
        ),
        Wrong("mean", "You took the mean", penalty("X.T @ R / len(T) + l2 * w", "R.mean()")),
        Wrong(
            "all divided by N",
            "You divided by N",
            penalty("(X.T @ R + l2 * w) / len(T)", "R.mean()"),
        ),
        Wrong(
            "mean for the bias only",
            "The gradient by b is the mean",
            penalty("X.T @ R + l2 * w", "R.mean()"),
        ),
        Wrong(
            "penalty divided by N",
            "Only the penalty is divided by N",
            penalty("X.T @ R + l2 * w / len(T)"),
        ),
        Wrong(
            "penalty for each sample",
            "not once for each",
            penalty("sum(r * x + l2 * w for r, x in zip(R, X))"),
        ),
        Wrong("pair exchanged", "The order is", penalty("R.sum()", "X.T @ R + l2 * w")),
        Wrong("sign of L1", "sign(w) belongs to L1", penalty("X.T @ R + l2 * np.sign(w)")),
        Wrong(
            "T - Y",
            "the residual is y - t",
            penalty("-X.T @ R + l2 * w", "-R.sum()"),
        ),
        Wrong(
            "no sigmoid",
            "the sigmoid is missing",
            penalty("X.T @ R + l2 * w", a="X @ w + b"),
        ),
        Wrong("not summed", "by b, a number", penalty("X @ R + l2 * w")),
    ],
    "8.5": [
        Wrong(
            "no sigmoid",
            "the activation a; its sigmoid",
            score("b + sum(weights.get(word, 0.0) for word in words_of(sentence))"),
        ),
        Wrong(
            "no bias",
            "The bias b is missing",
            score("sigmoid(sum(weights.get(word, 0.0) for word in words_of(sentence)) + 0.0)"),
        ),
        Wrong(
            "each word once",
            "each time it occurs",
            score("sigmoid(b + sum(weights.get(w, 0.0) for w in set(words_of(sentence))))"),
        ),
        Wrong(
            "split",
            "leaves commas",
            score("sigmoid(b + sum(weights.get(w, 0.0) for w in sentence.lower().split()))"),
        ),
        Wrong(
            "unknown words",
            "KeyError",
            score("sigmoid(b + sum(weights[w] for w in words_of(sentence)))"),
        ),
        Wrong(
            "bias for each word",
            "it belongs to the sentence",
            score("sigmoid(0.0 + sum(weights.get(w, 0.0) + b for w in words_of(sentence)))"),
        ),
    ],
    "8.6": [
        Wrong("plain accuracy", "This is the plain accuracy", balanced("(T == Y).mean()")),
        Wrong(
            "among the answers",
            "divides by how often the answer is k",
            balanced(
                "np.mean([(T[Y == k] == k).mean() if (Y == k).any() else 0 for k in np.unique(T)])"
            ),
        ),
        Wrong("sum for mean", "This is the sum over the classes", balanced(f"sum({SHARES})")),
        Wrong("always two", "not by 2", balanced(f"sum({SHARES}) / 2")),
        Wrong(
            "classes up to the largest",
            "a class without samples has no share",
            balanced("np.mean([(Y[T == k] == k).mean() for k in range(T.max() + 1)])"),
        ),
        Wrong(
            "the classes 0 and 1",
            "classes 0 and 1 only",
            balanced("np.mean([(Y[T == k] == k).mean() for k in (0, 1)])"),
        ),
        Wrong(
            "divided by N",
            "divide by the N_k",
            balanced("np.mean([((Y == k) & (T == k)).sum() / len(T) for k in np.unique(T)])"),
        ),
    ],
    "8.7": [
        Wrong("the radius", "bends the boundary to a ring", moons("np.hypot(X[:, 0], X[:, 1])")),
        Wrong("the product", "The product solved XOR", moons("X[:, 0] * X[:, 1]")),
        Wrong("a square", "bends one way", moons("(X[:, 0] - 0.5) ** 2")),
        Wrong("in the wrong place", "The right curve in the wrong place", moons("X[:, 0] ** 3")),
        Wrong("a matrix", "one number a point", moons("np.column_stack([X, X[:, 0] ** 3])")),
        Wrong("nothing new", "bend like an S", moons("X[:, 0] + 2 * X[:, 1]")),
    ],
}
