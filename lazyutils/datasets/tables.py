"""Tables of people and of years, as pandas DataFrames."""

import io

import numpy as np
import pandas as pd

from lazyutils.datasets.files import read_bytes

__all__ = [
    "LONGLEY_CERTIFIED",
    "load_census",
    "load_longley",
    "load_thyroid",
    "load_wages",
    "read_csv",
]

LONGLEY_CERTIFIED = {
    "bias": -3482258.63459582,
    "GNPDEFL": 15.0618722713733,
    "GNP": -0.0358191792925910,
    "UNEMP": -2.02022980381683,
    "ARMED": -1.03322686717359,
    "POP": -0.0511041056535807,
    "YEAR": 1829.15146461355,
}
"""NIST's certified coefficients of `load_longley`, TOTEMP on the other six, to 15 digits.

Source: NIST Statistical Reference Datasets, Longley (certified by multiple-precision arithmetic).
"""


def load_census() -> pd.DataFrame:
    """Income and schooling of 29,501 working people, US census of 2000.

    Columns: state (str), puma (area, a name), educ (years), lweekinc (float64, natural logarithm
    of the weekly income in US dollars), exper (years), expersq (years²); int64 where not said.
    The card in `data/README.md` has source, licence and faults. Errors: as `read_bytes`.

    >>> people = load_census()
    >>> people.shape
    (29501, 6)
    >>> print(f"{people['educ'].mean():.2f} years of schooling")
    13.27 years of schooling
    """
    return read_csv("census_income.csv", floats=("lweekinc",))


def load_wages() -> pd.DataFrame:
    """Hourly wages of 526 US workers, Current Population Survey of 1976.

    Columns: wage (float64, US dollars an hour) and lwage, its natural logarithm; educ, exper and
    tenure (int64, years), expersq and tenursq (years²), numdep (dependants), and 16 of 0 and 1.
    The card in `data/README.md` explains each. Errors: as `read_bytes`.

    >>> load_wages().shape
    (526, 24)
    """
    return read_csv("wages_1976.csv", floats=("wage", "lwage"))


def load_longley() -> pd.DataFrame:
    """The US economy in 16 years, 1947 to 1962: six nearly collinear features (Longley 1967).

    Columns, float64: TOTEMP (people in work, thousands), the target; GNPDEFL (1954 = 100), GNP
    (millions of US dollars), UNEMP, ARMED and POP (thousands of people), YEAR. The card is in
    `data/README.md`; `LONGLEY_CERTIFIED` has NIST's coefficients. Errors: as `read_bytes`.

    >>> load_longley().shape
    (16, 7)
    >>> list(LONGLEY_CERTIFIED)
    ['bias', 'GNPDEFL', 'GNP', 'UNEMP', 'ARMED', 'POP', 'YEAR']
    """
    return read_csv("longley.csv", floats=("GNPDEFL",)).astype(np.float64)


def load_thyroid() -> pd.DataFrame:
    """Blood tests of 4,757 patients, and whether they had hypothyroidism (9.7 % had).

    Columns: TSH (mIU/L), T3 and TT4 (nmol/L), T4U (ratio) and FTI (about TT4 / T4U), float64 in
    the units that the values suggest; diagnosis (str, the source's code); hypothyroid (int64, 1
    or 0). One row a patient. The card in `data/README.md` says what only complete rows leave
    out. Errors: as `read_bytes`.

    >>> patients = load_thyroid()
    >>> print(f"{len(patients):,} patients, {1 - patients['hypothyroid'].mean():.1%} without")
    4,757 patients, 90.3% without
    """
    return read_csv("thyroid.csv", floats=("TSH", "T3", "TT4", "T4U", "FTI"))


def read_csv(name: str, floats: tuple[str, ...]) -> pd.DataFrame:
    """The shipped table `name`; `floats` names its columns of numbers that are not whole."""
    # `float` takes the double nearest to the text; older pandas' own parser can miss it by one.
    converters = dict.fromkeys(floats, float)
    return pd.read_csv(io.BytesIO(read_bytes(name)), converters=converters)
