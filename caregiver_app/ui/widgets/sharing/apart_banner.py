# SPDX-License-Identifier: MIT
"""Says on every page that is not being typed in that something waits for a decision."""

from collections.abc import Sequence

from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.level.banner import LeadingBanner
from caregiver_app.ui.widgets.sharing.apart_titles import waiting


class ApartBanner(LeadingBanner):
    """One line and a button that leads to the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "apart", _("Look and decide"))

    def tell(self, open_: Sequence[Conflict]) -> None:
        """Take what is open; nothing ends it."""
        self._show.show()
        self.say(waiting(open_), now=False)

    def tell_only(self, words: str) -> None:
        """Say one line on a page that nobody should be led away from."""
        self._show.hide()
        self.say(words, now=False)
