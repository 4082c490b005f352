"""Chapter 8's face cells, run on a FER2013 file in the data folder instead of the drawings."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import matplotlib.figure
import numpy as np
import pytest

import lazyutils.plotting
from lazyutils.datasets import EXPRESSIONS
from tests.support.books import Book, written

CHAPTER = next((path for path in written() if path.name.startswith("08")), None)
# What the cells of the faces use.
NEEDED = ["setup", "quiet", "reviews", "balanced", "hidden-layer", "hidden-train"]
COUNTS = {  # of the seven classes, disgust rare as in the real file
    "Training": [40, 4, 40, 70, 48, 32, 50],
    "PublicTest": [10, 3, 10, 18, 12, 8, 12],
    "PrivateTest": [10, 3, 10, 18, 12, 8, 12],
}


def write_file(path: Path) -> None:
    """A file of FER2013's format: noise with a bright bar at a height that tells the class."""
    rng = np.random.default_rng(2013)
    lines = ["emotion,pixels,Usage"]
    for usage, counts in COUNTS.items():
        for k in rng.permutation(np.repeat(np.arange(7), counts)):
            picture = rng.integers(0, 120, size=(48, 48))
            picture[6 * k : 6 * k + 6] += 100
            lines.append(f"{k},{' '.join(map(str, picture.ravel()))},{usage}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, str], Any]:
    """The names after the last cell, what each cell printed, and the figures with their texts."""
    if CHAPTER is None:
        pytest.skip("chapter 8 is not there")
    data = tmp_path_factory.mktemp("data")
    for file in (CHAPTER.parents[1] / "data").iterdir():
        if file.is_file() and not file.name.lower().startswith(("fer", "icml", "challenges")):
            (data / file.name).write_bytes(file.read_bytes())
    write_file(data / "fer2013.csv")

    code = {cell.id: cell.source for cell in Book.read(CHAPTER).cells if cell.cell_type == "code"}
    ids = list(code)
    faces = ids[ids.index("faces") : ids.index("hidden-filters") + 1]
    figures: dict[str, tuple[matplotlib.figure.Figure, str]] = {}
    printed: dict[str, str] = {}
    names: dict[str, Any] = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAZYUTILS_DATA", str(data))
        for id in NEEDED + faces:
            patch.setattr(
                lazyutils.plotting,
                "show",
                lambda fig, alt, caption="", id=id: figures.update({id: (fig, alt + caption)}),
            )
            names["show"] = lazyutils.plotting.show
            with contextlib.redirect_stdout(io.StringIO()) as said:
                exec(code[id], names)
            printed[id] = said.getvalue()
    return names, printed, figures


def test_the_readers_file_is_taken(run: Any) -> None:
    _, printed, _ = run
    first, *rows = printed["faces"].splitlines()
    assert first.startswith("photographs of FER2013: 284 to train, 73 to test, 73 in a third part")
    for k, row in enumerate(rows):
        assert row.split() == [str(k), EXPRESSIONS[k]] + [str(c[k]) for c in COUNTS.values()]


def test_both_models_learn_it(run: Any) -> None:
    names, printed, _ = run
    assert names["accuracy"](names["T_face_test"], names["said_face"]) > 0.9
    assert names["classify"](names["face_net"], names["S_test"]).shape == (73,)
    assert names["face_model"].W.shape == (2304, 7)
    assert "private test photographs" in printed["neg-unseen"]
    assert all("nan" not in text for text in printed.values())


def test_figures_show_all_seven_classes(run: Any) -> None:
    _, _, figures = run
    pictures = {id: sum(len(ax.images) for ax in fig.axes) for id, (fig, _) in figures.items()}
    assert pictures["faces-look"] == 14
    assert pictures["faces-weights"] == 7
    assert pictures["hidden-filters"] == 14
    assert pictures["faces-wrong"] <= 12
    assert pictures["unseen-fig"] == 8
    labels = [text.get_text() for text in figures["faces-confusion"][0].axes[0].get_xticklabels()]
    assert labels == list(EXPRESSIONS)


def test_no_figure_calls_photographs_drawn(run: Any) -> None:
    _, _, figures = run
    said = {
        id: text + (fig._suptitle.get_text() if fig._suptitle else "")
        for id, (fig, text) in figures.items()
    }
    assert [id for id, text in said.items() if "drawn" in text or "Drawn" in text] == []
