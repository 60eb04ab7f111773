# SPDX-License-Identifier: MIT
"""Find what can be chosen: languages that were reviewed, and countries whose numbers are known."""

from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from caregiver_app.content.loader import (
    content_folder,
    emergency_phones,
    say_who_read,
    words_file,
)
from caregiver_app.content.tables import ContentError, Table
from caregiver_app.domain.people.countries import ELSEWHERE, Country
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import ENGLISH, Locale

CATALOGUE = Path("LC_MESSAGES", "caregiver.mo")
REVIEW = "review.toml"
"""The file beside a catalogue that names who read all of it."""

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})


def load_languages(
    catalogues: Path | None = None, folder: Path | None = None
) -> tuple[Locale, ...]:
    """Return English and every language whose catalogue and clinical words were both reviewed."""
    catalogues = catalogues or resource_path("i18n")
    folder = folder or resource_path("content")
    return (ENGLISH, *_reviewed(catalogues, folder))


def _reviewed(catalogues: Path, folder: Path) -> Iterator[Locale]:
    for file in sorted(catalogues.glob(f"*/{CATALOGUE.as_posix()}")):
        code = file.parent.parent.name
        with file.open("rb") as opened:
            catalogue = GNUTranslations(opened)
        if _is_reviewed(file.parent.parent, folder, code):
            yield Locale(code=code, catalogue=catalogue, right_to_left=code in _RIGHT_TO_LEFT)


def _is_reviewed(beside: Path, folder: Path, code: str) -> bool:
    """Say whether there are words for each English file, and all of them name who read them."""
    needed = {path.stem for path in (folder / "text" / ENGLISH.code).glob("*.toml")}
    try:
        tables = [Table.read(folder, words_file(code, name)) for name in needed]
        tables.append(Table.read(beside, REVIEW))
        return all(table.text("reviewed_by", "").strip() for table in tables)
    except ContentError:
        return False


def load_countries(folder: Path | None = None) -> tuple[Country, ...]:
    """Return the countries to choose from by name, the one for all others last."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(None, "emergency_numbers"))
    say_who_read(words)
    names = words.table("countries").words()
    table = Table.read(folder, "emergency_numbers.toml")
    if not all(table.text(key).strip() for key in ("default", "default_source")):
        raise table.wrong("default", "a choice needs its source")
    sources = {code: table.table(code).text("source") for code in table.left()}
    if names.keys() != {*sources, ELSEWHERE}:
        raise ContentError("text", "countries", "each country needs a name, and no other has one")
    found = [
        Country(
            code=code,
            name=name,
            numbers=emergency_phones(folder, code),
            source=sources.get(code, ""),
        )
        for code, name in names.items()
    ]
    return tuple(sorted(found, key=lambda country: (country.code == ELSEWHERE, country.name)))


def default_country(folder: Path | None = None) -> str:
    """Return the country whose numbers stand where nobody chose one."""
    return Table.read(folder or content_folder(), "emergency_numbers.toml").text("default")
