# SPDX-License-Identifier: MIT
"""The texts to read about: one for each sign and topic, easy, with sources, in step with rules."""

import ast
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.content.loader import ContentError, load_rule_set
from caregiver_app.content.reference import check_reference, load_reference
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.reference import Reference, what_to_expect
from caregiver_app.domain.units import fahrenheit_limit
from tests.content.breaches import refusal
from tests.content.reading import grade, sentences

PACKAGE = Path(__file__).resolve().parents[2] / "caregiver_app"
KEYS, WORDS = "reference.toml", "text/en/reference.toml"

FORBIDDEN = re.compile(
    r"\b(is|are) safe\b|\bsafe to\b|\bsafely\b|\ball clear\b|\brule[sd]? out\b|\bOK\b|\bokay\b"
    r"|(?<!does not mean )\bnothing is wrong\b|\bis fine\b|half-life|\btaper|https?:|www\."
    r"|\b(increase|decrease|double|halve|resume) (the|a|it)\b|spastic|pruritus|sedat",
    re.IGNORECASE,
)
DOCTORS_WORDS = re.compile(r"\b(withdrawal|overdose)\b", re.IGNORECASE)

# What somebody wrote instead, and what the message must name.
BREACHES = [
    (KEYS, 'hr = ["news2"', 'hr = ["news9"', "texts.hr: there is no source 'news9'"),
    (KEYS, 'memory = ["choice"]', "memory = []", "texts.memory: a text needs its source"),
    (KEYS, 'niosh = "', 'x = "X"\nniosh = "', "sources.x: no text names it"),
    (KEYS, 'memory = ["choice"]', 'memory = "choice"', "texts.memory: must be a list of texts"),
    (KEYS, 'memory = ["choice"]', "", "memory: this key is not known"),
    (KEYS, "[texts]", "[text]", "texts: is missing"),
    (KEYS, "topics = [", "names = [", "topics: is missing"),
    (KEYS, '  "kidneys",\n', "", "texts.kidneys: no question or topic opens it"),
    (KEYS, '  "kidneys",\n', '  "kidneys",\n  "liver",\n', "texts.liver: is missing"),
    (WORDS, "[memory]", "[memories]", "memory: is missing"),
    (WORDS, 'title = "Memory"', "", "memory.title: is missing"),
    (WORDS, 'title = "Memory"', 'title = "Memory"\nmore = "x"', "memory.more: this key is not"),
    (WORDS, 'title = "Memory"', "title = 5", "memory.title: must be a text"),
    (
        WORDS,
        'call = "If they are very mixed up: call {emergency}',
        'call = "{x}',
        "memory.call: the",
    ),
    (WORDS, "They ask the same thing again", "They {who}", "memory.paragraphs: the placeholder"),
    (WORDS, "[memory]", '[new]\ntitle = ""\n[memory]', "new: this key is not known"),
]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def whole(reference: Reference, name: str) -> str:
    text = reference.text(name)
    return " ".join([*text.paragraphs, text.call])


def test_every_question_and_every_topic_has_a_text_and_each_text_a_reader(
    reference: Reference,
) -> None:
    check_reference(reference, load_form())
    assert [q.id for q in load_form().questions if not q.about] == ["note", "more.visit_type"]
    with pytest.raises(KeyError):
        reference.text("colour")


@pytest.mark.parametrize("name", ["rr", "spo2", "hr", "bp", "temp_c"])
def test_a_number_that_is_low_enough_for_somebody_newly_sleepy_says_911(
    reference: Reference, name: str
) -> None:
    assert "newly sleepy: call 911 now." in reference.text(name).call


def test_a_question_that_points_to_no_text_is_refused(reference: Reference) -> None:
    form = load_form()
    strange = replace(form.questions[0], about="colour")
    with pytest.raises(ContentError, match=r"texts\.colour: is missing"):
        check_reference(reference, replace(form, questions=(*form.questions, strange)))


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_reading_and_says_where(
    folder: Path, file: str, stands: str, written: str, named: str
) -> None:
    told = refusal(
        lambda folder: check_reference(load_reference(folder=folder), load_form()),
        folder,
        file,
        stands,
        written,
    )
    assert named in told


def test_a_text_of_one_paragraph_is_refused(folder: Path) -> None:
    words = (folder / WORDS).read_text(encoding="utf-8")
    start = words.index("paragraphs = [", words.index("[memory]"))
    end = words.index("]", start)
    cut = words[:start] + 'paragraphs = ["One."' + words[end:]
    (folder / WORDS).write_text(cut, encoding="utf-8")
    with pytest.raises(ContentError, match=r"memory\.paragraphs: must be 2 to 5"):
        load_reference(folder=folder)


def test_the_numbers_to_ring_are_those_of_the_country() -> None:
    assert "911" in load_reference().text("seizures").call
    assert "your local emergency number" in load_reference(country="ZZ").text("seizures").call


def test_every_text_has_a_title_says_when_to_call_and_names_its_sources(
    reference: Reference,
) -> None:
    for text in reference.texts:
        assert text.title, text.id
        assert re.search(r"\b(call|go to the ER)\b", text.call, re.IGNORECASE), text.id
        assert all(title.strip() for title in text.sources), text.id
        assert not any("{" in part for part in (*text.paragraphs, text.call)), text.id


def test_every_text_reads_at_grade_six_at_most(reference: Reference) -> None:
    grades = {text.id: grade(whole(reference, text.id)) for text in reference.texts}
    assert max(grades.values()) <= 6, sorted(grades.items(), key=lambda item: -item[1])[:5]


def test_no_sentence_is_longer_than_fifteen_words(reference: Reference) -> None:
    long = [
        f"{text.id}: {sentence}"
        for text in reference.texts
        for sentence in sentences(whole(reference, text.id))
        if len([word for word in sentence.split() if re.search(r"\w", word)]) > 15
    ]
    assert long == []


def test_no_text_comforts_or_advises_a_dose(reference: Reference) -> None:
    guilty = {
        t.id: found for t in reference.texts if (found := FORBIDDEN.search(whole(reference, t.id)))
    }
    assert guilty == {}
    for words in ("They are safe.", "It is OK", "Nothing is wrong", "Double the dose"):
        assert FORBIDDEN.search(words), words


def test_withdrawal_and_overdose_are_only_what_doctors_call_it(reference: Reference) -> None:
    said = [s for t in reference.texts for s in sentences(whole(reference, t.id))]
    named = [sentence for sentence in said if DOCTORS_WORDS.search(sentence)]
    assert sorted(set(named)) == ["Doctors call this overdose.", "Doctors call this withdrawal."]


def numbers(text: str) -> set[Decimal]:
    return {Decimal(found) for found in re.findall(r"(?<![\d-])\d+(?:\.\d+)?", text)}


def limits_in_the_rules() -> dict[str, set[object]]:
    """Return the numbers of the rules that a text about a sign has to name."""
    rules = load_rule_set()
    adult = next(band for band in rules.age_bands if band.id == "adult").vitals
    number = {key: rule.numbers for key, rule in rules.rules.items()}
    high, child = number["E07"]["from"], number["E07"]["child_from"]
    return {
        "hr": {
            *(adult["hr"].emergency_high, adult["hr"].emergency_low, adult["hr"].urgent_high),
            *(number["E13"]["hr"], number["E13"]["hr_below_usual"]),
        },
        "rr": {
            *(adult["rr"].emergency_high, adult["rr"].emergency_low, adult["rr"].urgent_high),
            number["E13"]["rr"],
        },
        "spo2": {
            *(adult["spo2"].emergency_low, adult["spo2"].urgent_low, number["E13"]["spo2"]),
            *(rules.numbers[f"vitals.spo2_target_{level}"] for level in ("emergency", "urgent")),
        },
        "temp_c": {
            *(
                high,
                fahrenheit_limit(high),
                child,
                number["U01"]["from"],
                number["E11"]["temp_low"],
            ),
            *(number["E13"]["temp"], fahrenheit_limit(number["E13"]["temp"], or_less=True)),
        },
        "bp": {
            *(number["E12"][key] for key in ("sbp", "dbp")),
            number["E11"]["sbp_high"],
            adult["sbp"].emergency_low,
            *(adult["sbp"].emergency_low + 1, adult["sbp"].urgent_low),
            *(number["E13"]["sbp"], rules.numbers["vitals.sbp_urgent_below_usual"]),
        },
        "flushing": {
            number["E12"][key] for key in ("sci_from", "sci_above_usual", "sci_far_above_usual")
        },
        "autonomic_dysreflexia": {
            number["E12"][key] for key in ("sci_from", "sci_far_above_usual")
        },
    }


def test_the_limits_in_the_texts_are_those_of_the_rules(reference: Reference) -> None:
    for name, limits in limits_in_the_rules().items():
        assert limits <= numbers(whole(reference, name)), name


EMERGENCIES = [
    "seizures",
    "passed_out",
    "alertness",
    "hallucination",
    "orientation",
    "breathing",
    "temp_c",
    "stiffness",
    "stiff_sudden",
    "urine",
    "hr",
    "rr",
    "spo2",
    "bp",
    "floppy",
    "pump_alarm",
    "itching",
    "tingling",
    "tremor",
    "self_harm",
    "fall",
    "chest_pain",
    "stroke_signs",
    "agitation",
    "doses",
    "missed_or_vomited_dose",
]


@pytest.mark.parametrize("name", EMERGENCIES)
def test_a_sign_that_can_be_an_emergency_says_so(reference: Reference, name: str) -> None:
    assert "call 911" in reference.text(name).call.lower()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("itching", "With a pump, new itching and no rash: call the pump clinic now."),
        ("urine", "Tea or cola color: call the prescriber now."),
        ("other_signs", "Yellow skin or eyes: call the prescriber now."),
        ("extra_dose", "Call Poison Help now at 1-800-222-1222"),
        ("pump_alarm", "Two tones: go to the ER now"),
    ],
)
def test_the_first_thing_to_do_comes_first(reference: Reference, name: str, start: str) -> None:
    assert reference.text(name).call.startswith(start)


def test_each_drug_and_route_has_its_own_what_to_expect(reference: Reference) -> None:
    ids = [what_to_expect(drug, route) for drug in Drug for route in PlanRoute]
    assert set(ids) <= set(reference.topics)
    assert what_to_expect(Drug.BACLOFEN, PlanRoute.ITB) == "what_to_expect_pump"
    assert what_to_expect(Drug.BACLOFEN, PlanRoute.ORAL) == "what_to_expect_baclofen_by_mouth"
    assert what_to_expect(Drug.CLONAZEPAM, PlanRoute.ORAL) == "what_to_expect_clonazepam"


def test_the_view_of_the_texts_is_loaded_only_when_one_is_opened() -> None:
    early = [
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom)
        and node.module == "caregiver_app.ui.widgets.learn.reference_view"
    ]
    assert early == []
