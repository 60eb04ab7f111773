# SPDX-License-Identifier: MIT
"""The words for the phone: the sentences of the content with what the record knows, in bold."""

import re
from collections.abc import Mapping

from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.person import Drug, Route
from caregiver_app.services.views import EmergencyScript
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.widgets.spoken_words import Said

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def spoken(first_aid: FirstAid, script: EmergencyScript) -> list[Said]:
    """Return what to say, sentence by sentence; what nobody wrote down is said to be unknown."""
    said = [_where(first_aid, script), _who(first_aid, script)]
    if script.name is not None:
        said += [_last_dose(first_aid, script), _allergies(first_aid, script)]
    if script.signs:
        said.append(_filled(first_aid, "signs", {"signs": " ".join(script.signs)}))
    else:
        said.append(_filled(first_aid, "signs_unknown"))
    return said


def _where(first_aid: FirstAid, script: EmergencyScript) -> Said:
    if script.address:
        return _filled(first_aid, "where", {"address": _without_stop(script.address)})
    return _filled(first_aid, "where_unknown", {"ask": first_aid.ask_address})


def _who(first_aid: FirstAid, script: EmergencyScript) -> Said:
    if script.name is None:
        return _filled(first_aid, "who_unknown", {"medicine": first_aid.medicine_unknown})
    medicine = first_aid.medicine(script.drug or Drug.BACLOFEN, script.route or Route.ORAL)
    values = {"name": script.name, "medicine": medicine}
    if script.age is None:
        return _filled(first_aid, "who", values)
    return _filled(first_aid, "who_with_age", {**values, "age": str(script.age)})


def _last_dose(first_aid: FirstAid, script: EmergencyScript) -> Said:
    last = script.last_kept
    if last is None:
        only_pump = script.route is Route.ITB
        return _filled(first_aid, "pump_runs" if only_pump else "last_dose_unknown")
    when = dates.clock_time(last.at)
    dose = _("{amount} at {time}").format(amount=dates.amount(last.mg, "mg"), time=when)
    return _filled(first_aid, "last_dose", {"dose": dose, "ago": dates.ago(last.away)})


def _allergies(first_aid: FirstAid, script: EmergencyScript) -> Said:
    if script.allergies is None:
        return _filled(first_aid, "allergies_unknown")
    if not script.allergies:
        return _filled(first_aid, "allergies_none")
    told = _without_stop(", ".join(script.allergies))
    return _filled(first_aid, "allergies", {"allergies": told})


def _without_stop(text: str) -> str:
    return text.rstrip(". ")


def _filled(first_aid: FirstAid, key: str, values: Mapping[str, str] | None = None) -> Said:
    """Return one sentence in stretches: what was filled in stands in bold."""
    stretches: list[tuple[str, bool]] = []
    for place, part in enumerate(_PLACEHOLDER.split(first_aid.say[key])):
        if part:
            stretches.append(((values or {})[part], True) if place % 2 else (part, False))
    return stretches
