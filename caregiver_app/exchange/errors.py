# SPDX-License-Identifier: MIT
"""What is wrong with a portable record, said in one line."""

from caregiver_app.system.words import _


class RecordError(Exception):
    """A record or a request for one that is refused: nothing was written.

    The text is always one line of printable characters: field, problem, what is allowed.
    """

    def __init__(self, field: str, problem: str, allowed: str = "") -> None:
        super().__init__(field, problem, allowed)
        self.field = _one_line(field)
        self.problem = _one_line(problem)
        self.allowed = _one_line(allowed)

    def __str__(self) -> str:
        words = _("{field}: {problem}; allowed: {allowed}")
        if not self.allowed:
            words = _("{field}: {problem}")
        return words.format(field=self.field, problem=self.problem, allowed=self.allowed)


def most_mb(most: int) -> str:
    """Return how many bytes are allowed, in words."""
    return _("{n} MB at most").format(n=most // 1_000_000)


def shown(value: object) -> str:
    """Return a value as it can stand in a message: short, and without its inside."""
    if isinstance(value, dict):
        return _("an object {parts}").format(parts="{…}")
    if isinstance(value, list):
        return _("a list {items}").format(items="[…]")
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _one_line(text: str) -> str:
    spaced = " ".join(text.split())
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in spaced
    )
