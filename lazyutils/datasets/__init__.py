"""The data of the curriculum, each set in one line, offline.

    >>> from lazyutils.datasets import load_census
    >>> load_census().shape
    (29501, 6)

`data/README.md` is the card of each set: where it comes from, its licence, its faults.
"""

from lazyutils.datasets.files import find_data
from lazyutils.datasets.pictures import EXPRESSIONS, faces_table, load_faces, load_mnist
from lazyutils.datasets.readers import find_fer2013, load_fer2013, load_mnist_csv, load_shop
from lazyutils.datasets.shapes import make_clouds, make_donut, make_moons, make_xor
from lazyutils.datasets.shop import (
    SHOP_ACTIONS,
    SHOP_FEATURES,
    ShopTruth,
    make_shop,
    shop_arrays,
    shop_truth,
)
from lazyutils.datasets.tables import (
    LONGLEY_CERTIFIED,
    load_census,
    load_longley,
    load_thyroid,
    load_wages,
)
from lazyutils.datasets.words import count_words, load_reviews, reviews_table, words_of

__all__ = [
    "EXPRESSIONS",
    "LONGLEY_CERTIFIED",
    "SHOP_ACTIONS",
    "SHOP_FEATURES",
    "ShopTruth",
    "count_words",
    "faces_table",
    "find_data",
    "find_fer2013",
    "load_census",
    "load_faces",
    "load_fer2013",
    "load_longley",
    "load_mnist",
    "load_mnist_csv",
    "load_reviews",
    "load_shop",
    "load_thyroid",
    "load_wages",
    "make_clouds",
    "make_donut",
    "make_moons",
    "make_shop",
    "make_xor",
    "reviews_table",
    "shop_arrays",
    "shop_truth",
    "words_of",
]
