# SPDX-License-Identifier: MIT
"""Draw every page that can be printed, for every practice person: `dev.py sheet-pictures`.

Each picture shows one page on Letter and on A4 side by side, in sixteen greys: what a printer
without colour makes of it. The pages that are handed over stand there in colour too, and as a fax
sends them. The clock stands still and ids come from no chance, because a page has a code of its
record: a picture changes only when a page does.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch
from uuid import UUID

import pypdfium2
from PIL import Image

from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.app_context import Services
from caregiver_app.wiring import build_services

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures" / "sheets"
DOTS, DOTS_IN_COLOUR = 90, 70
GREYS, COLOURS = 16, 32
PRINTER, ACROSS, DOWN = 300, 204, 98
"""Dots an inch: of the page that is laid into a fax of group 3, and of what it sends."""
MOST_BYTES = 180_000
PAPERS = ("letter", "a4")
CLOCK = FixedClock(datetime(2026, 11, 21, 23, 0, tzinfo=UTC), "America/New_York")
PEOPLE = ("practice-oral", "practice-pump", "practice-both", "practice-child")
GAP = 20


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page by its name, made on a paper."""

    name: str
    pdf: Callable[[str], bytes]
    is_handed_over: bool = False


def pages(services: Services) -> Iterator[PrintedPage]:
    """Yield every page that the program prints, of every practice person."""
    for practice in PEOPLE:
        person = services.people.open_practice(practice)
        yield from pages_of(services, person, practice.removeprefix("practice-"))
    paper = services.paper
    yield PrintedPage("blank-er", lambda on: paper.blank_sheet(on).pdf)
    yield PrintedPage("blank-log", lambda on: paper.paper_log(None, on).pdf)


def pages_of(services: Services, person: str, name: str) -> Iterator[PrintedPage]:
    """Yield the pages of one person."""
    sheets, paper = services.handoff, services.paper
    for audience in Audience:
        yield PrintedPage(
            f"{name}-{audience.value}",
            lambda on, to=audience: sheets.sheet(person, on, audience=to).pdf,
            is_handed_over=True,
        )
    yield PrintedPage(f"{name}-log", lambda on: paper.paper_log(person, on).pdf)
    yield PrintedPage(f"{name}-wallet", lambda on: paper.wallet_card(person, on).pdf)
    yield PrintedPage(f"{name}-fridge", lambda on: paper.fridge_sheet(person, on).pdf)


@contextmanager
def always_the_same_ids() -> Iterator[None]:
    """Let the ids of entries and of the computer come from no chance for a while."""
    number = Random(2026).getrandbits  # noqa: S311 - nothing is secret here
    with (
        patch("secrets.randbits", number),
        patch("uuid.uuid4", lambda: UUID(int=number(128), version=4)),
    ):
        yield


def drawn(pdf: bytes, dots: int) -> Image.Image:
    """Return the one page of a file in colour, at so many dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dots / 72).to_pil().convert("RGB")


def faxed(pdf: bytes) -> Image.Image:
    """Return the page as a fax in its coarse mode sends it: black or white, flat dots."""
    page = drawn(pdf, PRINTER).convert("L")
    size = (page.width * ACROSS // PRINTER, page.height * DOWN // PRINTER)
    return page.resize(size).convert("1", dither=Image.Dither.NONE)


def beside(images: list[Image.Image], mode: str = "L") -> Image.Image:
    """Return pages side by side, with a grey line around each."""
    width = sum(image.width for image in images) + GAP * (len(images) + 1)
    height = max(image.height for image in images) + 2 * GAP
    ground, left = Image.new("RGB", (width, height), (200, 200, 200)).convert(mode), GAP
    for image in images:
        ground.paste(image.convert(mode), (left, GAP))
        left += image.width + GAP
    return ground


def pictures(page: PrintedPage) -> Iterator[tuple[str, Image.Image]]:
    """Yield the pictures of one page by their names."""
    files = [page.pdf(on) for on in PAPERS]
    grey = beside([drawn(pdf, DOTS) for pdf in files])
    yield page.name, grey.quantize(GREYS, dither=Image.Dither.NONE)
    if page.is_handed_over:
        colour = beside([drawn(pdf, DOTS_IN_COLOUR) for pdf in files], "RGB")
        yield f"{page.name}-colour", colour.quantize(COLOURS, dither=Image.Dither.NONE)
        yield f"{page.name}-fax", beside([faxed(pdf) for pdf in files], "1")


def main(names: list[str]) -> int:
    """Draw all pages, or those whose name begins with one that was given."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, always_the_same_ids():
        log = EntryLog.open(Path(folder), CLOCK)
        for page in pages(build_services(log, CLOCK)):
            if names and not any(page.name.startswith(name) for name in names):
                continue
            for name, picture in pictures(page):
                file = FOLDER / f"{name}.png"
                picture.save(file, optimize=True)
                if file.stat().st_size > MOST_BYTES:
                    raise SystemExit(f"{file.name} is too large: {file.stat().st_size} bytes")
                print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")
        log.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
