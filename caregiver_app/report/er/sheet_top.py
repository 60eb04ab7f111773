# SPDX-License-Identifier: MIT
"""The top of the sheets that are not for the ER: the same warning in black on white."""

from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    Block,
    Page,
    break_lines,
    line_width,
    plain,
    space,
    strong,
)
from caregiver_app.report.drawing.shapes import draw_strip
from caregiver_app.report.drawing.words import _
from caregiver_app.report.er import header
from caregiver_app.report.er.fit import Part, always
from caregiver_app.report.er.header import banner_text, route_text

_TITLE = 17.0
_LEAST = 13.0


def light_banner(sheet: Handoff, heading: str, width: float, left: float, colour: str) -> Block:
    """Return the warning, the heading of the sheet and the route over the person's strip.

    It is not black, so that nobody takes this sheet for the one of the ER.
    """
    words = plain(banner_text(sheet), Weight.STRONG)
    size = _TITLE
    while size > _LEAST and line_width(words, size) > width:
        size -= 0.5
    title = break_lines(words, size, width)
    name = break_lines(plain(heading, Weight.STRONG), 12, width * 0.45)
    route = route_text(sheet)
    if sheet.is_child:
        route = _("{route}. CHILD").format(route=route.rstrip("."))
    way = break_lines(strong(route), 12, width - name.width - 12)
    second = max(name.height, way.height)

    def draw(page: Page, top: float) -> None:
        page.lines(title, left, top)
        page.rule(left, left + width, top + title.height + 2.2, 1.6)
        under = top + title.height + 4
        page.lines(name, left, under)
        page.lines(way, 0, under, right_of=left + width)
        draw_strip(page, colour, under + second + 2, 4.5)

    return Block(title.height + second + 11, draw)


def head_parts(
    handoff: Handoff, heading: str, colour: str, width: float, left: float
) -> tuple[Part, ...]:
    """Return the parts every other sheet begins with: banner, who it is, what to beware of."""
    practice = header.practice_mark(width, left) if handoff.person.is_practice else space(0)
    return (
        always("practice", "", lambda: practice),
        always("top", "", lambda: light_banner(handoff, heading, width, left, colour)),
        Part(
            key="identity",
            name=_("who they are"),
            lengths=(
                lambda: header.identity(handoff, width, left),
                lambda: header.identity(handoff, width, left, tight=True),
            ),
        ),
        always("warnings", "", lambda: header.warnings(handoff, width, left)),
    )
