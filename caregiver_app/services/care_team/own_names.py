# SPDX-License-Identifier: MIT
"""Under which names whoever records now stands in the record of a person."""

from caregiver_app.domain.people.caregivers import names_of
from caregiver_app.services.care_team.caregivers import CaregiverService
from caregiver_app.storage.errors import StorageError


def own_names(caregivers: CaregiverService, person_id: str, recorder: str | None) -> frozenset[str]:
    """Return the text of who records and the names before it; none while nobody said who does.

    While the list cannot be read it is that text alone.
    """
    who = caregivers.current(person_id)
    if not recorder or who is None:
        return frozenset()
    try:
        return frozenset({recorder}) | names_of(who, caregivers.of(person_id))
    except StorageError:
        return frozenset({recorder})
