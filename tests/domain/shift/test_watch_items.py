# SPDX-License-Identifier: MIT
"""An item is open until somebody has done it, in whatever order the changes arrive."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.domain.events import Change
from caregiver_app.domain.history.corrections import UNDO
from caregiver_app.domain.shift.watch_items import Listed, open_items, watch_items
from tests.domain.pretend import ago

COUNT = "watch_items.a"


def change(id_: str, hours: float, before=None, after=None, field: str = COUNT, **more) -> Change:
    return Change(
        id=id_, at=ago(hours), target="rosa", field=field, before=before, after=after, **more
    )


ADDED = change("1", 9, None, "Count spasms", by="Ana")
DONE = change("2", 5, "Count spasms", None, by="Ben")
AGAIN = replace(DONE, id="3", at=ago(4), by="Cleo")
UNDONE = change("4", 3, None, "Count spasms", by="Ben", reason=UNDO)


def test_an_item_is_open_with_who_added_it_and_when():
    (item,) = open_items([ADDED])
    assert (item.text, item.added_by, item.added_at) == ("Count spasms", "Ana", ago(9))
    assert (item.listed, item.is_open, item.done_at) == (Listed.WATCH, True, None)


def test_a_done_item_tells_who_did_it_first():
    (item,) = watch_items([ADDED, DONE, AGAIN])
    assert (item.is_open, item.done_by, item.done_at) == (False, "Ben", ago(5))


def test_an_item_done_before_it_was_added_by_a_clock_that_is_behind_is_done():
    early = replace(DONE, at=ago(20))
    assert open_items([early, ADDED]) == ()
    assert watch_items([early, ADDED])[0].added_by == "Ana"
    assert watch_items([replace(UNDONE, at=ago(20)), ADDED])[0].added_by == "Ana"


def test_undo_takes_back_one_done_and_leaves_the_other():
    assert open_items([ADDED, DONE, UNDONE])
    assert not open_items([ADDED, DONE, AGAIN, UNDONE])


def test_an_item_that_was_taken_back_is_neither_open_nor_done():
    gone = change("5", 8.9, "Count spasms", None, by="Ana", reason=UNDO)
    (item,) = watch_items([ADDED, gone])
    assert (item.is_open, item.taken_back, item.done_at) == (False, True, None)


def test_an_item_of_which_only_the_end_is_known_is_not_open():
    assert open_items([DONE]) == ()
    assert watch_items([DONE])[0].text == "Count spasms"


def test_an_item_of_which_only_other_words_are_known_is_open_with_the_newer_ones():
    other = change("7", 4, "Count spasms", "Count cramps", by="Ben")
    assert [item.text for item in open_items([other])] == ["Count cramps"]
    assert [item.text for item in open_items([ADDED, other])] == ["Count cramps"]


def test_what_is_to_be_watched_stands_before_what_is_to_be_done():
    to_do = change("6", 20, None, "Ring the pharmacy", "to_do.b")
    assert [item.listed for item in open_items([to_do, ADDED])] == [Listed.WATCH, Listed.TO_DO]


@pytest.mark.parametrize(
    "odd",
    [
        change("1", 1, None, "x", "watch_items"),
        change("1", 1, None, "x", "watch_items."),
        change("1", 1, None, 7),
        change("1", 1, None, "  "),
        change("1", 1, None, {"text": "x"}),
        change("1", 1, None, "x", "temp_c"),
    ],
)
def test_what_is_no_item_is_none(odd):
    assert watch_items([odd]) == ()


def test_the_order_of_arrival_says_nothing():
    told = [ADDED, DONE, AGAIN, UNDONE]
    found = {watch_items(order) for order in permutations(told)}
    assert len(found) == 1


@settings(deadline=None)  # a busy machine is no mistake
@given(st.permutations(["add", "done", "undo"] * 2), st.integers(0, 6))
def test_an_item_is_open_by_how_often_it_was_closed_never_by_which_was_last(kinds, known):
    make = {"add": (None, "x", None), "done": ("x", None, None), "undo": (None, "x", UNDO)}
    told = [
        change(str(n), n, *make[kind][:2], reason=make[kind][2])
        for n, kind in enumerate(kinds[:known])
    ]
    kept = kinds[:known]
    wanted = ("add" in kept or "undo" in kept) and kept.count("done") <= kept.count("undo")
    assert bool(open_items(told)) is wanted
