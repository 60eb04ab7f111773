# SPDX-License-Identifier: MIT
"""The check-in as a form for a pen: the quick questions as rows, the checks of a day as columns.

Every question, answer and unit comes from the form of the program, so the two cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from caregiver_app.domain.alone import Alone
from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.person import ContactRole, Drug, Person
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    LEADING,
    SMALL,
    Block,
    Lines,
    Page,
    Words,
    beside,
    break_lines,
    fixed,
    line_width,
    plain,
    stack,
    strong,
)
from caregiver_app.report.drawing.lists import shortened as on_one_line
from caregiver_app.report.drawing.phrases import role_text
from caregiver_app.report.drawing.plain_text import phone_digits
from caregiver_app.report.drawing.shapes import draw_strip
from caregiver_app.report.drawing.words import _
from caregiver_app.report.drawing.write_in import BOX, box, boxes_width, field, tick_boxes, words_at
from caregiver_app.report.er.sheet import Fitted, Rendered, one_page
from caregiver_app.report.paper.carried import LONGEST_PHONE, name_words, shortened
from caregiver_app.report.paper.log_marks import draw_mark, far_out_words, limit_words, mark_of

CHECKS = 6
_TITLE = 17.0
_BETWEEN_BOXES = 3.0
_QUESTION, _ANSWER = 110.0, 112.0
_PITCHES = (
    (12.4, 19.0),
    (11.6, 18.0),
    (11.0, 17.5),
    (10.5, 17.0),
    (10.1, 16.5),
    (10.0, 14.0),
    (9.6, 13.0),
)
"""Heights to try, of a line to tick and of one to write into; the type keeps its size."""
_WHOLE = 5
"""How many of the heights are tried before a second drug gives up its boxes."""
_LIMITED = 6
"""How many of them are tried before the numbers give up the limits beside them."""
_LEAST_NOTE, _MOST_NOTE = 17.0, 80.0
_PAIRS = {"sbp": "dbp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFor:
    """Whom a log is for: `form` holds what is asked of them, `by_mouth` the drugs with dose rows.

    Without `person` it is blank, for anybody, and has one set of rows for any dose. `alone` are
    the answers that are an emergency by themselves.
    """

    form: Form
    person: Person | None = None
    by_mouth: tuple[Drug, ...] = ()
    colour: str = ""
    alone: Alone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One question: the answers to tick, each a line, then the lines to write a number into.

    `words` may fill the place of the answers too; `is_loud` puts them white on black. `marks` are,
    for each answer, where to call by that answer alone.
    """

    words: Words
    ticks: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    is_loud: bool = False
    marks: tuple[str, ...] = ()


def paper_log(
    log: LogFor, rule_set: RuleSet, first_aid: FirstAid, paper: str = "letter"
) -> Rendered:
    """Return the log for one day as one page, with a column for each of six checks."""
    return one_page(
        _("Check-in log"),
        paper,
        lambda page, room: _fitted(log, rule_set, first_aid, page, room),
    )


def _fitted(log: LogFor, rule_set: RuleSet, first_aid: FirstAid, page: Page, room: float) -> Fitted:
    end = _foot(rule_set, page)
    unlimited = replace(log, alone=replace(log.alone, numbers={})) if log.alone else log
    loud, top, brief = (
        [_head(of, page, is_brief=is_brief), _told(of, rule_set, first_aid, page, is_brief)]
        for of, is_brief in ((log, False), (unlimited, False), (unlimited, True))
    )
    limited, whole, limited_short, short = (
        list(_rows(of, rule_set, short=is_short))
        for is_short, of in ((False, log), (False, unlimited), (True, log), (True, unlimited))
    )
    tries = [(loud, limited, pitch) for pitch in _PITCHES[:_LIMITED]]
    tries += [(top, whole, pitch) for pitch in _PITCHES[:_WHOLE]]
    tries += [(loud, limited_short, pitch) for pitch in _PITCHES]
    tries += [(top, short, pitch) for pitch in _PITCHES]
    tries.append((brief, short, _PITCHES[-1]))
    for above, rows, pitch in tries:
        table = [_block(row, page, pitch) for row in rows]
        used = sum(block.height for block in (*above, *table, end))
        spare = room - used - 10.0
        if spare >= _LEAST_NOTE:
            break
    note = _note(log.form, page, max(_LEAST_NOTE, min(_MOST_NOTE, spare)))
    return [*above, stack([*table, note])], end, ()


def _rows(log: LogFor, rule_set: RuleSet, *, short: bool) -> Iterator[_Row]:
    """Yield a row for every question, in the order of the form; the doses before the numbers.

    In a `short` log a second drug has a line to write what happened to the dose, not the boxes.
    """
    yield _Row(words=strong(_("Time of the check, with AM or PM")), writes=("",))
    yield _flags(log.form, rule_set)
    doses = list(_doses(log, short=short))
    for question in log.form.questions:
        if question.mode is not Mode.QUICK or question.id in _PAIRS.values():
            continue
        if question.kind == "number":
            yield from doses
            doses = []
        if question.kind != "text":
            yield _asked(question, log, rule_set)
    yield from doses
    yield _Row(words=strong(_("Who wrote this")), writes=("",))


def _flags(form: Form, rule_set: RuleSet) -> _Row:
    call = rule_set.wording.level_lines[Level.EMERGENCY].format_map(rule_set.emergency_numbers)
    return _Row(
        words=plain(f"{form.tiles_prompt} {fixed(call)}.", Weight.STRONG),
        ticks=(*(tile.label for tile in form.tiles), _("None of these")),
        is_loud=True,
    )


def _asked(question: Question, log: LogFor, rule_set: RuleSet) -> _Row:
    alone = log.alone or Alone()
    if question.choices:
        labels = tuple(choice.label for choice in question.choices)
        marks = tuple(mark_of(alone, rule_set, question, c.value) for c in question.choices)
        return _Row(words=strong(question.prompt), ticks=labels, marks=marks)
    if question.anchors:
        anchors = ", ".join(
            fixed(f"{value} ") + text for value, text in sorted(question.anchors.items())
        )
        return _Row(words=strong(question.prompt) + plain(f" \u2013 {anchors}"), writes=("",))
    if question.id in _PAIRS:
        unit = _("top / bottom, in {unit}").format(unit=question.unit)
        words = strong(question.short) + plain(f" \u2013 {unit}")
        return _Row(words=words + limit_words(alone, rule_set, question.id), writes=("",))
    units = {"per_minute": _("in a minute"), "°C": _("circle one: °F  °C")}
    words = strong(question.short) + plain(f" \u2013 {units.get(question.unit, question.unit)}")
    return _Row(words=words + limit_words(alone, rule_set, question.id), writes=("",))


def _doses(log: LogFor, *, short: bool) -> Iterator[_Row]:
    """Yield the rows of every drug by mouth; a blank log has them once, for any dose."""
    if log.person is not None and not log.by_mouth:
        return
    question = log.form.question("doses")
    labels = tuple(choice.label for choice in question.choices)
    parts = tuple(question.parts[part] for part in ("at", "mg") if part in question.parts)
    for place, drug in enumerate(log.by_mouth or (None,)):
        words = strong(question.prompt)
        if drug is not None:
            words += strong(f": {drug.value}")
        if place and short:
            yield _Row(words=words, writes=(_("A word from the list above"), *parts))
        else:
            yield _Row(words=words, ticks=labels, writes=parts)


def _block(row: _Row, page: Page, pitch: tuple[float, float]) -> Block:
    """Return one row measured: the question, its answers, and a box or a blank for every check."""
    inline = _inline(row.ticks, page)
    whole = inline is not None or (not row.ticks and not any(row.writes))
    pad = 5.0 if row.is_loud else 0.0
    wide = _QUESTION + _ANSWER * whole - 8 - 2 * pad
    words = break_lines(row.words, BODY if row.is_loud else SMALL, wide)
    ticks = 0 if inline else len(row.ticks)
    deep = max(ticks * pitch[0] + len(row.writes) * pitch[1], pitch[0] * (inline is not None))
    height = max(deep, words.height + 2 * pad) + 3
    centred = (height - words.height) / 2 if whole or row.is_loud else 1.5

    def draw(page: Page, top: float) -> None:
        if row.is_loud:
            page.fill(page.left, top, _QUESTION - 4, height)
            page.canvas.setFillGray(1)
        page.lines(words, page.left + pad, top + centred)
        page.canvas.setFillGray(0)
        if inline:
            inline.draw(page, top + (height - inline.height) / 2)
        else:
            _answers(row, page, top + 1.5, pitch)
        _frame(page, top, height, 1.8 if row.is_loud else 0.7)

    return Block(height, draw)


def _inline(labels: tuple[str, ...], page: Page) -> Block | None:
    """Return the answers written out under every check, when they fit there on one line."""
    if not labels:
        return None
    column = _column(page)
    used = boxes_width(labels, _BETWEEN_BOXES)
    if used > column - _BETWEEN_BOXES:
        return None
    start = page.right - CHECKS * column + (column - used) / 2
    return beside(
        [tick_boxes(labels, start + k * column, column, _BETWEEN_BOXES) for k in range(CHECKS)]
    )


def _answers(row: _Row, page: Page, top: float, pitch: tuple[float, float]) -> None:
    """Draw the answers, each with its box under every check, then the lines to write into."""
    for place, label in enumerate(row.ticks):
        middle = top + pitch[0] / 2
        page.lines(_label(label), page.left + _QUESTION, middle - SMALL * LEADING / 2)
        if place < len(row.marks) and row.marks[place]:
            draw_mark(page, row.marks[place], page.left + _QUESTION + _ANSWER, middle)
        for check in range(CHECKS):
            across = page.right - (CHECKS - check - 0.5) * _column(page)
            box(page, across - BOX / 2, middle - BOX / 2)
        top += pitch[0]
        if place + 1 < len(row.ticks):
            page.rule(page.left + _QUESTION, page.right, top, 0.3, 0.6)
    for place, label in enumerate(row.writes):
        if place or row.ticks:
            page.rule(page.left + _QUESTION, page.right, top, 0.5, 0.3)
        page.lines(_label(label), page.left + _QUESTION, top + pitch[1] / 2 - SMALL * LEADING / 2)
        top += pitch[1]


def _label(text: str) -> Lines:
    return break_lines(plain(fixed(text)), SMALL, _ANSWER)


def _column(page: Page) -> float:
    return (page.width - _QUESTION - _ANSWER) / CHECKS


def _frame(page: Page, top: float, height: float, thickness: float) -> None:
    """Draw the line under a row, thick around the red flags, and those between the checks."""
    if thickness > 1:
        page.box(page.left, top, page.width, height, thickness)
    else:
        page.rule(page.left, page.right, top + height, thickness)
    page.canvas.setStrokeGray(0)
    page.canvas.setLineWidth(0.7)
    for place in range(CHECKS):
        x = page.right - (CHECKS - place) * _column(page)
        page.canvas.line(x, page.height - top, x, page.height - top - height)


def _note(form: Form, page: Page, height: float) -> Block:
    notes = [question for question in form.questions if question.kind == "text"]
    also = _("also any as-needed medicine: its name, how much, and when")
    words = strong(notes[0].prompt if notes else _("Note")) + plain(f" \u2013 {also}")
    lines = break_lines(words, SMALL, page.width)
    return Block(height, lambda page, top: page.lines(lines, page.left, top + 3))


def _head(log: LogFor, page: Page, *, is_brief: bool) -> Block:
    """Return the title, and the name and date that every page must carry.

    A name of several lines keeps one of them when it `is_brief`, and says so.
    """
    width, left, person = page.width, page.left, log.person
    title = break_lines(plain(_("Check-in log for one day"), Weight.STRONG), _TITLE, width)
    practice = person is not None and person.is_practice
    side = (_("PRACTICE \u2013 NOT A REAL PERSON") + ". ") * practice + _("Page 1 of 1.")
    mark = break_lines(strong(side), BODY, width)
    fields = _fields(person, left, width, is_brief=is_brief)

    def draw(page: Page, top: float) -> None:
        page.lines(title, left, top)
        page.lines(mark, 0, top + 7, right_of=left + width)
        fields.draw(page, top + title.height + 4)
        if person is not None:
            draw_strip(page, log.colour, top + title.height + fields.height + 7, 4.0)

    return Block(title.height + fields.height + 6 + 6 * (person is not None), draw)


def _fields(person: Person | None, left: float, width: float, *, is_brief: bool) -> Block:
    """Return name, birth, date and dose on a line; a long name has lines of its own above."""
    label: Words = plain(_("Name"))
    name: Words = name_words(person) if person else ()
    if is_brief:
        name = on_one_line(name, width - line_width(label, BODY) - 8)
    born = strong(person.dob.isoformat()) if person and person.dob else ()
    is_long = line_width((*label, *name), BODY) > width * 0.42
    first = field(label, left, width if is_long else width * 0.44, size=BODY, value=name)
    others = beside(
        [
            field(plain(_("Born")), left + width * 0.46, width * 0.17, size=BODY, value=born),
            field(plain(_("Date")), left + width * 0.65, width * 0.15, size=BODY),
            field(plain(_("Dose a day")), left + width * 0.82, width * 0.18, size=BODY),
        ]
    )
    return stack([first, others]) if is_long else beside([first, others])


def _told(log: LogFor, rule_set: RuleSet, first_aid: FirstAid, page: Page, is_brief: bool) -> Block:
    """Return what else to do, how to fill the page in, and whom to ring."""
    side = 190.0
    left, width = page.left, page.width
    words = strong(" ".join(_warnings(log, rule_set, first_aid)))
    words += plain(" " + _("One column for each check. Leave blank what you did not check."))
    if log.alone is not None:
        words += far_out_words(log.alone, rule_set)
    told = break_lines(words, SMALL, width - side - 12)
    phones = stack(list(_phones(log, left + width - side, side, is_brief)), 2.0)

    def draw(page: Page, top: float) -> None:
        page.lines(told, left, top)
        phones.draw(page, top)

    return Block(max(told.height, phones.height) + 2, draw)


def _warnings(log: LogFor, rule_set: RuleSet, first_aid: FirstAid) -> Iterator[str]:
    """Yield what holds whatever is ticked: the alarm that means the ER, and not to stop."""
    alarms = [choice for q in log.form.questions if q.id == "pump_alarm" for choice in q.choices]
    for choice in alarms:
        if choice.value == "two_tone":
            action = rule_set.wording.action_lines[Action.GO_TO_ER]
            heard = _("Pump sound {sound}: {action}.")
            yield heard.format(sound=fixed(choice.label), action=fixed(action))
    drugs = {log.person.drug, *log.by_mouth} if log.person else set()
    only = drugs.pop() if len(drugs) == 1 else None
    yield first_aid.never_stop_for(only)


_RING = (ContactRole.PRESCRIBER, ContactRole.PUMP_CLINIC, ContactRole.AFTER_HOURS)


def _phones(log: LogFor, x: float, width: float, is_brief: bool) -> Iterator[Block]:
    """Yield up to two numbers to ring, or a line for one; brief ones have a line each."""
    most = 1 if is_brief else None
    known = [c for role in _RING for c in (log.person.contacts_of(role) if log.person else ())]
    for contact in [c for c in known if c.phone][:2]:
        label = plain(role_text(contact.role) + " ")
        words = label + shortened(phone_digits(contact.phone or ""), LONGEST_PHONE, Weight.STRONG)
        yield words_at(words, x, width, BODY, most)
    if not any(c.phone for c in known):
        yield field(plain(_("Prescriber or pump clinic")), x, width)


def _foot(rule_set: RuleSet, page: Page) -> Block:
    left, width = page.left, page.width
    who = strong(_("Recorded by family or caregiver \u2013 not verified by a clinician"))
    first = break_lines(who, SMALL, width)
    rules = _("Type this into the program later. Rule set {version}.")
    second = break_lines(plain(rules.format(version=rule_set.version)), SMALL, width)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 1.2)
        page.lines(first, left, top + 3)
        page.lines(second, 0, top + 3, right_of=left + width)

    return Block(first.height + 3, draw)
