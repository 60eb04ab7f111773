# SPDX-License-Identifier: MIT
"""Every text that a person can read: no comfort, no advice on a dose, no cause, easy to read."""

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.content.reading import grade, sentences

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "caregiver_app"
CONTENT = ROOT / "resources" / "content"
GUIDES = (
    "README.md",
    "docs/guide/by-task.md",
    "docs/guide/start.md",
    "docs/guide/README.md",
    "docs/guide/reminders.md",
)
NOTES = {"note", "hold_if", "go_back_to", "communication"}
"""What practice people and their helpers wrote; `as_written` quotes a plan and holds doses."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, where it stands, and what kind of reader it is for."""

    part: str
    place: str
    words: str


# ---- where texts come from


def leaves(tree: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a table with its key; a list counts its items."""
    if isinstance(tree, str):
        yield place, tree
    elif isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves(value, f"{place}.{key}" if place else key)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from leaves(value, f"{place}.{number}")


def clinical_texts() -> Iterator[Text]:
    """Yield the caregiver's clinical words; those of the sheet are for clinicians."""
    for file in sorted((CONTENT / "text").rglob("*.toml")):
        for key, words in leaves(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            part = "sheet" if "sheet" in key.split(".")[0] else "clinical"
            yield Text(part, f"{file.name}: {key}", words)


def source_texts() -> Iterator[Text]:
    """Yield the sources that stand beside a reason on the screen."""
    for file in sorted(CONTENT.glob("*.toml")):
        for key, words in leaves(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            if key.endswith("source"):
                yield Text("source", f"{file.name}: {key}", words)


def docstrings(nodes: Iterable[ast.AST]) -> set[ast.AST]:
    bodies = (node.body for node in nodes if hasattr(node, "body"))
    return {
        line.value
        for body in bodies
        if isinstance(body, list)
        for line in body
        if isinstance(line, ast.Expr)
    }


def marked(nodes: Iterable[ast.AST]) -> set[ast.AST]:
    """Return the texts that are given to `_` or `ngettext`."""
    calls = (node for node in nodes if isinstance(node, ast.Call))
    return {
        word
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
        for argument in call.args
        for word in ast.walk(argument)
    }


def texts_in(code: str, part: str, place: str) -> Iterator[Text]:
    """Yield the marked words of a module as its part, and every other text as `unmarked`."""
    nodes = tuple(ast.walk(ast.parse(code)))
    said, aside = marked(nodes), docstrings(nodes)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in aside:
            kind = part if node in said else "unmarked"
            yield Text(kind, f"{place}:{node.lineno}", node.value)


def program_texts() -> Iterator[Text]:
    for file in sorted(PROGRAM.rglob("*.py")):
        place = file.relative_to(PROGRAM).as_posix()
        part = "sheet" if place.startswith("report/") else "chrome"
        yield from texts_in(file.read_text(encoding="utf-8"), part, place)


def practice_texts() -> Iterator[Text]:
    for file in sorted((ROOT / "resources" / "samples").glob("*.json")):
        for key, words in leaves(json.loads(file.read_text(encoding="utf-8")), ""):
            if key.split(".")[-1] in NOTES:
                yield Text("practice", f"{file.name}: {key}", words)


def guide_texts() -> Iterator[Text]:
    """Yield the paragraphs and rows of what users read, without pictures and programs."""
    for name in GUIDES:
        text = re.sub(
            r"```.*?```|`[^`]*`", "code", (ROOT / name).read_text("utf-8"), flags=re.DOTALL
        )
        for number, line in enumerate(text.split("\n"), 1):
            yield Text("guide", f"{name}:{number}", line)


@cache
def every_text() -> tuple[Text, ...]:
    sources = (clinical_texts, source_texts, program_texts, practice_texts, guide_texts)
    return tuple(text for source in sources for text in source())


# ---- what no text may say

CAREGIVER = ("clinical", "chrome", "practice", "guide")
"""Parts that a caregiver reads; the sheet is for clinicians, sources are titles."""

COMFORT = re.compile(
    r"\b(is|are|be|feels?|looks?|still|it's|they're) (now )?safe\b|\bsafe to\b|\ball clear\b"
    r"|\brul(e|es|ed|ing) (it |this )?out\b|\bokay\b|\bok\b|\b(is|are|all|feel) (just )?fine\b"
    r"|\b(don't|do not|no need to|nothing to) worry\b|\bno (danger|emergency)\b|\bharmless\b"
    r"|(?<!\bdoes not mean )\bnothing is wrong\b",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"(?<!cannot )\b(take|give|swallow|skip|stop|pause|hold|restart|resume|start|begin|increase"
    r"|raise|reduce|lower|decrease|cut|double|halve|split|crush|change)\b"
    r"(\W+(?!while\b|when\b|until\b|if\b)[\w{}'-]+){0,4}?"
    r"\W+(doses?|tablets?|pills?|mg|mcg|ml|medicines?|drugs?|baclofen|clonazepam|\{drug\}"
    r"|\{medicine\}|extra|step)\b"
    r"|\b(take|give|skip|stop|restart|resume|increase|reduce|decrease|double|halve|split|crush)"
    r" (it|them|one|another|more|less|half)\b|\bgo back (a|one) step\b|\b(catch|make) up\b",
    re.IGNORECASE,
)
NAMED_CAUSE = re.compile(r"\b(withdrawal|overdos\w+|intoxicat\w+|poisoned)\b", re.IGNORECASE)
STATED_CAUSE = re.compile(
    r"\b(is|was|are|means|shows|proves|because of|due to|caused by|comes from|a sign of)"
    r" (a |an |the |her |his |their |this )?(\w+ )?"
    r"(withdrawal|overdose|poisoning|intoxication|taper|step-down|cut|missed dose|medicine change"
    r"|baclofen|clonazepam)\b",
    re.IGNORECASE,
)

NOT_ADVICE = {
    "Do not stop or skip {drug} on your own.": "the labels' warning: change nothing alone",
    "Do not stop or skip the medicine on your own.": "the labels' warning: change nothing alone",
    "Do not give extra to catch up on your own.": "leaflets disagree on a missed dose",
    "Day {n} since the cut of {drug}": "tells how long ago, of which of two",
    "should we pause, or go back a step?": "a question for the prescriber",
    "How they take it": "a question of the profile",
    "- **Write a hold or a step back**:": "the same button in the guide",
    "Write a hold or a step back": "writes down what the prescriber said",
    "A hold or a step back": "the same button where its words must be few",
    "what they take, the last dose that stayed down, what changed, and when.": "what a sheet says",
}
"""Sentences with a verb and a dose in them that advise nothing, and why."""


def read_as_prose(text: Text) -> bool:
    """Say whether words are for people: a text of the program that is not marked has a blank."""
    return text.part != "unmarked" or " " in text.words


def comforting(texts: Iterable[Text]) -> list[str]:
    """Return the texts that say that all is well."""
    return [
        f"{text.place}: {text.words}"
        for text in texts
        if read_as_prose(text) and COMFORT.search(text.words)
    ]


def advising(texts: Iterable[Text]) -> list[str]:
    """Return the sentences that tell somebody what to do with a dose."""
    return [
        f"{text.place}: {sentence}"
        for text in texts
        if text.part != "source" and read_as_prose(text)
        for sentence in sentences(text.words)
        if ADVICE.search(sentence) and sentence not in NOT_ADVICE
    ]


def naming_a_cause(texts: Iterable[Text]) -> list[str]:
    """Return the sentences that say what something comes from.

    A text to read may name the doctors' word once it says that it is theirs.
    """
    return [
        f"{text.place}: {sentence}"
        for text in texts
        if read_as_prose(text)
        for sentence in sentences(text.words)
        if STATED_CAUSE.search(sentence)
        or (
            text.part in CAREGIVER
            and NAMED_CAUSE.search(sentence)
            and not (text.place.startswith("reference.toml") and "octors call this" in sentence)
        )
    ]


# ---- how easily a text reads

DRUGS = re.compile(r"\b(baclofen|clonazepam)\b", re.IGNORECASE)
LONGEST = 15
EASY, EASIEST, CHROME = 6.0, 4.0, 8.0
"""Grades. Clinical words; what is read in an emergency; words of the window."""

EMERGENCY_PAGE = "emergency.toml: "

NAMES = "emergency_numbers.toml: "  # countries, and the words for a number: no sentences

FEW_WORDS = 8  # the grade of fewer says nothing; they are graded together with their table


def count(words: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in words.split())


def level(words: str) -> float:
    """Return the reading grade; the name of the drug stands on the bottle and counts as short."""
    return grade(DRUGS.sub("it", words))


def is_read_in_an_emergency(text: Text) -> bool:
    return bool(re.match(rf"rules\.toml: messages\.E|{EMERGENCY_PAGE}", text.place))


def too_long(texts: Iterable[Text]) -> list[str]:
    """Return the sentences that a caregiver cannot take in at once."""
    return [
        f"{text.place}: {sentence}"
        for text in texts
        if text.part in ("clinical", "chrome")
        for sentence in sentences(text.words)
        if count(sentence) > LONGEST
    ]


def too_hard(texts: Iterable[Text]) -> list[str]:
    """Return the clinical texts above their grade, and the sentences of the window above theirs."""
    found = []
    for text in texts:
        if text.part == "clinical" and count(text.words) >= FEW_WORDS:
            limit = EASIEST if is_read_in_an_emergency(text) else EASY
            found += [f"{text.place}: {text.words}"] * (level(text.words) > limit)
        elif text.part == "chrome":
            hard = (s for s in sentences(text.words) if count(s) >= 6 and level(s) > CHROME)
            found += [f"{text.place}: {sentence}" for sentence in hard]
    return found


def tables_too_hard(texts: Iterable[Text]) -> list[str]:
    """Return the parts of a file of clinical words that together are above the grade."""
    tables: dict[str, str] = {}
    for text in texts:
        is_said = text.part == "clinical" and not text.place.startswith(NAMES)
        if is_said and re.search("[a-z]", text.words):
            place = re.match(r"[^:]*: [^.]*", text.place + ": ").group()
            tables[place] = tables.get(place, "") + text.words.rstrip(".") + ". "
    graded = {place: words for place, words in tables.items() if count(words) >= FEW_WORDS}
    limits = {place: EASIEST if place.startswith(EMERGENCY_PAGE) else EASY for place in graded}
    return [place for place, words in graded.items() if level(words) > limits[place]]


# ---- the tests


def test_every_kind_of_text_is_found() -> None:
    parts = {text.part for text in every_text()}
    assert parts == {*CAREGIVER, "sheet", "source", "unmarked"}
    words = {text.words for text in every_text()}
    assert {"Call {emergency} now", "Start check-in", "INTRATHECAL PUMP IN PLACE"} <= words
    assert {"judge every check-in of a record", "Restless night.", "# User guide"} <= words


def test_the_words_of_a_module_are_told_from_its_comments() -> None:
    code = (
        '"""Not read."""\nA = _("Read {n}.")\nB = f"also {A} read"\nC = ngettext("one", "two", 2)'
    )
    found = [(text.part, text.words) for text in texts_in(code, "chrome", "x")]
    assert sorted(found) == [
        ("chrome", "Read {n}."),
        ("chrome", "one"),
        ("chrome", "two"),
        ("unmarked", " read"),
        ("unmarked", "also "),
    ]


def test_no_text_says_that_all_is_well() -> None:
    assert comforting(every_text()) == []


def test_no_text_tells_anybody_what_to_do_with_a_dose() -> None:
    assert advising(every_text()) == []
    said = {sentence for text in every_text() for sentence in sentences(text.words)}
    assert [sentence for sentence in NOT_ADVICE if sentence not in said] == []


def test_no_text_says_what_a_sign_comes_from() -> None:
    assert naming_a_cause(every_text()) == []


def test_no_sentence_of_a_caregiver_is_longer_than_fifteen_words() -> None:
    assert too_long(every_text()) == []


def test_every_text_of_a_caregiver_is_easy_to_read() -> None:
    assert too_hard(every_text()) == []
    assert tables_too_hard(every_text()) == []


# ---- each check can fail


@pytest.mark.parametrize("part", ["clinical", "chrome", "sheet", "source", "guide", "unmarked"])
@pytest.mark.parametrize(
    "words",
    [
        "They are safe now.",
        "Is it safe to wait?",
        "All clear.",
        "A stroke was ruled out.",
        "This means nothing is wrong.",
        "You are OK now.",
        "There is no need to worry.",
    ],
)
def test_comfort_is_found(part: str, words: str) -> None:
    assert comforting([Text(part, "x", words)])


@pytest.mark.parametrize("part", [*CAREGIVER, "sheet", "unmarked"])
@pytest.mark.parametrize(
    "words",
    [
        "Skip the next dose.",
        "Increase by half a tablet.",
        "Reduce {drug} slowly.",
        "Then double it.",
        "Go back one step.",
        "Make up for it later.",
        "Do not give the evening dose.",
    ],
)
def test_advice_on_a_dose_is_found(part: str, words: str) -> None:
    assert advising([Text(part, "x", words)])


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("clinical", "This is withdrawal."),
        ("clinical", "Signs of an overdose have started."),
        ("chrome", "Overdose"),
        ("guide", "It shows when withdrawal begins."),
        ("sheet", "Fever because of withdrawal."),
        ("sheet", "Confusion due to the missed dose."),
        ("unmarked", "The fever comes from baclofen."),
        ("source", "Shivering is a sign of withdrawal."),
    ],
)
def test_a_cause_is_found(part: str, words: str) -> None:
    assert naming_a_cause([Text(part, "x", words)])


def test_a_text_to_read_may_say_what_doctors_call_it() -> None:
    for place, found in (("reference.toml: stiffness", 0), ("rules.toml: messages.E01", 1)):
        text = Text("clinical", place, "Doctors call this withdrawal.")
        assert len(naming_a_cause([text])) == found


@pytest.mark.parametrize("part", ["clinical", "chrome"])
def test_a_long_sentence_and_a_hard_one_are_found(part: str) -> None:
    hard = "Continual observation necessitates considerable organisation of available caregivers."
    assert too_long([Text(part, "x", " ".join(["go"] * 16))])
    assert not too_long([Text(part, "x", " ".join(["go"] * 15))])
    assert too_hard([Text(part, "x", hard)])


def test_words_of_an_emergency_must_be_easier_than_others() -> None:
    words = "Look above the level of the cord injury."
    assert not too_hard([Text("clinical", "rules.toml: messages.U01", words)])
    for place in (
        "rules.toml: messages.E01",
        "emergency.toml: steps.stay",
        "emergency.toml: say.x",
    ):
        assert too_hard([Text("clinical", place, words)])


def test_a_table_of_hard_labels_is_found() -> None:
    labels = [f"Neurological deterioration {number}" for number in range(4)]
    assert tables_too_hard([Text("clinical", f"x.toml: words.{label}", label) for label in labels])
