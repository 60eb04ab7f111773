# SPDX-License-Identifier: MIT
"""The chapters about questions for the prescriber, and about the texts to read up in."""

from collections.abc import Iterator, Mapping

from caregiver_app.domain.prompts.plan_prompts import PromptContent, PromptInfo
from caregiver_app.domain.reference import Reference, ReferenceText
from docs.sign_off.number_words import Words, told_numbers
from docs.sign_off.page import Entry, Fact, Section
from docs.sign_off.rule_sections import READS, shown


def prompt_section(content: PromptContent, words: Words) -> Section:
    """Return every question that a written plan raises."""
    entries = (_prompt(content, words, prompt) for prompt in content.prompts.values())
    liquid = Entry(
        id="liquid-words",
        title="What counts as a liquid",
        facts=(
            Fact(label="Words", texts=(", ".join(content.liquid_words),)),
            Fact(label="Source", texts=(_LIQUID_SOURCE,)),
        ),
        source=_LIQUID_SOURCE,
    )
    intro = (
        "A prompt asks the caregiver to have the prescriber confirm what is written. It blocks "
        "nothing, changes no level and never says what the plan should be."
    )
    return Section(
        id="plan-prompts",
        title="Questions about a written plan",
        intro=(intro,),
        parts=(*entries, liquid),
    )


_LIQUID_SOURCE = "Our choice, to be checked by a clinician"


def _prompt(content: PromptContent, words: Words, prompt: PromptInfo) -> Entry:
    told = words.prompts[prompt.id]
    facts = (
        Fact(label="When", texts=(told.when,)),
        Fact(label="Numbers", texts=tuple(told_numbers(told.numbers, prompt.numbers))),
        *_messages(prompt.id, content.messages),
        Fact(
            label="Because",
            texts=(" / ".join(shown(content.reasons[key], {}) for key in told.because),),
        ),
        Fact(label="Source", texts=(prompt.source,)),
    )
    return Entry(
        id=prompt.id,
        title=prompt.id,
        facts=tuple(fact for fact in facts if fact.texts),
        source=prompt.source,
    )


def _messages(prompt: str, messages: Mapping[str, str]) -> Iterator[Fact]:
    for key, text in messages.items():
        if key == prompt:
            yield Fact(label=READS, texts=(text,))
        elif key.startswith(f"{prompt}_"):
            more = key.removeprefix(f"{prompt}_").casefold()
            yield Fact(label=f"{READS} ({more})", texts=(text,))


def text_section(reference: Reference) -> Section:
    """Return every text about a sign or a topic."""
    intro = (
        "What a caregiver can open beside a question. Limits in these texts repeat those of the "
        "rules, and the rules decide. Another clinician may review this annex; then say who."
    )
    return Section(
        id="texts",
        title="Annex: texts to read up in",
        intro=(intro,),
        parts=tuple(_text(text) for text in reference.texts),
    )


def _text(text: ReferenceText) -> Entry:
    sources = "; ".join(text.sources)
    facts = (
        Fact(label="Text", texts=text.paragraphs),
        Fact(label="When to call", texts=(text.call,) if text.call else ()),
        Fact(label="Source", texts=(sources,)),
    )
    return Entry(
        id=f"text-{text.id}",
        title=text.title,
        facts=tuple(fact for fact in facts if fact.texts),
        source=sources,
    )
