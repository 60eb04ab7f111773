# SPDX-License-Identifier: MIT
"""The sheet for the fridge: red flags with what to do, whom to ring, the dose and since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    VALUE,
    Block,
    Page,
    Words,
    beside,
    break_lines,
    line_width,
    plain,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import (
    day_text,
    drug_text,
    not_recorded,
    offset,
    role_text,
    stamp,
)
from caregiver_app.report.drawing.plain_text import phone_digits
from caregiver_app.report.drawing.shapes import draw_strip
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.drawing.write_in import words_at
from caregiver_app.report.er.doses import way_text
from caregiver_app.report.er.header import banner_text, practice_mark
from caregiver_app.report.er.sheet import Fitted, Rendered, one_page
from caregiver_app.report.paper.carried import (
    LONGEST_PHONE,
    Carried,
    allergy_words,
    code_status,
    dose_words,
    flag_label,
    keep_on,
    more_to_ring,
    name_words,
    shortened,
    to_ring,
)

_LABEL = 170.0
_HEAD = 15.0
_PHONE = 16.0
_CONTACT_NAME = 60
_DETAIL_LINES = 2
_SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Sizes of type to try for the words to read from a distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """How much stands on the page: the size of type, and of each list how many.

    `is_brief` gives the name, the allergies and each text about a dose one line.
    """

    size: float
    contacts: int
    allergies: int
    urgent: int
    is_brief: bool = False


def fridge_sheet(carried: Carried, paper: str = "letter") -> Rendered:
    """Return the sheet as one page, in the largest type that lets everything stand."""
    return one_page(_("Fridge sheet"), paper, lambda page, room: _fitted(carried, page, room))


def _fitted(carried: Carried, page: Page, room: float) -> Fitted:
    end = _foot(carried, page)
    for fit in _ever_less(len(carried.urgent)):
        blocks = [
            *([practice_mark(page.width, page.left)] if carried.sheet.person.is_practice else []),
            _head(carried, page, fit),
            _dose(carried, page, fit),
            _emergency(carried, page, fit.size),
            _urgent(carried, page, fit),
            _phones(carried, page, fit.contacts),
        ]
        if sum(block.height for block in blocks) + end.height + 3.0 * len(blocks) <= room:
            break
    more = len(carried.urgent) - fit.urgent
    return blocks, end, (_more_urgent(more),) * bool(more)


def _ever_less(urgent: int) -> Iterator[_Fit]:
    """Yield smaller and smaller pages: type first, then numbers, then reasons to call."""
    for contacts in (6, 4, 3):
        for size in _SIZES:
            yield _Fit(size=size, contacts=contacts, allergies=6, urgent=urgent)
    for count in range(urgent, -1, -1):
        yield _Fit(size=_SIZES[-1], contacts=3, allergies=2, urgent=count)
    for count in (urgent, urgent // 2, 0):
        yield _Fit(size=_SIZES[-1], contacts=3, allergies=1, urgent=count, is_brief=True)


def _head(carried: Carried, page: Page, fit: _Fit) -> Block:
    """Return the black banner, the person's strip, the name and the allergies."""
    person, width = carried.sheet.person, page.width
    words = plain(banner_text(carried.sheet), Weight.STRONG)
    size = 20.0
    while size > 14 and line_width(words, size) > width - 18:
        size -= 0.5
    banner = break_lines(words, size, width - 18)
    most = 1 if fit.is_brief else None
    name = break_lines(name_words(person), 15, width * 0.66, most=most)
    named = name.height + name.below
    born = strong(f"{_('Born')} {day_text(person.dob)}")
    side = break_lines(born, VALUE, width * 0.3)
    allergies = strong(_("Allergies:") + " ") + allergy_words(person, fit.allergies)
    facts = break_lines(allergies, VALUE, width, most=most)
    longest = _CONTACT_NAME if fit.is_brief else 2 * _CONTACT_NAME
    code = words_at(code_status(person, longest), page.left, width, VALUE, most)

    def draw(page: Page, top: float) -> None:
        page.fill(page.left, top, width, banner.height + 8)
        page.canvas.setFillGray(1)
        page.lines(banner, page.left + 9, top + 4)
        page.canvas.setFillGray(0)
        draw_strip(page, carried.colour, top + banner.height + 11, 4.5)
        under = top + banner.height + 18
        page.lines(name, page.left, under)
        page.lines(side, 0, under + 5, right_of=page.right)
        page.lines(facts, page.left, under + named)
        code.draw(page, under + named + facts.height)

    return Block(banner.height + 18 + named + facts.height + code.height, draw)


def _dose(carried: Carried, page: Page, fit: _Fit) -> Block:
    """Return the boxed dose now: from when it holds, and when this page must be printed again."""
    value, details = dose_words(carried)
    half, most = page.width * 0.52, 1 if fit.is_brief else _DETAIL_LINES
    x = page.left + 9
    rows = [words_at(strong(_("Dose now")), x, half, BODY)]
    rows += [words_at(strong(value), x, half, 17)]
    rows += [words_at(words, x, half, VALUE, most) for words in details]
    right = page.left + half + 16
    told = [words_at(words, right, page.right - right - 9, fit.size) for words in _holds(carried)]
    left_side, right_side = stack(rows), stack(told, 2.0)
    height = max(left_side.height, right_side.height) + 10

    def draw(page: Page, top: float) -> None:
        page.box(page.left, top, page.width, height, 2.0)
        left_side.draw(page, top + 4)
        right_side.draw(page, top + (height - right_side.height) / 2)

    return Block(height, draw)


def _holds(carried: Carried) -> Iterator[Words]:
    days = set(carried.since.values())
    older = _("Throw away pages printed before.")
    if len(days) > 1:
        yield from (plain(text) for text in _each_holds(carried))
        yield plain(older)
    elif any(days):
        since = _("This dose holds from {day}.").format(day=day_text(*days))
        yield plain(f"{since} {older}")
    if carried.next_change is None:
        yield strong(_("Print again when the plan changes."))
    else:
        again = _("Print again: the dose changes on {day}.")
        yield strong(again.format(day=day_text(carried.next_change)))


def _each_holds(carried: Carried) -> Iterator[str]:
    """Yield since when each of several medicines has its dose, of days that differ."""
    for (drug, route), day in carried.since.items():
        medicine = f"{drug_text(drug)} {way_text(route)}"
        if day is None:
            yield _("{medicine}: since when is not recorded.").format(medicine=medicine)
        else:
            yield _("{medicine}: from {day}.").format(medicine=medicine, day=day_text(day))


def _emergency(carried: Carried, page: Page, size: float) -> Block:
    """Return the red flags, each with what to do, in a thick frame."""
    rows = [_title(_("Any of these: {call}").format(call=carried.call), page, is_black=True)]
    for flag in carried.flags:
        sign = words_at(strong(flag_label(flag)), page.left + 8, _LABEL - 14, size)
        start = page.left + _LABEL
        told = words_at(plain(flag.message), start, page.right - start - 8, size)
        rows.append(_ruled(beside([sign, told]), page))
    keep = words_at(plain(keep_on(carried), Weight.STRONG), page.left + 8, page.width - 16, size)
    rows.append(_ruled(keep, page))
    inside = stack(rows)

    def draw(page: Page, top: float) -> None:
        inside.draw(page, top)
        page.box(page.left, top, page.width, inside.height, 2.0)

    return Block(inside.height, draw)


def _ruled(block: Block, page: Page) -> Block:
    def draw(page: Page, top: float) -> None:
        page.rule(page.left, page.right, top, 0.5, 0.4)
        block.draw(page, top + 1.5)

    return Block(block.height + 3.5, draw)


def _title(text: str, page: Page, *, is_black: bool) -> Block:
    lines = break_lines(plain(text, Weight.STRONG), _HEAD, page.width - 16)

    def draw(page: Page, top: float) -> None:
        if is_black:
            page.fill(page.left, top, page.width, lines.height + 5)
            page.canvas.setFillGray(1)
        page.lines(lines, page.left + (8 if is_black else 0), top + 2)
        page.canvas.setFillGray(0)

    return Block(lines.height + 5, draw)


def _more_urgent(more: int) -> str:
    text = ngettext("{n} more reason to call", "{n} more reasons to call", more)
    return text.format(n=more)


def _urgent(carried: Carried, page: Page, fit: _Fit) -> Block:
    """Return what does not need an ambulance but a phone call now; what is left off is counted."""
    rows = [_title(_("Call, do not wait"), page, is_black=False)]
    texts = carried.urgent[: fit.urgent]
    if len(texts) < len(carried.urgent):
        more = _more_urgent(len(carried.urgent) - len(texts))
        texts += (_("{more}: see the program.").format(more=more),)
    sentences = (words_at(plain(text), page.left, page.width, fit.size) for text in texts)
    rows += [_ruled(sentence, page) for sentence in sentences]
    return stack(rows)


def _phones(carried: Carried, page: Page, most: int) -> Block:
    """Return whom to ring, three in a row, the numbers large enough for two metres away."""
    people = to_ring(carried.sheet.person, most)
    numbers = carried.rule_set.emergency_numbers
    cells: list[tuple[Words, Words]] = []
    for role, contact in people:
        label = plain(role_text(role))
        if contact is not None and contact.name:
            label += plain(", ") + shortened(contact.name, _CONTACT_NAME)
        phone = plain(not_recorded())
        if contact is not None and contact.phone:
            phone = shortened(phone_digits(contact.phone), LONGEST_PHONE, Weight.STRONG)
        cells.append((label, phone))
    cells.append((plain(_("Poison Help")), strong(numbers["poison"])))
    more = more_to_ring(carried.sheet.person, sum(contact is not None for _role, contact in people))
    if more:
        cells.append((plain(more), ()))
    column = (page.width - 20) / 3
    threes = (cells[start : start + 3] for start in range(0, len(cells), 3))
    rows = [_phone_row(three, column, page) for three in threes]
    inside = stack(rows, 4.0)

    def draw(page: Page, top: float) -> None:
        page.rule(page.left, page.right, top, 1.2)
        inside.draw(page, top + 3)

    return Block(inside.height + 4, draw)


def _phone_row(cells: Sequence[tuple[Words, Words]], column: float, page: Page) -> Block:
    """Return up to three people to ring; their numbers begin at one height."""
    lefts = [page.left + place * (column + 10) for place in range(len(cells))]
    names = beside(
        [words_at(name, x, column, BODY) for (name, _n), x in zip(cells, lefts, strict=True)]
    )
    numbers = [_number(words, x, column) for (_n, words), x in zip(cells, lefts, strict=True)]
    return stack([names, beside(numbers)])


def _number(words: Words, x: float, width: float) -> Block:
    size = _PHONE
    while size > VALUE and line_width(words, size) > width:
        size -= 0.5
    return words_at(words, x, width, size)


def _foot(carried: Carried, page: Page) -> Block:
    now, left = carried.sheet.now, page.left
    who = strong(_("Recorded by family or caregiver \u2013 not verified by a clinician"))
    first = break_lines(who, BODY, page.width)
    text = _("Page 1 of 1. Fridge sheet. Printed {time} {offset}. Rule set {version}.")
    version = carried.rule_set.version
    text = text.format(time=stamp(now, now), offset=offset(now), version=version)
    second = break_lines(plain(text), BODY, page.width)

    def draw(page: Page, top: float) -> None:
        page.rule(left, page.right, top, 1.2)
        page.lines(first, left, top + 3)
        page.lines(second, left, top + 3 + first.height)

    return Block(first.height + second.height + 3, draw)
