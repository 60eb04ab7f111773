# SPDX-License-Identifier: MIT
"""Made-up records for the sheet: an ordinary one, and the fullest anyone could type."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.reader import read_record

ROOT = Path(__file__).resolve().parents[2]
NOW = Moment.parse("2026-05-21T11:44:00-04:00")


@cache
def rules() -> RuleSet:
    """Return the rule set that ships."""
    return load_rule_set()


def practice(name: str) -> Record:
    """Return the record of a practice person."""
    return record_of(read_record(ROOT / "resources" / "samples" / f"practice-{name}.json"))


def moment(hours_ago: float) -> str:
    """Return the text of a time so many hours before NOW."""
    return (NOW.local - timedelta(hours=hours_ago)).isoformat()


def check_in(number: int, hours_ago: float, **answers: object) -> dict[str, object]:
    """Return an ordinary check-in with some answers changed."""
    usual = {
        "mode": "full",
        "recorder": "daughter",
        "alertness": "awake",
        "orientation": "normal",
        "hallucination": "no",
        "breathing": "normal",
        "stiffness": 3,
        "psfs": 1,
        "temp_c": Decimal("36.7"),
        "hr": 72,
        "sbp": 120,
        "dbp": 76,
        "seizures": [],
        "fall": "none",
        "doses_missed_in_row": 0,
        "last_kept_dose_at": moment(hours_ago + 2),
    }
    return {**usual, **answers, "id": f"c{number}", "at": moment(hours_ago)}


def plain_record(**changes: object) -> dict[str, object]:
    """Return the portable form of an ordinary person on baclofen by mouth."""
    person = {
        "name": "Test Person",
        "route": "oral",
        "drug": "baclofen",
        "dob": "1960-02-01",
        "allergies": ["latex"],
        "medicines": [],
        "usual": {"temp_c": Decimal("36.7"), "hr": 72, "sbp": 120, "dbp": 76, "stiffness": 3},
        "contacts": [{"role": "prescriber", "name": "Dr. Lee", "phone": "555-0101"}],
    }
    plan = {
        "drug": "baclofen",
        "route": "oral",
        "start_mg_per_day": 60,
        "dose_times": ["06:00", "14:00", "22:00"],
        "steps": [
            {"from": "2026-05-01", "mg_per_day": 60},
            {"from": "2026-05-20", "mg_per_day": 55},
        ],
    }
    record = {"plans": [plan], "check_ins": [check_in(1, 20), check_in(2, 1)]}
    more = {key: value for key, value in changes.items() if key in ("check_ins", "plans", "doses")}
    person.update({key: value for key, value in changes.items() if key not in more})
    return {"person": person, **record, **more}


def record(**changes: object) -> Record:
    """Return an ordinary person's record; keywords change the person or replace a list."""
    return from_plain(Record, plain_record(**changes))


def seizures(count: int) -> list[dict[str, object]]:
    """Return so many seizures, one an hour."""
    start = datetime.fromisoformat(moment(count))
    return [
        {
            "start": (start + timedelta(hours=k)).isoformat(),
            "duration_s": 60 + k,
            "kind": "whole_body",
            "recovered": True,
            "injury": False,
        }
        for k in range(count)
    ]


def fullest(text: str = "many words ", medicines: int = 60) -> Record:
    """Return a record with everything filled in, each text as long as the form lets it be."""
    long = text * 200
    roles = ("prescriber", "pump_clinic", "decision_maker", "after_hours", "family", "pharmacy")
    groups = ("sedating", "opioid", "anticoagulant")
    plans = plain_record()["plans"]
    other = {**plans[0], "drug": "clonazepam"}
    pump = {**plans[0], "route": "itb", "steps": [{"from": "2026-01-01", "mcg_per_day": 350}]}
    del pump["start_mg_per_day"]
    said = {"note": long, "other_signs": [text[:60]] * 20, "worried": True, "extra_dose": True}
    bad = {"temp_c": Decimal("39.6"), "hr": 140, "sbp": 190, "dbp": 120, "stiffness": 9}
    return record(
        route="both",
        name=long[:200],
        dob="2014-03-01",
        language=long[:200],
        communication=long,
        diagnosis=long,
        conditions=[text[:80]] * 10,
        allergies=[text[:80]] * 20,
        past_withdrawal=long,
        months_on_drug=96,
        advance_directive=long,
        medicines=[
            {"name": text[:80], "dose_text": text[:80], "groups": [groups[k % 3]]}
            for k in range(medicines)
        ],
        contacts=[{"role": r, "name": text[:80], "phone": "+1 313 555 0188 9999"} for r in roles],
        pump={"maker": text[:60], "model": text[:60], "low_reservoir_date": "2026-05-01"},
        plans=[plans[0], pump, other],
        check_ins=[
            check_in(k, 40 - k, recorder=f"{text[:40]}{k}", seizures=seizures(9), **said, **bad)
            for k in range(30)
        ],
    )
