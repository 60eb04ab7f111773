# SPDX-License-Identifier: MIT
"""Every text can be found by its words and printed whole, on as many pages as it needs."""

import io
import re

import pytest
from pypdf import PdfReader

from caregiver_app.content.guide import PAGES
from caregiver_app.domain.reference import ReferenceGroup, searched
from caregiver_app.system.resources import guide_path

TOLD = "Not reviewed by a clinician yet."


@pytest.fixture
def groups(services):
    return services.reference.groups(services.check_ins.every_question)


def titles(groups):
    return [text.title for group in groups for text in group.texts]


def pages(sheet):
    return PdfReader(io.BytesIO(sheet.pdf)).pages


def said(sheet):
    return " ".join(" ".join(page.extract_text() for page in pages(sheet)).split())


def test_every_text_stands_once_in_a_group_with_a_title(services, groups) -> None:
    assert len(set(titles(groups))) == len(titles(groups)) > 60
    assert all(group.title for group in groups)
    assert groups[0].title == "Good to know"
    assert "Never stop suddenly" in titles(groups[:1])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("  DYSREFLEXIA ", "Autonomic dysreflexia"),
        ("tones pump", "Pump sound"),
        ("itçhing", "Itching"),
    ],
)
def test_words_are_found_in_titles_and_texts_without_case_and_accents(groups, words, found) -> None:
    assert found in titles(searched(groups, words))
    assert len(titles(searched(groups, words))) < len(titles(groups))


def test_a_text_that_has_the_word_in_its_title_comes_first(groups):
    found = titles(searched(groups, "seizure"))
    in_title = ["seizure" in title.casefold() for title in found]
    assert in_title[0]
    assert not all(in_title)


def test_the_guide_is_read_found_and_printed_without_the_marks_of_its_pages(
    services, groups
) -> None:
    guide = groups[-len(PAGES) :]
    for name, shown in zip(PAGES, guide, strict=True):
        page = guide_path(f"{name}.md").read_text(encoding="utf-8")
        chapters = re.findall(r"^##? (.*)$", page, re.MULTILINE)
        assert [text.title for text in shown.texts][-len(chapters) + 1 :] == chapters[1:]
        assert not re.search(r"\*\*|`|\]\(|^\||^#|^$", "\n".join(_paragraphs(shown)), re.MULTILINE)
    assert "If they are in danger now, call 911. Do not read on." in _paragraphs(guide[0])
    assert any("WATCH: Check again in 4 hours" in words for words in _paragraphs(guide[1]))
    assert (
        "A planned dose. When it begins: at its time; late after 2 hours, or when the one "
        "before it is not written down either. "
        "What ends it: any line about it: given, late, missed, refused."
    ) in _paragraphs(guide[2])
    assert any(words.startswith("1: something was due") for words in _paragraphs(guide[2]))
    assert "Backups" in titles(searched(groups, "backups stick"))
    drawn = [picture.file for text in guide[0].texts for picture in text.pictures]
    assert drawn == ["welcome.png", "today.png", "check-in.png", "emergency.png", "handoff.png"]
    start = pages(services.reference.printed(guide[0].title, (guide[0],), "letter", ""))
    assert sum(len(page.images) for page in start) == len(drawn)
    sheet = services.reference.printed(guide[1].title, (guide[1],), "letter", "")
    assert sheet.file_name == "learn-guide-by-task.pdf"
    assert services.reference.text("guide-by-task-2").title == "A check-in"


def _paragraphs(group):
    return [words for text in group.texts for words in text.paragraphs]


def test_words_that_stand_nowhere_find_nothing_and_no_words_find_all(groups) -> None:
    assert searched(groups, "xylophone") == ()
    assert searched(groups, "  ") == groups


def test_one_text_is_printed_with_its_title_call_and_sources(services) -> None:
    text = services.reference.text("temp_c")
    alone = (ReferenceGroup(id="", title="", texts=(text,)),)
    sheet = services.reference.printed(text.title, alone, "a4", TOLD)
    info = PdfReader(io.BytesIO(sheet.pdf))
    assert (info.metadata.title, info.trailer["/Root"]["/Lang"]) == ("Temperature", "en")
    assert len(pages(sheet)) == 1
    for words in (*text.paragraphs, *text.call_sentences, *text.sources, f"Page 1 of 1. {TOLD}"):
        assert words in said(sheet)
    assert sheet.file_name == "learn-temp-c.pdf"


def test_all_texts_are_printed_whole_with_no_title_left_alone_at_the_end(services, groups) -> None:
    sheet = services.reference.printed("Learn", groups, "letter", TOLD)
    printed = said(sheet)
    for group in groups:
        for text in group.texts:
            for words in (*text.paragraphs[:1], *text.call_sentences[-1:], *text.sources[-1:]):
                assert " ".join(words.split()) in printed, text.id
    ends = [page.extract_text().split("\n")[-2].strip() for page in pages(sheet)]
    assert not set(ends) & {*titles(groups), *(group.title for group in groups), "When to call"}
    assert f"Page {len(pages(sheet))} of {len(pages(sheet))}." in printed
