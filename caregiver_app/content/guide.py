# SPDX-License-Identifier: MIT
"""Read the user guide into texts to read: one for each chapter, without the marks of the page."""

import re
from collections.abc import Iterator

from caregiver_app.content.tables import ContentError
from caregiver_app.domain.reference import ReferenceText
from caregiver_app.system.resources import guide_path

_NAME = "user-guide.md"
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|\*\*|`")
_ITEM = re.compile(r"(-|\d+\.) ")


def load_guide() -> tuple[ReferenceText, ...]:
    """Return every chapter; raise ContentError when the guide cannot be read."""
    try:
        text = guide_path().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(_NAME, "the file", f"cannot be read: {error}") from error
    _before, *chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    return tuple(_chapter(number, chapter) for number, chapter in enumerate(chapters, 1))


def _chapter(number: int, text: str) -> ReferenceText:
    title, _end, rest = text.partition("\n")
    return ReferenceText(
        id=f"guide-{number}",
        title=_plain(title),
        paragraphs=tuple(_paragraphs(rest)),
        call="",
        sources=(),
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield each paragraph, each item of a list and each row of a table."""
    for block in re.split(r"\n\s*\n", text):
        held = ""
        for line in filter(None, map(str.strip, block.split("\n"))):
            if held and (line.startswith(("|", "#")) or _ITEM.match(line)):
                yield _plain(held)
                held = ""
            held = f"{held} {_said(line)}".strip()
        if held:
            yield _plain(held)


def _said(line: str) -> str:
    """Return a line as it is read: an item with its point, a row of a table as a sentence.

    A drawing in a row is left out: not every letter on paper has it.
    """
    if line.startswith("|"):
        *first, last = [cell.strip() for cell in line.strip("|").split("|")]
        named = " ".join(cell for cell in first if any(map(str.isalpha, cell)))
        return f"{named}: {last}" if named and last.strip("-") else ""
    return re.sub(r"^- ", "• ", line.lstrip("#").strip())


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(r"\1", text).split())
