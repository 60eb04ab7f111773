# SPDX-License-Identifier: MIT
"""The chapters about words and open points: levels, actions, first aid, how wording was read."""

from collections.abc import Iterable, Iterator, Mapping

from caregiver_app.domain.first_aid import BringWhen, FirstAid, InLittleRoom
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.people.countries import Country
from caregiver_app.domain.rules.other_words import OTHER_WORDS
from docs.sign_off.page import Column, Entry, Grid, Row, Section, is_our_choice
from docs.sign_off.rule_sections import Sources, bullets, plain, shown

_WORDS = Column(title="Words", width=5)
_BRING_WHEN = {
    BringWhen.ALWAYS: "always",
    BringWhen.PUMP: "with a pump",
    BringWhen.SHEET: "whoever has a record open",
    BringWhen.BACKUP: "baclofen by mouth kept in reserve",
}


def level_section(sources: Sources) -> Section:
    """Return what each level is called, says and asks for, and the messages of no single rule."""
    wording, numbers = sources.rule_set.wording, dict(sources.rule_set.emergency_numbers)
    chapter = sources.reference["Levels"]
    asks = {row[0]: row[1] for row in chapter.tables[0][1:]}
    levels = Grid(
        id="levels",
        caption="Levels, the worst first",
        columns=(
            Column(title="Level", width=1.3),
            Column(title="On the screen", width=2.6),
            Column(title="What it asks for", width=4),
        ),
        rows=tuple(
            Row(
                id=f"level-{level.name}",
                cells=(
                    level.name.replace("_", " "),
                    f"{wording.level_words[level]}. {wording.level_lines[level]}",
                    asks[level.name],
                ),
                source=asks[level.name],
            )
            for level in sorted(Level, reverse=True)
        ),
    )
    numbers["n"] = plain(sources.rule_set.numbers["recheck.oral"])
    actions = Grid(
        id="actions",
        caption="First line of each action",
        columns=(Column(title="Action", width=1.6), _WORDS),
        rows=tuple(
            Row(
                id=f"action-{action.value}",
                cells=(action.value.replace("_", " "), shown(words, numbers)),
            )
            for action, words in wording.action_lines.items()
            if action is not Action.NONE
        ),
    )
    chosen = [text for text in chapter.paragraphs if text.startswith(("Action:", "A complete"))]
    rules = set(sources.rule_set.rules) | {f"{rule}_PLAN" for rule in sources.rule_set.rules}
    rules |= {f"{rule}_{way}" for rule, ways in OTHER_WORDS.items() for way in ways}
    others = Grid(
        id="messages",
        caption="Messages that belong to no single rule",
        columns=(Column(title="Where", width=1.6), _WORDS),
        rows=tuple(
            Row(id=f"message-{key}", cells=(key.replace("_", " "), shown(text, numbers)))
            for key, text in wording.messages.items()
            if key not in rules
        ),
    )
    notes = Grid(
        id="notes",
        caption="Said beside every level of somebody whose limits are others",
        columns=(Column(title="For whom", width=1.6), _WORDS),
        rows=tuple(
            Row(id=f"note-{key}", cells=(key.replace("_", " "), text))
            for key, text in wording.notes.items()
        ),
    )
    return Section(
        id="levels-and-actions",
        title="Levels and actions",
        intro=("The worst rule wins. No rule lowers a level; a normal value cancels no sign.",),
        parts=(
            *(levels, actions, bullets("which", "Which action is chosen", chosen)),
            *(others, notes),
        ),
    )


def reading_sections(sources: Sources) -> Iterator[Section]:
    """Yield how the dose log is read, and how open wording was read."""
    log = bullets(
        "dose-log", "Reading the dose log", sources.reference["Reading the dose log"].bullets
    )
    yield Section(id="log", title="Reading the dose log", parts=(log,))
    chapter = sources.reference["How open wording was read"]
    grid = bullets(
        "wording",
        "Where a rule leaves room, this is what the program does",
        chapter.bullets,
        source="Our choice, to be checked by a clinician",
    )
    yield Section(id="open-wording", title="How open wording was read", parts=(grid,))


def first_aid_section(first_aid: FirstAid, numbers: Mapping[str, str]) -> Section:
    """Return what the emergency page tells."""
    known = {**numbers, "drug": "[drug]"}
    steps = Grid(
        id="first-aid",
        caption="While help comes, in this order",
        columns=(
            _WORDS,
            Column(title="On a small screen", width=1.3),
            Column(title="Source", width=2.6),
        ),
        rows=tuple(
            Row(
                id=f"step-{step.id}",
                cells=(
                    shown(step.text, known),
                    "stays" if step.shown is InLittleRoom.ALWAYS else "first after a seizure",
                    step.source,
                ),
                source=step.source,
            )
            for step in first_aid.steps
        ),
    )
    bring = Grid(
        id="bring",
        caption="What to bring",
        columns=(
            Column(title="Thing", width=3),
            Column(title="For whom", width=2),
            Column(title="Source", width=2.6),
        ),
        rows=tuple(
            Row(
                id=f"bring-{thing.id}",
                cells=(thing.text, _BRING_WHEN[thing.when], thing.source),
                source=thing.source,
            )
            for thing in first_aid.bring
        ),
    )
    say = Grid(
        id="say",
        caption="What to say on the phone",
        columns=(Column(title="Where", width=1.4), _WORDS),
        rows=tuple(
            Row(id=f"say-{key}", cells=(key.replace("_", " "), shown(text, {})))
            for key, text in first_aid.say.items()
        ),
        source=first_aid.say_source,
    )
    papers = Grid(
        id="carried",
        caption="On the papers that are carried",
        columns=(_WORDS,),
        rows=(Row(id="never-stop", cells=(shown(first_aid.never_stop, known),)),),
        source=first_aid.never_stop_source,
    )
    pump_signs = Grid(
        id="carried-pump",
        caption="On the papers that are carried, with a pump",
        columns=(_WORDS,),
        rows=(Row(id="pump-signs", cells=(first_aid.pump_signs,)),),
        source=first_aid.pump_signs_source,
    )
    intro = "The emergency page works with nobody open, an empty record and a damaged one."
    parts = (steps, bring, say, papers, pump_signs)
    return Section(id="emergency-page", title="First aid", intro=(intro,), parts=parts)


def phone_section(countries: Iterable[Country]) -> Section:
    """Return the emergency numbers that the messages are filled with, country by country."""
    kinds = ("emergency", "crisis", "poison")
    grid = Grid(
        id="phones",
        caption="Numbers by country; where one is not known, words stand in for it",
        columns=(
            Column(title="Country", width=2),
            *(Column(title=kind.capitalize(), width=2) for kind in kinds),
        ),
        rows=tuple(
            Row(
                id=f"phone-{country.code}",
                cells=(country.name, *(country.numbers[kind] for kind in kinds)),
                source=country.source,
            )
            for country in countries
        ),
    )
    return Section(id="emergency-numbers", title="Emergency numbers", parts=(grid,))


def closing_sections(sources: Sources) -> Iterator[Section]:
    """Yield what the program must not say, and the questions that are open."""
    never = sources.reference["What the program must not say"].bullets
    yield Section(
        id="must-not-say",
        title="What the program must not say",
        parts=(bullets("never", "It must never say", never),),
    )
    asked = sources.reference["Open questions for a clinician"].bullets
    yield Section(
        id="open-questions",
        title="Open questions",
        intro=("Please answer each, or write who should.",),
        parts=(bullets("open", "Questions", asked, asks=True),),
    )


def choice_section(sections: tuple[Section, ...]) -> Section:
    """Return every design choice of the other chapters in one list."""
    rows = tuple(_choices(sections))
    grid = Grid(
        id="choices",
        caption='Everything that is marked "our choice"',
        columns=(
            Column(title="Where", width=1.7),
            Column(title="What", width=3),
            Column(title="How it is marked", width=3.2),
        ),
        rows=rows,
    )
    intro = (
        "No published limit or wording was found for these, or it was taken further than its "
        "source goes. A tick here stands for the one in its own chapter."
    )
    return Section(id="our-choices", title="Design choices", intro=(intro,), parts=(grid,))


def _choices(sections: tuple[Section, ...]) -> Iterator[Row]:
    for section in sections:
        for part in section.parts:
            if isinstance(part, Entry):
                if is_our_choice(part.source):
                    yield _chosen(part.id, part.title, part.facts[0].texts[0], part.source)
            elif is_our_choice(part.source):
                yield _chosen(part.id, section.title, _whole(part), part.source)
            else:
                for row in part.rows:
                    if is_our_choice(row.source):
                        yield _chosen(
                            row.id, f"{section.title}: {part.caption}", row.cells[0], row.source
                        )


def _whole(grid: Grid) -> str:
    count = len(grid.rows)
    return f"{grid.caption} ({count} {'line' if count == 1 else 'lines'})"


def _chosen(name: str, where: str, what: str, source: str) -> Row:
    return Row(id=f"choice-{name}", cells=(where, what, source), source=source)
