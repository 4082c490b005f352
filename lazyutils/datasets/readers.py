"""Tables that a reader brings: read whole and checked, or refused with file, line and reason."""

import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lazyutils.datasets.files import find_data
from lazyutils.datasets.pictures import EXPRESSIONS, Pair, grey
from lazyutils.datasets.rows import Table, open_table
from lazyutils.datasets.shop import SHOP_ACTIONS, SHOP_COLUMNS, kinds
from lazyutils.datasets.sniff import shown
from lazyutils.datasets.tables import read_csv

__all__ = [
    "USAGES",
    "AnyPath",
    "Pictures",
    "find_fer2013",
    "load_fer2013",
    "load_mnist_csv",
    "load_shop",
]

AnyPath = str | os.PathLike[str]

USAGES = ("Training", "PublicTest", "PrivateTest")
_LABELS = ("label", "class", "digit", "target")

# --- FER2013 -----------------------------------------------------------------------------------

_FACE_COLUMNS = ("emotion", "pixels", "Usage")
_FACE_TABLES = ("fer2013.csv", "icml_face_data.csv")  # in an archive the first is taken
# How the names of files begin that hold FER2013; the last two may hold something else.
_FACE_NAMES = ("fer2013", "icml_face_data", "challenges_in_representation_learning")
_CHALLENGE = ("train.csv", "test.csv")


def load_fer2013(path: AnyPath | None = None) -> tuple[Pair, Pair, Pair]:
    """The real FER2013: 35,887 photographs of faces with 7 expressions, 48 x 48 grey.

    It is not shipped. Get `fer2013.tar.gz` or `icml_face_data.csv` from its makers' challenge and
    put it in the folder `data`, where `find_fer2013` looks when no `path` is given.

    Format: columns `emotion,pixels,Usage` in any order; emotion 0 to 6 as in `EXPRESSIONS`; pixels
    2304 whole numbers from 0 to 255 parted by spaces; Usage Training, PublicTest or PrivateTest.
    The file may be packed (gzip, bzip2, xz, zip, tar). One without Usage, as the challenge's own
    `train.csv`, is refused: no official split can be made from it.

    Returns `(X_train, T_train), (X_public, T_public), (X_private, T_private)`:
        X  float32, N x 2304, from 0 (black) to 1 (white); `X[n].reshape(48, 48)`
        T  np.intp, N, 0 to 6

    Errors: `FileNotFoundError` if there is no such file; `ValueError` that reads
    `FILE, line N: reason`, or `FILE: what it is and what to do`, for anything that is not as
    above. All rows come back, or none.
    Source: Goodfellow et al., "Challenges in representation learning: a report on three machine
    learning contests" (2013).
    """
    path = find_fer2013() if path is None else path
    if path is None:
        raise FileNotFoundError(
            f"{find_data() / _FACE_TABLES[0]} is not there. FER2013 is not shipped with this "
            "project: get it from its makers' challenge and put it there, or pass its path to "
            "load_fer2013."
        )
    X: dict[str, list[NDArray[np.uint8]]] = {usage: [] for usage in USAGES}
    T: dict[str, list[int]] = {usage: [] for usage in USAGES}
    known = {usage.casefold(): usage for usage in USAGES}
    with open_table(path, _FACE_TABLES) as table:
        order = _face_order(table)
        for emotion, pixels, said in table.rows(order, one_digit=order[:1]):
            usage = known.get(said.strip().casefold())
            if usage is None:
                raise table.fault(f"Usage is {shown(said)}; one of {', '.join(USAGES)} is wanted")
            T[usage].append(table.whole(emotion, "emotion", len(EXPRESSIONS) - 1))
            X[usage].append(table.pixels(pixels.strip(), " ", 48 * 48))
        if absent := [usage for usage in USAGES if not T[usage]]:
            raise table.fault(f"the file ends without a row of Usage {absent[0]}; is it cut short?")
    train, public, private = (_pair(X.pop(usage), T[usage]) for usage in USAGES)
    return train, public, private


def find_fer2013() -> Path | None:
    """FER2013 in the data folder, by any name that people have it under, or None if it is not.

    Looked for: `fer2013` and `icml_face_data` with any ending and in any case, a folder of such a
    name with the table in it, the challenge's archive, and its `train.csv` and `test.csv` if they
    have a column of pixels. Of several that are right the first in this order is taken, and a
    warning says so.

    Errors: `ValueError` or `FileNotFoundError` that says what a file of such a name is and what
    to do, if none is right. Only the header is read, so the rows may still be refused later.
    """
    right: list[Path] = []
    wrong: list[ValueError | OSError] = []
    for path in _face_files(find_data()):
        try:
            with open_table(path, _FACE_TABLES) as table:
                if not _is_challenge(path) or {"emotion", "pixels"} & set(table.columns):
                    _face_order(table)
                    right.append(path)
        except (ValueError, OSError) as error:
            wrong.append(error)
    if len(right) > 1:
        others = ", ".join(path.name for path in right[1:])
        warnings.warn(f"{right[0]} is taken; there are also {others}", stacklevel=2)
    if wrong and not right:
        raise wrong[0]
    return right[0] if right else None


def _face_files(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Files that may be FER2013 by their name, the likeliest first."""
    entries = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    for wanted in (*_FACE_NAMES, *_CHALLENGE):
        for path in entries:
            name = re.sub(r"[- ]", "_", path.name.casefold()).replace("fer_2013", "fer2013")
            if not name.startswith(wanted):
                continue
            inside = list(_face_files(path, depth + 1)) if path.is_dir() and depth < 2 else []
            yield from inside or [path]


def _is_challenge(path: Path) -> bool:
    return path.name.casefold().startswith(_CHALLENGE)


def _face_order(table: Table) -> list[int]:
    try:
        return table.order(_FACE_COLUMNS)
    except ValueError as error:
        if "pixels" not in table.columns or "usage" in table.columns:
            raise
        advice = "Get `fer2013.tar.gz` or `icml_face_data.csv` from the same page"
        if "emotion" not in table.columns:
            raise ValueError(
                f"{error}. Faces without a label, as in the challenge's test.csv, cannot be "
                f"learned from or scored. {advice}."
            ) from None
        new = str(table.found.path.with_name("fer2013_split.csv"))
        code = (
            "t = READ, skipinitialspace=True); t.columns = t.columns.str.strip(); "
            "t.assign(Usage=np.resize(['Training'] * 8 + ['PublicTest', 'PrivateTest'], len(t)))"
            f".to_csv({new!r}, index=False)"
        )
        raise ValueError(
            f"{error}. Usage says which faces are for training and which for the tests; without "
            f"it, as in the challenge's train.csv, there is no official split. {advice}. If you "
            "have no other, this gives it a split of your own, whose scores are comparable with "
            f"nobody's: {table.line_of_code(code)}"
        ) from None


# --- MNIST -------------------------------------------------------------------------------------

Pictures = NDArray[np.float32]


@overload
def load_mnist_csv(path: AnyPath, *, labels: Literal[True] = ...) -> Pair: ...
@overload
def load_mnist_csv(path: AnyPath, *, labels: Literal[False]) -> Pictures: ...
def load_mnist_csv(path: AnyPath, *, labels: bool = True) -> Pair | Pictures:
    """Your own table of digits, such as Kaggle's `train.csv`: a label and 784 pixels a row.

    The label is 0 to 9, in a column named label, class, digit or target. A pixel is a whole
    number from 0 (paper) to 255 (ink); the columns are named `pixel0` to `pixel783`, `pixel1` to
    `pixel784` (any word, or none, before the number), or `1x1` to `28x28` in this order. An
    unnamed first column of row numbers is passed over. The file may be packed, as in
    `load_fer2013`.

    Without a header the label is the first or the last of 785 numbers: the one that has two or
    more of the values 0 to 9 and no other, if the other end is all 0 (a corner of the paper) or
    goes above 9. Where this does not tell, the file is refused.

    Returns X, float32, N x 784, from 0 to 1, and T, np.intp, N, as `load_mnist`. With
    `labels=False` X alone, for a table without labels; if it has labels they are left out.

    Errors: as `load_fer2013`; also `ValueError` for a table without labels unless `labels=False`.
    """
    if not isinstance(labels, bool | np.bool_):
        raise ValueError(f"labels is {labels!r}; True or False is wanted")
    with open_table(path) as table:
        numbers = [name.isascii() and name.isdigit() for name in table.columns]
        if numbers and all(numbers):
            X, T = _digits_by_place(table, bool(labels))
        else:
            X, T = _digits_by_name(table, bool(labels))
    return _pair(X, T) if labels else grey(np.stack(X))


_Rows = tuple[list[NDArray[np.uint8]], list[int]]


def _digits_by_name(table: Table, labels: bool) -> _Rows:
    at = [i for i, name in enumerate(table.columns) if name in _LABELS]
    pixels = [i for i in range(len(table.columns)) if i not in at]
    places = _places([table.columns[i] for i in pixels])
    if len(at) > 1 or places is None:
        # Says what is wrong, seen from the usual names.
        table.order((table.columns[at[0]] if at else "label", *_names(0)))
        raise table.fault("the header is not as in load_mnist_csv")
    if labels and not at:
        raise table.fault(f"the header lacks 'label'; {_without_labels(table)}")
    order = [*at, *(pixels[i] for i in places)]
    X, T = [], []
    for row in table.rows(order, one_digit=at):
        if at:
            T.append(table.whole(row.pop(0), "label", 9))
        X.append(table.pixels(",".join(row), ",", 784))
    return X, T


def _names(first: int) -> list[str]:
    return [f"pixel{i}" for i in range(first, first + 784)]


def _places(names: list[str]) -> list[int] | None:
    """Which of the columns `names` holds pixel 0, pixel 1, and so on; None if they do not say."""
    for first in (0, 1):
        square = [f"{r}x{c}" for r in range(first, first + 28) for c in range(first, first + 28)]
        if names == square:  # in another order, rows and columns of the picture may be exchanged
            return list(range(784))
        found = [re.fullmatch(r"(\D*)(\d{1,3})", name) for name in names]
        number = {int(match[2]): i for i, match in enumerate(found) if match}
        words = {match[1] for match in found if match}
        if len(names) == 784 and len(words) == 1 and sorted(number) == [*range(first, first + 784)]:
            return [number[i] for i in range(first, first + 784)]
    return None


def _digits_by_place(table: Table, labels: bool) -> _Rows:
    """The table has no names: its first line holds numbers, pixels or just 0, 1, 2, ..."""
    wide = len(table.columns)
    if wide not in (784, 785):
        raise table.fault(f"{wide} numbers and no header; 784 pixels and a label are wanted")
    if wide == 784 and labels:
        raise table.fault(f"no header, and 784 numbers; {_without_labels(table)}")
    counted = [*map(str, range(wide))], [*map(str, range(1, wide + 1))]
    first = table.columns not in counted
    rows = [table.pixels(",".join(row), ",", wide) for row in table.rows(range(wide), first=first)]
    if wide == 784:
        return rows, []
    ends = np.stack([(row[0], row[-1]) for row in rows])
    digits = [len(set(end)) > 1 and max(end) <= 9 for end in ends.T.tolist()]
    others = [max(end) > 9 or max(end) == 0 for end in ends.T.tolist()]
    if digits[0] and others[1]:
        return [row[1:] for row in rows], ends[:, 0].tolist()
    if digits[1] and others[0]:
        return [row[:-1] for row in rows], ends[:, 1].tolist()
    skip = "" if first else ", skiprows=1"
    code = f"t = READ, dtype=str, header=None{skip}); t.columns = NAMES; t.to_csv(CSV, index=False)"
    pixels = "*(f'pixel{i}' for i in range(784))"
    lines = [
        table.line_of_code(code.replace("NAMES", names))
        for names in (f"['label', {pixels}]", f"[{pixels}, 'label']")
    ]
    table.line = 1
    raise table.fault(
        "785 numbers and no header, and the numbers do not tell whether the label is the first "
        f"or the last of them. If it is the first: {lines[0]} If it is the last: {lines[1]}"
    )


def _without_labels(table: Table) -> str:
    call = f"load_mnist_csv({str(table.found.path)!r}, labels=False)"
    return f"without labels, as in a test set, X alone is read by `X = {call}`"


def _pair(X: list[NDArray[np.uint8]], T: list[int]) -> Pair:
    return grey(np.stack(X)), np.array(T, dtype=np.intp)


# --- the shop ----------------------------------------------------------------------------------


def load_shop(path: AnyPath | None = None) -> pd.DataFrame:
    """5,000 made-up visits of a web shop, or with a `path` your own table of the same columns.

    Columns (units):
        is_mobile             int64    1 on a mobile device, else 0
        n_products_viewed     int64    products looked at (count), 0 or more
        visit_duration        float64  time on the site (minutes), 0 or more
        is_returning_visitor  int64    1 if here before, else 0
        time_of_day           int64    0 night (0 to 6 h), 1 morning (6 to 12 h),
                                       2 afternoon (12 to 18 h), 3 evening (18 to 24 h)
        user_action           int64    0 bounce, 1 add to cart, 2 begin checkout,
                                       3 finish checkout

    Visits are independent of each other, so any split of the rows is fair. Your own table may
    come from a spreadsheet: columns in another order, parted by semicolons or tabs, with decimal
    commas, True for 1, row numbers in an unnamed first column, empty columns and rows, UTF-16,
    packed. Durations whose sign may be a decimal or a thousands sign are refused.

    Errors: as `load_fer2013` for a table that is not as above; else as `read_bytes`.
    Source: `make_shop`, documented there and in `data/README.md`. It is synthetic.

    >>> visits = load_shop()
    >>> visits.shape
    (5000, 6)
    """
    if path is None:
        return read_csv("shop.csv", floats=("visit_duration",))
    with open_table(path) as table:
        order = table.order(SHOP_COLUMNS)
        lines = [(table.line, row) for row in table.rows(order, one_digit=[order[0], *order[3:]])]
        sign = _decimal_sign(table, [(line, row[2].strip()) for line, row in lines])
        visits = []
        for line, (mobile, products, minutes, returning, time, action) in lines:
            table.line = line
            visits.append(
                (
                    table.yes(mobile, "is_mobile"),
                    table.whole(products, "n_products_viewed", None),
                    _minutes(table, minutes, sign),
                    table.yes(returning, "is_returning_visitor"),
                    table.whole(time, "time_of_day", 3),
                    table.whole(action, "user_action", len(SHOP_ACTIONS) - 1),
                )
            )
    return pd.DataFrame(visits, columns=list(SHOP_COLUMNS)).astype(kinds())


def _decimal_sign(table: Table, durations: list[tuple[int, str]]) -> str:
    """ "." or ",", whichever parts the fractions; a fault where the durations do not tell."""
    marked = [(line, text) for line, text in durations if "." in text or "," in text]
    signs = {sign for _, text in marked for sign in text if sign in ".,"}
    if not signs or (signs == {"."} and table.delimiter == ","):
        return "."
    grouped = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+")  # 1.120 or 12,345,678
    if len(signs) == 1 and not all(grouped.fullmatch(text) for _, text in marked):
        return signs.pop()
    both = [(line, text) for line, text in marked if "." in text and "," in text]
    table.line, text = (both or marked)[0]
    last = max(text.rfind("."), text.rfind(","))
    sign, other = (text[last], "," if text[last] == "." else ".")
    save = "READ, OPTIONS).to_csv(CSV, index=False)"
    decimal = table.line_of_code(save.replace("OPTIONS", f"decimal={sign!r}, thousands={other!r}"))
    if both:
        reason = f"has a sign for thousands. Take it out: {decimal}"
    elif len(signs) == 2:
        reason = "has a decimal sign that others have not. Use one sign in the whole column"
    else:
        thousands = f"decimal={other!r}, thousands={sign!r}"
        grouping = table.line_of_code(save.replace("OPTIONS", thousands))
        whole = re.sub(r"\D", "", text)
        fraction = text.replace(sign, ".", 1)
        reason = f"may be {whole} or {fraction}. If it is {whole}: {grouping} If not: {decimal}"
    raise table.fault(f"visit_duration is {shown(text)}, which {reason}")


def _minutes(table: Table, text: str, sign: str) -> float:
    """`text` as a finite number of 0 or more."""
    plain = text.replace(sign, ".")
    try:
        number = float(plain if plain.isascii() and "_" not in plain else "nan")
    except ValueError:
        number = np.nan
    if not 0 <= number < np.inf:
        raise table.fault(f"visit_duration is {shown(text)}; minutes of 0 or more are wanted")
    return number
