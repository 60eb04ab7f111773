# SPDX-License-Identifier: MIT
"""The looks behind an alert, as few of them as tell what was asked about again since.

A record may hold years of check-ins behind an alert that nobody answered: to hold each alert
against each of them costs the square of its length.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from caregiver_app.domain.asked_again import answers_read, is_told
from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.levels import Level

_ANY = ""
"""The place of the newest looks of all, whatever they asked about."""


class NewestLooks:
    """The looks that were told, and of each answer the two newest that have it.

    Two, because the newest may be the alert itself.
    """

    def __init__(self) -> None:
        self._all = list[CheckIn]()
        self._with = dict[str, list[CheckIn]]()

    def add(self, look: CheckIn) -> None:
        """Let a look be one of them; most often it is the newest."""
        self._all.append(look)
        self._with.clear()

    def after(self, alert: CheckIn, rules: Iterable[Finding]) -> list[CheckIn]:
        """Return looks from the time of an alert on: some for each answer that its rules read."""
        names = (_ANY, *answers_read(alert, rules))
        found = [one for name in names for one in self._newest(name)]
        each = {id(one): one for one in found if one is not alert and one.at >= alert.at}
        return list(each.values())

    def _newest(self, name: str) -> list[CheckIn]:
        if not self._with:
            self._all.sort(key=lambda one: one.at.utc)
        if name not in self._with:
            having = (one for one in reversed(self._all) if name == _ANY or is_told(one, name))
            self._with[name] = list(islice(having, 2))
        return self._with[name]


def newest_alert(told: Sequence[CheckIn]) -> CheckIn | None:
    """Return the newest of the check-ins that called somebody, or None; looked for once a list."""
    return _newest_alert(SameList(told))


@lru_cache(maxsize=4)
def _newest_alert(told: SameList[CheckIn]) -> CheckIn | None:
    judged = ((one, one.assessment) for one in reversed(told.entries))
    return next((one for one, found in judged if found and found.level >= Level.URGENT), None)
