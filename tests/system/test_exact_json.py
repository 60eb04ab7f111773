# SPDX-License-Identifier: MIT
"""What a reader of the record can rely on: numbers keep their writing, nothing is guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.system.exact_json import dumps, first_twice, loads, loads_own, same


@pytest.mark.parametrize("text", ["37.0", "37", "1e1", "0.0000001", "-0.50", "12345678901234567.5"])
def test_a_number_leaves_as_it_was_entered(text):
    assert dumps(loads(text)) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1, "a": 2}', "stands twice"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "Infinity"),
        ("[" * 33 + "]" * 33, "deeper than 32"),
        ("[" * 100_000, "deeper than 32"),
        ('{"a": 1,}', "line 1"),
        ('["\\ud800"]', "surrogate"),
        ('{"\\ud800": 1}', "surrogate"),
        ("1e999999999", "too long"),
        ("1e99999999999999999999", "too long"),
        ("1" * 5000, "too long"),
        ("0." + "1" * 5000, "too long"),
    ],
)
def test_what_cannot_be_kept_exactly_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        loads(text)


def test_nesting_of_32_levels_is_read():
    assert dumps(loads("[" * 32 + "]" * 32)) == "[" * 32 + "]" * 32


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), {1, 2}, object()])
def test_what_json_cannot_hold_exactly_is_never_written(value):
    with pytest.raises(TypeError):
        dumps([value])


def test_indented_text_puts_each_value_on_its_own_line():
    value = {"b": [1, "é"], "a": {}, "c": [], "d": None, "e": True, "f": False}
    expected = (
        '{\n "b": [\n  1,\n  "é"\n ],\n "a": {},\n "c": [],\n'
        ' "d": null,\n "e": true,\n "f": false\n}'
    )
    assert dumps(value, indent=1) == expected


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert dumps({"b": 1, "a": 2}, sort_keys=True) == dumps({"a": 2, "b": 1}, sort_keys=True)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("[37]", "[37.0]", True),
        ("[true]", "[1]", False),
        ('{"a": 1}', '{"a": 1, "b": null}', False),
        ('{"a": [1, 2]}', '{"a": [1, 2]}', True),
        ("[1]", "[1, 2]", False),
        ('["1"]', "[1]", False),
    ],
)
def test_values_are_compared_by_meaning(one, other, expected):
    assert same(loads(one), loads(other)) is expected


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@given(_VALUES)
def test_every_value_comes_back_as_it_went(value):
    assert loads(dumps(value)) == value == loads_own(dumps(value, sort_keys=True))


@pytest.mark.parametrize(
    "text",
    [
        "[" + ",".join(["{}"] * 400_001) + "]",
        "{" + ",".join(f'"k{n}":0' for n in range(5_001)) + "}",
        "[" + ",".join(f"1.{n:06}" for n in range(100_001)) + "]",
    ],
    ids=["objects", "keys", "numbers"],
)
def test_many_small_things_are_refused_while_they_are_read(text):
    with pytest.raises(ValueError, match="more than"):
        loads(text)


def test_half_of_a_pair_is_found_in_texts_and_keys_however_deep():
    for text in (r'["\ud83d"]', r'{"a":[{"\uDE00":1}]}', '["\ud800"]'):
        with pytest.raises(ValueError, match="half of a surrogate pair"):
            loads(text)
    assert loads(r'["\ud83d\ude00"]') == ["😀"]


class CountedName(str):
    """A name that counts how often it is held against another one."""

    __slots__ = ()
    looks = 0

    def __eq__(self, other):
        CountedName.looks += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_a_doubled_name_among_many_is_found_in_one_walk():
    CountedName.looks = 0
    names = [CountedName(f"k{number}") for number in range(2000)]
    assert first_twice([*names, CountedName("k1999")]) == "k1999"
    assert first_twice(names) is None
    assert CountedName.looks < 100  # each held against each would be millions


def test_an_object_of_too_many_keys_is_refused_before_they_are_compared():
    many = ",".join(f'"k{number}":0' for number in range(300_000))
    with pytest.raises(ValueError, match="5000 different keys"):
        loads(f'{{{many},"k299999":0}}')
