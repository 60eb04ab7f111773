# SPDX-License-Identifier: MIT
"""How bad it is and why (rank 3): the level, what the caregiver was told, the reasons."""

from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.notes import has_limits, limit_notes
from caregiver_app.domain.sheets.handoff import Audience, Handoff
from caregiver_app.domain.sheets.sheet_reasons import Reason
from caregiver_app.domain.timing.past_emergency import PastEmergency
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    VALUE,
    Block,
    Lines,
    Page,
    Words,
    break_lines,
    fixed,
    line_width,
    more_in_record,
    plain,
    said,
    stack,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut
from caregiver_app.report.drawing.phrases import (
    answer_label,
    clock_text,
    drug_text,
    not_recorded,
    number,
    short_stamp,
    sign_label,
    sign_value,
)
from caregiver_app.report.drawing.shapes import draw_level
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.action_words import done_text, reached_words
from caregiver_app.report.er.squeeze import Squeeze

_SINCE, _STAMP = 0.3, 86.0
"""Part of a line for a time, and the points that a date and time need at the least."""
REASONS = 3
_REASONS_BEFORE = 2
_WHOLE = 2
"""Lines that hold a sentence about the limits whole."""
_DONE, _WHO = 3, 40
_ABOVE = 2.0
_NOTHING_DONE = frozenset({ActionKind.RECHECKED, ActionKind.DISMISSED, ActionKind.CONFIRMED_PLAN})


def situation(
    sheet: Handoff,
    rule_set: RuleSet,
    width: float,
    left: float,
    squeeze: Squeeze = Squeeze.NONE,
) -> Block:
    """Return the boxed level with its shape, what the caregiver was told, and the reasons."""
    word = plain(level_word(sheet, rule_set), Weight.STRONG)
    size = 15 if len(word[0].text) < 14 else 11
    column = min(280.0, max(168.0, line_width(word, size) + 58))
    level = break_lines(word, size, column - 57)
    told = break_lines(plain(told_text(sheet, rule_set)), BODY, column - 57, most=5)
    most = 1 if squeeze >= Squeeze.BARE else 2
    beside = (left + column + 9, width - column - 20)
    earlier = _before(sheet, rule_set, *beside, most)
    limits = for_whom(sheet, rule_set, *beside, 0 if squeeze is Squeeze.LEAST else most)
    reasons = stack([*earlier, *_reasons(sheet, rule_set, *beside, most), *limits])
    least = max(level.height + told.height + 10, 38)
    spare = least - reasons.height - 9
    close = squeeze >= Squeeze.CLOSE
    reasons = stack([reasons, *_reached(sheet, rule_set, *beside, spare, close=close)])
    height = max(least, reasons.height + 9)

    def draw(page: Page, top: float) -> None:
        loud = sheet.level in (Level.EMERGENCY, Level.URGENT, Level.WATCH) or sheet.before
        page.box(left, top, width, height, 2.2 if loud else 1.0)
        page.canvas.setLineWidth(0.8)
        page.canvas.line(
            left + column, page.height - top, left + column, page.height - top - height
        )
        draw_level(page.canvas, sheet.level, left + 11, page.height - top - height / 2 - 14, 28)
        under = top + (height - level.height - told.height) / 2
        page.lines(level, left + 48, under)
        page.lines(told, left + 48, under + level.height)
        reasons.draw(page, top + (height - reasons.height) / 2)

    return Block(height, draw, reasons.left_off)


def level_word(sheet: Handoff, rule_set: RuleSet) -> str:
    """Return the word of the level of the newest check-in, or that there is none."""
    if sheet.level is None:
        return _("No check-in recorded")
    if sheet.level is Level.NO_FLAGS:
        return _("No warning signs in what was entered")
    return rule_set.wording.level_words[sheet.level]


def told_text(sheet: Handoff, rule_set: RuleSet) -> str:
    """Return what the program told the caregiver to do."""
    if sheet.level is None:
        return _("Signs and vital signs: not recorded.")
    if sheet.level is Level.NO_FLAGS:
        return _("This does not mean nothing is wrong.")
    line = _told_line(sheet, rule_set)
    if not line:
        return ""
    hours = rule_set.numbers.get("recheck.pump" if sheet.person.has_pump else "recheck.oral")
    values = {"n": number(hours) if hours is not None else "", "phone": ""}
    text = line.format_map({**rule_set.emergency_numbers, **values})
    words = _("Caregiver told: {text}.")
    if sheet.by_time:
        words = _("Shown by the program, perhaps to nobody: {text}.")
    told = words.format(text=text[:1].lower() + text[1:])
    if sheet.waits:
        told = _("An alert from before is open: nobody was reached.")
    if begun := begun_text(sheet):
        told = f"{begun} {told}"
    more = len(sheet.reasons) - REASONS
    if more <= 0:
        return told
    words = ngettext("{n} more reason in the record.", "{n} more reasons in the record.", more)
    return f"{told} {words.format(n=more)}"


def begun_text(sheet: Handoff) -> str:
    """Return that the level is that of answers nobody saved, and of when; blank when it is not."""
    if sheet.begun_at is None:
        return ""
    begun = _("Check-in begun at {time} and not saved.")
    return begun.format(time=clock_text(sheet.begun_at, sheet.now))


def _told_line(sheet: Handoff, rule_set: RuleSet) -> str:
    """Return what the headline of the screen said: whom the message names, whatever was stored."""
    lines = rule_set.wording.action_lines
    clinic = lines.get(Action.CALL_PUMP_CLINIC, "")
    message = sheet.reasons[0].finding.message if sheet.reasons else ""
    if sheet.action is Action.CALL_PRESCRIBER and clinic and clinic in message:
        return clinic
    return lines.get(sheet.action or Action.NONE, "")


def _before(sheet: Handoff, rule_set: RuleSet, x: float, width: float, most: int) -> list[Block]:
    """Return the EMERGENCY of before: it is named, whatever else fits.

    Beside one of now it has three lines, or one on a tight page.
    """
    if sheet.before is None:
        return []
    text = before_words(sheet, rule_set)
    most = 2 * most - 1 if sheet.level is Level.EMERGENCY else 4
    lines = break_lines(text, BODY, width, most=most)
    cut = (_("the EMERGENCY of before, in full"),) * (lines.was_cut or has_cut(text))
    return [Block(lines.height + 2, lambda page, top: page.lines(lines, x, top), cut)]


def _reached(
    sheet: Handoff, rule_set: RuleSet, x: float, width: float, spare: float, *, close: bool
) -> list[Block]:
    """Return who answered and what they said; the next caregiver has it in what to do.

    While there is an alert, or one of before is told, it has two lines, or is named. Else it
    stands there where the box has room for all of it: it takes the place of nothing.
    """
    words = reached_words(sheet, rule_set)
    if not words or sheet.audience is not Audience.ER:
        return []
    lines = break_lines(words, BODY, width, most=2)
    is_alert = sheet.level in (Level.EMERGENCY, Level.URGENT) or sheet.before is not None
    if not is_alert:
        fits = not lines.was_cut and lines.height + _ABOVE <= spare
        return [_under(lines, x, ())] if fits else []
    if close:
        return [Block(0, lambda _page, _top: None, (_("who was reached"),))]
    return [_under(lines, x, (_("who was reached, in full"),) * lines.was_cut)]


def _under(lines: Lines, x: float, cut: tuple[str, ...]) -> Block:
    return Block(
        lines.height + _ABOVE, lambda page, top: page.lines(lines, x, top + _ABOVE), left_off=cut
    )


def before_words(sheet: Handoff, rule_set: RuleSet) -> Words:
    """Return when that EMERGENCY was, why, and whether somebody was reached; empty without one."""
    past = sheet.before
    if past is None:
        return ()
    word, told = rule_set.wording.level_words[Level.EMERGENCY], list[str]()
    for at, because in past.found[:_REASONS_BEFORE]:
        text = _("At {time}: {because}") if told else _("{level} at {time}: {because}")
        why = clinical(because, rule_set) or f"{not_recorded()}."
        time = fixed(short_stamp(at, sheet.now))
        told.append(text.format(level=word, time=time, because=why).strip())
    return said(" ".join(told), Weight.STRONG) + _done(sheet, past, rule_set)


def _done(sheet: Handoff, past: PastEmergency, rule_set: RuleSet) -> Words:
    """Return what was done about it, as it was written down: the newest of it, by time."""
    number = rule_set.emergency_numbers["emergency"]
    known = {action.id: action for action in (*past.actions, *past.answers)}
    done = [action for action in known.values() if action.kind not in _NOTHING_DONE]
    if not done:
        return strong(" " + _("Nobody wrote down who was called."))
    words: Words = ()
    for action in sorted(done, key=lambda action: action.at)[-_DONE:]:
        words += strong((", " if words else " ") + short_stamp(action.at, sheet.now) + " ")
        words += _with_short_name(action, sheet, number)
    return words + strong(".")


def _with_short_name(action: ActionTaken, sheet: Handoff, number: str) -> Words:
    """Return what was done; a long name leaves room for the others, and its cut is said."""
    who = " ".join((action.who or "").split())
    short = who if len(who) <= _WHO else who[:_WHO].rsplit(" ", 1)[0]
    words = said(done_text(replace(action, who=short), sheet, number), Weight.STRONG)
    return words if short == who else words + strong(f" {more_in_record()}")


def _reasons(sheet: Handoff, rule_set: RuleSet, x: float, width: float, most: int) -> list[Block]:
    shown = shown_reasons(sheet)
    blocks = [_reason((n, most), r, sheet, rule_set, x, width) for n, r in enumerate(shown, 1)]
    notes = []
    if sheet.kept_private:
        notes.append(_("one reason is private: ask the person"))
    if sheet.level is Level.INCOMPLETE and sheet.asked_for:
        gaps = ", ".join(answer_label(name) for name in sheet.asked_for)
        notes.append(_("not answered: {gaps}").format(gaps=gaps))
    if not shown and not notes:
        notes += _no_limit(sheet, rule_set)
        notes += _not_measured(sheet)
    lines = break_lines(said(". ".join(notes)), BODY, width, most=3) if notes else None
    if lines:
        cut = (_("what was not answered, in full"),) * lines.was_cut
        blocks.append(Block(lines.height, lambda page, top: page.lines(lines, x, top), cut))
    return blocks + _corrected(sheet, x, width)


def _no_limit(sheet: Handoff, rule_set: RuleSet) -> list[str]:
    """Return that no limit was reached, never of somebody for whose age there is none."""
    if sheet.last is None:
        return [_("Nobody has recorded a check-in")]
    if not has_limits(rule_set, sheet.age):
        return []
    return [_("No limit of rule set {version} was reached").format(version=sheet.rule_set)]


def for_whom(
    sheet: Handoff, rule_set: RuleSet, x: float, width: float, most: int = _WHOLE
) -> list[Block]:
    """Return for whom the limits are not made, and which told signs have none.

    In one line it is the heart of the limits; the signs stand among the others then.
    In no line it is named at the foot, but that there are no limits at all stays.
    """
    notes = limit_notes(rule_set, sheet.person, sheet.now.day)
    if most == _WHOLE:
        notes += sheet.no_rule
    if not notes:
        return []
    if most == 0 and has_limits(rule_set, sheet.age):
        return [Block(0, lambda _page, _top: None, (_("for whom the limits are"),))]
    if most < _WHOLE:
        most = 1
        notes = tuple(note.partition(". ")[0].rstrip(".") + "." for note in notes)
    lines = break_lines(strong(" ".join(notes)), BODY, width, most=most * len(notes))
    cut = (_("for whom the limits are, in full"),) * (lines.was_cut or most < _WHOLE)
    return [Block(lines.height, lambda page, top: page.lines(lines, x, top), cut)]


def _corrected(sheet: Handoff, x: float, width: float) -> list[Block]:
    """Return what was corrected, for the reasons may name what the table has no more."""
    if sheet.corrected is None:
        return []
    lines = break_lines(plain(corrected_text(sheet)), BODY, width, most=3)
    cut = (_("a correction in full"),) if lines.was_cut else ()
    return [Block(lines.height, lambda page, top: page.lines(lines, x, top), cut)]


def corrected_text(sheet: Handoff) -> str:
    """Return what the newest check-in said before it was corrected; blank when it was not."""
    told = sheet.corrected
    if told is None:
        return ""
    parts = [
        f"{sign_label(name)} {not_recorded() if value is None else sign_value(name, value)}"
        for name, value in told.before
    ]
    if told.others:
        words = ngettext("{n} other answer", "{n} other answers", told.others)
        parts.append(words.format(n=told.others))
    text = _("Corrected {time}. Before that: {values}.")
    return text.format(time=fixed(short_stamp(told.at, sheet.now)), values=", ".join(parts))


def shown_reasons(sheet: Handoff) -> Sequence[Reason]:
    """Return the reasons that stand beside the level, the worst first."""
    return sheet.reasons[:REASONS]


def _not_measured(sheet: Handoff) -> list[str]:
    names = {
        "temp_c": _("temperature"),
        "hr": _("pulse"),
        "bp": _("blood pressure"),
        "rr": _("breathing rate"),
        "spo2": _("oxygen"),
        "alertness": _("alertness"),
    }
    gaps = [names[sign.field] for sign in sheet.vitals if sign.now is None]
    if not sheet.last or not gaps:
        return []
    return [_("Not recorded this time: {gaps}").format(gaps=", ".join(gaps))]


def _reason(
    place: tuple[int, int],
    reason: Reason,
    sheet: Handoff,
    rule_set: RuleSet,
    x: float,
    width: float,
) -> Block:
    """Return one reason at its (number, most lines) with the time since when it holds."""
    room = max(width * _SINCE, _STAMP)
    when = short_stamp(reason.since, sheet.now)
    if sheet.last is not None and reason.since < sheet.last.at:
        when = _("since {time}").format(time=when) if reason.lasts else when
    since = break_lines(plain(when), BODY, room)
    text = said(reason_text(reason, sheet, rule_set) or not_recorded())
    lines = break_lines(text, VALUE, width - since.width - 26, most=place[1])
    mark = break_lines(plain(f"{place[0]}.", Weight.STRONG), VALUE, 16)

    def draw(page: Page, top: float) -> None:
        page.lines(mark, x, top)
        page.lines(lines, x + 16, top)
        page.lines(since, 0, top + 0.8, right_of=x + width)

    height = max(lines.height, since.height + 0.8)
    return Block(height, draw, (_("a reason in full"),) if lines.was_cut else ())


def reason_text(reason: Reason, sheet: Handoff, rule_set: RuleSet) -> str:
    """Return a reason, and the dose that was kept down since it told of missed ones."""
    words = clinical(reason.finding.because, rule_set).strip()
    if reason.given is None:
        return words
    # First: a long reason gives way at its end.
    since = _("A dose of {drug} was kept down since, {time}. Before it:")
    time = fixed(short_stamp(reason.given.at, sheet.now))
    return f"{since.format(drug=drug_text(reason.given.drug), time=time)} {words}"


def clinical(because: str, rule_set: RuleSet) -> str:
    """Return a reason in the words of the ward where they differ from those of the kitchen."""
    wording = rule_set.wording
    for key, words in wording.sheet_reasons.items():
        because = because.replace(wording.reasons.get(key) or words, words + ".")
    return because
