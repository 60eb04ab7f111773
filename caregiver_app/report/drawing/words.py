# SPDX-License-Identifier: MIT
"""The words of what is printed: English in every language, because an ER has to read it."""


def _(text: str) -> str:
    """Return a text as it is printed."""
    return text


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that fits a number."""
    return one if number == 1 else many
