# SPDX-License-Identifier: MIT
"""A correction names every field that is another one, and nothing else; taken back it is gone."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.domain.check_in import CheckIn, Grade, Missing, Seizure
from caregiver_app.domain.corrections import corrections, differences
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import Change
from caregiver_app.domain.levels import Level
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.services.derivation import _changed
from tests.domain.people import NOW, ago, check_in, dose

WORDS = st.text(alphabet="ab .ü", max_size=4)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "hr": st.none() | st.integers(20, 300),
        "temp_c": st.none() | st.decimals(25, 45, places=1),
        "tremor": st.none() | st.sampled_from(Grade),
        "rash": st.none() | st.booleans(),
        "note": st.none() | WORDS,
        "seizures": st.none() | st.just(()) | st.just((Seizure(start=NOW, duration_s=40),)),
        "other_signs": st.lists(WORDS, max_size=2).map(tuple),
        "not_taken": st.dictionaries(
            st.sampled_from(("hr", "more.pain")), st.sampled_from(Missing)
        ),
        "raw": st.dictionaries(st.sampled_from(("temp_c", "more.fluids_ml")), WORDS),
        "more": st.dictionaries(st.sampled_from(("pain", "bowel")), WORDS | st.booleans()),
        "first_reading": st.dictionaries(st.just("hr"), st.decimals(20, 300, places=0)),
    },
)


def applied(values, before: CheckIn, *, back: bool = False) -> CheckIn:
    payload = to_plain(before)
    for field, (one, two) in values.items():
        payload = _changed(payload, field, one if back else two)
    return from_plain(CheckIn, payload)


@settings(max_examples=80, deadline=None)
@given(ANSWERS, ANSWERS)
def test_what_is_named_makes_the_new_answers_of_the_old_ones_and_back(some, others):
    before = replace(check_in(1, Level.WATCH), **some)
    after = replace(check_in(1, Level.WATCH), **others)
    values = differences(before, after)
    assert applied(values, before) == after
    assert applied(values, after, back=True) == before


def test_nothing_is_named_when_nothing_is_another_one():
    assert differences(check_in(1), check_in(1)) == {}


def test_the_id_and_the_stored_judgement_are_never_corrected():
    before, after = check_in(1, Level.WATCH), check_in(1, Level.URGENT, hr=120)
    assert set(differences(before, after)) == {"hr"}


def test_a_dose_names_its_status_its_amount_and_its_time():
    before = dose(4, mg=Decimal(10))
    after = dose(4, DoseStatus.PARTLY, mg=Decimal(5), at=ago(3), id=before.id)
    values = differences(before, after)
    assert values["mg"] == (Decimal(10), Decimal(5))
    assert values["status"] == ("taken", "partly")
    assert set(values) == {"mg", "status", "at"}


def test_what_was_typed_goes_with_its_answer_in_one_line_of_the_log():
    both = [
        Change(id=str(n), at=NOW, by="Ana", reason="slip", target="c", field=field)
        for n, field in enumerate(("hr", "raw.hr"))
    ]
    (told,) = corrections(both)
    assert [change.field for change in told.answers] == ["hr"]
    assert len(told.changes) == 2


def test_a_new_judgement_of_an_event_alone_is_no_correction():
    judged = Change(id="1", at=NOW, target="c", field="assessment", reason="details")
    assert corrections([judged]) == ()
