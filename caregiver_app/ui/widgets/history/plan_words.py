# SPDX-License-Identifier: MIT
"""What the plan page says about a plan: its name, who wrote it, what became of its steps."""

from collections.abc import Iterator

from caregiver_app.domain.plan import PlanRoute, Received, StepStatus, TaperPlan
from caregiver_app.services.dosing.plans import PlansView, PlanView
from caregiver_app.system.words import _, left_to_right, ngettext
from caregiver_app.ui.widgets.plan.plan_table import now_words
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words


def plan_name(plan: TaperPlan) -> str:
    """Return "baclofen by mouth" or "baclofen by pump"."""
    way = _("by mouth") if plan.route is PlanRoute.ORAL else _("by pump")
    return f"{drug_words(plan.drug)} {way}"


def about_words(view: PlanView | None) -> str:
    """Return who wrote the plan, when, how it came, and which version it is."""
    if view is None:
        return ""
    plan = view.plan
    words = plan_name(plan)
    if plan.prescriber:
        words = _("{plan}, as written by {name}").format(plan=words, name=plan.prescriber)
    if plan.written_on is not None:
        words = _("{plan} on {day}").format(plan=words, day=dates.long_date(plan.written_on))
    came = {
        Received.PAPER: _("received on paper"),
        Received.PORTAL: _("received through the portal"),
        Received.PHONE: _("received by phone"),
    }
    if plan.received_by is not None:
        words = f"{words}, {came[plan.received_by]}"
    return _("{plan}. Version {n}.").format(plan=words, n=view.version)


def _left_out(view: PlanView) -> Iterator[str]:
    """Yield that a version does not list the steps that the one before it began."""
    count = len(view.whole.steps) - len(view.plan.steps)
    if count:
        words = ngettext(
            "This version lists only what comes after. {n} step stands in the version before.",
            "This version lists only what comes after. {n} steps stand in the version before.",
            count,
        )
        yield words.format(n=count)


def notes_words(view: PlanView) -> str:
    """Return what became of steps with who said so when, and what else the paper says."""
    lines = [*_left_out(view)]
    for row in view.rows:
        step = row.step
        if step.status in (None, StepStatus.PLANNED, StepStatus.ACTIVE, StepStatus.DONE):
            continue
        words = _("Step of {day}: {what}.").format(
            day=dates.short_date(step.from_), what=now_words(row)
        )
        if step.status_by and step.status_at is not None:
            words += " " + _("Said by {name}, {when}.").format(
                name=step.status_by, when=dates.date_time(step.status_at)
            )
        lines.append(words)
    for row in view.rows:
        for text, words in (
            (row.step.hold_if, _("{day}, hold if: {text}")),
            (row.step.go_back_to, _("{day}, go back to: {text}")),
            (row.step.as_written, _("{day}, as written: {text}")),
        ):
            if text:
                lines.append(words.format(day=dates.short_date(row.step.from_), text=text))
    if view.plan.review_on is not None:
        lines.append(
            _("Next look at the plan: {day}.").format(day=dates.short_date(view.plan.review_on))
        )
    return "\n".join(lines)


def ring_words(view: PlansView) -> str:
    """Return whom to ask for the plan while there is none on paper."""
    told = view.prescriber
    if told is None or not told.phone:
        return _("Ask the prescriber for the plan in writing.")
    return _("No paper yet? Ring {name}: {phone}").format(
        name=told.name or _("the prescriber"), phone=left_to_right(told.phone)
    )


def advice_words() -> str:
    """Return the rule that stands beside every plan."""
    return _("This app never says how much medicine to give. Only the prescriber changes it.")
