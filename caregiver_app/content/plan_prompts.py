# SPDX-License-Identifier: MIT
"""Read the prompts about a written plan; anything that does not fit stops the start."""

import re
from collections.abc import Iterator
from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import ContentError, Table, finished
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.prompts.plan_prompts import PROMPTS, PromptContent, PromptInfo
from caregiver_app.domain.prompts.reasons import MORE_MESSAGES, PROMPT_NUMBERS, REASONS

_FILE = "plan_prompts.toml"
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_SPOKEN = (*Drug, *PlanRoute)

_Problems = Iterator[tuple[str, str]]


def load_plan_prompts(language: str | None = None, folder: Path | None = None) -> PromptContent:
    """Return the prompts with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "plan_prompts"))
    content = finished(
        Table.read(folder, _FILE),
        lambda table: PromptContent(
            language=words.text("language"),
            reviewed_by=words.text("reviewed_by"),
            numbers_reviewed_by=table.text("reviewed_by"),
            prompts=_prompts(table.table("prompts")),
            liquid_words=table.texts("liquid_words"),
            messages=words.table("messages").words(),
            reasons=words.table("reasons").words(),
            words=words.table("words").words(),
        ),
    )
    words.done()
    for key, problem in _number_problems(content):
        raise ContentError(_FILE, key, problem)
    for key, problem in _word_problems(content):
        raise ContentError(words.file, key, problem)
    return content


def _prompts(table: Table) -> dict[str, PromptInfo]:
    return {name: finished(table.table(name), _prompt) for name in table.left()}


def _prompt(table: Table) -> PromptInfo:
    return PromptInfo(
        id=table.path.rpartition(".")[2],
        source=table.text("source"),
        numbers=table.table("numbers", {}).decimals(),
    )


def _number_problems(content: PromptContent) -> _Problems:
    for name in sorted(set(content.prompts) ^ set(PROMPTS)):
        yield f"prompts.{name}", "prompts and functions are not the same"
    for name, prompt in content.prompts.items():
        if not prompt.source.strip():
            yield f"prompts.{name}.source", "a prompt needs its source"
        for number in sorted(PROMPT_NUMBERS.get(name, frozenset()) ^ set(prompt.numbers)):
            yield f"prompts.{name}.numbers.{number}", "the prompts read other numbers"
    if not all(word and word == word.casefold() for word in content.liquid_words):
        yield "liquid_words", "must be in lower case and not empty"


def _word_problems(content: PromptContent) -> _Problems:
    for name in sorted(set(content.messages) ^ {*PROMPTS, *MORE_MESSAGES}):
        yield f"messages.{name}", "the messages and the prompts are not the same"
    for name in sorted(set(content.reasons) ^ set(REASONS)):
        yield f"reasons.{name}", "the reasons and their sentences are not the same"
    for name in sorted(set(content.words) ^ {str(word) for word in _SPOKEN}):
        yield f"words.{name}", "these are not the words that are spoken"
    for name, text in content.messages.items():
        if not text.strip() or _PLACEHOLDER.search(text):
            yield f"messages.{name}", "must be a sentence without placeholders"
    for name, text in content.reasons.items():
        if set(_PLACEHOLDER.findall(text)) != REASONS[name]:
            needed = ", ".join(sorted(REASONS[name])) or "none"
            yield f"reasons.{name}", f"the placeholders must be: {needed}"
