# SPDX-License-Identifier: MIT
"""The answers of a check-in that are no field of their own, for the document of a clinic.

They are told in the words of the form: no code that nobody has checked. What was answered as usual
is told too; only what the program put there itself is not, nor what is private.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.check_in import EVENT, CheckIn, Seizure
from caregiver_app.domain.dosing.dose_told import FROM_LOG
from caregiver_app.domain.form import Question
from caregiver_app.domain.happened import ALERTS, kind_of
from caregiver_app.domain.usual_mark import MARK
from caregiver_app.exchange.fhir_parts import cleaned

_OURS = frozenset({MARK, WRITTEN_AT, FROM_LOG})
"""What the program says of the whole check-in: nobody answered it."""
_PRIVATE = "harm"
_TEN = ", 0 to 10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: its name in the record, what was asked, what was said and how FHIR holds it."""

    item: str
    asked: str
    said: str
    held: Mapping[str, Any]

    @property
    def line(self) -> str:
        """Return question and answer as one line for people."""
        return f"{self.asked}{'' if self.asked.endswith('?') else ':'} {self.said}"


def answers(check_in: CheckIn, questions: Mapping[str, Question]) -> Iterator[Answer]:
    """Yield what was answered, in the order of the form; what it does not know is last.

    `questions` are those of the form, by the item that they fill.
    """
    known = [item for item in questions if item in check_in.more]
    for item in (*known, *(item for item in check_in.more if item not in questions)):
        if item in _OURS or _PRIVATE in item or _is_alert(item, check_in):
            continue
        asked = _asked(item, questions.get(item))
        said = _said(check_in.more[item], questions.get(item))
        if asked and said:
            value = check_in.more[item]
            held = {"valueBoolean": value} if isinstance(value, bool) else {"valueString": said}
            yield Answer(item=item, asked=asked, said=said, held=held)


def on_oxygen(check_in: CheckIn) -> str | None:
    """Return whether oxygen was used when it was measured, None where nobody said."""
    is_used, flow = check_in.more.get("on_oxygen"), check_in.more.get("oxygen_l_min")
    has_flow = isinstance(flow, Decimal | int) and not isinstance(flow, bool)
    if is_used is True or (has_flow and is_used is None):
        return f"using oxygen, {flow} L/min" if has_flow else "using oxygen"
    return "not using oxygen" if is_used is False else None


def of_seizure(seizure: Seizure) -> str | None:
    """Return what was seen of a seizure beside its start and length."""
    stated = {
        "recovered": seizure.recovered,
        "injury": seizure.injury,
        "different from usual": seizure.different,
    }
    told = [cleaned(seizure.kind)]
    told += [f"{words}: {'yes' if so else 'no'}" for words, so in stated.items() if so is not None]
    if seizure.recovered_after_min is not None:
        told.append(f"recovered after {seizure.recovered_after_min} min")
    rescue = cleaned(seizure.rescue_given)
    told.append(f"rescue medicine given: {rescue}" if rescue else None)
    return ", ".join(text for text in told if text) or None


def _is_alert(item: str, check_in: CheckIn) -> bool:
    return item == EVENT and kind_of(check_in) in ALERTS


def _asked(item: str, question: Question | None) -> str | None:
    if item == EVENT:
        return "What happened?"
    if question is None:
        return cleaned(item.replace("_", " "))
    of_ten = question.kind == "scale" and _TEN not in question.prompt
    return question.prompt + _TEN * of_ten


def _said(value: object, question: Question | None) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if question is None:
        return cleaned(str(value))
    said = next((choice.label for choice in question.choices if choice.value == str(value)), None)
    return cleaned(said or f"{value} {question.unit if isinstance(value, Decimal) else ''}")
