"""Figures that say what they show: one style, small multiples, surfaces and `show`.

A picture cannot be compared between two versions of a drawing library: fonts and edges
move by a pixel. The data behind it can. `show` therefore stores a short text beside each
picture, the numbers that were drawn, and a test of the notebook compares that text.
"""

import base64
import io
import re
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from IPython.display import display
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import Axes3D  # type: ignore[import-untyped]
from PIL import Image  # matplotlib itself needs it

from lazyutils.arrays import whole
from lazyutils.describe import describe

__all__ = ["MARKERS", "PALETTE", "panels", "show", "surface", "use_style"]

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito (2008), *Color Universal Design*: told apart by colour-blind readers.

Their yellow is left out (too pale on white); the darkest hues come first.
"""

MARKERS = ("o", "^", "s", "D", "v", "P", "X")
"""One marker a class, so that a figure can be read without its colours."""


def use_style() -> None:
    """Set the figure style of the project, whatever style was set before.

    Figures measure 5 x 3.5 inches at 90 dots per inch. Their background is white, never
    transparent, and all writing is dark, so that they can be read on a dark page too.

    >>> use_style()
    >>> plt.rcParams["figure.figsize"], plt.rcParams["figure.dpi"]
    ([5.0, 3.5], 90.0)
    """
    dark = "#222222"
    style = {
        "figure.figsize": (5.0, 3.5),
        "figure.dpi": 90,
        "figure.constrained_layout.use": True,
        "figure.facecolor": "white",
        "axes.facecolor": "white",
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.titlesize": 11,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "legend.fontsize": 9,
        "image.cmap": "cividis",
    }
    style |= dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor"), dark)
    style |= dict.fromkeys(("axes.titlecolor", "xtick.color", "ytick.color"), dark)
    plt.style.use(["default", style])


def panels(
    n: int, columns: int = 3, *, size: tuple[float, float] = (2.4, 2.2), **kwargs: Any
) -> tuple[Figure, list[Axes]]:
    """Make small multiples: a figure and a flat list of its n axes, row by row.

    `size` is the width and height of one panel in inches; `kwargs` go to `plt.subplots`
    (for example `sharex=True`). `ValueError` unless n and columns are at least 1.

    >>> fig, axes = panels(5, columns=3)
    >>> len(axes), len(fig.axes)
    (5, 5)
    >>> plt.close(fig)
    """
    n, columns = whole("n", n, least=1), whole("columns", columns, least=1)
    columns = min(n, columns)
    rows = -(-n // columns)
    figsize = (columns * size[0], rows * size[1])
    fig, grid = plt.subplots(rows, columns, figsize=figsize, squeeze=False, **kwargs)
    for ax in grid.flat[n:]:
        ax.remove()
    for ax in grid.flat[n - columns : n]:  # the lowest of each column, also if axes are shared
        ax.xaxis.set_tick_params(labelbottom=True)
    return fig, list(grid.flat[:n])


def surface(ax: Axes, X: Any, Y: Any, Z: Any, **kwargs: Any) -> Artist:
    """Draw the surface Z over X and Y on 3-D axes, in a way that `show` can describe.

    X, Y and Z have one 2-D shape (or broadcast to it, as in `np.ogrid`); `kwargs` go to
    `ax.plot_surface`. `TypeError` if the axes are not 3-D, `ValueError` if the shapes differ.

    >>> ax = plt.figure().add_subplot(projection="3d")
    >>> X, Y = np.ogrid[-1:1:5j, -1:1:5j]
    >>> artist = surface(ax, X, Y, X**2 + Y**2)
    >>> plt.close(ax.figure)
    """
    if not isinstance(ax, Axes3D):
        raise TypeError('surface needs 3-D axes; make them with subplot_kw={"projection": "3d"}')
    shapes = np.shape(X), np.shape(Y), np.shape(Z)
    try:
        grids = np.broadcast_arrays(X, Y, Z)
        fits = np.ndim(Z) == 2 and grids[0].shape == np.shape(Z)
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(
            f"got X, Y, Z of shapes {shapes[0]}, {shapes[1]}, {shapes[2]}; "
            "Z must be 2-D and X, Y of its shape, as np.meshgrid makes them"
        )
    artist = ax.plot_surface(*grids, **kwargs)
    artist.xyz = [np.array(grid, float) for grid in grids]  # matplotlib keeps the projection only
    return artist  # type: ignore[no-any-return]


def show(fig: Figure, alt: str, caption: str | None = None) -> None:
    """Display the figure with its alt text, its data in words and a caption; then close it.

    - `alt`: one or two sentences that say what a person sees. It is stored with the picture.
    - `caption`: Markdown below the picture; without one, `alt` is shown.

    The stored words are those of `describe`. `ValueError` without alt text, `TypeError` for
    what is no figure or contains an artist that `describe` has no words for; the figure is
    closed then too.
    """
    try:
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(f"got alt={alt!r}; pass one or two sentences that say what one sees")
        text = describe(fig)
        picture = _picture(fig)
    finally:  # the notebook draws what is open at the end of the cell, also after an error
        figure = getattr(fig, "figure", None)  # that of axes, if they came in its place
        if isinstance(figure, Figure):
            plt.close(figure)
    alt = " ".join(alt.split())
    plain = alt if caption is None else caption
    # Without a caption the alt text is shown as it is, not read as Markdown.
    markdown = re.sub(r"([\\`*_\[\]<>#$|~])", r"\\\1", alt) if caption is None else caption
    display(  # type: ignore[no-untyped-call]
        {"image/png": base64.b64encode(picture).decode("ascii"), "text/plain": text},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )
    display({"text/markdown": markdown, "text/plain": plain}, raw=True)  # type: ignore[no-untyped-call]


def _picture(fig: Figure) -> bytes:
    """The figure as PNG in 256 colours: no eye sees the difference, it is a third as large."""
    png = io.BytesIO()
    fig.savefig(
        png,
        dpi="figure",
        bbox_inches="tight",
        metadata={"Software": None},  # a version number would change the file
    )
    with Image.open(png) as picture:
        few = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
    small = io.BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()
