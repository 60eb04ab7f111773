# SPDX-License-Identifier: MIT
"""Colours, type, sizes and spaces of the two themes, and how a widget asks for them."""

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import ENGLISH, in_use
from caregiver_app.ui.look import style
from caregiver_app.ui.look.icons import icon

__all__ = [
    "LevelColours",
    "Theme",
    "apply_theme",
    "icon",
    "label",
    "load_theme",
    "style_sheet",
    "tag",
    "theme_name",
]

_SMALLEST_TEXT_PX = 14
_DRESSED = "caregiver_font_and_style"
_LONG = re.compile(r"\S{40,}")  # longer than any word of a language
_PIECE = re.compile(r"\S{10}")
_MAY_BREAK = "\u200b"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelColours:
    """How one level is painted: fill, text and shape, edge and the width of the edge."""

    bg: QColor
    fg: QColor
    border: QColor
    edge_px: float
    dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme at one text size. `scale` is 1.0 to 2.0; sizes and spaces are pixels."""

    name: str
    scale: float
    own: Mapping[str, Any]
    shared: Mapping[str, Any]

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in the theme file; KeyError when there is none."""
        return QColor(self.own["colour"][name])

    def level(self, level: Level) -> LevelColours:
        """Return how a level is painted."""
        found = self.own["level"][level.name]
        return LevelColours(
            bg=QColor(found["bg"]),
            fg=QColor(found["fg"]),
            border=QColor(found["border"]),
            edge_px=float(found["edge_px"]),
            dashed=found["dashed"],
        )

    def person(self, colour_name: str) -> QColor:
        """Return a person's colour; an unknown name gives the first one."""
        people = self.own["person"]
        return QColor(people.get(colour_name) or people["sea"])

    def pattern(self, colour_name: str) -> str:
        """Return the pattern that goes with a person's colour, for eyes that see no colour."""
        patterns = self.shared["pattern"]
        return str(patterns.get(colour_name) or patterns["sea"])

    def px(self, role: str) -> int:
        """Return the type size of a role at this text size."""
        return max(_SMALLEST_TEXT_PX, round(float(self.shared["type"][role]["px"]) * self.scale))

    def font(self, role: str) -> QFont:
        """Return the font of a role."""
        font = QFont(self.shared["font"]["family"])
        font.setPixelSize(self.px(role))
        font.setWeight(QFont.Weight(self.shared["type"][role]["weight"]))
        return font

    def size(self, name: str) -> int:
        """Return a size; targets, fields, tiles and icons grow with the text, frames do not.

        They grow half as fast: the words in them need no more, and the window stays as it is.
        """
        sizes = self.shared["size"]
        grown = 1.0 + (self.scale - 1.0) / 2 if name in sizes["grows"] else 1.0
        return round(float(sizes[name]) * grown)

    def space(self, name: str) -> int:
        """Return a space of the scale: xs 4, s 8, m 12, l 16, xl 24, xxl 32."""
        return int(self.shared["space"][name])

    def radius(self, name: str) -> int:
        """Return a corner radius: small, control, tile, card or pill."""
        return int(self.shared["radius"][name])

    def em(self, width: int) -> float:
        """Return a width in em of the body text, which picks the layout."""
        return width / self.px("body")

    def breakpoint(self, name: str) -> int:
        """Return the width in em from which the layout `compact`, `medium` or `wide` is used."""
        return int(self.shared["breakpoint"][name])


def load_theme(name: str, scale: float) -> Theme:
    """Read the theme `light` or `dark` for a text size of 1.0 to 2.0."""
    own = tomllib.loads(resource_path("themes", f"{name}.toml").read_text(encoding="utf-8"))
    shared = tomllib.loads(resource_path("themes", "common.toml").read_text(encoding="utf-8"))
    return Theme(name=name, scale=scale, own=own, shared=shared)


def theme_name(chosen: str) -> str:
    """Return the theme of a choice: `light`, `dark`, or `system` for that of the computer."""
    if chosen != "system":
        return chosen
    from PySide6.QtGui import QGuiApplication

    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the whole program for a theme."""
    values: dict[str, str | int] = dict(theme.own["colour"])
    values |= {f"px_{role}": theme.px(role) for role in theme.shared["type"]}
    values |= {f"weight_{role}": kind["weight"] for role, kind in theme.shared["type"].items()}
    values |= {f"size_{n}": theme.size(n) for n in theme.shared["size"] if n != "grows"}
    values["check"] = resource_path("themes", f"check-{theme.name}.svg").as_posix()
    values["down_arrow"] = resource_path("themes", f"down-{theme.name}.svg").as_posix()
    for part in ("bg", "fg", "border"):
        values[f"danger_{part}"] = theme.own["level"]["EMERGENCY"][part]
    return style.filled(values)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the program the fonts, palette and style sheet of a theme."""
    # Asking Qt which style and fonts it has costs more than remembering what was set.
    if not app.property(_DRESSED):
        app.setProperty(_DRESSED, True)
        # Without a desktop's own plug-ins, which the wheel does not carry, Linux has Fusion.
        if sys.platform != "linux":
            app.setStyle("Fusion")
        for name in theme.shared["font"]["files"]:
            QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
    if in_use().code != ENGLISH.code or app.property("speaks"):
        from caregiver_app.ui.look.qt_words import speak

        speak(app, in_use().code)
    from_right = in_use().right_to_left
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
    )
    app.setFont(theme.font("body"))
    app.setPalette(_palette(theme))
    sheet = style_sheet(theme)
    # Setting the same sheet again would restyle every widget there is.
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def tag(widget: QWidget, **properties: str | bool) -> None:
    """Set the properties that the style sheet looks at, and restyle a widget already shown."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return  # restyling costs more than all else that a field does at a keystroke
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()


def label(text: str, type: str = "body", ink: str = "text") -> QLabel:  # noqa: A002 - as in QSS
    """Return a label of plain, wrapping text in a role of the type scale."""
    made = _Words()
    made.setText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    # By the language of the program: alone, a name of another one would go to the far side.
    side = Qt.AlignmentFlag.AlignRight if in_use().right_to_left else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    tag(made, type=type, ink=ink)
    return made


class _Words(QLabel):
    """Words in which a line may end within a run without a blank that is as long as no word is.

    A web address or a row of dashes that somebody typed would push the page out of the window.
    """

    def setText(self, text: str) -> None:
        """Show a text; it is told as it was given."""
        super().setText(_LONG.sub(_in_pieces, text))

    def text(self) -> str:
        """Return the text as it was given."""
        return super().text().replace(_MAY_BREAK, "")


def _in_pieces(run: re.Match[str]) -> str:
    return _PIECE.sub(rf"\g<0>{_MAY_BREAK}", run.group())


def widest_word(words: QLabel) -> int:
    """Return how wide the longest word of a label is: narrower, it would be cut."""
    wide = words.fontMetrics().horizontalAdvance
    return max(map(wide, QLabel.text(words).replace(_MAY_BREAK, " ").split()), default=0)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, name in {
        role.Window: "ground",
        role.WindowText: "text",
        role.Base: "card",
        role.AlternateBase: "sunk",
        role.Text: "text",
        role.Button: "card",
        role.ButtonText: "text",
        role.PlaceholderText: "muted",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "card",
        role.ToolTipText: "text",
        role.Light: "card",
        role.Midlight: "sunk",
        role.Mid: "line",
        role.Dark: "line_strong",
        role.Shadow: "line_strong",
        role.Accent: "accent",
    }.items():
        palette.setColor(part, theme.colour(name))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, theme.colour("muted"))
    return palette
