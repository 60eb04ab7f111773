# SPDX-License-Identifier: MIT
"""What check-ins told of the doses that no dose log and no plan has, with its age."""

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_doses import DoseNow
from caregiver_app.report.drawing.layout import Words, strong
from caregiver_app.report.drawing.phrases import (
    amount,
    day_text,
    hours_ago,
    number,
    stamp,
)
from caregiver_app.report.drawing.words import _


def risen(sheet: Handoff, dose: DoseNow, *, brief: bool = False) -> str:
    """Return when a dose last went up, from what to what, where somebody wrote it; else a blank.

    With its date also for today: some of it is carried on paper for weeks.
    """
    of_dose = (r for r in sheet.rises if (r.drug, r.route) == (dose.drug, dose.route))
    rise = next(of_dose, None)
    if rise is None:
        return ""
    if brief:
        return _("UP from {a}, {day}").format(a=number(rise.before), day=day_text(rise.on))
    return _("went UP {when}: {a} to {b}").format(
        when=stamp(rise.at, sheet.now) if rise.at else day_text(rise.on),
        a=number(rise.before),
        b=amount(rise.after, f"{rise.route.unit}/day"),
    )


def raised(sheet: Handoff, dose: DoseNow | None = None, *, brief: bool = False) -> list[Words]:
    """Return that the dose went up, under that dose: as written, else as a check-in told it.

    Such an answer names no dose and no amount: it stands under the one it is about. A brief one
    leaves to the dose itself what it is now.
    """
    text = risen(sheet, dose, brief=brief) if dose is not None else ""
    if text:
        return [strong(text[:1].upper() + text[1:] + ".")]
    told = sheet.lately.doses.get("recent_increase")
    if told is None or (dose is not None and not _is_main(sheet, dose)):
        return []
    return [strong(_("Dose went up lately") + told_when(told, sheet) + ".")]


def _is_main(sheet: Handoff, dose: DoseNow) -> bool:
    first = [d for d in sheet.doses if d.route is PlanRoute.ITB] if sheet.person.has_pump else []
    return dose is next(iter(first or sheet.doses), None)


def restarted(sheet: Handoff, told: Moment | None) -> list[Words]:
    """Return that the drug was started again after a gap."""
    if told is None:
        return []
    return [strong(_("restarted after a gap of 48 h or more") + told_when(told, sheet))]


def extra(sheet: Handoff, told: Moment | None) -> list[Words]:
    """Return that more was taken than planned."""
    if told is None:
        return []
    return [strong(_("An extra dose was taken") + told_when(told, sheet) + ".")]


def told_when(at: Moment, sheet: Handoff) -> str:
    """Return how long ago it was told, where that was not at the newest check-in."""
    if sheet.last is not None and at == sheet.last.at:
        return ""
    return _(", told {when}").format(when=hours_ago(at, sheet.now))
