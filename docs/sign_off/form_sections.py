# SPDX-License-Identifier: MIT
"""The chapters about the check-in: tiles, every question with its answers, every limit."""

from collections.abc import Iterator

from caregiver_app.domain.as_usual import AsUsual
from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.form import Form, Question
from docs.sign_off.page import Column, Grid, Row, Section
from docs.sign_off.rule_sections import Sources, plain

_KINDS = {
    "number": "a number",
    "scale": "a scale",
    "text": "free text",
    "time": "a time",
    "seizures": "a log, one line for each seizure",
    "medicines": "a log, one line for each medicine",
    "doses": "a log, one line for each dose",
}
_WHEN = {
    "oral": "by mouth only",
    "pump": "with a pump only",
    "clonazepam": "with clonazepam only",
    "sci": "spinal cord injury at T6 or above only",
}
_SOFT = {
    "soft_low": "below {}",
    "soft_high": "above {}",
    "soft_low_child": "a child below {}",
    "soft_high_child": "a child above {}",
    "soft_above_usual": "{} or more above usual",
    "soft_change_percent": "more than {} % from the last",
    "soft_change_days": "of the last {} days",
}
_TWO_BOUNDS = (
    "A value outside what can be is refused and explained. An unlikely one is asked again, then "
    "kept. Neither delays an emergency."
)
_ONE_PRESS = (
    "One press answers what nobody has answered yet. It never states a number that is measured, "
    "a dose or the worry, and the check-in says which answers came from it."
)
_COLUMNS = (
    Column(title="Question", width=2.5),
    Column(title="Help / answers", width=3.6),
    Column(title="Limits", width=1.9),
)


def form_sections(sources: Sources) -> Iterator[Section]:
    """Yield the quick check-in, then the full one with its groups."""
    form, limits = sources.form, sources.words.form_source
    tiles = Grid(
        id="tiles",
        caption=form.tiles_prompt,
        columns=(Column(title="Tile", width=2), Column(title="What pressing it records", width=3)),
        rows=tuple(
            Row(
                id=f"tile-{tile.id}",
                cells=(
                    tile.label,
                    f"{tile.field.replace('_', ' ')}: {tile.value.replace('_', ' ')}",
                ),
            )
            for tile in form.tiles
        ),
    )
    quick = [q for q in form.questions if q.mode is Mode.QUICK]
    yield Section(
        id="quick-form",
        title="Quick check-in",
        intro=(_TWO_BOUNDS,),
        parts=(tiles, _questions("quick", "Questions", quick, form, limits)),
    )
    if form.groups:
        yield Section(
            id="full-form",
            title="Full check-in",
            intro=('It asks the quick questions too. "Recorded only" means: no rule reads it.',),
            parts=tuple(
                _questions(group.id, group.title, list(form.in_group(group.id)), form, limits)
                for group in form.groups
            ),
        )


def as_usual_section(press: AsUsual, form: Form) -> Section:
    """Return what the one press states, sentence by sentence, and when it is refused."""
    says = Column(title="What it says", width=3)
    stated = Grid(
        id="as-usual-stated",
        caption="What one press states, read back before it is saved",
        columns=(Column(title="Sign", width=2), says),
        rows=tuple(
            Row(
                id=f"as-usual-{name}",
                cells=(form.question(name).prompt, _stated(press, name)),
            )
            for name in press.fields
        ),
        source=press.source,
    )
    refused = Grid(
        id="as-usual-refused",
        caption="When it is refused",
        columns=(Column(title="Why", width=2), says),
        rows=tuple(
            Row(id=f"as-usual-refused-{why}", cells=(why.replace("_", " "), words))
            for why, words in press.refused.items()
        ),
        source=press.source,
    )
    return Section(
        id="as-usual",
        title="As usual",
        intro=(_ONE_PRESS, press.rest, press.not_known),
        parts=(stated, refused),
    )


def _stated(press: AsUsual, name: str) -> str:
    said = press.said[name].replace("{value}", "(usual value)")
    return said if name in press.usual else f"{said} (everybody)"


def _questions(name: str, caption: str, asked: list[Question], form: Form, limits: str) -> Grid:
    has_limits = any(question.limits is not None for question in asked)
    return Grid(
        id=f"form-{name}",
        caption=caption,
        columns=_COLUMNS,
        rows=tuple(_question(question) for question in asked),
        source=f"Limits: {limits}" if has_limits else "",
    )


def _question(question: Question) -> Row:
    notes = [_WHEN[question.asked_when]] if question.asked_when in _WHEN else []
    notes += ["when wanted"] if question.optional else []
    notes += ["recorded only"] if question.item is not None else []
    prompt = f"{question.prompt} ({', '.join(notes)})" if notes else question.prompt
    told = " / ".join(part for part in (question.help, _answers(question)) if part)
    return Row(
        id=f"question-{question.id.replace('.', '-')}",
        cells=(prompt, told, ". ".join(_limits(question))),
    )


def _answers(question: Question) -> str:
    if question.choices:
        return "; ".join(
            f"{choice.label} (says: {choice.says})" if choice.says else choice.label
            for choice in question.choices
        )
    if question.anchors:
        return "; ".join(f"{place} {words}" for place, words in sorted(question.anchors.items()))
    kind = _KINDS.get(question.kind, question.kind)
    unit = question.unit.replace("per_minute", "a minute").replace("_", " ")
    parts = f": {', '.join(question.parts.values())}" if question.parts else ""
    return f"{kind}, {unit}" if unit else f"{kind}{parts}"


def _limits(question: Question) -> Iterator[str]:
    limits = question.limits
    if limits is not None:
        yield f"Refused below {plain(limits.hard_low)} and above {plain(limits.hard_high)}"
    again = list(_again(question))
    if again:
        yield f"Asked again: {', '.join(again)}"


def _again(question: Question) -> Iterator[str]:
    for choice in question.choices:
        if choice.asks_again:
            yield choice.label
    if question.limits is None:
        return
    for name, words in _SOFT.items():
        limit = getattr(question.limits, name)
        if limit is not None:
            yield words.format(plain(limit))
