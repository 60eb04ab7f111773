# SPDX-License-Identifier: MIT
"""The words for the phone: every drug with its dose now and its last one, nothing made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.domain.dosing.dose_clock import KeptDose
from caregiver_app.domain.people.ages import Age
from caregiver_app.domain.person import Drug, Medicine, MedicineGroup
from caregiver_app.domain.plan import PlanRoute, Step
from caregiver_app.domain.sheets.as_needed import GivenAsNeeded
from caregiver_app.domain.sheets.dose_rise import Rise
from caregiver_app.domain.sheets.taken_now import TakenNow
from caregiver_app.domain.sheets.weight_now import WeightNow
from caregiver_app.services.looking_back.views import EmergencyScript
from caregiver_app.ui.words.emergency_words import drugs_named, spoken
from tests.content.test_every_text import level
from tests.domain.pretend import NOW, ago

KEPT = KeptDose(at=ago(2), mg=Decimal("0.50"))
CLONAZEPAM = TakenNow(
    drug=Drug.CLONAZEPAM, route=PlanRoute.ORAL, per_day=Decimal(1), is_over=False, last=KEPT
)
BACLOFEN = replace(CLONAZEPAM, drug=Drug.BACLOFEN, per_day=Decimal(50), last=None)
PUMP = replace(BACLOFEN, route=PlanRoute.ITB, per_day=Decimal(350))

EITHER_WAY = "The pump may give too little or too much."


def script(*taken: TakenNow, **changes) -> EmergencyScript:
    start = EmergencyScript(
        number="911",
        now=NOW,
        name="Ada",
        age=Age(n=45, in_months=False),
        address="1 Main Street",
        taken=taken,
        signs=(),
        to_er=False,
        allergies=None,
        contacts=(),
        has_pump=False,
        backup_oral_baclofen=False,
    )
    return replace(start, **changes)


def lines(*taken: TakenNow, **changes) -> list[str]:
    """Return what is said, line by line, with blanks that may break."""
    said = spoken(load_first_aid(), script(*taken, **changes))
    return ["".join(text for text, _bold in line).replace("\u00a0", " ") for line in said]


def test_one_medicine_is_named_once_with_its_dose_and_its_last_dose():
    assert lines(CLONAZEPAM)[1:3] == [
        "Ada, 45 years old, is stepping down from clonazepam by mouth.",
        "The dose now: 1 mg a day. Last dose kept down: 0.5 mg at 10:00 AM, 2 hours ago.",
    ]


def test_a_baby_is_told_in_months_with_the_weight_that_a_crew_doses_by():
    baby = {"age": Age(n=8, in_months=True)}
    said = lines(CLONAZEPAM, **baby, weight=WeightNow(kg=Decimal("7.40"), on=date(2026, 5, 3)))
    assert said[1].startswith("Ada, 8 months old, is")
    assert said[2] == "Weight on 3 May 2026: 7.4 kg."
    assert lines(CLONAZEPAM, **baby, weight=WeightNow(kg=Decimal(8), on=None))[2] == "Weight: 8 kg."


def test_what_was_found_earlier_tonight_is_told_with_its_time_before_what_is_seen_now():
    before = ((ago(1), "Passed out."), (ago(1), "Very mixed up."), (ago(3), "Fever of 40 °C."))
    assert lines(CLONAZEPAM, before=before)[2:4] == [
        "Earlier, at 11:00 AM: Passed out. Very mixed up.",
        "Earlier, at 9:00 AM: Fever of 40 °C.",
    ]
    assert lines(CLONAZEPAM, before=before)[-1] == "Then say what you see."


def test_a_held_step_is_told_with_what_the_dose_may_be_by_now():
    step = Step(from_=date(2026, 5, 4), mg_per_day=Decimal(40))
    said = " ".join(lines(replace(BACLOFEN, held=step)))
    assert "50 mg a day. A step was held. It may be 40 mg a day since Monday 4 May." in said
    beside = " ".join(lines(replace(BACLOFEN, held=step), CLONAZEPAM))
    assert "by mouth: 50 mg a day. A step was held." in beside


def test_papers_about_care_they_do_not_want_are_said_where_there_are_some():
    said = lines(CLONAZEPAM, papers="DNR, call hospice first.")
    assert said[-2] == "There are papers about care they do not want: DNR, call hospice first."
    assert not any("papers" in line for line in lines(CLONAZEPAM, papers=None))


def test_what_nobody_saved_is_told_as_such_with_its_time():
    said = lines(CLONAZEPAM, begun=("Very mixed up.", "Pulse is 140."), begun_at=ago(1))
    assert said[2] == "Noted at 11:00 AM, not saved: Very mixed up. Pulse is 140."
    assert said[-1] == "Then say what you see."


def test_that_it_was_corrected_stands_right_behind_what_was_found():
    said = lines(CLONAZEPAM, signs=("Fever of 40 °C.",), corrected_at=ago(1))
    assert said[2:4] == [
        "What happened: Fever of 40 °C.",
        "Some of this was typed wrong. It was corrected at 11:00 AM.",
    ]


def test_doses_beside_the_plan_are_told_too_not_the_missed_ones_alone():
    one = replace(CLONAZEPAM, extra=(KeptDose(at=ago(1), mg=Decimal(2)),))
    assert lines(one)[2].endswith("2 hours ago. Taken, not planned: 2 mg at 11:00 AM.")
    several = replace(one, extra=(*one.extra, KeptDose(at=ago(3), mg=None)), missed=1)
    assert lines(several)[2].endswith(
        "since: 1. Taken, not planned: 2 doses, the last one 2 mg at 11:00 AM."
    )
    told = replace(CLONAZEPAM, extra_told=ago(4))
    assert lines(told)[2].endswith("A dose that was not planned was told at 8:00 AM.")


def test_a_dose_that_went_up_lately_is_told_with_what_it_was_before():
    day = ago(24).day
    rise = Rise(
        drug=Drug.BACLOFEN, route=PlanRoute.ORAL, on=day, before=Decimal(40), after=Decimal(50)
    )
    told = lines(replace(BACLOFEN, rise=rise))[2]
    assert told.startswith("The dose now: 50 mg a day. It went up: it was 40 mg a day until Sat")
    of_pump = replace(rise, route=PlanRoute.ITB, before=Decimal(300), at=ago(4))
    assert (
        "350 mcg a day. It went up: it was 300 mcg a day until 8:00 AM. The pump"
        in (lines(replace(PUMP, rise=of_pump))[2])
    )
    answered = lines(replace(BACLOFEN, rise_told=ago(4)))[2]
    assert "At 8:00 AM somebody told that the dose went up. I do not know" in answered


def test_two_medicines_have_a_line_each():
    assert lines(CLONAZEPAM, PUMP)[1:4] == [
        "Ada, 45 years old, is stepping down from clonazepam and baclofen.",
        "Clonazepam by mouth: 1 mg a day. Last dose kept down: 0.5 mg at 10:00 AM, 2 hours ago.",
        f"Baclofen from a pump under the skin: 350 mcg a day. {EITHER_WAY}",
    ]


def test_one_drug_in_two_ways_is_named_once_with_a_line_for_each_way():
    assert lines(PUMP, BACLOFEN)[1:4] == [
        "Ada, 45 years old, is stepping down from baclofen.",
        f"Baclofen from a pump under the skin: 350 mcg a day. {EITHER_WAY}",
        "Baclofen by mouth: 50 mg a day. I do not know the last dose.",
    ]


def test_what_nobody_wrote_down_is_said_to_be_unknown():
    assert "I do not know the dose now. I do not know the last dose." in lines(
        replace(BACLOFEN, per_day=None)
    )
    unknown = replace(CLONAZEPAM, last=KeptDose(at=ago(2)))
    assert "Last dose kept down: 10:00 AM (amount not known), 2 hours ago." in lines(unknown)[2]


def test_of_a_liquid_whose_strength_nobody_wrote_down_the_ml_are_said():
    drunk = KeptDose(at=ago(2), ml=Decimal(4))
    told = lines(replace(CLONAZEPAM, last=drunk, extra=(replace(drunk, ml=Decimal(2)),)))[2]
    assert "Last dose kept down: 4 mL (strength not known) at 10:00 AM, 2 hours ago." in told
    assert "Taken, not planned: 2 mL (strength not known) at 10:00 AM." in told


def test_missed_doses_are_said_with_the_last_one():
    missed = replace(BACLOFEN, last=KEPT, missed=2)
    assert any(line.endswith("Doses missed or thrown up since: 2.") for line in lines(missed))
    least = lines(replace(missed, or_more=True))
    assert any(line.endswith("Doses missed or thrown up since: 2 or more.") for line in least)


def test_where_the_clock_was_set_back_the_last_dose_is_told_without_an_age():
    told = lines(replace(BACLOFEN, last=KeptDose(at=ago(-1), mg=Decimal(15))))
    assert any("15 mg at 1:00 PM, I do not know how long ago." in line for line in told), told


def test_a_last_dose_of_another_day_is_told_with_its_day():
    old = replace(CLONAZEPAM, last=KeptDose(at=ago(40), mg=Decimal(1)))
    assert "1 mg on Fri 8 May, 8:00 PM, 40 hours ago." in lines(old)[2]


def test_a_medicine_that_was_stopped_as_planned_is_told_as_stopped():
    over = replace(CLONAZEPAM, is_over=True, per_day=Decimal(0))
    assert lines(over)[2].startswith("It was stopped, as planned. Last dose kept down")
    assert lines(BACLOFEN, over)[3].startswith("Clonazepam by mouth: stopped, as planned.")
    assert drugs_named(script(BACLOFEN, over)) == (Drug.BACLOFEN,)
    assert drugs_named(script(over)) == (Drug.CLONAZEPAM,)


def test_what_comes_from_the_record_is_bold():
    said = spoken(load_first_aid(), script(CLONAZEPAM))
    bold = [text.replace("\u00a0", " ") for line in said for text, is_bold in line if is_bold]
    assert bold[:5] == ["1 Main Street", "Ada", "45 years", "clonazepam by mouth", "1 mg"]


def test_the_whole_call_reads_at_grade_four_at_most():
    for call in (lines(), lines(CLONAZEPAM), lines(CLONAZEPAM, PUMP, BACLOFEN), lines(name=None)):
        assert level(" ".join(call)) <= 4, call


def given(name: str, **more) -> GivenAsNeeded:
    return replace(GivenAsNeeded(name=name, dose_text=None, at=ago(1), told=ago(1)), **more)


def test_what_was_given_as_needed_is_told_before_the_allergies():
    said = lines(CLONAZEPAM, given=(given("Lorazepam", dose_text="1 mg"), given("Syrup", at=None)))
    assert said[3] == "Also given: Lorazepam 1 mg, 11:00 AM; Syrup, told 11:00 AM."
    assert said[4] == "I do not know their allergies."
    many = tuple(given(name) for name in ("A", "B", "C", "D", "E"))
    assert lines(CLONAZEPAM, given=many)[3].endswith("C, 11:00 AM; 2 more.")


def test_what_makes_this_night_another_one_for_a_crew_stands_behind_what_happened():
    oxycodone = Medicine(name="Oxycodone", groups=(MedicineGroup.OPIOID,))
    warfarin = Medicine(name="Warfarin", groups=(MedicineGroup.ANTICOAGULANT,))
    said = lines(
        BACLOFEN,
        signs=("A severe headache.",),
        cord_injury=True,
        dysreflexia=True,
        pregnant=True,
        also_takes=(oxycodone, warfarin),
        restarted="No kept dose is recorded for 84 h before a dose.",
    )
    at = said.index("What happened: A severe headache.")
    assert said[at + 1 : at + 3] == [
        "High spinal cord injury. Maybe autonomic dysreflexia. They are pregnant.",
        "Also takes: Oxycodone (opioid), Warfarin (blood thinner).",
    ]
    assert "No kept dose is recorded for 84 h before a dose." in said[at + 4]


def test_a_long_list_of_other_medicines_is_counted():
    many = tuple(Medicine(name=f"Opioid {n}", groups=(MedicineGroup.OPIOID,)) for n in range(1, 6))
    assert any(line.endswith("Opioid 3 (opioid), 2 more.") for line in lines(also_takes=many))
