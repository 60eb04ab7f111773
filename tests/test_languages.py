# SPDX-License-Identifier: MIT
"""Every page in longer words and from the right: nothing is cut, covered or out of reach."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QListView,
    QScrollArea,
    QWidget,
)

from caregiver_app.system.words import Locale, in_use, use
from caregiver_app.ui.pages import builder
from caregiver_app.ui.widgets.history.day_grid import DayGridView
from tests.access import looks
from tests.pseudo import pseudo_locale
from tests.ui.test_access import cut, visible

pytestmark = pytest.mark.gui

OF_A_PUMP = ("today", "check_in", "plan", "emergency", "happened", "handoff", "profile")
PAGES = {"practice-oral": tuple(builder._BUILDERS), "practice-pump": OF_A_PUMP}
SIZES = ((1, 1366), (2, 1024))
LEVEL_PX = 200  # its word, what to do and the first number to ring
TOUCH_PX = 2  # edges that two neighbours share


@pytest.fixture(scope="session")
def spoken(tmp_path_factory) -> dict[str, Locale]:
    """Return the languages of the tests; their clinical words are written once."""
    longer = pseudo_locale(tmp_path_factory.mktemp("longer"))
    from_right = pseudo_locale(tmp_path_factory.mktemp("from_right"), right_to_left=True)
    return {"longer": longer, "from the right": from_right}


@pytest.fixture
def opened(open_window, spoken):
    """Return a function that opens the window of a person in a language and a size."""

    def open_it(who: str, language: str, scale: int, width: int, **chosen: str) -> QWidget:
        use(spoken[language])
        chosen |= {"recorder": "Ana (daughter)"}
        return open_window(width, 768, person=who, text_scale=Decimal(scale), **chosen)

    yield open_it
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def settle() -> None:
    for _turn in range(8):
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("language", "scale", "width", "who"),
    [
        ("longer", *SIZES[1], "practice-oral"),
        pytest.param("longer", *SIZES[0], "practice-pump", marks=pytest.mark.long),
        pytest.param("longer", *SIZES[0], "practice-oral", marks=pytest.mark.long),
        pytest.param("longer", *SIZES[1], "practice-pump", marks=pytest.mark.long),
        # As long as the others, and turned round.
        ("from the right", *SIZES[0], "practice-pump"),
        pytest.param("from the right", *SIZES[1], "practice-oral", marks=pytest.mark.long),
    ],
)
def test_every_page_shows_all_of_its_words(opened, who, language, scale, width):
    window = opened(who, language, scale, width)
    assert (window.layoutDirection() is Qt.LayoutDirection.RightToLeft) is in_use().right_to_left
    found = set()
    for page in PAGES[who]:
        window.show_page(page)
        settle()
        found |= {f"{page}: {fault}" for fault in (*cut(window), *faults(window))}
    assert found == set()


OLD_SCREEN = ("today", "check_in", "log_dose", "history", "people", "shift")


def test_no_page_of_a_shift_is_wider_than_an_old_screen_in_longer_words(opened):
    window = opened("practice-oral", "longer", 1, 1024)
    found = set()
    for page in OLD_SCREEN:
        window.show_page(page)
        settle()
        found |= {f"{page}: {fault}" for fault in (*cut(window), *faults(window))}
    assert found == set()


def faults(window: QWidget) -> Iterator[str]:
    """Yield what `cut` cannot see: words that cannot wrap, pages too wide, parts on each other."""
    for words in visible(window, QLabel):
        wide = max(map(words.fontMetrics().horizontalAdvance, pieces(words.text())), default=0)
        if words.wordWrap() and wide > words.width():
            yield f"a word of {words.text()!r} needs {wide} of {words.width()}"
    for area in visible(window, QScrollArea):
        inside, room = area.widget(), area.viewport().width()
        still = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if still and inside is not None and inside.width() > room:
            yield f"a page is {inside.width()} wide in {room}"
    yield from covered(window)


def pieces(words: str) -> list[str]:
    """Return the parts between which a line may end."""
    return re.split(r"[\s/\\-]", words)


def covered(window: QWidget) -> Iterator[str]:
    """Yield neighbours that lie on each other."""
    beside: dict[QWidget, list[QWidget]] = {}
    for part in visible(window, QLabel, QAbstractButton):
        if part.text():
            beside.setdefault(part.parentWidget(), []).append(part)
    for parts in beside.values():
        for one, other in combinations(parts, 2):
            shared = one.geometry() & other.geometry()
            if shared.width() > TOUCH_PX and shared.height() > TOUCH_PX:
                yield f"{one.text()!r} lies on {other.text()!r}"


@pytest.mark.parametrize(
    ("language", "scale", "width"),
    [
        ("longer", *SIZES[1]),
        ("from the right", *SIZES[0]),
        pytest.param("longer", *SIZES[0], marks=pytest.mark.long),
        pytest.param("from the right", *SIZES[1], marks=pytest.mark.long),
    ],
)
def test_save_level_and_emergency_are_in_sight_in_longer_words(opened, language, scale, width):
    window = opened("practice-oral", language, scale, width)
    window.show_page("check_in")
    settle()
    seen, whole = {}, {}
    for name in ("save", "level", "emergency"):
        part = next(w for w in window.findChildren(QWidget, name) if w.isVisible())
        seen[name], whole[name] = part.visibleRegion().boundingRect(), part.rect()
    assert (seen["save"], seen["emergency"]) == (whole["save"], whole["emergency"])
    assert seen["level"].top() == 0
    assert seen["level"].height() >= min(whole["level"].height(), LEVEL_PX)


def test_the_rail_stands_on_the_side_where_reading_begins(opened):
    window = opened("practice-oral", "from the right", 1, 1366)
    rail = next(w for w in window.findChildren(QWidget, "nav.today") if w.isVisible())
    assert QRect(rail.mapTo(window, QPoint(0, 0)), rail.size()).left() > window.width() // 2


@pytest.mark.parametrize(("scale", "width"), SIZES)
def test_words_for_a_number_find_room_where_the_country_is_not_known(open_window, scale, width):
    chosen = {"recorder": "Ana (daughter)", "country": "unknown"}
    window = open_window(width, 768, person="practice-pump", text_scale=Decimal(scale), **chosen)
    for page in ("today", "check_in", "emergency", "happened"):
        window.show_page(page)
        if page == "check_in":
            window.findChild(QAbstractButton, "flag.seizure").click()
        settle()
        assert [*cut(window), *faults(window)] == [], page
    shown = " ".join(label.text() for label in visible(window, QLabel))
    assert in_use().emergency == "your local emergency number"
    assert "911" not in shown


@pytest.mark.parametrize("language", ["longer", "from the right"])
def test_painted_words_lie_beside_each_other_and_inside(opened, language):
    window = opened("practice-oral", language, 1, 1366)
    window.show_page("history")
    settle()
    rows = window.findChild(QListView, "history.list").viewport()
    for view in (rows, window.findChild(DayGridView), window.findChild(QWidget, "nav.history")):
        with looks.drawn_texts() as drawn:
            view.grab()
        told = [text for text in drawn if text.words.strip()]
        assert len(told) >= 1
        for text in told:
            assert view.rect().left() <= text.place.left(), text.words
            assert text.place.right() <= view.rect().right(), text.words
        for one, other in combinations(told, 2):
            shared = one.place & other.place
            apart = shared.width() <= TOUCH_PX or shared.height() <= TOUCH_PX
            assert apart or one.words == other.words, (one.words, other.words)
