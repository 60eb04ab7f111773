# SPDX-License-Identifier: MIT
"""The prompts about a plan load as they ship; a mistake stops the start; the words only ask."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from caregiver_app.content.loader import ContentError
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.domain.prompts.plan_prompts import PROMPTS
from caregiver_app.domain.prompts.reasons import MORE_MESSAGES, PROMPT_NUMBERS, REASONS
from tests.content.breaches import refusal

ROOT = Path(__file__).resolve().parents[2]
NUMBERS, WORDS = "plan_prompts.toml", "text/en/plan_prompts.toml"

# file, what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    (NUMBERS, 'mg_per_day = "80"', "mg_per_day = 80", "P-MAX80.numbers.mg_per_day: a number is"),
    (NUMBERS, 'mg_per_day = "80"', 'mg_per_day = "80 mg"', "P-MAX80.numbers.mg_per_day: '80 mg'"),
    (NUMBERS, 'mg_per_day = "80"', 'mg_a_day = "80"', "P-MAX80.numbers.mg_a_day: the prompts read"),
    (NUMBERS, 'numbers = { mg_per_day = "80" }', "", "P-MAX80.numbers.mg_per_day: the prompts"),
    (NUMBERS, "[prompts.P-UP]", '[prompts.P-UP]\nnumbers = { x = "1" }', "P-UP.numbers.x: the pro"),
    (NUMBERS, "[prompts.P-UP]", "[prompts.P-UPP]", "prompts.P-UP: prompts and functions are not"),
    (NUMBERS, "[prompts.P-UP]", '[prompts.P-UP]\nlevel = "watch"', "P-UP.level: this key is not"),
    (NUMBERS, 'source = "Muanda 2019, JAMA"', 'source = " "', "P-CKD.source: a prompt needs its"),
    (NUMBERS, 'source = "Muanda 2019, JAMA"', "", "prompts.P-CKD.source: is missing"),
    (NUMBERS, 'reviewed_by = ""', 'reviewed_by = ""\nextra = "x"', "extra: this key is not known"),
    (NUMBERS, 'reviewed_by = ""', "", "reviewed_by: is missing"),
    (NUMBERS, '"liquid", ', '"Liquid", ', "liquid_words: must be in lower case and not empty"),
    (NUMBERS, '"liquid", ', '"", ', "liquid_words: must be in lower case and not empty"),
    (NUMBERS, '"liquid", ', "5, ", "liquid_words: must be a list of texts"),
    (NUMBERS, "[prompts.P-UP]", "[prompts.P-UP", "the file: cannot be read"),
    (WORDS, 'language = "en"', "", "language: is missing"),
    (WORDS, 'language = "en"', 'language = "en"\nmore = "x"', "more: this key is not known"),
    (WORDS, "P-UP = ", "P-UPP = ", "messages.P-UP: the messages and the prompts are not the same"),
    (WORDS, "P-MAX60CHILD_SPECIALIST = ", "P-CHILD = ", "messages.P-CHILD: the messages and the"),
    (WORDS, "The dose goes up in this plan.", "It is {on}.", "messages.P-UP: must be a sentence"),
    (WORDS, "step_up = ", "step_upp = ", "reasons.step_up: the reasons and their sentences are"),
    (WORDS, "Kidney disease is", "{kidney} is", "kidney_disease: the placeholders must be: none"),
    (WORDS, "for {drug} {route}.", "for {drug}.", "no_plan: the placeholders must be: drug, route"),
    (WORDS, 'itb = "by pump"\n', "", "words.itb: these are not the words that are spoken"),
    (WORDS, 'itb = "by pump"', 'itb = "by pump"\nmg = "mg"', "words.mg: these are not the words"),
    (WORDS, 'itb = "by pump"', "itb = 5", "words.itb: must be a text"),
]  # fmt: skip


def test_the_prompts_that_ship_are_whole(folder: Path) -> None:
    content = load_plan_prompts()
    assert load_plan_prompts(folder=folder) == content
    assert tuple(content.prompts) == tuple(PROMPTS)
    assert (content.language, content.reviewed_by, content.numbers_reviewed_by) == ("en", "", "")


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_start_and_says_where(
    folder: Path, file: str, stands: str, written: str, named: str
) -> None:
    told = refusal(lambda folder: load_plan_prompts(folder=folder), folder, file, stands, written)
    assert named in told
    assert told.startswith(f"{file}, ")


def test_a_message_that_says_nothing_stops_the_start(folder: Path) -> None:
    text = (folder / WORDS).read_text(encoding="utf-8")
    (folder / WORDS).write_text(re.sub(r'P-UP = ".*"', 'P-UP = " "', text), encoding="utf-8")
    with pytest.raises(ContentError, match=r"messages\.P-UP: must be a sentence"):
        load_plan_prompts(folder=folder)


def test_a_language_without_prompts_stops_the_start() -> None:
    with pytest.raises(ContentError, match="the file: cannot be read"):
        load_plan_prompts("xx")


def texts_given_to(function: str) -> Iterator[tuple[str, ...]]:
    """Yield the texts that are handed to a function somewhere in the prompts."""
    for file in sorted((ROOT / "caregiver_app" / "domain" / "prompts").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(node, "func", None)
            if function in (getattr(name, "attr", ""), getattr(name, "id", "")):
                found = (a.value for part in node.args for a in ast.walk(part) if is_text(a))
                yield tuple(found)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_number_that_a_prompt_reads_is_asked_for_at_the_start_and_no_other() -> None:
    read = {(prompt, name) for prompt, *names in texts_given_to("number") for name in names}
    assert read == {(prompt, name) for prompt, names in PROMPT_NUMBERS.items() for name in names}
    assert {prompt for prompt, _name in read} <= set(PROMPTS)


# ---- the words


def spoken() -> dict[str, str]:
    content = load_plan_prompts()
    return {**content.messages, **content.reasons}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:])\s+", text) if part]


def words_of(sentence: str) -> list[str]:
    return [word for word in sentence.split() if re.search(r"\w", word)]


def test_no_sentence_is_longer_than_fifteen_words() -> None:
    # A medicine may be spoken of as "baclofen by mouth": three words for two placeholders.
    told = {key: text.replace("{route}", "by mouth") for key, text in spoken().items()}
    long = {
        f"{key}: {sentence}"
        for key, text in told.items()
        for sentence in sentences(text)
        if len(words_of(sentence)) > 15
    }
    assert long == set()


def syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))
    return max(1, len(groups))


def grade(text: str) -> float:
    """Return the reading grade after Flesch and Kincaid; placeholders count as short words."""
    words = re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}", "it", text))
    parts = len(sentences(text)) or 1
    return 0.39 * len(words) / parts + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_every_message_reads_at_grade_six_at_most() -> None:
    content = load_plan_prompts()
    grades = {key: grade(text) for key, text in content.messages.items()}
    assert max(grades.values()) <= 6, sorted(grades.items(), key=lambda item: -item[1])[:5]
    assert grade(" ".join(content.reasons.values())) <= 5


def test_every_message_asks_the_prescriber_and_ends_there() -> None:
    for key, text in load_plan_prompts().messages.items():
        assert "Please ask" in text, key
        assert "prescriber" in text, key


JUDGING = re.compile(
    r"\b(wrong|mistake|error|too (much|fast|high|low|big|many)|should|must|danger\w*|unsafe"
    r"|safe(ly)?|OK|okay|fine|all clear|increase|decrease|double|halve|skip|resume|restart"
    r"|hold|pause|slow(er)? down|withdrawal|overdose|taper\w*|spastic\w*|sedat\w*"
    r"|(take|give) (it|them|the|one|another))\b",
    re.IGNORECASE,
)


def test_no_word_judges_the_plan_or_proposes_a_dose() -> None:
    assert {key: text for key, text in spoken().items() if JUDGING.search(text)} == {}
    for judging in ("This is wrong.", "The cut is too big.", "Hold the dose"):
        assert JUDGING.search(judging)


def test_no_number_stands_in_the_words() -> None:
    # The limit in a sentence is the one that was compared with.
    digits = {key for key, text in spoken().items() if re.search(r"\d", text)}
    assert digits == {"P-ABRUPT_UNKNOWN", "abrupt_unknown"}
    assert "goes to 0." in load_plan_prompts().reasons["abrupt_unknown"]
    assert "goes to 0." in load_plan_prompts().messages["P-ABRUPT_UNKNOWN"]


def test_every_prompt_has_a_row_in_the_clinical_reference() -> None:
    page = (ROOT / "docs" / "clinical" / "reference.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (P-\w+) \|", page, re.MULTILINE)
    assert rows == list(PROMPTS)


def test_the_extra_messages_and_reasons_are_those_the_prompts_know() -> None:
    content = load_plan_prompts()
    assert set(content.messages) == {*PROMPTS, *MORE_MESSAGES}
    assert set(content.reasons) == set(REASONS)
