# SPDX-License-Identifier: MIT
"""What watches beside the pages of a window: what is saved, practised, and who looked."""

from caregiver_app.ui.apart_watch import ApartWatch
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.audit_watch import AuditWatch
from caregiver_app.ui.disk_watch import DiskWatch
from caregiver_app.ui.page_shelf import PageShelf
from caregiver_app.ui.practice_watch import PracticeWatch
from caregiver_app.ui.saved_foot import SavedFoot
from caregiver_app.ui.window_frame import WindowFrame


def watch_beside(services: Services, frame: WindowFrame, pages: PageShelf, disk: DiskWatch) -> None:
    """Let all of them look for as long as the frame stands."""
    disk.looked.connect(SavedFoot(services, frame.rail).look)
    ApartWatch(services, frame)
    AuditWatch(services, frame)
    frame.file.show_for(services.family)
    frame.page_shown.connect(PracticeWatch(services, pages).page_shown)
