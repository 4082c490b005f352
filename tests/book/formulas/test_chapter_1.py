"""The formulas of chapter 1, what is machine learning, each beside an independent oracle.

The simulations are not written again here: the tests run the notebook's own functions.
"""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.integrate import solve_ivp
from scipy.special import exprel
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import accuracy_score, root_mean_squared_error
from sklearn.neighbors import KNeighborsClassifier

from tests.book.formulas import formula
from tests.support.books import NOTEBOOKS, Book

Array = npt.NDArray[np.float64]

BOOK = Book.read(NOTEBOOKS / "01_what_is_machine_learning.ipynb")
RNG = np.random.default_rng(11)
N = 60
CENTRES = np.array([[0.0, 0.0], [6.0, 0.0], [0.0, 6.0]])
T = np.arange(N) % 3
X = CENTRES[T] + RNG.normal(size=(N, 2))
X_NEW = RNG.uniform(-2, 8, (200, 2))


def defined(*ids: str) -> dict[str, Any]:
    """The functions and classes that the notebook's cells define, without what else they do."""
    names: dict[str, Any] = {"np": np, "g": 9.81}
    for id_ in ids:
        cell = BOOK.cell(id_)
        assert cell is not None, f"chapter 1 has no cell {id_}"
        tree = ast.parse(cell.source)
        tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        exec(compile(tree, id_, "exec"), names)
    return names


@formula("1.1", r"y_n = w^\top x_n + b")
def test_weighted_sum() -> None:
    targets = X @ [2.0, -1.0] + 3.0 + RNG.normal(size=N)
    ours = defined("least-squares")["LeastSquares"]().fit(X, targets)
    theirs = LinearRegression().fit(X, targets)
    by_formula = [sum(w * x for w, x in zip(ours.w, x_n, strict=True)) + ours.b for x_n in X_NEW]
    np.testing.assert_allclose(by_formula, theirs.predict(X_NEW))
    np.testing.assert_allclose(by_formula, ours.predict(X_NEW))


@formula("1.2", r"y(x) = t_m \quad\text{with}\quad m = \arg\min_n |x - x_n|")
def test_nearest_neighbour() -> None:
    theirs = KNeighborsClassifier(1).fit(X, T).predict(X_NEW)
    m = [min(range(N), key=lambda n: float(np.linalg.norm(x - X[n]))) for x in X_NEW]
    np.testing.assert_array_equal(T[m], theirs)
    ours = defined("memoriser")["NearestNeighbour"]().fit(X, T).predict(X_NEW)
    np.testing.assert_array_equal(ours, theirs)


@formula(
    "1.3",
    r"ab = \underbrace{\mu a + \mu b - \mu^2}_{\text{a weighted sum}} "
    r"+ \underbrace{(a - \mu)(b - \mu)}_{\text{the rest}}",
)
def test_product_is_a_weighted_sum_and_a_rest() -> None:
    digits = [(Fraction(a), Fraction(b)) for a in range(10) for b in range(10)]
    mu = sum((a for a, _ in digits), Fraction(0)) / 100
    rest = [(a - mu) * (b - mu) for a, b in digits]
    for (a, b), r in zip(digits, rest, strict=True):
        assert a * b == mu * a + mu * b - mu**2 + r
    # The rest is at a right angle to 1, a and b, so that no weighted sum can reduce it.
    assert sum(rest) == sum(r * a for r, (a, _) in zip(rest, digits, strict=True)) == 0
    plane = LinearRegression().fit(np.array(digits, float), [float(a * b) for a, b in digits])
    np.testing.assert_allclose([*plane.coef_, plane.intercept_], [4.5, 4.5, -(4.5**2)])


@formula("1.4", r"s_{i+1} = s_i + v_i \, \Delta\tau, \qquad v_{i+1} = v_i + g \, \Delta\tau")
def test_euler_steps() -> None:
    fall = defined("fall")["fall"]
    exact = solve_ivp(lambda _, sv: [sv[1], 9.81], (0, 2), [0, 0], rtol=1e-10).y[0, -1]
    errors = [exact - fall(2.0, step) for step in (0.1, 0.01, 0.001)]
    np.testing.assert_allclose(errors, [0.981, 0.0981, 0.00981], rtol=1e-6)
    # n steps in exact arithmetic: speeds 0, 1, 2, ... times g step, summed
    step, n = Fraction(1, 10), 20
    assert fall(2.0, 0.1) == pytest.approx(float(Fraction(981, 100) * step**2 * sum(range(n))))


@formula("1.5", r"s(\tau) = \tfrac{1}{2} \, g \, \tau^2")
def test_fall() -> None:
    times = np.linspace(0, 3, 7)
    path = solve_ivp(lambda _, sv: [sv[1], 9.81], (0, 3), [0, 0], t_eval=times, rtol=1e-10)
    np.testing.assert_allclose(0.5 * 9.81 * times**2, path.y[0], atol=1e-9)


def test_fall_of_the_shuttle() -> None:
    """The measurements are made from the solution of a fall with air resistance."""
    names = defined("shuttle")
    names["top_speed"] = 6.7  # metres per second
    times = np.linspace(0, 3, 7)

    def slopes(_: float, sv: Array) -> list[float]:
        return [sv[1], 9.81 * (1 - (sv[1] / 6.7) ** 2)]

    path = solve_ivp(slopes, (0, 3), [0, 0], t_eval=times, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(names["shuttle_truth"](times), path.y[0], atol=1e-8)


@formula("1.6", r"\text{accuracy} = \frac{1}{N} \, \#\{n : y_n = t_n\}")
def test_accuracy() -> None:
    Y = RNG.integers(0, 3, N)
    count = len({n for n in range(N) if Y[n] == T[n]})
    assert count / N == pytest.approx(accuracy_score(T, Y))
    assert defined("neg-coin")["accuracy"](T, Y) == pytest.approx(accuracy_score(T, Y))


@formula("1.7", r"y = \bar t = \frac{1}{N} \sum_{n=1}^{N} t_n")
def test_mean_predictor() -> None:
    t = RNG.normal(size=N)
    theirs = DummyRegressor().fit(X, t).predict(X_NEW)
    np.testing.assert_allclose(np.full(len(X_NEW), sum(t) / N), theirs)
    np.testing.assert_allclose(
        defined("baselines")["MeanPredictor"]().fit(X, t).predict(X_NEW), theirs
    )


@formula("1.8", r"y = \arg\max_k \, \#\{n : t_n = k\}")
def test_majority_class() -> None:
    labels = np.array(["cat", "dog", "dog", "bird", "dog", "cat"])
    theirs = DummyClassifier().fit(X[:6], labels).predict(X_NEW)
    counted = max(set(labels.tolist()), key=labels.tolist().count)
    assert set(theirs.tolist()) == {counted}
    ours = defined("baselines")["MajorityClass"]().fit(X[:6], labels).predict(X_NEW)
    assert ours.tolist() == theirs.tolist()


@formula("1.9", r"\mathrm{RMSE} = \sqrt{\frac{1}{N} \sum_{n=1}^{N} (t_n - y_n)^2}")
def test_root_mean_squared_error() -> None:
    t, y = RNG.normal(size=(2, N))
    by_sum = (sum((t[n] - y[n]) ** 2 for n in range(N)) / N) ** 0.5
    assert by_sum == pytest.approx(root_mean_squared_error(t, y))
    assert defined("baseline-shuttle")["rmse"](t, y) == pytest.approx(by_sum)


@formula("1.10", r"J = \sum_{n=1}^{N} \min_k |x_n - \mu_k|^2")
def test_k_means() -> None:
    k_means = defined("k-means")["k_means"]
    group, centres, J = k_means(X, 3, np.random.default_rng(1))
    theirs = KMeans(3, init=X[np.random.default_rng(1).choice(N, 3, replace=False)], n_init=1)
    theirs.fit(X)
    np.testing.assert_allclose(centres, theirs.cluster_centers_)
    np.testing.assert_array_equal(group, theirs.labels_)
    by_sum = sum(min(float(((x - mu) ** 2).sum()) for mu in centres) for x in X)
    assert by_sum == pytest.approx(theirs.inertia_)
    assert J == pytest.approx(by_sum)


@formula("1.11", r"X - \bar x = U S V^\top")
def test_principal_components() -> None:
    U, S, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(U @ np.diag(S) @ Vt, X - X.mean(axis=0), atol=1e-12)
    theirs = PCA().fit(X)
    np.testing.assert_allclose(np.abs(Vt @ theirs.components_.T), np.eye(2), atol=1e-12)
    np.testing.assert_allclose(S**2 / N, theirs.explained_variance_ * (N - 1) / N)


# --- the neuron ------------------------------------------------------------------------------
#
# The oracle is written as Hodgkin and Huxley printed it in 1952: v is minus the distance of
# the voltage from rest. It shares no line and no sign with the notebook.


def rates_of_1952(v: Any) -> list[tuple[Any, Any]]:
    """Alpha and beta of m, h and n, per ms; exprel(x) is (exp(x) - 1)/x, also at 0."""
    return [
        (1 / exprel((v + 25) / 10), 4 * np.exp(v / 18)),
        (0.07 * np.exp(v / 20), 1 / (np.exp((v + 30) / 10) + 1)),
        (0.1 / exprel((v + 10) / 10), 0.125 * np.exp(v / 80)),
    ]


def slopes_of_1952(v: Any, gates: Any, outward: Any) -> tuple[Any, list[Any]]:
    """Slopes of v and of the gates; an `outward` current lowers the modern voltage."""
    m, h, n = gates
    ions = 36 * n**4 * (v - 12) + 120 * m**3 * h * (v + 115) + 0.3 * (v + 10.613)
    rates = rates_of_1952(v)
    moved = [a * (1 - p) - b * p for p, (a, b) in zip(gates, rates, strict=True)]
    return outward - ions, moved


def rest_of_1952() -> list[float]:
    return [float(a / (a + b)) for a, b in rates_of_1952(0.0)]


NEURON = defined("neuron-ratio", "neuron-equations", "neuron-simulation", "axon")
VOLTS = np.linspace(-110, 60, 341)  # holds -55 and -40, where two rates are 0/0


@formula(
    "1.14",
    r"""\begin{aligned}
\alpha_m &= \frac{0.1\,(V + 40)}{1 - e^{-(V + 40)/10}} & \beta_m &= 4\, e^{-(V + 65)/18} \\
\alpha_h &= 0.07\, e^{-(V + 65)/20} & \beta_h &= \frac{1}{1 + e^{-(V + 35)/10}} \\
\alpha_n &= \frac{0.01\,(V + 55)}{1 - e^{-(V + 55)/10}} & \beta_n &= 0.125\, e^{-(V + 65)/80}
\end{aligned}""",
)
def test_rates() -> None:
    v = -(VOLTS + 65)
    np.testing.assert_allclose(NEURON["rates"](VOLTS), rates_of_1952(v), rtol=1e-9)
    V = VOLTS[(VOLTS != -55) & (VOLTS != -40)]
    as_printed = [
        (0.1 * (V + 40) / (1 - np.exp(-(V + 40) / 10)), 4 * np.exp(-(V + 65) / 18)),
        (0.07 * np.exp(-(V + 65) / 20), 1 / (1 + np.exp(-(V + 35) / 10))),
        (0.01 * (V + 55) / (1 - np.exp(-(V + 55) / 10)), 0.125 * np.exp(-(V + 65) / 80)),
    ]
    np.testing.assert_allclose(as_printed, rates_of_1952(-(V + 65)), rtol=1e-9)


@formula(
    "1.12",
    r"C \frac{dV}{d\tau} = I - g_\mathrm{Na}\, m^3 h\, (V - E_\mathrm{Na}) "
    r"- g_\mathrm{K}\, n^4 (V - E_\mathrm{K}) - g_\mathrm{L} (V - E_\mathrm{L})",
)
@formula(
    "1.13",
    r"\frac{dp}{d\tau} = \alpha_p(V)\,(1 - p) - \beta_p(V)\, p \qquad \text{for } p = m, h, n",
)
def test_slopes_of_the_neuron() -> None:
    gates = RNG.uniform(0, 1, (3, len(VOLTS)))
    current = RNG.uniform(-20, 20, len(VOLTS))
    dV, dgates = NEURON["neuron_slopes"](VOLTS, gates, current)
    dv, moved = slopes_of_1952(-(VOLTS + 65), gates, -current)
    np.testing.assert_allclose(dV, -dv, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(dgates, moved, rtol=1e-9, atol=1e-9)


@formula("1.15", r"p = \frac{\alpha_p(V)}{\alpha_p(V) + \beta_p(V)}")
def test_rest() -> None:
    gates = np.array([a / (a + b) for a, b in NEURON["rates"](VOLTS)])
    np.testing.assert_allclose(NEURON["neuron_slopes"](VOLTS, gates, 0.0)[1], 0, atol=1e-12)
    _, V = NEURON["simulate_neuron"](lambda time: 0.0, 50.0)
    assert np.abs(V + 65).max() < 0.01


def solved(current: float, until: float, times: Array) -> Array:
    """The neuron's voltage by scipy's adaptive solver, for a pulse from 5 to 7 ms."""

    def slopes(time: float, state: Array, outward: float) -> list[float]:
        dv, moved = slopes_of_1952(state[0], state[1:], outward)
        return [dv, *moved]

    state, parts = np.array([0.0, *rest_of_1952()]), []
    for start, end, push in ((0.0, 5.0, 0.0), (5.0, 7.0, current), (7.0, until, 0.0)):
        inside = times[(times >= start - 1e-9) & (times < end - 1e-9)]
        part = solve_ivp(
            slopes,
            (start, end),
            state,
            "LSODA",
            [*inside, end],
            args=(-push,),
            rtol=1e-9,
            atol=1e-9,
        )
        parts.append(part.y[0, :-1])
        state = part.y[:, -1]
    return -np.concatenate(parts) - 65


@pytest.mark.parametrize("strength", [6.0, 32.0, 2.0, -10.0])
def test_simulation_of_the_neuron(strength: float) -> None:
    """Euler's error is small and halves with the step; without its first order it is tiny."""
    pulse = NEURON["pulse"](strength)
    times, V = NEURON["simulate_neuron"](pulse, 25.0)
    _, half = NEURON["simulate_neuron"](pulse, 25.0, 0.005)
    _, quarter = NEURON["simulate_neuron"](pulse, 25.0, 0.0025)
    exact = solved(strength, 25.0, times)
    peak = exact.max()
    errors = [np.abs(v - exact).mean() for v in (V, half[::2], quarter[::4])]
    assert errors[0] < 0.5  # mV, on average over 25 ms
    assert errors[0] / errors[1] == pytest.approx(2, rel=0.05)
    assert errors[1] / errors[2] == pytest.approx(2, rel=0.05)
    assert np.abs(2 * half[::2] - V - exact).mean() < 0.03
    assert V.max() == pytest.approx(peak, abs=0.5)
    assert (V > 0).any() == (peak > 0)
    if peak > 0:
        crossing, ours = (times[(voltage > 0).argmax()] for voltage in (exact, V))
        assert abs(crossing - ours) < 0.06  # ms


@formula("1.16", r"I_i = \frac{a}{2R} \, \frac{V_{i-1} - 2 V_i + V_{i+1}}{\Delta x^2}")
def test_axon() -> None:
    """Twelve pieces against scipy's solver, each neighbour's current written out."""
    pieces, until = 12, 4.0
    V = NEURON["simulate_axon"](pieces, until, step=0.0025)
    a, R, dx = 0.0238, 0.0354, 0.1  # cm, kiloohm cm, cm

    def slopes(time: float, state: Array, push: float) -> Array:
        v, *gates = state.reshape(4, pieces)
        outward = np.zeros(pieces)
        for i in range(pieces):
            for j in {max(i - 1, 0), min(i + 1, pieces - 1)} - {i}:
                outward[i] += a / (2 * R) * (v[j] - v[i]) / dx**2
        outward[:2] -= push
        dv, moved = slopes_of_1952(v, gates, outward)
        return np.concatenate([dv, *moved])

    times = np.arange(0, until, 0.5)
    state = np.concatenate([np.zeros(pieces), np.repeat(rest_of_1952(), pieces)])
    first = solve_ivp(slopes, (0, 0.5), state, "LSODA", args=(200.0,), rtol=1e-8, atol=1e-8)
    then = solve_ivp(
        slopes, (0.5, until), first.y[:, -1], "LSODA", times[1:], args=(0.0,), rtol=1e-8, atol=1e-8
    )
    exact = -then.y[:pieces].T - 65
    assert exact.max() > 0 and exact.min() < -65
    np.testing.assert_allclose(V[200::200][: len(exact)], exact, atol=1.5)
