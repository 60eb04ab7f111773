# SPDX-License-Identifier: MIT
"""A page takes its parts where it will stand: hung in later, Qt styles every one of them again."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.app import first_window
from caregiver_app.opening import open_or_ask
from caregiver_app.ui.frame.window_frame import WindowFrame
from caregiver_app.ui.pages.rescue import RescuePage
from tests.journeys.words import visible_text

pytestmark = pytest.mark.gui
_MOST = 4  # times for each part, on the way from a word to a card to the page


class Styled(QObject):
    """Counts how often any part of the program is styled anew."""

    times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() is QEvent.Type.StyleChange
        return False


@pytest.fixture
def styled(qapp: QApplication):
    counting = Styled()
    qapp.installEventFilter(counting)
    yield counting
    qapp.removeEventFilter(counting)


def test_the_window_with_today_is_styled_as_it_is_built_and_not_again(open_window, styled):
    window = open_window(person="practice-oral")
    parts = len(window.findChildren(QWidget))
    assert parts > 200
    assert styled.times < 3 * parts


@pytest.mark.parametrize("page", ["profile", "about", "people", "check_in", "handoff", "settings"])
def test_a_page_is_styled_as_it_is_built_and_not_again(open_window, styled, page):
    window = open_window(person="practice-oral")
    before, styled.times = set(window.findChildren(QWidget)), 0
    window.show_page(page)
    parts = len(set(window.findChildren(QWidget)) - before)
    assert parts > 90
    assert styled.times < _MOST * parts


def test_a_record_that_could_not_be_shown_leaves_nobody_in_the_window(
    qtbot, data_dir, clock, practised
):
    practised("practice-oral", clock, data_dir)
    window = first_window()
    qtbot.addWidget(window)
    build = window._build_frame

    def build_and_fail(*given):
        build(*given)
        window._frame.show_person(window.services.overview.person_line(window.person_id))
        raise RuntimeError("Today cannot be built")

    window._build_frame = build_and_fail
    for _try in range(2):
        open_or_ask(window, data_dir, clock)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert window.findChild(RescuePage) is not None
        assert window.findChildren(WindowFrame) == []
    del window._build_frame
    open_or_ask(window, data_dir, clock)
    window.show()
    assert len(window.findChildren(WindowFrame)) == 1
    assert "Pat Morgan" in visible_text(window)
    window.close()
