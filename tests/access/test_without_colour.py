# SPDX-License-Identifier: MIT
"""The levels for eyes that see no colour, or some colours as one, and on grey paper."""

from itertools import combinations

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Action, Level
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.fields.shapes import paint_level_mark
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from tests.access.looks import TEXT, best, picture

pytestmark = pytest.mark.gui
SIDE = 32
# How the three kinds of cone that can be missing turn red, green and blue; and grey paper.
SEEN_BY = {
    "protan": (0.152, 1.053, -0.205, 0, 0.115, 0.786, 0.099, 0, -0.004, -0.048, 1.052, 0),
    "deutan": (0.367, 0.861, -0.228, 0, 0.280, 0.673, 0.047, 0, -0.012, 0.043, 0.969, 0),
    "tritan": (1.256, -0.077, -0.179, 0, -0.078, 0.931, 0.148, 0, 0.005, 0.691, 0.304, 0),
    "grey": (0.299, 0.587, 0.114, 0) * 3,
}


def mark(level: Level, theme: str) -> Image.Image:
    drawn = QImage(SIDE, SIDE, QImage.Format.Format_RGBX8888)
    drawn.fill(load_theme(theme, 1.0).colour("card"))
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_level_mark(painter, level, QRectF(2, 2, SIDE - 4, SIDE - 4), load_theme(theme, 1.0))
    painter.end()
    return Image.frombytes("RGBX", (SIDE, SIDE), bytes(drawn.constBits())).convert("RGB")


def outline(image: Image.Image) -> Image.Image:
    """Return where a mark differs from its ground, as black and white."""
    ground = Image.new("RGB", image.size, image.getpixel((0, 0)))
    return ImageChops.difference(image, ground).convert("L").point(lambda v: 255 * (v > 40))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eyes", list(SEEN_BY))
def test_no_two_levels_have_one_shape_in_any_eyes(qtbot, theme, eyes):
    seen = {level: outline(mark(level, theme).convert("RGB", SEEN_BY[eyes])) for level in Level}
    assert all(shape.getbbox() for shape in seen.values())
    for one, other in combinations(Level, 2):
        differs = ImageChops.difference(seen[one], seen[other]).histogram()[255]
        assert differs >= SIDE * SIDE * 0.08, (one, other, differs)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_of_every_level_stand_out_in_any_eyes_and_are_its_own(qtbot, theme):
    panel, words = LevelPanel(load_theme(theme, 1.0), load_rule_set()), set()
    qtbot.addWidget(panel)
    panel.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    panel.resize(400, 300)
    for level in Level:
        judged = Assessment(rule_set="1", level=level, action=Action.NONE)
        panel.show_assessment(judged, (), False, None)
        words.add(panel.accessibleName().split(".")[0])
        for eyes in SEEN_BY.values():
            assert best(picture(panel).convert("RGB", eyes)) >= TEXT, (level, eyes)
    assert len(words) == len(Level)


def test_the_fills_of_the_levels_keep_their_order_on_grey_paper():
    theme = load_theme("light", 1.0)
    order = (Level.EMERGENCY, Level.URGENT, Level.WATCH, Level.NO_FLAGS)
    grey = [theme.level(level).bg.lightness() for level in order]
    assert grey == sorted(grey)
