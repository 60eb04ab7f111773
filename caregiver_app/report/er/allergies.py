# SPDX-License-Identifier: MIT
"""What the person must not get (rank 13), boxed."""

from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    LEADING,
    Block,
    Page,
    Words,
    break_lines,
    plain,
    said,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut, listed, room_of, shortened
from caregiver_app.report.drawing.phrases import not_recorded
from caregiver_app.report.drawing.words import _

LEAST_HEIGHT = 52.0
_MOST = 40


def allergies(sheet: Handoff, width: float, left: float, room: float, least: int = 2) -> Block:
    """Return the count and as many as fit, on `least` lines or more if there is `room`."""
    known, inner, size = sheet.person.allergies, width - 16, 11
    more, label = 0, _("Allergies")
    if known is None:
        words: Words = plain(not_recorded(), Weight.STRONG)
    elif not known:
        words = strong(_("none known"))
    else:
        free = max(least, int((room - 8 - BODY * LEADING) // (size * LEADING)))
        some = [said(text, Weight.STRONG) for text in known[:_MOST]]
        some = [shortened(item, room_of(least, inner), size) for item in some]
        hidden = len(known) - len(some)
        words, more = listed(some, room_of(free, inner), size=size, hidden=hidden)
        label = _("Allergies ({n})").format(n=len(known)) if more else label
    title = break_lines(strong(label), BODY, inner)
    lines = break_lines(words, size, inner)
    height = title.height + lines.height + 8

    def draw(page: Page, top: float) -> None:
        page.box(left, top, width, height, 1.6)
        page.lines(title, left + 8, top + 4)
        page.lines(lines, left + 8, top + 4 + title.height)

    cut = (_("allergies in full"),) if more or has_cut(words) else ()
    return Block(height, draw, cut)
