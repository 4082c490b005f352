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

__all__ = ["Content", "cannot_read", "content", "quoted", "style"]

Content = tuple[str, dict[str, Any]]


def cannot_read(artist: Any) -> NoReturn:
    """Raise the `TypeError` that says what else to draw."""
    raise TypeError(
        f"show has no words for a {type(artist).__name__}; draw with plot, scatter, bar, hist, "
        "fill_between, errorbar, contour, imshow, pcolormesh, text or plotting.surface instead"
    )


# --- the word and the data ------------------------------------------------------------------


@singledispatch
def content(artist: Any) -> Content:
    """The word for an artist and its data by name; `TypeError` for one without words."""
    cannot_read(artist)


# The words of their parents would leave out where these are: the edges of unequal cells, angles
# (matplotlib 3.8 rounds those of a pie), arrows in points of the page, and, of what is drawn
# in 3-D, all but its projection.
for _kind in (NonUniformImage, PcolorImage, Wedge, FancyArrowPatch):
    content.register(_kind, cannot_read)
for _kind in (art3d.Line3DCollection, art3d.Patch3D, art3d.Patch3DCollection):
    content.register(_kind, cannot_read)


@content.register(Line2D)
def _line(line: Any) -> Content:
    x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
    if _has_only(line.get_transform(), line.axes, "y") and len(set(y)) == 1:  # axhline
        return "horizontal line", {"y": y[0]}
    if _has_only(line.get_transform(), line.axes, "x") and len(set(x)) == 1:  # axvline
        return "vertical line", {"x": x[0]}
    return _line_or_points(line), {"x": x, "y": y}


@content.register(AxLine)
def _endless_line(line: Any) -> Content:
    if line.get_slope() is None:
        return "endless line", _named("xy", np.transpose([line.get_xy1(), line.get_xy2()]))
    return "endless line", _named("xy", line.get_xy1()) | {"slope": line.get_slope()}


@content.register(art3d.Line3D)
def _line_in_3d(line: Any) -> Content:
    return _line_or_points(line), _named("xyz", line.get_data_3d())


@content.register(PathCollection)
def _scatter(scatter: Any) -> Content:
    series = _named("xy", np.ma.array(scatter.get_offsets()).T)
    if len(scatter.get_sizes()) > 1:
        series["size"] = scatter.get_sizes()
    return "scatter", series | _mapped(scatter, "colour")


@content.register(art3d.Path3DCollection)
def _scatter_in_3d(scatter: Any) -> Content:
    # No public way leads to z; the tests of every promised version guard this one.
    return "scatter", _named("xyz", scatter._offsets3d) | _mapped(scatter, "colour")


@content.register(BarContainer)
def _bars(bars: Any) -> Content:
    for bar in bars.patches:
        if not isinstance(bar, Rectangle):
            cannot_read(bar)  # in 3-D
    boxes = [(b.get_x(), b.get_y(), b.get_width(), b.get_height()) for b in bars.patches]
    x, y, width, height = np.array(boxes).reshape(-1, 4).T
    if bars.orientation == "horizontal":
        return "bars", {"y": y + height / 2, "height": height, "base": x, "x": x + width}
    return "bars", {"x": x + width / 2, "width": width, "base": y, "y": y + height}


@content.register(Quiver)
def _arrows(arrows: Any) -> Content:
    return "arrows", {"x": arrows.X, "y": arrows.Y, "u": arrows.U, "v": arrows.V}


@content.register(ContourSet)
def _contour(contour: Any) -> Content:
    word = "filled contour" if contour.filled else "contour"
    series = {"levels": contour.levels, "data": (contour.zmin, contour.zmax)}
    if contour.axes.name == "3d" or getattr(contour, "labelTexts", ()):
        return word, series  # drawing projects the lines; labels cut them by the font
    return word, series | _course(contour.get_paths())


@content.register(AxesImage)
def _image(image: Any) -> Content:
    left, right, bottom, top = image.get_extent()
    return "image", {"x": (left, right), "y": (bottom, top)} | _mapped(image, "values")


@content.register(QuadMesh)
def _mesh(mesh: Any) -> Content:
    corners = _named("xy", np.moveaxis(mesh.get_coordinates(), -1, 0))
    return "image", corners | _mapped(mesh, "values")


@content.register(Text)
def _text(text: Any) -> Content:
    in_data = text.axes is not None and text.get_transform() == text.axes.transData
    place = _named("xy", text.get_unitless_position()) if in_data else {}
    return "text" + quoted(text.get_text()), place


@content.register(Annotation)
def _annotation(note: Any) -> Content:
    ends = [(note.convert_xunits(x), note.convert_yunits(y)) for x, y in (note.xyann, note.xy)]
    if note.xycoords != "data":
        return "text" + quoted(note.get_text()), {}
    if note.arrow_patch and note.anncoords == "data" and not note.get_text().strip():
        return "arrow", _named("xy", zip(*ends, strict=True))
    return "text" + quoted(note.get_text()), _named("xy", ends[1])


@content.register(art3d.Text3D)
def _text_in_3d(text: Any) -> Content:
    return "text" + quoted(text.get_text()), _named("xyz", text.get_position_3d())


@content.register(Legend)
def _legend(legend: Any) -> Content:
    title = legend.get_title().get_text()
    words = quoted("" if title == "None" else title)
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
        words += quoted(text.get_text()) + style(handle)[0]
    return "legend" + words, {}


@content.register(PolyCollection)
def _area(area: Any) -> Content:
    if area.get_array() is not None or np.any(area.get_offsets()):
        cannot_read(area)  # hexagons, barbs: drawn once, then moved
    return "area", _corners(area.get_paths())


@content.register(art3d.Poly3DCollection)
def _surface(surface: Any) -> Content:
    if not hasattr(surface, "xyz"):  # plotting.surface leaves it there
        cannot_read(surface)
    return "surface", _named("xyz", surface.xyz)


@content.register(LineCollection)
def _segments(segments: Any) -> Content:
    return "segments", _corners(segments.get_paths()) | _mapped(segments, "colour")


@content.register(Patch)
def _shape(shape: Any) -> Content:
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


def style(artist: Any) -> Content:
    """Colours, dashes, hatch and marker in words; of several colours also which point has which.

    A colour of the style's cycle is C0, C1, ..., matplotlib's own name for it, so that another
    palette leaves the text as it is; any other is a code such as #ff0000. Numbers drawn as
    colours have the two ends of their map, unless it is the style's own.
    """
    if isinstance(artist, ScalarMappable) and artist.get_array() is not None:
        return _ends(artist) + _strokes(artist), {}
    shown = _colours(artist)
    names = [_colour_name(colour) for colour in shown]
    distinct = list(dict.fromkeys(names))
    if len(distinct) > 7:
        rgb = np.array([to_rgba(colour)[:3] for colour in shown])
        return f" in {len(distinct)} colours{_strokes(artist)}", {"red, green, blue": rgb}
    series = {"colour": [distinct.index(name) for name in names]} if len(distinct) > 1 else {}
    words = f" in {', '.join(distinct)}" if distinct else ""
    return words + _strokes(artist), series


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
def _colours(artist: Any) -> list[Any]:
    """One colour, or one a point; none where the colour is the style's business."""
    return []


@_colours.register(Line2D)
def _of_line(line: Any) -> list[Any]:
    if line.get_linestyle() != "None":
        return [line.get_color()]
    face = line.get_markerfacecolor()
    return [face if _visible(face) else line.get_markeredgecolor()]


@_colours.register(Collection)
def _of_collection(collection: Any) -> list[Any]:
    # Called by the class: in 3-D an artist's own answer changes when it is drawn.
    faces = [c for c in Collection.get_facecolor(collection) if _visible(c)]
    return faces or [c for c in Collection.get_edgecolor(collection) if _visible(c)]


@_colours.register(art3d.Poly3DCollection)
def _of_surface(surface: Any) -> list[Any]:
    return []  # shaded


@_colours.register(Patch)
def _of_patch(patch: Any) -> list[Any]:
    return [c for c in (patch.get_facecolor(), patch.get_edgecolor()) if _visible(c)][:1]


@_colours.register(BarContainer)
def _of_bars(bars: Any) -> list[Any]:
    return [colour for bar in bars.patches for colour in _colours(bar)]


@_colours.register(Text)
def _of_text(text: Any) -> list[Any]:
    usual = to_hex(mpl.rcParams["text.color"])
    return [] if to_hex(text.get_color()) == usual else [text.get_color()]


@singledispatch
def _strokes(artist: Any) -> str:
    """Dashes, hatch and marker, where they are not the usual ones."""
    return ""


@_strokes.register(Line2D)
def _line_strokes(line: Any) -> str:
    dashes, steps, marker = line.get_linestyle(), line.get_drawstyle(), line.get_marker()
    words = {"--": ", dashed", ":": ", dotted", "-.": ", dash-dotted"}.get(dashes, "")
    words += "" if steps == "default" else f", {steps}"
    return words + _marker_words(marker, usual="o" if dashes == "None" else "None")


@_strokes.register(PathCollection)
def _scatter_strokes(scatter: Any) -> str:
    paths = scatter.get_paths()
    return _marker_words(_markers().get(_outline(paths[0])), usual="o") if paths else ""


@_strokes.register(LineCollection)
def _segment_strokes(segments: Any) -> str:
    return ", dashed" if any(dashes for _, dashes in segments.get_linestyle()) else ""


@_strokes.register(Patch)
def _patch_strokes(patch: Any) -> str:
    return f", hatch {patch.get_hatch()}" if patch.get_hatch() else ""


@_strokes.register(BarContainer)
def _bar_strokes(bars: Any) -> str:
    return "".join(dict.fromkeys(_strokes(bar) for bar in bars.patches))


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
