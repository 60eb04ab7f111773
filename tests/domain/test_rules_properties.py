# SPDX-License-Identifier: MIT
"""What holds for every check-in: worse is never judged milder, and missing is never normal."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.check_in import (
    Alertness,
    AsNeeded,
    Breathing,
    Draft,
    Fall,
    Grade,
    Hallucination,
    Missing,
    Orientation,
    PumpAlarm,
    Seizure,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import (
    Drug,
    Kidney,
    Medicine,
    MedicineGroup,
    Person,
    Route,
    UsualValues,
)
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.completeness import REQUIRED
from caregiver_app.domain.rules.engine import assess_record
from tests.domain.pretend import (
    RULES,
    ago,
    calm,
    check_in,
    dose,
    judge,
    person,
    plan,
    pump_event,
    pump_person,
    usual,
)
from tests.tries import tries

SEDATED = Medicine(name="x", groups=(MedicineGroup.OPIOID, MedicineGroup.ANTICOAGULANT))
PEOPLE = (
    person(),
    person(82, usual=usual(sbp=138, dbp=74)),
    person(14),
    person(8, usual=usual(hr=85, rr=20, sbp=100)),
    person(usual=usual(sbp=100), sci_t6_or_above=True),
    person(usual=UsualValues()),
    person(None),
    person(usual=usual(spo2=90), spo2_target_88_92=True, kidney=Kidney(ckd=True)),
    person(drug=Drug.CLONAZEPAM, seizure_plan=True, medicines=(SEDATED,)),
    person(usual=usual(agitation=2, sweating=Sweating.SOME, alertness=Alertness.DROWSY)),
    pump_person(),
    pump_person(35, route=Route.BOTH, usual=usual(sbp=108)),
)
RECORDS: tuple[dict, ...] = (
    {},
    {"plans": (plan("06:00", "14:00", "22:00"),), "doses": (dose(30), dose(22), dose(6))},
    {"plans": (plan("08:00"),), "doses": (dose(52), dose(4, DoseStatus.MISSED), dose(3))},
    {"check_ins": (check_in(26, Level.WATCH, hr=84), check_in(9, Level.WATCH, hr=88))},
    {"check_ins": (check_in(20, temp_c=Decimal("37.0")), check_in(9, temp_c=Decimal("37.4")))},
    {"check_ins": (check_in(24, tingling=True), check_in(9, tingling=True, dizzy=True))},
    {"pump_events": (pump_event(30, PumpEventKind.MRI), pump_event(3, PumpEventKind.ALARM))},
)
ONE = Seizure(start=ago(2), duration_s=60, recovered=True)


def tenths(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) / 10 for number in numbers)


# Each list goes from good to bad; a step to the right is "worse". Two arms where both ends are.
ARMS: tuple[tuple[str, tuple], ...] = (
    ("hr", (75, 90, 91, 92, 100, 101, 102, 106, 110, 111, 116, 120, 130, 131, 150, 180, 250)),
    ("hr", (71, 60, 56, 55, 51, 50, 46, 45, 41, 40, 30)),
    ("rr", (16, 20, 21, 24, 25, 27, 30, 35, 40, 50, 80)),
    ("rr", (14, 13, 12, 11, 10, 9, 8, 4)),
    ("sbp", (125, 135, 140, 149, 150, 160, 179, 180, 219, 220, 280)),
    ("sbp", (110, 103, 101, 100, 95, 91, 90, 89, 86, 85, 80, 60)),
    ("dbp", (78, 100, 119, 120, 170)),
    ("spo2", (100, 98, 96, 95, 94, 93, 92, 91, 88, 87, 86, 85, 84, 83, 70)),
    ("temp_c", tenths(368, 374, 377, 378, 379, 380, 390, 391, 399, 400, 420)),
    ("temp_c", tenths(366, 361, 360, 351, 350, 310)),
    ("sleep_h", tenths(80, 50, 41, 40, 0)),
    ("last_kept_dose_at", tuple(ago(hours) for hours in (2, 6, 11, 12, 14, 16, 24, 28, 49))),
    *((name, tuple(range(11))) for name in ("stiffness", "anxiety", "doses_missed_in_row")),
    *((name, tuple(range(5))) for name in ("psfs", "vomiting_count", "vomited_doses_24h")),
    ("agitation", (0, 1, 2, 3)),
    ("sweating", tuple(Sweating)),
    *((name, tuple(Grade)) for name in ("tremor", "itching", "nausea")),
    ("alertness", tuple(Alertness)),
    ("orientation", tuple(Orientation)),
    ("hallucination", tuple(Hallucination)),
    ("breathing", (Breathing.NORMAL, Breathing.TROUBLE)),
    ("breathing", (Breathing.NORMAL, Breathing.SLOW_OR_SHALLOW)),
    ("urine", (Urine.NORMAL, Urine.DARK_YELLOW, Urine.TEA_COLA)),
    ("urine", (Urine.NORMAL, Urine.NONE_12H)),
    ("fall", tuple(Fall)),
    ("self_harm", tuple(SelfHarm)),
    ("pump_alarm", (PumpAlarm.NONE, PumpAlarm.UNSURE, PumpAlarm.TWO_TONE)),
    ("pump_alarm", (PumpAlarm.NONE, PumpAlarm.SINGLE, PumpAlarm.TWO_TONE)),
    ("seizures", ((), (ONE,), (ONE, ONE))),
    ("seizures", ((), (ONE,), (replace(ONE, duration_s=400),))),
    ("seizures", ((), (ONE,), (replace(ONE, different=True),))),
    ("refill_done", (True, False)),
    *(
        (name, (False, True))
        for name in (
            *("passed_out", "stiff_sudden", "floppy", "dizzy", "tingling", "flushing"),
            *("chest_pain", "stroke_signs", "severe_headache", "vision_change", "weak_numb"),
            *("muscle_pain", "cannot_keep_fluids", "worried", "extra_dose", "restart_after_gap"),
            *("recent_increase", "mri_unchecked", "refill_confirmed_missed"),
        )
    ),
)
VALUES = tuple((name, value) for name, arm in ARMS for value in arm)
STEPS = tuple(
    (name, arm[place], arm[other])
    for name, arm in ARMS
    for place in range(len(arm))
    for other in range(place + 1, len(arm))
)
answers = st.lists(st.sampled_from(VALUES), max_size=5).map(dict)
whoever = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(RECORDS))
often = tries(150)  # ten thousand pairs: test_monotone.py
seldom = tries(100)


def level(draft: Draft, who: Person, record: dict) -> Level:
    return judge(draft, who, **record).level


def own(who: Person) -> dict:
    """Return the answers that are normal for somebody: usual, or assumed to be, and awake."""
    known = {name: getattr(who.usual, name) for name in UsualValues.__dataclass_fields__}
    recorded = {name: value for name, value in known.items() if value is not None}
    return {"psfs": 0, **recorded, "alertness": Alertness.AWAKE}


@often
@given(whoever, answers, st.sampled_from(STEPS))
def test_making_one_fact_worse_never_lowers_the_level(whose, given_answers, step) -> None:
    name, better, worse = step
    base = calm(**given_answers)
    first = level(replace(base, **{name: better}), *whose)
    assert level(replace(base, **{name: worse}), *whose) >= first


@often
@given(whoever, answers, st.sampled_from(sorted(Draft.__dataclass_fields__)))
def test_leaving_out_a_normal_answer_never_lowers_the_level(whose, given_answers, name) -> None:
    who, record = whose
    normal = calm(**{**own(who), **given_answers})
    if name in given_answers or name == "rash":  # bad already, or never worse
        return
    empty = Draft.__dataclass_fields__[name].default
    left_out = replace(normal, **{name: empty if empty is None else getattr(normal, name)})
    assert level(left_out, who, record) >= level(normal, who, record)


@seldom
@given(whoever, answers, st.sampled_from(REQUIRED), st.sampled_from([None, *Missing]))
def test_a_missing_answer_is_never_no_warning_signs(whose, given_answers, name, why) -> None:
    reasons = {} if why is None else {name: why}
    draft = replace(calm(**given_answers), **{name: None}, not_taken=reasons)
    assessment = judge(draft, whose[0], **whose[1])
    assert assessment.level >= Level.INCOMPLETE
    assert name in assessment.missing


@seldom
@given(whoever, answers)
def test_the_level_is_that_of_the_worst_rule(whose, given_answers) -> None:
    assessment = judge(calm(**given_answers), whose[0], **whose[1])
    floor = Level.INCOMPLETE if assessment.missing else Level.NO_FLAGS
    assert assessment.level is max([floor, *(f.level for f in assessment.rules)])
    order = [(-finding.level, finding.id) for finding in assessment.rules]
    assert order == sorted(order)


@seldom
@given(whoever, answers, st.text(), st.text())
def test_free_text_never_changes_the_judgement(whose, given_answers, text, more) -> None:
    who, record = whose
    draft = calm(**given_answers)
    written = replace(
        draft,
        note=text,
        recorder=more,
        observer=text,
        other_signs=(text, more),
        more={text: more},
        raw={"hr": more},
        entered_unit={"temp_c": text},
        prn_taken=(AsNeeded(name=text, dose_text=more),),
        first_reading={"hr": Decimal(200)},
    )
    named = replace(who, name=text, diagnosis=more, conditions=(text,), communication=more)
    assert judge(written, named, **record) == judge(draft, who, **record)


@tries(60)
@given(st.sampled_from(PEOPLE), st.lists(answers, min_size=4, max_size=8), st.randoms())
def test_the_order_of_the_entries_does_not_matter(who, several, random: Random) -> None:
    check_ins = [check_in(5 * n + 1, **given_answers) for n, given_answers in enumerate(several)]
    doses = [dose(7 * n + 2, status) for n, status in enumerate(DoseStatus)]
    events = [pump_event(9 * n, kind) for n, kind in enumerate(PumpEventKind)]
    in_order = Record(person=who, check_ins=(), plans=(plan("06:00", "18:00"),))
    in_order = filled(in_order, check_ins, doses, events)
    for entries in (check_ins, doses, events):
        random.shuffle(entries)
    shuffled = filled(in_order, check_ins, doses, events)
    assert verdicts(shuffled) == verdicts(in_order)


def filled(record: Record, check_ins: list, doses: list, events: list) -> Record:
    return replace(
        record, check_ins=tuple(check_ins), doses=tuple(doses), pump_events=tuple(events)
    )


def verdicts(record: Record) -> list:
    return [(judged.id, verdict) for judged, verdict in assess_record(RULES, record)]
