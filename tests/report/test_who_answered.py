# SPDX-License-Identifier: MIT
"""Who answered an alert, and what they said, stands on every page, shortened where it is full."""

from dataclasses import replace

import pytest

from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import Asked, _sheet
from tests.report.other_records import action, clinic, shift
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, printed, text_of
from tests.report.records import NOW, check_in, fullest, plain_record, rules

BAD = {"orientation": "very_confused"}
SAID = {"who": "Dr. Kim", "note": "give nothing until 2 PM"}
PAGES = {"er": printed, "shift": shift, "clinic": clinic}


def with_actions(*done, checks=None, **more) -> Record:
    seen = checks or [check_in(1, 20), check_in(2, 3, **BAD)]
    return from_plain(Record, {**plain_record(check_ins=seen, **more), "actions": [*done]})


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PAGES)
def test_who_answered_and_what_they_said_stands_there(name, paper):
    page = PAGES[name](with_actions(action(2, "spoke", "c2", **SAID)), paper)
    assert "09:44 spoke with Dr. Kim: “give nothing until 2 PM”." in text_of(page)
    assert faults(drawn(page.pdf)) == []


def test_the_er_reads_the_newest_first_and_nobody_who_was_not_reached():
    later = action(1, "went_to_er", "c2")
    done = (action(2.5, "no_answer", "c2", who="Dr. Lee"), action(2, "spoke", "c2", **SAID), later)
    text = text_of(printed(with_actions(*done)))
    assert "Reached: 10:44 went to the ER. 09:44 spoke with Dr. Kim" in text
    assert "no answer from" not in text.partition("Dose now")[0]


def test_it_stays_when_a_calm_check_in_came_after_and_goes_after_72_hours():
    checks = [check_in(1, 20, **BAD), check_in(2, 1)]
    text = text_of(printed(with_actions(action(19, "spoke", "c1", **SAID), checks=checks)))
    assert "EMERGENCY at" in text
    assert "Reached: 2026-05-20 16:44 spoke with Dr. Kim: “give nothing until 2 PM”." in text
    mute = action(19, "spoke", "c1", who="Dr. Kim")
    assert "Reached:" not in text_of(printed(with_actions(mute, checks=checks)))  # it stands there
    old = with_actions(action(79, "spoke", "c1", **SAID), checks=[check_in(1, 80, **BAD)])
    assert "Reached:" not in text_of(printed(old))


def test_where_nothing_is_wrong_now_it_stands_there_only_where_it_costs_no_room():
    checks = [check_in(1, 80, **BAD), check_in(2, 1)]
    without = printed(with_actions(checks=checks))
    for note, stands in (("come in", True), ("many words " * 20, False)):
        page = printed(with_actions(action(3, "spoke", "c1", who="Lee", note=note), checks=checks))
        assert ("Reached: 08:44 spoke with Lee" in text_of(page)) is stands
        assert page.left_off == without.left_off


def test_where_the_page_is_full_it_is_named_at_the_foot_and_never_cut():
    full = fullest()
    done = from_plain(ActionTaken, action(1, "spoke", full.check_ins[-1].id, **SAID))
    page = printed(replace(full, actions=(done,)))
    assert "who was reached" in page.left_off
    assert "Reached:" not in text_of(page)


@pytest.mark.parametrize("audience", Audience)
def test_without_notes_it_says_who_and_not_what_was_said(audience):
    told = with_actions(action(2, "spoke", "c2", **SAID))
    text = text_of(_sheet(rules(), told, NOW, "letter", Asked(audience=audience, notes=False)))
    assert "spoke with Dr. Kim" in text
    assert "give nothing" not in text


@pytest.mark.parametrize("about", ["c2", None])
@pytest.mark.parametrize("audience", Audience)
def test_of_an_alert_with_a_private_reason_nobody_is_named(audience, about):
    checks = [check_in(1, 20), check_in(2, 3, hallucination="yes", self_harm="thoughts")]
    told = with_actions(action(2, "spoke", about, **SAID), checks=checks)
    for tells in (False, True):
        asked = Asked(audience=audience, self_harm=tells)
        text = text_of(_sheet(rules(), told, NOW, "letter", asked))
        assert ("Kim" in text) is (tells and not (about is None and audience is not Audience.ER))
        if "spoke with" in text:
            assert "09:44 spoke with " + ("Dr. Kim" if tells else "somebody (private). ") in text


@pytest.mark.parametrize("audience", [Audience.ER, Audience.SHIFT])
def test_an_emergency_of_before_with_a_private_reason_names_nobody_either(audience):
    bad = check_in(1, 20, **BAD, self_harm="thoughts")
    done = [action(19, kind, "c1", **SAID) for kind in ("called", "spoke")]
    told = with_actions(*done, checks=[bad, check_in(2, 1)])
    for tells in (False, True):
        asked = Asked(audience=audience, self_harm=tells)
        text = text_of(_sheet(rules(), told, NOW, "letter", asked))
        said = ("called Dr. Kim", "spoke with Dr. Kim.")
        if not tells:
            said = ("called somebody (private),", "spoke with somebody (private).")
        assert all(words in text for words in said)
        assert ("Kim" in text) is tells


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("called", "called somebody."),
        ("spoke", "spoke with somebody."),
        ("no_answer", "no answer."),
        ("went_to_er", "went to the ER."),
        ("called_911", "called 911."),
    ],
)
def test_whoever_wrote_no_name_is_told_in_a_whole_sentence(kind, words):
    told = with_actions(action(2, kind, "c2"), action(1.5, kind, "c2", who=" "))
    text = text_of(clinic(told))
    assert f"09:44 {words}" in text
    assert f"10:14 {words}" in text


def test_a_long_name_beside_an_emergency_of_before_is_cut_at_a_word_and_counted():
    long = action(19, "spoke", "c1", who="Doctor Maria " + "de la Cruz " * 12)
    page = printed(with_actions(long, checks=[check_in(1, 20, **BAD), check_in(2, 1)]))
    text = text_of(page)
    assert "spoke with Doctor Maria de la Cruz de la Cruz de (more in the record)." in text
    assert "the EMERGENCY of before, in full" in page.left_off


def test_the_next_caregiver_reads_what_the_doctor_said_up_to_its_last_word():
    said = "Give the evening dose as before and ring again with any fever. " * 6 + "NOTHING at 8 PM"
    text = text_of(shift(_told(said)))
    assert "NOTHING at 8 PM\u201d" in text


@pytest.mark.parametrize("audience", Audience)
def test_what_the_doctor_said_is_never_cut_without_a_word(audience):
    said = "Give the evening dose as before and ring again with any fever. " * 60
    page = _sheet(rules(), _told(said), NOW, "letter", Asked(audience=audience))
    assert "(more in the record)" in text_of(page)
    assert page.left_off


def _told(note: str) -> Record:
    return with_actions(action(2, "spoke", "c2", who="Dr. Kim", note=note))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_page_that_is_full_shortens_it_or_names_it(paper):
    full = fullest()
    about = full.check_ins[-1].id
    done = action(2, "spoke", about, who="Dr. Kim", note="many words " * 60)
    actions = from_plain(Record, {**plain_record(), "actions": [done]}).actions
    page = printed(replace(full, actions=actions), paper)
    assert faults(drawn(page.pdf)) == []
    text = text_of(page)
    assert "Reached:" in text or "who was reached" in page.left_off
    assert any(words.startswith("who was reached") for words in page.left_off)
