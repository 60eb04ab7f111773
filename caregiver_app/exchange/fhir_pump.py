# SPDX-License-Identifier: MIT
"""The pump in FHIR: what it gives now, the device, and what happened to it."""

from collections.abc import Iterator
from typing import Any

from caregiver_app.domain.dosing.dose_clock import is_over
from caregiver_app.domain.events import PumpEvent
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Pump
from caregiver_app.domain.plan import PlanRoute, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.pump.pump_dose import pump_amount, pump_told_otherwise
from caregiver_app.domain.pump.pump_state import pump_state
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.pump_now import pump_now
from caregiver_app.exchange.fhir_medicines import BY_PUMP, NOT_DECIDED, one, statement
from caregiver_app.exchange.fhir_parts import (
    Entry,
    Part,
    cleaned,
    concept,
    date_time,
    filled,
    link,
    notes,
    people,
    quantity,
    resource_id,
    term,
)

_MCG = ("mcg", "ug")


def pump_dose(
    person_id: str, subject: str, record: Record, now: Moment, *, is_open: bool
) -> Iterator[Entry]:
    """Yield what the pump gives a day, by what was written about it last, as every page tells it.

    That is what the clinic set, or what a plan says, whichever is later; what an earlier note says
    otherwise stands beside it. `is_open`: there are several plans, and nobody has decided.
    """
    plan = plan_in_force(record.plans, Drug.BACLOFEN, PlanRoute.ITB, now.day)
    if plan is None and not record.person.has_pump:
        return
    step = step_on(plan, now.day) if plan is not None else None
    amount, other = pump_amount(record, now), pump_told_otherwise(record, now)
    told = f"{amount} mcg/day {BY_PUMP}" if amount is not None else BY_PUMP
    dosage: dict[str, Any] = {"text": told, "route": concept(BY_PUMP)}
    if amount is not None:
        rate = {"numerator": quantity(amount, *_MCG), "denominator": quantity(1, "d", "d")}
        dosage["doseAndRate"] = [{"rateRatio": rate}]
    over = plan is not None and is_over(plan, now.day) and not amount
    status = "unknown" if is_open else ("completed" if over else "active")
    earlier = f"noted earlier: {other[1]} mcg/day" if other is not None else None
    open_ = NOT_DECIDED if is_open else None
    resource = {
        **statement(person_id, subject, ("plan", Drug.BACLOFEN, PlanRoute.ITB), Drug.BACLOFEN),
        "status": status,
        **filled(informationSource=one(plan.prescriber) if plan is not None else None),
        "dosage": [dosage],
        **notes(
            "as written down last", earlier, step.as_written if step is not None else None, open_
        ),
    }
    words = ". ".join(text for text in (f"{Drug.BACLOFEN}: {told}", earlier, open_) if text)
    yield Entry(part=Part.MEDICINES, resource=resource, words=words)


def pump_device(person_id: str, subject: str, record: Record, now: Moment) -> Iterator[Entry]:
    """Yield the pump with what is recorded about it."""
    pump = record.person.pump
    if pump is None or pump == Pump():
        return
    state = pump_state(record, None, now)
    days = {
        "last refill": state.last_refill,
        "low-reservoir date": state.low_reservoir_date,
        "empty date": state.empty_date,
        "refill appointment": state.refill_appointment,
        "replace by": pump.replace_by,
    }
    model, maker = cleaned(pump.model), cleaned(pump.maker)
    told = [f"{name}: {day.isoformat()}" for name, day in days.items() if day]
    told += _not_done(record, state.refill_missed, now)
    resource = {
        "resourceType": "Device",
        "id": resource_id(person_id, "pump"),
        **filled(
            manufacturer=maker,
            deviceName=[{"name": model, "type": "model-name"}] if model else [],
        ),
        "type": concept("Implanted pump, intrathecal"),
        **filled(property=_numbers(pump)),
        "patient": link(subject),
        **notes(*told),
    }
    words = "; ".join(part for part in (maker, model, *told) if part) or "Pump"
    yield Entry(part=Part.PUMP, resource=resource, words=words)


def _not_done(record: Record, missed: Moment | None, now: Moment) -> Iterator[str]:
    """Yield a refill that was told not to be done, and the MRI as the sheets tell it.

    Where nobody said anything of one there is no word of it.
    """
    if missed is not None:
        yield f"refill NOT done, told {_minute(missed)}"
    pump = pump_now(record, now)
    told, scan = pump.mri_told, pump.last_mri
    if told is not None and (scan is None or scan < told):
        yield f"MRI, pump NOT checked after it, told {_minute(told)}"
    elif scan is not None:
        yield f"last MRI: {_minute(scan)}" + ", pump NOT checked since" * pump.mri_unchecked


def _minute(moment: Moment) -> str:
    return f"{moment.local:%Y-%m-%d %H:%M}"


def _numbers(pump: Pump) -> list[dict[str, Any]]:
    numbers = (
        ("Reservoir", pump.reservoir_ml, ("mL", "mL")),
        ("Concentration", pump.concentration_mcg_per_ml, ("mcg/mL", "ug/mL")),
        ("Dose a day, as the profile has it", pump.dose_mcg_per_day, ("mcg/day", "ug/d")),
    )
    return [
        {"type": concept(words), "valueQuantity": [quantity(value, *unit)]}
        for words, value, unit in numbers
        if value is not None
    ]


def pump_event(person_id: str, subject: str, event: PumpEvent) -> Entry:
    """Return what somebody wrote down of the pump: an alarm, an MRI, a refill, another dose."""
    what = f"Pump: {event.kind.value.replace('_', ' ')}"
    dose = f"{event.dose_mcg_per_day} mcg/day" if event.dose_mcg_per_day is not None else None
    days = {
        "low-reservoir date": event.low_reservoir_date,
        "empty date": event.empty_date,
        "refill appointment": event.refill_appointment,
    }
    told = [
        *([event.tone.value.replace("_", " ")] if event.tone is not None else ()),
        *([dose] if dose else ()),
        *(f"{name}: {day.isoformat()}" for name, day in days.items() if day),
    ]
    resource = {
        "resourceType": "Observation",
        "id": resource_id(person_id, "pump event", event.id),
        "status": "final",
        "category": [concept("survey", term("observation-category", "survey"))],
        "code": concept(what),
        "subject": link(subject),
        "effectiveDateTime": date_time(event.at),
        **filled(performer=people((event.observer, event.recorder))),
        "valueString": "; ".join(told) or "yes",
        **notes(event.note),
    }
    words = f"{event.at.local:%Y-%m-%d %H:%M} {what}" + (f": {'; '.join(told)}" if told else "")
    return Entry(part=Part.PUMP, resource=resource, words=words)
