# SPDX-License-Identifier: MIT
"""The catalogues of words: `python3 dev.py words extract | new CODE | update | compile | check`.

`resources/i18n/caregiver.pot` holds every text of the screens and the commands; a language has a
`.po` beside it. What is printed is English in every language and stands in no catalogue.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PROGRAM, FOLDER = ROOT / "caregiver_app", ROOT / "resources" / "i18n"
TEMPLATE = FOLDER / "caregiver.pot"
PRINTED = "report/"
_PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
"""One date for ever: a date of today would change the file when no text did."""
_REVIEW = 'reviewed_by = ""  # who read every text of this language; empty: it is not offered\n'


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 1 when a check finds something."""
    command, *rest = arguments or ["check"]
    if command == "extract":
        write(template(), TEMPLATE)
    elif command == "new":
        new(*rest)
    elif command == "update":
        update()
    elif command == "compile":
        compile_all()
    elif command == "check":
        return told([*stale(), *faults()])
    else:
        return told([f"there is no command {command}; see the first lines of docs/make_words.py"])
    return 0


def template() -> Catalog:
    """Return every text of the source that is given to `_` or `ngettext`, module by module."""
    catalogue = Catalog(
        project="Caregiver Checklist", version="1", charset="utf-8", creation_date=_BEGUN
    )
    catalogue.header_comment = (
        "# The texts of the screens and the commands of Caregiver Checklist.\n"
        "# Written by `dev.py words extract`. MIT, as the program."
    )
    keywords = {"_": None, "ngettext": (1, 2)}
    for file in sorted(PROGRAM.rglob("*.py")):
        place = file.relative_to(PROGRAM).as_posix()
        if not place.startswith(PRINTED):
            for _line, text, _comments, _context in extract_from_file(
                "python", file, keywords=keywords
            ):
                catalogue.add(text, locations=[(place, None)])
    return catalogue


def new(code: str) -> None:
    """Begin a language with everything still to be translated."""
    made = template()
    made.locale = code
    write(made, catalogue_of(code))
    (FOLDER / code / "review.toml").write_text(_REVIEW, encoding="utf-8")


def update() -> None:
    """Bring every language up to the source; a text that changed is marked and not shown."""
    wanted = template()
    for file in languages():
        with file.open("rb") as opened:
            catalogue = read_po(opened, locale=file.parent.parent.name)
        catalogue.update(wanted, no_fuzzy_matching=True)
        write(catalogue, file)


def compile_all() -> None:
    """Write what the program reads beside each language."""
    for file in languages():
        with file.open("rb") as opened, file.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(opened, locale=file.parent.parent.name))


def stale() -> Iterator[str]:
    """Yield what the template lacks, and what it holds that no module says any more."""
    there, wanted = texts(read(TEMPLATE)), texts(template())
    yield from (f"not in the template: {text!r}" for text in sorted(wanted - there))
    yield from (f"in no module any more: {text!r}" for text in sorted(there - wanted))


def faults() -> Iterator[str]:
    """Yield what is wrong with the catalogues there are."""
    for file in languages():
        catalogue, code = read(file), file.parent.parent.name
        for text in sorted(texts(read(TEMPLATE)) - texts(catalogue)):
            yield f"{code}: lacks {text!r}"
        for message in catalogue:
            problem = message.id and problem_of(message)
            if problem:
                yield f"{code}: {problem}: {message.id!r}"


def problem_of(message: Message) -> str:
    """Return what is wrong with a translation, or nothing."""
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if message.fuzzy or not all(said):
        return "not translated"
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    wanted = {name for text in ids for name in _PLACEHOLDER.findall(text)}
    strange = {name for text in said for name in _PLACEHOLDER.findall(text)} ^ wanted
    return f"the placeholders differ: {', '.join(sorted(strange))}" if strange else ""


def texts(catalogue: Catalog) -> set[tuple[str, ...]]:
    """Return the texts of a catalogue, each with its plural where it has one."""
    ids = (message.id for message in catalogue if message.id)
    return {tuple(text) if isinstance(text, tuple | list) else (text,) for text in ids}


def languages() -> list[Path]:
    """Return the catalogue of every language."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/caregiver.po"))


def catalogue_of(code: str) -> Path:
    """Return where the catalogue of a language stands."""
    return FOLDER / code / "LC_MESSAGES" / "caregiver.po"


def read(file: Path) -> Catalog:
    """Read a catalogue."""
    with file.open("rb") as opened:
        return read_po(opened)


def write(catalogue: Catalog, file: Path) -> None:
    """Write a catalogue: in order of the modules, without the numbers of lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, catalogue, width=100, include_lineno=False, ignore_obsolete=True)


def told(problems: Sequence[str]) -> int:
    """Print what is wrong, one a line."""
    print("\n".join(problems) or "every text stands in its catalogue")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
