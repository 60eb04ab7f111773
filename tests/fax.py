# SPDX-License-Identifier: MIT
"""Whether the numbers that matter come through a printer and a fax: `python3 dev.py fax`.

Every sheet of every practice person, on both papers, is drawn in colour, in grey and as a fax
machine sends it (204 by 98 dots an inch, black or white), then read by tesseract, a program that
knows nothing of the sheet. What it must find comes from the record. `--only oral-er` tries the
pages whose name begins so, `--keep FOLDER` writes the pictures and what was read into a folder.
"""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sheets.handoff import Audience, Handoff, select_handoff
from caregiver_app.report.drawing.phrases import amount, duration, sign_label, sign_value, stamp
from caregiver_app.report.er.contacts import PHONES, shown_contacts
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.app_context import Services
from caregiver_app.wiring import build_services

CLOCK = FixedClock(datetime(2026, 11, 21, 23, 0, tzinfo=UTC), "America/New_York")
NOW = Moment.parse("2026-11-21T18:00:00-05:00")
PEOPLE = ("practice-oral", "practice-pump", "practice-both", "practice-child")
PAPERS = ("letter", "a4")
PRINTER, ACROSS, DOWN = 300, 204, 98
READ_AT = 300
"""Dots an inch of what is read: both sides of a fax are drawn out to it."""
LIKE = 0.7
"""How alike the words before a number must be to be taken for its label."""
AS_LINES, SCATTERED = "6", "11"
LOOKS = ((AS_LINES, 1.0), (SCATTERED, 1.0), (AS_LINES, 0.8), (AS_LINES, 0.65))
"""How often a page is looked at, and how large: a person, too, looks twice."""
FOUND_BY = "tesseract"
HOW_TO_INSTALL = """tesseract is needed to read the pages, and it is not here. Please install it:

    sudo apt-get install tesseract-ocr     (Debian, Ubuntu)
    brew install tesseract                 (macOS)
    winget install UB-Mannheim.TesseractOCR  (Windows)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing that must be read: the words themselves, or the numbers in the row of a label."""

    name: str
    words: str = ""
    label: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page with what must be read on it."""

    name: str
    pdf: bytes
    keys: tuple[Key, ...]


def pages() -> Iterator[Page]:
    """Yield every sheet of every practice person on both papers."""
    with tempfile.TemporaryDirectory() as folder:
        log = EntryLog.open(Path(folder), CLOCK)
        services = build_services(log, CLOCK)
        for practice in PEOPLE:
            person = services.people.open_practice(practice)
            for paper in PAPERS:
                yield from _pages_of(services, person, practice.removeprefix("practice-"), paper)
        log.close()


def _pages_of(services: Services, person: str, name: str, paper: str) -> Iterator[Page]:
    record = services.book.record(person)
    last = record.last_check_in
    judged = last.assessment if last else None
    told = select_handoff(record, judged, NOW, load_rule_set())
    wanted = {
        Audience.ER: (*_doses(told), *_last_doses(told), *_vitals(told), *_phones(told)),
        Audience.CLINIC: (*_doses(told), *_phones(told)),
        Audience.SHIFT: (*_doses(told), *_last_doses(told), *_phones(told)),
    }
    for audience, keys in wanted.items():
        sheet = services.handoff.sheet(person, paper, audience=audience)
        yield Page(
            name=f"{name}-{audience.value}-{paper}", pdf=sheet.pdf, keys=(*keys, *_checked(told))
        )
    fridge = services.paper.fridge_sheet(person, paper)
    yield Page(name=f"{name}-fridge-{paper}", pdf=fridge.pdf, keys=(*_doses(told), *_phones(told)))


def _doses(told: Handoff) -> Iterator[Key]:
    for dose in told.doses:
        yield Key(name="dose now", words=amount(dose.per_day, f"{dose.unit}/day"))


def _last_doses(told: Handoff) -> Iterator[Key]:
    for dose in told.last_doses:
        if dose.at is not None and dose.ago is not None:
            when = f"{stamp(dose.at, told.now)}, {amount(dose.mg, 'mg')}"
            yield Key(name="last dose, time and amount", words=when)
            yield Key(name="last dose, age", words=f"{duration(dose.ago)} ago")


def _vitals(told: Handoff) -> Iterator[Key]:
    for sign in (*told.vitals, *(tone for tone in told.tone if tone.field == "stiffness")):
        value = "" if sign.now is None else sign_value(sign.field, sign.now.value)
        numbers = re.findall(r"\d+(?:\.\d+)?", value)
        if numbers:
            label = sign_label(sign.field)
            yield Key(name=label.lower(), label=label, numbers=tuple(numbers))


def _phones(told: Handoff) -> Iterator[Key]:
    for _role, contact in shown_contacts(told)[:PHONES]:
        if contact is not None and contact.phone:
            yield Key(name="phone", words=contact.phone)


def _checked(told: Handoff) -> Iterator[Key]:
    if told.last_age is not None and told.last is not None and not told.nobody_asked:
        at = f"{duration(told.last_age)} ago, {told.last.at.local:%H:%M}"
        yield Key(name="last check-in", words=f"Last check-in: {at}")


# ---- what a printer and a fax make of a page


def in_colour(pdf: bytes) -> Image.Image:
    """Return the page as a printer draws it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=PRINTER / 72).to_pil().convert("RGB")


def in_grey(pdf: bytes) -> Image.Image:
    """Return the page as a printer without colour draws it."""
    return in_colour(pdf).convert("L")


def as_fax(pdf: bytes) -> Image.Image:
    """Return the page as the other side of an ordinary fax prints it: each dot black or white."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=ACROSS / 72).to_pil().convert("L")
    sent = page.resize((page.width, round(page.height * DOWN / ACROSS)), Image.Resampling.BOX)
    dots = sent.point(lambda grey: 255 if grey > 127 else 0)
    size = round(dots.width * READ_AT / ACROSS), round(dots.height * READ_AT / DOWN)
    return dots.resize(size, Image.Resampling.BICUBIC)


WAYS: dict[str, Callable[[bytes], Image.Image]] = {
    "fax": as_fax,
    "grey": in_grey,
    "colour": in_colour,
}


# ---- reading


def read(image: Image.Image, way: str) -> str:
    """Return the words that tesseract sees."""
    file = io.BytesIO()
    image.save(file, "png")
    command = [FOUND_BY, "stdin", "stdout", "--psm", way, "-l", "eng", "--dpi", str(READ_AT)]
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command, input=file.getvalue(), capture_output=True, check=True, env=one_thread
    )
    return done.stdout.decode()


def is_read(key: Key, text: str) -> bool:
    """Say whether a key number stands in what was read."""
    if key.words:
        return _bare(key.words) in _bare(text)
    return any(_is_row(key, line) for line in text.splitlines())


def _is_row(key: Key, line: str) -> bool:
    """Say whether a line begins with a label, or nearly, and then has the numbers first."""
    label, found = _bare(key.label), _bare(line)
    if SequenceMatcher(None, label, found[: len(label)]).ratio() < LIKE:
        return False
    start = next((m.end() for m in re.finditer(r"\S", line) if _covers(line[: m.end()], label)), 0)
    numbers = re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)\s*,\s*(?=\d)", ".", line[start:]))
    return tuple(numbers[: len(key.numbers)]) == key.numbers


def _covers(line: str, label: str) -> bool:
    return len(_bare(line)) >= len(label)


def _bare(text: str) -> str:
    """Return a text without spaces; what looks the same on paper counts as the same."""
    alike = str.maketrans({",": ".", "O": "0", "o": "0", "\u2013": "-", "\u2014": "-", ";": ":"})
    bare = re.sub(r"\s", "", text).translate(alike).casefold()
    # No minutes are 00 or Q: it sees a lone nought twice, or as a letter that cannot stand there.
    return re.sub(r"(?<=h)[0q]+(?=min)", "0", bare)


def tried(page: Page, way: str, keep: Path | None) -> tuple[int, list[str]]:
    """Return how many key numbers a page has, and the names of those that were not read."""
    image = WAYS[way](page.pdf)
    lost, text = list(page.keys), ""
    for look, scale in LOOKS:
        if lost:
            seen = read(ImageOps.scale(image, scale) if scale < 1 else image, look)
            text, lost = text + seen, [key for key in lost if not is_read(key, seen)]
    if keep is not None:
        image.save(keep / f"{page.name}-{way}.png")
        (keep / f"{page.name}-{way}.txt").write_text(text, encoding="utf-8")
    names = [f"{key.name} {key.words or '/'.join(key.numbers)}" for key in lost]
    return len(page.keys), [f"{page.name}: {name}" for name in names]


def main() -> int:
    """Read every page in every way and print what could be read; 1 when a key number was not."""
    parser = argparse.ArgumentParser(description="Whether key numbers come through a fax")
    parser.add_argument("--only", default="")
    parser.add_argument("--way", choices=WAYS, action="append")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    if chosen.keep is not None:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    if shutil.which(FOUND_BY) is None:
        print(HOW_TO_INSTALL, file=sys.stderr)
        return 1
    wanted = [page for page in pages() if page.name.startswith(chosen.only)]
    print("| way | pages | key numbers | read |\n|---|---|---|---|")
    failed = False
    for way in chosen.way or WAYS:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(lambda page, by=way: tried(page, by, chosen.keep), wanted))
        keys, lost = (
            sum(count for count, _lost in results),
            [n for _c, names in results for n in names],
        )
        print(f"| {way} | {len(wanted)} | {keys} | {keys - len(lost)} |", flush=True)
        print("".join(f"  not read: {name}\n" for name in lost), end="", flush=True)
        failed = failed or bool(lost)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
