# SPDX-License-Identifier: MIT
"""What a page says when the program fails in the middle of judging or saving: never nothing.

The error goes on to be told at the top of the window and written to the log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from caregiver_app.domain.levels import Level
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.services.checking_in.check_ins import NotSaved
from caregiver_app.system.words import _, in_use
from caregiver_app.ui.widgets.check_in.check_in_head import CheckInHead
from caregiver_app.ui.widgets.level.level_panel import LevelPanel


@contextmanager
def told_if_not_checked(
    head: CheckInHead, panel: LevelPanel, record: Record | None
) -> Iterator[None]:
    """Say that answers were not judged, and let no calm level of other answers stand there."""
    try:
        yield
    except Exception:
        level = panel.level
        if record is not None and (level is None or level < Level.URGENT):
            person = with_prescribers(record).person
            panel.show_assessment(None, person.contacts, person.has_pump, None)
        words = _("NOT checked: the program failed. For any red flag call {number} now.")
        head.show_trouble(words.format(number=in_use().emergency))
        raise


@contextmanager
def told_if_not_saved(head: CheckInHead, keep: Callable[[], None]) -> Iterator[None]:
    """Say that answers were not saved, and keep them; what is NotSaved is told already."""
    try:
        yield
    except NotSaved:
        raise
    except Exception:
        head.show_trouble(_("NOT saved: the program failed. Your answers are kept here."))
        keep()
        raise
