# SPDX-License-Identifier: MIT
"""What a caregiver can read about a sign or a topic: plain words with their sources."""

from dataclasses import dataclass

from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceText:
    """One text: what to look at, how to check, what counts, what to tell; then when to call.

    `call` may be empty. `sources` are titles with their years, never addresses.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    call: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Every text of one language; `topics` are those that are about no single sign."""

    texts: tuple[ReferenceText, ...]
    topics: tuple[str, ...]

    def text(self, id: str) -> ReferenceText:  # noqa: A002 - the name it has everywhere
        """Return a text by its id; KeyError when there is none."""
        for text in self.texts:
            if text.id == id:
                return text
        raise KeyError(id)


def what_to_expect(drug: Drug, route: PlanRoute) -> str:
    """Return the id of the text about the time after a step of this drug by this route."""
    if drug is Drug.CLONAZEPAM:
        return "what_to_expect_clonazepam"
    return "what_to_expect_pump" if route is PlanRoute.ITB else "what_to_expect_baclofen_by_mouth"
