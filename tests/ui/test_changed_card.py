# SPDX-License-Identifier: MIT
"""The card "What changed" says days and times as a caregiver does, and leaves no line out."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from caregiver_app.content.changes import load_changes
from caregiver_app.domain.changed.change_lines import ChangeKind, ChangeLine, Said
from caregiver_app.domain.changed.what_changed import last_day, what_changed
from caregiver_app.domain.record import Record
from caregiver_app.ui.look.theme import apply_theme, load_theme
from caregiver_app.ui.widgets.today.changed_card import ChangedCard, ScreenTimes
from tests.domain.pretend import NOW, ago, check_in, person

CHANGES = load_changes()


def lines(how_many: int) -> tuple[ChangeLine, ...]:
    said = (Said(key="vomited", values={"n": n}) for n in range(1, how_many + 1))
    return tuple(ChangeLine(kind=ChangeKind.EVENT, field="", parts=(s,)) for s in said)


def one(key: str, **values) -> tuple[ChangeLine, ...]:
    return (ChangeLine(kind=ChangeKind.EVENT, field="", parts=(Said(key=key, values=values),)),)


BOTH = {"cut": one("seizure_one", when=ago(30)), "day": one("gap_never")}


@pytest.fixture
def card(qtbot, qapp):
    """Return a card that is shown, in the light theme."""
    theme = load_theme("light", 1.0)
    apply_theme(qapp, theme)
    made = ChangedCard(theme)
    qtbot.addWidget(made)
    made.resize(660, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(card) -> list[QLabel]:
    QApplication.processEvents()  # a row that was just added is shown with the next event
    return [part for part in card.findChildren(QLabel) if part.isVisible()]


def seen(card) -> list[str]:
    """Return the sentences that stand on the card, with the word before each."""
    names = (part.accessibleName() for part in shown(card))
    return [name.replace("\u00a0", " ") for name in names if name]


def button(card, name: str) -> QPushButton:
    return card.findChild(QPushButton, name)


def test_each_line_is_read_as_its_word_and_its_sentence(card):
    card.show_changes(CHANGES, BOTH, NOW)
    assert seen(card) == ["Event: 1 seizure, on Saturday at 6:00 AM."]


def test_the_other_time_is_chosen_with_a_press_and_kept(card, qtbot):
    card.show_changes(CHANGES, BOTH, NOW)
    with qtbot.waitSignal(card.choice_made) as made:
        button(card, "changes.day").click()
    assert made.args == ["day"]
    assert seen(card) == ["Event: No check-in is recorded."]
    card.show_changes(CHANGES, BOTH, NOW)
    assert card.choice() == "day"
    assert button(card, "changes.day").isChecked()


def test_the_times_are_chosen_with_the_keyboard(card):
    card.show_changes(CHANGES, BOTH, NOW)
    for name in ("changes.cut", "changes.day"):
        assert button(card, name).focusPolicy() & Qt.FocusPolicy.TabFocus
    button(card, "changes.day").setFocus()
    QTest.keyClick(button(card, "changes.day"), Qt.Key.Key_Space)
    assert card.choice() == "day"


def test_without_a_cut_only_the_day_is_offered_and_said(card):
    card.show_changes(CHANGES, {**BOTH, "cut": None}, NOW)
    assert not button(card, "changes.cut").isVisible()
    assert seen(card) == ["Event: No check-in is recorded."]
    assert "in the last 24 hours" in [part.text() for part in shown(card)]
    card.show_changes(CHANGES, BOTH, NOW)
    assert button(card, "changes.cut").isVisible()
    assert card.choice() == "cut"


@pytest.mark.parametrize(("how_many", "more"), [(8, ""), (9, "1 more line"), (12, "4 more lines")])
def test_more_than_eight_lines_wait_behind_a_button_that_counts_them(card, how_many, more):
    card.show_changes(CHANGES, {"cut": None, "day": lines(how_many)}, NOW)
    assert len(seen(card)) == 8
    opener = button(card, "changes.more")
    assert opener.isVisible() is bool(more)
    if more:
        assert opener.text() == more
        opener.click()
        assert len(seen(card)) == how_many
        opener.click()
        assert len(seen(card)) == 8


def test_a_card_without_a_check_in_says_so(card):
    nothing = what_changed(CHANGES, Record(person=person()), NOW, last_day(NOW))
    card.show_changes(CHANGES, {"cut": None, "day": nothing}, NOW)
    assert seen(card) == ["Gap: No check-in is recorded."]
    card.show_changes(CHANGES, {"cut": None, "day": ()}, NOW)
    assert shown(card)[-1].text() == "Nothing to compare is recorded."


def test_only_what_did_not_change_is_muted(card):
    record = Record(person=person(), check_ins=(check_in(30), check_in(1, stiffness=6)))
    view = what_changed(CHANGES, record, NOW, last_day(NOW))
    card.show_changes(CHANGES, {"cut": None, "day": view}, NOW)
    inks = {
        part.accessibleName().split(":")[0]: part.property("ink")
        for part in shown(card)
        if part.accessibleName()
    }
    assert inks["Up"] == "text"
    assert inks["Steady"] == "muted"


@pytest.mark.parametrize(("scale", "width"), [(1.0, 300), (1.0, 660), (2.0, 420), (2.0, 1000)])
def test_no_sentence_is_cut_at_any_size(qtbot, qapp, scale, width):
    theme = load_theme("dark", scale)
    apply_theme(qapp, theme)
    card = ChangedCard(theme)
    qtbot.addWidget(card)
    start, end = ago(50), ago(20)
    gap = one("gap", start=start, end=end, length=timedelta(hours=30))
    card.show_changes(CHANGES, {"cut": gap, "day": gap}, NOW)
    card.resize(width, 10)
    with qtbot.waitExposed(card):
        card.show()
    card.resize(width, max(card.layout().totalHeightForWidth(card.width()), 10))
    assert len(shown(card)) > 2
    for part in shown(card):
        if part.wordWrap():
            assert part.height() >= part.heightForWidth(part.width())


def test_days_are_named_as_far_as_they_are_plain():
    times = ScreenTimes(NOW)  # Sunday 10 May 2026, noon
    assert times.when(ago(2)).replace("\u00a0", " ") == "today at 10:00 AM"
    assert times.when(ago(24 * 6)).replace("\u00a0", " ") == "on Monday at 12:00 PM"
    assert times.when(ago(24 * 7)).replace("\u00a0", " ") == "on Sunday 3 May at 12:00 PM"
    assert times.point(ago(26)).replace("\u00a0", " ") == "Saturday 10:00 AM"
    assert times.point(ago(1)).replace("\u00a0", " ") == "11:00 AM today"
    assert times.when(ago(-24)).replace("\u00a0", " ") == "on Monday 11 May at 12:00 PM"
    assert times.day(date(2025, 5, 18)) == "Sunday 18 May 2025"
    assert times.length(timedelta(hours=72)) == "3 days"
