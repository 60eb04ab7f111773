# SPDX-License-Identifier: MIT
"""The sheets for the clinic and for the next caregiver, with the content that only they need."""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from caregiver_app.content.changes import load_changes
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.sheets import load_sheets
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.changed.change_lines import Changes
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.prompts.plan_prompts import PromptContent, plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.clinic_handoff import (
    Period,
    clinic_period,
    plans_in_force,
    select_clinic,
)
from caregiver_app.domain.sheets.handoff import WEEK, Audience, Handoff, taken_out
from caregiver_app.domain.sheets.handoff_signs import earlier
from caregiver_app.domain.sheets.sheet_content import SheetContent, ShiftContent
from caregiver_app.domain.sheets.shift_handoff import select_shift
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.system.words import ENGLISH

if TYPE_CHECKING:
    from caregiver_app.report.er.sheet import Rendered

_SLOT_LATE = "dose_clock.slot_late_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherContent:
    """The content of these two sheets beside the rules."""

    sheets: SheetContent
    prompts: PromptContent
    times: TimeRules
    changes: Changes


@cache
def other_content() -> OtherContent:
    """Return the content, read once; raise ContentError when it cannot be used."""
    return OtherContent(
        sheets=load_sheets(ENGLISH.code),
        prompts=load_plan_prompts(ENGLISH.code),
        times=load_time_rules(ENGLISH.code),
        changes=load_changes(ENGLISH.code),
    )


def period_of(record: Record, now: Moment, days: int | None) -> Period:
    """Return the time a clinic sheet is about; `days` is a number somebody chose, or None."""
    last = record.last_check_in
    end = max(now, last.at) if last is not None else now
    return clinic_period(record, end, other_content().sheets.period, days)


def other_page(
    record: Record,
    handoff: Handoff,
    rule_set: RuleSet,
    paper: str,
    colour: str,
    period: Period,
) -> "Rendered":
    """Return the page for the clinic or for the next caregiver, as the handoff's audience says."""
    content = other_content()
    prompts = plan_prompts(content.prompts, record, period.end)
    if handoff.audience is Audience.CLINIC:
        from caregiver_app.report.clinic.clinic_sheet import (
            render_clinic,  # reportlab: when it is made
        )

        if period.start < earlier(handoff.now, WEEK):
            out = taken_out(record, period.start)
            handoff = replace(handoff, taken_out=out, taken_out_since=period.start)
        late, ahead = rule_set.hours(_SLOT_LATE), content.sheets.steps_ahead
        clinic = select_clinic(record, handoff, period, prompts, late, ahead, rule_set.days_off)
        return render_clinic(clinic, rule_set, paper, colour)
    from caregiver_app.report.shift.shift_sheet import render_shift

    plans = plans_in_force(record, handoff.now.day)
    shift = select_shift(record, handoff, plans, prompts, content.times, content.changes)
    words = ShiftContent(
        sheets=content.sheets, changes=content.changes, times=content.times, rule_set=rule_set
    )
    return render_shift(shift, words, paper, colour)
