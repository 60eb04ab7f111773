# SPDX-License-Identifier: MIT
"""Objects of the portable record become dataclasses and back; errors name the field."""

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum
from pathlib import Path

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import AsNeeded, CheckIn, Draft, Missing
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, Change, PumpEvent, PumpEventKind
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person, Pump, Supply, UsualSource
from caregiver_app.domain.plain import FieldError, from_plain, to_plain
from caregiver_app.domain.plan import TaperPlan
from tests.domain.pretend import NOW, calm, judge, person, plan, pump_person
from tests.domain.rule_cases import seizure

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.json"))
PARTS = {
    "person": Person,
    "plans": TaperPlan,
    "check_ins": CheckIn,
    "doses": DoseEvent,
    "pump_events": PumpEvent,
    "actions": ActionTaken,
    "changes": Change,
}
FULL = (
    person(supply=Supply(units_left=Decimal("4.5")), usual_from={"hr": UsualSource(by="Dr. A")}),
    pump_person(pump=Pump(last_refill=date(2026, 2, 1), reservoir_ml=Decimal(40))),
    plan("06:00", "22:00"),
    calm(
        seizures=(seizure(recovered_after_min=Decimal(3)),),
        prn_taken=(AsNeeded(name="x", at=NOW),),
        more={"mood word": "low", "steps": Decimal("3.0"), "slept well": False, "left": None},
        not_taken={"hr": Missing.DEVICE_LOW},
        first_reading={"hr": Decimal(120)},
    ),
    DoseEvent(id="d", status=DoseStatus.VOMITED, at=NOW, ml=Decimal("2.50")),
    PumpEvent(id="p", at=NOW, kind=PumpEventKind.REFILL, low_reservoir_date=date(2026, 8, 1)),
    ActionTaken(id="a", at=NOW, kind=ActionKind.SPOKE),
    Change(id="c", at=NOW, target="x", field="hr", before=None, after=[1, {"deep": "value"}]),
    judge(calm(hr=112)),
)


@pytest.mark.parametrize("one", FULL, ids=lambda one: type(one).__name__)
def test_every_kind_of_entry_survives_the_way_out_and_back(one) -> None:
    assert from_plain(type(one), to_plain(one)) == one


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_whole_record_survives_with_its_numbers_as_written(file: Path) -> None:
    plain = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    for name, cls in PARTS.items():
        items = [plain[name]] if name == "person" else plain.get(name, [])
        for item in items:
            assert written(to_plain(from_plain(cls, item))) == written(item)


def written(value: object) -> object:
    """Return a plain value with its numbers as text: 37.0 is not 37."""
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [written(item) for item in value]
    return str(value) if isinstance(value, int | Decimal) else value


def test_a_measured_decimal_keeps_its_place_and_a_default_is_left_out() -> None:
    assert str(to_plain(Draft(temp_c=Decimal("37.0")))["temp_c"]) == "37.0"
    assert to_plain(Draft()) == {}
    assert to_plain({"a": (date(2026, 5, 10), Level.WATCH)}) == {"a": ["2026-05-10", "WATCH"]}


def test_null_is_the_same_as_not_recorded() -> None:
    nothing = {field.name: None for field in dataclasses.fields(Draft)}
    assert from_plain(Draft, nothing) == Draft()


def test_a_judgement_is_stored_by_the_names_of_level_and_action() -> None:
    finding = Finding(id="U02", level=Level.URGENT, message="m", because="b", source="s")
    stored = to_plain(
        Assessment(
            rule_set="1", level=Level.URGENT, rules=(finding,), action=Action.CALL_PRESCRIBER
        )
    )
    assert (stored["level"], stored["action"]) == ("URGENT", "CALL_PRESCRIBER")
    assert stored["rules"][0]["level"] == "URGENT"


@pytest.mark.parametrize(
    ("cls", "plain", "message"),
    [
        (Draft, [], "the file: [] is not an object; allowed: an object {…}"),
        (Draft, {"pulse": 70}, "pulse: this field is not known; allowed: mode, "),
        (DoseEvent, {"status": "taken"}, "id: this field is missing; allowed: it must be there"),
        (DoseEvent, {"id": None, "status": "taken"}, "id: this field is missing"),
        (Draft, {"hr": "70"}, "hr: '70' does not fit; allowed: a whole number"),
        (Draft, {"hr": True}, "hr: True does not fit"),
        (Draft, {"hr": Decimal("70.5")}, "hr: 70.5 does not fit; allowed: a whole number"),
        (Draft, {"hr": Decimal("1E+999999")}, "hr: 1E+999999 does not fit"),
        (Draft, {"temp_c": 37.5}, "temp_c: 37.5 does not fit; allowed: a number"),
        (Draft, {"temp_c": Decimal("NaN")}, "temp_c: NaN does not fit"),
        (Draft, {"worried": 1}, "worried: 1 does not fit; allowed: true or false"),
        (Draft, {"note": 5}, "note: 5 does not fit; allowed: a text"),
        (
            Draft,
            {"alertness": "asleep"},
            "alertness: 'asleep' is not one of the choices; allowed: awake,",
        ),
        (Draft, {"seizures": {}}, "seizures: {} is not a list; allowed: a list […]"),
        (Draft, {"seizures": [{}]}, "seizures[0].start: this field is missing"),
        (
            Draft,
            {"seizures": [{"start": "noon"}]},
            "seizures[0].start: 'noon': a time is",
        ),
        (Draft, {"not_taken": []}, "not_taken: [] is not an object"),
        (Draft, {"not_taken": {"hr": "lost"}}, "not_taken.hr: 'lost' is not one of the choices"),
        (
            Draft,
            {"more": {"x": [1]}},
            "more.x: [1] does not fit; allowed: a text, a number, true",
        ),
        (Draft, {"more": {"x": Decimal("Infinity")}}, "more.x: Infinity does not fit"),
        (
            Person,
            {"name": "A", "route": "oral", "drug": "baclofen", "dob": "2026-02-30"},
            "dob: '2026-02-30': this date does not exist",
        ),
        (
            Person,
            {"name": "A", "route": "oral", "drug": "baclofen", "dob": "20260203"},
            "dob: '20260203': a date is written",
        ),
        (
            Person,
            {"name": "A", "route": "oral", "drug": "baclofen", "dob": "0001-02-03"},
            "dob: '0001-02-03': the year is not",
        ),
        (
            Person,
            {"name": "A", "route": "oral", "drug": "baclofen", "dob": 5},
            "dob: 5 does not fit; allowed: a date",
        ),
        (Draft, {"note": ["x" * 99]}, "note: ['" + "x" * 55 + "... does not fit"),
    ],
)
def test_what_does_not_fit_is_named_with_its_field_and_what_is_allowed(cls, plain, message) -> None:
    with pytest.raises(FieldError) as error:
        from_plain(cls, plain)
    assert str(error.value).startswith(message)


def test_whole_numbers_may_be_written_with_a_point_and_zero() -> None:
    assert from_plain(Draft, {"hr": Decimal("70.0")}).hr == 70
    assert from_plain(Draft, {"more": {"x": 3}}).more == {"x": Decimal(3)}


class Size(IntEnum):
    """A choice that is stored by its name."""

    SMALL = 1


@dataclass(frozen=True, slots=True)
class Box:
    """Hints that the record itself does not have today."""

    size: Size
    at: Moment | None = None
    inner: "Box | None" = None
    anything: object = None
    words: dict[str, str] = field(default_factory=dict)


def test_choices_by_name_and_nested_objects_are_read_and_written() -> None:
    box = Box(Size.SMALL, NOW, Box(Size.SMALL), {"free": [1]}, {"a": "b"})
    plain = to_plain(box)
    assert plain["size"] == "SMALL"
    assert from_plain(Box, plain) == box
    with pytest.raises(
        FieldError, match=r"inner\.size: 1 is not one of the choices; allowed: SMALL"
    ):
        from_plain(Box, {"size": "SMALL", "inner": {"size": 1}})


def test_a_reason_that_is_null_is_refused_not_dropped() -> None:
    with pytest.raises(FieldError, match=r"not_taken\.temp_c"):
        from_plain(Draft, {"not_taken": {"temp_c": None}})
    assert from_plain(Draft, {"more": {"pupils": None}}).more == {"pupils": None}
