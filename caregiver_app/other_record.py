# SPDX-License-Identifier: MIT
"""Puts another record in place of the open one: the same without a person, or that of a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.services.sharing_files.family import Bundle
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.without_person import Gone
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.window.main_window import MainWindow


def delete_person(
    window: MainWindow,
    log: EntryLog,
    close: Callable[[], None],
    come_back: Callable[[str], None],
    gone: Gone,
) -> None:
    """Take somebody out of the record that is open in a window, for good, and open it again.

    `close` closes the record, `come_back` opens it and says something.
    """
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.system.words import _
    from caregiver_app.wiring import delete_and_close

    delete = partial(delete_and_close, log, window.services.audit)
    close()
    told = _("They were deleted. Neither the record nor a backup here holds them.")
    try:
        delete(gone)
    except StorageError as error:
        told = _("They are still in the record. {cause}").format(cause=error)
    else:
        window.aside = {}  # it may be about them
    come_back(told)


def look_into_file(
    window: MainWindow,
    clock: Clock,
    close: Callable[[], None],
    come_back: Callable[[str], None],
    bundle: Bundle,
) -> None:
    """Show a file in place of the record until somebody closes it; nothing of it is kept.

    `close` closes the record of this computer, `come_back` opens it again and says something.
    """
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.storage.file_log import FileLog
    from caregiver_app.system.pieces import at_once
    from caregiver_app.system.words import _
    from caregiver_app.ui.lock.record_change import lock_later
    from caregiver_app.ui.look.theme import load_theme, theme_name
    from caregiver_app.wiring import build_services

    is_locked = window.services.passcode.is_set
    due = window.services.alerts.next_due()
    chosen = window.services.settings.stored() | {"open_person": bundle.part.person_id}
    close()
    typed, window.aside = window.aside, {}  # it waits for the record of this computer
    try:
        log = FileLog.of_part(bundle.part, chosen, clock)
    except StorageError as error:
        window.aside = typed
        come_back(_("The file cannot be shown. {cause}").format(cause=error))
        return
    before, services = window.services, build_services(log, clock)
    services.emergency_log.is_nobodys = True
    services.emergency_log.take_over(before.emergency_log.waiting(None))

    def close_file() -> None:
        log.close()
        window.aside = typed
        come_back("")
        if is_locked:
            lock_later(window)

    services.family.close_file = close_file
    services.family.own_is_due = lambda: due is not None and due.utc <= clock.now()
    if is_locked:  # nobody comes back to a record that stands open behind a forgotten file
        services.family.close_after = (clock, lambda: services.settings.lock_after_s)
    window.closed.connect(log.close)
    look = services.settings.current()
    at_once(window.beginning(services, load_theme(theme_name(look.theme), float(look.text_scale))))
