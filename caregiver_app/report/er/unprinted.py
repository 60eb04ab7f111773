# SPDX-License-Identifier: MIT
"""What is on the page only as a note, because no font of this computer has its letters."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.layout import lacks_letters
from caregiver_app.report.drawing.words import _

_NOT_ON_PAPER = frozenset({"id", "raw", "entered_unit", "assessment"})


def unprinted(sheet: Handoff) -> tuple[str, ...]:
    """Return in words what the foot has to count."""
    found = []
    if lacks_letters(sheet.person.name):
        found.append(_("the name in letters this computer cannot print"))
    said = (sheet.person, sheet.last, sheet.tapped, sheet.recorders, sheet.seizures, sheet.more)
    if any(map(lacks_letters, _texts(said, sheet.person.name))):
        found.append(_("words in letters this computer cannot print"))
    return tuple(found)


def _texts(value: object, name: str) -> Iterator[str]:
    """Yield every text of the record that may stand on the page, but for the name."""
    if isinstance(value, str):
        if value is not name:
            yield value
        return
    for inner in _inside(value):
        yield from _texts(inner, name)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, tuple | list):
        return value
    if is_dataclass(value):
        kept = (field.name for field in fields(value) if field.name not in _NOT_ON_PAPER)
        return (getattr(value, name) for name in kept)
    return ()
