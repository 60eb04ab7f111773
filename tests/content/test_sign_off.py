# SPDX-License-Identifier: MIT
"""The page a clinician signs is whole, made from the content that runs, and as committed."""

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pdfplumber
import pypdf
import pytest

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.form import load_form
from caregiver_app.content.loader import content_folder, load_rule_set
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.reference import load_reference
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import ALL_RULES
from caregiver_app.domain.rules.gather import gather
from caregiver_app.domain.rules.numbers import SHARED_NUMBERS
from caregiver_app.report.drawing.fonts import can_draw
from docs.make_sign_off import FOLDER, main
from docs.sign_off.file_sections import at, number_paths, read
from docs.sign_off.gathered import sign_off
from docs.sign_off.html_page import html
from docs.sign_off.number_words import read_words, sentence_keys
from docs.sign_off.page import Entry, Fact, Grid, ids_of
from docs.sign_off.pdf_page import pdf
from docs.sign_off.reference_page import read_reference, rule_rows
from tests.domain.pretend import NOW, calm
from tests.domain.rule_cases import FIRES

RULES, FORM = load_rule_set(), load_form()
CHOICE = "our choice"


def bare(text):
    """Return a text without white space: where a line broke must not matter."""
    return re.sub(r"\s+", "", text)


class Reader(HTMLParser):
    """Reads the page as a browser does: its words, its tags in order, and what stays open."""

    def __init__(self):
        super().__init__()
        self.words, self.tags, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


@cache
def browser():
    reader = Reader()
    reader.feed((FOLDER / "sign-off.html").read_text(encoding="utf-8"))
    return reader


@cache
def printed():
    return [page.extract_text() for page in pypdf.PdfReader(FOLDER / "sign-off.pdf").pages]


@cache
def made():
    return sign_off()


@cache
def both():
    """Return the words of the two files, each without white space and running heads."""
    heads = re.compile(r"Sign-off of the clinical rules\. .*|Not yet reviewed by a clinician")
    feet = re.compile(r"Initials _+|page \d+ of \d+")
    pages = [feet.sub("", heads.sub("", page)) for page in printed()]
    words = re.sub("[■▲◆]", "", " ".join(browser().words))
    return {"html": bare(words), "pdf": bare(" ".join(pages))}


def assert_stands(*texts):
    missing = [
        f"{name}: {text}"
        for text in texts
        for name, page in both().items()
        if bare(text) not in page
    ]
    assert missing == []


# ---- the files


def test_the_committed_pages_are_those_of_the_content_that_runs(tmp_path, capsys):
    main(tmp_path)
    assert "sign-off.pdf" in capsys.readouterr().out
    remedy = "run `python3 dev.py sign-off` and commit both files"
    committed = (FOLDER / "sign-off.html").read_text(encoding="utf-8")
    assert (tmp_path / "sign-off.html").read_text(encoding="utf-8") == committed, remedy
    made = (tmp_path / "sign-off.pdf").read_bytes()
    if made != (FOLDER / "sign-off.pdf").read_bytes():  # another zlib packs other bytes
        pages = pypdf.PdfReader(io.BytesIO(made)).pages
        assert [page.extract_text() for page in pages] == printed(), remedy


def test_equal_content_gives_equal_files():
    page = sign_off()
    assert pdf(page) == pdf(sign_off())
    assert html(page) == html(sign_off())


# ---- what stands on it


def test_every_rule_stands_with_its_message_and_source():
    wording, numbers = RULES.wording, {**RULES.emergency_numbers, "phone": "[prescriber's number]"}
    for rule in RULES.rules.values():
        text = wording.messages.get(rule.id) or wording.messages[rule.level.name]
        assert_stands(rule.id + rule.level.name, rule.source)
        assert_stands(text.format(**numbers, n=RULES.numbers["recheck.oral"]))
    when = (text[1:] for _rule, text in rule_rows(read_reference()))  # it begins a sentence here
    assert_stands(*(text for text in when if not re.search("see .*above", text)))


def test_every_number_of_a_rule_stands_with_its_unit_and_what_it_means():
    for rule, told in read_words().rules.items():
        for name, number in told.numbers.items():
            value = RULES.number(rule, name)
            assert_stands(f"{number.words}: {value} {number.unit}")


def test_every_limit_of_every_age_stands_in_its_row():
    rows = {
        row.id: row
        for s in made().sections
        for p in s.parts
        if isinstance(p, Grid)
        for row in p.rows
    }
    for band in RULES.age_bands:
        for vital, limits in band.vitals.items():
            cells = rows[f"band-{vital}-{band.id}"].cells
            wanted = [getattr(limits, name) for name in limits.__dataclass_fields__]
            assert [c for c in cells[1:] if c[0].isdigit()] == [
                str(n) for n in wanted if n is not None
            ]
            assert_stands(" ".join(cells))


def test_every_question_sentence_and_step_stands():
    assert_stands(*(question.prompt for question in FORM.questions))
    assert_stands(*(tile.label for tile in FORM.tiles))
    assert_stands(*(re.sub(r"\{.*", "", text) for text in RULES.wording.reasons.values()))
    first_aid = load_first_aid()
    assert_stands(*(thing.text for thing in first_aid.bring))
    assert_stands(*(step.text.format(emergency="911", drug="[drug]") for step in first_aid.steps))


def test_every_prompt_and_every_text_to_read_stands():
    prompts = load_plan_prompts()
    assert_stands(*(f"{p.id}When" for p in prompts.prompts.values()))
    assert_stands(*prompts.messages.values(), *(p.source for p in prompts.prompts.values()))
    for text in load_reference().texts:
        assert_stands(text.title, *text.paragraphs, text.call, "; ".join(text.sources))


def test_every_chapter_of_the_reference_that_is_to_be_signed_stands():
    chapters = read_reference()
    for name in (
        "How open wording was read",
        "What the program must not say",
        "Reading the dose log",
    ):
        assert chapters[name].bullets
        assert_stands(*chapters[name].bullets)
    assert_stands(*chapters["Open questions for a clinician"].bullets)
    assert_stands("I have reviewed the clinical rules", f"rule set {RULES.version}")


def test_every_number_about_time_and_changes_stands_beside_its_name():
    for name, file in read_words().files.items():
        numbers = read(content_folder(), f"{name}.toml")
        for path, told in file.tables.items():
            for key in told.rows:
                value = at(numbers, path)[key]
                value = ", ".join(value) if isinstance(value, list) else value
                cells = [value.get(c, "no end") for c in told.columns] if told.columns else [value]
                assert_stands(f"{told.rows[key]} {' '.join(cells)}")


def test_every_design_choice_of_the_content_is_in_the_list_of_choices():
    page = made()
    listed = {row.id for s in page.sections if s.id == "our-choices" for row in s.parts[0].rows}
    marked = [r for r in RULES.rules.values() if CHOICE in r.source.casefold()]
    marked += [p for p in load_plan_prompts().prompts.values() if CHOICE in p.source.casefold()]
    assert len(marked) > 20
    assert {f"choice-{one.id}" for one in marked} <= listed
    for grid in ("numbers-groups", "band-hr", "wording", "form-questions", "time-late", "choices"):
        there = grid in {part.id for s in page.sections for part in s.parts}
        assert there is (f"choice-{grid}" in listed) or grid in ("choices", "form-questions")


def test_the_front_counts_what_stands_behind_it():
    page = made()
    told = dict(page.summary)
    assert told["Rules"] == str(len(RULES.rules))
    assert told["Messages a caregiver can read"] == str(len(RULES.wording.messages))
    assert told["Lines to tick or answer"] == str(len(list(ids_of(page.sections))))
    boxes = [a for tag, a in browser().tags if tag == "input" and a["type"] == "checkbox"]
    questions = len(read_reference()["Open questions for a clinician"].bullets)
    assert len(boxes) == 2 * (int(told["Lines to tick or answer"]) - questions)


def test_the_page_says_that_nobody_has_reviewed_it_until_somebody_has():
    assert made().state == "Not yet reviewed by a clinician"
    assert all("Not yet reviewed by a clinician" in page for page in printed())


# ---- what describes the content is neither too little nor too much


def test_each_rule_has_exactly_one_row_in_the_reference():
    assert Counter(rule for rule, _when in rule_rows(read_reference())) == Counter(
        list(RULES.rules)
    )


def test_every_number_has_words_and_no_words_lack_a_number():
    words = read_words()
    assert {r: set(w.numbers) for r, w in words.rules.items()} == {
        r.id: set(r.numbers) for r in RULES.rules.values()
    }
    shared = {f"{table}.{name}" for table, told in words.shared.items() for name in told.numbers}
    assert shared == SHARED_NUMBERS
    prompts = load_plan_prompts().prompts.values()
    assert {p: set(w.numbers) for p, w in words.prompts.items()} == {
        p.id: set(p.numbers) for p in prompts
    }


@pytest.mark.parametrize("name", ["time", "changes"])
def test_every_table_of_the_other_files_has_a_name_for_each_row_and_column(name):
    numbers = read(content_folder(), f"{name}.toml")
    described = read_words().files[name].tables
    found = {path for path in number_paths(numbers) if path}
    covered = {p for p in found if p in described or p.rpartition(".")[0] in described}
    assert covered == found
    for path, told in described.items():
        table = {key: value for key, value in at(numbers, path).items() if key != "source"}
        assert set(table) == set(told.rows), path
        columns = {c for line in table.values() if isinstance(line, dict) for c in line}
        assert columns - {"source"} == set(told.columns), path


def test_a_rule_says_no_other_sentences_than_those_under_it():
    words = read_words()
    for rule, cases in FIRES.items():
        told = set(sentence_keys(words, rule, RULES.wording))
        for case in cases:
            known = Record(person=case.who, **case.record)
            facts = gather(RULES, known, calm(**case.answers), NOW)
            assert {reason.key for reason in ALL_RULES[rule](facts)} <= told, rule


def test_every_sentence_belongs_to_a_rule_that_can_say_it():
    wording, words = RULES.wording, read_words()
    told = {rule: set(sentence_keys(words, rule, wording)) for rule in RULES.rules}
    assert set().union(*told.values()) == set(wording.reasons)
    prompts = {key for prompt in words.prompts.values() for key in prompt.because}
    assert prompts == set(load_plan_prompts().reasons)


# ---- how it reads


def test_the_html_needs_nothing_from_elsewhere_and_runs_nothing():
    tags = browser().tags
    assert {tag for tag, _a in tags} & {"script", "link", "img", "iframe", "object"} == set()
    assert [a for _t, attributes in tags for a in attributes if a.startswith("on")] == []
    assert all(a["href"].startswith("#") for tag, a in tags if tag == "a")
    text = (FOLDER / "sign-off.html").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", text)


def test_the_html_is_nested_well_and_every_id_stands_once():
    assert browser().open == []
    ids = Counter(a["id"] for _tag, a in browser().tags if "id" in a)
    assert [name for name, count in ids.items() if count > 1] == []
    links = {a["href"][1:] for tag, a in browser().tags if tag == "a"}
    assert links <= set(ids)


def test_everything_to_tick_or_to_write_on_has_a_name_and_every_head_a_scope():
    tags = browser().tags
    inputs = [a for tag, a in tags if tag == "input" and not a["id"].startswith("sign-")]
    assert all(a["aria-label"].strip(" :") for a in inputs)
    assert all(a["scope"] in ("col", "row") for tag, a in tags if tag == "th")
    levels = [int(tag[1]) for tag, _a in tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1


def test_what_looks_like_markup_is_shown_as_it_was_written():
    page = made()
    entry = Entry(id="X", title="<b>x</b>", facts=(Fact(label="&", texts=('"<i>"',)),))
    strange = replace(page, sections=(replace(page.sections[0], parts=(entry,)),))
    text = html(strange)
    assert "<b>x" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text
    assert "&quot;&lt;i&gt;&quot;" in text


def test_every_page_is_numbered_and_says_which_rule_set_it_is():
    total = len(printed())
    for number, text in enumerate(printed(), 1):
        assert f"page {number} of {total}" in text
        assert f"Rule set {RULES.version}, words: en" in text


def test_the_outline_of_the_pdf_leads_to_every_chapter_and_every_rule():
    reader = pypdf.PdfReader(FOLDER / "sign-off.pdf")
    titles = {item.title for item in flat(reader.outline)}
    assert {section.title for section in made().sections} | set(RULES.rules) <= titles


def flat(outline):
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def test_nothing_is_clipped_small_or_drawn_over_something_else():
    with pdfplumber.open(FOLDER / "sign-off.pdf") as file:
        for page in file.pages[:: max(1, len(file.pages) // 9)]:
            words = page.extract_words(extra_attrs=["size"], x_tolerance=1.5)
            for word in words:
                assert word["x0"] >= 39, word
                assert word["x1"] <= page.width - 39, word
                assert word["bottom"] <= page.height - 15, word
                assert word["size"] >= 8.99, word
            assert overlapping(words) == []


def overlapping(words):
    """Return the pairs of neighbours in a page whose boxes share more than a touch."""
    lines = sorted(words, key=lambda word: (word["top"], word["x0"]))
    return [
        (a["text"], b["text"])
        for place, a in enumerate(lines)
        for b in lines[place + 1 : place + 30]
        if min(a["x1"], b["x1"]) - max(a["x0"], b["x0"]) > 1.5
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 3.5
    ]


def test_the_typeface_has_every_character_of_the_page():
    texts = {text for text in browser().words if not can_draw(text.strip("\n"))}
    assert {mark for text in texts for mark in text if not can_draw(mark)} <= set("\n■▲◆")


def test_the_names_of_the_drugs_and_how_near_a_slip_is_asked_about_stand_with_their_sources():
    (chapter,) = (s for s in made().sections if s.id == "dose-entries")
    rows = {row.id: row for grid in chapter.parts for row in grid.rows}
    for drug, names in RULES.drug_names.items():
        row = rows[f"drug-names-{drug.value}"]
        assert row.cells == (drug.value, ", ".join(names))
        assert "US labels" in row.source
    asked, others = rows["names-alike-1"], rows["names-alike-2"]
    assert asked.cells[1].startswith(f"{RULES.names_alike.least:g} of 1")
    assert CHOICE in asked.source.casefold()
    assert others.cells[1] == ", ".join(RULES.names_alike.others)
    assert "ISMP" in others.source
    paper = bare("".join(printed()))
    for text in (*asked.cells, others.source, *(row.cells[1] for row in rows.values())):
        assert bare(text) in paper, text
