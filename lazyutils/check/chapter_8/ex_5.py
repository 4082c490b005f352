"""8.5 The mood of a sentence; the truth counts words and takes a tanh."""

import re
import string
from collections.abc import Iterator

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import complement, with_answer, with_input
from lazyutils.datasets import count_words, words_of

_WEIGHTS = {"good": 0.7, "great": 1.5, "not": -1.1, "bad": -0.8, "don't": -0.9, "it": 0.05}


def _sentences() -> Iterator[tuple[str, list[str], Array, float]]:
    words, w = list(_WEIGHTS), np.array(list(_WEIGHTS.values()))
    yield "great, great sound", ["great", "bad"], np.array([1.0, -2.0]), 0.5
    yield "Not good; not BAD either.", words, w, 0.1
    yield "Don't buy it: it is bad, bad, bad!", words, w, -0.2
    yield 'A "great" sound, not-so-good bass', words, w, 0.2
    yield "Nothing known here", words, w, -0.4
    yield "", words, w, 0.3


def _by_counts(sentence: str, words: list[str], w: Array, b: float) -> float:
    a = float(count_words([sentence], words)[0].astype(float) @ w) + b
    return float(0.5 * (1 + np.tanh(a / 2)))


def _found_by(find: Wrong) -> Wrong:
    """The words of the sentence are found by other rules."""
    return lambda sentence, words, w, b: sigmoid(
        b + sum(w[words.index(word)] for word in find(sentence) if word in words)
    )


EXERCISE = FunctionExercise(
    id="8.5",
    name="score_sentence",
    parameters=("sentence", "words", "w", "b"),
    inputs=_sentences,
    expected=_by_counts,
    meaning="A sum over words: easy to explain, and deaf to their order.",
    errors=dict.fromkeys(
        ("KeyError", "is not in list", "StopIteration"),
        "Most words of a sentence are not among `words`: they have no weight, so leave them out.",
    ),
    shape_hint="One number, the probability for the whole sentence.",
    mistakes={
        "This is the activation a; its sigmoid is the probability.": with_answer(
            _by_counts, lambda p: np.log(p / (1 - p))
        ),
        "The bias b is missing.": with_input(_by_counts, 3, lambda b: 0.0),
        "A word counts each time it occurs, not once.": _found_by(lambda s: set(words_of(s))),
        "split() leaves commas and capital letters on the words; use words_of(sentence).": (
            _found_by(str.split)
        ),
        "split() leaves commas on the words; use words_of(sentence).": _found_by(
            lambda s: s.lower().split()
        ),
        "Your own rules part words in other places than words_of(sentence): use it.": [
            _found_by(lambda s: re.findall(r"\w+", s.lower())),
            _found_by(lambda s: [word.strip(string.punctuation) for word in s.lower().split()]),
        ],
        "You took the mean over the words; (8.15) is a sum.": lambda s, words, w, b: _by_counts(
            s, words, w / max(1, len(words_of(s))), b
        ),
        "The sign is the other way round: this is the probability of bad.": complement(_by_counts),
        "The bias is added for every word; it belongs to the sentence, "
        "once.": lambda s, words, w, b: _by_counts(s, words, w, b * len(words_of(s))),
    },
    typed={"so leave them out": ("weight.get(word, 0.0)", "weight[word]")},
)
