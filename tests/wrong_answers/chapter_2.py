"""Mistakes that students make in the exercises of chapter 2, classification and regression."""

from tests.wrong_answers import Wrong

SETUP = """
from lazyutils.datasets import load_thyroid

ill = load_thyroid()["hypothyroid"].to_numpy()
train_p, test_p = np.arange(2400), np.arange(2400, len(ill))
"""

WRONG = {
    "2.1": [
        Wrong(
            "transposed",
            "Rows and columns are exchanged: a row belongs to a sample",
            """
def one_hot(T, K):
    return (np.arange(K)[:, None] == T).astype(float)
""",
        ),
        Wrong(
            "K from the largest label",
            "You took the largest label in T",
            """
def one_hot(T, K):
    return np.eye(T.max() + 1)[T]
""",
        ),
        Wrong(
            "K from the labels that occur",
            "only for each label that occurs in T",
            """
def one_hot(T, K):
    return np.column_stack([(T == k).astype(float) for k in np.unique(T)])
""",
        ),
        Wrong(
            "labels counted from 1",
            "The labels start at 0",
            """
def one_hot(T, K):
    return (T[:, None] == np.arange(1, K + 1)).astype(float)
""",
        ),
        Wrong(
            "the label in the place of the 1",
            "The label itself stands in the matrix",
            """
def one_hot(T, K):
    return np.eye(K)[T] * T[:, None]
""",
        ),
        Wrong(
            "one row for all samples",
            "From N labels it must become N x K",
            """
def one_hot(T, K):
    row = np.zeros(K)
    row[T] = 1
    return row
""",
        ),
    ],
    "2.2": [
        Wrong(
            "answers in the rows",
            "the true class chooses the row",
            """
def confusion_counts(T, Y, K):
    C = np.zeros((K, K), dtype=int)
    for t, y in zip(T, Y):
        C[y, t] += 1
    return C
""",
        ),
        Wrong(
            "fancy indexing counts each pair once",
            "Each further occurrence of a pair must add 1",
            """
def confusion_counts(T, Y, K):
    C = np.zeros((K, K), dtype=int)
    C[T, Y] += 1
    return C
""",
        ),
        Wrong(
            "shares of all samples",
            "These are shares of all samples",
            """
def confusion_counts(T, Y, K):
    C = np.zeros((K, K))
    np.add.at(C, (T, Y), 1 / len(T))
    return C
""",
        ),
        Wrong(
            "shares of each row",
            "These are shares of each row",
            """
def confusion_counts(T, Y, K):
    C = np.zeros((K, K))
    np.add.at(C, (T, Y), 1)
    return C / np.maximum(C.sum(axis=1, keepdims=True), 1)
""",
        ),
        Wrong(
            "matrix made outside",
            "The pairs of an earlier call are counted, too",
            """
C = np.zeros((10, 10), dtype=int)


def confusion_counts(T, Y, K):
    for t, y in zip(T, Y):
        C[t, y] += 1
    return C[:K, :K]
""",
        ),
        Wrong(
            "only the diagonal",
            "Only the right answers are counted",
            """
def confusion_counts(T, Y, K):
    return np.diag([np.sum((T == k) & (Y == k)) for k in range(K)])
""",
        ),
        Wrong(
            "only the classes that occur",
            "also when some classes do not occur",
            """
def confusion_counts(T, Y, K):
    names = np.unique(T)
    return np.array([[np.sum((T == i) & (Y == j)) for j in names] for i in names])
""",
        ),
        Wrong(
            "one class too few",
            "IndexError",
            """
def confusion_counts(T, Y, K):
    C = np.zeros((K - 1, K - 1), dtype=int)
    np.add.at(C, (T, Y), 1)
    return C
""",
        ),
    ],
    "2.3": [
        Wrong(
            "smallest and largest",
            "so that 0 to 1 is left",
            """
def standardise(X_train, X_test):
    low, high = X_train.min(axis=0), X_train.max(axis=0)
    return (X_train - low) / (high - low), (X_test - low) / (high - low)
""",
        ),
        Wrong(
            "the test set's own ruler",
            "measured with its own mean and standard deviation",
            """
def standardise(X_train, X_test):
    def scale(X):
        std = X.std(axis=0)
        return (X - X.mean(axis=0)) / np.where(std == 0, 1, std)
    return scale(X_train), scale(X_test)
""",
        ),
        Wrong(
            "both sets together",
            "come from both sets together",
            """
def standardise(X_train, X_test):
    both = np.vstack([X_train, X_test])
    mean, std = both.mean(axis=0), both.std(axis=0)
    return (X_train - mean) / std, (X_test - mean) / std
""",
        ),
        Wrong(
            "constant column not looked after",
            "gives a division by 0",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / std, (X_test - mean) / std
""",
        ),
        Wrong(
            "variance",
            "You divided by the variance",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.var(axis=0)
    std[std == 0] = 1
    return (X_train - mean) / std, (X_test - mean) / std
""",
        ),
        Wrong(
            "divided by N - 1",
            "You divided by N - 1",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    std[std == 0] = 1
    return (X_train - mean) / std, (X_test - mean) / std
""",
        ),
        Wrong(
            "axis forgotten",
            "Each column has its own: axis=0",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(), X_train.std()
    return (X_train - mean) / std, (X_test - mean) / std
""",
        ),
        Wrong(
            "exchanged",
            "The two sets are exchanged",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = 1
    return (X_test - mean) / std, (X_train - mean) / std
""",
        ),
        Wrong(
            "the test set's own mean",
            "The test set's own mean was subtracted",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = 1
    return (X_train - mean) / std, (X_test - X_test.mean(axis=0)) / std
""",
        ),
        Wrong(
            "a tiny number added",
            "A standard deviation of 0 became a tiny number",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / (std + 1e-8), (X_test - mean) / (std + 1e-8)
""",
        ),
        Wrong(
            "at least 1",
            "A standard deviation between 0 and 1 must stay as it is",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std = np.maximum(std, 1)
    return (X_train - mean) / std, (X_test - mean) / std
""",
        ),
        Wrong(
            "constant column set to 0",
            "became 0 in the test set, too",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    def scale(X):
        return np.divide(X - mean, std, out=np.zeros_like(X), where=std > 0)
    return scale(X_train), scale(X_test)
""",
        ),
        Wrong(
            "constant column left",
            "came back as it was. Subtract its mean",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    Z_train, Z_test = X_train.copy(), X_test.copy()
    for Z in (Z_train, Z_test):
        Z[:, std > 0] = ((Z - mean) / np.where(std > 0, std, 1))[:, std > 0]
    return Z_train, Z_test
""",
        ),
        Wrong(
            "constant column dropped",
            "is gone. Keep it",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    varies = std > 0
    mean, std = mean[varies], std[varies]
    return (X_train[:, varies] - mean) / std, (X_test[:, varies] - mean) / std
""",
        ),
        Wrong(
            "only centred",
            "the division by the standard deviation is missing",
            """
def standardise(X_train, X_test):
    mean = X_train.mean(axis=0)
    return X_train - mean, X_test - mean
""",
        ),
        Wrong(
            "input changed",
            "changes the input",
            """
def standardise(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = 1
    X_train -= mean
    X_test -= mean
    return X_train / std, X_test / std
""",
        ),
        Wrong(
            "only the training set",
            "Return 2 values",
            """
def standardise(X_train, X_test):
    std = X_train.std(axis=0)
    std[std == 0] = 1
    return (X_train - X_train.mean(axis=0)) / std
""",
        ),
    ],
    "2.4": [
        Wrong(
            "majority of the test set",
            "The majority of the test set was used",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_test).argmax()
    return label, (T_test == label).mean()
""",
        ),
        Wrong(
            "accuracy on the training set",
            "The accuracy was taken on the training set",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_train).argmax()
    return label, (T_train == label).mean()
""",
        ),
        Wrong(
            "error rate",
            "This is the error rate",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_train).argmax()
    return label, (T_test != label).mean()
""",
        ),
        Wrong(
            "per cent",
            "not a percentage",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_train).argmax()
    return label, 100 * (T_test == label).mean()
""",
        ),
        Wrong(
            "sum for mean",
            "divide it by the size of the test set",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_train).argmax()
    return label, (T_test == label).sum()
""",
        ),
        Wrong(
            "the count for the label",
            "how often the label occurs",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_train).max()
    return label, (T_test == label).mean()
""",
        ),
        Wrong(
            "rounded mean",
            "You rounded the mean of the labels",
            """
def majority_baseline(T_train, T_test):
    label = int(np.rint(T_train.mean()))
    return label, (T_test == label).mean()
""",
        ),
        Wrong(
            "median",
            "You took the median of the labels",
            """
def majority_baseline(T_train, T_test):
    label = int(np.median(T_train))
    return label, (T_test == label).mean()
""",
        ),
        Wrong(
            "position for label",
            "the label's position in np.unique(T_train)",
            """
def majority_baseline(T_train, T_test):
    label = np.unique(T_train, return_counts=True)[1].argmax()
    return label, (T_test == label).mean()
""",
        ),
        Wrong(
            "both sets counted",
            "the labels of both sets together",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(np.concatenate([T_train, T_test])).argmax()
    return label, (T_test == label).mean()
""",
        ),
        Wrong(
            "the test set's own share",
            "the test set's own commonest label",
            """
def majority_baseline(T_train, T_test):
    return np.bincount(T_train).argmax(), np.bincount(T_test).max() / len(T_test)
""",
        ),
        Wrong(
            "exchanged",
            "Label first, then accuracy",
            """
def majority_baseline(T_train, T_test):
    label = np.bincount(T_train).argmax()
    return (T_test == label).mean(), label
""",
        ),
        Wrong(
            "only the label",
            "Return 2 values",
            """
def majority_baseline(T_train, T_test):
    return np.bincount(T_train).argmax()
""",
        ),
    ],
}
