# SPDX-License-Identifier: MIT
"""The full check-in asks everything it should, with the limits that were set for it."""

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.form import (
    LIMBS,
    Form,
    Limits,
    Question,
    asked_of,
    with_overall_stiffness,
)
from caregiver_app.domain.person import Drug, Route
from caregiver_app.domain.record import Record
from tests.domain import pretend

# Every item of the full check-in, typed anew: a group of ids that must all be asked.
ITEMS = {
    "temperature": "temp_c more.temp_site",
    "pulse": "hr more.pulse_source more.irregular_pulse",
    "pressure": "sbp dbp more.bp_arm more.bp_position bp_repeat",
    "breaths": "rr breathing",
    "oxygen": "spo2 more.on_oxygen more.oxygen_l_min",
    "weight": "weight_kg",
    "mind": "alertness orientation mood anxiety agitation self_harm hallucination",
    "what they see": "more.hallucination_what",
    "four questions": "more.knows_name more.knows_place more.knows_year more.knows_person",
    "who does not speak": "more.usual_self",
    "sleep": "sleep_h more.night_terrors",
    "stiffness": "stiffness stiff_sudden " + " ".join(f"more.{limb}" for limb in LIMBS),
    "spasms": "psfs more.spasm_severity",
    "movement": "tremor more.jerks tingling more.light_sound more.balance floppy",
    "skin": "itching rash sweating flushing more.goosebumps",
    "seizures": "seizures",
    "drinking and toilet": "more.fluids_ml cannot_keep_fluids urine more.bowel_days",
    "stomach": "nausea vomiting_count vomited_doses_24h more.eating",
    "alarming": "dizzy passed_out chest_pain severe_headache vision_change weak_numb stroke_signs",
    "falls and pain": "fall more.fall_time muscle_pain more.muscle_pain_where",
    "doses": "doses last_kept_dose_at doses_missed_in_row extra_dose restart_after_gap",
    "other medicines": "recent_increase prn_taken more.alcohol more.other_drugs more.new_medicine",
    "tired": "more.fatigue more.memory",
    "clonazepam": "more.ringing_ears more.panic more.craving",
    "other": "other_signs worried note more.visit_type",
    "pump": "pump_alarm refill_done refill_confirmed_missed mri_unchecked",
    "over the pump": "more.pump_moved more.pump_swollen more.pump_red",
}

# Typed anew: hard low, hard high, soft low, soft high, and the soft limits of a child.
LIMITS = {
    "temp_c": ("30.0", "43.0", "35.0", "40.0"),
    "hr": ("20", "250", "45", "150", "60", "200"),
    "sbp": ("40", "280", "80", "200"),
    "dbp": ("20", "180", "40", "120"),
    "rr": ("2", "80", "10", "30", "12", "50"),
    "spo2": ("50", "100", "90", None),
    "weight_kg": ("2", "350", None, None),
    "sleep_h": ("0", "24", "2", "16"),
    "stiffness": ("0", "10", None, None),
    "anxiety": ("0", "10", None, None),
    "mood": ("0", "10", None, None),
    "more.craving": ("0", "10", None, None),
    "seizures": ("0", "86400", None, "300"),
    "more.fluids_ml": ("0", "10000", "500", None),
    "vomiting_count": ("0", "50", None, "2"),
    "vomited_doses_24h": ("0", "50", None, "2"),
    "more.bowel_days": ("0", "365", None, "3"),
    "doses": ("0", "500", None, "20"),
    "doses_missed_in_row": ("0", "50", None, None),
    "last_kept_dose_at": ("0", "8760", None, "24"),
    "more.oxygen_l_min": ("0", "60", None, "15"),
    **{f"more.{limb}": ("0", "10", None, None) for limb in LIMBS},
}
ASKED_AGAIN = {
    "stiff_sudden": {"true"},
    "agitation": {"3"},
    "self_harm": {"thoughts", "plan_or_attempt"},
    "more.sedating_medicine": {"true"},
}


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def ids(form: Form) -> list[str]:
    return [question.id for question in form.questions]


def bounds(limits: Limits) -> tuple[Decimal | None, ...]:
    return (
        limits.hard_low,
        limits.hard_high,
        limits.soft_low,
        limits.soft_high,
        limits.soft_low_child,
        limits.soft_high_child,
    )


def asked(form: Form, mode: Mode = Mode.FULL, wanted: tuple[str, ...] = (), **person) -> list[str]:
    record = Record(person=pretend.person(**person))
    return ids(asked_of(form, record, mode, frozenset(wanted)))


@pytest.mark.parametrize("about", ITEMS)
def test_every_item_of_the_full_check_in_is_asked(form: Form, about: str) -> None:
    assert set(ITEMS[about].split()) <= set(ids(form))


def test_nothing_is_asked_that_nobody_listed(form: Form) -> None:
    listed = {item for items in ITEMS.values() for item in items.split()}
    assert set(ids(form)) - listed == {"more.sedating_medicine"}


def test_no_limit_of_a_number_differs_from_the_list(form: Form) -> None:
    read = {q.id: bounds(q.limits) for q in form.questions if q.limits}
    typed = {
        name: tuple(None if text is None else Decimal(text) for text in texts) + (None,) * (6 - n)
        for name, texts in LIMITS.items()
        for n in [len(texts)]
    }
    assert read == typed


def test_the_choices_that_are_asked_again_are_those_of_the_list(form: Form) -> None:
    again = {q.id: {c.value for c in q.choices if c.asks_again} for q in form.questions}
    assert {name: values for name, values in again.items() if values} == ASKED_AGAIN


def test_four_above_usual_is_asked_again_for_stiffness_and_fear_only(form: Form) -> None:
    held = {q.id for q in form.questions if q.limits and q.limits.soft_above_usual is not None}
    assert held == {"stiffness", "anxiety"}
    limits = form.question("stiffness").limits
    assert limits.is_far_above(7, 3)
    assert not limits.is_far_above(6, 3)
    assert not form.question("mood").limits.is_far_above(10, 0)


def test_a_weight_five_percent_off_within_a_week_is_asked_again(form: Form) -> None:
    limits = form.question("weight_kg").limits
    last, week = Decimal(80), Decimal(7)
    assert limits.is_big_change(Decimal("84.1"), last, week)
    assert limits.is_big_change(Decimal("75.9"), last, Decimal(1))
    assert not limits.is_big_change(Decimal("84.0"), last, week)
    assert not limits.is_big_change(Decimal("90"), last, Decimal("7.1"))
    assert not form.question("mood").limits.is_big_change(Decimal(9), Decimal(1), Decimal(1))


def test_signs_that_no_rule_has_say_at_once_what_to_do(form: Form) -> None:
    says = {(q.id, c.value): c.says for q in form.questions for c in q.choices if c.says}
    others = "other_signs"
    assert (
        says.pop((others, "yellow skin or eyes")) == "Yellow skin or eyes. Call the prescriber now."
    )
    asked = form.question("severe_headache").prompt
    assert asked in says.pop((others, "headache")), "no rule reads the tick, so it names the answer"
    signs = {"severe_headache", "vision_change", "weak_numb", "floppy"}
    assert says.keys() == {(sign, "true") for sign in signs}
    for words in says.values():
        assert "call 911 now" in words
        assert "call the prescriber" in words


def stored_values(question: Question) -> set[str] | None:
    """Return what the field of a choice can hold, or None for an item of its own."""
    hint = get_type_hints(Draft).get(question.id)
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if kinds == [bool]:
        return {"false", "true"}
    if len(kinds) == 1 and issubclass(kinds[0], StrEnum):
        return set(kinds[0])
    return None


def test_a_choice_offers_exactly_what_its_field_can_hold(form: Form) -> None:
    for question in form.questions:
        possible = stored_values(question) if question.kind == "choice" else None
        if possible is not None:
            assert {choice.value for choice in question.choices} == possible, question.id
    assert [c.value for c in form.question("agitation").choices] == list("0123")
    assert [c.value for c in form.question("psfs").choices] == list("01234")
    assert {c.value for c in form.question("doses").choices} == set(DoseStatus)


def test_the_quick_check_in_asks_what_it_asked_before(form: Form) -> None:
    quick = "alertness orientation breathing stiffness temp_c hr sbp dbp rr spo2 itching rash"
    assert asked(form, Mode.QUICK) == [*quick.split(), "worried", "note"]
    assert asked(form, Mode.QUICK, route=Route.ITB) == [
        *quick.split(),
        "pump_alarm",
        "worried",
        "note",
    ]
    assert asked_of(form, Record(person=pretend.person()), Mode.QUICK).groups == ()


def test_only_a_pump_is_asked_about_pumps(form: Form) -> None:
    with_pump, by_mouth = asked(form, route=Route.ITB), asked(form, route=Route.ORAL)
    assert {"mri_unchecked", "more.pump_red", "refill_done"} <= set(with_pump)
    assert not {"mri_unchecked", "more.pump_red", "refill_done", "pump_alarm"} & set(by_mouth)
    assert {"doses", "last_kept_dose_at", "vomited_doses_24h"} <= set(by_mouth)
    assert not {"doses", "last_kept_dose_at", "vomited_doses_24h"} & set(with_pump)
    group_ids = {g.id for g in asked_of(form, Record(person=pretend.person()), Mode.FULL).groups}
    assert "pump" not in group_ids
    assert "sleep" in group_ids


def test_a_drug_or_an_injury_brings_its_own_questions(form: Form) -> None:
    assert "more.light_sound" not in asked(form)
    assert {"more.light_sound", "more.panic"} <= set(asked(form, drug=Drug.CLONAZEPAM))
    assert "flushing" not in asked(form)
    assert {"flushing", "more.goosebumps"} <= set(asked(form, sci_t6_or_above=True))


def test_craving_is_asked_only_when_somebody_wants_it(form: Form) -> None:
    assert "more.craving" not in asked(form, drug=Drug.CLONAZEPAM)
    assert "more.craving" in asked(form, wanted=("more.craving",), drug=Drug.CLONAZEPAM)
    assert "more.craving" not in asked(form, wanted=("more.craving",), drug=Drug.BACLOFEN)


def test_the_stiffest_limb_stands_in_for_a_blank_overall_figure() -> None:
    draft = Draft(more={"stiffness_trunk": Decimal(4), "stiffness_left_leg": Decimal(8)})
    assert with_overall_stiffness(draft).stiffness == 8
    assert with_overall_stiffness(replace(draft, stiffness=3)).stiffness == 3
    assert with_overall_stiffness(Draft(more={"jerks": True})).stiffness is None


def test_every_group_comes_in_the_order_in_which_a_caregiver_looks(form: Form) -> None:
    order = "breathing stiffness mind sleep skin stomach toilet falls medicines pump other"
    assert [group.id for group in form.groups] == order.split()
    met = list(dict.fromkeys(q.group for q in form.questions if q.group))
    assert met == order.split()
    assert form.in_group("sleep")[0].id == "sleep_h"
    assert form.question("more.jerks").item == "jerks"
    assert form.question("sleep_h").item is None
