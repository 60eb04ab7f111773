# SPDX-License-Identifier: MIT
"""Every script of a name or note comes out right on paper and is read back as it was typed."""

import pytest

from tests.report.any_text import WORDS
from tests.report.other_records import clinic, shift
from tests.report.reading import PAPERS, assert_tidy, printed, selected_text, words_of
from tests.report.records import check_in, record

pytestmark = pytest.mark.gui

NAMES = {
    "vietnamese": "Nguyễn Thị Hường",
    "cyrillic": "Анна Щербакова",
    "greek": "Αικατερίνη Ψαρρού",
    "chinese": "王小明",
    "rare chinese": "龘䶮",
    "arabic": "محمد الأحمد",
    "hebrew": "שלמה כהן",
    "devanagari": "कृष्ण शर्मा",
    "korean": "김철수",
    "thai": "สมชาย ใจดี",
    "bengali": "রহিম উদ্দিন",
    "armenian": "Արամ Խաչատրյան",
    "amharic": "አበበ ቢቂላ",
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_read_back_as_it_was_typed(qapp, name, paper):
    sheet = printed(record(name=name), paper)
    assert_tidy(sheet)
    assert name in selected_text(sheet)
    assert sheet.left_off == ()


@pytest.mark.parametrize("note", WORDS.values(), ids=WORDS)
def test_a_note_keeps_its_words_in_their_order_with_the_numbers_between_them(qapp, note):
    sheet = printed(record(check_ins=[check_in(1, 1, note=note)]))
    assert_tidy(sheet)
    assert note in selected_text(sheet)


def test_scripts_side_by_side_stand_in_one_note(qapp):
    note = "Pat 王小明 שלמה कृष्ण محمد 132/84 end"
    text = selected_text(printed(record(check_ins=[check_in(1, 1, note=note)])))
    for word in note.split():
        assert word in text


def test_only_the_letters_that_no_font_has_give_way_to_a_note(qapp):
    sheet = printed(record(diagnosis="injury ᚠᚢᚦ ᚠᚢ T4"))
    text = selected_text(sheet)
    assert "injury [letters this computer cannot print] T4" in text
    assert sheet.left_off == ("words in letters this computer cannot print",)
    assert "Name, by hand" not in text


@pytest.mark.parametrize("made", [printed, clinic, shift])
def test_a_name_that_no_font_can_write_is_counted_and_has_a_line_to_write_it_on(qapp, made):
    sheet = made(record(name="ᚠᚢᚦ Lee"))
    text = selected_text(sheet)
    assert "[letters this computer cannot print] Lee" in text
    assert "Name, by hand:" in text
    assert "not shown: the name in letters this computer cannot print" in text
    assert_tidy(sheet)


def test_a_phone_number_in_digits_from_the_right_is_printed_in_those_of_a_phone(qapp):
    ring = [
        {
            "role": "prescriber",
            "name": "د. لي",
            "phone": "\u0665\u0665\u0665-\u0660\u0661\u0660\u0663",
        }
    ]
    assert "555-0103" in selected_text(printed(record(contacts=ring)))


@pytest.mark.parametrize("sign", ["½", "°", "€", "—", "“"])
def test_a_sign_among_indic_letters_needs_no_other_font(qapp, sign):
    assert sign in selected_text(printed(record(diagnosis=f"क {sign} ख")))


def test_a_page_in_many_scripts_stays_a_small_file(qapp):
    everything = " ".join(WORDS.values())
    many = record(
        name=everything[:200],
        diagnosis=everything,
        allergies=list(WORDS.values()),
        check_ins=[check_in(1, 1, note=everything, other_signs=list(WORDS.values()))],
    )
    assert len(printed(many).pdf) <= 150 * 1024


@pytest.mark.parametrize("number", ["555-0147", "2026-03-04", "(313) 555-0100", "+1 555 0199"])
@pytest.mark.parametrize("words", ["الهاتف {} صباحا", "טלפון {} בוקר"])
def test_a_number_among_words_from_the_right_stands_there_as_it_was_typed(qapp, words, number):
    sheet = printed(record(check_ins=[check_in(1, 1, note=words.format(number))]))
    seen, _width, _height = words_of(sheet)
    assert number in " ".join(word["text"] for word in seen)
