# SPDX-License-Identifier: MIT
"""A language for tests alone: longer by two fifths, with accents, so that what is cut is seen.

Nobody can choose it: it lies in no folder of the program. From the right, each text begins with
the mark of a script that is written so, and lines, fields and pages turn round.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from shutil import copytree
from typing import Any

from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import Locale

CODE = "qps"
"""Kept free by ISO 639-2 for local use."""

_LONGER = 1.4
_KEPT = re.compile(r"(\{[^{}]*\}|\s+|https?://\S+)")
_ACCENTS = str.maketrans("aceinouyACEINOUY", "àçéîñöüÿÀÇÉÎÑÖÜŸ")
_FROM_THE_RIGHT = "\u200f"
_NAMES = frozenset({"language", "reviewed_by"})


@cache
def pseudo(text: str) -> str:
    """Return a text with each word grown, its placeholders as they are."""
    grown = "".join(
        part if _KEPT.fullmatch(part) else _word(part) for part in _KEPT.split(text) if part
    )
    return f"[{grown}]" if re.search("[A-Za-z]", text) else text


def _word(word: str) -> str:
    letters = sum(letter.isalpha() for letter in word)
    more = round(letters * (_LONGER - 1))
    core = word.rstrip(".,:;?!)\u2026")
    return core.translate(_ACCENTS) + "ëö"[: more % 2] + "éö" * (more // 2) + word[len(core) :]


class PseudoCatalogue(NullTranslations):
    """Answers every text with its grown form."""

    def __init__(self, mark: str = "") -> None:
        super().__init__()
        self._mark = mark

    def gettext(self, message: str) -> str:
        """Return a text, grown."""
        return self._mark + pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a text that fits a number, grown."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def pseudo_locale(folder: Path, *, right_to_left: bool = False) -> Locale:
    """Return the language, with its clinical words written into a folder."""
    mark = _FROM_THE_RIGHT if right_to_left else ""
    content = copytree(resource_path("content"), folder / "content")
    written = content / "text" / CODE
    written.mkdir()
    for file in (content / "text" / "en").glob("*.toml"):
        words = _grown(tomllib.loads(file.read_text(encoding="utf-8")), mark)
        (written / file.name).write_text(_toml(words), encoding="utf-8")
    return Locale(
        code=CODE,
        catalogue=PseudoCatalogue(mark),
        right_to_left=right_to_left,
        content=content,
    )


def elsewhere(locale: Locale) -> Locale:
    """Return a language in a country whose numbers are not known: words stand in for them."""
    return replace(locale, country="unknown")


def _grown(tree: Any, mark: str, name: str = "") -> Any:
    if isinstance(tree, dict):
        return {key: _grown(value, mark, key) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_grown(value, mark) for value in tree]
    return tree if name in _NAMES else mark + pseudo(tree)


def _toml(tree: Mapping[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in tree.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{json.dumps(key)} = {_value(inner)}" for key, inner in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
