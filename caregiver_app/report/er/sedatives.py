# SPDX-License-Identifier: MIT
"""What sedates and what thins the blood (rank 12): every list as long as the page has lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caregiver_app.domain.person import Medicine, MedicineGroup
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.layout import (
    BODY,
    Words,
    break_lines,
    line_width,
    more_in_record,
    plain,
    said,
    strong,
)
from caregiver_app.report.drawing.lists import listed, room_of, shortened
from caregiver_app.report.drawing.phrases import any_text, hours_ago, not_recorded
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.as_needed import given_items
from caregiver_app.report.er.fact_rows import LABEL, Fact
from caregiver_app.report.er.medicines import MOST_MEDICINES, medicine_words

LEAST_LINES = 3
MOST_LINES = 6
_TIGHTER = (1.0, 0.85, 0.7, 0.5, 0.3, 0.0)
"""Parts of the lines to try: long words leave the ends of lines empty."""
_STOPS = 0.1
"""Part of a line for the full stops between the lists."""


@dataclass(frozen=True, slots=True)
class _List:
    """One list: what stands before it, its items, and the part of a line that is its own.

    `least` is its share of the three lines that are never taken from it, `hidden` how many items
    of it there are besides.
    """

    label: Words
    items: Sequence[Words]
    least: float
    between: str = ", "
    hidden: int = 0

    @property
    def width(self) -> float:
        """Return how many points the whole list needs without its label."""
        apart = line_width(plain(self.between), BODY)
        return sum(line_width(item, BODY) + apart for item in self.items)

    @property
    def first(self) -> float:
        """Return how many points its first item needs, with how many more there are."""
        more = plain(self.between + _("{n} more").format(n=len(self.items)))
        return sum(line_width(item, BODY) for item in self.items[:1]) + line_width(more, BODY)

    def words(self, room: float) -> tuple[Words, int]:
        """Return the list in so many points, and how many of it have no room."""
        if not self.items:
            return (), 0
        words, more = listed(self.items, room, self.between, hidden=self.hidden)
        if words[0].text.startswith(more_in_record()):
            count = len(self.items) + self.hidden
            return self.label + plain(_("{n} in the record").format(n=count)), count
        return self.label + words, more


def sedating(sheet: Handoff, width: float, lines: int = MOST_LINES) -> Fact:
    """Return sedating medicines, as-needed ones with times, alcohol, opioids and thinners.

    The most dangerous come first, and get first what room there is: opioids, benzodiazepines,
    blood thinners. Every list is named even when it is long: each is shortened on its own.
    """
    line = width - LABEL
    drunk = plain(_("Alcohol:") + " ") + alcohol(sheet, line * 0.3)
    given = _as_needed(sheet, line)
    if sheet.sedating is None or sheet.blood_thinners is None:
        gap = _("Opioid, blood thinner: {gap}").format(gap=not_recorded())
        words, more = given.words(line * 0.6)
        parts = [plain(_("medicines: not recorded")), words, drunk, strong(gap)]
        return _fact(parts, more, LEAST_LINES)
    has_opioid = any(MedicineGroup.OPIOID in m.groups for m in sheet.sedating)
    lists = [*_by_danger(sheet.sedating), given, _thinners(sheet)]
    for tight in _TIGHTER:
        room = room_of(lines, line) * tight
        rooms = _rooms(lists, room, line, line_width(drunk, BODY))
        told = [one.words(own) for one, own in zip(lists, rooms, strict=True)]
        fact = _told(told, drunk, lines, has_opioid=has_opioid)
        if len(break_lines(fact.words, BODY, line).lines) <= lines:
            break
    return fact


def _told(
    told: Sequence[tuple[Words, int]], alcohol: Words, lines: int, *, has_opioid: bool
) -> Fact:
    *medicines, needed, thinner = (words for words, _more in told)
    if not any(medicines):
        medicines = [plain(_("none recorded"))]
    end = thinner or _without_thinner(has_opioid=has_opioid)
    if thinner and not has_opioid:
        end = plain(_("Opioid:") + " " + _("none recorded") + ". ") + thinner
    more = sum(more for _words, more in told)
    return _fact([*medicines, needed, alcohol, end], more, lines)


def _fact(parts: Iterable[Words], more: int, lines: int) -> Fact:
    text = ngettext("{n} sedating medicine", "{n} sedating medicines", more).format(n=more)
    over = (text,) * bool(more)
    return Fact(
        _("Sedating medicines"), _sentences(parts), over, least_lines=lines, most_lines=lines
    )


def _by_danger(medicines: Sequence[Medicine]) -> list[_List]:
    """Return opioids, benzodiazepines and the others; each medicine once, by its worst group."""
    opioids = [m for m in medicines if MedicineGroup.OPIOID in m.groups]
    rest = [m for m in medicines if m not in opioids]
    benzodiazepines = [m for m in rest if MedicineGroup.BENZODIAZEPINE in m.groups]
    others = [m for m in rest if m not in benzodiazepines]
    word = plain(_("Others:") + " ") if opioids or benzodiazepines else ()
    return [
        _of_medicines(strong(_("Opioid:") + " "), opioids, 0.35),
        _of_medicines(strong(_("Benzodiazepine:") + " "), benzodiazepines, 0.35),
        _of_medicines(word, others, 0.4),
    ]


def _thinners(sheet: Handoff) -> _List:
    return _of_medicines(strong(_("Blood thinner:") + " "), sheet.blood_thinners or (), 0.35)


def _without_thinner(*, has_opioid: bool) -> Words:
    label = _("Blood thinner:") if has_opioid else _("Opioid, blood thinner:")
    return plain(f"{label} " + _("none recorded"))


def _rooms(lists: Sequence[_List], room: float, line: float, alcohol: float) -> list[float]:
    """Return the points for each list: its own share, then by danger, in rounds, what is left.

    First every list has room for its first item, then for a line of its own.
    """
    rooms = [min(one.width, line * one.least) for one in lists]
    labels = sum(line_width(one.label, BODY) for one in lists if one.items)
    left = room - alcohol - labels - line * _STOPS - sum(rooms)
    if left < 0:
        rooms = [own * max(0.0, 1 + left / sum(rooms)) for own in rooms]
    by_danger = (0, 1, len(lists) - 1, *range(2, len(lists) - 1))
    for wanted in (lambda one: min(one.first, line), lambda _one: line, lambda _one: room):
        for place in by_danger:
            one = lists[place]
            more = max(0.0, min(min(one.width, wanted(one)) - rooms[place], left))
            rooms[place] += more
            left -= more
    return rooms


def _of_medicines(label: Words, medicines: Sequence[Medicine], least: float) -> _List:
    items = [
        medicine_words(m) + (() if m.dose_text else plain(_(" (dose not recorded)")))
        for m in medicines[:MOST_MEDICINES]
    ]
    return _List(label, items, least, hidden=len(medicines) - len(items))


def alcohol(sheet: Handoff, room: float) -> Words:
    """Return what was told of alcohol in a day, in so many points, with its age."""
    told = sheet.lately.alcohol
    value = any_text(told.value) if told else ""
    if not told or not value:
        return plain(not_recorded())
    is_of_now = sheet.last is not None and told.at == sheet.last.at
    age = () if is_of_now else plain(", " + hours_ago(told.at, sheet.now))
    return shortened(said(value), room) + age


def _as_needed(sheet: Handoff, line: float) -> _List:
    """Return what was given as needed in 72 h."""
    items = given_items(sheet.lately.as_needed[:MOST_MEDICINES], sheet.now, line)
    hidden = len(sheet.lately.as_needed) - len(items)
    return _List(plain(_("As needed:") + " "), items, 0.5, "; ", hidden=hidden)


def _sentences(parts: Iterable[Words]) -> Words:
    words: Words = ()
    for part in parts:
        words += (plain(". ") if words and part else ()) + part
    return words
