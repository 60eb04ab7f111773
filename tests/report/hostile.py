# SPDX-License-Identifier: MIT
"""The worst record that the format allows: all there is, everywhere, at its longest."""

from decimal import Decimal

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.records import check_in, moment, seizures

LONG, NAME, PHRASE = 100_000, 200, 80
PLANS, STEPS, MEDICINES = 40, 4, 60
CHECK_INS, SEIZURES = 10, 500
_TIMES = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (5, 35)]
_ROUTES = {"oral": ("start_mg_per_day", "mg_per_day"), "itb": ("start_mcg_per_day", "mcg_per_day")}
_ROLES = ("prescriber", "pump_clinic", "decision_maker", "after_hours", "family", "pharmacy")
_GROUPS = ("sedating", "opioid", "anticoagulant")
_STATUSES = ("partly", "extra", "vomited", "unsure")


def hostile(text: str, decimals: str = "") -> Record:
    """Return the record; `text` fills every text, `decimals` stand at the end of every number."""
    long, name, phrase = (_repeated(text, most) for most in (LONG, NAME, PHRASE))

    def number(value: str) -> Decimal:
        return Decimal(value + decimals)

    return from_plain(
        Record,
        {
            "person": _person(long, name, phrase, number),
            "plans": [_plan(place, long, number) for place in range(PLANS)],
            "check_ins": [_check_in(place, long, phrase, number) for place in range(CHECK_INS)],
            "doses": [_dose(place, number) for place in range(100)],
            "pump_events": [
                {"id": f"p{n}", "at": moment(30 - n), "kind": "alarm", "tone": "two_tone"}
                for n in range(20)
            ],
        },
    )


def _repeated(text: str, most: int) -> str:
    return (text * (most // len(text) + 1))[:most]


def _person(long: str, name: str, phrase: str, number) -> dict[str, object]:
    medicine = {"name": phrase, "dose_text": phrase, "status": "held"}
    return {
        "id": "practice-1",
        "name": name,
        "route": "both",
        "drug": "clonazepam",
        "dob": "2014-03-01",
        **dict.fromkeys(("sex", "language", "communication", "diagnosis"), long),
        **dict.fromkeys(("formulation", "product_name", "past_withdrawal"), long),
        **dict.fromkeys(("sci_t6_or_above", "seizure_plan", "pregnant"), True),
        "advance_directive": long,
        "backup_oral_baclofen": True,
        "weight_kg": number("81.125"),
        "months_on_drug": number("96.5"),
        "concentration_mg_per_ml": number("12.375"),
        "conditions": [phrase] * 60,
        "allergies": [phrase] * 60,
        "usual": {"temp_c": number("36.7"), "hr": 72, "sbp": 120, "dbp": 76, "stiffness": 3},
        "kidney": {"ckd": True, "egfr": number("58.1"), "dialysis": True, "dialysis_days": long},
        "medicines": [{**medicine, "groups": [_GROUPS[n % 3]]} for n in range(MEDICINES)],
        "contacts": [{"role": r, "name": name, "phone": name} for r in _ROLES * 5],
        "supply": {"units_left": number("1000.5"), "counted_on": "2026-05-01"},
        "pump": {
            "maker": long,
            "model": long,
            "reservoir_ml": number("40.125"),
            "concentration_mcg_per_ml": number("2000.125"),
            "low_reservoir_date": "2026-05-01",
            "empty_date": "2026-05-08",
            "last_refill": "2026-03-01",
            "refill_appointment": "2026-06-01",
            "replace_by": "2030-01-01",
        },
    }


def _plan(place: int, long: str, number) -> dict[str, object]:
    """Return one of many plans: each drug by each route, again and again."""
    route = ("oral", "itb")[place // 2 % 2]
    start, per_day = _ROUTES[route]
    return {
        "id": f"plan-{place}",
        "drug": ("baclofen", "clonazepam")[place % 2],
        "route": route,
        start: number("987.625"),
        "dose_times": _TIMES,
        "prescriber": long,
        "written_on": f"2026-05-{1 + place % 20:02}",
        "steps": [
            {
                "from": f"2026-0{2 + n}-{10 + place % 10}",
                per_day: number(f"{900 - n}.625"),
                "doses": [{"time": time, "mg": number("123.375")} for time in _TIMES],
                **dict.fromkeys(("as_written", "hold_if", "status_by"), long),
            }
            for n in range(STEPS)
        ],
    }


def _check_in(place: int, long: str, phrase: str, number) -> dict[str, object]:
    fits = [
        {**one, "kind": phrase, "rescue_given": phrase} for one in seizures(SEIZURES // CHECK_INS)
    ]
    bad = {"hr": 190, "sbp": 230, "dbp": 140, "stiffness": 10, "psfs": 4, "rr": 60, "spo2": 80}
    words = {"alertness": "drowsy", "orientation": "very_confused", "breathing": "slow_or_shallow"}
    words |= {"itching": "mild", "tremor": "severe", "pump_alarm": "two_tone"}
    yes = dict.fromkeys(("worried", "extra_dose", "restart_after_gap", "rash"), True)
    given = [{"name": phrase, "dose_text": phrase, "at": moment(n)} for n in range(40)]
    return check_in(
        place,
        70 - 6 * place,
        temp_c=number("40.1"),
        **bad,
        **words,
        **yes,
        seizures=fits,
        other_signs=[phrase] * 60,
        prn_taken=given,
        note=long,
        recorder=f"{place}{long}",
        doses_missed_in_row=12,
        more={"alcohol": long, "fluids": long, **{f"x{n}": long for n in range(40)}},
    )


def _dose(place: int, number) -> dict[str, object]:
    at = moment(60 - place / 2)
    return {
        "id": f"d{place}",
        "scheduled_for": at,
        "at": at,
        "status": _STATUSES[place % 4],
        "mg": number("99.125"),
        "ml": number("12.125"),
        "drug": ("baclofen", "clonazepam")[place % 2],
    }
