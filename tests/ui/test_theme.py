# SPDX-License-Identifier: MIT
"""Both themes are whole, readable, and grow with the text."""

import pytest
from PySide6.QtGui import QColor

from caregiver_app.domain.levels import Level
from caregiver_app.ui.theme import load_theme, style_sheet

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
