# SPDX-License-Identifier: MIT
"""Which reasons a sheet tells, and since when each of them is true."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import CheckIn, Fall, Missing, Orientation, Seizure, Urine
from caregiver_app.domain.happened import HAPPENED, Happening, with_event
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.sheets.sheet_reasons import sheet_reasons
from caregiver_app.domain.sheets.told_together import told_together
from tests.domain.pretend import NOW, RULES, ago, check_in, person


def told(*check_ins, **who) -> dict[str, object]:
    """Return what the page says of the newest check-in, by rule, each as it is judged then."""
    one = Record(person=person(**who), check_ins=check_ins)
    judged = {c.id: made for c, made in assess_record(RULES, one)}
    whole = replace(one, check_ins=tuple(replace(c, assessment=judged[c.id]) for c in check_ins))
    last = told_together(whole).last_check_in
    reasons, _private = sheet_reasons(whole, last.assessment, RULES, tells_self_harm=False, now=NOW)
    return {reason.finding.id: reason for reason in reasons}


def test_a_reason_has_no_time_at_which_the_same_rule_was_about_another_sign():
    low = check_in(1, hr=None, not_taken={"hr": Missing.DEVICE_LOW})
    for night in (check_in(12, hr=140), check_in(12, rr=30), check_in(12, sbp=84)):
        assert told(night, low)["E11"].since == ago(1)
    assert told(check_in(12, hr=140), check_in(1, hr=38))["E11"].since == ago(1)


def test_a_reason_is_told_since_it_is_true_whatever_its_numbers():
    high = [check_in(hours, hr=pulse) for hours, pulse in ((12, 140), (9, 151), (1, 138))]
    assert told(*high)["E11"].since == ago(12)
    both = replace(high[1], rr=30)
    assert told(high[0], both, high[2])["E11"].since == ago(12)
    assert told(high[0], check_in(9), high[2])["E11"].since == ago(1)


def test_a_seizure_and_a_fall_are_told_with_the_time_of_the_newest():
    first, second = (Seizure(start=ago(hours), duration_s=60) for hours in (9.5, 1.25))
    days = [check_in(9, seizures=(first,)), check_in(1, seizures=(second,))]
    seizure = told(*days)["E01"]
    assert (seizure.since, seizure.lasts) == (ago(1.25), False)
    falls = [check_in(9, fall=Fall.INJURY), check_in(1, fall=Fall.INJURY)]
    assert told(*falls[:1], falls[1])["U16"].since == ago(1)


@pytest.mark.parametrize(
    ("seen", "rule", "since"),
    [
        ({"seizures": (Seizure(start=ago(2.5), duration_s=60),)}, "E01", ago(2.5)),
        ({"fall": Fall.HEAD}, "U16", ago(2)),
    ],
)
def test_what_a_calm_check_in_left_open_has_the_time_of_what_was_seen(seen, rule, since):
    alert, calm = check_in(2, **seen), check_in(1)
    one = Record(person=person(), check_ins=(alert, calm))
    ((_id, found), _later) = assess_record(RULES, one)
    looked = (replace(alert, assessment=found), replace(calm, assessment=found))
    whole = replace(one, check_ins=looked)
    reasons, _private = sheet_reasons(whole, found, RULES, tells_self_harm=False, now=NOW)
    told_of = {reason.finding.id: reason for reason in reasons}[rule]
    assert (told_of.since, told_of.lasts) == (since, False)


def test_a_press_about_something_else_ends_no_run():
    press = replace(check_in(9), more={HAPPENED: "fall"})
    high = [check_in(12, hr=140), press, check_in(1, hr=138)]
    assert told(*high)["E11"].since == ago(12)


def test_one_fact_is_one_reason_with_the_limit_that_is_worst():
    warm = told(check_in(1, temp_c=Decimal("38.9"), hr=120))
    said = [sentence for reason in warm.values() for sentence in reason.finding.because.split(". ")]
    assert sum("120" in sentence for sentence in said) == 1
    assert sum("38.9" in sentence for sentence in said) == 1


def test_every_other_fact_keeps_its_reason():
    found = told(check_in(1, hr=140, orientation=Orientation.VERY_CONFUSED, worried=True))
    assert {"E05", "E11", "WORRY"} <= set(found)


def test_a_calm_check_that_did_not_ask_is_no_beginning_of_what_was_told_before() -> None:
    """A nurse counts the hours without urine from when somebody saw that there was none."""
    none, calm = check_in(3, urine=Urine.NONE_12H), check_in(2, urine=None)
    asked = replace(calm, urine=Urine.NORMAL)
    for later, since in ((calm, ago(3)), (asked, ago(2))):
        one = Record(person=person(), check_ins=(none, later))
        judged = [replace(c, assessment=made) for c, made in assess_record(RULES, one)]
        more = {HAPPENED: Happening.DOSE.value}
        event = CheckIn(id="told", at=later.at, more=more, assessment=judged[0].assessment)
        whole = with_event(replace(one, check_ins=tuple(judged)), event)
        (reason,), _private = sheet_reasons(
            whole, event.assessment, RULES, tells_self_harm=False, now=NOW
        )
        assert reason.since == since
