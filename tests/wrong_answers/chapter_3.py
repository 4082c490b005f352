"""Mistakes that students make in the exercises of chapter 3, linear regression."""

from tests.wrong_answers import Wrong

SETUP = """
from lazyutils import LinearRegression
from lazyutils.datasets import load_census

census = load_census()


def powers(x, degree):
    return np.column_stack([x**j for j in range(degree + 1)])


def rmse(t, y):
    return np.sqrt(((t - y) ** 2).mean())
"""

WRONG = {
    "3.1": [
        Wrong(
            "factor N missing below",
            "The denominator of (3.7) has lost its factor N",
            """
def slope_intercept(x, t):
    N = len(x)
    m = (N * (x * t).sum() - x.sum() * t.sum()) / ((x**2).sum() - x.sum() ** 2)
    return m, t.mean() - m * x.mean()
""",
        ),
        Wrong(
            "factor N missing above",
            "The numerator of (3.7) has lost its factor N",
            """
def slope_intercept(x, t):
    N = len(x)
    m = ((x * t).sum() - x.sum() * t.sum()) / (N * (x**2).sum() - x.sum() ** 2)
    return m, t.mean() - m * x.mean()
""",
        ),
        Wrong(
            "x and t exchanged",
            "x and t are exchanged",
            """
def slope_intercept(x, t):
    m, b = np.polyfit(t, x, 1)
    return m, b
""",
        ),
        Wrong(
            "sign of the intercept",
            "the sign in the intercept is not",
            """
def slope_intercept(x, t):
    m = np.polyfit(x, t, 1)[0]
    return m, t.mean() + m * x.mean()
""",
        ),
        Wrong(
            "intercept first",
            "Slope first, then intercept",
            """
def slope_intercept(x, t):
    m, b = np.polyfit(x, t, 1)
    return b, m
""",
        ),
        Wrong(
            "rise over run of the ends",
            "the first and the last point",
            """
def slope_intercept(x, t):
    m = (t[-1] - t[0]) / (x[-1] - x[0])
    return m, t.mean() - m * x.mean()
""",
        ),
        Wrong(
            "two divisors",
            "use ddof=1 in both",
            """
def slope_intercept(x, t):
    m = np.cov(x, t)[0, 1] / np.var(x)
    return m, t.mean() - m * x.mean()
""",
        ),
        Wrong(
            "fractions of decimals",
            "Fraction wants whole numbers",
            """
from fractions import Fraction

def slope_intercept(x, t):
    N = len(x)
    m = Fraction(N * sum(x * t) - sum(x) * sum(t), N * sum(x**2) - sum(x) ** 2)
    return m, Fraction(sum(t), N) - m * Fraction(sum(x), N)
""",
        ),
        Wrong(
            "only the slope",
            "Return 2 values",
            """
def slope_intercept(x, t):
    return np.polyfit(x, t, 1)[0]
""",
        ),
        Wrong(
            "right for the printed example only",
            "For x = [0, 10]",
            """
def slope_intercept(x, t):
    return (17 / 7, -1.0) if len(x) < 20 else (17 / 7, -1.1)
""",
        ),
        Wrong(
            "values of the notebook instead of the parameters",
            "the same for every input",
            """
rides_x, rides_t = np.arange(5.0), np.arange(5.0) ** 2

def slope_intercept(x, t):
    m = np.polyfit(rides_x, rides_t, 1)[0]
    return m, rides_t.mean() - m * rides_x.mean()
""",
        ),
        Wrong(
            "a name of the notebook instead of the parameter",
            "NameError",
            """
def slope_intercept(x, t):
    m = np.polyfit(x_train_rides, t, 1)[0]
    return m, t.mean() - m * x.mean()
""",
        ),
    ],
    "3.2": [
        Wrong(
            "a column beside a row",
            "makes N x N differences",
            """
def r_squared_of(t, y):
    t = t.reshape(-1, 1)
    return 1 - ((t - y) ** 2).sum() / ((t - t.mean()) ** 2).sum()
""",
        ),
        Wrong(
            "the share that is left",
            "share of the error that is left",
            """
def r_squared_of(t, y):
    return ((t - y) ** 2).sum() / ((t - t.mean()) ** 2).sum()
""",
        ),
        Wrong(
            "mean of the outputs",
            "mean of the targets t, not of the outputs y",
            """
def r_squared_of(t, y):
    return 1 - ((t - y) ** 2).sum() / ((t - y.mean()) ** 2).sum()
""",
        ),
        Wrong(
            "upside down",
            "upside down",
            """
def r_squared_of(t, y):
    return 1 - ((t - t.mean()) ** 2).sum() / ((t - y) ** 2).sum()
""",
        ),
        Wrong(
            "squared correlation",
            "This is the squared correlation",
            """
def r_squared_of(t, y):
    if y.std() == 0:
        return 0.0
    return np.corrcoef(t, y)[0, 1] ** 2
""",
        ),
        Wrong(
            "absolute values",
            "not their absolute values",
            """
def r_squared_of(t, y):
    return 1 - np.abs(t - y).sum() / np.abs(t - t.mean()).sum()
""",
        ),
        Wrong(
            "cut off at 0",
            "do not cut it off",
            """
def r_squared_of(t, y):
    return max(0.0, 1 - ((t - y) ** 2).sum() / ((t - t.mean()) ** 2).sum())
""",
        ),
        Wrong(
            "spread of the outputs",
            "compares the spread of the outputs",
            """
def r_squared_of(t, y):
    return ((y - t.mean()) ** 2).sum() / ((t - t.mean()) ** 2).sum()
""",
        ),
        Wrong(
            "no sum",
            "sum over them",
            """
def r_squared_of(t, y):
    return 1 - (t - y) ** 2 / ((t - t.mean()) ** 2).sum()
""",
        ),
        Wrong(
            "in a list",
            "not a list or array that holds it",
            """
def r_squared_of(t, y):
    return [1 - ((t - y) ** 2).sum() / ((t - t.mean()) ** 2).sum()]
""",
        ),
        Wrong(
            "products of columns",
            "not a matrix that holds it",
            """
def r_squared_of(t, y):
    residuals, spread = (t - y)[:, None], (t - t.mean())[:, None]
    return 1 - residuals.T @ residuals / (spread.T @ spread)
""",
        ),
        Wrong(
            "variance of the residuals",
            "a constant error must count",
            """
def r_squared_of(t, y):
    return 1 - np.var(t - y) / np.var(t)
""",
        ),
        Wrong(
            "root",
            "without the root",
            """
def r_squared_of(t, y):
    return 1 - rmse(t, y) / t.std()
""",
        ),
        Wrong(
            "absolute value",
            "leave its sign as it is",
            """
def r_squared_of(t, y):
    return abs(1 - ((t - y) ** 2).sum() / ((t - t.mean()) ** 2).sum())
""",
        ),
    ],
    "3.3": [
        Wrong(
            "ones at the end",
            "stands at the end",
            """
def design_matrix(X):
    return np.column_stack([X, np.ones(len(X))])
""",
        ),
        Wrong(
            "a row of ones",
            "a row of ones, not a column",
            """
def design_matrix(X):
    return np.vstack([np.ones(X.shape[1]), X])
""",
        ),
        Wrong(
            "zeros",
            "The new column is all zeros",
            """
def design_matrix(X):
    return np.column_stack([np.zeros(len(X)), X])
""",
        ),
        Wrong(
            "ones written over the first feature",
            "The first feature is replaced by ones",
            """
def design_matrix(X):
    X = X.copy()
    X[:, 0] = 1
    return X
""",
        ),
        Wrong(
            "ones written into the input",
            "changes the input",
            """
def design_matrix(X):
    X[:, 0] = 1
    return np.column_stack([np.ones(len(X)), X])
""",
        ),
        Wrong(
            "transposed",
            "the transpose of the answer",
            """
def design_matrix(X):
    return np.vstack([np.ones(len(X)), X.T])
""",
        ),
        Wrong(
            "three rows taken for granted",
            "one column more, as many rows",
            """
def design_matrix(X):
    return np.column_stack([np.ones(len(X)), X, X])
""",
        ),
    ],
    "3.4": [
        Wrong(
            "the target among the features",
            "told the answer",
            """
my_features = ["educ", "lweekinc"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features], census["lweekinc"])
""",
        ),
        Wrong(
            "a name for a number",
            "choose two of educ, exper and expersq",
            """
my_features = ["educ", "puma"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features], census["lweekinc"])
""",
        ),
        Wrong(
            "one feature",
            "two different column names",
            """
my_features = ["educ"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features], census["lweekinc"])
""",
        ),
        Wrong(
            "not fitted",
            "did you call fit",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression()
my_r2 = 0.08
""",
        ),
        Wrong(
            "a part of the rows",
            "Fit on all rows of census",
            """
my_features = ["educ", "exper"]
part = census.iloc[:20000]
my_model = LinearRegression().fit(part[my_features], part["lweekinc"])
my_r2 = my_model.score(part[my_features], part["lweekinc"])
""",
        ),
        Wrong(
            "another order of the columns",
            "in the order of my_features",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[["exper", "educ"]], census["lweekinc"])
my_r2 = my_model.score(census[["exper", "educ"]], census["lweekinc"])
""",
        ),
        Wrong(
            "another pair of columns",
            "These are the weights for ['educ', 'expersq']",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[["educ", "expersq"]], census["lweekinc"])
my_r2 = my_model.score(census[["educ", "expersq"]], census["lweekinc"])
""",
        ),
        Wrong(
            "centred target",
            "Were the columns or the target centred",
            """
my_features = ["educ", "exper"]
target = census["lweekinc"] - census["lweekinc"].mean()
my_model = LinearRegression().fit(census[my_features], target)
my_r2 = my_model.score(census[my_features], target)
""",
        ),
        Wrong(
            "another target",
            "Is the target census['lweekinc']",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], np.exp(census["lweekinc"]))
my_r2 = my_model.score(census[my_features], np.exp(census["lweekinc"]))
""",
        ),
        Wrong(
            "rounded",
            "do not round it",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = round(my_model.score(census[my_features], census["lweekinc"]), 2)
""",
        ),
        Wrong(
            "per cent",
            "not a percentage",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = 100 * my_model.score(census[my_features], census["lweekinc"])
""",
        ),
        Wrong(
            "correlation for its square",
            "This is its square root",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = np.corrcoef(my_model.predict(census[my_features]), census["lweekinc"])[0, 1]
""",
        ),
        Wrong(
            "scored on a part",
            "Score the model on the same rows",
            """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features].iloc[:20000], census["lweekinc"].iloc[:20000])
""",
        ),
    ],
    "3.5": [
        Wrong(
            "lowest training error",
            "Which part judges",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_train, powers(x_train, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "position for degree",
            "It is one too low",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return int(np.argmin(errors))
""",
        ),
        Wrong(
            "degree 0 tried too",
            "It is one too high",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "degree 0 a candidate",
            "Degree 0 is not among the candidates",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return int(np.argmin(errors))
""",
        ),
        Wrong(
            "0 to max_degree - 1",
            "range(max_degree) runs from 0",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(max_degree):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return int(np.argmin(errors))
""",
        ),
        Wrong(
            "one degree too many",
            "You tried max_degree + 1 too",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 2):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "the highest degree left out",
            "The best degree here is max_degree itself",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "the parts exchanged",
            "here they come from the held-out part",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_held, degree), t_held, rcond=None)[0]
        errors.append(rmse(t_train, powers(x_train, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "fitted on both parts",
            "took part in the fit",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    x, t = np.append(x_train, x_held), np.append(t_train, t_held)
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x, degree), t, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "best error never updated",
            "The best error so far is never updated",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        error = rmse(t_held, powers(x_held, degree) @ w)
        if degree == 1:
            best, best_error = degree, error
        elif error < best_error:
            best = degree
    return best
""",
        ),
        Wrong(
            "each part scaled by itself",
            "are scaled in two ways",
            """
def to_unit(x):
    return 2 * (x - x.min()) / (x.max() - x.min()) - 1


def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(to_unit(x_train), degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(to_unit(x_held), degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "no constant column",
            "The constant column is missing",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree)[:, 1:], t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree)[:, 1:] @ w))
    return 1 + int(np.argmin(errors))
""",
        ),
        Wrong(
            "the error instead of the degree",
            "return the degree that reaches it",
            """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return min(errors)
""",
        ),
    ],
    "3.6": [
        Wrong(
            "sign",
            "The sign is the other way round",
            "def gradient_of_J(X, T, w): return 2 * X.T @ (T - X @ w)",
        ),
        Wrong(
            "factor 2",
            "It is half of the expected value",
            "def gradient_of_J(X, T, w): return -X.T @ (T - X @ w)",
        ),
        Wrong(
            "mean for sum",
            "You divided by N",
            "def gradient_of_J(X, T, w): return -2 * X.T @ (T - X @ w) / len(T)",
        ),
        Wrong(
            "half of the mean",
            "You used the mean with a factor 1/2",
            "def gradient_of_J(X, T, w): return -X.T @ (T - X @ w) / len(T)",
        ),
        Wrong(
            "square left",
            "no square is left",
            "def gradient_of_J(X, T, w): return -2 * X.T @ (T - X @ w) ** 2",
        ),
        Wrong(
            "a column",
            "The numbers are right, the shape is not",
            "def gradient_of_J(X, T, w): return -2 * X.T @ (T - X @ w)[:, None]",
        ),
        Wrong(
            "transpose",
            "X.T turns N numbers into D",
            "def gradient_of_J(X, T, w): return -2 * X @ (T - X @ w)",
        ),
        Wrong(
            "outputs missing",
            "here the outputs Xw are missing",
            "def gradient_of_J(X, T, w): return -2 * X.T @ T",
        ),
        Wrong(
            "the cost instead of its gradient",
            "This is the cost J itself",
            "def gradient_of_J(X, T, w): return ((T - X @ w) ** 2).sum()",
        ),
    ],
}
