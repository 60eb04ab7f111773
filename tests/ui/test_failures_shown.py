# SPDX-License-Identifier: MIT
"""A mistake in the program stands on the window in plain words, wherever it was made."""

from threading import Thread

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from caregiver_app.app import start
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.services import languages
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.fields import cards, chip, flow_layout, steady_area
from caregiver_app.ui.widgets.history import timeline
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from tests.journeys.test_passcode import locked  # noqa: F401 - a fixture
from tests.journeys.words import find, is_gone, press, see, type_into, visible_text

pytestmark = pytest.mark.gui


class Unpaintable(QWidget):
    """A widget that fails when it is painted."""

    painted = 0

    def paintEvent(self, _event):  # noqa: N802 - Qt's name
        self.painted += 1
        raise ValueError("canary")


def fail():
    raise ValueError("canary")


def test_a_slot_a_painting_and_a_thread_that_fail_are_told_and_the_window_goes_on(
    qtbot, data_dir, clock, practised, capsys
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    bad = Unpaintable(window)
    bad.resize(9, 9)
    for cause in (lambda: QTimer.singleShot(0, fail), bad.show, Thread(target=fail).start):
        cause()
        qtbot.waitUntil(lambda: not is_gone(window, "trouble"))
        see(window, "Something in the program failed. What you saved is kept.", "ValueError")
        assert "canary" not in visible_text(window)
        bad.hide()
        press(window, "trouble.put_away")
    assert bad.painted == 1
    press(window, "nav.check_in")
    see(window, "Save for Pat Morgan")
    assert (data_dir / "failures.log").read_text(encoding="utf-8").count("ValueError") == 3
    window.close()
    capsys.readouterr()


def test_a_mistake_in_an_event_while_a_dialog_is_built_is_told_and_the_program_goes_on(
    qtbot, data_dir, clock, practised, capsys, monkeypatch
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    with monkeypatch.context() as patch:
        patch.setattr(steady_area, "_MOST_ROUNDS", "planted")
        QTest.keyClick(window, Qt.Key.Key_F6)
        dialog = window.findChild(QDialog, "who_records")
        see(dialog, "Who is recording?", "Your name")
        see(window, "Something in the program failed.", "TypeError, eventFilter")
    type_into(dialog, "recorder_name", "Kim")
    press(dialog, "guest_recorder")
    assert window.services.settings.current().recorder == "Kim"
    assert "TypeError" in (data_dir / "failures.log").read_text(encoding="utf-8")
    window.close()
    capsys.readouterr()


CALM = Assessment(rule_set="", level=Level.NO_FLAGS)


def opened_on_check_in(data_dir, clock, qtbot):
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    press(window, "nav.check_in")
    return window


def test_a_mistake_while_buttons_find_their_place_is_told_and_kept_in(
    qtbot, data_dir, clock, practised, capsys, monkeypatch
):
    practised("practice-oral", clock, data_dir)
    window = opened_on_check_in(data_dir, clock, qtbot)
    press(window, "nav.history")
    with monkeypatch.context() as patch:
        patch.setattr(cards, "_MOST_LINES", "planted")
        QApplication.sendEvent(
            find(window, "history.count").parentWidget(), QEvent(QEvent.Type.LayoutRequest)
        )
    see(window, "Something in the program failed.", "TypeError")
    assert told_by_places_alone(data_dir, capsys, "TypeError") == 1
    window.close()


@pytest.mark.parametrize(
    ("module", "name", "page", "place"),
    [
        (chip, "QSize", "check_in", "sizeHint"),
        (flow_layout, "_height", "check_in", "heightForWidth"),
        (timeline, "ROW", "history", "data"),
    ],
)
def test_a_mistake_in_what_is_asked_while_a_page_is_laid_out_is_told_and_the_page_can_be_used(
    qtbot, data_dir, clock, practised, capsys, monkeypatch, module, name, page, place
):
    practised("practice-oral", clock, data_dir)
    window = opened_on_check_in(data_dir, clock, qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, Uncomparable())
        press(window, f"nav.{page}")
        window.resize(1300, 760)
        window.grab()
        see(window, "Something in the program failed.", "TypeError")
    press(window, "emergency")
    see(window, "911")
    assert told_by_places_alone(data_dir, capsys, f" {place} < event_faults.py")
    told = (data_dir / "failures.log").read_text(encoding="utf-8").splitlines()
    asked = [line for line in told if line.endswith("answered")]
    assert len(asked) == len(set(asked))  # however often Qt asks
    window.close()


class Uncomparable:
    """What can neither be called nor compared."""

    def __eq__(self, _other):
        raise TypeError("canary")

    __hash__ = None


def told_by_places_alone(data_dir, capsys, kind="ValueError"):
    """Return how many mistakes the log tells; neither it nor the console tells their words."""
    log = (data_dir / "failures.log").read_text(encoding="utf-8")
    assert "canary" not in log + capsys.readouterr().err
    return log.count(kind)


def test_rules_or_a_save_that_fail_say_so_where_it_happened_and_the_answers_are_kept(
    qtbot, data_dir, clock, practised, capsys
):
    practised("practice-oral", clock, data_dir)
    window = opened_on_check_in(data_dir, clock, qtbot)
    check_ins, person = window.services.check_ins, window.person_id
    press(window, "stiffness.4")
    panel = window.findChild(CheckInPage).findChild(LevelPanel)
    panel.show_assessment(CALM, (), False, None)  # as it stood for other answers
    check_ins.assess = planted
    press(window, "alertness.awake")
    see(window, "NOT checked: the program failed. For any red flag call 911 now.")
    assert panel.level is Level.INCOMPLETE
    del check_ins.assess
    check_ins.save = planted
    press(window, "breathing.normal")
    press(window, "save")
    see(window, "NOT saved: the program failed. Your answers are kept here.")
    kept = check_ins.kept_draft(person).draft
    assert (kept.stiffness, kept.alertness) == (4, "awake")
    del check_ins.save
    press(window, "save")
    assert window.services.book.record(person).check_ins[-1].stiffness == 4
    assert told_by_places_alone(data_dir, capsys) == 2
    window.close()


def planted(*_answers, **_more):
    raise ValueError("canary")


def test_a_mistake_before_there_is_any_page_shows_whom_to_call_and_lets_one_try_again(
    qtbot, data_dir, clock, practised, capsys, monkeypatch
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with monkeypatch.context() as patch:
        patch.setattr(languages, "choose_early", planted)
        window.show()
        qtbot.waitUntil(lambda: "call 911 now" in visible_text(window))
    see(window, "Something in the program failed (ValueError", "While you wait")
    press(window, "rescue.again")
    see(window, "Pat Morgan")
    window.close()
    assert "canary" not in capsys.readouterr().err


def test_what_failed_still_stands_there_when_the_text_is_made_larger(
    qtbot, data_dir, clock, practised, capsys
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    press(window, "nav.settings")
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: not is_gone(window, "trouble"))
    before = window.centralWidget()
    press(window, "settings.text_scale.125")
    assert window.centralWidget() is not before  # built anew, with nothing of what stood there
    see(window, "Something in the program failed. What you saved is kept.", "ValueError")
    press(window, "trouble.put_away")
    press(window, "settings.text_scale.100")
    assert is_gone(window, "trouble")
    window.close()
    capsys.readouterr()


def test_what_fails_behind_the_lock_screen_stands_on_it(locked, qtbot, capsys):  # noqa: F811 - a fixture
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: not is_gone(locked, "lock.problem"))
    see(locked, "Locked", "Something in the program failed.", "ValueError, fail")
    locked.close()
    capsys.readouterr()


def test_where_telling_it_fails_too_a_box_of_its_own_tells_it_and_stops_nothing(
    qtbot, data_dir, clock, practised, capsys
):
    practised("practice-oral", clock, data_dir)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: "Pat Morgan" in visible_text(window))
    window.show_trouble = planted
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: "Something in the program failed" in visible_text(window))
    see(window, "What you saved is kept. Emergency still works.", "ValueError, planted")
    press(window, "emergency")
    see(window, "911")
    assert (data_dir / "failures.log").read_text(encoding="utf-8").count("ValueError") == 2
    del window.show_trouble
    window.close()
    capsys.readouterr()
