# SPDX-License-Identifier: MIT
"""Read the pages of the guide into texts: one for each chapter, without the marks of the page."""

import re
from collections.abc import Iterator

from caregiver_app.content.tables import ContentError
from caregiver_app.domain.reference import ReferenceGroup, ReferenceText
from caregiver_app.system.resources import guide_path

PAGES = ("start", "by-task", "reminders", "clinicians")
"""What families, aides and clinicians read, in this order; the page for engineers is about code."""

_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|\*\*|`")
_ITEM = re.compile(r"(-|\d+\.) ")


def load_guide() -> tuple[ReferenceGroup, ...]:
    """Return every page with its chapters; raise ContentError when one cannot be read."""
    return tuple(_page(name) for name in PAGES)


def _page(name: str) -> ReferenceGroup:
    """Return one page; what stands before its first chapter is a chapter under its own title."""
    try:
        text = guide_path(f"{name}.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{name}.md", "the file", f"cannot be read: {error}") from error
    before, *chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    head = _chapter(name, 0, before.removeprefix("# "))
    texts = (_chapter(name, number, chapter) for number, chapter in enumerate(chapters, 1))
    return ReferenceGroup(
        id=f"guide-{name}",
        title=head.title,
        texts=(*((head,) if head.paragraphs else ()), *texts),
    )


def _chapter(page: str, number: int, text: str) -> ReferenceText:
    title, _end, rest = text.partition("\n")
    return ReferenceText(
        id=f"guide-{page}-{number}",
        title=_plain(title),
        paragraphs=tuple(filter(None, _paragraphs(rest))),
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
