# SPDX-License-Identifier: MIT
"""The words to say on the phone, filled from the record; they work with an empty one too."""

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.taken_now import taken_now
from caregiver_app.services.record_book import RecordBook
from caregiver_app.services.views import EmergencyScript
from caregiver_app.system.clock import Clock, here_and_now

_SIGNS_SAID = 3


class EmergencyService:
    """Fill the emergency screen; nothing it needs may be able to stop it from showing."""

    def __init__(
        self, book: RecordBook, rule_set: RuleSet, first_aid: FirstAid, clock: Clock
    ) -> None:
        self.first_aid = first_aid
        self._book = book
        self._rule_set = rule_set
        self._clock = clock

    def script(self, person_id: str | None) -> EmergencyScript:
        """Return what to say for a person, or the bare words while nobody is open."""
        number = self._rule_set.emergency_numbers["emergency"]
        now = here_and_now(self._clock)
        if person_id is None:
            return _bare(number, now)
        record = self._book.record(person_id)
        person = record.person
        return EmergencyScript(
            number=number,
            now=now,
            name=person.name,
            age=person.age_on(now.day),
            address=person.address,
            taken=taken_now(record, now),
            signs=_signs(record.last_check_in),
            allergies=person.allergies,
            contacts=person.contacts,
            has_pump=person.has_pump,
            backup_oral_baclofen=person.backup_oral_baclofen is True,
        )


def _bare(number: str, now: Moment) -> EmergencyScript:
    return EmergencyScript(
        number=number,
        now=now,
        name=None,
        age=None,
        address=None,
        taken=(),
        signs=(),
        allergies=None,
        contacts=(),
        has_pump=False,
        backup_oral_baclofen=False,
    )


def _signs(last: CheckIn | None) -> tuple[str, ...]:
    """Return what the newest check-in found, when that was an emergency."""
    if last is None or last.assessment is None or last.assessment.level is not Level.EMERGENCY:
        return ()
    worst = [f for f in last.assessment.rules if f.level is Level.EMERGENCY]
    return tuple(finding.because for finding in worst[:_SIGNS_SAID])
