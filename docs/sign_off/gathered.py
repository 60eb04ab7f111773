# SPDX-License-Identifier: MIT
"""Put the sign-off page together from the content that runs and the clinical reference."""

from collections.abc import Iterator

from caregiver_app.content.as_usual import load_as_usual
from caregiver_app.content.careful import load_careful
from caregiver_app.content.changes import load_changes
from caregiver_app.content.checks import check_content
from caregiver_app.content.dose_entry import load_dose_entry
from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.form import load_form
from caregiver_app.content.languages import load_countries
from caregiver_app.content.loader import content_folder, load_rule_set
from caregiver_app.content.paper import load_wall_rules
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.pump_tones import load_pump_tones
from caregiver_app.content.reference import load_reference
from caregiver_app.content.sheets import load_sheets
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.content.trends import load_trend_signs
from caregiver_app.content.usual import load_usual
from docs.sign_off import form_sections, plan_sections, rule_sections, text_sections
from docs.sign_off.careful_sections import with_careful
from docs.sign_off.chart_sections import with_charts
from docs.sign_off.dose_sections import dose_section
from docs.sign_off.file_sections import file_section
from docs.sign_off.number_words import read_words
from docs.sign_off.page import Entry, Section, SignOff, ids_of
from docs.sign_off.reference_page import read_reference, rule_rows
from docs.sign_off.rule_sections import Sources
from docs.sign_off.sheet_sections import sheet_section
from docs.sign_off.tone_sections import with_tones
from docs.sign_off.usual_sections import with_usual

LANGUAGE = "en"
_NOT_YET = "Not yet reviewed by a clinician"
_HOW_TO_USE = (
    "Read each line and tick agree or change; with change, write what should stand there.",
    "The program runs exactly what is printed here: this page is made from its own files.",
    "Sign on the last page when every line is ticked, and send it back whole.",
)


def sign_off() -> SignOff:
    """Return the page; raise ContentError when the content does not fit together."""
    rule_set, form = load_rule_set(LANGUAGE), load_form(LANGUAGE)
    check_content(rule_set, form)
    reference = read_reference()
    sources = Sources(
        rule_set=rule_set,
        form=form,
        words=read_words(),
        reference=reference,
        when=dict(rule_rows(reference)),
    )
    body = tuple(_body(sources))
    choices = text_sections.choice_section(body)
    texts = plan_sections.text_section(load_reference(LANGUAGE))
    sections = (*body, choices, *text_sections.closing_sections(sources), texts)
    reviewed = (rule_set.reviewed_by, rule_set.wording.reviewed_by)
    return SignOff(
        title="Sign-off of the clinical rules",
        version=rule_set.version,
        language=rule_set.wording.language,
        state=f"Reviewed by {', '.join(reviewed)}" if all(reviewed) else _NOT_YET,
        how_to_use=_HOW_TO_USE,
        summary=tuple(_summary(sources, sections, choices)),
        sections=sections,
        declaration=(
            "I have reviewed the clinical rules, numbers and words of "
            f"rule set {rule_set.version}. I agree with every line that is ticked agree, and the "
            "rest is to be changed as written."
        ),
        signature_lines=("Name", "Licence and number", "Date", "Signature"),
    )


def _body(sources: Sources) -> Iterator[Section]:
    numbers, words = sources.rule_set.emergency_numbers, sources.words
    yield text_sections.level_section(sources)
    yield from rule_sections.rule_sections(sources)
    yield rule_sections.band_section(sources)
    yield rule_sections.group_section(sources)
    yield rule_sections.number_section(sources)
    yield from text_sections.reading_sections(sources)
    yield text_sections.first_aid_section(load_first_aid(LANGUAGE), numbers)
    yield text_sections.phone_section(load_countries())
    load_time_rules(LANGUAGE)  # fails closed before a number of it is printed
    yield file_section(content_folder(), "time", words.files["time"], LANGUAGE)
    yield from form_sections.form_sections(sources)
    as_usual = form_sections.as_usual_section(load_as_usual(sources.form, LANGUAGE), sources.form)
    yield with_careful(with_usual(as_usual, load_usual()), load_careful())
    yield plan_sections.prompt_section(load_plan_prompts(LANGUAGE), words)
    load_changes(LANGUAGE)
    yield file_section(content_folder(), "changes", words.files["changes"], LANGUAGE)
    yield dose_section(load_dose_entry(), sources.rule_set)
    sheets = sheet_section(load_sheets(LANGUAGE), load_wall_rules(sources.rule_set))
    yield with_tones(with_charts(sheets, load_trend_signs()), load_pump_tones())
    yield rule_sections.sentence_section(sources)


def _summary(
    sources: Sources, sections: tuple[Section, ...], choices: Section
) -> Iterator[tuple[str, str]]:
    rules = sum(
        isinstance(part, Entry) and part.level is not None for s in sections for part in s.parts
    )
    yield "Rules", str(rules)
    yield "Design choices", str(sum(1 for _id in ids_of((choices,))))
    yield "Messages a caregiver can read", str(len(sources.rule_set.wording.messages))
    yield "Questions about a written plan", str(len(sources.words.prompts))
    yield "Sentences that say why", str(len(sources.rule_set.wording.reasons))
    yield "Questions of a check-in", str(len(sources.form.questions))
    yield "Lines to tick or answer", str(sum(1 for _id in ids_of(sections)))
