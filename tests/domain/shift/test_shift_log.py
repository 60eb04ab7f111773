# SPDX-License-Identifier: MIT
"""Who is on since when is told by what was written down, whatever the clock did meanwhile."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from caregiver_app.domain.events import Change
from caregiver_app.domain.history.corrections import UNDO
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.shift.shift_log import (
    NOT_READ_BACK,
    Fact,
    ReadBack,
    ended,
    last_ended,
    on_now,
    shifts,
    started,
)
from caregiver_app.domain.shift.shifts import last_shift
from tests.domain.pretend import NOW, ago, check_in, person


def told(hours: float, before: str | None, after: str | None, **more) -> Change:
    """Return a change of who is on, so many hours ago."""
    id_ = f"{before}-{after}-{hours}"
    own = {"by": after or before, "field": "on_shift"} | more
    return Change(id=id_, at=ago(hours), target="rosa", before=before, after=after, **own)


ANA, ANA_ENDS = told(20, None, "Ana"), told(12, "Ana", None)
BEN_FROM_ANA = told(12, "Ana", "Ben")


def spans(*changes: Change) -> list[tuple[str, Moment, Moment | None]]:
    return [(shift.who, shift.start, shift.end) for shift in shifts(changes)]


def test_a_shift_runs_until_somebody_ends_it():
    assert spans(ANA) == [("Ana", ago(20), None)]
    assert spans(ANA, ANA_ENDS) == [("Ana", ago(20), ago(12))]


def test_who_takes_over_ends_the_shift_before_at_that_moment():
    assert spans(ANA, BEN_FROM_ANA) == [("Ana", ago(20), ago(12)), ("Ben", ago(12), None)]
    assert on_now([ANA, BEN_FROM_ANA])[0].after == "Ana"


def test_two_can_be_on_and_each_goes_off_alone():
    both = (ANA, told(15, None, "Ben"))
    assert [shift.who for shift in on_now(both)] == ["Ana", "Ben"]
    assert [shift.who for shift in on_now([*both, ANA_ENDS])] == ["Ben"]


def test_a_start_of_who_is_on_and_an_end_of_who_is_not_change_nothing():
    assert spans(ANA, told(15, None, "Ana")) == [("Ana", ago(20), None)]
    assert spans(told(30, "Ana", None), ANA) == [("Ana", ago(20), None)]
    assert spans(told(30, "Ana", "Ana")) == []


def test_what_was_taken_back_is_as_if_it_had_never_been_written():
    assert spans(ANA, told(19.9, "Ana", None, reason=UNDO)) == []
    back = told(11.9, "Ben", "Ana", reason=UNDO)
    assert spans(ANA, BEN_FROM_ANA, back) == [("Ana", ago(20), None)]
    assert spans(ANA, ANA_ENDS, told(11.9, None, "Ana", reason=UNDO)) == [("Ana", ago(20), None)]


def test_undo_takes_back_a_start_and_not_a_sentence_that_is_the_same():
    said = told(20, None, "Ana", field="read_back.flags")
    assert spans(ANA, said, told(19.9, "Ana", None, reason=UNDO)) == []


def test_of_two_starts_at_one_moment_each_has_its_own_facts():
    ben, fact_of_ben = told(20, None, "Ben"), told(20, None, "x", by="Ben", field="read_back.flags")
    found = {shift.who: len(shift.read_back) for shift in shifts((ANA, ben, fact_of_ben))}
    assert found == {"Ana": 0, "Ben": 1}


def test_the_order_of_arrival_says_nothing():
    changes = (ANA, BEN_FROM_ANA, told(3, None, "Cleo"), told(1, "Ben", None))
    assert len({shifts(order) for order in permutations(changes)}) == 1


def test_a_shift_over_midnight_and_a_clock_change_is_as_long_as_it_truly_was():
    start = Moment.parse("2026-03-07T22:00:00-05:00")
    end = Moment.parse("2026-03-08T07:00:00-04:00")
    (shift,) = shifts([replace(ANA, at=start), replace(ANA_ENDS, at=end)])
    assert shift.end is not None
    assert shift.end.utc - shift.start.utc == timedelta(hours=8)


def fact(name: str, before: str | None, after: str | None, **more) -> Change:
    return replace(told(20, before, after, by="Ana", field=f"read_back.{name}"), **more)


def test_what_was_read_back_at_the_start_belongs_to_that_shift_alone():
    unread = fact("flags", "Watch closely", None, reason=NOT_READ_BACK)
    facts = (fact("last_dose", None, "10 mg"), unread, fact("next_dose", None, "x", at=ago(3)))
    (shift,) = shifts([ANA, *facts])
    assert {(one.fact, one.sentence, one.was_read) for one in shift.read_back} == {
        (Fact.LAST_DOSE, "10 mg", True),
        (Fact.FLAGS, "Watch closely", False),
    }
    assert not shift.all_read


def test_what_is_written_is_what_is_read():
    asked = [ReadBack(fact=one, sentence="not recorded", was_read=True) for one in Fact]
    values = {**started("Ben", "Ana", asked)}
    changes = [
        replace(told(5, None, None), id=field, by="Ben", field=field, before=b, after=a)
        for field, (b, a) in values.items()
    ]
    (shift,) = on_now([ANA, *changes])
    assert (shift.who, shift.all_read) == ("Ben", True)
    assert ended("Ben") == {"on_shift": ("Ben", None)}


def test_a_name_that_is_no_text_is_nobody():
    assert spans(told(5, None, 7), told(4, {"a": 1}, None)) == []


def my_last(*changes: Change, me: str = "Ana", **lists) -> Moment | None:
    record = Record(person=person(), changes=changes, **lists)
    found = last_shift(record, NOW, {me})
    return found.at if found is not None else None


def test_my_last_shift_ends_where_it_was_written_down():
    assert my_last(ANA, ANA_ENDS) == ago(12)
    assert my_last(ANA, ANA_ENDS, told(2, None, "Ana")) == ago(12)
    assert my_last(ANA, told(12, "Ana", None), me="Ben") is None
    assert last_ended([ANA, ANA_ENDS], {"Ana"}, ago(15)) is None


def test_without_a_written_shift_it_is_told_by_who_wrote():
    wrote = (check_in(16, recorder="Ana"), check_in(10, recorder="Ben"))
    assert my_last(check_ins=wrote) == ago(16)
    # What was written in the shift that runs is no end of the one before.
    now = (*wrote, check_in(4, recorder="Ana"), check_in(2, recorder="Ben"))
    assert my_last(check_ins=now) == ago(4)
    assert my_last(told(5, None, "Ana"), check_ins=now) == ago(16)


def test_a_shift_that_nobody_wrote_down_after_the_last_written_one_counts():
    wrote = (check_in(6, recorder="Ana"), check_in(4, recorder="Ben"))
    assert my_last(ANA, ANA_ENDS, check_ins=wrote) == ago(6)
