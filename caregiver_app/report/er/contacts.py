# SPDX-License-Identifier: MIT
"""Whom to ring (rank 14): their numbers large and never cut."""

from caregiver_app.domain.person import Contact, ContactRole
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
    line_width,
    plain,
    said,
)
from caregiver_app.report.drawing.lists import shortened
from caregiver_app.report.drawing.phrases import not_recorded, role_text
from caregiver_app.report.drawing.plain_text import phone_digits
from caregiver_app.report.drawing.words import _, ngettext

PHONE = 14.0
PHONES = 4
_GUTTER = 10.0
_LONGEST_PHONE = 80
"""Characters of a number; nobody can ring a longer one, and the record has the rest."""
_ROLES = (
    ContactRole.PRESCRIBER,
    ContactRole.PUMP_CLINIC,
    ContactRole.AFTER_HOURS,
    ContactRole.DECISION_MAKER,
    ContactRole.FAMILY,
    ContactRole.PHARMACY,
)
_Ranked = tuple[ContactRole, Contact | None]


def contacts(sheet: Handoff, width: float, left: float, *, tight: bool = False) -> Block:
    """Return up to four people to ring; names get one line instead of two when it is tight."""
    chosen = _chosen(sheet)
    shown = shown_contacts(sheet)
    column = (width - _GUTTER * (len(shown) - 1)) / len(shown)
    names = [_name(role, contact, 1 if tight else 2, column) for role, contact in shown]
    high = max(name.height for name, _was_cut in names)
    cells = [
        _cell(name, contact, high, left + place * (column + _GUTTER), column)
        for place, (name, (_role, contact)) in enumerate(zip(names, shown, strict=True))
    ]
    more = len(chosen) - len(shown)
    text = ngettext("{n} more contact", "{n} more contacts", more).format(n=more)
    ruled = beside(cells)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        ruled.draw(page, top + 3)

    return Block(ruled.height + 4, draw, ruled.left_off + (text,) * bool(more))


def shown_contacts(sheet: Handoff) -> list[tuple[ContactRole, Contact | None]]:
    """Return who stands on the page, in the order of the roles; None where nobody is known."""
    return sorted(_chosen(sheet)[:PHONES], key=lambda one: _ROLES.index(one[0]))


def _cell(
    named: tuple[Lines, bool], contact: Contact | None, high: float, x: float, width: float
) -> Block:
    """Return one person to ring; `high` is how far down the numbers of all of them begin."""
    name, was_cut = named
    number = contact.phone if contact and contact.phone and contact.phone.strip() else None
    words = said(phone_digits(number or not_recorded())[:_LONGEST_PHONE], Weight.STRONG)
    digits = break_lines(words, _size(words, width) if number else BODY, width, 2)

    def draw(page: Page, top: float) -> None:
        page.lines(name, x, top)
        page.lines(digits, x, top + high)

    cut = (_("contact names in full"),) * was_cut
    return Block(high + digits.height, draw, cut + (_("a phone number"),) * digits.was_cut)


def _name(
    role: ContactRole, contact: Contact | None, most: int, width: float
) -> tuple[Lines, bool]:
    """Return the role and the name; a name that is too long for the lines never hides the role."""
    label, named = plain(role_text(role)), said((contact.name if contact else None) or "")
    if not line_width(named, BODY):
        return break_lines(label, BODY, width), False
    whole = break_lines(label + plain(", ") + named, BODY, width)
    if len(whole.lines) <= most:
        return whole, False
    role_line = break_lines(label, BODY, width).lines
    lines = role_line if most == 1 else (*role_line, shortened(named, width))
    return Lines(lines, BODY), True


def _size(words: Words, width: float) -> float:
    """Return the largest size that keeps a number on one line, else on two."""
    sizes = (PHONE, PHONE - 1, PHONE - 2, PHONE - 2.5)
    for most, choices in ((1, sizes), (2, (*sizes, BODY))):
        for size in choices:
            if len(break_lines(words, size, width).lines) <= most:
                return size
    return BODY


def _chosen(sheet: Handoff) -> list[_Ranked]:
    """Return whom the ER needs first, also when nobody is written down, then everybody else."""
    must = [ContactRole.PRESCRIBER, ContactRole.DECISION_MAKER]
    if sheet.person.has_pump:
        must.insert(1, ContactRole.PUMP_CLINIC)
    first: list[_Ranked] = []
    others: list[_Ranked] = []
    rest: list[_Ranked] = []
    for role in _ROLES:
        known = sheet.person.contacts_of(role)
        if role in must:
            first.append((role, known[0] if known else None))
        elif known:
            others.append((role, known[0]))
        rest += [(role, contact) for contact in known[1:]]
    return first + others + rest
