# SPDX-License-Identifier: MIT
"""The program's own frozen data classes behave as the standard ones do."""

import copy
import dataclasses
import inspect
from collections.abc import Callable
from typing import Any

import pytest

from caregiver_app.domain.frozen import dataclass


def pair(make: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Return one and the same class made by the standard decorator and by ours."""
    return make(dataclasses.dataclass), make(dataclass)


def named(decorator: Any) -> Any:
    @decorator(frozen=True, slots=True, kw_only=True)
    class Dose:
        """A dose."""

        mg: int
        note: str = "none"
        tags: list[str] = dataclasses.field(default_factory=list, compare=False)
        hidden: str = dataclasses.field(default="", repr=False)

    return Dose


def placed(decorator: Any) -> Any:
    @decorator(frozen=True, slots=True)
    class Place:
        """A place whose length is worked out."""

        start: int
        end: int = 9
        length: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", self.end - self.start)

    return Place


def test_objects_are_made_shown_and_compared_as_the_standard_ones():
    for make, arguments in ((named, {"mg": 5, "hidden": "x"}), (placed, {"start": 2})):
        theirs, ours = (kind(**arguments) for kind in pair(make))
        assert repr(theirs).rpartition(".")[2] == repr(ours).rpartition(".")[2]
        assert dataclasses.asdict(theirs) == dataclasses.asdict(ours)
        assert ours == type(ours)(**arguments) != theirs
    dose = named(dataclass)
    assert dose(mg=5, tags=["a"]) == dose(mg=5) != dose(mg=5, note="b")
    assert hash(dose(mg=5, tags=["a"])) == hash(dose(mg=5))
    assert len({dose(mg=5), dose(mg=5), dose(mg=6)}) == 2
    assert dose(mg=1).tags is not dose(mg=1).tags


@pytest.mark.parametrize("make", [named, placed])
def test_the_names_to_give_are_those_of_the_standard_ones(make):
    theirs, ours = (inspect.signature(kind.__init__).parameters for kind in pair(make))
    assert [(p.name, p.kind) for p in theirs.values()] == [(p.name, p.kind) for p in ours.values()]
    for kind in pair(make):
        with pytest.raises(TypeError):
            kind()
    with pytest.raises(TypeError):
        named(dataclass)(5)


def test_nothing_changes_an_object_and_a_copy_is_a_new_one():
    dose = named(dataclass)(mg=5)
    for change in (lambda: setattr(dose, "mg", 6), lambda: delattr(dose, "mg")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        dose.other = 1
    assert dataclasses.replace(dose, mg=6).mg == 6
    assert copy.copy(dose) == copy.deepcopy(dose) == dose


def test_a_class_of_its_own_order_keeps_it_and_one_that_can_change_is_refused():
    @dataclass(frozen=True, slots=True, eq=False)
    class Same:
        """Equal to everything."""

        value: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert Same(1) == Same(2)
    assert hash(Same(1)) == 7
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)
