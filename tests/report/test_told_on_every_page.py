# SPDX-License-Identifier: MIT
"""What a caregiver told reaches the next caregiver and the clinic, too, with its age."""

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.domain.sheets.without_notes import OWN_WORDS
from caregiver_app.services.handing_over.handoff import Asked, _sheet
from tests.report.other_records import clinic, shift, worst
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import NOW, check_in, moment, record, rules

PAGES = {"shift": shift, "clinic": clinic}
GRADED = ("sweating", "nausea", "agitation", "anxiety", "sleep_h", "note")
QUICK = check_in(2, 0, **dict.fromkeys(GRADED))
ITB = {"route": "itb", "plans": [], "pump": {"maker": "Medtronic"}}
LONG_FORM = {
    "new_medicine": "Tramadol",
    "alcohol": "a lot",
    "on_oxygen": True,
    "jerks": True,
    "balance": True,
    "knows_name": False,
    "fluids_ml": 200,
}
SEEN = {"other_signs": ["yellow eyes", "pupils look odd"], "sweating": "soaking"}
TOLD = (
    (
        {"note": "looks gray", "recent_increase": True, **SEEN},
        "Caregiver's note 2 h ago: looks gray",
        "Dose went up lately, told 2 h ago.",
        "sweating soaking 2 h ago, yellow eyes (2 h ago), pupils look odd (2 h ago)",
    ),
    (
        {"more": LONG_FORM},
        "new medicine: Tramadol (2 h ago)",
        "Alcohol a lot, 2 h ago",
        "using oxygen (2 h ago), twitches or jerks (2 h ago), balance (2 h ago)",
        "knows name: no (2 h ago), drinks: 200 mL (2 h ago)",
    ),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("told", "words"), [(told, words) for told, *words in TOLD])
def test_what_was_told_stands_there_with_its_age(page, told, words):
    text = text_of(PAGES[page](record(check_ins=[check_in(1, 2, **told), QUICK])))
    assert [one for one in words if one not in text] == []


@pytest.mark.parametrize("page", [printed, *PAGES.values()])
def test_what_was_written_down_later_says_when_and_who_saw_it(page):
    late = check_in(1, 7, observer="Nurse Ana", more={"written_at": moment(1)})
    text = text_of(page(record(check_ins=[late])))
    assert "Last check-in: 7 h 0 min ago, 04:44, written down 10:44" in text
    assert "Recorder: daughter (seen by Nurse Ana)." in text
    own = check_in(1, 7, observer="daughter")
    assert "seen by" not in text_of(page(record(check_ins=[own])))


@pytest.mark.parametrize("page", PAGES)
def test_an_mri_and_a_measured_weight_stand_there(page):
    told = [check_in(1, 2, mri_unchecked=True, weight_kg=55), QUICK]
    text = text_of(PAGES[page](record(**ITB, check_ins=told)))
    assert "MRI NOT checked, told 09:44" in text
    assert "Weight 55 kg (121 lb), 2026-05-21" in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("page", PAGES)
def test_what_has_no_room_is_named(page, paper):
    sheet = PAGES[page](worst(), paper)
    assert_tidy(sheet)
    text = text_of(sheet)
    for words in ("the caregiver's note", "other signs"):
        label = words.removeprefix("the ").capitalize()
        assert label in text or words in " ".join(sheet.left_off)


@pytest.mark.parametrize("audience", [Audience.SHIFT, Audience.CLINIC])
def test_a_page_without_notes_has_none(audience):
    told = record(check_ins=[check_in(1, 2, note="looks gray"), QUICK])
    asked = Asked(audience=audience, notes=False)
    text = text_of(_sheet(rules(), told, NOW, "letter", asked))
    assert "looks gray" not in text
    assert "the caregiver's notes, by choice" in text
    assert "looks gray" in text_of(printed(told))


OPEN = {
    "hallucination_what": ("a man at the door", "what they see or hear in words, by choice"),
    "muscle_pain_where": ("left calf", "where it hurts, by choice"),
    "visit_type": ("a home visit", "the kind of visit, by choice"),
}


@pytest.mark.parametrize("audience", Audience)
def test_a_page_without_notes_keeps_the_signs_and_names_the_words_that_are_left_out(audience):
    words = {name: said for name, (said, _gone) in OPEN.items()}
    facts = {"new_medicine": "cefdinir", "other_drugs": "CBD oil", "fall_time": "Monday noon"}
    signs = {"hallucination": "yes", "muscle_pain": True, "other_signs": ["gray lips"]}
    told = record(check_ins=[check_in(1, 2, more={**words, **facts}, **signs), check_in(2, 1)])
    with_, without = (
        text_of(_sheet(rules(), told, NOW, "letter", Asked(audience=audience, notes=notes)))
        for notes in (True, False)
    )
    for said, gone in OPEN.values():
        assert (said in with_, said in without) == (True, False)
        assert (gone in with_, gone in without) == (False, True)
    for fact in ("cefdinir", "CBD oil", "Monday noon", "gray lips"):
        assert fact in without


def test_words_that_no_page_would_have_told_are_not_named():
    old = check_in(1, 90, more={"muscle_pain_where": "left calf"})
    told = record(check_ins=[old, check_in(2, 1)])
    text = text_of(_sheet(rules(), told, NOW, "letter", Asked(notes=False)))
    assert "by choice" not in text


def test_every_open_question_of_the_form_is_a_fact_or_may_be_left_out():
    asked = {q.item for q in load_form().questions if q.kind == "text" and q.item}
    facts = {"new_medicine", "other_drugs", "fall_time"}
    assert asked == facts | set(OWN_WORDS)
