# SPDX-License-Identifier: MIT
"""A spreadsheet that a family keeps comes in row by row as it was written, or says why not."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.levels import Level
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind as K
from caregiver_app.domain.sharing.spreadsheet_rows import CellProblem
from caregiver_app.domain.sharing.spreadsheet_times import ClockKind, DayOrder, TimeProblem
from caregiver_app.domain.spreadsheet_mark import import_of, lies_back
from caregiver_app.exchange import csv_any
from caregiver_app.services.sharing_files.records import RecordError
from caregiver_app.services.sharing_files.spreadsheets import Mapped, read

TITLES = "Datum;Zeit;Temp;Puls;BP;O2;Stiff;Baclofen mg;Notes;Weather"
ROWS = """\
1.4.2026;08:00;37,2;80;120/80;97;3;15;slept well;rain
1.4.2026;20:00;;88;;;;;;sun
2.4.2026;08:00;102.5;80;;;;;;
2.4.2026;12:00;;3;;;;;;
2.4.2026;13:00;;abc;;;;;;
2.4.2026;14:00;;;120;;;;;
2.4.2026;;;80;;;;;;
;;;80;;;;;;
2.4.2026;15:00;;;;;;;;fog
1.4.2026;20:00;;88;;;;;;again
"""


@pytest.fixture
def mrs(services):
    return services.people.open_practice("practice-oral")


def written(tmp_path, text, code="utf-8"):
    (tmp_path / "ours.csv").write_bytes(text.encode(code))
    return read(tmp_path / "ours.csv")


def looked_at(services, mrs, tmp_path, text=f"{TITLES}\n{ROWS}"):
    table = written(tmp_path, text)
    return services.spreadsheets.preview(mrs, table, services.spreadsheets.guessed(mrs, table))


def test_guesses_are_offered_for_each_column_and_what_is_not_known_is_left_out(
    services, mrs, tmp_path
):
    found = services.spreadsheets.guessed(mrs, written(tmp_path, f"{TITLES}\n{ROWS}"))
    assert found.kinds == (
        *(K.DAY, K.TIME, K.TEMP_C, K.HR, K.PRESSURE, K.SPO2, K.STIFFNESS, K.DOSE_MG, K.NOTE),
        K.LEFT_OUT,
    )
    assert found.order is DayOrder.DAY_FIRST
    assert found.has_time
    assert found.has_values


def test_every_row_is_read_as_written_or_says_in_which_column_it_cannot_be(services, mrs, tmp_path):
    found = looked_at(services, mrs, tmp_path)
    first = found.rows[0]
    assert first.values["temp_c"] == Decimal("37.2")
    assert (first.values["sbp"], first.values["dbp"], first.values["stiffness"]) == (120, 80, 3)
    assert (first.dose_mg, first.note, first.raw) == (15, "slept well", {"temp_c": "37,2"})
    wrong = [(r.number, r.trouble.problem, r.trouble.column) for r in found.rows if r.trouble]
    assert wrong == [
        (8, TimeProblem.NO_TIME, 1),
        (9, TimeProblem.NO_DAY, 0),
        (10, CellProblem.NOTHING, None),
    ]
    unread = [(r.number, one.problem, one.column) for r in found.rows for one in r.unread]
    assert unread == [
        (4, CellProblem.OTHER_UNIT, 2),
        (5, CellProblem.OUT_OF_BOUNDS, 3),
        (6, CellProblem.NOT_A_NUMBER, 3),
        (7, CellProblem.NO_PRESSURE, 4),
    ]
    assert found.here == {11}  # it says what the third row says
    assert [row.number for row in found.added()] == [2, 3, 4, 5, 6, 7]


def test_a_cell_that_is_no_value_takes_nothing_of_its_row_away_and_stays_in_the_note(
    services, mrs, tmp_path
):
    rows = "2026-04-01,08:00,high,181,80/120,missed,stiff all night\n2026-04-02,08:00,,,,missed,\n"
    found = looked_at(services, mrs, tmp_path, f"date,time,temp,pulse,BP,Baclofen mg,note\n{rows}")
    assert services.spreadsheets.add(found) == 2
    record = services.book.record(mrs)
    night, other = [c for c in record.check_ins if import_of(c.id) == found.import_id]
    told = "stiff all night; temp: high; BP: 80/120; Baclofen mg: missed"
    assert (night.note, other.note) == (told, "Baclofen mg: missed")
    assert (night.hr, night.temp_c, night.sbp, night.dbp) == (181, None, None, None)
    assert dict(night.raw or {}) == dict(night.entered_unit or {}) == {}
    assert night.assessment.level >= Level.WATCH  # the pulse is judged
    assert not [d for d in record.doses if import_of(d.id)]  # no dose that stood as given


def test_a_note_that_grows_too_long_by_what_cannot_be_read_is_not_cut_off(services, mrs, tmp_path):
    row = f"2026-04-01,08:00,abc,{'x' * 1995}\n2026-04-02,08:00,80,{'x' * 1995}\n"
    long, fits = looked_at(services, mrs, tmp_path, f"date,time,pulse,note\n{row}").rows
    assert (long.trouble.problem, fits.trouble) == (CellProblem.TOO_LONG, None)


def test_rows_become_entries_of_then_marked_and_judged_and_nobody_is_called(
    services, mrs, tmp_path
):
    before = services.alerts.follow_up(mrs)
    text = "date,time,pulse,stiffness,mg\n2026-04-01,08:00,180,9,10\n2026-04-02,08:00,80,2,\n"
    found = looked_at(services, mrs, tmp_path, text)
    assert found.levels[Level.URGENT] + found.levels.get(Level.EMERGENCY, 0) >= 1
    assert services.spreadsheets.add(found) == 3
    record = services.book.record(mrs)
    own = [c for c in record.check_ins if import_of(c.id) == found.import_id]
    assert [c.at.text for c in own] == ["2026-04-01T08:00:00-04:00", "2026-04-02T08:00:00-04:00"]
    assert own[0].assessment.level >= Level.URGENT
    assert all(lies_back(one, services.alerts.rules.alert.spreadsheet) for one in own)
    (dose,) = [d for d in record.doses if import_of(d.id)]
    assert (dose.mg, dose.status) == (10, DoseStatus.TAKEN)
    assert services.alerts.follow_up(mrs) == before


def test_the_same_file_twice_may_be_here_already(services, mrs, tmp_path):
    services.spreadsheets.add(looked_at(services, mrs, tmp_path))
    again = looked_at(services, mrs, tmp_path)
    assert again.added() == ()
    assert len(again.added(also_here=True)) == 7


def test_a_dose_alone_that_is_here_already_is_known_by_its_time(services, mrs, tmp_path):
    text = "date,time,mg\n2026-04-01,08:07,10\n"
    services.spreadsheets.add(looked_at(services, mrs, tmp_path, text))
    assert looked_at(services, mrs, tmp_path, text).here == {2}
    assert looked_at(services, mrs, tmp_path, text.replace("07", "08")).here == frozenset()


def test_an_import_is_taken_out_as_a_whole_and_stays_in_the_log(services, mrs, tmp_path):
    before = services.book.record(mrs)
    found = looked_at(services, mrs, tmp_path)
    services.spreadsheets.add(found)
    (listed,) = services.spreadsheets.imports(mrs)
    assert (listed.import_id, listed.entries) == (found.import_id, 7)
    entries = len(services.book.entries(mrs))
    assert services.spreadsheets.remove(mrs, found.import_id) == 7
    after = services.book.record(mrs)
    assert (after.check_ins, after.doses) == (before.check_ins, before.doses)
    assert len(services.book.entries(mrs)) == entries + 7
    assert services.spreadsheets.imports(mrs) == ()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_mark_between_columns_and_any_usual_code_is_read(tmp_path, mark, code):
    text = f"Tag{mark}Puls{mark}Notiz\n1.4.2026{mark}80{mark}müde\n"
    table = written(tmp_path, text, code)
    assert table.titles == ("Tag", "Puls", "Notiz")
    assert table.rows == ((2, ("1.4.2026", "80", "müde")),)


def test_of_two_marks_in_every_row_the_one_that_parts_more_columns_counts(tmp_path):
    rows = "1.4.2026,08:00,80,slept well; rain\n" * 3
    table = written(tmp_path, f"Day,Time,Pulse,Note; weather\n{rows}")
    assert table.titles == ("Day", "Time", "Pulse", "Note; weather")


def test_the_line_that_names_the_mark_and_the_unit_beside_a_dose_are_read(services, mrs, tmp_path):
    doses = "1.4.2026;08:00;7,5 mg\n1.4.2026;20:00;10MG\n2.4.2026;09:00;2mg+3mg\n"
    doses += "2.4.2026;20:00;0 mg\n"
    found = looked_at(services, mrs, tmp_path, f"sep=;\nDatum;Zeit;Baclofen mg\n{doses}")
    *read_in, wrong, nought = found.rows
    assert [one.problem for one in nought.unread] == [CellProblem.NOT_GIVEN]
    assert [(row.number, row.dose_mg) for row in read_in] == [(3, Decimal("7.5")), (4, 10)]
    assert [one.text for one in wrong.unread] == ["2mg+3mg"]  # as it stands there
    assert wrong.dose_mg is nought.dose_mg is None


def test_what_is_no_table_or_too_large_is_refused_with_one_line(tmp_path, monkeypatch):
    for data in (b"", b"one line", b"a,b\n\x00\x01", b'a,b\n"open'):
        (tmp_path / "bad.csv").write_bytes(data)
        with pytest.raises(RecordError):
            read(tmp_path / "bad.csv")
    for name in ("MOST_BYTES", "MOST_ROWS", "MOST_COLUMNS"):
        with monkeypatch.context() as patch:
            patch.setattr(csv_any, name, 1)
            with pytest.raises(RecordError, match=r"1 at most|too large"):
                written(tmp_path, "a,b\n1,2\n3,4\n")


def test_two_columns_cannot_be_one_thing():
    assert Mapped(kinds=(K.DAY, K.TIME, K.HR, K.HR), order=None).twice is K.HR
    assert Mapped(kinds=(K.TEMP_C, K.TEMP_F), order=None).twice is not None
    assert Mapped(kinds=(K.NOTE, K.NOTE, K.LEFT_OUT, K.LEFT_OUT), order=None).twice is None


def test_a_column_of_another_drug_is_no_dose_of_this_one(services, mrs, tmp_path):
    table = written(tmp_path, "date,time,Clonazepam mg,Baclofen mg\n2026-04-01,08:00,1,10\n")
    kinds = services.spreadsheets.guessed(mrs, table).kinds
    assert kinds == (K.DAY, K.TIME, K.LEFT_OUT, K.DOSE_MG)


def test_a_table_of_days_alone_gets_the_time_that_somebody_says_and_tells_of_it(
    services, mrs, tmp_path
):
    table = written(tmp_path, "date,pulse,mg\n2026-04-01,80,10\n2026-04-02,81,\n")
    mapped = services.spreadsheets.guessed(mrs, table)
    assert (mapped.has_days_alone, mapped.has_time) == (True, False)
    found = services.spreadsheets.preview(mrs, table, replace(mapped, every_day_at=time(21, 30)))
    services.spreadsheets.add(found)
    record = services.book.record(mrs)
    own = [c for c in record.check_ins if import_of(c.id) == found.import_id]
    assert [c.at.text for c in own] == ["2026-04-01T21:30:00-04:00", "2026-04-02T21:30:00-04:00"]
    (dose,) = [d for d in record.doses if import_of(d.id)]
    told = "The table has no times. 21:30 was said for all of it."
    assert {one.note for one in (*own, dose)} == {told}


def test_a_clock_is_asked_about_once_for_days_and_times_in_one_column_too(services, mrs, tmp_path):
    for cell, clock in (("2026-04-01 8:30", None), ("2026-04-01 13:30", ClockKind.LONG)):
        table = written(tmp_path, f"when,pulse\n{cell},80\n")
        assert services.spreadsheets.guessed(mrs, table).clock is clock


MOVED = """Date,Time,Temp,Pulse,Note
2026-04-01,08:00,37,5,80,shivers
2026-04-01,10:00,37,5,80,
2026-04-01,12:00,"37,5",80,
2026-04-01,16:00,37.5,80
"""


def test_a_comma_inside_a_number_moves_no_cell_into_another_column(services, mrs, tmp_path):
    moved, too, quoted, short = looked_at(services, mrs, tmp_path, MOVED).rows
    assert (moved.trouble.problem, moved.trouble.text) == (CellProblem.BEYOND_TITLES, "shivers")
    assert too.trouble.problem is CellProblem.BEYOND_TITLES
    assert moved.values == too.values == {}
    assert quoted.values == short.values == {"temp_c": Decimal("37.5"), "hr": 80}


def test_a_last_column_without_a_title_comes_in_once_somebody_names_it(services, mrs, tmp_path):
    text = "Date,Time,Pulse\n2026-04-01,08:00,80,better\n2026-04-01,12:00,82\n"
    table = written(tmp_path, text)
    guessed = services.spreadsheets.guessed(mrs, table)
    first, second = services.spreadsheets.preview(mrs, table, guessed).rows
    assert first.trouble.problem is CellProblem.BEYOND_TITLES
    assert second.values == {"hr": 82}
    named = replace(guessed, kinds=(*guessed.kinds[:3], K.NOTE))
    first, second = services.spreadsheets.preview(mrs, table, named).rows
    assert (first.values, first.note) == ({"hr": 80}, "better")


@pytest.mark.parametrize("space", [" ", "\u202f", "\xa0"])
def test_the_space_that_newer_programs_write_before_am_and_pm_is_one(
    services, mrs, tmp_path, space
):
    text = f"When;Pulse\n4/13/2026 8:30{space}PM;80\n"
    (row,) = looked_at(services, mrs, tmp_path, text).rows
    assert (row.at.local.hour, row.values) == (20, {"hr": 80})
    text = f"Date;Time;Pulse\n4/13/2026;8:30{space}PM;80\n"
    (row,) = looked_at(services, mrs, tmp_path, text).rows
    assert (row.at.local.hour, row.values) == (20, {"hr": 80})


def test_the_mark_that_the_first_line_names_counts_whatever_else_stands_in_the_cells(
    services, mrs, tmp_path
):
    text = "sep=|\nWhen|Pulse, sitting; rested\n2026-04-01 08:00|80\n"
    table = written(tmp_path, text)
    assert table.titles == ("When", "Pulse, sitting; rested")
    (row,) = services.spreadsheets.preview(
        mrs, table, services.spreadsheets.guessed(mrs, table)
    ).rows
    assert (row.number, row.values) == (3, {"hr": 80})
