# SPDX-License-Identifier: MIT
"""Read the pages of the guide into texts: one for each chapter, without the marks of the page."""

import re
from collections.abc import Iterator, Sequence

from caregiver_app.content.tables import ContentError
from caregiver_app.domain.reference import ReferenceGroup, ReferencePicture, ReferenceText
from caregiver_app.system.resources import guide_path, guide_picture

PAGES = ("start", "by-task", "reminders", "clinicians")
"""What families, aides and clinicians read, in this order; the page for engineers is about code."""

_PICTURE = re.compile(r"!\[([^\]]*)\]\(\.\./pictures/([^)]*)\)")
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
        pictures=tuple(_picture(page, *found) for found in _PICTURE.findall(rest)),
    )


def _picture(page: str, says: str, file: str) -> ReferencePicture:
    if not guide_picture(file).is_file():
        raise ContentError(f"{page}.md", file, "this picture is not there")
    return ReferencePicture(file=file, says=says)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield each paragraph, each item of a list and each row of a table."""
    for block in re.split(r"\n\s*\n", text):
        lines = list(filter(None, map(str.strip, block.split("\n"))))
        if lines and lines[0].startswith("|"):
            yield from map(_plain, _rows(lines))
            continue
        held = ""
        for line in lines:
            if held and (line.startswith("#") or _ITEM.match(line)):
                yield _plain(held)
                held = ""
            held = f"{held} {re.sub(r'^- ', '• ', line.lstrip('#').strip())}".strip()
        yield _plain(held)


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """Yield each row of a table as a sentence, its cells named by the head of the table.

    A drawing in a row is left out: not every letter on paper has it.
    """
    head, _line, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    for row in rows:
        told = [cell for cell in row if any(map(str.isalnum, cell))]
        if len(row) > 2 and all(head):
            named = (f"{title}: {cell}" for title, cell in zip(head[1:], row[1:], strict=True))
            yield f"{row[0]}. {'. '.join(named)}."
        else:
            yield f"{' '.join(told[:-1])}: {told[-1]}"


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(r"\1", text).split())
