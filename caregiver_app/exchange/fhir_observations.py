# SPDX-License-Identifier: MIT
"""What was measured and seen at check-ins, as FHIR Observations; what was not is in none.

Codes: the vital-signs profiles of FHIR R4 (hl7.org/fhir/R4/observation-vitalsigns.html), LOINC
and UCUM. A sign without a profile has its words alone: no code that nobody has checked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from caregiver_app.domain.check_in import CheckIn, Missing, SelfHarm
from caregiver_app.domain.dosing.dose_told import OR_MORE, is_or_more
from caregiver_app.domain.form import Question
from caregiver_app.domain.person import Person
from caregiver_app.exchange.fhir_answers import answers, of_seizure, on_oxygen
from caregiver_app.exchange.fhir_corrected import Corrected, corrected_at
from caregiver_app.exchange.fhir_parts import (
    LOINC,
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

_PROFILE = "http://hl7.org/fhir/StructureDefinition/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vital:
    """One vital sign: its profile, LOINC codes, words, unit and the UCUM code of the unit."""

    profile: str
    loinc: tuple[str, ...]
    words: str
    unit: str
    ucum: str


VITALS: Mapping[str, Vital] = {
    "temp_c": Vital(
        profile="bodytemp", loinc=("8310-5",), words="Body temperature", unit="°C", ucum="Cel"
    ),
    "hr": Vital(
        profile="heartrate", loinc=("8867-4",), words="Heart rate", unit="/min", ucum="/min"
    ),
    "rr": Vital(
        profile="resprate", loinc=("9279-1",), words="Respiratory rate", unit="/min", ucum="/min"
    ),
    # The profile wants 2708-6; 59408-5 says that it was a pulse oximeter.
    "spo2": Vital(
        profile="oxygensat", loinc=("2708-6", "59408-5"), words="Oxygen saturation", unit="%",
        ucum="%",
    ),
    "weight_kg": Vital(
        profile="bodyweight", loinc=("29463-7",), words="Body weight", unit="kg", ucum="kg"
    ),
}  # fmt: skip
PRESSURES = {"sbp": ("8480-6", "Systolic"), "dbp": ("8462-4", "Diastolic")}
_PANEL = "85354-9"

_WHY: Mapping[Missing, str] = {
    Missing.NOT_ASKED: "not-asked",
    Missing.NOT_SURE: "asked-unknown",
    Missing.COULD_NOT: "not-performed",
    Missing.REFUSED: "asked-declined",
    Missing.DEVICE_LOW: "error",
    Missing.DEVICE_HIGH: "error",
}

SIGNS: Mapping[str, str] = {
    "alertness": "How awake",
    "orientation": "Thinking",
    "hallucination": "Sees, hears or believes what is not there",
    "breathing": "How breathing looks",
    "stiffness": "Stiffness, 0 to 10, as a caregiver sees it",
    "psfs": "Penn Spasm Frequency Scale, 0 to 4",
    "anxiety": "Anxiety, 0 to 10",
    "agitation": "Agitation, 0 to 3",
    "mood": "Mood, 0 to 10",
    "sweating": "Sweating",
    "tremor": "Tremor",
    "itching": "Itching",
    "nausea": "Nausea",
    "urine": "Urine",
    "fall": "Worst fall since the check-in before",
    "sleep_h": "Sleep in the last 24 hours",
    "vomiting_count": "Times vomited",
    "vomited_doses_24h": "Doses vomited in 24 hours",
    "doses_missed_in_row": "Doses missed in a row",
    "last_kept_dose_at": "Last dose that stayed down",
    "extra_dose": "An extra dose was taken",
    "restart_after_gap": "Same dose again after a gap",
    "recent_increase": "The dose was raised lately",
    "pump_alarm": "Sound of the pump",
    "mri_unchecked": "MRI without a pump check after it",
    "refill_done": "Pump refill done",
    "refill_confirmed_missed": "Pump refill missed",
    "passed_out": "Passed out",
    "stiff_sudden": "Suddenly stiff",
    "floppy": "Floppy",
    "dizzy": "Dizzy",
    "tingling": "Tingling",
    "rash": "Rash",
    "flushing": "Flushing",
    "chest_pain": "Chest pain",
    "stroke_signs": "Signs of a stroke",
    "severe_headache": "Severe headache",
    "vision_change": "Change of vision",
    "weak_numb": "Weak or numb",
    "muscle_pain": "Muscle pain",
    "cannot_keep_fluids": "Cannot keep fluids down",
    "self_harm": "Said about hurting themselves",
    "worried": "The caregiver is worried",
}


def observations(
    person_id: str,
    subject: str,
    check_in: CheckIn,
    questions: Mapping[str, Question],
    corrected: Corrected,
) -> Iterator[Entry]:
    """Yield what one check-in measured and saw, and what was asked for and is missing.

    `questions` are those of the form that fill no field of their own, by their item; `corrected`
    says which of its answers were, and when.
    """
    told = _Told(person_id, subject, check_in, corrected)
    for field in VITALS:
        yield from told.vital(field)
    yield from told.pressure()
    for field, words in SIGNS.items():
        yield from told.sign(field, words)
    yield from told.seizures()
    yield from told.why_missing("prn_taken", "As-needed medicine")
    yield from told.more(questions)
    yield from told.words()


class _Told:
    """Makes the observations of one check-in."""

    def __init__(
        self, person_id: str, subject: str, check_in: CheckIn, corrected: Corrected
    ) -> None:
        self._person_id = person_id
        self._subject = subject
        self._check_in = check_in
        self._corrected = corrected

    def vital(self, field: str) -> Iterator[Entry]:
        """Yield a vital sign, the first of two readings apart."""
        vital, first = VITALS[field], self._check_in.first_reading.get(field)
        value = getattr(self._check_in, field)
        oxygen = on_oxygen(self._check_in) if field == "spo2" else None
        if first is not None:
            noted = ("the first of two readings", *((oxygen,) if oxygen else ()))
            yield self._vital(f"{field} first", vital, first, ", ".join(noted))
        if value is not None:
            yield self._vital(field, vital, value, oxygen)
        elif field in self._check_in.not_taken:
            absent, words = _absent(self._check_in.not_taken[field])
            yield self._entry(field, _code(vital), absent, f"{vital.words}: {words}", vital.profile)

    def _vital(self, about: str, vital: Vital, value: Decimal | int, note: str | None) -> Entry:
        line = f"{vital.words}: {value} {vital.unit}" + (f", {note}" if note else "")
        held = {"valueQuantity": quantity(value, vital.unit, vital.ucum), **notes(note)}
        return self._entry(about, _code(vital), held, line, vital.profile)

    def pressure(self) -> Iterator[Entry]:
        """Yield the blood pressure; the half that nobody wrote down says so, and why if told.

        What a device showed instead of both numbers, such as LO, is told too.
        """
        seen, first = self._check_in, self._check_in.first_reading
        why = {half: seen.not_taken[half] for half in PRESSURES if half in seen.not_taken}
        values: Mapping[str, Decimal | int | None] = {half: first.get(half) for half in PRESSURES}
        if any(value is not None for value in values.values()):
            yield self._pressure("bp first", values, {}, "the first of two readings")
        values = {"sbp": seen.sbp, "dbp": seen.dbp}
        if why or any(value is not None for value in values.values()):
            repeat = "measured again after a rest" if seen.bp_repeat else None
            yield self._pressure("bp", values, why, repeat)

    def _pressure(
        self,
        about: str,
        values: Mapping[str, Decimal | int | None],
        why: Mapping[str, Missing],
        note: str | None,
    ) -> Entry:
        parts = [_half(half, values[half], why.get(half)) for half in PRESSURES]
        told = ", ".join(text for text in (_both(values, why), note) if text)
        code = concept("Blood pressure", {"system": LOINC, "code": _PANEL})
        held = {"component": parts, **notes(note)}
        return self._entry(about, code, held, f"Blood pressure: {told}", "bp")

    def sign(self, field: str, words: str) -> Iterator[Entry]:
        """Yield a sign that is no vital sign; the words say what it is."""
        value = getattr(self._check_in, field)
        if value is SelfHarm.THOUGHTS:  # as on paper: a plan or an attempt is named, no thought
            return
        if value is not None:
            held, shown = _value(field, value)
            if field == "doses_missed_in_row" and is_or_more(self._check_in):
                held, shown = {"valueString": OR_MORE}, OR_MORE
            yield self._entry(field, concept(words), held, f"{words}: {shown}")
        else:
            yield from self.why_missing(field, words)

    def why_missing(self, field: str, words: str) -> Iterator[Entry]:
        """Yield the reason that was given for no answer."""
        if field in self._check_in.not_taken:
            absent, shown = _absent(self._check_in.not_taken[field])
            yield self._entry(field, concept(words), absent, f"{words}: {shown}")

    def seizures(self) -> Iterator[Entry]:
        """Yield each seizure, or that there was none where somebody said so."""
        seen = self._check_in.seizures
        if seen is None:
            yield from self.why_missing("seizures", "Seizure")
        if seen == ():
            yield self._entry(
                "seizures", concept("Seizure"), {"valueString": "none"}, "Seizure: none"
            )
        for number, seizure in enumerate(seen or ()):
            seconds = seizure.duration_s
            length = quantity(seconds, "s", "s") if seconds is not None else None
            lasted = f", {seconds} s" if seconds is not None else ""
            seen_of_it = of_seizure(seizure)
            held = filled(
                valueString="yes",
                component=[{"code": concept("Duration"), "valueQuantity": length}]
                if length
                else [],
            ) | notes(seen_of_it)
            line = f"Seizure{lasted}" + (f", {seen_of_it}" if seen_of_it else "")
            entry = self._entry(f"seizure {number}", concept("Seizure"), held, line)
            yield Entry(
                part=entry.part,
                resource={**entry.resource, "effectiveDateTime": date_time(seizure.start)},
                words=entry.words,
            )

    def more(self, questions: Mapping[str, Question]) -> Iterator[Entry]:
        """Yield each answer that is no field of its own, in the words of the form."""
        for told in answers(self._check_in, questions):
            yield self._entry(f"more {told.item}", concept(told.asked), told.held, told.line)
        for item, question in questions.items():
            yield from self.why_missing(f"more.{item}", question.prompt)

    def words(self) -> Iterator[Entry]:
        """Yield the caregiver's own words and the other signs they named."""
        note = cleaned(self._check_in.note)
        if note:
            held = {"valueString": note}
            yield self._entry("note", concept("Caregiver's note"), held, f"Note: {note}")
        for number, sign in enumerate(self._check_in.other_signs):
            text = cleaned(sign)
            if text:
                held = {"valueString": text}
                named = concept("Other sign, in the caregiver's words")
                yield self._entry(f"other {number}", named, held, f"Other sign: {text}")

    def _entry(
        self,
        about: str,
        code: Mapping[str, Any],
        held: Mapping[str, Any],
        line: str,
        profile: str | None = None,
    ) -> Entry:
        seen, corrected = self._check_in, corrected_at(self._corrected, about)
        category = "vital-signs" if profile else "survey"
        if corrected is not None:
            line += f", corrected {corrected.local:%Y-%m-%d %H:%M}"
        resource = {
            "resourceType": "Observation",
            "id": resource_id(self._person_id, "check-in", seen.id, about),
            **filled(meta={"profile": [_PROFILE + profile]} if profile else None),
            "status": "final" if corrected is None else "corrected",
            "category": [concept(category, term("observation-category", category))],
            "code": code,
            "subject": link(self._subject),
            "effectiveDateTime": date_time(seen.at),
            **filled(performer=people((seen.observer, seen.recorder))),
            **held,
        }
        part = Part.VITALS if profile else Part.SIGNS
        return Entry(part=part, resource=resource, words=f"{seen.at.local:%Y-%m-%d %H:%M} {line}")


def weight(person_id: str, subject: str, person: Person) -> Iterator[Entry]:
    """Yield the weight of the profile where its day is known: a vital sign has a time."""
    if person.weight_kg is None or person.weight_date is None:
        return
    vital, day = VITALS["weight_kg"], person.weight_date.isoformat()
    resource = {
        "resourceType": "Observation",
        "id": resource_id(person_id, "weight"),
        "meta": {"profile": [_PROFILE + vital.profile]},
        "status": "final",
        "category": [concept("vital-signs", term("observation-category", "vital-signs"))],
        "code": _code(vital),
        "subject": link(subject),
        "effectiveDateTime": day,
        "valueQuantity": quantity(person.weight_kg, vital.unit, vital.ucum),
    }
    words = f"{day} {vital.words}: {person.weight_kg} kg"
    yield Entry(part=Part.VITALS, resource=resource, words=words)


def oxygen_target(person_id: str, subject: str, person: Person) -> Iterator[Entry]:
    """Yield the target for oxygen that a doctor set, as the family told it; no day of it is known.

    It is a goal and no measurement: without it a saturation of 90 % is read against other limits.
    """
    if not person.spo2_target_88_92:
        return
    vital = VITALS["spo2"]
    low, high = (quantity(value, vital.unit, vital.ucum) for value in (88, 92))
    words = "Oxygen saturation target set by a doctor: 88 to 92 %"
    resource = {
        "resourceType": "Goal",
        "id": resource_id(person_id, "oxygen target"),
        "lifecycleStatus": "active",
        "description": concept(words),
        "subject": link(subject),
        "target": [{"measure": _code(vital), "detailRange": {"low": low, "high": high}}],
        **notes("As told by family or caregivers."),
    }
    yield Entry(part=Part.VITALS, resource=resource, words=words)


_ABSENT = "data-absent-reason"


def _absent(why: Missing) -> tuple[dict[str, Any], str]:
    """Return why there is no value, as FHIR says it and in words."""
    words = why.value.replace("_", " ")
    return {"dataAbsentReason": concept(words, term(_ABSENT, _WHY[why]))}, words


def _half(field: str, value: Decimal | int | None, why: Missing | None) -> dict[str, Any]:
    """Return one of the two numbers of a blood pressure, or why there is none."""
    loinc, words = PRESSURES[field]
    code = {"code": concept(f"{words} blood pressure", {"system": LOINC, "code": loinc})}
    if value is not None:
        return code | {"valueQuantity": quantity(value, "mmHg", "mm[Hg]")}
    unknown = {"dataAbsentReason": concept("not recorded", term(_ABSENT, "unknown"))}
    return code | (_absent(why)[0] if why else unknown)


def _both(values: Mapping[str, Decimal | int | None], why: Mapping[str, Missing]) -> str:
    """Return both numbers in words, and the reason of one that is missing."""
    shown = "/".join("?" if value is None else str(value) for value in values.values())
    is_given = any(value is not None for value in values.values())
    reasons = (
        f"{words.lower()} {_absent(why[half])[1]}"
        for half, (_loinc, words) in PRESSURES.items()
        if half in why and values[half] is None
    )
    return ", ".join((*([f"{shown} mmHg"] if is_given else []), *reasons))


def _code(vital: Vital) -> dict[str, Any]:
    return concept(vital.words, *({"system": LOINC, "code": code} for code in vital.loinc))


def _value(field: str, value: Any) -> tuple[dict[str, Any], str]:  # noqa: ANN401 - by field
    """Return a value as FHIR holds it, and its words."""
    if isinstance(value, bool):
        return {"valueBoolean": value}, "yes" if value else "no"
    if isinstance(value, StrEnum):
        words = value.value.replace("_", " ")
        return {"valueCodeableConcept": concept(words)}, words
    if field == "sleep_h":
        return {"valueQuantity": quantity(value, "h", "h")}, f"{value} h"
    if isinstance(value, int):
        return {"valueInteger": value}, str(value)
    return {"valueDateTime": date_time(value)}, date_time(value)
