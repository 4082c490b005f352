"""`show` and `describe`: a figure with other data has another text, in every version.

The texts of the reference figures are stored in `figures/`. After a wanted change of the
wording, write them again with `python -m tests.package.test_plotting` and read the difference.
"""

import base64
import io
import itertools
import struct
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.image
import matplotlib.patches
import matplotlib.pyplot as plt
import nbclient
import nbconvert
import nbformat
import numpy as np
import pytest
from matplotlib.lines import Line2D
from PIL import Image

from lazyutils import plotting
from lazyutils.describe import describe
from lazyutils.plotting import MARKERS, PALETTE, panels, show, surface, use_style

ROOT = Path(__file__).parents[2]
FIGURES = Path(__file__).parent / "figures"


@pytest.fixture(autouse=True)
def _style() -> Iterator[None]:
    use_style()
    yield
    plt.close("all")


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, str], dict[str, Any]]]:
    """What `show` hands to the notebook: (data, metadata) of each display."""
    calls: list[tuple[dict[str, str], dict[str, Any]]] = []

    def record(data: dict[str, str], metadata: Any = None, raw: bool = False) -> None:
        assert raw, "a bundle is displayed as it is"
        calls.append((data, metadata or {}))

    monkeypatch.setattr(plotting, "display", record)
    return calls


# --- reference figures: the same text on the oldest and the newest versions ---------------


def bowl() -> tuple[Any, Any, Any]:
    X, Y = np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-1, 1, 11))
    return X, Y, X**2 + 2 * Y**2 + X


def lines() -> Any:
    x = np.linspace(0, 2 * np.pi, 101)
    fig, ax = plt.subplots()
    ax.plot(x, np.sin(x), label="sine")
    ax.plot(x, np.where(x > 5, np.nan, np.cos(x)), label="cosine, cut")
    ax.plot(x[::10], np.sin(x[::10]), "o", label="samples")
    ax.axhline(0)
    ax.axvline(np.pi, label="$\\pi$")
    ax.axline((0, 0), slope=1)
    ax.axvspan(1, 2, alpha=0.2, label="band")
    ax.errorbar([1, 2, 3], [0.1, 0.2, 0.3], yerr=0.05, capsize=3, label="measured")
    ax.annotate("top", (np.pi / 2, 1), (3, 1.2), arrowprops={"arrowstyle": "->"})
    ax.text(5, 0.5, "falls")
    ax.text(0.1, 0.9, "corner", transform=ax.transAxes)
    ax.set(title="Two waves", xlabel="angle (rad)", ylabel="height (m)", xlim=(0, 6.5))
    ax.legend()
    return fig


def scatters() -> Any:
    rng = np.random.default_rng(0)
    fig, (left, right) = plt.subplots(1, 2)
    for k in range(2):
        X = rng.normal(size=(50, 2)) + k
        left.scatter(X[:, 0], X[:, 1], marker=MARKERS[k], label=f"class {k}")
    left.legend(title="flower")
    right.scatter([1, 2, 3], [3, np.nan, 2], c=["red", "blue", "red"], s=[10, 20, 30])
    points = right.scatter([1, 2, 3], [1, 10, 100], c=[0.1, 0.4, 0.2])
    right.quiver([1, 2], [2, 3], [0.1, 0.2], [0.3, 0.1])
    right.set_yscale("log")
    fig.colorbar(points, label="income")
    fig.suptitle("Points")
    return fig


def bars() -> Any:
    fig, (left, right) = plt.subplots(2, 1)
    left.bar(["cat", "dog", "eel"], [3, 1.2345, 2], yerr=[0.1, 0.2, 0.3], label="count")
    left.bar(["cat", "dog", "eel"], [1, 1, 1], bottom=[3, 1, 2])
    left.set_title("Pets")
    right.hist([1, 2, 2, 3, 3, 3, 9], bins=4, label="ages")
    right.hist([1, 2, 2, 3], bins=3, histtype="step")
    right.barh([10, 20], [2, 5])
    right.stem([1, 2], [3, 4], label="stems")
    right.set_yticks([10, 20], ["ten", "twenty"])
    return fig


def fields() -> Any:
    X, Y, Z = bowl()
    fig, ((first, second), (third, fourth)) = plt.subplots(2, 2)
    filled = first.contourf(X, Y, Z)
    fig.colorbar(filled, label="cost")
    first.clabel(first.contour(X, Y, Z, levels=[0, 1, 2]))
    second.contour(X, Y, Z)
    second.fill_between([0, 1, 2, 3], [1, 3, 2, 1], label="area")
    third.imshow(np.arange(12.0).reshape(3, 4), vmin=0, vmax=20)
    third.imshow(np.zeros((2, 2, 3)))
    fourth.pcolormesh(X, Y, np.ma.masked_greater(Z, 5))
    inset = first.inset_axes((0.6, 0.6, 0.3, 0.3))
    inset.semilogy([1, 2, 3], [1e-200, 1e-100, 1])
    return fig


def solids() -> Any:
    X, Y, Z = bowl()
    fig = plt.figure()
    ax: Any = fig.add_subplot(projection="3d")
    surface(ax, X, Y, Z, alpha=0.5, label="cost")
    ax.plot([0, 1, 2], [0, 1, 0], [5, 3, 1], label="path")
    ax.scatter([1, 2, np.nan], [0, 1, 0], [4, 3, 2], c=[1, 2, 3], label="stops")
    ax.contour(X, Y, Z, levels=[1, 2])
    ax.text(0, 1, 2, "start")
    ax.set(title="A descent", xlabel="$w_1$", ylabel="$w_2$", zlabel="$J$")
    return fig


def days() -> Any:
    fig, ax = plt.subplots()
    ax.plot([datetime(2020, 1, 1), datetime(2020, 7, 1), datetime(2021, 1, 1)], [1, 3, 2])
    ax.set(title="One year", xlabel="day", ylabel="load (kW)")
    return fig


def styles() -> Any:
    fig, (left, right) = plt.subplots(1, 2)
    left.plot([0, 1, 2], [0, 1, 4], "--", color="red", label="red")
    left.plot([0, 1, 2], [0, 2, 4], ":", marker="^", label="blue")
    left.plot([0, 1, 2], [4, 2, 0], "s", mfc="none", color=PALETTE[2])
    left.step([0, 1, 2], [3, 2, 0], "-.", where="mid", color="black")
    left.hlines([1, 2], 0, 2, linestyles="dashed", label="levels")
    left.fill_between([0, 1, 2], [4, 3, 1], color=PALETTE[3])
    left.text(1, 1, "warm", color="red")
    left.annotate("", (2, 4), (1, 3), arrowprops={"arrowstyle": "->"})
    left.contour(*bowl(), levels=[1, 2], colors=["red", "C1"])
    left.legend(handles=[Line2D([], [], color=c, label=c) for c in ("red", "C0")], title="hot")
    right.bar([0, 1, 2], [1, 2, 3], color=["C0", "C1", "C0"])
    right.barh([0, 1], [1, 2], facecolor="none", edgecolor="C4", hatch="//")
    right.imshow(np.arange(4.0).reshape(2, 2), cmap="gray_r")
    right.scatter(range(9), range(9), c=plt.colormaps["RdBu"](np.linspace(0, 1, 9)), marker="v")
    return fig


def statistics() -> Any:
    data = [np.arange(9.0) ** 2, np.arange(12.0) % 5]
    fig, axes = panels(9)
    axes[0].boxplot(data)
    axes[1].violinplot(data)
    axes[2].stackplot([0, 1, 2, 3], [1, 2, 3, 1], [2, 1, 0, 1], labels=["a", "b"])
    axes[3].broken_barh([(1, 2), (5, 1)], (0, 1))
    axes[4].eventplot([[1, 2, 3], [2, 4]])
    axes[5].stairs([1, 2, 3], fill=True)
    axes[6].bar_label(axes[6].bar([0, 1, 2, 3], [3, 1, 2, 5]))
    axes[7].plot([0, 1, 2, 3], [1, 3, 2, 4])
    axes[7].twinx().plot([0, 1, 2, 3], [40, 10, 20, 30])
    axes[8].matshow(bowl()[2])
    axes[8].spy(np.eye(4))
    polar: Any = fig.add_subplot(projection="polar")
    polar.plot([0, 1, 2, 3], [1, 3, 2, 4])
    return fig


REFERENCES = [lines, scatters, bars, fields, solids, days, styles, statistics]


@pytest.mark.parametrize("figure", REFERENCES, ids=lambda f: f.__name__)
def test_reference_figure_has_its_stored_text(figure: Callable[[], Any]) -> None:
    stored = (FIGURES / f"{figure.__name__}.txt").read_text(encoding="utf-8")
    assert describe(figure()) + "\n" == stored


@pytest.mark.parametrize("figure", REFERENCES, ids=lambda f: f.__name__)
def test_drawing_does_not_change_the_text(figure: Callable[[], Any]) -> None:
    fig = figure()
    before = describe(fig)
    fig.savefig(io.BytesIO())
    assert describe(fig) == before


# --- every change of a figure changes its text ---------------------------------------------

x = np.linspace(0, 3, 20)
y = x**2


def plain(**changed: Any) -> str:
    """The text of a small figure in which some parts are changed."""
    part: dict[str, Any] = {"x": x, "y": y, "z": x + y, "label": "curve", "title": "Grows"}
    part |= {"xlabel": "time (s)", "ylabel": "way (m)", "zlabel": "cost", "scale": "linear"}
    part |= {"note": "here", "place": 1.0, "limits": None, "ticks": ["a", "b"], "entry": "curve"}
    part |= {
        "draw": "plot",
        "three": False,
        "sup": "All",
        "colours": ["red", "blue"] * 10,
    } | changed
    fig = plt.figure()
    fig.suptitle(part["sup"])
    ax: Any = fig.add_subplot(projection="3d" if part["three"] else None)
    data = (part["x"], part["y"], part["z"]) if part["three"] else (part["x"], part["y"])
    match part["draw"]:
        case "surface":
            surface(ax, *np.meshgrid(part["x"], part["x"]), np.outer(part["y"], part["z"]))
        case "imshow" | "contour" | "contourf" | "pcolormesh" as name:
            getattr(ax, name)(np.outer(part["y"], part["z"]))
        case "colours":
            ax.scatter(*data, c=part["colours"])
        case "hist":
            ax.hist(part["y"], label=part["label"])
        case name:
            getattr(ax, name)(*data, label=part["label"])
    ax.set(title=part["title"], xlabel=part["xlabel"], ylabel=part["ylabel"])
    if part["three"]:
        ax.set_zlabel(part["zlabel"])
    else:
        ax.text(part["place"], 2.0, part["note"])
        ax.set(yscale=part["scale"], xlim=part["limits"])
        ax.set_xticks([0, 1], part["ticks"])
    if part["draw"] == "plot":
        ax.legend([part["entry"]])
    text = describe(fig)
    plt.close(fig)
    return text


swapped = np.r_[y[0], y[5], y[2:5], y[1], y[6:]]
permuted = np.random.default_rng(0).permutation(y)
raised = np.r_[y[:-1], y[-1] * 1.02]


@pytest.mark.parametrize("three", [False, True], ids=["2-D", "3-D"])
@pytest.mark.parametrize("draw", ["plot", "scatter"])
@pytest.mark.parametrize(
    "change",
    [
        {"x": x * 1.02},
        {"y": y * 1.02},
        {"y": raised},
        {"y": y[::-1]},
        {"y": swapped},
        {"y": permuted},
        {"y": np.where(y > 8, np.nan, y)},
        {"x": x[:-1], "y": y[:-1], "z": (x + y)[:-1]},
        {"label": "line"},
        {"title": "Falls"},
        {"xlabel": "time (h)"},
        {"ylabel": "way (km)"},
        {"sup": "Some"},
    ],
    ids=lambda change: "+".join(change),
)
def test_a_changed_figure_has_another_text(change: dict[str, Any], draw: str, three: bool) -> None:
    assert plain(draw=draw, three=three, **change) != plain(draw=draw, three=three)


@pytest.mark.parametrize("draw", ["bar", "fill_between", "hist", "imshow", "pcolormesh", "contour"])
@pytest.mark.parametrize("other", [y * 1.02, permuted], ids=["scaled", "permuted"])
def test_other_data_of_areas_and_fields_has_another_text(draw: str, other: Any) -> None:
    if draw == "hist" and other is permuted:
        assert plain(draw=draw, y=other) == plain(draw=draw)  # the same picture
    else:
        assert plain(draw=draw, y=other) != plain(draw=draw)


@pytest.mark.parametrize(
    "change",
    [
        {"scale": "symlog"},
        {"note": "there"},
        {"place": 1.1},
        {"limits": (0, 2)},
        {"entry": "b"},
        {"ticks": ["a", "c"]},
        {"draw": "scatter"},
    ],
    ids=lambda change: "+".join(change),
)
def test_a_changed_detail_has_another_text(change: dict[str, Any]) -> None:
    assert plain(**change) != plain()


def test_other_surfaces_and_colours_have_other_texts() -> None:
    kept = {"draw": "surface", "three": True}
    texts = [
        plain(**kept, **part) for part in ({}, {"y": raised}, {"y": permuted}, {"zlabel": "J"})
    ]
    assert len(set(texts)) == 4
    colours = [["red", "blue"] * 10, ["red"] * 10 + ["blue"] * 10, list(y), list(permuted)]
    assert len({plain(draw="colours", colours=c) for c in colours}) == 4


# The text of line 0 and line 1 with their looks, and with the looks exchanged.
LOOKS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("plot", {"color": "C0"}, {"color": "C1"}),
    ("plot", {"color": "red"}, {"color": "blue"}),
    ("plot", {"linestyle": "-"}, {"linestyle": "--"}),
    ("plot", {"linestyle": ":"}, {"linestyle": "-."}),
    ("plot", {"linestyle": "", "marker": "o"}, {"linestyle": "", "marker": "s"}),
    ("plot", {"marker": "o"}, {"marker": ""}),
    ("plot", {"drawstyle": "steps-post"}, {"drawstyle": "steps-pre"}),
    ("scatter", {"color": "C0"}, {"color": "C1"}),
    ("scatter", {"facecolors": "none", "edgecolors": "C0"}, {"color": "C1"}),
    ("scatter", {"c": ["red", "blue"] * 10}, {"c": ["blue", "red"] * 10}),
    *(("scatter", {"marker": a}, {"marker": b}) for a, b in itertools.pairwise(MARKERS)),
    ("scatter", {"c": x, "cmap": "RdBu"}, {"c": x, "cmap": "RdBu_r"}),
    ("bar", {"color": "C0"}, {"color": "C1"}),
    ("bar", {"color": ["C0", "C1"] * 10}, {"color": ["C1", "C0"] * 10}),
    ("bar", {"hatch": "//"}, {"hatch": ".."}),
    ("fill_between", {"color": "C0"}, {"color": "C1"}),
    ("vlines", {"ymax": 1, "color": "C0"}, {"ymax": 1, "color": "C1"}),
    ("vlines", {"ymax": 1, "linestyle": "-"}, {"ymax": 1, "linestyle": "--"}),
    ("stairs", {"edges": np.arange(21), "color": "C0"}, {"edges": np.arange(21), "color": "C1"}),
    ("hist", {"color": "C0"}, {"color": "C1"}),
]


@pytest.mark.parametrize(
    ("three", "draw", "one", "other"),
    [(False, *look) for look in LOOKS]
    + [(True, *look) for look in LOOKS if look[0] in ("plot", "scatter")],
)
def test_exchanged_looks_have_another_text(
    three: bool, draw: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    texts = []
    for looks in ((one, other), (other, one)):
        fig = plt.figure()
        ax: Any = fig.add_subplot(projection="3d" if three else None)
        for k, look in enumerate(looks):
            data = (x, y + k, y)[: 1 + (draw not in ("hist", "stairs")) + three]
            getattr(ax, draw)(*data, label=f"class {k}", **look)
        before = describe(fig)
        fig.savefig(io.BytesIO())
        assert describe(fig) == before
        texts.append(before)
    assert texts[0] != texts[1]


@pytest.mark.parametrize("draw", ["imshow", "pcolormesh", "contour", "contourf"])
def test_the_ends_of_a_map_are_told(draw: str) -> None:
    texts = set()
    for look in ({"cmap": "RdBu"}, {"cmap": "RdBu_r"}, {}, {"cmap": "cividis"}):
        fig, ax = plt.subplots()
        getattr(ax, draw)(np.outer(x, y), **look)
        texts.add(describe(fig))
    assert len(texts) == 3  # the last two are the style's own
    assert sum("in #67001f to #053061" in text for text in texts) == 1


def test_writing_and_legends_have_their_colours() -> None:
    fig, ax = plt.subplots()
    ax.text(0, 0, "usual")
    ax.text(0, 0, "warm", color="#ff0000")
    ax.legend(handles=[Line2D([], [], color=f"C{k}", label=f"class {k}") for k in (1, 0)])
    assert "text 'usual'\n" in describe(fig)
    assert "text 'warm' in #ff0000\n" in describe(fig)
    assert "legend 'class 1' in C1 'class 0' in C0" in describe(fig)


def test_another_palette_leaves_the_text() -> None:
    texts = set()
    for palette in (PALETTE, PALETTE[::-1], ("#111111", "#222222", "#333333")):
        plt.rcParams["axes.prop_cycle"] = plt.cycler(color=palette)
        texts.add(plain(draw="scatter") + plain() + plain(draw="bar"))
    assert len(texts) == 1


def test_a_line_between_two_fractions_of_the_axes_is_not_endless() -> None:
    fig, ax = plt.subplots()
    ax.plot([1, 2, 4], [0, 1, 0], transform=ax.get_xaxis_transform())
    assert "line in C0\n    x: 3 points" in describe(fig)


# --- numbers -------------------------------------------------------------------------------


def described(values: Any, scale: str = "linear") -> str:
    """The line of the text that is about y."""
    fig, ax = plt.subplots()
    ax.plot(np.arange(len(values)), values)
    ax.set_yscale(scale)
    text = describe(fig).splitlines()[-1].strip()
    plt.close(fig)
    return text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], "y: 0 points"),
        ([2.0], "y: 1 point, 2"),
        ([-0.0, -0.0], "y: 2 points, all 0"),
        ([0.7, 0.7 + 1e-12], "y: 2 points, all 0.7"),
        ([np.nan, np.nan], "y: 2 points, 2 not finite"),
        (
            [np.inf, 1, -np.inf, 2, np.nan],
            "y: 5 points, 3 not finite, "
            "min 1, max 2, mean 1.5, first 1, middle 2, last 2, mean step 1, order 0.208",
        ),
        (
            np.ma.masked_equal([1, 99, 3], 99),
            "y: 3 points, 1 not finite, "
            "min 1, max 3, mean 2, first 1, middle 3, last 3, mean step 2",
        ),
        (
            [-1, 2e-7, 1],  # the mean is noise beside the range, the middle is data
            "y: 3 points, min -1, max 1, mean 0, first -1, middle 2e-07, last 1, mean step 1",
        ),
        (
            [-1.0, -1.2e-16, 1.0],
            "y: 3 points, min -1, max 1, mean 0, first -1, middle 0, last 1, mean step 1",
        ),
        (
            [1.7e308, -1.7e308, 1.7e308, -1.7e308],
            "y: 4 points, min -1.7e+308, max 1.7e+308, mean 0, first 1.7e+308, "
            "middle 1.7e+308, last -1.7e+308, mean step inf, order -3.07e+307",
        ),
        (
            [12345, 1234567, 0.00012345],
            "y: 3 points, min 0.000123, max 1.23e+06, mean 416000, first 12300, "
            "middle 1.23e+06, last 0.000123, mean step 1.23e+06",
        ),
    ],
    ids="empty one minus-zero constant nan inf masked mean sin-pi huge digits".split(),
)
def test_numbers_of(values: Any, text: str) -> None:
    assert described(values) == text


def test_two_orders_of_the_same_values_have_two_texts() -> None:
    """Their first, middle and last value, mean and mean step are the same."""
    one, other = described([0, 3, 1, 4, 4, 1, 2, 3, 9]), described([0, 3, 2, 1, 4, 4, 1, 3, 9])
    assert one.partition(", order")[0] == other.partition(", order")[0]
    assert one != other


@pytest.mark.parametrize("n", [5, 20, 100, 1000])
def test_exchanged_values_are_seen(n: int) -> None:
    """Two exchanged points of n, drawn 50 times: at least 45 have another text."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=n)
    seen = 0
    for _ in range(50):
        i, j = rng.choice(n, 2, replace=False)
        exchanged = values.copy()
        exchanged[[i, j]] = values[[j, i]]
        seen += described(exchanged) != described(values)
    assert seen >= 45


def test_the_place_of_a_gap_is_seen() -> None:
    assert described([1, np.nan, 5, 3, 2]) != described([1, 5, np.nan, 3, 2])


def test_order_is_the_sum_of_its_docstring() -> None:
    v = np.array([2.0, 7, 1, 8, 2])
    golden = (np.sqrt(5) - 1) / 2
    irregular = [golden * i * i - np.floor(golden * i * i) - 0.5 for i in range(1, 6)]
    assert described(v).endswith(f", order {(v - v.mean()) @ irregular:.3g}")


def test_minus_zero_is_never_written() -> None:
    assert plain(limits=(-0.0, 2)) == plain(limits=(0.0, 2))
    assert "-0," not in described([-0.0, 1.0], "symlog")


def test_colour_limits_are_known_before_drawing() -> None:
    _, ax = plt.subplots()
    ax.scatter([1, 2, 3], [1, 2, 3]).set_array([5, 7, 6])
    assert describe(ax.get_figure()).endswith("colour limits: 5 to 7")


def test_tiny_values_are_data_on_a_log_scale_only() -> None:
    assert "min 1e-80," in described([1e-80, 1e-40, 1.0], "log")
    assert "min 0," in described([1e-80, 1e-40, 1.0])


@pytest.mark.parametrize("tie", [0.1235, 0.1245, 2.675, 1235.0, 0.69315, 1e-5 * 1.005])
def test_noise_in_the_last_bits_does_not_change_the_text(tie: float) -> None:
    rng = np.random.default_rng(0)
    texts = {described(np.array([0, tie, 7]) * (1 + 1e-13 * rng.normal(size=3))) for _ in range(40)}
    single = {described(np.array([0, tie * (1 + k * 1e-7), 7], np.float32)) for k in range(-2, 3)}
    assert len(texts | single) == 1


def test_noise_at_a_level_does_not_change_the_text_of_a_contour() -> None:
    rng = np.random.default_rng(0)
    X, Y = np.meshgrid(np.arange(-3.0, 4), np.arange(-3.0, 4))
    texts = set()
    for noise in (0, *[1e-14] * 20):
        fig, ax = plt.subplots()
        Z = X**2 + Y**2 + noise * rng.normal(size=X.shape)
        ax.contour(X, Y, Z, levels=[1, 4, 9])  # through points of the grid
        ax.contourf(X, Y, Z, levels=[1, 4, 9])
        texts.add(describe(fig))
        plt.close(fig)
    assert len(texts) == 1
    assert "centre x: 1 point, 0\n" in texts.pop()


# --- show ----------------------------------------------------------------------------------


def test_show_displays_the_picture_then_its_caption(displayed: list[Any]) -> None:
    fig = lines()
    text = describe(fig)
    show(fig, "Two waves\n    that cross.")
    (picture, metadata), (caption, _) = displayed
    assert metadata == {"image/png": {"alt": "Two waves that cross."}}
    assert picture["text/plain"] == text
    assert set(picture) == {"image/png", "text/plain"}
    assert caption == {
        "text/markdown": "Two waves that cross.",
        "text/plain": "Two waves that cross.",
    }
    assert not plt.fignum_exists(fig.number)


def test_an_alt_text_is_no_markdown_but_a_caption_is(displayed: list[Any]) -> None:
    show(lines(), "Wages in $ rise by 5 * x_1, from $ 3.")
    show(lines(), "Two waves.", caption="**Figure**: $x_1$")
    assert displayed[1][0] == {
        "text/markdown": r"Wages in \$ rise by 5 \* x\_1, from \$ 3.",
        "text/plain": "Wages in $ rise by 5 * x_1, from $ 3.",
    }
    assert displayed[3][0] == dict.fromkeys(("text/markdown", "text/plain"), "**Figure**: $x_1$")
    assert displayed[2][1]["image/png"]["alt"] == "Two waves."


def test_the_picture_is_small_and_always_the_same(displayed: list[Any]) -> None:
    show(lines(), "Two waves.")
    show(lines(), "Two waves.")
    first, second = (base64.b64decode(displayed[i][0]["image/png"]) for i in (0, 2))
    assert first == second
    assert b"Software" not in first
    assert len(first) < 50_000
    width, height = struct.unpack(">II", first[16:24])
    assert 400 < width < 500 and 270 < height < 350


@pytest.mark.parametrize("alt", ["", "  \n", None, 3], ids=repr)
def test_show_wants_an_alt_text(alt: Any, displayed: list[Any]) -> None:
    with pytest.raises(ValueError, match="pass one or two sentences that say what one sees"):
        show(lines(), alt)
    assert displayed == []


def test_stored_picture_keeps_its_colours(displayed: list[Any]) -> None:
    """256 colours are stored: none is far off, also one of a few pixels in a coloured field."""
    fig, (left, right) = plt.subplots(1, 2)
    left.imshow(np.linspace(-1, 1, 900).reshape(30, 30), cmap="RdBu_r")
    for k, (colour, marker) in enumerate(zip(PALETTE, MARKERS, strict=True)):
        right.plot([k], [k], marker, color=colour, ms=3)
    drawn = io.BytesIO()
    fig.savefig(drawn, dpi="figure", bbox_inches="tight")
    show(fig, alt="A field of colours and seven small points.")
    stored = io.BytesIO(base64.b64decode(displayed[0][0]["image/png"]))
    pictures = [np.asarray(Image.open(png).convert("RGB"), int) for png in (drawn, stored)]
    assert np.abs(pictures[0] - pictures[1]).max() <= 16
    assert len(stored.getvalue()) < len(drawn.getvalue()) / 2


def test_show_wants_a_figure() -> None:
    with pytest.raises(TypeError, match=r"got Axes; pass the figure \(for axes: ax.get_figure"):
        show(lines().axes[0], "Two waves.")


def arrow(fig: Any, ax: Any) -> None:
    ax.add_patch(matplotlib.patches.FancyArrowPatch((0, 0), (1, 1)))


def zoom(fig: Any, ax: Any) -> None:
    ax.plot([0, 1, 2], [0, 1, 4])
    ax.indicate_inset_zoom(ax.inset_axes((0.5, 0.5, 0.4, 0.4)))


def solid(draw: str, *data: Any) -> Callable[[Any, Any], Any]:
    return lambda fig, ax: getattr(fig.add_subplot(projection="3d"), draw)(*data)


SQUARE = ([0, 1, 0, 1], [0, 0, 1, 1], [1.0, 2, 3, 5])
UNEQUAL = ([0, 1, 3], [0, 1], [[1, 2]])

# What is drawn, and the artists that the error may name in one or the other version.
UNKNOWN: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "table": ("Table", lambda fig, ax: ax.table([["1"]], loc="center")),
    "arrow": ("FancyArrowPatch", arrow),
    "pie": ("Wedge", lambda fig, ax: ax.pie([1, 2, 3], labels=["a", "b", "c"])),
    "hexbin": ("PolyCollection", lambda fig, ax: ax.hexbin([1, 2, 3], [1, 2, 3])),
    "barbs": ("Barbs", lambda fig, ax: ax.barbs([1, 2], [1, 2], [30, 20], [10, 20])),
    "streamplot": ("FancyArrowPatch", lambda fig, ax: ax.streamplot(*bowl(), bowl()[2])),
    "tripcolor": ("PolyCollection", lambda fig, ax: ax.tripcolor(*SQUARE)),
    "gouraud": ("TriMesh", lambda fig, ax: ax.tripcolor(*SQUARE, shading="gouraud")),
    "pcolor": ("PolyCollection|PolyQuadMesh", lambda fig, ax: ax.pcolor(*bowl(), shading="auto")),
    "unequal": ("PcolorImage", lambda fig, ax: ax.pcolorfast(*UNEQUAL)),
    "key": ("QuiverKey", lambda fig, ax: ax.quiverkey(ax.quiver([1], [1]), 0, 0, 1, "a")),
    "zoom": ("InsetIndicator|ConnectionPatch", zoom),
    "second x": ("SecondaryAxis", lambda fig, ax: ax.secondary_xaxis("top")),
    "second y": ("SecondaryAxis", lambda fig, ax: ax.secondary_yaxis("right")),
    "figimage": ("FigureImage", lambda fig, ax: fig.figimage(np.zeros((3, 3)))),
    "figure's shape": ("Circle", lambda fig, ax: fig.add_artist(matplotlib.patches.Circle((0, 0)))),
    "figure's line": ("Line2D", lambda fig, ax: fig.add_artist(Line2D([0, 1], [0, 1]))),
    "subfigure": ("SubFigure", lambda fig, ax: fig.subfigures()),
    "wireframe": ("Line3DCollection", solid("plot_wireframe", *bowl())),
    "plot_surface": ("Poly3DCollection", solid("plot_surface", *bowl())),
    "trisurf": ("Poly3DCollection", solid("plot_trisurf", *SQUARE)),
    "bar3d": ("Poly3DCollection", solid("bar3d", 1, 1, 0, 1, 1, 1)),
    "bar in 3-D": ("Patch3D", solid("bar", [1, 2], [3, 4], 1)),
    "quiver in 3-D": ("Line3DCollection", solid("quiver", 0, 0, 0, 1, 1, 1)),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_artist_without_words_is_an_error(case: str, displayed: list[Any]) -> None:
    name, draw = UNKNOWN[case]
    fig, ax = plt.subplots()
    draw(fig, ax)
    with pytest.raises(TypeError, match=rf"no words for a ({name}); draw with plot, .* instead"):
        show(fig, "Something.")
    assert displayed == []
    assert plt.get_fignums() == []  # or the notebook would draw it after the error


@pytest.mark.parametrize(
    ("wrong", "alt"), [("figure", ""), ("axes", "A line.")], ids=["no alt text", "axes"]
)
def test_a_refused_figure_is_closed(wrong: str, alt: str, displayed: list[Any]) -> None:
    fig, ax = plt.subplots()
    other = plt.figure()
    with pytest.raises((ValueError, TypeError), match="pass"):
        show(ax if wrong == "axes" else fig, alt)
    assert plt.get_fignums() == [other.number]


def test_what_is_not_visible_is_not_described() -> None:
    fig, (left, right) = plt.subplots(1, 2)
    left.plot([1, 2], label="hidden")[0].set_visible(False)
    right.set_title("hidden")
    right.set_visible(False)
    assert describe(fig) == "axes 1"


# --- helpers -------------------------------------------------------------------------------


def test_surface_wants_three_dimensions_and_equal_shapes() -> None:
    X, Y, Z = bowl()
    ax = plt.figure().add_subplot()
    with pytest.raises(TypeError, match="surface needs 3-D axes; make them with subplot_kw"):
        surface(ax, X, Y, Z)
    ax = plt.figure().add_subplot(projection="3d")
    for wrong in ((X.T, Y, Z), (X, Y, Z[0]), (X[0], Y[:, 0], Z[:3])):
        with pytest.raises(ValueError, match=r"as np\.meshgrid makes them"):
            surface(ax, *wrong)


def test_surface_takes_open_grids_and_keeps_a_copy() -> None:
    X, Y = np.ogrid[-1:1:5j, -1:1:4j]
    Z = X + Y
    fig = plt.figure()
    surface(fig.add_subplot(projection="3d"), X, Y, Z)
    text = describe(fig)
    assert "z: 5 x 4 points, min -2, max 2" in text
    Z += 1
    assert describe(fig) == text


def test_panels_are_as_many_as_asked() -> None:
    fig, axes = panels(5, columns=3, size=(2, 1), sharex=True)
    assert len(axes) == 5 and list(fig.axes) == axes
    assert fig.get_size_inches().tolist() == [6, 2]
    labelled = [ax.xaxis.get_major_ticks()[0].label1.get_visible() for ax in axes]
    assert labelled == [False, False, True, True, True]
    assert panels(1)[0].get_size_inches().tolist() == pytest.approx([2.4, 2.2])
    for n, columns in ((0, 3), (3, 0)):
        with pytest.raises(ValueError, match="is 0; wanted a whole number, 1 or more"):
            panels(n, columns)


def contrast(one: Any, other: Any) -> float:
    """(L1 + 0.05) / (L2 + 0.05) of the relative luminances, as WCAG 2 defines it."""

    def luminance(colour: Any) -> float:
        c = np.array(matplotlib.colors.to_rgb(colour))
        linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_style_is_opaque_and_readable_whatever_was_set_before() -> None:
    plt.style.use("dark_background")
    plt.rcParams["savefig.transparent"] = True
    use_style()
    style = plt.rcParams
    assert style["figure.figsize"] == [5, 3.5] and style["figure.dpi"] == 90
    page = style["figure.facecolor"]
    assert matplotlib.colors.to_rgba(page)[3] == 1 and style["savefig.transparent"] is False
    for key in ("text.color", "axes.labelcolor", "xtick.color", "ytick.color", "axes.titlecolor"):
        assert contrast(style[key], page) > 7
    assert style["axes.prop_cycle"].by_key()["color"] == list(PALETTE)
    assert all(contrast(colour, page) > 2 for colour in PALETTE)
    assert len(set(MARKERS)) == len(MARKERS) == len(set(PALETTE)) == len(PALETTE)


# --- in a real notebook --------------------------------------------------------------------

CELLS = [
    "import matplotlib.pyplot as plt\nfrom lazyutils.plotting import show, use_style\nuse_style()",
    "fig, ax = plt.subplots()\n"
    "ax.plot([0, 1, 2], [0, 1, 4], label='square')\n"
    "show(fig, 'A curve that rises.')",
    "print(plt.get_fignums())",
]


@pytest.fixture(scope="module")
def executed() -> Any:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    where = {"metadata": {"path": str(ROOT)}}
    nbclient.NotebookClient(notebook, timeout=120, resources=where).execute()
    return notebook


def test_a_notebook_stores_picture_alt_text_and_caption_once(executed: Any) -> None:
    setup, cell, after = (cell.outputs for cell in executed.cells)
    assert setup == []
    picture, caption = cell  # and no third, drawn by the notebook itself
    assert picture.output_type == caption.output_type == "display_data"
    assert picture.metadata == {"image/png": {"alt": "A curve that rises."}}
    assert base64.b64decode(picture.data["image/png"]).startswith(b"\x89PNG")
    assert picture.data["text/plain"].splitlines() == [
        "axes 1",
        "  line 'square' in C0",
        "    x: 3 points, min 0, max 2, mean 1, first 0, middle 1, last 2, mean step 1",
        "    y: 3 points, min 0, max 4, mean 1.67, first 0, middle 1, last 4, mean step 2",
    ]
    assert caption.data == dict.fromkeys(("text/markdown", "text/plain"), "A curve that rises.")
    assert [output.text for output in after] == ["[]\n"]


def test_jupyterlab_shows_the_caption_below_the_picture(executed: Any) -> None:
    page, _ = nbconvert.HTMLExporter(template_name="lab").from_notebook_node(executed)
    assert page.index("data:image/png;base64,") < page.index("<p>A curve that rises.</p>")
    assert "mean step" not in page  # the data in words is stored, not drawn


if __name__ == "__main__":
    FIGURES.mkdir(exist_ok=True)
    use_style()
    for figure in REFERENCES:
        (FIGURES / f"{figure.__name__}.txt").write_text(describe(figure()) + "\n", encoding="utf-8")
