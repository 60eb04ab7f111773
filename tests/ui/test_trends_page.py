# SPDX-License-Identifier: MIT
"""Trends in the real window: walked by key, pressed, touched, as a table and as a picture."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QTableView

from caregiver_app.domain.charts.trend_time import Span
from caregiver_app.domain.check_in import CheckIn, Draft, Missing, Mode
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.moments import moment_in_zone
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step
from caregiver_app.ui.words import dates
from tests.conftest import NOW, ZONE
from tests.domain.pretend import ago, dose, plan
from tests.journeys.touch import finger, touch
from tests.journeys.words import find, is_gone, press, see

pytestmark = pytest.mark.gui

NAME = "Rosa Delgado"


def at(hours: float):
    return moment_in_zone(NOW - (ago(0).utc - ago(hours).utc), ZONE)


def check_in(hours: float, **answers) -> CheckIn:
    return CheckIn(id=f"c{hours}", at=at(hours), **answers)


@pytest.fixture
def trends(open_window):
    """Return a function that shows Trends of somebody with these check-ins."""

    def show(*check_ins: CheckIn, width: int = 1366, doses=(), **more):
        window = open_window(width, person="practice-oral")
        person = window.person_id
        record = window.services.book.record(person)
        kept = replace(record, check_ins=tuple(check_ins), doses=doses, plans=(), **more)
        window.services.book._records[person] = kept
        window.open_person(person)
        window.show_page("trends")
        QApplication.processEvents()
        return window

    return show


def said(window) -> str:
    return " ".join(find(window, f"trends.{part}").text() for part in ("when", "said"))


def strike(chart, *keys: Qt.Key) -> None:
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for key in keys:
        QTest.keyClick(chart, key)
    QApplication.processEvents()


# ---- by keyboard and by ear


def test_the_arrow_keys_walk_the_points_and_each_is_said_in_words(trends):
    window = trends(check_in(9, hr=70), check_in(4.5, hr=88))
    pulse = find(window, "chart.hr")
    strike(pulse, Qt.Key.Key_Left)
    assert "Thursday 21 May, 9:10\u00a0AM (9:10), 4 hours 30 minutes ago." in said(window)
    assert "Pulse 88 beats a minute. Usual 68\u00a0to\u00a080." in said(window)
    strike(pulse, Qt.Key.Key_Left)
    assert "Pulse 70" in said(window)
    strike(pulse, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert "Pulse 70" in said(window)
    strike(pulse, Qt.Key.Key_End)
    assert "Pulse 88" in said(window)
    strike(pulse, Qt.Key.Key_Home)
    assert "Pulse 70" in said(window)


def test_a_screen_reader_hears_the_chart_and_the_point(trends):
    pulse = find(trends(check_in(40, hr=70), check_in(4.5, hr=88)), "chart.hr")
    strike(pulse, Qt.Key.Key_Left)
    heard = QAccessible.queryAccessibleInterface(pulse)
    name, point = (
        heard.text(part) for part in (QAccessible.Text.Name, QAccessible.Text.Description)
    )
    assert name == "Pulse, beats a minute, 7 days. 2 points. 2 gaps."
    assert "Pulse 88 beats a minute." in point
    assert "Nothing recorded for 35 hours 30 minutes before this." in point


def test_two_check_ins_of_one_minute_are_both_walked(trends):
    twice = [replace(check_in(4, hr=70 + n), id=f"twin{n}") for n in range(2)]
    window = trends(*twice, check_in(1, hr=90))
    pulse = find(window, "chart.hr")
    strike(pulse, Qt.Key.Key_Home)
    assert "Pulse 70" in said(window)
    strike(pulse, Qt.Key.Key_Right)
    assert "Pulse 71" in said(window)
    strike(pulse, Qt.Key.Key_Right)
    assert "Pulse 90" in said(window)


def test_another_chart_says_its_own_value_of_the_same_moment(trends):
    window = trends(check_in(9, hr=70, stiffness=2), check_in(4, hr=88, stiffness=6))
    strike(find(window, "chart.hr"), Qt.Key.Key_Home)
    find(window, "chart.stiffness").setFocus(Qt.FocusReason.TabFocusReason)
    assert "Stiffness 2 of 10." in said(window)


def test_between_two_points_the_reading_tells_what_happened(trends):
    log = (replace(dose(0), scheduled_for=at(6), at=None, status=dose(0).status.MISSED),)
    window = trends(check_in(9, hr=70), check_in(4, hr=88))
    kept = window.services.book._records[window.person_id]
    window.services.book._records[window.person_id] = replace(kept, doses=log)
    window._pages.page("trends").open_person(window.person_id)
    strike(find(window, "chart.hr"), Qt.Key.Key_End)
    assert "Dose missed: baclofen, due 7:40\u00a0AM." in said(window)


def test_with_two_drugs_the_day_says_which_one_was_cut(trends):
    window = trends(check_in(4, hr=88))
    kept = window.services.book._records[window.person_id]
    steps = (Step(from_=at(48).day, mg_per_day=Decimal(1)),)
    cut = plan("08:00", steps=steps, start_mg_per_day=Decimal(2), drug=Drug.CLONAZEPAM)
    first = replace(cut, drug=Drug.BACLOFEN, steps=(replace(steps[0], from_=at(96).day),))
    record = replace(kept, plans=(first, cut))
    window.services.book._records[window.person_id] = record
    window._pages.page("trends").open_person(window.person_id)
    strike(find(window, "chart.hr"), Qt.Key.Key_End)
    assert "clonazepam: day 2 since the cut." in said(window)


def test_both_readings_are_told_and_both_units(trends):
    first = {"temp_c": Decimal("38.4")}
    window = trends(check_in(4, temp_c=Decimal("37.1"), first_reading=first))
    strike(find(window, "chart.temp_c"), Qt.Key.Key_End)
    assert "Temperature 37.1\u00a0°C (98.8\u00a0°F). First reading 101.1." in said(window)


# ---- by mouse and by touch


def test_a_press_chooses_the_point_nearest_in_time(trends):
    window = trends(check_in(100, hr=70), check_in(4, hr=88))
    pulse = find(window, "chart.hr")
    for hours, value in ((100, "Pulse 70"), (4, "Pulse 88")):
        place = QPoint(round(pulse.plot.across(at(hours))) - 15, pulse.height() // 2)
        QTest.mouseClick(pulse, Qt.MouseButton.LeftButton, pos=place)
        assert value in said(window)


def test_a_finger_chooses_points_too_and_slides_along(trends):
    window = trends(check_in(100, hr=70), check_in(4, hr=88))
    touch(window, "chart.hr")
    assert "Pulse 70" in said(window) or "Pulse 88" in said(window)
    pulse, handle = find(window, "chart.hr"), window.windowHandle()
    way = [
        pulse.mapTo(window, QPoint(round(pulse.plot.across(at(hours))), pulse.height() // 2))
        for hours in (100, 4)
    ]
    QTest.touchEvent(handle, finger()).press(0, way[0], handle).commit()
    assert "Pulse 70" in said(window)
    QTest.touchEvent(handle, finger()).move(0, way[1], handle).commit()
    QTest.touchEvent(handle, finger()).release(0, way[1], handle).commit()
    assert "Pulse 88" in said(window)


def test_how_far_back_is_chosen_and_kept(trends):
    window = trends(check_in(100, hr=70), check_in(4, hr=88))
    press(window, "span.24h")
    assert len(find(window, "chart.hr").chart.check_ins) == 1
    press(window, "span.all")
    assert len(find(window, "chart.hr").chart.check_ins) == 2
    press(window, "nav.today")
    press(window, "nav.trends")
    assert find(window, "span.all").isChecked()


def menu_of(window) -> QMenu:
    return next(m for m in window.findChildren(QMenu) if m.isVisible())


def test_charts_are_chosen_from_a_menu_that_stays_open(trends):
    window = trends(check_in(4, hr=88, rr=14, mood=3, anxiety=5, sleep_h=Decimal("6.5")))
    press(window, "trends.charts")
    menu = menu_of(window)
    for name in ("Pulse", "Breaths", "Sleep"):
        action = next(a for a in menu.actions() if a.text() == name)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    menu.close()
    see(window, "5 of 9 charts")
    assert is_gone(window, "chart.hr")
    assert "1 point" in find(window, "chart.rr").accessibleName()


def test_by_key_every_chart_can_be_put_away_and_the_page_says_so(trends):
    window = trends(check_in(4, hr=88))
    press(window, "trends.charts")
    menu = menu_of(window)
    for _chart in range(4):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    see(window, "0 of 9 charts", "No chart is chosen.")
    assert is_gone(window, "trends.export")


def test_where_there_is_less_room_the_span_is_a_list(trends):
    window = trends(check_in(4, hr=88), width=1024)
    assert is_gone(window, "span.24h")
    press(window, "trends.span")
    menu = menu_of(window)
    action = next(a for a in menu.actions() if a.text() == "30 days")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    see(window, "30 days")
    assert window._pages.page("trends")._story.span is Span.MONTH


# ---- empty and odd


def test_what_was_not_recorded_is_said_in_words_and_the_last_value_has_its_age(trends):
    window = trends(check_in(200, temp_c=Decimal("37.1")))
    press(window, "span.72h")
    words = find(window, "chart.temp_c").accessibleName()
    assert words.endswith(
        "No temperature recorded in these 72 hours. Last: 37.1\u00a0°C "
        "(98.8\u00a0°F), 8 days 8 hours ago."
    )
    assert "No pulse recorded in these 72 hours." in find(window, "chart.hr").accessibleName()


def test_hi_on_the_device_is_said_and_is_no_number(trends):
    window = trends(check_in(9, hr=70), check_in(4, not_taken={"hr": Missing.DEVICE_HIGH}))
    strike(find(window, "chart.hr"), Qt.Key.Key_End)
    assert "Pulse device shows HI." in said(window)


def test_a_check_in_that_was_just_saved_is_a_point(trends):
    window = trends(check_in(9, hr=70))
    services = window.services
    window.show_saved(services.check_ins.save(window.person_id, Draft(mode=Mode.QUICK, hr=95)))
    press(window, "nav.trends")
    strike(find(window, "chart.hr"), Qt.Key.Key_End)
    assert "just now. Pulse 95 beats a minute." in said(window)


def test_a_point_from_a_journey_stands_at_the_time_of_home_and_says_how_it_was_written(trends):
    away = moment_in_zone(at(4.5).utc, "America/Los_Angeles")
    window = trends(CheckIn(id="away", at=away, hr=88))
    strike(find(window, "chart.hr"), Qt.Key.Key_End)
    assert "9:10\u00a0AM (9:10)" in said(window)
    assert "written as 6:10\u00a0AM, America/Los_Angeles." in said(window)


def test_ages_go_on_while_the_page_is_open(trends, clock):
    window = trends(check_in(4.5, hr=88))
    strike(find(window, "chart.hr"), Qt.Key.Key_End)
    for span in ("span.7d", "span.all"):
        press(window, span)
        clock.go_to(clock.now() + (ago(0).utc - ago(1).utc))
        window._pages.page("trends").minute_passed()
    assert "6 hours 30 minutes ago" in said(window)
    assert "Pulse 88 beats a minute." in said(window)
    assert "Temperature" not in said(window)


# ---- as a table


def rows_of(window) -> list[list[str]]:
    model = find(window, "trends.table").model()
    width = model.columnCount()
    return [[model.index(r, c).data() for c in range(width)] for r in range(model.rowCount())]


def test_the_table_has_the_same_points_as_rows_newest_first(trends):
    window = trends(check_in(30, hr=70, sbp=120, dbp=80), check_in(4, hr=88, stiffness=5))
    points = {s: find(window, f"chart.{s}").chart.check_ins for s in ("hr", "bp", "stiffness")}
    press(window, "trends.show_table")
    rows = rows_of(window)
    assert rows[0][1:] == ["88", "not recorded", "not recorded", "5"]
    assert rows[1][:2] == ["Wed 20 May, 7:40\u00a0AM", "Nothing recorded for 26 hours."]
    assert rows[2][1:] == ["70", "not recorded", "120/80", "not recorded"]
    table = [row.check_in for row in find(window, "trends.table").rows if row.check_in]
    assert {c.id for c in table} == {c.id for told in points.values() for c in told}


def test_a_row_that_is_chosen_is_read_and_stays_chosen_in_the_charts(trends):
    window = trends(check_in(9, hr=70), check_in(4, hr=88))
    press(window, "trends.show_table")
    table: QTableView = find(window, "trends.table")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert "Pulse 70 beats a minute." in said(window)
    press(window, "trends.show_table")
    assert find(window, "chart.hr").place == 0


def test_the_table_tells_both_readings_and_each_extra_dose_and_when_a_dose_was_given(trends):
    seen = check_in(9, hr=118, first_reading={"hr": Decimal(132)})
    log = (
        dose(6, DoseStatus.EXTRA, at=at(6), scheduled_for=None, mg=Decimal(10)),
        dose(5, DoseStatus.PARTLY, at=at(4), scheduled_for=at(5), mg=Decimal(10)),
    )
    window = trends(seen, check_in(2, hr=90), doses=log)
    press(window, "trends.show_table")
    table = find(window, "trends.table")
    rows = [[table.model().index(n, c).data() for c in (0, 1)] for n in range(4)]
    assert rows[3][1] == "118, first 132"
    assert (rows[1][1][:21], rows[2][1]) == (
        "Dose partly taken: ba",
        "Extra dose: baclofen 10\u00a0mg.",
    )
    assert rows[1][0].endswith(dates.clock_time(at(4)))
    assert "first reading 132" in table.model().index(3, 1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_cell_of_the_table_is_heard_with_name_unit_and_time(trends):
    window = trends(check_in(4, hr=88))
    press(window, "trends.show_table")
    model = find(window, "trends.table").model()
    heard = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Pulse 88 beats a minute, Thu 21 May, 9:40\u00a0AM"


# ---- the picture


def gap_columns(window, image: QImage, one: float, two: float) -> set[str]:
    """Return the colours of the curve's ink between two moments, away from their points."""
    pulse = find(window, "chart.hr")
    ink = window._theme.colour("accent").name()
    left, right = (round(pulse.plot.across(at(hours))) for hours in (one, two))
    area = pulse.plot.plot.toRect()
    return {
        image.pixelColor(x, y).name()
        for x in range(left + 8, right - 8)
        for y in range(area.top(), area.bottom() - 1)
        if image.pixelColor(x, y).name() == ink
    }


def test_in_the_picture_no_line_crosses_a_gap_and_one_joins_what_may_be_joined(trends):
    window = trends(
        check_in(80, hr=70), check_in(72, hr=100), check_in(30, hr=70), check_in(22, hr=100)
    )
    press(window, "span.all")
    image = find(window, "chart.hr").grab().toImage()
    assert gap_columns(window, image, 72, 30) == set()
    assert gap_columns(window, image, 80, 72) != set()
    assert gap_columns(window, image, 30, 22) != set()


def test_a_gap_of_a_crowded_chart_stays_empty_too(trends):
    before = [check_in(600 - n / 2, hr=60 + n % 40) for n in range(500)]
    after = [check_in(250 - n / 2, hr=60 + n % 40) for n in range(500)]
    window = trends(*before, *after)
    press(window, "span.all")
    image = find(window, "chart.hr").grab().toImage()
    assert gap_columns(window, image, 350, 250) == set()
    assert gap_columns(window, image, 600, 500) != set()


def test_what_is_alone_is_drawn_even_where_points_are_crowded(trends):
    crowd = [check_in(600 - n / 2, hr=60 + n % 40) for n in range(500)]
    window = trends(*crowd, check_in(250, hr=100))
    press(window, "span.all")
    image = find(window, "chart.hr").grab().toImage()
    assert gap_columns(window, image, 262, 238) != set()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_picture_is_written_whole_and_no_file_name_says_who_it_is(trends, tmp_path, ending):
    window = trends(check_in(4, hr=88))
    press(window, "trends.export")
    dialog = window.findChild(QFileDialog)
    proposed = Path(dialog.selectedFiles()[0]).name
    assert proposed == "trends-2026-05-21-1340.png"
    dialog.close()
    file = tmp_path / f"trends.{ending}"
    window._pages.page("trends").save_picture(file)
    see(window, "Picture saved.", str(file))
    data = QByteArray(file.read_bytes())
    image = QImage.fromData(data, ending.upper())
    assert (image.width(), image.height()) >= (1300, 600)
    assert file.stat().st_mode & 0o077 == 0


def test_a_drawing_says_whose_it_is_and_from_when_to_when(trends, tmp_path):
    window = trends(check_in(4, hr=88))
    window._pages.page("trends").save_picture(tmp_path / "trends.svg")
    words = (tmp_path / "trends.svg").read_text(encoding="utf-8")
    for text in ("PRACTICE: Pat Morgan", "Thu 14 May 2026", "America/New_York", "nothing recorded"):
        assert text in words


def test_a_name_with_another_ending_is_refused_and_nothing_is_written(trends, tmp_path):
    window = trends(check_in(4, hr=88))
    window._pages.page("trends").save_picture(tmp_path / "trends.jpg")
    see(window, "The picture was not saved. The name must end in .png or .svg.")
    assert list(tmp_path.glob("trends.*")) == []


def test_a_picture_that_cannot_be_written_is_told(trends, tmp_path):
    window = trends(check_in(4, hr=88))
    window._pages.page("trends").save_picture(tmp_path / "no folder" / "trends.png")
    told = " ".join(w.text() for w in window.findChildren(QLabel) if w.isVisible())
    assert "The picture was not saved." in told
