# SPDX-License-Identifier: MIT
"""The content of "What changed" is whole and judges nothing; a mistake stops the start."""

import re
import tomllib
from datetime import timedelta

import pytest

from caregiver_app.content.changes import load_changes
from caregiver_app.content.loader import content_folder
from caregiver_app.domain.changed.change_lines import ChangeKind
from caregiver_app.domain.changed.change_terms import GRADED, MEASURED, SENTENCES, STATES, YES_NO
from tests.content.breaches import refusal
from tests.content.reading import sentences

NUMBERS, WORDS = "changes.toml", "text/en/changes.toml"
HR = 'up = "12"\ndown = "10"\nbefore = "15"\n'

# file, what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    (NUMBERS, 'reviewed_by = ""', "", "reviewed_by: is missing"),
    (NUMBERS, 'reviewed_by = ""', 'reviewed_by = ""\nmore = "x"', "more: this key is not known"),
    (NUMBERS, "[times]", "[time]", "times: is missing"),
    (NUMBERS, 'gap_hours = "10"', "", "times.gap_hours: is missing"),
    (NUMBERS, 'gap_hours = "10"', "gap_hours = 10", "times.gap_hours: a number is written as"),
    (NUMBERS, 'gap_hours = "10"', 'gap_hours = "0"', "times.gap_hours: must be more than nought"),
    (NUMBERS, 'gap_hours = "10"', 'gap_hours = "1"\nnap = "1"', "times.nap: this key is not known"),
    (NUMBERS, 'gaps_named = "2"', 'gaps_named = "2.5"', "gaps_named: must be a whole number"),
    (NUMBERS, "[limits.hr]", "[limits.pulse]", "limits.hr: is missing"),
    (NUMBERS, HR, HR + 'side = "1"\n', "limits.hr.side: this key is not known"),
    (NUMBERS, HR, HR.replace("15", "-15"), "limits.hr.before: must be more than nought"),
    (NUMBERS, HR, HR.replace("15", "x"), "limits.hr.before: 'x' is not a number"),
    (NUMBERS, HR, HR.replace('down = "10"\n', ""), "limits.hr.down: is missing"),
    (NUMBERS, 'source = "Our', 'source = " "  # "Our', "source: a number needs its source"),
    (
        NUMBERS,
        "[limits.mood]",
        "[limits.grip]\n[limits.mood]",
        "limits.grip: this key is not known",
    ),
    (WORDS, 'language = "en"', "", "language: is missing"),
    (WORDS, 'gone = "Gone"', "", "kinds.gone: is missing"),
    (WORDS, 'gone = "Gone"', 'gone = "Gone"\nfled = "x"', "kinds.fled: this key is not known"),
    (WORDS, 'gone = "Gone"', 'gone = " "', "kinds.gone: must not be empty"),
    (WORDS, 'usual = "Usual', 'sual = "Usual', "sentences.usual: is missing"),
    (WORDS, 'usual = "Usual', 'x = "y"\nusual = "Usual', "sentences.x: this key is not known"),
    (WORDS, '"Usual is {usual}."', '"Usual is {was}."', "usual: the placeholders must be: usual"),
    (WORDS, '"Usual is {usual}."', '"Usual."', "usual: the placeholders must be: usual"),
    (WORDS, '"Usual is {usual}."', '"{usual}{"', "usual: the placeholders must be: usual"),
    (WORDS, '"Usual is {usual}."', '"{usual!r}"', "usual: the placeholders must be: usual"),
    (WORDS, '"An MRI was done {when}."', '"An MRI {}{when}"', "pump_mri: the placeholders must be"),
    (WORDS, 'dose_late = "late"', "", "terms.dose_late: is missing"),
    (WORDS, "[signs.tingling]", "[signs.tickling]", "signs.tingling: is missing"),
    (WORDS, '"{value} of 4"', '"{value}"\nunit = "x"', "signs.psfs.unit: this key is not known"),
    (WORDS, '"{value} of 4"', '"{n} of 4"', "psfs.value: the placeholders must be: value"),
    (WORDS, '{ true = "tingling" }', "{}", "signs.tingling.answers.true: is missing"),
    (WORDS, 'mild = "mild itching", ', "", "signs.itching.answers.mild: is missing"),
    (WORDS, 'mild = "mild itching"', 'mild = "m", x = "y"', "answers.x: this key is not known"),
    (WORDS, 'short = "seizures"', "", "signs.seizures.short: is missing"),
]


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_start_and_says_where(folder, file, stands, written, named):
    told = refusal(lambda folder: load_changes(folder=folder), folder, file, stands, written)
    assert named in told
    assert told.startswith(file)


def test_the_content_that_ships_is_whole():
    changes = load_changes()
    assert set(changes.limits) == set(MEASURED)
    assert set(changes.kinds) == set(ChangeKind)
    assert set(changes.sentences) == set(SENTENCES)
    for sign in STATES:
        assert len(changes.signs[sign].answers) == len(GRADED.get(sign, "1"))
    assert changes.gap == timedelta(hours=10)


def test_a_gap_is_as_long_as_on_the_strip_of_today():
    from caregiver_app.ui.widgets.today.check_in_strip import GAP

    assert load_changes().gap == GAP


def test_each_number_is_marked_as_a_choice_to_be_checked():
    numbers = tomllib.loads((content_folder() / NUMBERS).read_text(encoding="utf-8"))
    for table in (numbers["times"], *numbers["limits"].values()):
        assert table["source"] == "Our choice, to be checked by a clinician"


def every_text() -> list[str]:
    changes = load_changes()
    signs = changes.signs.values()
    texts = [*changes.kinds.values(), *changes.sentences.values(), *changes.terms.values()]
    texts += [text for sign in signs for text in (sign.name, sign.short, *sign.answers.values())]
    return texts


def test_no_word_judges_a_change():
    judging = re.compile(
        r"\b(better|worse|worsen\w*|improv\w+|normal|good|bad(?! headache)|fine|stable|recover\w*"
        r"|taper|withdrawal|spastic\w*|sedated|high|low)\b",
        re.IGNORECASE,
    )
    said = [re.sub(r"\{\w+\}", "", text) for text in every_text()]
    assert [text for text in said if judging.search(text)] == []
    assert judging.search("It is normal again.")


def test_no_sentence_is_longer_than_fifteen_words():
    parts = [part for text in load_changes().sentences.values() for part in sentences(text)]
    assert max(len(part.split()) for part in parts) <= 15


def test_the_first_answer_of_a_grade_is_that_it_is_not_there():
    assert {str(answers[0]) for answers in GRADED.values()} == {"awake", "normal", "no", "none"}
    assert not set(YES_NO) & set(GRADED)
