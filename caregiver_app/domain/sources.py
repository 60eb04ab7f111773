# SPDX-License-Identifier: MIT
"""Where the clinical content comes from, what each source is used for, and who reviewed it."""

from caregiver_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """One part of the content that rests on a source.

    `area` is the name of its file, `names` are the rules, questions or texts in it; no names
    when the part is meant as a whole.
    """

    area: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A label, guideline or paper by its title and year, and what rests on it."""

    title: str
    uses: tuple[SourceUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One part of the content and who reviewed it; blank until a clinician has."""

    area: str
    reviewed_by: str
