"""Keep what a learner's function changes in the process from staying changed."""

import contextlib
import decimal
import functools
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["unchanged_process"]


@contextlib.contextmanager
def unchanged_process() -> Iterator[None]:
    """Put back the settings of Python, numpy, pandas and matplotlib that the code inside changes.

    These are numpy's error handling and print options, both global random generators, the
    warnings filters, the decimal context, the standard streams, the trace and profile functions,
    the recursion limit, the working directory, the environment, pandas' options, and
    matplotlib's rcParams; figures that the code has opened are closed.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(np.errstate())
        stack.enter_context(np.printoptions())
        stack.enter_context(decimal.localcontext())
        stack.enter_context(warnings.catch_warnings())
        for keep in (_streams, _folder, _environment, _random, _pandas, _figures, _interpreter):
            stack.callback(keep())
        yield


def _streams() -> Callable[[], None]:
    streams = sys.stdin, sys.stdout, sys.stderr

    def put_back() -> None:
        sys.stdin, sys.stdout, sys.stderr = streams

    return put_back


def _folder() -> Callable[[], None]:
    try:
        folder = os.getcwd()
    except OSError:  # it was deleted: there is nothing to return to
        return lambda: None

    def put_back() -> None:
        with contextlib.suppress(OSError):
            os.chdir(folder)

    return put_back


def _environment() -> Callable[[], None]:
    variables = dict(os.environ)

    def put_back() -> None:
        if os.environ != variables:
            os.environ.clear()
            os.environ.update(variables)

    return put_back


def _random() -> Callable[[], None]:
    states = random.getstate(), np.random.get_state()  # noqa: NPY002 - kept, not used

    def put_back() -> None:
        random.setstate(states[0])
        np.random.set_state(states[1])  # noqa: NPY002

    return put_back


def _pandas() -> Callable[[], None]:
    values = [pd.get_option(name) for name in _option_names()]

    def put_back() -> None:
        for name, value in zip(_option_names(), values, strict=True):
            if pd.get_option(name) is not value:
                pd.set_option(name, value)

    return put_back


@functools.cache
def _option_names() -> tuple[str, ...]:
    """The full names of pandas' options, without those that warn when they are read."""

    def below(group: Any, before: str) -> Iterator[str]:
        for name in dir(group):
            value = getattr(group, name)
            if type(value) is type(pd.options):
                yield from below(value, f"{before}{name}.")
            else:
                yield before + name

    names = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = list(below(pd.options, ""))
        warnings.simplefilter("error")
        for name in found:
            with contextlib.suppress(Warning):
                pd.get_option(name)
                names.append(name)
    return tuple(names)


def _figures() -> Callable[[], None]:
    """The rcParams and the open figures, if matplotlib was imported at all."""
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is None:
        return lambda: None
    settings, numbers = plt.rc_context(), plt.get_fignums()
    current = plt.gcf().number if numbers else None
    settings.__enter__()

    def put_back() -> None:
        for number in set(plt.get_fignums()) - set(numbers):
            plt.close(number)
        if current in plt.get_fignums():
            plt.figure(current)
        settings.__exit__(None, None, None)

    return put_back


def _interpreter() -> Callable[[], None]:
    depth, profile = sys.getrecursionlimit(), sys.getprofile()

    def put_back() -> None:
        sys.setrecursionlimit(depth)
        if sys.getprofile() is not profile:
            sys.setprofile(profile)

    return put_back
