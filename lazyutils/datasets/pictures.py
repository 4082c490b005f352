"""Pictures as rows of grey values: handwritten digits and drawn faces."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lazyutils.datasets.files import read_npz

__all__ = ["EXPRESSIONS", "Pair", "faces_table", "grey", "load_faces", "load_mnist"]

Pair = tuple[NDArray[np.float32], NDArray[np.intp]]

EXPRESSIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""Names of the classes 0 to 6 of `load_faces` and `load_fer2013`."""


def load_mnist() -> tuple[Pair, Pair]:
    """MNIST, handwritten digits, in the official split: 60,000 to train and 10,000 to test.

    Returns `(X_train, T_train), (X_test, T_test)`:
        X  float32, N x 784, grey values from 0 (paper) to 1 (ink); a row is a picture of
           28 x 28, line by line: `X[n].reshape(28, 28)`
        T  np.intp, N, the digit 0 to 9

    Errors: as `read_bytes` and `find_data`.
    Source: LeCun, Cortes and Burges; see `data/README.md`.

    >>> (X_train, T_train), (X_test, T_test) = load_mnist()
    >>> X_train.shape, X_test.shape, T_train[:5].tolist()
    ((60000, 784), (10000, 784), [5, 0, 4, 1, 9])
    """
    data = read_npz("mnist.npz")
    return (
        (grey(data["X_train"]), data["T_train"].astype(np.intp)),
        (grey(data["X_test"]), data["T_test"].astype(np.intp)),
    )


def load_faces() -> tuple[Pair, Pair, Pair]:
    """Drawn faces with six expressions (drawings, never photographs), 48 x 48 grey.

    Returns `(X_train, T_train), (X_test, T_test), (X_unseen, T_unseen)`:
        X  float32, N x 2304, from 0 (black) to 1 (white); `X[n].reshape(48, 48)`
        T  np.intp, N, the number of the expression in `EXPRESSIONS`: FER2013's numbers, so that
           the same cells run on both. No drawn face shows disgust: 1 does not occur.

    Train and test are one drawing style with different identities: nobody is in both. Unseen
    has two other styles, and one of them lacks fear and surprise. `faces_table` tells style and
    identity of each picture.

    Errors: as `read_bytes` and `find_data`.
    Source: three styles of DiceBear; see `data/README.md` for artists and licences.

    >>> (X_train, T_train), (X_test, T_test), (X_unseen, T_unseen) = load_faces()
    >>> X_train.shape, X_test.shape, X_unseen.shape
    ((1440, 2304), (480, 2304), (800, 2304))
    """
    data = read_npz("faces.npz")
    train, test, unseen = (data["part"] == part for part in range(3))
    X, T = grey(data["X"]), data["T"].astype(np.intp)
    return (X[train], T[train]), (X[test], T[test]), (X[unseen], T[unseen])


def faces_table() -> pd.DataFrame:
    """Who and what each drawn face is: a row a picture, in the order of `load_faces`' three parts.

    Columns: part (`train`, `test` or `unseen`), style (name of the drawing style), identity
    (np.intp, the person, counted from 0 in each style), expression (name).

    >>> faces_table().groupby("part", sort=False)["style"].unique().map(list).to_dict()
    {'train': ['open-peeps'], 'test': ['open-peeps'], 'unseen': ['micah', 'dylan']}
    """
    data = read_npz("faces.npz")
    return pd.DataFrame(
        {
            "part": data["parts"][data["part"]].tolist(),
            "style": data["styles"][data["style"]].tolist(),
            "identity": data["identity"].astype(np.intp),
            "expression": data["expressions"][data["T"]].tolist(),
        }
    )


def grey(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Whole numbers 0 to 255 as float32 from 0 to 1."""
    return np.divide(pixels, np.float32(255), dtype=np.float32)
