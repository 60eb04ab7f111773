# SPDX-License-Identifier: MIT
"""The chapters about the rules: each rule, the bands, the shared numbers, the sentences."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from caregiver_app.domain.form import Form
from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import AgeBand, Band, RuleInfo, RuleSet
from caregiver_app.domain.rules.no_dose import DAY_OFF, UNWRITTEN
from caregiver_app.domain.rules.other_words import EMPTY, EXTRA, FLOPPY, OTHER_WORDS
from docs.sign_off.number_words import OF_A_GROUP, Words, sentence_keys, told_numbers
from docs.sign_off.page import Column, Entry, Fact, Grid, Row, Section
from docs.sign_off.reference_page import Chapter

READS = "Caregiver reads"
_WAYS = {
    UNWRITTEN: "where nobody told of a miss",
    DAY_OFF: "on a day off that the plan holds",
    EXTRA: "where an extra dose was taken and no number is low",
    FLOPPY: "where they are floppy and no number is low",
    EMPTY: "past the empty date, where no two-tone alarm was heard",
}
VITAL_NAMES = {
    "hr": "Pulse, beats a minute",
    "rr": "Breaths a minute",
    "sbp": "Systolic pressure, mmHg",
    "spo2": "Oxygen, %",
}
_BAND_COLUMNS = (
    ("emergency_low", "EMERGENCY at or below"),
    ("urgent_low", "URGENT at or below"),
    ("watch_low", "WATCH at or below"),
    ("watch_high", "WATCH from"),
    ("urgent_high", "URGENT from"),
    ("emergency_high", "EMERGENCY from"),
)
_HOW_TO_READ = (
    "What stands in brackets is filled in from the check-in; where a usual value is missing, the "
    "sentence says that it is not recorded."
)
_LEVELS = (Level.EMERGENCY, Level.URGENT, Level.WATCH)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SHOWN_AS = {
    "value_f": "value",
    "limit_f": "limit",
    "at": "time",
    "phone": "prescriber's number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the chapters are made from."""

    rule_set: RuleSet
    form: Form
    words: Words
    reference: Mapping[str, Chapter]
    when: Mapping[str, str]


def shown(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text with known numbers filled in and the others named in brackets."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return numbers.get(name) or f"[{_SHOWN_AS.get(name, name)}]"

    return _PLACEHOLDER.sub(fill, text)


def plain(number: Decimal) -> str:
    """Return a number as it stands in the content."""
    return f"{number:f}"


def rule_sections(sources: Sources) -> Iterator[Section]:
    """Yield one chapter for each level, the worst first."""
    for level in _LEVELS:
        rules = [rule for rule in sources.rule_set.rules.values() if rule.level is level]
        yield Section(
            id=f"rules-{level.name.lower()}",
            title=f"Rules: {level.name}",
            intro=(f"{len(rules)} rules. {_HOW_TO_READ}",),
            parts=tuple(_rule(sources, rule) for rule in rules),
        )


def _rule(sources: Sources, rule: RuleInfo) -> Entry:
    facts = [
        Fact(label="When", texts=(_when(sources, rule.id),)),
        Fact(
            label="Numbers",
            texts=tuple(told_numbers(sources.words.rules[rule.id].numbers, rule.numbers)),
        ),
        *_messages(sources.rule_set, rule),
        Fact(label="Because", texts=(_because(sources, rule),)),
        Fact(label="Asks for", texts=(_needs(sources.form, rule),)),
        Fact(label="Source", texts=(rule.source,)),
    ]
    return Entry(
        id=rule.id,
        title=rule.id,
        level=rule.level,
        facts=tuple(fact for fact in facts if any(fact.texts)),
        source=rule.source,
    )


def _when(sources: Sources, rule: str) -> str:
    """Return the "when" of the reference as a sentence; its tables are another chapter here."""
    text = sources.when[rule]
    for place in ("see the table above", "see above"):
        text = text.replace(place, "see Vital-sign bands")
    return f"{text[:1].upper()}{text[1:]}."


def _messages(rule_set: RuleSet, rule: RuleInfo) -> Iterator[Fact]:
    messages = rule_set.wording.messages
    text = messages.get(rule.id) or messages[rule.level.name]
    hours = {way: plain(rule_set.numbers[f"recheck.{way}"]) for way in ("oral", "pump")}
    filled = shown(text, {**rule_set.emergency_numbers, "n": hours["oral"]})
    yield Fact(label=READS, texts=(filled,))
    if "{n}" in text:
        told = f"{hours['pump']} hours in place of {hours['oral']}, else the same words"
        yield Fact(label="With a pump", texts=(told,))
    planned = messages.get(f"{rule.id}_PLAN")
    if planned:
        filled = shown(planned, rule_set.emergency_numbers)
        yield Fact(label=f"{READS}, as planned (URGENT)", texts=(filled,))
    for way in OTHER_WORDS.get(rule.id, ()):
        filled = shown(messages[f"{rule.id}_{way}"], rule_set.emergency_numbers)
        yield Fact(label=f"{READS}, {_WAYS[way]}", texts=(filled,))


def _because(sources: Sources, rule: RuleInfo) -> str:
    """Return the sentences in a row; groups by name, since they stand in a chapter of their own."""
    parts, reasons = [], sources.rule_set.wording.reasons
    groups = []
    for key in sources.words.rules[rule.id].because:
        if key.startswith(OF_A_GROUP):
            groups.append(sources.words.sentences[key.removeprefix(OF_A_GROUP)].title)
        else:
            parts.append(shown(reasons[key], {}))
    if groups:
        parts.append(f"What is present of: {', '.join(groups)}.")
    return " / ".join(parts)


def _needs(form: Form, rule: RuleInfo) -> str:
    return ", ".join(field_words(form, name) for name in rule.needs)


def field_words(form: Form, field: str) -> str:
    """Return what a field of a check-in is called on the form, or its own name."""
    try:
        return form.question(field).short.rstrip("?")
    except KeyError:
        return field.replace("_", " ")


def band_section(sources: Sources) -> Section:
    """Return every band of every age, the temperature limits, and how they are read."""
    chapter = sources.reference["Vital-sign bands"]
    grids = [_vital(sources, vital) for vital in VITAL_NAMES]
    head, *rows = chapter.tables[1]
    grids.append(
        Grid(
            id="temperature",
            caption="Temperature, °C, rounded half up to 0.1",
            columns=tuple(
                Column(title=t.capitalize(), width=w) for t, w in zip(head, (3, 2, 2), strict=True)
            ),
            rows=tuple(_row("temperature", n, row) for n, row in enumerate(rows, 1)),
            source=chapter.paragraphs[2],
        )
    )
    grids.append(bullets("band-notes", "How the bands are read", chapter.bullets))
    intro = "Low limits fire at or below, high limits at or above. Age is that on the day."
    return Section(id="bands", title="Vital-sign bands", intro=(intro,), parts=tuple(grids))


def _vital(sources: Sources, vital: str) -> Grid:
    bands = [band for band in sources.rule_set.age_bands if vital in band.vitals]
    keys = [
        (key, title)
        for key, title in _BAND_COLUMNS
        if any(getattr(band.vitals[vital], key) is not None for band in bands)
    ]
    return Grid(
        id=f"band-{vital}",
        caption=VITAL_NAMES[vital],
        columns=(
            Column(title="Age", width=2),
            *(Column(title=title, width=2) for _key, title in keys),
        ),
        rows=tuple(
            Row(
                id=f"band-{vital}-{band.id}",
                cells=(_ages(band), *(_limit(sources, band.vitals[vital], k) for k, _t in keys)),
                source=sources.words.child_bands if band.oldest else sources.words.adult_bands,
            )
            for band in bands
        ),
        source=f"16 and over: {sources.words.adult_bands}. Younger: {sources.words.child_bands}",
    )


def _ages(band: AgeBand) -> str:
    return (
        f"{band.youngest} and over" if band.oldest is None else f"{band.youngest} to {band.oldest}"
    )


def _limit(sources: Sources, band: Band, key: str) -> str:
    limit = getattr(band, key)
    if limit is not None:
        return plain(limit)
    if key == "emergency_low":  # the only limit that follows from a formula where none is written
        base, year, cap = (
            plain(sources.rule_set.numbers[f"vitals.sbp_child_{name}"])
            for name in ("base", "per_year", "age_cap")
        )
        return f"below {base} + {year} x age (age at most {cap})"
    return "none"


def group_section(sources: Sources) -> Section:
    """Return what each sign group is, and what it says as a reason."""
    head, *rows = sources.reference["Sign groups"].tables[0]
    sentences, reasons = sources.words.sentences, sources.rule_set.wording.reasons
    told = []
    for name, sign in rows:
        texts = (shown(reasons[key], {}) for key in sentences[name].because)
        told.append(Row(id=f"group-{name}", cells=(name, sign, " / ".join(texts))))
    grid = Grid(
        id="groups",
        caption="Sign groups",
        columns=(
            Column(title=head[0].capitalize(), width=1.2),
            Column(title="Counts when new against what is usual", width=3),
            Column(title="Told as", width=4),
        ),
        rows=tuple(told),
    )
    return Section(id="sign-groups", title="Sign groups", parts=(grid,))


def number_section(sources: Sources) -> Section:
    """Return every number that several rules share, with what it means."""
    numbers = sources.rule_set.numbers
    grids = tuple(
        Grid(
            id=f"numbers-{name}",
            caption=shared.title,
            columns=(Column(title="What it is", width=5), Column(title="Number", width=1.4)),
            rows=tuple(
                Row(
                    id=f"number-{name}-{key}",
                    cells=(told.words, f"{plain(numbers[f'{name}.{key}'])} {told.unit}".rstrip()),
                )
                for key, told in shared.numbers.items()
            ),
            source=shared.source,
        )
        for name, shared in sources.words.shared.items()
    )
    intro = "A rule that has a number of its own does not use these."
    return Section(id="numbers", title="Numbers that rules share", intro=(intro,), parts=grids)


def sentence_section(sources: Sources) -> Section:
    """Return every sentence that says why a rule fired, with the rules that can say it."""
    wording = sources.rule_set.wording
    used: dict[str, list[str]] = {key: [] for key in wording.reasons}
    for rule in sources.rule_set.rules:
        for key in sentence_keys(sources.words, rule, wording):
            used[key].append(rule)
    grid = Grid(
        id="sentences",
        caption="Sentences",
        columns=(
            Column(title="On the screen", width=4),
            Column(title="On the sheet, where it differs", width=2.2),
            Column(title="Rules", width=2),
        ),
        rows=tuple(
            Row(
                id=f"sentence-{key}",
                cells=(
                    shown(text, {}),
                    wording.sheet_reasons.get(key, ""),
                    ", ".join(used[key]),
                ),
            )
            for key, text in wording.reasons.items()
        ),
    )
    intro = (
        "One or more of these stand under every finding. What stands in brackets is filled in "
        "from the check-in. They name what was entered, never a cause."
    )
    return Section(id="because", title="Why a rule fired", intro=(intro,), parts=(grid,))


def bullets(
    name: str, caption: str, texts: list[str], source: str = "", *, asks: bool = False
) -> Grid:
    """Return one row for each statement of a list."""
    return Grid(
        id=name,
        caption=caption,
        columns=(Column(title="Question" if asks else "Statement", width=1),),
        rows=tuple(Row(id=f"{name}-{n}", cells=(text,)) for n, text in enumerate(texts, 1)),
        source=source,
        asks=asks,
    )


def _row(name: str, place: int, cells: list[str]) -> Row:
    return Row(id=f"{name}-{place}", cells=tuple(cell or "none" for cell in cells))
