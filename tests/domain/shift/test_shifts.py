# SPDX-License-Identifier: MIT
"""When somebody was last on, told by who wrote what."""

from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.record import Record
from caregiver_app.domain.shift.shifts import last_shift
from tests.domain.pretend import NOW, ago, check_in, dose, person


def by(who: str | None, hours: float) -> CheckIn:
    return check_in(hours, recorder=who)


def shift(*check_ins: CheckIn, me: str | None = "Ana", **more):
    found = last_shift(Record(person=person(), check_ins=check_ins, **more), NOW, {me} - {None})
    return None if found is None else found.at


def test_it_ends_with_the_last_entry_before_somebody_else_took_over():
    assert shift(by("Ana", 20), by("Ana", 16), by("Ben", 10), by("Ben", 2)) == ago(16)


def test_what_was_written_since_coming_back_is_of_this_shift():
    assert shift(by("Ana", 16), by("Ben", 10), by("Ana", 1)) == ago(16)


def test_doses_and_calls_are_of_a_shift_too():
    late = replace(dose(12), recorder="Ana")
    assert shift(by("Ana", 16), by("Ben", 10), doses=(late,)) == ago(12)


def test_who_was_always_alone_or_never_there_has_none():
    assert shift(by("Ana", 16), by("Ana", 1)) is None
    assert shift(by("Ben", 16), by("Cleo", 1)) is None
    assert shift(by("Ana", 16), by("Ben", 1), me=None) is None


def test_an_entry_without_a_name_is_nobodys_shift():
    assert shift(by("Ana", 16), by(None, 10)) is None
