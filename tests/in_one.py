# SPDX-License-Identifier: MIT
"""A pytest plugin that makes one test of all the cases of a test function: `-p tests.in_one`.

mutmut names every test of a mutant on the command line. Naming each case of a table of thousands
took longer than running them.
"""

from collections.abc import Callable
from itertools import groupby

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put one item in the place of the cases of a function that needs nothing but its cases."""
    together: list[pytest.Item] = []
    for (parent, name), cases in groupby(items, lambda item: (item.parent, item.originalname)):
        found = list(cases)
        if len(found) > 1 and all(map(is_plain, found)):
            whole = pytest.Function.from_parent(parent, name=name, callobj=one_after_another(found))
            together.append(whole)
        else:
            together += found
    items[:] = together


def is_plain(item: pytest.Function) -> bool:
    """Say whether a test takes no fixture and is not drawn by hypothesis."""
    function = item.function
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return set(names) <= set(item.callspec.params) and not hasattr(item.obj, "hypothesis")


def one_after_another(cases: list[pytest.Function]) -> Callable[[], None]:
    """Return a function that runs each case."""
    calls = []
    for case in cases:
        names = case.function.__code__.co_varnames[: case.function.__code__.co_argcount]
        calls.append((case.obj, {name: case.callspec.params[name] for name in names}))

    def run() -> None:
        for function, given in calls:
            function(**given)

    return run
