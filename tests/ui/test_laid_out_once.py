# SPDX-License-Identifier: MIT
"""A page is laid out once when it is opened: for the room it has, not for that of the last one."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

pytestmark = pytest.mark.gui


class Sizes(QObject):
    """Takes down every size that a widget is given."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen: list[tuple[int, int]] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt names it
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.seen.append((watched.width(), watched.height()))
        return False


@pytest.mark.parametrize(("left", "opened"), [("history", "check_in"), ("check_in", "history")])
def test_neither_the_page_that_comes_nor_the_one_that_goes_is_laid_out_twice(
    open_window, left, opened
):
    window = open_window(person="practice-oral")
    for page in (opened, left):
        window.show_page(page)
        QApplication.processEvents()
    gone, came = (Sizes(window._pages.page(page)) for page in (left, opened))
    window.show_page(opened)
    QApplication.processEvents()
    page = window._pages.page(opened)
    assert gone.seen == []
    assert came.seen in ([], [(page.width(), page.height())])
    assert page.size() == window._frame.stack.size()


def test_the_check_in_that_was_opened_after_a_save_is_judged_before_it_is_seen(open_window):
    window = open_window(person="practice-oral")
    window.show_page("check_in")
    page = window._pages.page("check_in")
    window.show_written("Something was written down.", lambda _by: None)
    assert window.page_name == "today"
    window.show_page("check_in")
    assert page.unsaved() is not None, "it is known at once what stands here"
    assert page._panel.level is not None
    assert page._frame._stands
