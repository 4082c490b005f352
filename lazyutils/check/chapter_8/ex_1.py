"""8.1 Draw XOR and the donut; judged by their shares, radii, spreads and by the noise's shape."""

from typing import Any

import numpy as np

from lazyutils.check.judge import Array, ValueExercise, Wrong, in_words
from lazyutils.datasets import make_donut, make_xor

_N = 1000
# Four standard errors of a standard deviation: 0.15 / sqrt(2 * 1000) of the radius and
# 0.2 / sqrt(2 * 2000) of both coordinates. Of ten thousand right answers about two are refused.
_SLACK = 0.013


def _judge_shapes(my_xor: Any, my_donut: Any) -> str:
    if problem := _judge_form(my_xor) or _judge_xor(*map(np.asarray, my_xor)):
        return f"my_xor: {problem}"
    if problem := _judge_form(my_donut) or _judge_donut(*map(np.asarray, my_donut)):
        return f"my_donut: {problem}"
    return ""


def _judge_form(given: Any) -> str:
    if not isinstance(given, tuple | list) or len(given) != 2:
        return f"it is {in_words(given)}; the pair (X, T) is wanted."
    X, T = map(np.asarray, given)
    if X.shape == (2, _N):
        return f"X has shape (2, {_N}), the transpose of ({_N}, 2)."
    if X.shape != (_N, 2) or T.shape != (_N,):
        return f"X has shape {X.shape} and T {T.shape}; expected ({_N}, 2) and ({_N},)."
    if X.dtype.kind not in "fiu" or not np.isfinite(X).all():
        return "X must hold finite numbers."
    if T.dtype.kind not in "fiub" or not np.isin(T, (0, 1)).all():
        return "T must hold nothing but 0 and 1, one label a point."
    return ""


def _judge_xor(X: Array, T: Array) -> str:
    corner = np.where(X > 0, 1, -1)
    shares = [float((corner == [i, j]).all(axis=1).mean()) for i in (-1, 1) for j in (-1, 1)]
    if min(shares) < 0.15:
        return (
            f"the shares of the four quarters are {in_words(shares)}, expected about 0.25 each: "
            "are the corners at -1 and 1, and drawn for both coordinates?"
        )
    agree = float(((corner[:, 0] != corner[:, 1]) == (T == 1)).mean())
    if agree < 0.05:
        return "the labels are the other way round: 1 is where the signs differ."
    if agree < 0.97:
        return f"only {agree:.2f} of the labels fit: 1 where the corner's signs differ."
    noise = X - corner
    if noise.std() > 1e-6 and np.allclose(noise[:, 0], noise[:, 1]):
        return "both coordinates have the same noise: draw it with size=(n, 2)."
    return _judge_noise(noise, 0.2) or _judge_source(X, make_xor)


def _judge_donut(X: Array, T: Array) -> str:
    if not 0.45 < T.mean() < 0.55:
        return f"{T.mean():.2f} of the labels are 1; half of them is wanted."
    r, angle = np.hypot(X[:, 0], X[:, 1]), np.arctan2(X[:, 1], X[:, 0])
    inner, outer = float(np.median(r[T == 0])), float(np.median(r[T == 1]))
    if abs(inner - 2) < 0.1 and abs(outer - 1) < 0.1:
        return "the labels are the other way round: the inner ring is class 0."
    if abs(inner - 1) > 0.1 or abs(outer - 2) > 0.1:
        return f"the rings have the radii {inner:.2f} and {outer:.2f}; expected 1 and 2."
    quarter = ((angle + np.pi) // (np.pi / 2)).astype(int) % 4
    if min((quarter[T == ring] == q).mean() for ring in (0, 1) for q in range(4)) < 0.13:
        return (
            "the angles do not go round the whole circle evenly, on both rings: uniform from 0 to "
            "2 pi, the same angle for cosine and sine."
        )
    noise = r - 1 - T
    spread, growth = float(noise.std()), float(noise[T == 1].std() / noise[T == 0].std())
    if 0.1 < spread < 0.3 and growth > 1.4:
        return (
            f"the outer ring has {growth:.2f} times the noise of the inner one: add the noise to "
            "the radius, do not multiply."
        )
    # With e1 at the cosine and e2 at the sine the radius moves by cos^2 e1 + sin^2 e2, of variance
    # 0.15^2 (3 + cos 4 angle)/4: on the diagonals half of that on the axes. One e keeps it even.
    diagonal = np.cos(4 * angle) < 0
    ratio = float(noise[diagonal].std() / noise[~diagonal].std())
    if 0.1 < spread < 0.14 and ratio < 0.9:  # two draws have about 0.130 and 0.82
        return (
            f"the radius varies less near the diagonals ({ratio:.2f} times) than near the axes: "
            "draw one radius a point and use it for cosine and sine."
        )
    return _judge_noise(noise, 0.15) or _judge_source(X, make_donut)


def _judge_noise(noise: Array, wanted: float) -> str:
    spread = float(noise.std())
    if spread < 1e-6:
        return "there is no noise."
    if abs(spread - wanted**2) < 0.01:
        return f"{wanted} is the standard deviation of the noise, not its variance: no square."
    if abs(spread - wanted) > _SLACK:
        said = f"the noise has a standard deviation of {spread:.5f}, expected {wanted}"
        return f"{said} (give or take {_SLACK})."
    # The fourth moment is 3 if Gaussian, with a standard error of 0.15 or less; 1.8 if uniform.
    if abs(float((((noise - noise.mean()) / spread) ** 4).mean()) - 3) > 0.9:
        return "the noise has the right size, but is not Gaussian: draw it with rng.normal."
    return ""


def _judge_source(X: Array, make: Wrong) -> str:
    if any(np.array_equal(X, make(_N, seed=seed)[0]) for seed in range(100)):
        return f"it comes from {make.__name__}: draw the points yourself, with rng."
    return ""


EXERCISE = ValueExercise(
    id="8.1",
    names=("my_xor", "my_donut"),
    judge=_judge_shapes,
    meaning="Whoever can make the data can ask the model questions whose answer is known.",
    typed={
        "1 is where the signs differ": ("!=", "=="),
        "my_xor: the noise has the right size": ("normal(0, 0.2,", "uniform(-0.35, 0.35,"),
        "my_donut: the noise has the right size": ("normal(0, 0.15,", "uniform(-0.26, 0.26,"),
        "comes from make_xor": "my_xor, my_donut = make_xor(1000, seed=5), None",
        "not its variance": ("0.2,", "0.2**2,"),
        "are the corners at -1 and 1": ("[-1, 1]", "[0, 1]"),
        "both coordinates have the same noise": ("2)), labels", "1)), labels"),
        "my_xor: the noise has a standard deviation of 0.1": ("0.2,", "0.16,"),
        "my_xor: the noise has a standard deviation of 0.2": ("0.2,", "0.24,"),
        "nothing but 0 and 1": (".astype(np.int64)", ".astype(np.int64) * 2 - 1"),
        "do not go round the whole circle": ("(0, 2 * np.pi,", "(3 * ring, 3 + 3 * ring,"),
        "the rings have the radii": ("r = 1 + ring", "r = ring"),
        "the inner ring is class 0": ("1 + ring", "2 - ring"),
        "do not multiply": ("1 + ring + rng.normal(0, 0.15,", "(1 + ring) * rng.normal(1, 0.1,"),
        "my_donut: the noise has a standard deviation of 0.1": ("0.15", "0.12"),
        "my_donut: the noise has a standard deviation of 0.2": ("0.15", "0.22"),
        "draw one radius a point": ("r * np.sin", "(ring + rng.normal(1, 0.15, 1000)) * np.sin"),
        "the transpose": ("np.column_stack", "np.vstack"),
    },
)
