# SPDX-License-Identifier: MIT
"""How easily a whole screen reads, as its words stand there together."""

import re
from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.content.test_every_text import EASIEST, EASY, count, level

ENOUGH = 100  # words; the grade of fewer says nothing


def faults(window: QWidget) -> Iterator[str]:
    """Yield that a screen is too hard to read: grade 6 at most, in an emergency 4."""
    parts = [w.text() for kind in (QLabel, QAbstractButton) for w in _shown(window, kind)]
    said = " ".join(_sentence(part) for part in parts if re.search(r"[A-Za-z]{2}", part))
    most = EASIEST if window.page_name == "emergency" else EASY
    if count(said) >= ENOUGH and level(said) > most:
        yield f"the words read at grade {level(said):.1f}, at most {most}"


def _shown(window: QWidget, kind: type[QWidget]) -> list:
    return [w for w in window.findChildren(kind) if w.isVisible()]


def _sentence(part: str) -> str:
    """Return words without numbers, with an end."""
    words = re.sub(r"\d[\d.,:/%]*", " ", " ".join(part.replace("&", "").split()))
    return words if words.endswith((".", "?", ":", "!")) else f"{words}."
