# SPDX-License-Identifier: MIT
"""The words to say on the phone, filled from the record; they work with an empty one too."""

from caregiver_app.domain.emergency_log import LOOK_BACK
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.happened import events_since_asked, last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.taken_now import taken_now
from caregiver_app.domain.timing.told_until import all_told
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
        record = with_prescribers(self._book.record(person_id))
        person = record.person
        return EmergencyScript(
            number=number,
            now=now,
            name=person.name,
            age=person.age_on(now.day),
            address=person.address,
            taken=taken_now(record, now),
            signs=_signs(all_told(record), now),
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


def _signs(record: Record, now: Moment) -> tuple[str, ...]:
    """Return what was found to be an emergency lately: by the newest check-in, or since then."""
    start = Moment(now.local - LOOK_BACK, now.zone)
    asked = last_asked(record)
    told = [*events_since_asked(record), *((asked,) if asked is not None else ())]
    found = (
        finding.because
        for check_in in told
        if check_in.assessment is not None and check_in.at >= start
        for finding in check_in.assessment.rules
        if finding.level is Level.EMERGENCY
    )
    return tuple(dict.fromkeys(found))[:_SIGNS_SAID]
