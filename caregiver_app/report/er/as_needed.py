# SPDX-License-Identifier: MIT
"""What was given as needed, with its time: the same words on every sheet that names it."""

from collections.abc import Sequence

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sheets.as_needed import GivenAsNeeded
from caregiver_app.report.drawing.layout import BODY, Words, fixed, plain, said
from caregiver_app.report.drawing.lists import shortened
from caregiver_app.report.drawing.phrases import stamp
from caregiver_app.report.drawing.words import _, ngettext

_NAME = 0.4
"""Part of a line for the name of one; a longer one is shortened, its time never is."""


def given_items(
    given: Sequence[GivenAsNeeded], now: Moment, line: float, size: float = BODY
) -> list[Words]:
    """Return each with its dose as on the label and its time, for a line of so many points."""
    return [_item(one, now, line * _NAME, size) for one in given]


def _item(given: GivenAsNeeded, now: Moment, room: float, size: float) -> Words:
    dose = f" {given.dose_text}" if given.dose_text else ""
    if given.at is None:
        when = _("told {when}, time not recorded").format(when=stamp(given.told, now))
    else:
        when = stamp(given.at, now)
    words = shortened(said(f"{given.name}{dose}"), room, size) + plain(f", {when}")
    if given.before:
        before = ngettext("and {n} time before", "and {n} times before", given.before)
        words += plain(" (" + fixed(before.format(n=given.before)) + ")")
    return words
