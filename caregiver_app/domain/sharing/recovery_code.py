# SPDX-License-Identifier: MIT
"""The code on the recovery sheet: groups of letters, in which a slip of typing is told by group.

Eight groups of four letters and a check letter, from 19 letters of which no two look alike: 32
letters chosen by chance are 135 bits. 19 is a prime, so that the check of a group finds every
single wrong letter, every two letters that changed places, and every group in a wrong place.
"""

from collections.abc import Sequence

LETTERS = "ABCDEFHJKMNPRTUWXYZ"
GROUPS, IN_GROUP = 8, 4
CHANCES = GROUPS * IN_GROUP
_PRIME = len(LETTERS)
_CHECK_WEIGHT = IN_GROUP + 1


class CodeSlipError(Exception):
    """A typed code is not one. `group` is the group that is wrong, counted from 1, or None.

    `letters` are the signs that no code has, `missing` how many letters are missing (negative:
    too many).
    """

    def __init__(self, *, group: int | None = None, letters: str = "", missing: int = 0) -> None:
        super().__init__("slip")
        self.group, self.letters, self.missing = group, letters, missing


def write_code(chances: Sequence[int]) -> str:
    """Return the code of 32 numbers below 19, its groups apart."""
    if len(chances) != CHANCES or not all(0 <= chance < _PRIME for chance in chances):
        raise ValueError("chances")
    starts = range(0, CHANCES, IN_GROUP)
    groups = [_group(chances[at : at + IN_GROUP], place) for place, at in enumerate(starts)]
    return " ".join("".join(LETTERS[value] for value in group) for group in groups)


def in_groups(text: str) -> str:
    """Return what is typed of a code in groups as they stand on paper, to be read beside it."""
    typed = "".join(sign for sign in text.upper() if sign.isalnum())
    whole = IN_GROUP + 1  # the last letter of a group is its check
    return " ".join(typed[at : at + whole] for at in range(0, len(typed), whole))


def read_code(text: str) -> str:
    """Return a typed code as it was written; raise CodeSlipError when it is none."""
    typed = "".join(sign for sign in text.upper() if not sign.isspace() and sign not in "-.,")
    strange = "".join(dict.fromkeys(sign for sign in typed if sign not in LETTERS))
    if strange:
        raise CodeSlipError(letters=strange)
    size = IN_GROUP + 1
    if len(typed) != GROUPS * size:
        raise CodeSlipError(missing=GROUPS * size - len(typed))
    groups = [typed[at : at + size] for at in range(0, len(typed), size)]
    for place, group in enumerate(groups):
        if _sum([LETTERS.index(letter) for letter in group], place):
            raise CodeSlipError(group=place + 1)
    return " ".join(groups)


def _group(chances: Sequence[int], place: int) -> list[int]:
    rest = _sum(chances, place)
    check = -rest * pow(_CHECK_WEIGHT, -1, _PRIME) % _PRIME
    return [*chances, check]


def _sum(values: Sequence[int], place: int) -> int:
    return (sum(weight * value for weight, value in enumerate(values, 1)) + place) % _PRIME
