# SPDX-License-Identifier: MIT
"""What watches beside the pages of a window: what is saved, practised, and who looked."""

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.frame.page_shelf import PageShelf
from caregiver_app.ui.frame.window_frame import WindowFrame
from caregiver_app.ui.watches.apart_watch import ApartWatch
from caregiver_app.ui.watches.audit_watch import AuditWatch
from caregiver_app.ui.watches.disk_watch import DiskWatch
from caregiver_app.ui.watches.practice_watch import PracticeWatch
from caregiver_app.ui.watches.unsaved_check_in import UnsavedCheckIn
from caregiver_app.ui.window.saved_foot import SavedFoot


def watch_beside(
    services: Services, frame: WindowFrame, pages: PageShelf, disk: DiskWatch
) -> UnsavedCheckIn:
    """Let all of them look for as long as the frame stands; return who knows what is not saved."""
    unsaved = UnsavedCheckIn(services, frame, pages)
    foot = SavedFoot(services, frame.rail, unsaved)
    disk.looked.connect(foot.look)
    unsaved.looked.connect(foot.look)
    ApartWatch(services, frame)
    AuditWatch(services, frame)
    frame.file.show_for(services.family)
    if not services.family.shows_file:
        frame.page_shown.connect(PracticeWatch(services, pages, unsaved).page_shown)
    return unsaved
