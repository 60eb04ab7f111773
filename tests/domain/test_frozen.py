# SPDX-License-Identifier: MIT
"""The data class of the domain keeps what that of the standard library promises."""

import dataclasses
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from importlib import import_module

import pytest

from caregiver_app import domain
from caregiver_app.domain import frozen

FORMS = (dataclass, frozen.dataclass)


def made(form):
    """Return a class that one of the two makes."""

    @form(frozen=True, slots=True, kw_only=True)
    class Dose:
        """A dose."""

        mg: int
        note: str | None = None
        more: Mapping[str, str] = field(default_factory=dict)

    return Dose


BOTH = pytest.mark.parametrize("dose", [made(form) for form in FORMS], ids=["library", "domain"])


@BOTH
def test_objects_of_equal_values_are_equal_and_others_are_not(dose):
    assert dose(mg=5) == dose(mg=5, note=None, more={}) != dose(mg=6)
    assert dose(mg=5).__eq__(5) is NotImplemented
    assert hash(dose(mg=5, more=())) == hash(dose(mg=5, more=()))
    assert repr(dose(mg=5)).endswith("Dose(mg=5, note=None, more={})")
    assert replace(dose(mg=5, note="late"), mg=6) == dose(mg=6, note="late")


def test_classes_of_equal_fields_are_not_equal():
    one, other = made(frozen.dataclass), made(frozen.dataclass)
    assert one(mg=5) != other(mg=5)


@BOTH
def test_nothing_of_an_object_can_be_changed(dose):
    one = dose(mg=5)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'mg'"):
        one.mg = 6
    with pytest.raises((FrozenInstanceError, TypeError)):  # the library trips over its own slots
        one.typo = 6
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'mg'"):
        del one.mg
    assert one.mg == 5
    assert not hasattr(one, "__dict__")


@BOTH
@pytest.mark.parametrize(
    "given", [{}, {"note": "x"}, {"mg": 5, "typo": 1}, {"typo": 1}], ids=" ".join
)
def test_a_missing_and_an_unknown_keyword_are_refused(dose, given):
    with pytest.raises(TypeError, match=r"Dose\.__init__\(\)"):
        dose(**given)
    with pytest.raises(TypeError):
        dose(5)


@BOTH
def test_each_object_gets_a_default_of_its_own(dose):
    one, other = dose(mg=5), dose(mg=5)
    assert one.more == {}
    assert one.more is not other.more


def ours():
    """Return every class that the domain makes with a data class of its own."""
    names = [m.name for m in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}.")]
    found = {
        kind
        for name in names
        for _, kind in inspect.getmembers(import_module(name), dataclasses.is_dataclass)
        if kind.__repr__ is frozen._repr
    }
    return sorted(found, key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


def test_a_class_of_the_domain_asks_for_nothing_that_its_data_class_does_not_do():
    kinds = ours()
    assert len(kinds) > 150
    for kind in kinds:
        assert not hasattr(kind, "__post_init__"), kind
        assert fields(kind), kind
        asked = [(f.init, f.repr, f.compare, f.hash, f.kw_only) for f in fields(kind)]
        assert set(asked) == {(True, True, True, None, True)}, kind


def test_a_class_that_could_be_changed_is_not_made():
    with pytest.raises(TypeError, match="is frozen"):
        frozen.dataclass(frozen=False, slots=True, kw_only=True)
