# SPDX-License-Identifier: MIT
"""A correction names every field that is another one, and nothing else; taken back it is gone."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.check_in import CheckIn, Draft, Grade, Missing, Seizure
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import Change
from caregiver_app.domain.happened import SECONDS
from caregiver_app.domain.history.corrections import (
    corrections,
    differences,
    is_answer,
    with_answers,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.domain.usual_mark import MARK
from caregiver_app.services.log.derivation import changed
from tests.domain.pretend import NOW, ago, check_in, dose
from tests.tries import tries

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
        payload = changed(payload, field, one if back else two)
    return from_plain(CheckIn, payload)


@tries(80)
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


def change(field: str, before: object = None, after: object = None) -> Change:
    return Change(id=field, at=NOW, target="c", field=field, before=before, after=after)


def one_of(*changes: Change):
    (told,) = corrections(changes)
    return told


def test_an_entry_is_taken_out_or_put_back_and_an_answer_does_neither():
    out = one_of(change("note", "a", "b"), change("removed", False, True))
    back = one_of(change("note", "a", "b"), change("removed", True, False))
    answer = one_of(change("rash", False, True))
    assert (out.is_removal, out.is_return) == (True, False)
    assert (back.is_removal, back.is_return) == (False, True)
    assert (answer.is_removal, answer.is_return) == (False, False)


def test_what_was_typed_is_no_answer_and_an_item_of_an_answer_is_one():
    assert [is_answer(field) for field in ("hr", "not_taken.hr", "more.pain")] == [True] * 3
    assert not any(map(is_answer, ("raw.hr", "entered_unit.temp_c", "assessment", "zone")))


def test_an_item_that_comes_changes_or_goes_is_named_alone():
    before = check_in(1, more={"pain": "some", "bowel": "none"}, raw={"hr": "72"})
    after = check_in(1, more={"pain": "much", "fluids": True}, raw={"hr": "72"})
    assert differences(before, after) == {
        "more.pain": ("some", "much"),
        "more.bowel": ("none", None),
        "more.fluids": (None, True),
    }
    bare = check_in(1)
    assert differences(bare, check_in(1, raw={"hr": "72"})) == {"raw.hr": (None, "72")}
    assert differences(check_in(1, raw={"hr": "72"}), bare) == {"raw.hr": ("72", None)}


def test_where_a_name_has_a_point_the_whole_of_it_is_named():
    before = check_in(1, not_taken={"hr": Missing.NOT_SURE})
    after = replace(before, not_taken={"hr": Missing.NOT_SURE, "more.pain": Missing.REFUSED})
    both = {"hr": "not_sure", "more.pain": "refused"}
    assert differences(before, after) == {"not_taken": ({"hr": "not_sure"}, both)}
    assert differences(check_in(1), after) == {"not_taken": (None, both)}
    assert differences(after, check_in(1)) == {"not_taken": (both, None)}


def test_only_the_answers_that_are_named_become_those_of_the_draft():
    own = {"hr": "72", "temp_c": "36.7"}
    before = check_in(1, raw=own, entered_unit={"temp_c": "c"}, note="slept")
    draft = Draft(hr=80, temp_c=None, note="other", raw={"hr": "80", "temp_c": "40"})
    after = with_answers(before, draft, ("hr",))
    assert after == replace(before, hr=80, raw={"hr": "80", "temp_c": "36.7"})


def test_why_there_is_no_answer_its_unit_and_its_first_reading_go_with_it():
    before = check_in(
        1,
        first_reading={"temp_c": Decimal(40), "hr": Decimal(140)},
        entered_unit={"temp_c": "f", "weight_kg": "lb"},
        not_taken={"spo2": Missing.NOT_SURE},
    )
    reason = {"temp_c": Missing.REFUSED, "rr": Missing.COULD_NOT}
    after = with_answers(before, Draft(not_taken=reason), ("temp_c",))
    assert after == replace(
        before,
        temp_c=None,
        first_reading={"hr": Decimal(140)},
        entered_unit={"weight_kg": "lb"},
        not_taken={"spo2": Missing.NOT_SURE, "temp_c": Missing.REFUSED},
    )
    draft = Draft(temp_c=Decimal(38), first_reading={"temp_c": Decimal(39)})
    read = with_answers(before, replace(draft, entered_unit={"temp_c": "c"}), ("temp_c",))
    assert read.first_reading == {"hr": Decimal(140), "temp_c": Decimal(39)}
    assert read.entered_unit == {"weight_kg": "lb", "temp_c": "c"}


def test_a_blood_pressure_brings_whether_it_was_taken_again_and_no_other_answer_does():
    before = check_in(1, bp_repeat=True)
    draft = Draft(sbp=130, hr=80, bp_repeat=False)
    assert with_answers(before, draft, ("sbp", "dbp")).bp_repeat is False
    assert with_answers(before, draft, ("hr",)).bp_repeat is True


def test_of_the_items_only_those_named_and_the_mark_of_the_press_follow():
    before = check_in(1, more={"pain": "some", "bowel": "none", MARK: "itching tremor"})
    draft = Draft(more={"pain": "much", "bowel": "loose", MARK: "itching"})
    after = with_answers(before, draft, ("more.pain",))
    assert after.more == {"pain": "much", "bowel": "none", MARK: "itching"}
    bare = with_answers(before, Draft(), ("more.bowel", "tremor"))
    assert (bare.more, bare.tremor) == ({"pain": "some"}, None)
    elsewhere = replace(before, more={"tremor": "from another program"})
    assert with_answers(elsewhere, Draft(), ("tremor",)).more == elsewhere.more


def test_the_end_of_a_seizure_that_runs_is_told_and_corrects_nothing_that_was_said():
    running, ended = {"start": "s", "duration_s": None}, {"start": "s", "duration_s": 40}
    other = {**ended, "start": "earlier"}
    assert one_of(change(f"more.{SECONDS}", None, 40)).is_end
    assert one_of(change("seizures", (running,), (ended,))).is_end
    for before, after in [
        ((ended,), (running,)),
        ((running,), (other,)),
        ((), (ended,)),
        ("x", (ended,)),
    ]:
        assert not one_of(change("seizures", before, after)).is_end
    assert not one_of(change(f"more.{SECONDS}", 30, 40)).is_end
    assert not one_of(change("hr", 80, 82)).is_end
    assert not one_of(change(f"more.{SECONDS}", None, 40), change("hr", 80, 82)).is_end
