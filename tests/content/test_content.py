# SPDX-License-Identifier: MIT
"""The clinical content loads as it ships, and any mistake in it stops the start with its place."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caregiver_app.content.checks import check_content
from caregiver_app.content.form import load_form
from caregiver_app.content.loader import ContentError, content_folder, load_rule_set
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.rules.numbers import RULE_NUMBERS, SHARED_NUMBERS
from caregiver_app.system.words import in_use, use
from tests.content.breaches import refusal
from tests.content.reading import grade, sentences

ROOT = Path(__file__).resolve().parents[2]
RULES, FORM = "rules.toml", "form.toml"
WORDS, ASKED = "text/en/rules.toml", "text/en/form.toml"
PHONES = "emergency_numbers.toml"

# file, what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    (RULES, 'version = "2026.1"', "version = 2026.1", "version: must be a text"),
    (RULES, 'version = "2026.1"', 'version = "1"\nage_band = [5]', "the file: cannot be read"),
    (RULES, 'version = "2026.1"', "", "version: is missing"),
    (RULES, 'version = "2026.1"', 'version = "1"\nextra = "x"', "extra: this key is not known"),
    (RULES, 'version = "2026.1"', "version = ", "the file: cannot be read"),
    (
        RULES,
        'numbers = { from = "38.0" }',
        "numbers = { from = 38.0 }",
        "rules.U01.numbers.from: a number is written as a text",
    ),
    (
        RULES,
        'numbers = { from = "38.0" }',
        'numbers = { from = "38,0" }',
        "rules.U01.numbers.from: '38,0' is not a number",
    ),
    (
        RULES,
        'numbers = { from = "38.0" }',
        'numbers = { from = "nan" }',
        "rules.U01.numbers.from: 'nan' is not a number",
    ),
    (
        RULES,
        'numbers = { from = "38.0" }',
        'numbers = { form = "38.0" }',
        "rules.U01.numbers.form: the rules read other",
    ),
    (RULES, 'numbers = { from = "38.0" }', "", "rules.U01.numbers.from: the rules read other"),
    (RULES, 'stiffness = "3"\n', "", "usual_when_not_recorded.stiffness: the rules read other"),
    (
        RULES,
        'anxiety = "2"',
        'anxiety = "2"\nmood = "1"',
        "usual_when_not_recorded.mood: the rules",
    ),
    (RULES, "[recheck]", "[recheckk]", "recheck: is missing"),
    (RULES, "[rules.E03]", "[rules.E33]", "rules.E03: rules and functions are not the same"),
    (
        RULES,
        '[rules.W15]\nlevel = "watch"',
        '[rules.W15]\nlevel = "quiet"',
        "W15.level: 'quiet' is",
    ),
    (
        RULES,
        '[rules.W15]\nlevel = "watch"',
        '[rules.W15]\nlevel = "no_flags"',
        "W15.level: must be",
    ),
    (
        RULES,
        'needs = ["rr"]',
        'needs = ["breaths"]',
        "W15.needs: breaths is no field of a check-in",
    ),
    (RULES, 'needs = ["rr"]', "needs = [1]", "W15.needs: must be a list of texts"),
    (RULES, 'needs = ["rr"]', 'needs = ["rr"]\nnote = "x"', "W15.note: this key is not known"),
    (RULES, 'source = "America\'s Poison Centers"', 'source = " "', "U13.source: a rule needs its"),
    (RULES, 'watch_high = "101"', 'watch_high = "111"', "age_band.adult.hr: the limits are not in"),
    (
        RULES,
        'watch_high = "101"',
        'watch_higj = "101"',
        "age_band.adult.hr.watch_higj: this key is",
    ),
    (
        RULES,
        "youngest = 12",
        "youngest = 13",
        "age_band.12-15: the age bands leave a gap or overlap",
    ),
    (RULES, "youngest = 12", "youngest = true", "age_band.12-15.youngest: must be a whole number"),
    (RULES, "youngest = 12", "youngest = 12.0", "age_band.12-15.youngest: must be a whole number"),
    (
        RULES,
        "youngest = 16",
        "youngest = 16\noldest = 99",
        "age_band: the oldest band must have no",
    ),
    (RULES, "sbp = {}   # below", "sbp = 5 # below", "age_band.6-11.sbp: must be a table"),
    (WORDS, 'language = "en"', "", "language: is missing"),
    (WORDS, 'language = "en"', 'language = "en"\nmore = "x"', "more: this key is not known"),
    (WORDS, 'none = "none"\n', "", "words.none: this word is missing"),
    (WORDS, 'infant = "Under', 'baby = "Under', "notes.baby: the notes and what is said of them"),
    (WORDS, 'hr = "pulse"', "hr = 5", "words.hr: must be a text"),
    (WORDS, 'RECHECK = "Check again in {n} hours"\n', "", "action_lines.RECHECK: is missing"),
    (WORDS, 'RECHECK = "', 'AGAIN = "x"\nRECHECK = "', "action_lines.AGAIN: this key is not known"),
    (WORDS, 'URGENT = "Call now"\n', "", "level_lines.URGENT: is missing"),
    (WORDS, 'URGENT = "Call now"', 'URGENT = "Call {who}"', "level_lines.URGENT: the placeholder"),
    (WORDS, 'URGENT = "Call now"', 'URGENT = "Call {"', "level_lines.URGENT: the placeholder"),
    (WORDS, "E03 = ", "E033 = ", "messages.E03: this message is missing"),
    (
        WORDS,
        "hard to wake. Call {emergency}",
        "Call {police}",
        "messages.E03: the placeholder {police}",
    ),
    (WORDS, 'drowsy = "Sleepy', 'drowzy = "Sleepy', "reasons.drowsy: the reasons and their"),
    (
        WORDS,
        'Also takes {value}."',
        'Also takes {medicine}."',
        "reasons.sedative: the placeholders",
    ),
    (
        WORDS,
        "Also takes {value}.",
        "Also takes it.",
        "reasons.sedative: the placeholders must be: va",
    ),
    (WORDS, 'floppy = "Floppy', 'limp = "Floppy', "sheet_reasons.limp: there is no reason of this"),
    (ASKED, 'passed_out = "Passed out"\n', "", "tiles.passed_out: is missing"),
    (
        ASKED,
        'seizure = "Seizure"',
        'seizure = "Seizure"\nfit = "x"',
        "tiles.fit: this key is not",
    ),
    (
        ASKED,
        'help = "Say their name.',
        'hlep = "Say their name.',
        "questions.alertness.help: is missing",
    ),
    (
        ASKED,
        "If they are not breathing, call {emergency}.",
        "{x}",
        "questions.rr.help: the placeholder",
    ),
    (
        ASKED,
        '0 = "loose"',
        'zero = "loose"',
        "stiffness.anchors.zero: must be a value of the scale",
    ),
    (ASKED, ', cannot_wake = "cannot wake" }', " }", "alertness.choices.cannot_wake: is missing"),
    (
        ASKED,
        'awake = "awake",',
        'awake = "awake", up = "up",',
        "alertness.choices.up: this key is not",
    ),
    (FORM, 'field = "seizures"', 'field = "fits"', "tile.seizure: fits is no field of a check-in"),
    (
        FORM,
        'field = "seizures"',
        'field = "seizures"\nicon = "x"',
        "tile.seizure.icon: this key is",
    ),
    (FORM, 'id = "passed_out"', 'id = "seizure"', "tile.seizure: this id stands twice"),
    (FORM, 'id = "rash"', 'id = "itching"', "question.itching: this id stands twice"),
    (FORM, 'id = "itching"', 'id = "itch"', "questions.itch: is missing"),
    (FORM, 'kind = "scale"', 'kind = "slider"', "question.stiffness.kind: 'slider' is none of"),
    (
        FORM,
        'kind = "scale"',
        'kind = "scale"\nstep = 1',
        "question.stiffness.step: this key is not",
    ),
    (FORM, 'hard_low = "30.0"', "hard_low = 30.0", "temp_c.limits.hard_low: a number is written"),
    (FORM, 'hard_low = "30.0", ', "", "question.temp_c.limits.hard_low: is missing"),
    (
        FORM,
        'soft_low = "35.0"',
        'soft_low = "29.9"',
        "question.temp_c.limits: the limits are not in",
    ),
    (
        FORM,
        'soft_low = "35.0"',
        'soft_low = "40.0"',
        "question.temp_c.limits: the limits are not in",
    ),
    (FORM, 'soft_low = "35.0"', 'soft_lo = "35.0"', "temp_c.limits.soft_lo: this key is not known"),
    (FORM, "decimals = 1", 'decimals = "1"', "temp_c.limits.decimals: must be a whole number"),
    (FORM, 'asked_when = "pump"', 'asked_when = "itb"', "pump_alarm.asked_when: 'itb' is none of"),
    (FORM, "groups = [", 'groups = [\n  "hair",', "groups.hair: is missing"),
    (FORM, '  "sleep",\n', "", "groups.sleep: this key is not known"),
    (FORM, 'group = "sleep"', "", "question.sleep_h.group: a full question stands in one"),
    (FORM, 'id = "rash"', 'id = "rash"\ngroup = "skin"', "question.rash.group: a full question"),
    (FORM, 'mode = "full"', 'mode = "long"', "question.chest_pain.mode: 'long' is none of"),
    (FORM, 'optional = "true"', "optional = true", "more.craving.optional: must be a text"),
    (FORM, 'ask_again = ["3"]', 'ask_again = ["4"]', "agitation.ask_again: '4' is none of the"),
    (FORM, 'ask_again = ["3"]', "ask_again = 3", "agitation.ask_again: must be a list of texts"),
    (FORM, 'kind = "text"\n', 'kind = "text"\nchoices = []\n', "note.choices: is missing"),
    (FORM, 'kind = "many"', 'kind = "number"', "question.other_signs.choices: they do not fit"),
    (FORM, 'unit = "h"\n', 'unit = "h"\nask = "x"\n', "question.sleep_h.ask: this key is not"),
    (FORM, 'parts = ["mg"', 'parts = ["g"', "questions.doses.parts.g: is missing"),
    (ASKED, 'mg = "Amount in mg"', "mg = 5", "questions.doses.parts.mg: must be a text"),
    (ASKED, 'sleep = "Sleep"\n', "", "groups.sleep: is missing"),
    (ASKED, 'sleep = "Sleep"\n', 'sleep = "S"\nx = "X"\n', "groups.x: this key is not known"),
    (ASKED, "says = { headache", "says = { headake", "other_signs.says.headake: this key"),
    (ASKED, "Yellow skin or eyes. Call", "{who}. Call", "yellow skin or eyes: the placeholder"),
    (FORM, '[[tile]]\nid = "seizure"', '[tile]\nid = "seizure"', "the file: cannot be read"),
    (PHONES, 'poison = "1-800-222-1222"\n', "", "US.poison: is missing"),
    (PHONES, '"1-800-222-1222"', '"1"\nfire = "1"', "US.fire: this key is not known"),
    (PHONES, 'source = "FCC', 'source = " "\nx = "', "US.source: must name a source"),
]


def read_all(folder: Path) -> None:
    check_content(load_rule_set(folder=folder), load_form(folder=folder))


def test_the_content_that_ships_is_whole(folder: Path) -> None:
    read_all(folder)
    check_content(load_rule_set(), load_form())


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_start_and_says_where(
    folder: Path, file: str, stands: str, written: str, named: str
) -> None:
    told = refusal(read_all, folder, file, stands, written)
    assert named in told
    assert re.match(r"(\S+\.toml|text), ", told)


def test_a_missing_file_stops_the_start(folder: Path) -> None:
    for language, name in (("en", RULES), ("xx", "text/xx/rules.toml")):
        (folder / name).unlink(missing_ok=True)
        with pytest.raises(ContentError, match="the file: cannot be read"):
            load_rule_set(language, folder=folder)


def test_a_list_of_tables_holds_only_tables(folder: Path) -> None:
    (folder / FORM).write_text("tile = [5]\nquestion = []\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"form\.toml, tile\.0: must be a table"):
        load_form(folder=folder)


def test_a_question_about_nothing_in_a_check_in_is_refused() -> None:
    form = load_form()
    strange = replace(form.questions[0], id="colour")
    with pytest.raises(ContentError, match=r"question\.colour: this is no field"):
        check_content(load_rule_set(), replace(form, questions=(strange,)))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"id": "more.two words"}, "this is no field of a check-in"),
        ({"id": "more."}, "this is no field of a check-in"),
        ({"group": "hair"}, r"group: a full question stands in one"),
        ({"limits": None}, r"limits: they do not fit"),
        ({"kind": "text"}, r"limits: they do not fit"),
        ({"parts": {"at": "When"}}, r"parts\.at: there is no part"),
    ],
)
def test_a_full_question_that_does_not_fit_is_refused(changed: dict, named: str) -> None:
    form = load_form()
    strange = replace(form.question("sleep_h"), **changed)
    with pytest.raises(ContentError, match=named):
        check_content(load_rule_set(), replace(form, questions=(strange,)))


def test_a_group_that_asks_nothing_is_refused() -> None:
    form = load_form()
    asked = tuple(question for question in form.questions if question.group != "sleep")
    with pytest.raises(ContentError, match=r"groups\.sleep: no question is in this group"):
        check_content(load_rule_set(), replace(form, questions=asked))


def test_a_country_we_know_no_number_of_gets_words_instead() -> None:
    words = load_rule_set(country="ZZ").wording
    assert "your local emergency number" in words.level_lines[Level.EMERGENCY]
    assert "911" in load_rule_set().wording.level_lines[Level.EMERGENCY]
    breaths = load_form(country="ZZ").question("rr").help
    assert "your local emergency number" in breaths


def test_the_numbers_are_those_of_the_country_that_is_in_use() -> None:
    use(replace(in_use(), country="AU"))
    assert "Call 000 now" in load_rule_set().wording.level_lines[Level.EMERGENCY]
    assert (
        "13\u00a011\u00a014 (text 0477\u00a013\u00a011\u00a014)"
        in load_form().question("self_harm").help
    )
    assert "Call 999 now" in load_rule_set(country="GB").wording.level_lines[Level.EMERGENCY]


def test_a_line_that_a_country_lacks_is_words_and_never_that_of_another_country() -> None:
    ireland = load_rule_set(country="IE").emergency_numbers
    assert (ireland["emergency"], ireland["poison"]) == ("112", "your local poison line")


def test_each_question_is_found_by_the_field_it_fills() -> None:
    form = load_form()
    assert form.question("stiffness").anchors[10] == "locked, cannot bend"
    with pytest.raises(KeyError):
        form.question("colour")


def rule_modules() -> Iterator[ast.AST]:
    for file in sorted((ROOT / "caregiver_app" / "domain" / "rules").glob("*.py")):
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def texts_given_to(*methods: str) -> Iterator[tuple[str, ...]]:
    """Yield the texts that are handed to a method somewhere in the rules."""
    for node in rule_modules():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            texts = [a.value for a in ast.walk(node) if isinstance(a, ast.Constant)]
            if node.func.attr in methods and len(texts) > 1:
                yield tuple(str(text) for text in texts)


def test_every_number_that_a_rule_reads_is_asked_for_at_the_start_and_no_other() -> None:
    read = {(rule, name) for rule, *names in texts_given_to("number", "hours") for name in names}
    assert read == {(rule, name) for rule, names in RULE_NUMBERS.items() for name in names}
    source = " ".join(
        file.read_text(encoding="utf-8")
        for file in (ROOT / "caregiver_app" / "domain" / "rules").glob("*.py")
        if file.name != "numbers.py"
    )
    sheets = ROOT / "caregiver_app" / "domain" / "sheets"
    source += (sheets / "handoff.py").read_text(encoding="utf-8")
    for name in SHARED_NUMBERS:
        # Read where no rule stands.
        of_others = ("usual_when_not_recorded.", "told_twice.", "in_sight.emergency_hours")
        assert name in source or name.startswith(of_others), name


# ---- the words


def toml(name: str) -> dict:
    return tomllib.loads((content_folder() / name).read_text(encoding="utf-8"))


_TABLES = ("choices", "says", "anchors", "parts")


def spoken() -> dict[str, str]:
    """Return every clinical sentence of the content by its key."""
    tables, asked = toml(WORDS), toml(ASKED)
    return {
        f"{section}.{key}": text
        for section in ("messages", "reasons", "level_lines", "action_lines")
        for key, text in tables[section].items()
    } | {
        f"{key}.{part}": text
        for key, question in asked["questions"].items()
        for part, text in {
            **{part: question[part] for part in ("prompt", "short", "help")},
            **{word: text for table in _TABLES for word, text in question.get(table, {}).items()},
        }.items()
    }


def test_no_sentence_is_longer_than_fifteen_words() -> None:
    long = {
        f"{key}: {sentence}"
        for key, text in spoken().items()
        for sentence in sentences(text)
        if len([word for word in sentence.split() if re.search(r"\w", word)]) > 15
    }
    assert long == set()


def test_the_messages_read_at_grade_six_at_most() -> None:
    tables = toml(WORDS)
    grades = {key: grade(text) for key, text in tables["messages"].items()}
    assert max(grades.values()) <= 6, sorted(grades.items(), key=lambda item: -item[1])[:5]
    for section in ("messages", "reasons"):
        assert grade(" ".join(tables[section].values())) <= 4


FORBIDDEN = re.compile(
    r"\b(safe(ly)?|OK|okay|all clear|fine|rule[sd]? out|no emergency|don't worry"
    r"|increase|decrease|double|halve|skip|resume|take (it|them|the|one|another)"
    r"|withdrawal|overdose|taper|autonomic(?! dysreflexia)|pruritus|spastic\w*)\b",
    re.IGNORECASE,
)


def test_no_word_comforts_names_a_cause_or_advises_a_dose() -> None:
    guilty = {key: text for key, text in spoken().items() if FORBIDDEN.search(text)}
    assert guilty == {}
    for advice in ("They are safe.", "Skip the dose", "Take another one", "It is withdrawal"):
        assert FORBIDDEN.search(advice)


def test_every_action_and_level_has_its_words() -> None:
    wording = load_rule_set().wording
    assert set(wording.action_lines) == set(Action)
    assert all(wording.level_words[level] and wording.level_lines[level] for level in Level)
    assert wording.level_words[Level.NO_FLAGS] == "No warning signs in what you entered"


def test_every_emergency_message_says_who_to_call() -> None:
    messages = load_rule_set().wording.messages
    for key, text in messages.items():
        if key.startswith("E"):
            assert "{emergency}" in text, key
