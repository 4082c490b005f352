"""What a figure shows, in fixed words: its axes, its labels and the numbers that were drawn.

The words do not depend on the version of matplotlib, so a test can compare them where
pictures cannot be compared.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.category import StrCategoryFormatter
from matplotlib.container import BarContainer
from matplotlib.dates import DateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter

from lazyutils.artists import cannot_read, content, quoted, style

__all__ = ["describe"]

_GOLDEN = 0.6180339887498949  # (sqrt 5 - 1) / 2


def describe(fig: Figure) -> str:
    """Say in fixed words what the figure shows: axes, labels, looks and data of each artist.

    For each coordinate: the number of points, then min, max, mean, first, middle and last
    value, the mean step between neighbours and, from 4 points on, `order`; to 3 significant
    digits. A colour is C0, C1, ... if the style's cycle has it, else a code such as #ff0000.
    `TypeError` for an artist that has no words.

    `order` = sum_i u_i (v_i - mean v) with u_i = (0.618... i^2 mod 1) - 1/2, i = 1, 2, ...
    These weights jump about like chance, so the same values in another order have another sum.

    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> line = ax.plot([0, 1, 2], [0, 1, 4], label="square")
    >>> print(describe(fig))
    axes 1
      line 'square' in C0
        x: 3 points, min 0, max 2, mean 1, first 0, middle 1, last 2, mean step 1
        y: 3 points, min 0, max 4, mean 1.67, first 0, middle 1, last 4, mean step 2
    >>> plt.close(fig)
    """
    if not isinstance(fig, Figure):
        raise TypeError(f"got {type(fig).__name__}; pass the figure (for axes: ax.get_figure())")
    for other in (*fig.subfigs, *fig.lines, *fig.patches, *fig.images, *fig.artists):
        cannot_read(other)  # outside of axes nothing but writing can be described
    lines: list[str] = []
    for artist in (*fig.texts, *fig.legends):
        lines += _artist_lines(artist, {}, {})
    for i, ax in enumerate(fig.axes, start=1):
        lines += _axes_lines(ax, f"axes {i}")
    return "\n".join(lines)


def _axes_lines(ax: Any, name: str) -> Iterator[str]:
    if not ax.get_visible():
        return
    if ax.get_label() == "<colorbar>":
        yield f"{name}: colour bar{quoted(ax.get_ylabel() or ax.get_xlabel())}"
        return
    kind = {"3d": " in 3-D", "rectilinear": ""}.get(ax.name, f", {ax.name}")
    yield name + kind + quoted(*(ax.get_title(loc) for loc in ("left", "center", "right")))
    scales: dict[str, str] = {}
    for letter in "xyz" if ax.name == "3d" else "xy":
        axis = getattr(ax, f"{letter}axis")
        dates = isinstance(axis.get_major_locator(), DateLocator)
        scale = scales[letter] = "date" if dates else axis.get_scale()
        words = quoted(axis.label.get_text())
        words += "" if scale == "linear" else f", {scale} scale"
        if not getattr(ax, f"get_autoscale{letter}_on")():
            words += ", from {} to {}".format(
                *(_number(v, scale) for v in axis.get_view_interval())
            )
        if ticks := _tick_words(axis):
            words += ", ticks" + quoted(*ticks)
        if words:
            yield f"  {letter} axis{words}"

    # A reader sees bars, not rectangles. Of error bars and stems the first artist gets the label.
    bars = [c for c in ax.containers if isinstance(c, BarContainer)]
    labels = {a[0]: c.get_label() for c in ax.containers if (a := c.get_children())}
    known = {patch for c in bars for patch in c.patches}
    # The place of a contour's label depends on the font.
    known |= {text for c in ax.collections for text in getattr(c, "labelTexts", ())}
    artists = [*ax.lines, *ax.collections, *ax.patches, *ax.images, *ax.tables, *ax.artists]
    legend = [ax.get_legend()] if ax.get_legend() else []
    for artist in (*bars, *artists, *ax.texts, *legend):
        if artist not in known:
            for line in _artist_lines(artist, labels, scales):
                yield f"  {line}"
    for i, child in enumerate(ax.child_axes, start=1):
        if not isinstance(child, Axes):
            cannot_read(child)  # a second axis
        yield from _axes_lines(child, f"{name}, inset {i}")


def _artist_lines(artist: Any, labels: dict[Any, str], scales: dict[str, str]) -> Iterator[str]:
    if not getattr(artist, "get_visible", lambda: True)():
        return
    (kind, data), (look, colours) = content(artist), style(artist)
    label = str(labels.get(artist, artist.get_label()) or "")
    yield kind + ("" if label.startswith("_") else quoted(label)) + look
    for name, values in (data | colours).items():
        yield f"  {name}: {_summary(values, scales.get(name, 'linear'))}"


def _tick_words(axis: Any) -> list[str]:
    """The ticks that the author named: categories and fixed labels, not automatic numbers."""
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    named = isinstance(formatter, (StrCategoryFormatter, FixedFormatter)) or (
        isinstance(formatter, FuncFormatter) and isinstance(locator, FixedLocator)
    )
    return [text.get_text() for text in axis.get_ticklabels()] if named else []


def _number(v: float, scale: str = "linear") -> str:
    """3 significant digits, or a day; rounded to 6 digits first.

    The last bits of v differ between machines. Without the first rounding they would
    decide on which side a tie such as 0.1235 falls.
    """
    if scale == "date":
        return f"{num2date(round(v, 6)):%Y-%m-%d}"  # type: ignore[no-untyped-call]
    snapped = float(f"{v:.6g}")
    return f"{float(f'{snapped:.3g}') + 0.0:g}"  # + 0.0 turns -0 into 0


def _summary(values: Any, scale: str) -> str:
    V: Any = np.ma.array(values, dtype=float, ndmin=1).filled(np.nan)
    v = V[np.isfinite(V)]
    text = " x ".join(map(str, V.shape)) + (" point" if V.size == 1 else " points")
    if v.size < V.size:
        text += f", {V.size - v.size} not finite"
    if v.size == 0:
        return text
    # Noise prints as 0, but not on a log scale, where tiny values are the data.
    top = float(np.abs(v).max()) or 1.0
    v = np.where(np.abs(v) < 1e-12 * top, 0.0, v) if scale in ("linear", "date") else v
    if isinstance(values, tuple):
        return " to ".join(_number(end, scale) for end in v)
    u = v / top  # sums of huge values would overflow
    span, mean = float(np.ptp(u)), float(u.mean())
    if span < 1e-9:
        return f"{text}, {'all ' * (v.size > 1)}{_number(v[0], scale)}"
    step = float(np.abs(np.diff(u)).mean())
    ends = {"first": v[0], "middle": v[v.size // 2], "last": v[-1]}
    mean = 0.0 if abs(mean) < 1e-6 * span else mean * top
    series = {"min": v.min(), "max": v.max(), "mean": mean} | ends
    text += "".join(f", {name} {_number(value, scale)}" for name, value in series.items())
    text += f", mean step {_number(0.0 if step < 1e-6 else step * top)}"
    if V.size < 4:
        return text
    order = _order(u - u.mean(), np.flatnonzero(np.isfinite(V)) + 1.0)
    return f"{text}, order {_number(0.0 if abs(order) < 1e-6 * span else order * top)}"


def _order(deviations: Any, places: Any) -> float:
    """Weighted sum: the weights look drawn by chance, and are the same on every machine."""
    irregular = places**2 * _GOLDEN % 1 - 0.5
    return float((irregular * deviations).sum())
