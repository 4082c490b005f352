"""8.1 Draw XOR and the donut; judged by their shares, radii, spreads and by the noise's shape."""

from typing import Any

import numpy as np

from lazyutils.check.judge import Array, ValueExercise, Wrong, in_words
from lazyutils.datasets import make_donut, make_xor

# Four standard errors of a standard deviation: 0.15 / sqrt(2 * 1000) of the radius and
# 0.2 / sqrt(2 * 2000) of both coordinates. Of ten thousand right answers about two are refused.
SLACK = 0.013


def _drawn(name: str, given: Any, n: int) -> tuple[Any, Any, str]:
    """X and T of the learner's data, or what is wrong with their form."""
    if not isinstance(given, tuple | list) or len(given) != 2:
        return None, None, f"{name} is {in_words(given)}; the pair (X, T) is wanted."
    X, T = (np.asarray(part) for part in given)
    if X.shape == (2, n):
        return None, None, f"{name}: X has shape (2, {n}), the transpose of ({n}, 2)."
    if X.shape != (n, 2) or T.shape != (n,):
        said = f"{name}: X has shape {X.shape} and T {T.shape}"
        return None, None, f"{said}; expected ({n}, 2) and ({n},)."
    if X.dtype.kind not in "fiu" or not np.isfinite(X).all():
        return None, None, f"{name}: X must hold finite numbers."
    if T.dtype.kind not in "fiub" or not np.isin(T, (0, 1)).all():
        return None, None, f"{name}: T must hold nothing but 0 and 1, one label a point."
    return X.astype(float), T.astype(int), ""


def _shape_problem(name: str, noise: Array) -> str:
    """A word on noise that is not Gaussian, by its fourth moment: 3 there, 1.8 if uniform.

    Of 1,000 Gaussian numbers it has a standard error of sqrt(24 / 1000), 0.15.
    """
    z = (noise - noise.mean()) / noise.std()
    if abs(float((z**4).mean()) - 3) < 0.9:
        return ""
    return f"{name}: the noise has the right size, but is not Gaussian: draw it with rng.normal."


def _own_work(name: str, X: Array, make: Wrong) -> str:
    if any(np.array_equal(X, make(len(X), seed=seed)[0]) for seed in range(100)):
        return f"{name} comes from {make.__name__}: draw the points yourself, with rng."
    return ""


def _judge_shapes(my_xor: Any, my_donut: Any) -> str:
    return _judge_xor(my_xor) or _judge_donut(my_donut)


def _judge_xor(given: Any) -> str:
    X, T, problem = _drawn("my_xor", given, 1000)
    if problem:
        return problem
    corner = np.where(X > 0, 1, -1)
    shares = [float((corner == [i, j]).all(axis=1).mean()) for i in (-1, 1) for j in (-1, 1)]
    if min(shares) < 0.15:
        return (
            f"my_xor: the shares of the four quarters are {in_words(shares)}, expected about "
            "0.25 each: are the corners at -1 and 1, and drawn for both coordinates?"
        )
    wanted = corner[:, 0] != corner[:, 1]
    agree = float((wanted == (T == 1)).mean())
    if agree < 0.05:
        return "my_xor: the labels are the other way round: 1 is where the signs differ."
    if agree < 0.97:
        return f"my_xor: only {agree:.2f} of the labels fit: 1 where the corner's signs differ."
    noise = X - corner
    spread = float(noise.std())
    if spread < 1e-6:
        return "my_xor: there is no noise around the corners."
    if np.allclose(noise[:, 0], noise[:, 1]):
        return "my_xor: both coordinates have the same noise: draw it with size=(n, 2)."
    if abs(spread - 0.04) < 0.01:
        return "my_xor: 0.2 is the standard deviation of the noise, not its variance: no square."
    if abs(spread - 0.2) > SLACK:
        said = f"my_xor: the noise has a standard deviation of {spread:.5f}, expected 0.2"
        return f"{said} (give or take {SLACK}) in both coordinates."
    return _shape_problem("my_xor", noise) or _own_work("my_xor", X, make_xor)


def _judge_donut(given: Any) -> str:
    X, T, problem = _drawn("my_donut", given, 1000)
    if problem:
        return problem
    if not 0.45 < T.mean() < 0.55:
        return f"my_donut: {T.mean():.2f} of the labels are 1; half of them is wanted."
    r, angle = np.hypot(X[:, 0], X[:, 1]), np.arctan2(X[:, 1], X[:, 0])
    inner, outer = float(np.median(r[T == 0])), float(np.median(r[T == 1]))
    if abs(inner - 2) < 0.1 and abs(outer - 1) < 0.1:
        return "my_donut: the labels are the other way round: the inner ring is class 0."
    if abs(inner - 1) > 0.1 or abs(outer - 2) > 0.1:
        said = f"my_donut: the rings have the radii {inner:.2f} and {outer:.2f}"
        return f"{said}; expected 1 and 2."
    quarters = np.bincount(((angle + np.pi) // (np.pi / 2)).astype(int) % 4, minlength=4) / len(r)
    if quarters.min() < 0.15:
        return (
            "my_donut: the angles do not go round the whole circle evenly: uniform from 0 to "
            "2 pi, the same angle for cosine and sine."
        )
    noise = r - 1 - T
    spread = float(noise.std())
    if spread < 1e-6:
        return "my_donut: the rings have no noise."
    # With e1 at the cosine and e2 at the sine the radius moves by cos^2 e1 + sin^2 e2, of variance
    # 0.15^2 (3 + cos 4 angle)/4: on the diagonals half of that on the axes. One e keeps it even.
    diagonal = np.cos(4 * angle) < 0
    ratio = float(noise[diagonal].std() / noise[~diagonal].std())
    if spread < 0.14 and ratio < 0.9:  # two draws have about 0.130 and 0.82
        return (
            f"my_donut: the radius varies less near the diagonals ({ratio:.2f} times) than near "
            "the axes: draw one radius a point and use it for cosine and sine."
        )
    if abs(spread - 0.15) > SLACK:
        said = f"my_donut: the radius has a standard deviation of {spread:.5f}, expected 0.15"
        return f"{said} (give or take {SLACK})."
    return _shape_problem("my_donut", noise) or _own_work("my_donut", X, make_donut)


EXERCISE = ValueExercise(
    id="8.1",
    names=("my_xor", "my_donut"),
    judge=_judge_shapes,
    meaning="Whoever can make the data can ask the model questions whose answer is known.",
    typed={
        "1 is where the signs differ": ("!=", "=="),
        "my_xor: the noise has the right size, but is not Gaussian": (
            "rng.normal(0, 0.2, size=(1000, 2))",
            "rng.uniform(-0.35, 0.35, size=(1000, 2))",
        ),
        "my_donut: the noise has the right size, but is not Gaussian": (
            "rng.normal(0, 0.15, size=1000)",
            "rng.uniform(-0.26, 0.26, size=1000)",
        ),
        "comes from make_xor": "my_xor, my_donut = make_xor(1000, seed=5), None",
        "not its variance": ("0.2,", "0.2**2,"),
        "are the corners at -1 and 1": ("[-1, 1]", "[0, 1]"),
        "both coordinates have the same noise": ("2)), labels", "1)), labels"),
        "the noise has a standard deviation of 0.1": ("0.2,", "0.16,"),
        "the noise has a standard deviation of 0.2": ("0.2,", "0.24,"),
        "nothing but 0 and 1": (".astype(np.int64)", ".astype(np.int64) * 2 - 1"),
        "do not go round the whole circle": ("2 * np.pi", "np.pi"),
        "the rings have the radii": ("r = 1 + ring", "r = ring"),
        "the inner ring is class 0": ("1 + ring", "2 - ring"),
        "the radius has a standard deviation of 0.1": ("0.15", "0.12"),
        "the radius has a standard deviation of 0.2": ("0.15", "0.22"),
        "draw one radius a point": (
            "r * np.sin(phi)",
            "(1 + ring + rng.normal(0, 0.15, size=1000)) * np.sin(phi)",
        ),
        "the transpose": ("np.column_stack", "np.vstack"),
    },
)
