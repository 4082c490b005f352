"""What a figure shows, in fixed words: its axes, its labels and the numbers that were drawn.

The text is the same in every version of matplotlib, so a test can compare it where
pictures cannot be compared.
"""

import re
from collections.abc import Iterator
from typing import Any, cast
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.artist import Artist
from matplotlib.category import StrCategoryFormatter
from matplotlib.collections import LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet
from matplotlib.dates import DateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.quiver import Quiver
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter
from mpl_toolkits.mplot3d import art3d  # type: ignore[import-untyped]

__all__ = ["SURFACES", "describe"]

SURFACES: WeakKeyDictionary[Artist, dict[str, Any]] = WeakKeyDictionary()
"""The data of each drawn 3-D surface, x, y and z: matplotlib keeps only projected polygons."""


def describe(fig: Figure, numbers: bool = True) -> str:
    """Say in fixed words what the figure shows: axes, labels and the data of each artist.

    For each coordinate: the number of points, then min, max, mean, first, middle and last
    value and the mean step between neighbours, to 3 significant digits. The same figure
    gives the same text in every version of matplotlib. `numbers=False` leaves out the
    data and writes # for numbers in titles and labels. `TypeError` for an artist that has
    no words.

    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> line = ax.plot([0, 1, 2], [0, 1, 4], label="square")
    >>> print(describe(fig))
    axes 1
      line 'square'
        x: 3 points, min 0, max 2, mean 1, first 0, middle 1, last 2, mean step 1
        y: 3 points, min 0, max 4, mean 1.67, first 0, middle 1, last 4, mean step 2
    >>> print(describe(fig, numbers=False))
    axes 1
      line 'square'
    >>> plt.close(fig)
    """
    if not isinstance(fig, Figure):
        raise TypeError(f"got {type(fig).__name__}; pass the figure (for axes: ax.get_figure())")
    for other in (*fig.subfigs, *fig.lines, *fig.patches, *fig.images, *fig.artists):
        _parts(other)  # raises: nothing but writing can be described outside of axes
    lines: list[str] = []
    for artist in (*fig.texts, *fig.legends):
        lines += _artist_lines(artist, {}, {}, numbers)
    for i, ax in enumerate(fig.axes, start=1):
        lines += _axes_lines(ax, f"axes {i}", numbers)
    if not numbers:
        lines = [re.sub("'.*'", lambda m: re.sub(r"\d+([.,]\d+)*", "#", m[0]), s) for s in lines]
    return "\n".join(lines)


def _axes_lines(ax: Any, name: str, numbers: bool) -> Iterator[str]:
    if not ax.get_visible():
        return
    if ax.get_label() == "<colorbar>":
        yield f"{name}: colour bar{_quoted(ax.get_ylabel() or ax.get_xlabel())}"
        return
    kind = {"3d": " in 3-D", "polar": ", polar"}.get(ax.name, "")
    yield name + kind + _quoted(*(ax.get_title(loc) for loc in ("left", "center", "right")))
    scales: dict[str, str] = {}
    for letter in "xyz" if ax.name == "3d" else "xy":
        axis = getattr(ax, f"{letter}axis")
        dates = isinstance(axis.get_major_locator(), DateLocator)
        scale = scales[letter] = "date" if dates else axis.get_scale()
        words = _quoted(axis.label.get_text())
        words += "" if scale == "linear" else f", {scale} scale"
        if numbers and not getattr(ax, f"get_autoscale{letter}_on")():
            words += ", from {} to {}".format(
                *(_number(v, scale) for v in axis.get_view_interval())
            )
        if ticks := _tick_words(axis):
            words += ", ticks" + _quoted(*ticks)
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
            for line in _artist_lines(artist, labels, scales, numbers):
                yield f"  {line}"
    for i, child in enumerate(ax.child_axes, start=1):
        yield from _axes_lines(child, f"{name}, inset {i}", numbers)


def _artist_lines(
    artist: Any, labels: dict[Any, str], scales: dict[str, str], numbers: bool
) -> Iterator[str]:
    if not getattr(artist, "get_visible", lambda: True)():
        return
    kind, series = _parts(artist)
    label = str(labels.get(artist, artist.get_label()) or "")
    yield kind + ("" if label.startswith("_") else _quoted(label))
    for name, values in series.items() if numbers else ():
        yield f"  {name}: {_summary(values, scales.get(name, 'linear'))}"


def _quoted(*texts: str) -> str:
    return "".join(f" '{' '.join(text.split())}'" for text in texts if text.strip())


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
    return f"{text}, mean step {_number(0.0 if step < 1e-6 else step * top)}"


def _parts(artist: Any) -> tuple[str, dict[str, Any]]:
    """The word for an artist and its data by name; subclasses come before their parents."""
    ax: Any = getattr(artist, "axes", None)
    match cast(object, artist):  # matplotlib's declared types are wider than its answers
        case art3d.Line3D():
            return _line_or_points(artist), _named("xyz", artist.get_data_3d())
        case AxLine():
            x, y = artist.get_xy1()
            slope = artist.get_slope()
            if slope is None:
                x, y = np.transpose([artist.get_xy1(), artist.get_xy2()])
            return "endless line", {"x": x, "y": y} | ({} if slope is None else {"slope": slope})
        case Line2D():
            x, y = artist.get_xdata(orig=False), artist.get_ydata(orig=False)
            if _has_only(artist.get_transform(), ax, "y"):  # axhline
                return "horizontal line", {"y": y[0]}
            if _has_only(artist.get_transform(), ax, "x"):  # axvline
                return "vertical line", {"x": x[0]}
            return _line_or_points(artist), {"x": x, "y": y}
        case art3d.Path3DCollection():
            # No public way leads to z; the tests of every promised version guard this one.
            return "scatter", _named("xyz", artist._offsets3d) | _coloured(artist, "colour")
        case PathCollection():
            series = _named("xy", np.ma.array(artist.get_offsets()).T)
            if len(artist.get_sizes()) > 1:
                series["size"] = artist.get_sizes()
            names = [tuple(colour) for colour in artist.get_facecolor()]
            if artist.get_array() is None and len(names) > 1:
                order = list(dict.fromkeys(names))  # colours given by name, numbered as they come
                series["colour"] = [order.index(name) for name in names]
            return "scatter", series | _coloured(artist, "colour")
        case BarContainer():
            boxes = [(b.get_x(), b.get_y(), b.get_width(), b.get_height()) for b in artist.patches]
            x, y, width, height = np.array(boxes).reshape(-1, 4).T
            if artist.orientation == "horizontal":
                return "bars", {"y": y + height / 2, "height": height, "base": x, "x": x + width}
            return "bars", {"x": x + width / 2, "width": width, "base": y, "y": y + height}
        case Quiver():
            return "arrows", {"x": artist.X, "y": artist.Y, "u": artist.U, "v": artist.V}
        case ContourSet():
            word = "filled contour" if artist.filled else "contour"
            series = {"levels": artist.levels, "data": (artist.zmin, artist.zmax)}
            if ax.name == "3d" or getattr(artist, "labelTexts", ()):
                return word, series  # drawing projects the lines; labels cut them by the font
            return word, series | _course(artist.get_paths())
        case AxesImage():
            left, right, bottom, top = artist.get_extent()
            where = {"x": (left, right), "y": (bottom, top)}
            return "image", where | _coloured(artist, "values")
        case QuadMesh():
            where = _named("xy", np.moveaxis(artist.get_coordinates(), -1, 0))
            return "image", where | _coloured(artist, "values")
        case art3d.Text3D():
            return "text" + _quoted(artist.get_text()), _named("xyz", artist.get_position_3d())
        case Annotation():
            x, y = artist.convert_xunits(artist.xy[0]), artist.convert_yunits(artist.xy[1])
            place = {"x": x, "y": y} if artist.xycoords == "data" else {}
            return "text" + _quoted(artist.get_text()), place
        case Text():
            in_data = ax is not None and artist.get_transform() == ax.transData
            place = _named("xy", artist.get_unitless_position()) if in_data else {}
            return "text" + _quoted(artist.get_text()), place
        case Legend():
            title = artist.get_title().get_text()
            entries = [text.get_text() for text in artist.get_texts()]
            return "legend" + _quoted("" if title == "None" else title, *entries), {}
        case Artist() if artist in SURFACES:
            return "surface", SURFACES[artist]
        case _ if type(artist).__module__ == art3d.__name__:
            pass  # other 3-D artists keep only what is projected
        case PolyCollection() if artist.get_array() is None:
            return "area", _corners(artist.get_paths())
        case LineCollection():
            return "segments", _corners(artist.get_paths())
        case Patch() if ax is not None and not isinstance(artist, FancyArrowPatch):
            path, transform = artist.get_path(), artist.get_patch_transform()
            box = path.get_extents(transform)
            if _has_only(artist.get_data_transform(), ax, "x"):  # axvspan
                return "vertical band", {"x": (box.x0, box.x1)}
            if _has_only(artist.get_data_transform(), ax, "y"):  # axhspan
                return "horizontal band", {"y": (box.y0, box.y1)}
            return "shape", _corners([transform.transform_path(path)])
    raise TypeError(
        f"show has no words for a {type(artist).__name__}; draw with plot, scatter, bar, hist, "
        "fill_between, errorbar, contour, imshow, pcolormesh, text or plotting.surface instead"
    )


def _line_or_points(line: Any) -> str:
    return "points" if line.get_linestyle() == "None" else "line"


def _has_only(transform: Any, ax: Any, letter: str) -> bool:
    """Whether only this coordinate is data, the other a fraction of the axes' height or width."""
    return bool(transform == getattr(ax, f"get_{letter}axis_transform")(which="grid"))


def _named(letters: str, values: Any) -> dict[str, Any]:
    return dict(zip(letters, values, strict=True))


def _corners(paths: Any) -> dict[str, Any]:
    return _named("xy", np.concatenate([np.empty((0, 2)), *(path.vertices for path in paths)]).T)


def _course(paths: Any) -> dict[str, Any]:
    """Length and centre of the lines. Noise in the data can add a corner but not move these."""
    total, centre, reach = 0.0, np.zeros(2), np.ones(2)
    for path in (path for path in paths if len(path.vertices)):
        start, end = path.vertices[:-1], path.vertices[1:]
        length = np.hypot(*(end - start).T) * (path.codes[1:] != path.MOVETO)
        total, centre = total + length.sum(), centre + length @ (start + end) / 2
        reach = np.maximum(reach, np.abs(path.vertices).max(axis=0))
    centre /= total or 1.0
    centre[np.abs(centre) < 1e-6 * reach] = 0
    return {"length": total, "centre x": centre[0], "centre y": centre[1]}


def _coloured(artist: Any, name: str) -> dict[str, Any]:
    values = artist.get_array()
    if values is None or np.ndim(values) == 3:  # none, or red, green and blue
        return {} if values is None else {name: values}
    artist.autoscale_None()  # matplotlib 3.8 sets the limits only when it draws
    return {name: values, "colour limits": artist.get_clim()}
