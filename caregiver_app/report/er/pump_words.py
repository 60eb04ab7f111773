# SPDX-License-Identifier: MIT
"""What every sheet says of a pump: what was heard from it, and why its medicine may not flow."""

from caregiver_app.domain.check_in import Missing, PumpAlarm
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.pump_flow import FlowDoubt, NoFlow, flow_doubt
from caregiver_app.report.drawing.layout import Words, strong
from caregiver_app.report.drawing.phrases import (
    alarm_text,
    day_text,
    not_recorded,
    short_stamp,
    why_missing,
)
from caregiver_app.report.drawing.words import _


def no_flow(sheet: Handoff) -> FlowDoubt | None:
    """Return why the pump may not run, by what the sheet tells; None where nothing says so."""
    if sheet.pump is None:
        return None
    rules = {reason.finding.id for reason in sheet.reasons}
    return flow_doubt(sheet.pump, rules, sheet.now.day)


def why_no_flow(doubt: FlowDoubt, sheet: Handoff) -> str:
    """Return the reason in a few words, with its time or day."""
    if doubt.sound is not None:
        heard = alarm_text(doubt.sound)
        return heard if doubt.at is None else f"{heard}, {short_stamp(doubt.at, sheet.now)}"
    words = {
        NoFlow.EMPTY: _("past its empty date {day}"),
        NoFlow.LOW: _("past its low-reservoir date {day}"),
        NoFlow.MRI: _("not checked since an MRI"),
    }.get(doubt.why, _("early warning signs"))
    return words.format(day=day_text(doubt.day))


def flow_words(sheet: Handoff) -> tuple[str, list[Words]]:
    """Return what is known of the flow, and why it is not known; a sound has a line of its own."""
    doubt = no_flow(sheet)
    if doubt is None:
        return _("Pump, continuous"), []
    why = [] if doubt.sound is not None else [strong(why_no_flow(doubt, sheet))]
    return _("Pump: flow not known"), why


def unheard(sheet: Handoff) -> str:
    """Return that no sound was heard, or that nobody could say.

    It has its time unless the newest check-in says it, and is not old: what nobody answered since
    is not as it was.
    """
    said = sheet.pump.last_answer if sheet.pump else None
    if said is None or said.why is Missing.NOT_ASKED:
        return not_recorded()
    text = alarm_text(PumpAlarm.NONE) if said.why is None else why_missing(said.why)
    if said.why is None and said.is_newest and not sheet.stale:
        return text
    return f"{text}, {short_stamp(said.at, sheet.now)}"


def pump_alarm_line(sheet: Handoff) -> str:
    """Return what was heard from the pump, when first, and what was before its last visit."""
    pump = sheet.pump
    if pump is None or pump.alarm in (None, PumpAlarm.NONE) or pump.alarm_first is None:
        text = unheard(sheet)
    else:
        text = f"{alarm_text(pump.alarm)}, {short_stamp(pump.alarm_first, sheet.now)}"
    before = pump.alarm_answered if pump else None
    if before is None:
        return text
    return _("{alarm} {first}. After the visit {visit}: {text}").format(
        alarm=alarm_text(before.alarm),
        first=short_stamp(before.first, sheet.now),
        visit=short_stamp(before.visit, sheet.now),
        text=text,
    )
