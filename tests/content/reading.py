# SPDX-License-Identifier: MIT
"""How easily a text reads: its sentences and its grade."""

import re


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:])\s+", text) if part]


def syllables(word: str) -> int:
    """Count as readers do: groups of vowels, a silent e at the end not counted."""
    groups = re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))
    return max(1, len(groups))


def grade(text: str) -> float:
    """Return the reading grade after Flesch and Kincaid; placeholders count as short words."""
    words = re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}", "it", text))
    parts = len(sentences(text)) or 1
    return 0.39 * len(words) / parts + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
