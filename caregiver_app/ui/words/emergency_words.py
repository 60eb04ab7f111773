# SPDX-License-Identifier: MIT
"""The words for the phone: the sentences of the content with what the record knows, in bold."""

import re
from collections.abc import Mapping, Sequence

from caregiver_app.domain.dosing.dose_clock import KeptDose
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Medicine, MedicineGroup, Route
from caregiver_app.domain.plan import PlanRoute, Step, amount_of
from caregiver_app.domain.sheets.as_needed import GivenAsNeeded
from caregiver_app.domain.sheets.taken_now import TakenNow
from caregiver_app.domain.sheets.weight_now import WeightNow
from caregiver_app.domain.units import at_most_tenths
from caregiver_app.services.looking_back.views import EmergencyScript
from caregiver_app.system.words import _
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.days_in_text import days_in_words

# One line as it is said: its pieces, and whether each is bold.
Said = Sequence[tuple[str, bool]]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GIVEN_SAID = 3


def spoken(first_aid: FirstAid, script: EmergencyScript) -> list[Said]:
    """Return what to say, sentence by sentence; what nobody wrote down is said to be unknown."""
    said = [_where(first_aid, script), _who(first_aid, script)]
    if script.signs:
        said.append(_filled(first_aid, "signs", {"signs": days_in_words(" ".join(script.signs))}))
    if script.begun_at is not None:
        when = dates.day_and_time(script.begun_at, script.now).replace(" ", "\u00a0")
        values = {"time": when, "signs": days_in_words(" ".join(script.begun))}
        said.append(_filled(first_aid, "signs_not_saved", values))
    said += _before(first_aid, script)
    if script.corrected_at is not None:
        when = dates.day_and_time(script.corrected_at, script.now).replace(" ", "\u00a0")
        said.append(_filled(first_aid, "signs_corrected", {"time": when}))
    if script.name is not None:
        alone = len(script.taken) == 1
        said += _about_them(first_aid, script)
        said += [_medicine(first_aid, script, taken, alone=alone) for taken in script.taken]
        if script.restarted:
            said.append([(script.restarted, True)])
        said += _given(first_aid, script)
        said.append(_allergies(first_aid, script))
        if papers := _without_stop(script.papers or ""):
            said.append(_filled(first_aid, "papers", {"papers": papers}))
    if not script.signs:
        said.append(_filled(first_aid, "signs_unknown"))
    return said


def _about_them(first_aid: FirstAid, script: EmergencyScript) -> list[Said]:
    """Return what makes this night another one for a crew: a child's weight, injury, medicines."""
    facts = {
        "cord_injury": script.cord_injury,
        "dysreflexia": script.dysreflexia,
        "pregnant": script.pregnant,
    }
    told = " ".join(first_aid.say[key] for key, is_so in facts.items() if is_so)
    weight, lines = script.weight, list[Said]()
    lines += [_weight(first_aid, weight)] if weight is not None else []
    lines += [[(told, True)]] if told else []
    if script.also_takes:
        names = [_of_group(one) for one in script.also_takes[:_GIVEN_SAID]]
        left = len(script.also_takes) - len(names)
        names += [_("{n} more").format(n=left)] if left else []
        lines.append(_filled(first_aid, "also_takes", {"medicines": ", ".join(names)}))
    return lines


def _of_group(medicine: Medicine) -> str:
    is_opioid = MedicineGroup.OPIOID in medicine.groups
    group = _("opioid") if is_opioid else _("blood thinner")
    return f"{medicine.name} ({group})"


def _before(first_aid: FirstAid, script: EmergencyScript) -> list[Said]:
    """Return what was found earlier tonight, a line for each time."""
    times = dict.fromkeys(at for at, _why in script.before)
    lines = []
    for time in times:
        why = days_in_words(" ".join(why for at, why in script.before if at == time))
        when = dates.day_and_time(time, script.now).replace(" ", "\u00a0")
        lines.append(_filled(first_aid, "signs_before", {"time": when, "signs": why}))
    return lines


def drugs_named(script: EmergencyScript) -> tuple[Drug, ...]:
    """Return the drugs that must not stop at once: those whose plan has not ended on purpose."""
    running = dict.fromkeys(taken.drug for taken in script.taken if not taken.is_over)
    return tuple(running or dict.fromkeys(taken.drug for taken in script.taken))


def _where(first_aid: FirstAid, script: EmergencyScript) -> Said:
    if script.address:
        return _filled(first_aid, "where", {"address": _without_stop(script.address)})
    return _filled(first_aid, "where_unknown", {"ask": first_aid.ask_address})


def _who(first_aid: FirstAid, script: EmergencyScript) -> Said:
    if script.name is None:
        return _filled(first_aid, "who_unknown", {"medicine": first_aid.medicine_unknown})
    values = {"name": script.name, "medicine": _medicines(first_aid, script.taken)}
    if script.age is None:
        return _filled(first_aid, "who", values)
    return _filled(first_aid, "who_with_age", {**values, "age": dates.age(script.age)})


def _weight(first_aid: FirstAid, weight: WeightNow) -> Said:
    """Return what a child weighs, with the day: a baby of last winter weighed less."""
    values = {"weight": dates.amount(at_most_tenths(weight.kg), "kg")}
    if weight.on is None:
        return _filled(first_aid, "weight", values)
    return _filled(first_aid, "weight_on", {**values, "day": dates.typed_day(weight.on)})


def _medicines(first_aid: FirstAid, taken: Sequence[TakenNow]) -> str:
    """Return the one medicine with its way, or the names alone: their ways have own lines."""
    if len(taken) == 1:
        return _with_way(first_aid, taken[0])
    names = [first_aid.drugs[drug] for drug in dict.fromkeys(one.drug for one in taken)]
    return _(" and ").join(names)


def _with_way(first_aid: FirstAid, taken: TakenNow) -> str:
    return first_aid.medicine(taken.drug, Route(taken.route.value))


def _medicine(
    first_aid: FirstAid, script: EmergencyScript, taken: TakenNow, *, alone: bool
) -> Said:
    """Return one line: which medicine unless it was just named, how much, and the last dose."""
    way = _with_way(first_aid, taken)
    values = {"medicine": way[:1].upper() + way[1:]}
    values["dose"] = dates.amount(taken.per_day, taken.route.unit)
    key = "dose" if alone else "dose_of"
    if taken.or_per_day:
        key += "_apart"
        each = (taken.per_day, *taken.or_per_day)
        values["doses"] = _(" or ").join(dates.amount(one, taken.route.unit) for one in each)
    elif taken.again is not None:
        key += "_day_off"
        then = amount_of(taken.again, taken.route)
        values["dose"] = dates.amount(then, taken.route.unit)
        values["day"] = dates.long_day(taken.again.from_)
    elif taken.is_over:
        key += "_over"
    elif taken.per_day is None:
        key += "_unknown"
    said = [*_filled(first_aid, key, values), (" ", False)]
    if taken.held is not None:
        said += [*_held(first_aid, taken, taken.held), (" ", False)]
    for rise in _went_up(first_aid, script, taken):
        said += [*rise, (" ", False)]
    said += _last_dose(first_aid, script, taken)
    for more in (*_lost(first_aid, taken), *_extra(first_aid, script, taken)):
        said += [(" ", False), *more]
    return said


def _held(first_aid: FirstAid, taken: TakenNow, step: Step) -> Said:
    """Return which dose it may be by now: nobody told whether a held plan went on."""
    dose = _("{amount} a day").format(
        amount=dates.amount(amount_of(step, taken.route), taken.route.unit)
    )
    return _filled(first_aid, "held", {"dose": dose, "day": dates.long_day(step.from_)})


def _lost(first_aid: FirstAid, taken: TakenNow) -> list[Said]:
    """Return how many doses were not kept since the last one, and of how many nobody is sure."""
    lost = []
    if taken.missed > 0:
        number = _("{n} or more") if taken.or_more else "{n}"
        lost.append(_filled(first_aid, "missed", {"number": number.format(n=taken.missed)}))
    if taken.unsure > 0:
        lost.append(_filled(first_aid, "not_sure", {"number": str(taken.unsure)}))
    return lost


def _went_up(first_aid: FirstAid, script: EmergencyScript, taken: TakenNow) -> list[Said]:
    """Return that the dose went up lately: who had more than before is not in withdrawal alone."""
    rise = taken.rise
    if rise is not None:
        when = dates.day_and_time(rise.at, script.now) if rise.at else dates.long_day(rise.on)
        values = {"when": when.replace(" ", "\u00a0")}
        values["dose"] = dates.amount(rise.before, taken.route.unit)
        return [_filled(first_aid, "went_up", values)]
    if taken.rise_told is None:
        return []
    when = dates.day_and_time(taken.rise_told, script.now).replace(" ", "\u00a0")
    return [_filled(first_aid, "went_up_told", {"time": when})]


def _extra(first_aid: FirstAid, script: EmergencyScript, taken: TakenNow) -> list[Said]:
    """Return that they had more than planned lately, which can look much the same."""
    if taken.extra_told is not None:
        when = dates.day_and_time(taken.extra_told, script.now).replace(" ", "\u00a0")
        return [_filled(first_aid, "extra_told", {"time": when})]
    if not taken.extra:
        return []
    values = {"dose": _dose_words(taken.extra[0], script.now), "number": str(len(taken.extra))}
    return [_filled(first_aid, "extra" if len(taken.extra) == 1 else "extra_many", values)]


def _last_dose(first_aid: FirstAid, script: EmergencyScript, taken: TakenNow) -> Said:
    if taken.route is PlanRoute.ITB:
        return _filled(first_aid, "pump_runs")
    last = taken.last
    if last is None:
        return _filled(first_aid, "last_dose_unknown")
    dose = _dose_words(last, script.now)
    away = dates.between(last.at, script.now)
    # By a clock that was set back it lies ahead.
    is_ahead = last.at > script.now
    ago = _("I do not know how long ago") if is_ahead else dates.ago(away)
    return _filled(first_aid, "last_dose", {"dose": dose, "ago": ago})


def _dose_words(dose: KeptDose, now: Moment) -> str:
    at = dates.as_here(dose.at, now)
    when = dates.day_and_time(at, now).replace(" ", "\u00a0")
    if dose.mg is None and dose.ml is None:
        return _("{time} (amount not known)").format(time=when)
    words = _("{amount} at {time}") if at.day == now.day else _("{amount} on {time}")
    amount = dates.amount(dose.mg, "mg")
    if dose.mg is None:
        amount = _("{ml} (strength not known)").format(ml=dates.amount(dose.ml, "mL"))
    return words.format(amount=amount, time=when)


def _given(first_aid: FirstAid, script: EmergencyScript) -> list[Said]:
    """Return what was given as needed: a sedative slows the breathing as an extra dose does."""
    told = [_given_words(one, script.now) for one in script.given[:_GIVEN_SAID]]
    if more := len(script.given) - len(told):
        told.append(_("{n} more").format(n=more))
    return [_filled(first_aid, "given", {"medicines": "; ".join(told)})] if told else []


def _given_words(given: GivenAsNeeded, now: Moment) -> str:
    what = " ".join(part for part in (given.name.strip(), given.dose_text) if part)
    when = dates.day_and_time(given.when, now).replace(" ", "\u00a0")
    if given.at is None:
        return _("{what}, told {time}").format(what=what, time=when)
    return _("{what}, {time}").format(what=what, time=when)


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
