"""Sentences of product reviews as bags of words: which words, how often, no order."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lazyutils.datasets.files import read_npz

__all__ = ["count_words", "load_reviews", "reviews_table", "words_of"]

_Rated = tuple[NDArray[np.float32], NDArray[np.float64]]


def words_of(sentence: str) -> list[str]:
    """Words of `sentence` in order, in small letters; an apostrophe inside stays.

    Only the letters a to z count, as in the shipped counts: figures and other signs part words.

    >>> words_of("Don't buy it: the 2nd battery was NOT good.")
    ["don't", 'buy', 'it', 'the', 'nd', 'battery', 'was', 'not', 'good']
    """
    if not isinstance(sentence, str):
        raise ValueError(f"sentence is {sentence!r:.40}; wanted one string")
    return re.findall(r"[a-z]+(?:'[a-z]+)*", sentence.lower().replace("’", "'"))


def count_words(sentences: list[str], words: list[str]) -> NDArray[np.float32]:
    """How often each of `words` (D) occurs in each of `sentences` (N): N x D, float32.

    Words that are not in `words` are passed over. The columns fit `load_reviews`:

    >>> (X_train, _), _, words = load_reviews()
    >>> x = count_words(["great sound, great price"], words)
    >>> x.shape == (1, X_train.shape[1]), float(x[0, words.index("great")])
    (True, 2.0)

    Errors: `ValueError` for a single string, which would be taken letter by letter, for anything
    else that is no list of strings, for a word twice, and for one that no sentence can hold, such
    as "Great" with its capital.
    """
    for name, strings in (("sentences", sentences), ("words", words)):
        if isinstance(strings, str):
            raise ValueError(f"{name} is one string; pass a list of {name}, as in [...]")
        if not all(isinstance(string, str) for string in strings):
            raise ValueError(f"{name} holds something else than strings; a list of them is wanted")
    for word in words:
        if words_of(word) != [word]:
            raise ValueError(f"words holds {word!r}; wanted words as words_of gives them")
    column = {word: j for j, word in enumerate(words)}
    if len(column) < len(words):
        twice = next(word for j, word in enumerate(words) if column[word] != j)
        raise ValueError(f"words holds {twice!r} twice; wanted each word once")
    X = np.zeros((len(sentences), len(words)), dtype=np.float32)
    for i, sentence in enumerate(sentences):
        for word in words_of(sentence):
            if word in column:
                X[i, column[word]] += 1
    return X


def load_reviews(min_count: int = 2) -> tuple[_Rated, _Rated, list[str]]:
    """Word counts of 3,708 sentences from 300 reviews of electronics, and how people rated them.

    Returns `(X_train, rating_train), (X_test, rating_test), words`:
        X       float32, N x D, X[n, j] = how often words[j] occurs in sentence n
        rating  float64, N, mean of 20 or more people's ratings, −4 (bad) to 4 (good)
        words   list of D strings in alphabetical order

    All sentences of one review are on the same side (`reviews_table` tells which review).
    `min_count` keeps the words that occur in at least so many *training* sentences, so that the
    test sentences decide nothing; 1 keeps every word of the training sentences.

    Errors: `ValueError` for a `min_count` that is no whole number of 1 or more, or so large that
    no word is left; else as `read_bytes` and `find_data`.
    Source: Hutto and Gilbert 2014, Hu and Liu 2004; see `data/README.md`.

    >>> (X_train, rating_train), (X_test, rating_test), words = load_reviews()
    >>> len(X_train) + len(X_test), len(words) == X_train.shape[1]
    (3708, True)
    """
    whole = isinstance(min_count, int | np.integer) and not isinstance(min_count, bool)
    if not whole or min_count < 1:
        raise ValueError(f"min_count is {min_count!r}; a whole number of 1 or more is wanted")
    data = read_npz("reviews.npz")
    rating, is_test = data["rating"], data["is_test"]
    X = np.zeros((len(rating), len(data["words"])), dtype=np.float32)
    X[data["row"], data["column"]] = data["count"]
    found = (X[~is_test] > 0).sum(axis=0)
    if min_count > found.max():
        raise ValueError(
            f"min_count is {min_count}; no word is in more than {found.max()} sentences"
        )
    kept = found >= min_count
    X = X[:, kept]
    words = data["words"][kept].tolist()
    return (X[~is_test], rating[~is_test]), (X[is_test], rating[is_test]), words


def reviews_table() -> pd.DataFrame:
    """Where each sentence comes from: a row a sentence, training first, as `load_reviews` orders.

    Columns: review (np.intp, number of the review), sentence (np.intp, its place in the review),
    rating (float64, −4 to 4), part (`train` or `test`).

    >>> table = reviews_table()
    >>> train, test = (set(table["review"][table["part"] == p]) for p in ("train", "test"))
    >>> len(train & test)
    0
    """
    data = read_npz("reviews.npz")
    return pd.DataFrame(
        {
            "review": data["review"].astype(np.intp),
            "sentence": data["sentence"].astype(np.intp),
            "rating": data["rating"],
            "part": np.where(data["is_test"], "test", "train"),
        }
    )
