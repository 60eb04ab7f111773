# SPDX-License-Identifier: MIT
"""Gather every source that the content names, with what rests on it, and who reviewed each part.

Read only when somebody asks for it; the files themselves were checked at the start.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import ContentError
from caregiver_app.domain.sources import Review, Source, SourceUse

_CHOICE = "our choice"
_OUR_CHOICE = "Our choice, to be checked by a clinician"
_CONCEPTS = re.compile(r" \([SV]\d+(, [SV]\d+)*\)")
"""Numbers of the pages the content was started from; they say nothing to a reader here."""

_NAMED = ("rules", "prompts")
"""Tables whose keys are names that a reader meets on the screen as well."""


def load_sources(language: str = "en", folder: Path | None = None) -> tuple[Source, ...]:
    """Return every source by its title in the order of the letters, our own choices last."""
    folder = folder or content_folder()
    found: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for area, name, told in _all(folder, language):
        for title in _titles(told):
            _first, uses = found.setdefault(title.casefold(), (title, {}))
            names = uses.setdefault(area, [])
            if name and name not in names:
                names.append(name)
    made = [
        Source(
            title=title,
            uses=tuple(SourceUse(area=area, names=tuple(names)) for area, names in uses.items()),
        )
        for title, uses in found.values()
    ]
    return tuple(sorted(made, key=lambda s: (s.title == _OUR_CHOICE, s.title.casefold())))


def load_reviews(language: str = "en", folder: Path | None = None) -> tuple[Review, ...]:
    """Return who reviewed each part: its numbers and its words; blank unless both are."""
    folder = folder or content_folder()
    found: dict[str, list[str]] = {}
    for file in (*sorted(folder.glob("*.toml")), *sorted((folder / "text" / language).glob("*"))):
        told = _read(file).get("reviewed_by")
        if told is not None:
            found.setdefault(file.stem, []).append(str(told))
    return tuple(
        Review(area=area, reviewed_by=", ".join(dict.fromkeys(names)) if all(names) else "")
        for area, names in sorted(found.items(), key=lambda item: (item[0] != "rules", item[0]))
    )


def _all(folder: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield area, name and source of everything that names one."""
    for file in sorted(folder.glob("*.toml")):
        values = _read(file)
        if file.stem == "reference":
            yield from _of_texts(values, _read(folder / words_file(language, "reference")))
        else:
            prompts = _prompts(folder, language) if file.stem == "profile" else {}
            for name, told in _told(values, ()):
                yield file.stem, prompts.get(name, name), told


def _of_texts(
    values: Mapping[str, Any], words: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    titles = values["sources"]
    for text, keys in values["texts"].items():
        for key in keys:
            yield "reference", words[text]["title"], titles[key]


def _prompts(folder: Path, language: str) -> Mapping[str, str]:
    """Return the words of the questions about a person by their field."""
    found: Mapping[str, str] = _read(folder / words_file(language, "profile"))["questions"]
    return {field: words.rstrip("?") for field, words in found.items()}


def _told(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the name and the source of every table that has one."""
    if isinstance(value, list):
        for item in value:
            yield from _told(item, path)
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key.endswith("source") and isinstance(inner, str):
            yield _name(value, path), inner
        else:
            yield from _told(inner, (*path, key))


def _name(values: Mapping[str, Any], path: Sequence[str]) -> str:
    if path and path[0] in _NAMED:
        return path[-1]
    return str(values.get("field", ""))


def _titles(told: str) -> Iterator[str]:
    """Yield the sources of one text; a choice of our own is one source, whatever it is about."""
    for part in _CONCEPTS.sub("", told).split(";"):
        title = part.strip()
        if _CHOICE in title.casefold():
            yield _OUR_CHOICE
        elif title:
            yield title[0].upper() + title[1:]


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(file.name, "the file", f"cannot be read: {error}") from error
