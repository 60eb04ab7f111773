# SPDX-License-Identifier: MIT
"""The newest whole backup, offered on the page that stands where a record cannot be opened."""

from collections.abc import Callable

from caregiver_app.services.safekeeping.locked_record import KeyFiles
from caregiver_app.services.safekeeping.lost_record import LostRecord
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.pages.rescue import RescuePage
from caregiver_app.ui.widgets.settings.backup_offer import BackupOffer
from caregiver_app.ui.widgets.settings.unlock_offer import UnlockOffer
from caregiver_app.ui.words.backup_words import line_words


def offer_backup(
    page: RescuePage, lost: LostRecord, clock: Clock, then: Callable[[], None]
) -> None:
    """Offer the newest whole backup beside what went wrong, where there is one that would help.

    Backups with a passcode are opened first, with it or with the recovery code.
    `then` is called once it stands in the place of the record. Where no backup helps it says what
    else does.
    """
    locked = lost.locked()
    if locked is not None:
        asked = UnlockOffer(locked)

        def opened(keys: KeyFiles) -> None:
            lost.unlock(keys)
            asked.put_away()
            _offer(page, lost, clock, then)

        asked.opened.connect(opened)
        page.offer(asked)
        return
    _offer(page, lost, clock, then)


def _offer(page: RescuePage, lost: LostRecord, clock: Clock, then: Callable[[], None]) -> None:
    found = lost.offered()
    if found is None:
        page.add_to_problem(lost.what_helps)
        return
    now = here_and_now(clock)
    held = ngettext("{n} entry", "{n} entries", found.entries or 0).format(n=found.entries)
    offer = BackupOffer(f"{line_words(found, now)}, {held}")

    def put_back() -> None:
        try:
            lost.put_back(found.name)
        except Exception as trouble:  # what is here stays as it is
            offer.say(_("Nothing was put back. {cause}").format(cause=trouble))
        else:
            then()

    offer.agreed.connect(put_back)
    page.offer(offer)
