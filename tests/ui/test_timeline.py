# SPDX-License-Identifier: MIT
"""The timeline names days, check-ins, doses and the gaps between."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QRectF
from PySide6.QtWidgets import QApplication, QListView

from caregiver_app.content.form import load_form
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import AsNeeded, CheckIn, Missing, Seizure
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.happened import HAPPENED, Happening
from caregiver_app.domain.history.search import wanted_words
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, moment_in_zone
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.record import Record
from caregiver_app.domain.usual_mark import MARK
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.fields.shapes import level_path
from caregiver_app.ui.widgets.history.story_list import StoryList
from caregiver_app.ui.widgets.history.timeline import ROW, TimelineModel, timeline_rows
from caregiver_app.ui.widgets.history.timeline_lines import Widths, lines_of, wrapped
from caregiver_app.ui.widgets.history.timeline_rows import (
    Row,
    Source,
    Wanted,
    counted_words,
    rows_of,
)
from caregiver_app.ui.widgets.today.check_in_strip import CheckInStrip
from caregiver_app.ui.words.answers import answers_of

PERSON = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
START = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def _at(hours: float) -> Moment:
    return moment_in_zone(START + timedelta(hours=hours), "America/New_York")


def _check_in(hours: float, **answers) -> CheckIn:
    judged = Assessment(rule_set="1", level=Level.WATCH)
    return CheckIn(id=f"c{hours}", at=_at(hours), assessment=judged, **answers)


def test_the_newest_stands_first_and_a_long_gap_is_named():
    record = Record(person=PERSON, check_ins=(_check_in(0), _check_in(11)))
    kinds = [(row.kind, row.title) for row in timeline_rows(record)]
    assert kinds == [
        ("day", "Wednesday 20 May 2026"),
        ("check_in", "Watch"),
        ("gap", "No check-in for 11 hours"),
        ("check_in", "Watch"),
    ]


def test_a_dose_says_what_became_of_it_and_how_late_it_was():
    dose = DoseEvent(
        id="d", status=DoseStatus.LATE, mg=Decimal(15), scheduled_for=_at(0), at=_at(0.5)
    )
    row = timeline_rows(Record(person=PERSON, doses=(dose,)))[1]
    assert row.title == "Dose late"
    assert row.detail == "15\u00a0mg baclofen, 30 minutes late"


def test_a_sign_is_found_where_it_was_seen_and_not_where_somebody_said_it_was_not():
    check_ins = (
        _check_in(0, seizures=(), chest_pain=False, more={MARK: "seizures chest_pain"}),
        _check_in(1, seizures=(Seizure(start=_at(1)),), chest_pain=True),
        _check_in(2, note="A seizure? No, she slept."),
    )
    source = Source(record=Record(person=PERSON, check_ins=check_ins), form=load_form())
    for text, found in (("seiz", ["c2", "c1"]), ("chest pain", ["c1"])):
        shown = rows_of(source, Wanted(words=wanted_words(text)))
        assert [row.fact.id for row in shown if row and row.fact] == found


def test_the_doses_of_two_medicines_are_told_apart_by_name():
    given = {"status": DoseStatus.TAKEN, "at": _at(0), "mg": Decimal(10)}
    own = DoseEvent(id="a", **given)
    other = DoseEvent(id="b", drug=Drug.CLONAZEPAM, **given)
    source = Source(record=Record(person=PERSON, doses=(own, other)), form=load_form())
    said = {row.fact.id: row.spoken for row in rows_of(source, Wanted()) if row and row.fact}
    assert "10\u00a0mg baclofen" in said["a"]
    assert "10\u00a0mg clonazepam" in said["b"]
    found = [r.fact.id for r in rows_of(source, Wanted(words=("baclofen",))) if r and r.fact]
    assert found == ["a"]


@pytest.mark.parametrize("kind", list(ActionKind))
def test_everything_that_was_done_has_a_line_with_who_and_what_they_said(kind):
    done = ActionTaken(id="a", at=_at(0), by="Ana", kind=kind, who="Dr. A", note="wait at home")
    row = timeline_rows(Record(person=PERSON, actions=(done,)))[1]
    assert (row.kind, row.time, row.by) == ("action", "8:00\u00a0AM", "Ana")
    assert "Dr. A" in row.spoken
    assert "wait at home" in row.spoken


def test_the_ambulance_has_a_line_of_its_own():
    here = ActionTaken(id="a", at=_at(0), kind=ActionKind.SPOKE, who="ambulance crew")
    assert timeline_rows(Record(person=PERSON, actions=(here,)))[1].title == "Ambulance here"


def test_an_amount_nobody_wrote_down_is_said():
    dose = DoseEvent(id="d", status=DoseStatus.TAKEN, at=_at(0))
    row = timeline_rows(Record(person=PERSON, doses=(dose,)))[1]
    assert "amount not recorded" in row.detail


def test_a_thousand_check_ins_all_stand_in_the_timeline_once_somebody_scrolls_to_them(qapp):
    record = Record(person=PERSON, check_ins=tuple(_check_in(4 * n) for n in range(1000)))
    model = TimelineModel()
    model.show_rows(rows_of(Source(record=record, form=load_form()), Wanted()))
    assert model.rowCount() < 100
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    shown = [model.index(n).data(ROW).check_in for n in range(model.rowCount())]
    assert [c for c in shown if c is not None] == list(record.check_ins)[::-1]


def test_answers_carry_units_and_missing_ones_their_reason():
    check_in = _check_in(
        0,
        temp_c=Decimal("37.1"),
        raw={"temp_c": "98.8"},
        entered_unit={"temp_c": "F"},
        sbp=132,
        dbp=82,
        stiffness=5,
        not_taken={"hr": Missing.COULD_NOT},
    )
    lines = {a.name: a.words.replace("\u00a0", " ") for a in answers_of(check_in, load_form())}
    assert lines["Temperature"] == "98.8 °F (37.1 °C)"
    assert lines["Blood pressure"] == "132/82 mmHg"
    assert lines["Stiffness"] == "5 of 10"
    assert lines["Pulse"] == "could not measure"
    assert lines["Oxygen"] == "not recorded"


def test_what_somebody_typed_from_the_right_keeps_its_amount_and_time_beside_it():
    name, amount = "\u05d0\u05e7\u05de\u05d5\u05dc", "\u05e9\u05ea\u05d9\u05d9\u05dd"
    given = (AsNeeded(name=name, dose_text=amount, at=_at(3)), AsNeeded(name="senna"))
    lines = answers_of(_check_in(0, prn_taken=given), load_form())
    (words,) = [line.words for line in lines if name in line.words]
    assert words.startswith(f"\u2068{name}\u2069, \u2068{amount}\u2069, ")
    assert words.endswith("; senna")


def test_the_strip_says_how_many_and_how_long_there_was_none(qtbot):
    strip = CheckInStrip(load_theme("light", 1.0))
    qtbot.addWidget(strip)
    marks = ((_at(0), Level.NO_FLAGS), (_at(11), Level.WATCH))
    strip.show_marks(marks, _at(12), None)
    assert strip.accessibleName() == "2 check-ins in the last 72 hours. None for 11 hours."


def test_every_level_has_a_shape_of_its_own():
    box = QRectF(0, 0, 32, 32)
    paths = [level_path(level, box) for level in Level]
    assert all(not path.isEmpty() for path in paths)
    assert len({path.elementCount() for path in paths}) == len(paths)


def test_a_narrow_list_has_a_second_line_for_what_a_check_in_says(qtbot):
    found = StoryList(load_theme("light", 1.0))
    qtbot.addWidget(found)
    long = _check_in(1, note="Stiffness is 5 of 10. Usual is 3.")
    found.show_rows(iter(timeline_rows(Record(person=PERSON, check_ins=(long,)))), "")
    view, heights = found.findChild(QListView, "history.list"), []
    for wide in (900, 320):
        found.resize(wide, 400)
        found.show()
        QApplication.processEvents()
        heights.append(view.visualRect(view.model().index(1, 0)).height())
    assert heights[1] > heights[0]


def test_a_list_that_was_filled_before_it_had_room_begins_at_its_top(qtbot):
    found = StoryList(load_theme("light", 2.0))
    qtbot.addWidget(found)
    found.resize(300, 20)
    record = Record(person=PERSON, check_ins=tuple(_check_in(n) for n in range(9)))
    found.show_rows(iter(timeline_rows(record)), "")
    found.choose_first()
    found.show()
    found.resize(900, 300)
    view = found.findChild(QListView, "history.list")
    qtbot.waitUntil(lambda: view.height() > 200)
    assert view.visualRect(view.model().index(0, 0)).top() == 0


@pytest.mark.parametrize("wide", [90, 200, 420])
def test_no_word_of_the_timeline_is_cut_however_narrow_it_is(qtbot, wide):
    theme = load_theme("light", 2.0)
    strong, small, body = (Widths(theme.font(of)) for of in ("strong", "small", "body"))
    row = Row(
        kind="check_in",
        title="Temperature, Stiffness, Note corrected",
        detail="Donaudampfschifffahrtsgesellschaft said: stiffness is 5 of 10. Usual is 3.",
        by="Bartholomew Featherstonehaugh (night aide)",
        is_corrected=True,
    )
    lines = lines_of(row, wide, strong, small, body)
    for said, told, font in ((row.title, lines.title, strong), (row.detail, lines.detail, body)):
        assert "".join(told).replace(" ", "") == said.replace(" ", "")
        assert all(font.of(line) <= wide for line in told)
    assert lines.tag <= lines.by < lines.head
    assert lines.count == lines.head + len(lines.detail)


def test_a_very_long_note_says_that_the_rest_stands_in_the_entry(qtbot):
    lines = wrapped("word " * 400, Widths(load_theme("light", 1.0).font("body")), 300)
    assert " ".join(lines).endswith("word \u2026 The rest stands in the entry.")


def test_the_foot_counts_what_people_wrote_and_not_what_the_program_wrote_beside_it():
    kinds = (Happening.FALL, Happening.DOSE, Happening.CORRECTION, Happening.PUMP)
    events = tuple(_check_in(n, more={HAPPENED: kind.value}) for n, kind in enumerate(kinds, 1))
    record = Record(person=PERSON, check_ins=(_check_in(0), *events))
    assert counted_words(record) == "1 check-in, 1 event and 0 doses"
