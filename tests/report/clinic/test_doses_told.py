# SPDX-License-Identifier: MIT
"""The clinic sheet never counts nought of doses that a check-in told of."""

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.other_records import clinic, dose, steps
from tests.report.reading import assert_tidy, text_of
from tests.report.records import check_in, plain_record

TOLD = "Told at a check-in and not in the dose log:"


def page(log, *check_ins) -> str:
    plan = {**plain_record()["plans"][0], "steps": steps(1)}
    record = {**plain_record(plans=[plan], check_ins=[*check_ins]), "doses": log}
    sheet = clinic(from_plain(Record, record))
    assert_tidy(sheet)
    return text_of(sheet)


def kept(*statuses) -> list[dict[str, object]]:
    return [dose(8 * n + 5.7, status, mg="40") for n, status in enumerate(statuses)][::-1]


def test_an_extra_and_a_vomited_dose_that_were_told_are_not_nought():
    seen = check_in(1, 10, extra_dose=True, vomited_doses_24h=2)
    calm = check_in(2, 1, extra_dose=False, vomited_doses_24h=0)
    text = page(kept("taken", "taken", "taken"), seen, calm)
    assert "0 missed, 0 late, vomited: told, extra: told, 0 not written down." in text
    when = "(2026-05-21 01:44)"
    assert f"{TOLD} 2 vomited in 24 h {when}, extra dose {when}." in text
    assert " 3 3 0 0 told 0 0 0 told" in text


def test_what_the_log_holds_too_is_counted_and_not_said_again():
    seen = check_in(1, 4, extra_dose=True, vomited_doses_24h=1, doses_missed_in_row=1)
    log = kept("taken", "missed", "vomited")
    log.append(dose(5, "extra", mg="40"))
    text = page(log, seen)
    assert "1 missed, 0 late, 1 vomited, 1 extra" in text
    assert TOLD not in text


def test_more_vomited_than_the_log_holds_is_said_beside_its_number():
    text = page(kept("vomited", "taken"), check_in(1, 4, vomited_doses_24h=3))
    assert "1 vomited and more told" in text
    assert "1, told" in text


def test_a_missed_dose_that_was_given_late_since_is_no_longer_told():
    missed = check_in(1, 5, doses_missed_in_row=1)
    assert TOLD not in page(kept("late", "taken"), missed)
    assert f"{TOLD} 1 missed in a row" in page(kept("taken", "taken"), missed)


def test_without_a_dose_log_what_was_told_stands_there_all_the_same():
    text = page([], check_in(1, 4, extra_dose=True, vomited_doses_24h=1))
    assert f"{TOLD} 1 vomited in 24 h" in text
    assert "dose log: not recorded" in text
