# SPDX-License-Identifier: MIT
"""The reference texts: what a sign looks like, what to expect and when; read when first opened."""

from functools import cached_property

from caregiver_app.content.reference import load_reference
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.reference import Reference, ReferenceText, what_to_expect
from caregiver_app.services.record_book import RecordBook


class ReferenceService:
    """Find a text by what it is about."""

    def __init__(self, book: RecordBook) -> None:
        self._book = book

    @cached_property
    def _reference(self) -> Reference:
        return load_reference()

    def text(self, text_id: str) -> ReferenceText:
        """Return one text; raise KeyError when there is none of this id."""
        return self._reference.text(text_id)

    def what_to_expect(self, person_id: str) -> ReferenceText:
        """Return what to expect and when, for the medicine of a person and how it is taken.

        With a pump it is the text about the pump: signs come faster and are worse.
        """
        person = self._book.record(person_id).person
        route = PlanRoute.ITB if person.has_pump else PlanRoute.ORAL
        return self.text(what_to_expect(person.drug, route))
