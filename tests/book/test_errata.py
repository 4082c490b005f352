"""Each mistake in ERRATA.md leads to cells that exist, and none of the map is left out."""

from __future__ import annotations

import re

from tests.support.books import CHAPTERS, ROOT, Book, written
from tools.index import items

ERRATA = (ROOT / "ERRATA.md").read_text(encoding="utf-8")
SECTIONS = {
    section[0]: section for section in re.split(r"^## Chapter ", ERRATA, flags=re.MULTILINE)[1:]
}


def cells_of(chapter: str) -> list[str]:
    """The cell ids that the chapter's entries name, after the word cell or cells."""
    runs = re.findall(r"\bcells? ((?:`[a-z0-9-]+`(?:, | and )?)+)", SECTIONS.get(chapter, ""))
    return [name for run in runs for name in re.findall(r"`([^`]+)`", run)]


def test_every_named_cell_is_there() -> None:
    for path in written():
        book = Book.read(path)
        missing = [name for name in cells_of(book.chapter) if book.cell(name) is None]
        assert missing == [], book.name


def test_each_entry_links_its_own_chapter_and_names_a_cell() -> None:
    assert list(SECTIONS) == sorted(SECTIONS)
    for chapter, section in SECTIONS.items():
        name = CHAPTERS[int(chapter) - 1]
        for entry in re.findall(r"^- .*$", section, re.MULTILINE):
            assert f"(notebooks/{name}.ipynb#" in entry, entry[:60]
            assert re.search(r"\bcells? `", entry), entry[:60]


def test_every_mistake_of_the_map_has_an_entry() -> None:
    """An item of the kind err shares a cell with the chapter's entries."""
    lost = [
        f"{item['chapter']}: {item['what']}"
        for item in items()
        if item["kind"] == "err" and not {*item["cells"]} & {*cells_of(str(item["chapter"]))}
    ]
    assert lost == []
