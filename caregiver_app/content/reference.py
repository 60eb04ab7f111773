# SPDX-License-Identifier: MIT
"""Read the texts about signs and topics with their sources; read only when one is opened."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from caregiver_app.content.loader import (
    content_folder,
    emergency_phones,
    filled,
    say_who_read,
    words_file,
)
from caregiver_app.content.tables import ContentError, Table, finished
from caregiver_app.domain.form import Form
from caregiver_app.domain.reference import Reference, ReferenceText

_FEWEST, _MOST = 2, 5


def load_reference(
    language: str | None = None, country: str | None = None, folder: Path | None = None
) -> Reference:
    """Return every text with its sources; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    phones = emergency_phones(folder, country, language)
    words = Table.read(folder, words_file(language, "reference"))
    say_who_read(words)
    reference = finished(
        Table.read(folder, "reference.toml"), lambda table: _reference(table, words, phones)
    )
    words.done()
    return reference


def check_reference(reference: Reference, form: Form) -> None:
    """Raise ContentError when a question or a topic has no text, or a text has no reader."""
    there = {text.id for text in reference.texts}
    wanted = {question.about for question in form.questions if question.about}
    for name in sorted(there ^ (wanted | set(reference.topics))):
        problem = "no question or topic opens it" if name in there else "is missing"
        raise ContentError("reference.toml", f"texts.{name}", problem)


def _reference(table: Table, words: Table, phones: Mapping[str, str]) -> Reference:
    titles = table.table("sources").words()
    texts = table.table("texts")
    used = {name: texts.texts(name) for name in texts.left()}
    for key, problem in _source_problems(titles, used):
        raise table.wrong(key, problem)
    return Reference(
        topics=table.texts("topics"),
        texts=tuple(
            _text(name, words.table(name), phones, tuple(titles[key] for key in keys))
            for name, keys in used.items()
        ),
    )


def _source_problems(
    titles: Mapping[str, str], used: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    for name, keys in used.items():
        if not keys:
            yield f"texts.{name}", "a text needs its source"
        for key in keys:
            if key not in titles:
                yield f"texts.{name}", f"there is no source {key!r}"
    for key in titles:
        if not any(key in keys for keys in used.values()):
            yield f"sources.{key}", "no text names it"


def _text(
    name: str, words: Table, phones: Mapping[str, str], sources: tuple[str, ...]
) -> ReferenceText:
    paragraphs = words.texts("paragraphs")
    if not _FEWEST <= len(paragraphs) <= _MOST:
        raise words.wrong("paragraphs", f"must be {_FEWEST} to {_MOST}")
    text = ReferenceText(
        id=name,
        title=words.text("title"),
        paragraphs=tuple(filled(words, "paragraphs", part, phones) for part in paragraphs),
        call=filled(words, "call", words.text("call"), phones),
        sources=sources,
    )
    words.done()
    return text
