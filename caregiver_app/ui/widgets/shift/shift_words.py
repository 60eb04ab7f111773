# SPDX-License-Identifier: MIT
"""What is said of shifts: who is on, the three facts to read back, and what was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.pump_flow import FlowDoubt, NoFlow, flow_doubt
from caregiver_app.domain.sheets.pump_now import PumpNow
from caregiver_app.domain.sheets.shift_facts import ShiftFacts
from caregiver_app.domain.sheets.shift_handoff import ShiftDose
from caregiver_app.domain.shift.shift_log import Fact, Shift
from caregiver_app.domain.timing.past_emergency import PastEmergency
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.widgets.frame.running_strip import running_words
from caregiver_app.ui.widgets.sharing.apart_titles import undecided
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import level_name
from caregiver_app.ui.words.days_in_text import days_in_words
from caregiver_app.ui.words.person_words import drug_words
from caregiver_app.ui.words.story_words import tone_words

_REASONS = 3
_OF_DOSES = (ConflictKind.DOUBLE_DOSE, ConflictKind.DOSES_DIFFER, ConflictKind.PUMP_NOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """One fact: its name, the lines that are read back, and how old or far it is."""

    fact: Fact
    name: str
    lines: tuple[str, ...]
    age: str

    @property
    def sentence(self) -> str:
        """Return what is kept when it was read back."""
        return " ".join(self.lines)


def fact_name(fact: Fact) -> str:
    """Return what a fact is called."""
    return {
        Fact.LAST_DOSE: _("Last dose"),
        Fact.NEXT_DOSE: _("Next dose"),
        Fact.FLAGS: _("Open flags"),
    }[fact]


def fact_words(facts: ShiftFacts, now: Moment) -> tuple[FactWords, ...]:
    """Return the three facts as they stand; what nobody wrote down is said to be so."""
    said = {
        Fact.LAST_DOSE: _last_doses(facts, now),
        Fact.NEXT_DOSE: _next_doses(facts, now),
        Fact.FLAGS: _flags(facts, now),
    }
    return tuple(
        FactWords(fact=fact, name=fact_name(fact), lines=tuple(lines), age=age)
        for fact, (lines, age) in said.items()
    )


def on_words(on: Sequence[Shift], now: Moment) -> str:
    """Return who is on since when, or that nobody is; one sentence each."""
    said = _("{name} has been on since {time}.")
    told = [said.format(name=shift.who, time=dates.day_and_time(shift.start, now)) for shift in on]
    return " ".join(told) or _("Nobody is on shift now.")


def read_words(shift: Shift) -> str:
    """Return what was read back when a shift began; nothing where nothing was asked."""
    if not shift.read_back:
        return ""
    if shift.all_read:
        return _("All three facts were read back.")
    names = {
        Fact.LAST_DOSE: _("the last dose"),
        Fact.NEXT_DOSE: _("the next dose"),
        Fact.FLAGS: _("the open flags"),
    }
    unread = [names[fact] for fact in shift.unread]
    return _("Not read back: {what}.").format(what=", ".join(unread))


def counted_words(check_ins: int, doses: int, events: int) -> str:
    """Return how much was written down."""
    parts = [
        ngettext("{n} check-in", "{n} check-ins", check_ins).format(n=check_ins),
        ngettext("{n} dose entry", "{n} dose entries", doses).format(n=doses),
    ]
    if events:
        parts.append(ngettext("{n} event", "{n} events", events).format(n=events))
    return ", ".join(parts) + "."


# ---- the facts


def _last_doses(facts: ShiftFacts, now: Moment) -> tuple[list[str], str]:
    differ = undecided(kind for kind in facts.not_decided if kind in _OF_DOSES)
    said = [*differ]
    ages: list[tuple[str, str]] = []
    if facts.pump is not None:
        amount = dates.amount(facts.pump.dose_mcg_per_day, "mcg")
        doubt = flow_doubt(facts.pump, {finding.id for finding in facts.reasons}, now.day)
        runs = _("The pump runs all the time, {amount} a day.")
        if doubt is not None:
            runs = _("It is not sure that the pump runs. It is set to {amount} a day.")
        said.append(runs.format(amount=amount))
        said += _no_flow(doubt, now)
        said += _passed(facts.pump, now)
    for dose in facts.doses:
        last, drug = dose.last, drug_words(dose.drug)
        if last is None or last.at is None:
            if not differ:  # then it is recorded, twice
                said.append(_("Last dose of {drug}: not recorded.").format(drug=drug))
            continue
        at, amount = dates.day_and_time(last.at, now), dates.amount(last.mg, "mg")
        said.append(_("{amount} {drug}, {time}.").format(amount=amount, drug=drug, time=at))
        ages.append((drug, dates.ago(dates.between(last.at, now))))
    for dose in facts.doses:
        said += _went_wrong(dose, now)
    if facts.dose_ahead is not None:
        words = _("A dose is written down for {time}, later than now. Check the clocks.")
        said.append(words.format(time=dates.day_and_time(facts.dose_ahead, now)))
    return said or [_("Not recorded.")], _age_words(ages)


def _no_flow(doubt: FlowDoubt | None, now: Moment) -> Iterator[str]:
    """Say why it is not sure that the pump runs; of a date that has passed `_passed` tells."""
    if doubt is None:
        return
    if doubt.sound is not None and doubt.at is not None:
        words = _("Sound of the pump: {tone}, {time}.")
        at = dates.day_and_time(doubt.at, now)
        yield words.format(tone=tone_words(doubt.sound), time=at)
    elif doubt.why is NoFlow.MRI:
        yield _("Nobody checked it since an MRI.")
    elif doubt.why is NoFlow.SIGNS:
        yield _("There are early warning signs.")


def _passed(pump: PumpNow, now: Moment) -> Iterator[str]:
    """Say which dates of the pump have passed: it may not run any more."""
    if pump.empty_date is not None and pump.empty_date < now.day:
        words = _("The pump can be empty since {day}, by the dates written down.")
        yield words.format(day=dates.short_date(pump.empty_date))
    elif pump.low_reservoir_date is not None and pump.low_reservoir_date < now.day:
        words = _("The low-reservoir date was {day}. Nobody wrote down a refill since.")
        yield words.format(day=dates.short_date(pump.low_reservoir_date))


def _age_words(ages: Sequence[tuple[str, str]]) -> str:
    """Return how old or far a dose is; of two medicines each is named."""
    if len(ages) < 2:
        return "".join(age for _drug, age in ages)
    said = _("{drug} {age}")
    return ", ".join(said.format(drug=drug, age=age) for drug, age in ages)


def _went_wrong(dose: ShiftDose, now: Moment) -> Iterator[str]:
    last = dose.last
    lost = (last.missed_in_row or 0) - last.unwritten_in_row if last is not None else 0
    if lost > 0:  # those that nobody wrote down are named one by one
        words = ngettext(
            "{n} dose of {drug} in a row missed or not kept down.",
            "{n} doses of {drug} in a row missed or not kept down.",
            lost,
        )
        yield words.format(n=lost, drug=drug_words(dose.drug))
    if last is not None and last.extra_told is not None:
        told = dates.day_and_time(last.extra_told, now)
        words = _("An extra dose of {drug} was taken, told {when}.")
        yield words.format(drug=drug_words(dose.drug), when=told)


def _next_doses(facts: ShiftFacts, now: Moment) -> tuple[list[str], str]:
    said = undecided(kind for kind in facts.not_decided if kind is ConflictKind.PLANS)
    if facts.at_home is not None:
        said.append(dates.two_clocks(now, facts.at_home))
    ages: list[tuple[str, str]] = []
    for dose in facts.doses:
        drug = drug_words(dose.drug)
        for slot in dose.unwritten or ():
            due = dates.day_and_time(slot.due, now)
            words = _("The {time} dose of {drug} is not written down.")
            said.append(words.format(time=due, drug=drug))
        if dose.next is None:
            said.append(_("Next dose of {drug}: not recorded.").format(drug=drug))
            continue
        at, amount = dates.day_and_time(dose.next.due, now), dates.amount(dose.next.mg, "mg")
        said.append(_("{amount} {drug}, {time}.").format(amount=amount, drug=drug, time=at))
        ages.append((drug, dates.ahead(dates.between(now, dose.next.due))))
    if facts.pump is not None:
        day = facts.pump.refill_appointment
        refill = dates.short_date(day) if day is not None else _("not recorded")
        said.append(_("Next pump refill: {day}.").format(day=refill))
    return said or [_("Not recorded.")], _age_words(ages)


def _flags(facts: ShiftFacts, now: Moment) -> tuple[list[str], str]:
    said = [running_words(event, now) for event in facts.running]
    if facts.level is None or facts.checked_at is None:
        return [*said, _("Not recorded. No check-in yet.")], ""
    at = dates.day_and_time(facts.checked_at, now)
    age = dates.ago(dates.between(facts.checked_at, now))
    if facts.level is Level.NO_FLAGS:
        words = _("No flags in the check-in at {time}. This does not mean nothing is wrong.")
        said.append(words.format(time=at))
    else:
        words = _("{level}, from the check-in at {time}.")
        if facts.is_event:
            words = _("{level}, from what was told at {time}.")
        said.append(words.format(level=level_name(facts.level), time=at))
    found = list(dict.fromkeys(reason.because for reason in facts.reasons if reason.because))
    said += map(days_in_words, found[:_REASONS])
    more = len(found) - _REASONS
    if more > 0:
        said.append(ngettext("And {n} more.", "And {n} more.", more).format(n=more))
    if facts.kept_private:
        said.append(_("One reason is private: ask the person."))
    if facts.before is not None:
        said += _before(facts.before, now)
    if facts.alert is not None:
        since = dates.day_and_time(facts.alert.since, now)
        said.append(_("The alert since {time} is still open.").format(time=since))
    return said, age


def _before(past: PastEmergency, now: Moment) -> Iterator[str]:
    """Yield that an EMERGENCY was eased since, why it was one, and that nobody answered."""
    yield _("Emergency at {time}.").format(time=dates.day_and_time(past.at, now))
    yield from (days_in_words(because) for _at, because in past.found[:_REASONS] if because)
    if not past.actions:
        yield _("Nobody wrote down who was called.")
