# SPDX-License-Identifier: MIT
"""The sign-off page as PDF, in the hand of the sheet: Letter, one ink, equal bytes each time."""

from collections.abc import Iterator, Sequence

from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Page,
    break_lines,
    plain,
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.page_canvas import PageCanvas
from docs.sign_off.page import Entry, Section, SignOff
from docs.sign_off.pdf_parts import (
    MARGIN,
    TITLE,
    WIDTH,
    Piece,
    caption,
    entry,
    grid_head,
    grid_row,
    heading,
    paragraph,
)

_SIZE = (612.0, 792.0)
_TOP, _BOTTOM = 52.0, 44.0
_ROOM = _SIZE[1] - _TOP - _BOTTOM
_SIGN_STEP = 30.0


def pdf(page: SignOff) -> bytes:
    """Return the file."""
    canvas = PageCanvas(*_SIZE, f"{page.title}, {page.heading}")
    canvas.showOutline()
    body = _paginated([piece for s in page.sections for piece in _section(s)] + _signature(page))
    pages = [_front(page, _first_pages(body)), *body]
    for number, pieces in enumerate(pages, 1):
        _draw_page(canvas, page, pieces, number, len(pages))
    return canvas.file()


def _front(page: SignOff, begins: dict[str, int]) -> list[Piece]:
    """Return the first page: what this is, how to use it, and where each chapter begins."""
    blocks = [
        space(10),
        paragraph(plain(page.title, Weight.STRONG), TITLE, WIDTH, MARGIN, after=6),
        paragraph(strong(page.heading), BODY + 1.5, WIDTH, MARGIN, after=8),
        _boxed(page.state),
        space(8),
        *(paragraph(plain(text), BODY + 0.5, WIDTH, MARGIN, after=4) for text in page.how_to_use),
        heading("Summary"),
        *(_dotted(words, number, WIDTH * 0.55) for words, number in page.summary),
        heading("Contents"),
        *(_dotted(s.title, str(begins[s.id]), WIDTH * 0.75) for s in page.sections),
        _dotted("Signature", str(begins["signature"]), WIDTH * 0.75),
    ]
    return [Piece(block=stack(blocks), mark=(0, "front", "Front page"))]


def _boxed(text: str) -> Block:
    lines = break_lines(strong(text), BODY + 1.5, WIDTH - 20)
    height = lines.height + 10

    def draw(page: Page, top: float) -> None:
        page.box(MARGIN, top, lines.width + 20, height, 1.6)
        page.lines(lines, MARGIN + 10, top + 5)

    return Block(height, draw)


def _dotted(words: str, number: str, width: float) -> Block:
    """Return a line of a list with its number at the right, ruled so that the eye finds it."""
    left = break_lines(plain(words), BODY + 0.5, width - 40)
    right = break_lines(strong(number), BODY + 0.5, 40)

    def draw(page: Page, top: float) -> None:
        page.lines(left, MARGIN, top + 2)
        page.lines(right, 0, top + 2, right_of=MARGIN + width)
        page.rule(MARGIN, MARGIN + width, top + left.height + 3, 0.4, 0.7)

    return Block(left.height + 3.5, draw)


def _section(section: Section) -> Iterator[Piece]:
    yield Piece(block=heading(section.title), keeps_next=True, mark=(0, section.id, section.title))
    for text in section.intro:
        block = paragraph(plain(text), BODY, WIDTH, MARGIN, after=3)
        yield Piece(block=block, keeps_next=True)
    for part in section.parts:
        if isinstance(part, Entry):
            yield Piece(block=entry(part), mark=(1, part.id, part.title))
            continue
        head = grid_head(part)
        yield Piece(block=caption(part, section.title), keeps_next=True)
        yield Piece(block=head, keeps_next=True)
        # No row stands alone under a head: the first keeps the second, the last but one the last.
        together = {0, len(part.rows) - 2} - {len(part.rows) - 1}
        for place, row in enumerate(part.rows):
            yield Piece(block=grid_row(part, row), head=head, keeps_next=place in together)


def _signature(page: SignOff) -> list[Piece]:
    lines = [_sign_line(words) for words in page.signature_lines]
    text = paragraph(plain(page.declaration), BODY + 0.5, WIDTH, MARGIN, after=4)
    block = stack([heading("Signature"), text, *lines])
    return [Piece(block=block, mark=(0, "signature", "Signature"))]


def _sign_line(words: str) -> Block:
    name = break_lines(plain(words), BODY + 0.5, 130)

    def draw(page: Page, top: float) -> None:
        page.lines(name, MARGIN, top + _SIGN_STEP - name.height)
        page.rule(MARGIN + 130, MARGIN + WIDTH, top + _SIGN_STEP, 0.8)

    return Block(_SIGN_STEP, draw)


def _paginated(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces page by page; those that keep the next are never the last of a page."""
    pages: list[list[Piece]] = [[]]
    used, place = 0.0, 0
    while place < len(pieces):
        run = _run(pieces, place)
        needed = sum(piece.block.height for piece in run)
        if pages[-1] and used + needed > _ROOM:
            pages.append([])
            used = 0.0
            head = run[0].head
            if head is not None:
                pages[-1].append(Piece(block=head))
                used = head.height
        pages[-1] += run
        used += needed
        place += len(run)
    return pages


def _run(pieces: Sequence[Piece], start: int) -> list[Piece]:
    """Return the piece with those it keeps on its page."""
    end = start
    while pieces[end].keeps_next and end + 1 < len(pieces):
        end += 1
    return list(pieces[start : end + 1])


def _first_pages(body: Sequence[Sequence[Piece]]) -> dict[str, int]:
    """Return on which page each chapter begins; the front page is the first."""
    return {
        piece.mark[1]: number
        for number, pieces in enumerate(body, 2)
        for piece in pieces
        if piece.mark is not None
    }


def _draw_page(
    canvas: PageCanvas, page: SignOff, pieces: Sequence[Piece], number: int, total: int
) -> None:
    paper = Page(canvas, *_SIZE, MARGIN)
    head = break_lines(strong(f"Sign-off of the clinical rules. {page.heading}"), SMALL, WIDTH)
    state = break_lines(plain(page.state), SMALL, WIDTH)
    paper.lines(head, MARGIN, 26)
    paper.lines(state, 0, 26, right_of=MARGIN + WIDTH)
    paper.rule(MARGIN, MARGIN + WIDTH, 40, 0.8)
    top = _TOP - 6
    for piece in pieces:
        if piece.mark is not None:
            level, key, title = piece.mark
            canvas.bookmarkHorizontal(key, 0, _SIZE[1] - top)
            canvas.addOutlineEntry(title, key, level=level, closed=level == 0)
        piece.block.draw(paper, top)
        top += piece.block.height
    foot = break_lines(plain(f"page {number} of {total}"), SMALL, WIDTH)
    initials = break_lines(plain("Initials ______________"), SMALL, WIDTH)
    paper.lines(initials, MARGIN, _SIZE[1] - 32)
    paper.lines(foot, 0, _SIZE[1] - 32, right_of=MARGIN + WIDTH)
    canvas.showPage()
