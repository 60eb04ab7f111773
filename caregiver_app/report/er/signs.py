# SPDX-License-Identifier: MIT
"""The table of signs: now, usual, worst in 72 h, since when (ranks 8 and 9)."""

from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import Missing
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_signs import Reading, Sign
from caregiver_app.domain.units import fahrenheit
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    VALUE,
    Block,
    Lines,
    Page,
    Words,
    break_lines,
    fixed,
    line_width,
    plain,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import (
    hours_ago,
    oxygen_target,
    same_offset,
    short_stamp,
    sign_label,
    sign_value,
    why_missing,
    yes_no,
)
from caregiver_app.report.drawing.words import _

_COLUMNS = (0.0, 0.237, 0.507, 0.752)
_ROW = 13.0
_WORST_LINES = 4
_APART = 6.0
"""Points between the value of now, which is large, and what is usual."""


def sign_table(
    sheet: Handoff, width: float, left: float, *, bare: bool = False, both: bool = True
) -> Block:
    """Return both halves of the table; they share one set of columns.

    `both`: the worst temperature has two units, in as many lines as that takes. A `bare` one has
    no second line for a beginning or an age beside the worst value, nor for when the last values
    were taken: that stands at the top of the page too.
    """
    now = _now_head(sheet, (_COLUMNS[2] - _COLUMNS[1]) * width - 4, bare=bare)
    heads = (
        (_("Vital signs"), now, _("Usual"), _("Worst in 72 h")),
        (
            _("Tone and mind"),
            _("Last") if _is_old(sheet) else _("Now"),
            _("Usual"),
            _("Began, or worst"),
        ),
    )
    rows: list[Block] = []
    for head, signs in zip(heads, (sheet.vitals, sheet.tone), strict=True):
        rows.append(_head(head, width, left))
        rows += [_row(sign, sheet, width, left, bare=bare, both=both) for sign in signs]
    return stack(rows)


def _now_head(sheet: Handoff, room: float, *, bare: bool) -> str:
    """Return when the values of the column were taken; an old check-in is not called now."""
    if sheet.last is None:
        return _("Now")
    word = _("Last, {time}") if _is_old(sheet) else _("Now, {time}")
    whole = word.format(time=short_stamp(sheet.last.at, sheet.now))
    if line_width(strong(whole), BODY) <= room:
        return whole
    if sheet.last_age is None:
        return _("Last") if bare else whole
    return word.format(time=hours_ago(sheet.last.at, sheet.now))


def _is_old(sheet: Handoff) -> bool:
    """Say whether nobody can call the newest check-in now: it is old, or the clock is behind."""
    return sheet.stale or sheet.clock_is_behind


def _head(words: tuple[str, ...], width: float, left: float) -> Block:
    ends = (*_COLUMNS[1:], 1.0)
    rooms = [(end - place) * width - 4 for place, end in zip(_COLUMNS, ends, strict=True)]
    cells = [break_lines(strong(word), BODY, room) for word, room in zip(words, rooms, strict=True)]
    height = max(13.8, *(lines.height + 2.3 for lines in cells))

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        for place, lines in zip(_COLUMNS, cells, strict=True):
            page.lines(lines, left + place * width, top + 1.0)
        page.rule(left, left + width, top + height - 0.4, 0.8)

    return Block(height, draw)


def _row(sign: Sign, sheet: Handoff, width: float, left: float, *, bare: bool, both: bool) -> Block:
    now = _now_in(sign, sheet, (_COLUMNS[2] - _COLUMNS[1]) * width - _APART)
    ends = (*_COLUMNS[1:], 1.0)
    third = _third_in(sign, sheet, (1 - _COLUMNS[3]) * width - 3, bare=bare, both=both)
    texts = (
        plain(sign_label(sign.field)),
        strong(now),
        _usual(sign, sheet, bare=bare),
        plain(third),
    )
    cells: list[Lines] = []
    for place, end, words in zip(_COLUMNS, ends, texts, strict=True):
        room = (end - place) * width - (_APART if words is texts[1] else 3)
        lines = break_lines(words, VALUE if words is texts[1] else BODY, room)
        if len(lines.lines) > 1:
            lines = break_lines(words, SMALL, room)
        cells.append(lines)
    height = max(_ROW, *(lines.height + 0.5 for lines in cells))

    def draw(page: Page, top: float) -> None:
        for place, lines in zip(_COLUMNS, cells, strict=True):
            drop = 0.1 if lines.size == VALUE else 0.8
            page.lines(lines, left + place * width, top + drop)
        page.rule(left, left + width, top + height, 0.5, 0.6)

    return Block(height, draw)


def _third_in(sign: Sign, sheet: Handoff, room: float, *, bare: bool, both: bool) -> str:
    """Return what stands in the last column: a temperature in both units where they have room."""
    most, whole = _WORST_LINES if both and not bare else 1, _third(sign, sheet, both=True)
    if len(break_lines(plain(whole), SMALL, room).lines) <= most:
        return whole
    third = _third(sign, sheet)
    if bare and sign.worst and line_width(plain(third), SMALL) > room:
        return _bare_third(sign, sheet)
    return third


def _now_in(sign: Sign, sheet: Handoff, room: float) -> str:
    """Return the value of now, with the one that was read before it where both have room."""
    now = _now_text(sign, sheet)
    if sign.first is None:
        return now
    both = fixed(
        _("{value} (first {first})").format(value=now, first=_worst_value(sign.field, sign.first))
    )
    return both if line_width(strong(both), VALUE) <= room else now


def _now_text(sign: Sign, sheet: Handoff) -> str:
    if sign.now is None:
        return fixed(why_missing(sign.why_missing))
    text = sign_value(sign.field, sign.now.value)
    if sign.field == "itching" and sheet.last is not None:
        return fixed(f"{text} / {yes_no(sheet.last.rash)}")
    return _with_oxygen(text, sign.now)


def _with_oxygen(text: str, reading: Reading) -> str:
    """Return a value with the oxygen that was given: without it, it is another one."""
    return _("{value} on O2").format(value=text) if reading.on_oxygen else text


def _usual(sign: Sign, sheet: Handoff, *, bare: bool) -> Words:
    """Return what is usual, and of oxygen the target that a doctor set."""
    gap = fixed(why_missing(None))
    usual = gap if sign.usual is None else sign_value(sign.field, sign.usual)
    target = oxygen_target(sheet.person) if sign.field == "spo2" else ""
    if bare and sign.usual is None and target:
        return strong(target)
    return plain(f"{usual}; ") + strong(target) if target else plain(usual)


def _third(sign: Sign, sheet: Handoff, *, both: bool = False) -> str:
    """Return the worst of 72 h for a vital sign, else since when it is not as usual."""
    if sign in sheet.tone:
        return _began(sign, sheet)
    if sign.worst is None:
        return fixed(why_missing(None))
    ends = [sign.worst, sign.other_end] if sign.other_end else [sign.worst]
    return "; ".join(_end(sign, reading, sheet, both=both) for reading in ends)


def _end(sign: Sign, reading: Reading, sheet: Handoff, *, both: bool = False) -> str:
    """Return one of the worst values; one that is that of the first column is not told again."""
    if not _is_now(sign, reading):
        return _brief(sign.field, reading, sheet, both=both)
    if sign.now is not None and isinstance(sign.now.value, StrEnum) and sign.began is None:
        return sign_value(sign.field, sign.now.value)
    return _("the last") if _is_old(sheet) else _("now")


def _is_now(sign: Sign, reading: Reading) -> bool:
    now = sign.now
    if now is None:
        return isinstance(reading.value, Missing) and reading.value is sign.why_missing
    return (reading.value, reading.on_oxygen) == (now.value, now.on_oxygen)


def _bare_third(sign: Sign, sheet: Handoff) -> str:
    """Return the worst values alone, one that is that of the first column as such."""
    ends = [end for end in (sign.worst, sign.other_end) if end is not None]
    return "; ".join(
        _end(sign, end, sheet) if _is_now(sign, end) else _worst_value(sign.field, end)
        for end in ends
    )


def _began(sign: Sign, sheet: Handoff) -> str:
    """Return since when a sign is not as usual, and how it was when it was at its worst."""
    if sign.worst is not None and sign.is_worse_than_now:
        worst = _brief(sign.field, sign.worst, sheet)
        return worst if sign.began is None else f"{_when(sign.began, sheet)}; {worst}"
    if sign.now is None:
        return fixed(why_missing(None))
    if sign.began is not None:
        return _when(sign.began, sheet)
    if sign.usual is None:
        # What is usual for somebody is known by nobody else: then only the record can be told of.
        return _("no worse recorded")
    # Legs that are much looser than usual are not as usual: too much medicine makes them so.
    return _("as usual") if sign.now.value == sign.usual else _("less than usual")


def _when(moment: Moment, sheet: Handoff) -> str:
    if same_offset(moment, sheet.now):
        return short_stamp(moment, sheet.now)
    return hours_ago(moment, sheet.now)  # a time with its offset is too long for the column


def _brief(field: str, reading: Reading, sheet: Handoff, *, both: bool = False) -> str:
    """Return a value with its age, short enough for its column unless it has `both` units."""
    return f"{_worst_value(field, reading, both=both)}, {hours_ago(reading.at, sheet.now)}"


def _worst_value(field: str, reading: Reading, *, both: bool = False) -> str:
    value = reading.value
    if field == "temp_c" and isinstance(value, Decimal) and not both:
        return fixed(f"{fahrenheit(value)} °F")
    if isinstance(value, tuple):
        return sign_value(field, value).removesuffix("mmHg").strip()
    return _with_oxygen(sign_value(field, value), reading)
