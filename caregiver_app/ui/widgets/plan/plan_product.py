# SPDX-License-Identifier: MIT
"""What the doses of a plan are in the product on record: in mL or tablets, as far as even."""

from collections.abc import Iterator
from decimal import Decimal

from caregiver_app.domain.dosing.dose_clock import ml_of
from caregiver_app.domain.dosing.supply import tablet_mg
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.services.dosing.plans import PlanView
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.digits import short

_HALF = Decimal("0.5")


def product_words(view: PlanView, person: Person) -> str:
    """Return the strength on record, and each single dose of the plan in it; a blank without one.

    Only the drug that is stepped down has a strength on record. Nothing is rounded: a dose that
    does not come out in halves of a tablet, or in mL, is left out.
    """
    plan, per_ml, tablet = view.plan, person.concentration_mg_per_ml, tablet_mg(person)
    if plan.route is not PlanRoute.ORAL or plan.drug is not person.drug:
        return ""
    doses = sorted({mg for row in view.rows for mg in row.mg_at if mg}, reverse=True)
    if per_ml:
        said = [*_in_ml(doses, person)]
        strength = _("Liquid on record, {mg} in 1 mL").format(mg=dates.amount(per_ml, "mg"))
    elif tablet:
        said = [*_in_tablets(doses, tablet)]
        strength = _("Tablets on record, {mg} each").format(mg=dates.amount(tablet, "mg"))
    else:
        return ""
    return f"{strength}: {', '.join(said)}." if said else f"{strength}."


def _in_ml(doses: list[Decimal], person: Person) -> Iterator[str]:
    for mg in doses:
        ml = ml_of(mg, person.drug, person)
        if ml is not None:
            words = _("{mg} is {ml}")
            yield words.format(mg=dates.amount(mg, "mg"), ml=dates.amount(ml, "mL"))


def _in_tablets(doses: list[Decimal], tablet: Decimal) -> Iterator[str]:
    for mg in doses:
        count = mg / tablet
        if count % _HALF:
            continue
        words = ngettext("{mg} is {n} tablet", "{mg} is {n} tablets", 1 if count <= 1 else 2)
        yield words.format(mg=dates.amount(mg, "mg"), n=_halves(count))


def _halves(count: Decimal) -> str:
    whole, half = divmod(count, 1)
    said = short(whole) if whole else ""
    return f"{said}\u00bd" if half else said
