# SPDX-License-Identifier: MIT
"""Both themes are whole, readable, and grow with the text."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Action, Level
from caregiver_app.ui.look.theme import label, load_theme, style_sheet
from caregiver_app.ui.widgets.level import banner
from caregiver_app.ui.widgets.level.banner import PracticeBanner
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.today.doses_card import DosesCard

THEMES = ("light", "dark")
SURFACES = ("card", "ground", "sunk")


def _luminance(colour: QColor) -> float:
    rgb = (colour.redF(), colour.greenF(), colour.blueF())
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
def test_text_can_be_read_on_every_surface(name, surface):
    theme = load_theme(name, 1.0)
    assert contrast(theme.colour("text"), theme.colour(surface)) >= 7
    assert contrast(theme.colour("muted"), theme.colour(surface)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("level", Level)
def test_the_words_of_a_level_and_its_edge_stand_out(name, level):
    theme = load_theme(name, 1.0)
    colours = theme.level(level)
    assert contrast(colours.fg, colours.bg) >= 7
    assert contrast(colours.border, theme.colour("card")) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_selected_text_and_the_focus_ring_stand_out(name):
    theme = load_theme(name, 1.0)
    assert contrast(theme.colour("on_accent"), theme.colour("accent")) >= 4.5
    assert contrast(theme.colour("focus"), theme.colour("card")) >= 3


def test_no_text_is_smaller_than_fourteen_pixels_and_all_of_it_doubles():
    one, two = load_theme("light", 1.0), load_theme("light", 2.0)
    for role in one.shared["type"]:
        assert one.px(role) >= 14
        assert two.px(role) == 2 * one.px(role)


def test_targets_are_at_least_44_pixels_and_grow():
    assert load_theme("light", 1.0).size("target") == 44
    assert load_theme("light", 2.0).size("target") > 44


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_no_name_left_unfilled(name):
    assert "$" not in style_sheet(load_theme(name, 1.5))


def test_the_two_themes_name_the_same_colours():
    light, dark = load_theme("light", 1.0), load_theme("dark", 1.0)
    assert light.own["colour"].keys() == dark.own["colour"].keys()
    assert light.own["person"].keys() == dark.own["person"].keys()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [("accent", (*SURFACES, "accent_tint")), ("text", ("accent_tint",)),
     ("on_accent", ("accent_hover",))],
)  # fmt: skip
def test_what_can_be_pressed_is_readable_on_every_ground_it_stands_on(name, ink, grounds):
    theme = load_theme(name, 1.0)
    for ground in grounds:
        assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5, ground


@pytest.mark.parametrize("name", THEMES)
def test_initials_and_the_words_of_practice_can_be_read(name):
    theme = load_theme(name, 1.0)
    for person in set(theme.own["person"]) - {"on_person"}:
        assert contrast(theme.person("on_person"), theme.person(person)) >= 4.5, person
    fill, _stripe, ink = banner._PRACTICE[name]
    assert contrast(theme.colour(ink), theme.colour(fill)) >= 7


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("level", list(Level))
def test_a_level_as_painted_has_seven_to_one(qtbot, name, level):
    panel = LevelPanel(load_theme(name, 1.0), load_rule_set())
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    judged = Assessment(rule_set="1", level=level, action=Action.NONE)
    panel.show_assessment(judged, (), False, None)
    painted = contrasts(panel.grab().toImage())
    assert painted[0] >= 7


def test_a_word_as_long_as_no_word_is_ends_its_line_and_is_told_as_it_was_typed(qapp):
    typed = f"Look at {'x' * 300} and go on."
    shown = label(typed)
    assert shown.text() == typed
    assert shown.minimumSizeHint().width() < 40 * shown.fontMetrics().horizontalAdvance("x")
    assert (
        QLabel.text(label("Ordinary words stay as they are.")) == "Ordinary words stay as they are."
    )


@pytest.mark.parametrize("name", THEMES)
def test_doses_and_banner_as_painted_stand_out(open_window, name):
    window = open_window(person="practice-oral", theme=name)
    QApplication.processEvents()
    doses = window.findChild(DosesCard)
    words = [w for w in doses.findChildren(QLabel) if w.property("type") == "value"]
    assert words
    for part in (*words, window.findChild(PracticeBanner).findChild(QLabel)):
        place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        assert contrasts(window.grab(place).toImage())[0] >= 7, part.text()


def contrasts(picture: QImage) -> list[float]:
    """Return how far each colour of a picture stands from its commonest, the farthest first."""
    colours = Counter(
        picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())
    )
    ground = QColor(colours.most_common(1)[0][0])
    return sorted((contrast(QColor(c), ground) for c in colours), reverse=True)


def test_a_name_from_the_right_stands_where_every_other_name_does(qapp):
    places = []
    for name in ("Rosa Delgado", "\u0639\u0645\u0631"):
        words = label(name)
        words.resize(400, 40)
        image = words.grab().toImage()
        ground = image.pixel(399, 0)
        across = range(image.width())
        places.append(
            next(x for x in across if any(image.pixel(x, y) != ground for y in range(40)))
        )
    assert max(places) < 8
