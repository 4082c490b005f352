"""What each kind of artist shows: its word, its data by name, its colours and its style.

matplotlib's classes change their names and parents from version to version; these words stay.
A class has the words of its nearest parent that has some, so no order of functions matters.
"""

from functools import cache, singledispatch
from typing import Any, NoReturn

import matplotlib as mpl
import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.collections import (
    Collection,
    LineCollection,
    PathCollection,
    PolyCollection,
    QuadMesh,
)
from matplotlib.colors import to_hex, to_rgba
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet
from matplotlib.image import AxesImage, NonUniformImage, PcolorImage
from matplotlib.legend import Legend
from matplotlib.lines import AxLine, Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle, Wedge
from matplotlib.quiver import Quiver
from matplotlib.text import Annotation, Text
from mpl_toolkits.mplot3d import art3d  # type: ignore[import-untyped]

__all__ = ["parts", "quoted", "refuse", "style"]

Parts = tuple[str, dict[str, Any]]


def refuse(artist: Any) -> NoReturn:
    """Raise the `TypeError` that says what else to draw."""
    raise TypeError(
        f"show has no words for a {type(artist).__name__}; draw with plot, scatter, bar, hist, "
        "fill_between, errorbar, contour, imshow, pcolormesh, text or plotting.surface instead"
    )


# --- the word and the data ------------------------------------------------------------------


@singledispatch
def parts(artist: Any) -> Parts:
    """The word for an artist and its data by name; `TypeError` for one without words."""
    refuse(artist)


# The words of their parents would leave out where these are: the edges of unequal cells, angles
# (matplotlib 3.8 rounds those of a pie), arrows in points of the page, and, of what is drawn
# in 3-D, all but its projection.
for _kind in (NonUniformImage, PcolorImage, Wedge, FancyArrowPatch):
    parts.register(_kind, refuse)
for _kind in (art3d.Line3DCollection, art3d.Patch3D, art3d.Patch3DCollection):
    parts.register(_kind, refuse)


@parts.register(Line2D)
def _line(line: Any) -> Parts:
    x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
    if _has_only(line.get_transform(), line.axes, "y") and len(set(y)) == 1:  # axhline
        return "horizontal line", {"y": y[0]}
    if _has_only(line.get_transform(), line.axes, "x") and len(set(x)) == 1:  # axvline
        return "vertical line", {"x": x[0]}
    return _line_or_points(line), {"x": x, "y": y}


@parts.register(AxLine)
def _endless_line(line: Any) -> Parts:
    if line.get_slope() is None:
        return "endless line", _named("xy", np.transpose([line.get_xy1(), line.get_xy2()]))
    return "endless line", _named("xy", line.get_xy1()) | {"slope": line.get_slope()}


@parts.register(art3d.Line3D)
def _line_in_3d(line: Any) -> Parts:
    return _line_or_points(line), _named("xyz", line.get_data_3d())


@parts.register(PathCollection)
def _scatter(scatter: Any) -> Parts:
    series = _named("xy", np.ma.array(scatter.get_offsets()).T)
    if len(scatter.get_sizes()) > 1:
        series["size"] = scatter.get_sizes()
    return "scatter", series | _mapped(scatter, "colour")


@parts.register(art3d.Path3DCollection)
def _scatter_in_3d(scatter: Any) -> Parts:
    # No public way leads to z; the tests of every promised version guard this one.
    return "scatter", _named("xyz", scatter._offsets3d) | _mapped(scatter, "colour")


@parts.register(BarContainer)
def _bars(bars: Any) -> Parts:
    for bar in bars.patches:
        if not isinstance(bar, Rectangle):
            refuse(bar)  # in 3-D
    boxes = [(b.get_x(), b.get_y(), b.get_width(), b.get_height()) for b in bars.patches]
    x, y, width, height = np.array(boxes).reshape(-1, 4).T
    if bars.orientation == "horizontal":
        return "bars", {"y": y + height / 2, "height": height, "base": x, "x": x + width}
    return "bars", {"x": x + width / 2, "width": width, "base": y, "y": y + height}


@parts.register(Quiver)
def _arrows(arrows: Any) -> Parts:
    return "arrows", {"x": arrows.X, "y": arrows.Y, "u": arrows.U, "v": arrows.V}


@parts.register(ContourSet)
def _contour(contour: Any) -> Parts:
    word = "filled contour" if contour.filled else "contour"
    series = {"levels": contour.levels, "data": (contour.zmin, contour.zmax)}
    if contour.axes.name == "3d" or getattr(contour, "labelTexts", ()):
        return word, series  # drawing projects the lines; labels cut them by the font
    return word, series | _course(contour.get_paths())


@parts.register(AxesImage)
def _image(image: Any) -> Parts:
    left, right, bottom, top = image.get_extent()
    return "image", {"x": (left, right), "y": (bottom, top)} | _mapped(image, "values")


@parts.register(QuadMesh)
def _mesh(mesh: Any) -> Parts:
    corners = _named("xy", np.moveaxis(mesh.get_coordinates(), -1, 0))
    return "image", corners | _mapped(mesh, "values")


@parts.register(Text)
def _text(text: Any) -> Parts:
    in_data = text.axes is not None and text.get_transform() == text.axes.transData
    place = _named("xy", text.get_unitless_position()) if in_data else {}
    return "text" + quoted(text.get_text()), place


@parts.register(Annotation)
def _annotation(note: Any) -> Parts:
    ends = [(note.convert_xunits(x), note.convert_yunits(y)) for x, y in (note.xyann, note.xy)]
    if note.xycoords != "data":
        return "text" + quoted(note.get_text()), {}
    if note.arrow_patch and note.anncoords == "data" and not note.get_text().strip():
        return "arrow", _named("xy", zip(*ends, strict=True))
    return "text" + quoted(note.get_text()), _named("xy", ends[1])


@parts.register(art3d.Text3D)
def _text_in_3d(text: Any) -> Parts:
    return "text" + quoted(text.get_text()), _named("xyz", text.get_position_3d())


@parts.register(Legend)
def _legend(legend: Any) -> Parts:
    title = legend.get_title().get_text()
    words = quoted("" if title == "None" else title)
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
        words += quoted(text.get_text()) + style(handle)[0]
    return "legend" + words, {}


@parts.register(PolyCollection)
def _area(area: Any) -> Parts:
    if area.get_array() is not None or np.any(area.get_offsets()):
        refuse(area)  # hexagons, barbs: drawn once, then moved
    return "area", _corners(area.get_paths())


@parts.register(art3d.Poly3DCollection)
def _surface(surface: Any) -> Parts:
    if not hasattr(surface, "xyz"):  # plotting.surface leaves it there
        refuse(surface)
    return "surface", _named("xyz", surface.xyz)


@parts.register(LineCollection)
def _segments(segments: Any) -> Parts:
    return "segments", _corners(segments.get_paths()) | _mapped(segments, "colour")


@parts.register(Patch)
def _shape(shape: Any) -> Parts:
    path, transform = shape.get_path(), shape.get_patch_transform()
    box = path.get_extents(transform)
    if _has_only(shape.get_data_transform(), shape.axes, "x"):  # axvspan
        return "vertical band", {"x": (box.x0, box.x1)}
    if _has_only(shape.get_data_transform(), shape.axes, "y"):  # axhspan
        return "horizontal band", {"y": (box.y0, box.y1)}
    return "shape", _corners([transform.transform_path(path)])


def quoted(*texts: str) -> str:
    return "".join(f" '{' '.join(text.split())}'" for text in texts if text.strip())


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


def _mapped(artist: Any, name: str) -> dict[str, Any]:
    values = artist.get_array()
    if values is None or np.ndim(values) == 3:  # none, or red, green and blue
        return {} if values is None else {name: values}
    artist.autoscale_None()  # matplotlib 3.8 sets the limits only when it draws
    return {name: values, "colour limits": artist.get_clim()}


# --- colours and style ----------------------------------------------------------------------


def style(artist: Any) -> Parts:
    """Colours, dashes, hatch and marker in words; of several colours also which point has which.

    A colour of the style's cycle is C0, C1, ..., matplotlib's own name for it, so that another
    palette leaves the text as it is; any other is a code such as #ff0000. Numbers drawn as
    colours have the two ends of their map, unless it is the style's own.
    """
    if isinstance(artist, ScalarMappable) and artist.get_array() is not None:
        return _ends(artist) + strokes(artist), {}
    shown = colours(artist)
    names = [_colour_name(colour) for colour in shown]
    distinct = list(dict.fromkeys(names))
    if len(distinct) > 7:
        rgb = np.array([to_rgba(colour)[:3] for colour in shown])
        return f" in {len(distinct)} colours{strokes(artist)}", {"red, green, blue": rgb}
    series = {"colour": [distinct.index(name) for name in names]} if len(distinct) > 1 else {}
    words = f" in {', '.join(distinct)}" if distinct else ""
    return words + strokes(artist), series


def _ends(artist: Any) -> str:
    cmap, usual = artist.get_cmap(), ScalarMappable().get_cmap()
    if np.ndim(artist.get_array()) == 3 or cmap == usual:
        return ""
    return " in " + " to ".join(dict.fromkeys(_colour_name(cmap(end)) for end in (0.0, 1.0)))


def _colour_name(colour: Any) -> str:
    code = to_hex(colour)
    cycle = [to_hex(c) for c in mpl.rcParams["axes.prop_cycle"].by_key().get("color", ())]
    return f"C{cycle.index(code)}" if code in cycle else code


def _visible(colour: Any) -> bool:
    return bool(to_rgba(colour)[3] > 0)


@singledispatch
def colours(artist: Any) -> list[Any]:
    """One colour, or one a point; none where the colour is the style's business."""
    return []


@colours.register(Line2D)
def _of_line(line: Any) -> list[Any]:
    if line.get_linestyle() != "None":
        return [line.get_color()]
    face = line.get_markerfacecolor()
    return [face if _visible(face) else line.get_markeredgecolor()]


@colours.register(Collection)
def _of_collection(collection: Any) -> list[Any]:
    # Called by the class: in 3-D an artist's own answer changes when it is drawn.
    faces = [c for c in Collection.get_facecolor(collection) if _visible(c)]
    return faces or [c for c in Collection.get_edgecolor(collection) if _visible(c)]


@colours.register(art3d.Poly3DCollection)
def _of_surface(surface: Any) -> list[Any]:
    return []  # shaded


@colours.register(Patch)
def _of_patch(patch: Any) -> list[Any]:
    return [c for c in (patch.get_facecolor(), patch.get_edgecolor()) if _visible(c)][:1]


@colours.register(BarContainer)
def _of_bars(bars: Any) -> list[Any]:
    return [colour for bar in bars.patches for colour in colours(bar)]


@colours.register(Text)
def _of_text(text: Any) -> list[Any]:
    usual = to_hex(mpl.rcParams["text.color"])
    return [] if to_hex(text.get_color()) == usual else [text.get_color()]


@singledispatch
def strokes(artist: Any) -> str:
    """Dashes, hatch and marker, where they are not the usual ones."""
    return ""


@strokes.register(Line2D)
def _line_strokes(line: Any) -> str:
    dashes, steps, marker = line.get_linestyle(), line.get_drawstyle(), line.get_marker()
    words = {"--": ", dashed", ":": ", dotted", "-.": ", dash-dotted"}.get(dashes, "")
    words += "" if steps == "default" else f", {steps}"
    return words + _marker_words(marker, usual="o" if dashes == "None" else "None")


@strokes.register(PathCollection)
def _scatter_strokes(scatter: Any) -> str:
    paths = scatter.get_paths()
    return _marker_words(_markers().get(_outline(paths[0])), usual="o") if paths else ""


@strokes.register(LineCollection)
def _segment_strokes(segments: Any) -> str:
    return ", dashed" if any(dashes for _, dashes in segments.get_linestyle()) else ""


@strokes.register(Patch)
def _patch_strokes(patch: Any) -> str:
    return f", hatch {patch.get_hatch()}" if patch.get_hatch() else ""


@strokes.register(BarContainer)
def _bar_strokes(bars: Any) -> str:
    return "".join(dict.fromkeys(strokes(bar) for bar in bars.patches))


def _marker_words(marker: Any, usual: str) -> str:
    if marker in (usual, "", " ", None) or (marker == "None" and usual == "o"):
        return ""
    return f", marker {marker if isinstance(marker, str) else 'of its own'}"


@cache
def _markers() -> dict[bytes, str]:
    """The names of the markers by their outline: a scatter keeps only this."""
    named = [name for name in MarkerStyle.markers if isinstance(name, str) and len(name) == 1]
    styles = {name: MarkerStyle(name) for name in named if name.strip()}
    return {
        _outline(marker.get_path().transformed(marker.get_transform())): name
        for name, marker in reversed(styles.items())
    }


def _outline(path: Any) -> bytes:
    return bytes(np.round(path.vertices, 6) + 0.0)
