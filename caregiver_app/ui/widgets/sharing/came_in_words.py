# SPDX-License-Identifier: MIT
"""What somebody should hear at once of what came in with a file: an open alert, a wrong clock."""

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.desktop.clock_watch import MAY_BE_AHEAD
from caregiver_app.ui.widgets.fields.level_words import LevelWords
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.alert_words import AlertWords


def alert(services: Services, person_id: str) -> str:
    """Say which alert is open, and "Go to the ER now" where it is due; blank without one."""
    found = services.alerts.follow_up(person_id)
    if found is None or found.answered:
        return ""
    number = services.rule_set.emergency_numbers["emergency"]
    words, levels = AlertWords(services.alerts.rules, number), LevelWords(services.rule_set)
    call, now = levels.line(found.assessment, found.level), here_and_now(services.clock)
    head = words.head(found, levels.level(found.level), call, now)
    return " ".join(part for part in (*words.er(found), head) if part)


def newest(record: Record) -> Moment | None:
    """Return the latest time that is in a record, None when there is none."""
    doses = (dose.when for dose in record.doses if dose.when is not None)
    others = (record.check_ins, record.pump_events, record.actions)
    return max((*doses, *(one.at for each in others for one in each)), default=None)


def ahead(latest: Moment | None, now: Moment) -> str:
    """Say that something is dated later than now; blank when nothing is."""
    if latest is None or latest.utc - now.utc <= MAY_BE_AHEAD:
        return ""
    words = _(
        "Entries in this file are dated later than now, up to {time}. "
        "Check the clocks of both computers."
    )
    return words.format(time=dates.day_and_time(latest, now))
