# SPDX-License-Identifier: MIT
"""The card for the wallet: cut out, folded once, the dose in front and the red flags behind."""

from collections.abc import Callable, Iterator
from functools import partial

from caregiver_app.domain.person import Drug, Route
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    Block,
    Lines,
    Page,
    Words,
    beside,
    break_lines,
    fixed,
    line_width,
    plain,
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import day_text, stamp
from caregiver_app.report.drawing.shapes import draw_strip
from caregiver_app.report.drawing.words import _
from caregiver_app.report.drawing.write_in import words_at
from caregiver_app.report.er.header import banner_text, practice_mark
from caregiver_app.report.er.sheet import Fitted, Rendered, one_page
from caregiver_app.report.paper.carried import (
    Carried,
    allergy_words,
    code_status,
    dose_words,
    flag_label,
    keep_on,
    more_to_ring,
    name_words,
    ring_words,
    to_ring,
)

CARD = 8.0
"""The one place where words are smaller than on a page: a card must fit in a wallet."""
FOLDED = 9.0
"""A card that is folded once more anyway has the words of a page."""
_LARGER = (9.5, 9.0, 8.5)
WIDTH, HEIGHT = 243.0, 153.0
"""A bank card in points."""
COPIES = 2
_EDGE = 8.0
_BAR, _LEAST_BAR, _TWO_LINES = 11.5, 9.5, 10.5
_STRIP = 3.0
_HALF = 0.75
"""A sign that takes more of the width stands on lines of its own, behind the others."""
_GAP = 0.8
_CONTACTS = 3
_APART = 48.0
"""Around the card and the mark of a practice person."""
_DETAIL_LINES = 3
_CODE_STATUS = 120


def wallet_card(carried: Carried, paper: str = "letter") -> Rendered:
    """Return a page with the card, twice when both fit; it grows taller before words are cut."""
    return one_page(_("Wallet card"), paper, lambda page, room: _fitted(carried, page, room))


def _fitted(carried: Carried, page: Page, room: float) -> Fitted:
    left = page.left + (page.width - 2 * WIDTH) / 2
    drugs, dash, warning = banner_text(carried.sheet).partition("\u2013 ")
    heads = (strong(drugs + fixed(dash + warning)), _flags_head(carried))
    bars = [_bar_lines(head) for head in heads]
    tall = max(bar.height for bar in bars) + 5
    sides = (
        partial(_side, _bar(bars[0], left, tall), _front, carried, left),
        partial(_side, _bar(bars[1], left + WIDTH, tall), _back, carried, left + WIDTH),
    )
    end = _foot(page)
    height = max(HEIGHT, *(side(CARD).height for side in sides))
    above = _above(carried, page, height)
    if height > HEIGHT:
        taller = max(side(FOLDED).height for side in sides)
        height = taller if taller < room - above.height - end.height - _APART else height
    front, back = (_largest(side, height) for side in sides)
    card = _card(left, height, front, back)
    count = COPIES if room - above.height - end.height > COPIES * (height + 24) else 1
    mark = practice_mark(page.width, page.left)
    top = [mark] if carried.sheet.person.is_practice else []
    return [*top, above, *(stack([space(10), card]) for _copy in range(count))], end, ()


def _largest(side: Callable[[float], Block], height: float) -> Block:
    """Return one side in the largest type that the card's height has room for."""
    blocks = (side(size) for size in (*_LARGER, CARD))
    return next((block for block in blocks if block.height <= height), side(CARD))


def _card(left: float, height: float, front: Block, back: Block) -> Block:
    """Return front and back side by side within one line to cut along and one to fold."""

    def draw(page: Page, top: float) -> None:
        front.draw(page, top)
        back.draw(page, top)
        page.canvas.setDash(4, 3)
        page.box(left, top, 2 * WIDTH, height, 0.8)
        page.canvas.setDash(1, 3)
        x = left + WIDTH
        page.canvas.line(x, page.height - top, x, page.height - top - height)
        page.canvas.setDash()

    return Block(height, draw)


def _side(
    bar: Block,
    rows: Callable[[Carried, float, float], Iterator[Block]],
    carried: Carried,
    x: float,
    size: float,
) -> Block:
    """Return one side of the card: its black bar, the person's strip, and what stands below."""
    below = stack(list(rows(carried, x + _EDGE, size)), _GAP)

    def draw(page: Page, top: float) -> None:
        bar.draw(page, top)
        strip = Page(page.canvas, x + WIDTH, page.height, x)
        strip.right = x + WIDTH
        draw_strip(strip, carried.colour, top + bar.height, _STRIP)
        below.draw(page, top + bar.height + _STRIP + 1.5)

    return Block(bar.height + _STRIP + below.height + 6, draw)


def _bar_lines(words: Words) -> Lines:
    """Return the words of a bar on one line where that is large enough, else on two."""
    width, size = WIDTH - 2 * _EDGE, _BAR
    while size > _LEAST_BAR and line_width(words, size) > width:
        size -= 0.5
    is_one = line_width(words, size) <= width
    return break_lines(words, size if is_one else _TWO_LINES, width)


def _bar(lines: Lines, x: float, height: float) -> Block:
    def draw(page: Page, top: float) -> None:
        page.fill(x, top, WIDTH, height)
        page.canvas.setFillGray(1)
        page.lines(lines, x + _EDGE, top + (height - lines.height) / 2)
        page.canvas.setFillGray(0)

    return Block(height, draw)


def _flags_head(carried: Carried) -> Words:
    return plain(_("Any of these: {call}").format(call=carried.call), Weight.STRONG)


def _front(carried: Carried, x: float, size: float) -> Iterator[Block]:
    """Yield who this is, the dose, allergies, whom to ring, and until when it holds."""
    person, width = carried.sheet.person, WIDTH - 2 * _EDGE
    name = name_words(person)
    large = 12 if line_width(name, 12) <= width else size
    yield words_at(name, x, width, large)
    below = break_lines(name, large, width).below
    if below:
        yield space(below)
    yield words_at(plain(_("Born") + " ") + strong(day_text(person.dob)), x, width, size)
    value, details = dose_words(carried)
    yield words_at(plain(value, Weight.STRONG), x, width, 12)
    for words in details:
        yield words_at(words, x, width, size, _DETAIL_LINES)
    yield words_at(plain(_("Allergies") + "  ") + allergy_words(person, 4), x, width, size)
    code = code_status(person, _CODE_STATUS)
    if code:
        yield words_at(code, x, width, size)
    known = to_ring(person, _CONTACTS)
    for role, contact in known:
        yield words_at(ring_words(role, contact, 40), x, width, size)
    more = more_to_ring(person, sum(contact is not None for _role, contact in known))
    if more:
        yield words_at(plain(more), x, width, size)
    yield _ruled(_holds(carried), x, width, size)


def _holds(carried: Carried) -> Words:
    words = plain(_("Dose as of {day}.").format(day=day_text(carried.sheet.now.day)) + " ")
    if carried.next_change is None:
        return words + strong(_("Print again at a change."))
    again = _("Print again on {day}.").format(day=day_text(carried.next_change))
    return words + strong(again)


def _ruled(words: Words, x: float, width: float, size: float) -> Block:
    lines = break_lines(words, size, width)

    def draw(page: Page, top: float) -> None:
        page.rule(x, x + width, top + 1, 0.7)
        page.lines(lines, x, top + 3)

    return Block(lines.height + 3, draw)


def _back(carried: Carried, x: float, size: float) -> Iterator[Block]:
    """Yield the red flags, what to say on the phone, and what not to do."""
    width = WIDTH - 2 * _EDGE
    yield from _flags(carried, x, width, size)
    say = plain(_("Say:") + " ", Weight.STRONG)
    last = fixed(_("Last dose at") + " __________.\u201d")
    say += plain(f"\u201c{_to_say(carried)} {last}")
    yield _ruled(say, x, width, size)
    yield words_at(strong(keep_on(carried)), x, width, size)
    who = _("Recorded by family or caregiver \u2013 not verified by a clinician")
    yield _ruled(plain(who), x, width, size)


def _flags(carried: Carried, x: float, width: float, size: float) -> Iterator[Block]:
    """Yield the red flags two by two, and what an alarm of the pump means."""
    every = [flag_label(flag) for flag in carried.flags if not flag.alarm]
    signs = [sign for sign in every if line_width(strong(sign), size) <= width * _HALF]
    first = max((line_width(strong(sign), size) for sign in signs[::2]), default=0.0)
    half = min(width / 2, first + 6)
    for place in range(0, len(signs), 2):
        pair = enumerate(signs[place : place + 2])
        is_last = place + 1 == len(signs)
        rooms = (width if is_last else half - 4, width - half)
        yield beside([words_at(strong(t), x + k * half, rooms[k], size) for k, t in pair])
    for sign in every:
        if sign not in signs:
            yield words_at(strong(sign), x, width, size)
    for flag in carried.flags:
        if flag.alarm:
            words = strong(fixed(flag_label(flag)) + ".") + plain(" " + flag.message)
            yield words_at(words, x, width, size)


def _to_say(carried: Carried) -> str:
    sheet, first_aid = carried.sheet, carried.first_aid
    rest = (drug for drug in sheet.drugs if drug is not sheet.person.drug)
    ways = {drug: _way(drug, sheet) for drug in (sheet.person.drug, *rest)}
    if len(set(ways.values())) == 1:
        both = _(" and ").join(first_aid.drugs[drug] for drug in ways)
        medicine = first_aid.ways[ways[sheet.person.drug]].format(drug=both)
    else:
        medicine = _(" and ").join(first_aid.medicine(drug, way) for drug, way in ways.items())
    return first_aid.say["who_unknown"].format(medicine=medicine)


def _way(drug: Drug, sheet: Handoff) -> Route:
    """Return how one drug is taken: clonazepam never through the pump that baclofen runs from."""
    person = sheet.person
    if drug is Drug.CLONAZEPAM or not person.has_pump:
        return Route.ORAL
    by_mouth = any(d.drug is drug and d.route is PlanRoute.ORAL for d in sheet.doses)
    is_own = person.drug is drug and person.takes_by_mouth
    return Route.BOTH if by_mouth or is_own else Route.ITB


def _above(carried: Carried, page: Page, height: float) -> Block:
    now = carried.sheet.now
    title = break_lines(plain(_("Wallet card"), Weight.STRONG), 17, page.width)
    text = _("Cut on the dashes. Fold on the dots, with the words outside. Throw away old cards.")
    if height > HEIGHT:
        text += " " + _("This card is taller than a bank card: fold it once more.")
    told = break_lines(plain(text), BODY, page.width)
    printed = plain(_("Page 1 of 1. Printed {time}").format(time=stamp(now, now)))
    side = break_lines(printed, BODY, page.width)

    def draw(page: Page, top: float) -> None:
        page.lines(title, page.left, top)
        page.lines(side, 0, top + 7, right_of=page.right)
        page.lines(told, page.left, top + title.height + 2)

    return Block(title.height + told.height + 2, draw)


def _foot(page: Page) -> Block:
    text = _("The ER sheet has more than this card: print it before you go.")
    lines = break_lines(plain(text), BODY, page.width)
    return Block(lines.height, lambda page, top: page.lines(lines, page.left, top))
