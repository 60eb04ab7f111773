# SPDX-License-Identifier: MIT
"""What is said of a check-in that was just saved."""

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.words import dates


def saved_words(services: Services, person_id: str, check_in: CheckIn) -> str:
    """Return for whom it was saved and when, and by when the next one is due unless it is late."""
    view = services.overview.today(person_id)
    name = services.overview.person_line(person_id).name
    at = dates.day_and_time(check_in.at, view.now)
    words = _("Saved for {name} at {time}.").format(name=name, time=at)
    if view.next_check.late_by is None:
        due = dates.day_and_time(view.next_check.due, view.now)
        words += " " + _("Next check by {time}.").format(time=due)
    return words
