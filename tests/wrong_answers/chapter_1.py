"""Mistakes that students make in the exercises of chapter 1, what is machine learning."""

from tests.wrong_answers import Wrong

SETUP = """
rng = np.random.default_rng(1)
"""

WRONG = {
    "1.1": [
        Wrong(
            "position for label",
            "These are positions in the list of means",
            """
class NearestMean:
    def fit(self, X, T):
        self.means = np.array([X[T == label].mean(axis=0) for label in np.unique(T)])
        return self

    def predict(self, X):
        return ((X[:, None, :] - self.means) ** 2).sum(axis=2).argmin(axis=1)


def nearest_mean(X, T, X_new):
    return NearestMean().fit(X, T).predict(X_new)
""",
        ),
        Wrong(
            "nearest sample",
            "label of the nearest single sample",
            """
def nearest_mean(X, T, X_new):
    return T[((X_new[:, None, :] - X) ** 2).sum(axis=2).argmin(axis=1)]
""",
        ),
        Wrong(
            "farthest mean",
            "farthest away",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    return labels[((X_new[:, None, :] - means) ** 2).sum(axis=2).argmax(axis=1)]
""",
        ),
        Wrong(
            "sum for mean",
            "the sum of each class",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    sums = np.array([X[T == label].sum(axis=0) for label in labels])
    return labels[((X_new[:, None, :] - sums) ** 2).sum(axis=2).argmin(axis=1)]
""",
        ),
        Wrong(
            "axis of the mean forgotten",
            "Either each class has only one number",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean() for label in labels])
    squares = ((X_new[:, None, :] - means[:, None]) ** 2).sum(axis=2)
    return labels[squares.argmin(axis=1)]
""",
        ),
        Wrong(
            "no squares",
            "Differences of unlike sign cancel",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    return labels[(X_new[:, None, :] - means).sum(axis=2).argmin(axis=1)]
""",
        ),
        Wrong(
            "absolute differences",
            "You summed absolute differences",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    distances = np.abs(X_new[:, None, :] - means).sum(axis=2)
    return labels[distances.argmin(axis=1)]
""",
        ),
        Wrong(
            "largest coordinate",
            "Only the largest difference counts",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    distances = np.abs(X_new[:, None, :] - means).max(axis=2)
    return labels[distances.argmin(axis=1)]
""",
        ),
        Wrong(
            "sum over the classes",
            "The sum runs over the classes",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    distances = ((X_new[:, None, :] - means) ** 2).sum(axis=1)
    return labels[distances.argmin(axis=1)]
""",
        ),
        Wrong(
            "largest product",
            "A large product is not a small distance",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    return labels[(X_new @ means.T).argmax(axis=1)]
""",
        ),
        Wrong(
            "position put into T",
            "T has one label for each sample",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    distances = ((X_new[:, None, :] - means) ** 2).sum(axis=2)
    return T[distances.argmin(axis=1)]
""",
        ),
        Wrong(
            "labels as they come",
            "Labels and means are in different orders",
            """
def nearest_mean(X, T, X_new):
    labels = list(dict.fromkeys(T.tolist()))
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    distances = ((X_new[:, None, :] - means) ** 2).sum(axis=2)
    return np.unique(T)[distances.argmin(axis=1)]
""",
        ),
        Wrong(
            "a row for each number up to the largest label",
            "A label may be negative",
            """
def nearest_mean(X, T, X_new):
    means = np.full((T.max() + 1, X.shape[1]), np.nan)
    for label in np.unique(T):
        means[label] = X[T == label].mean(axis=0)
    return np.nanargmin(((X_new[:, None, :] - means) ** 2).sum(axis=2), axis=1)
""",
        ),
        Wrong(
            "means of 0, 1, 2",
            "the mean of a number that is no label is nan",
            """
def nearest_mean(X, T, X_new):
    means = np.array([X[T == k].mean(axis=0) for k in range(len(np.unique(T)))])
    return ((X_new[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)
""",
        ),
        Wrong(
            "fit returns nothing",
            "fit must end with `return self`",
            """
class NearestMean:
    def fit(self, X, T):
        self.labels = np.unique(T)
        self.means = np.array([X[T == label].mean(axis=0) for label in self.labels])

    def predict(self, X):
        return self.labels[((X[:, None, :] - self.means) ** 2).sum(axis=2).argmin(axis=1)]


def nearest_mean(X, T, X_new):
    return NearestMean().fit(X, T).predict(X_new)
""",
        ),
        Wrong(
            "labels taken for 0, 1, 2",
            "IndexError",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.zeros((len(labels), X.shape[1]))
    for x, t in zip(X, T):
        means[t] += x / (T == t).sum()
    return labels[((X_new[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)]
""",
        ),
        Wrong(
            "predicts for the training inputs",
            "one label per row of X_new",
            """
def nearest_mean(X, T, X_new):
    labels = np.unique(T)
    means = np.array([X[T == label].mean(axis=0) for label in labels])
    return labels[((X[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)]
""",
        ),
        Wrong(
            "the majority class",
            "does not look at X_new",
            """
def nearest_mean(X, T, X_new):
    labels, counts = np.unique(T, return_counts=True)
    return np.full(len(X_new), labels[counts.argmax()])
""",
        ),
    ],
    "1.2": [
        Wrong(
            "test rows in the training set",
            "that is the leak",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    test = order[:n_test]
    return X[order], T[order], X[test], T[test]
""",
        ),
        Wrong(
            "not shuffled",
            "a sorted table would be cut",
            """
def split(X, T, n_test, seed):
    return X[n_test:], T[n_test:], X[:n_test], T[:n_test]
""",
        ),
        Wrong(
            "two orders",
            "the pairs are torn apart",
            """
def split(X, T, n_test, seed):
    rng = np.random.default_rng(seed)
    X, T = X[rng.permutation(len(X))], T[rng.permutation(len(T))]
    return X[n_test:], T[n_test:], X[:n_test], T[:n_test]
""",
        ),
        Wrong(
            "targets not shuffled",
            "Only X is shuffled",
            """
def split(X, T, n_test, seed):
    X = X[np.random.default_rng(seed).permutation(len(X))]
    return X[n_test:], T[n_test:], X[:n_test], T[:n_test]
""",
        ),
        Wrong(
            "with replacement",
            "Some rows occur twice",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).integers(0, len(X), len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "sizes exchanged",
            "Training and test set are exchanged",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    train, test = order[:n_test], order[n_test:]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "last rows of the order",
            "not the last",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    train, test = order[:-n_test], order[-n_test:]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "one row lost",
            "A row is in neither set",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    test, train = order[:n_test], order[n_test + 1 :]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "one row on both sides",
            "A row is on both sides",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    test, train = order[:n_test], order[n_test - 1 :]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "training set is the whole table",
            "The training set is still the whole table",
            """
def split(X, T, n_test, seed):
    test = np.random.default_rng(seed).permutation(len(X))[:n_test]
    return X, T, X[test], T[test]
""",
        ),
        Wrong(
            "no seed",
            "the order is not this seed's",
            """
def split(X, T, n_test, seed):
    order = np.random.permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "size of another table",
            "The test set must have n_test rows",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    test, train = order[:40], order[40:]
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "choice and the rest",
            "choice may draw other test rows",
            """
def split(X, T, n_test, seed):
    test = np.random.default_rng(seed).choice(len(X), n_test, replace=False)
    train = np.setdiff1d(np.arange(len(X)), test)
    return X[train], T[train], X[test], T[test]
""",
        ),
        Wrong(
            "the order of scikit-learn's function",
            "in another sequence",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], X[test], T[train], T[test]
""",
        ),
        Wrong(
            "shuffled in place",
            "changes the input",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    X[:], T[:] = X[order], T[order]
    return X[n_test:], T[n_test:], X[:n_test], T[:n_test]
""",
        ),
        Wrong(
            "targets forgotten",
            "Return 4 values",
            """
def split(X, T, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    return X[order[n_test:]], X[order[:n_test]]
""",
        ),
        Wrong(
            "sorted by a mask",
            "not in the order in which the permutation has them",
            """
def split(X, T, n_test, seed):
    hidden = np.zeros(len(X), bool)
    hidden[np.random.default_rng(seed).permutation(len(X))[:n_test]] = True
    return X[~hidden], T[~hidden], X[hidden], T[hidden]
""",
        ),
    ],
    "1.3": [
        Wrong("rents are no labels", "a target may be a number", 'kinds = "SUUUUUSSUS"'),
        Wrong("groups have names", "nobody has named the groups", 'kinds = "SSSSUUSSSS"'),
        Wrong("the future is unknown", "answers are in the past", 'kinds = "SSUUUUSSUS"'),
        Wrong("faulty machines", "which machines were faulty", 'kinds = "SSUSUSSSUS"'),
        Wrong("translations", "a target may be a whole sentence", 'kinds = "SSUSUUSUUU"'),
        Wrong("topics", "no article carries one", 'kinds = "SSUSUUSSSS"'),
        Wrong("no teacher", "although no teacher wrote it down", 'kinds = "SSUSUUSSUU"'),
        Wrong("the wrong way round", "All ten are the wrong way", 'kinds = "UUSUSSUUSU"'),
        Wrong("all supervised", "situations of both kinds", "kinds = 'S' * 10"),
        Wrong("nine letters", "kinds has 9 letters", 'kinds = "SSUSUUSSU"'),
        Wrong("words", "use only the letters", "kinds = ['supervised'] * 2"),
        Wrong("true and false", "a text of ten letters is wanted", "kinds = [True] * 10"),
    ],
}
