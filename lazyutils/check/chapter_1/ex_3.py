"""1.3 Supervised or unsupervised; the truth is a list of ten letters with their reasons."""

from typing import Any

import numpy as np

from lazyutils.check.judge import ValueExercise, in_words

# What is on record in each situation, and so what kind of learning it is.
_SITUATIONS = (
    ("S", "the doctors' marks are the targets."),
    ("S", "every advert names its rent; a target may be a number."),
    ("U", "a log holds what visitors did, and nobody has named the groups."),
    ("S", "the use of each past day is on record; the future's answers are in the past."),
    ("U", "only the drawings are given; no one says which two numbers are right."),
    ("U", "nobody has noted which machines were faulty."),
    ("S", "the name on each recording is its target."),
    ("S", "the translation is the target; a target may be a whole sentence."),
    ("U", "the topics have not been listed, so no article carries one."),
    ("S", "what the hands did is the target, although no teacher wrote it down."),
)


def _judge_kinds(kinds: Any) -> str:
    if isinstance(kinds, np.ndarray):
        kinds = kinds.tolist()
    if isinstance(kinds, list | tuple) and all(isinstance(kind, str) for kind in kinds):
        kinds = "".join(kinds)
    if not isinstance(kinds, str):
        return f"kinds is {in_words(kinds)}; a text of ten letters is wanted, S or U."
    letters = "".join(kinds.split()).replace(",", "").upper()
    if set(letters) - set("SU"):
        return f"kinds is {in_words(kinds)}; use only the letters S (supervised) and U."
    if len(letters) != len(_SITUATIONS):
        return f"kinds has {len(letters)} letters; one for each of the ten situations is wanted."
    pairs = zip(letters, _SITUATIONS, strict=True)
    wrong = [place for place, (letter, (kind, _)) in enumerate(pairs) if letter != kind]
    if not wrong:
        return ""
    if len(wrong) == len(_SITUATIONS):
        return "All ten are the wrong way round: S is for supervised, with answers on record."
    if len(set(letters)) == 1:
        return "All ten letters are the same, but there are situations of both kinds."
    said = f"{len(wrong)} of 10 {'is' if len(wrong) == 1 else 'are'} not right. "
    return f"{said}Look at number {wrong[0] + 1} again: {_SITUATIONS[wrong[0]][1]}"


EXERCISE = ValueExercise(
    id="1.3",
    names=("kinds",),
    judge=_judge_kinds,
    meaning="Supervised means that an answer is on record for each example, whoever recorded it.",
    typed={
        "a target may be a number": 'kinds = "SUUUUUSSUS"',
        "nobody has named the groups": 'kinds = "SSSSUUSSSS"',
        "answers are in the past": 'kinds = "SSUUUUSSUS"',
        "which machines were faulty": 'kinds = "SSUSUSSSUS"',
        "a target may be a whole sentence": 'kinds = "SSUSUUSUUU"',
        "no article carries one": 'kinds = "SSUSUUSSSS"',
        "although no teacher wrote it down": 'kinds = "SSUSUUSSUU"',
        "All ten are the wrong way": 'kinds = "UUSUSSUUSU"',
        "situations of both kinds": "kinds = 'S' * 10",
        "kinds has 9 letters": 'kinds = "SSUSUUSSU"',
        "use only the letters": "kinds = ['supervised'] * 2",
        "a text of ten letters is wanted": "kinds = [True] * 10",
    },
)
