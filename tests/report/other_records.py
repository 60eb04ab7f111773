# SPDX-License-Identifier: MIT
"""Made-up records for the clinic and the shift sheet: a bare one, a busy one, and the worst."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import Sheet, sheet_from_record
from tests.report.records import NOW, check_in, fullest, moment, plain_record, rules, seizures


def clinic(record: Record, paper: str = "letter", now=NOW, days: int | None = None) -> Sheet:
    """Return the clinic sheet of a record."""
    return sheet_from_record(rules(), record, now, paper, Audience.CLINIC, days=days)


def shift(record: Record, paper: str = "letter", now=NOW) -> Sheet:
    """Return the sheet for the next caregiver."""
    return sheet_from_record(rules(), record, now, paper, Audience.SHIFT)


def bare(**person: object) -> Record:
    """Return a record of a name alone."""
    known = {"name": "X", "route": "oral", "drug": "baclofen", **person}
    return from_plain(Record, {"person": known})


def dose(hours_ago: float, status: str = "taken", mg: str = "20", **more: object):
    """Return a dose that was due, and given, so many hours before NOW."""
    at = moment(hours_ago)
    plain = {"id": f"d{hours_ago}{status}", "scheduled_for": at, "at": at, "status": status}
    return {**plain, "mg": Decimal(mg), **more}


def action(hours_ago: float, kind: str, about: str, **more: object) -> dict[str, object]:
    """Return something that was done about a check-in so many hours before NOW."""
    number = f"a{hours_ago}{kind}"
    return {"id": number, "at": moment(hours_ago), "about": about, "kind": kind, **more}


def steps(count: int, first: date = date(2026, 4, 1), every: int = 7) -> list[dict[str, object]]:
    """Return so many steps down, one a week, with their doses."""
    return [
        {
            "from": (first + timedelta(days=every * n)).isoformat(),
            "mg_per_day": 120 - n,
            "doses": [{"time": time, "mg": 120 - n} for time in ("06:00", "14:00", "22:00")],
            "hold_if": "much stiffer, or a fever",
            "as_written": "one tablet three times a day",
        }
        for n in range(count)
    ]


def busy(**changes: object) -> Record:
    """Return two weeks of checks and doses with alerts, answers and steps."""
    checks = [check_in(n, 336 - 6 * n) for n in range(56)]
    for n in (20, 21, 30, 50):
        checks[n] |= {"temp_c": Decimal("39.6"), "alertness": "drowsy"}
    plan = {**plain_record()["plans"][0], "id": "plan-1", "steps": steps(12, date(2026, 4, 1))}
    given = [dose(n * 8 + 5.7, "late" if n % 9 == 4 else "taken", str(100)) for n in range(42)]
    given[7] |= {"status": "missed"}
    given[12] |= {"status": "vomited"}
    done = [
        action(336 - 6 * 20 - 0.2, "called", "c20", who="Dr. Lee", by="daughter"),
        action(336 - 6 * 20 - 0.5, "spoke", "c20", who="Dr. Lee", note="Come in tomorrow."),
    ]
    whole = {
        **plain_record(check_ins=checks, plans=[plan], doses=sorted(given, key=lambda d: d["at"])),
        "actions": done,
        **changes,
    }
    return from_plain(Record, whole)


def worst(text: str = "many words ") -> Record:
    """Return the fullest record of the ER sheet with long plans, many alerts and many actions."""
    full = fullest(text)
    long = text * 200
    plan = {
        "drug": "baclofen",
        "route": "oral",
        "id": "plan-1",
        "start_mg_per_day": 300,
        "dose_times": ["06:00", "14:00", "22:00"],
        "prescriber": long[:200],
        "steps": [
            {**step, "as_written": long, "hold_if": long, "status": "held", "status_by": long}
            for step in steps(60, date(2026, 3, 1), 2)
        ],
    }
    pump = {"drug": "baclofen", "route": "itb", "id": "plan-2", "start_mcg_per_day": 900}
    pump["steps"] = [
        {"from": (date(2026, 4, 1) + timedelta(days=n)).isoformat(), "mcg_per_day": 5000 - n}
        for n in range(60)
    ]
    other = {**plan, "drug": "clonazepam", "id": "plan-3"}
    checks = [
        check_in(
            n,
            330 - 2 * n,
            temp_c=Decimal(36 + n % 4),
            stiffness=n % 11,
            alertness=("drowsy", "awake", "hard_to_wake")[n % 3],
            sbp=220 if n % 5 else 120,
            note=long,
            seizures=seizures(3),
            recorder=f"{text[:40]}{n}",
            worried=True,
        )
        for n in range(165)
    ]
    kinds = [kind.value for kind in ActionKind]
    done = [
        action(329 - 2 * n, kinds[n % len(kinds)], f"c{n}", who=long[:200], note=long, by=long)
        for n in range(160)
    ]
    statuses = [status.value for status in DoseStatus]
    given = [dose(330 - 4 * n, statuses[n % 8], drug="baclofen") for n in range(80)]
    events = [
        {"id": f"p{n}", "at": moment(300 - n), "kind": "dose_change", "dose_mcg_per_day": 400 - n}
        for n in range(60)
    ]
    plain = {"check_ins": checks, "plans": [plan, pump, other], "actions": done}
    more = from_plain(Record, {**plain_record(), **plain, "doses": given, "pump_events": events})
    return replace(
        full,
        plans=more.plans,
        check_ins=more.check_ins,
        doses=more.doses,
        actions=more.actions,
        pump_events=more.pump_events,
    )
