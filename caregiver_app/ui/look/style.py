# SPDX-License-Identifier: MIT
"""The style sheet, written once for both themes with names where the values go.

The size of an icon is set as a property of the button: Qt keeps a table of eight kilobytes for
each widget whose rule says `icon-size`, and nothing for a property.
"""

from collections.abc import Mapping
from string import Template

_TYPES = (
    "small",
    "body",
    "strong",
    "lead",
    "heading",
    "name",
    "value",
    "title",
    "hero",
    "display",
    "emergency",
)

_TYPE_RULE = 'QLabel[type="{0}"] {{ font-size: ${{px_{0}}}px; font-weight: ${{weight_{0}}}; }}'

_RULES = """
QLabel[type="small"][heavy="true"] { font-weight: 600; }
QLabel[ink="muted"] { color: $muted; }
QLabel[ink="accent"] { color: $accent; }

QFrame[card="plain"] {
  background: $card; border: 1px solid $line; border-radius: 12px;
}
QFrame[card="inset"] {
  background: $sunk; border: 1px solid $line; border-radius: 10px;
}
QFrame[card="chosen"] {
  background: $accent_tint; border: 2px solid $accent; border-radius: 12px;
}
QFrame[bar="person"] { background: $card; border: 0; border-bottom: 1px solid $line; }
QFrame[bar="action"] { background: $card; border: 0; border-top: 1px solid $line; }
QFrame[rule="line"] { background: $line; border: 0; }

QFrame[banner="note"] {
  background: $card; border: 1px solid $line_strong; border-radius: 8px;
}
QFrame[banner="trouble"] {
  background: $card; border: 2px solid $text; border-radius: 8px;
}

QAbstractButton { outline: 0; }
QAbstractButton[button] {
  min-height: ${button_inner}px; padding: 0 ${button_pad}px;
  border-radius: 8px; font-size: ${px_body}px; font-weight: 600;
  qproperty-iconSize: ${button_icon}px ${button_icon}px;
}
QAbstractButton[button][large="true"] {
  min-height: ${large_inner}px; padding: 0 ${large_pad}px; font-size: ${px_heading}px;
}
QAbstractButton[button="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent;
}
QAbstractButton[button="primary"]:hover, QAbstractButton[button="primary"]:pressed {
  background: $accent_hover; border-color: $accent_hover;
}
QAbstractButton[button="normal"] {
  background: $card; color: $text; border: 1px solid $line_strong;
}
QAbstractButton[button="normal"]:hover { background: $sunk; border-color: $text; }
QAbstractButton[button="normal"]:pressed { background: $accent_tint; border-color: $text; }
QAbstractButton[button="soft"] {
  background: $accent_tint; color: $text; border: 1px solid $accent_tint;
}
QAbstractButton[button="soft"]:hover, QAbstractButton[button="soft"]:pressed {
  border-color: $accent;
}
QAbstractButton[button="quiet"] {
  background: transparent; color: $accent; border: 1px solid transparent;
}
QAbstractButton[button="quiet"]:hover, QAbstractButton[button="quiet"]:pressed {
  background: $accent_tint;
}
QAbstractButton[button="danger"] {
  background: $danger_bg; color: $danger_fg; border: 1px solid $danger_border;
}
QAbstractButton[button="danger"]:hover, QAbstractButton[button="danger"]:pressed {
  border: 3px solid $danger_border; padding: 0 ${danger_pad}px; min-height: ${danger_inner}px;
}
QAbstractButton[button]:disabled {
  background: transparent; color: $muted; border: 1px dashed $line_strong;
}
QAbstractButton[button="recorder"] {
  background: $card; color: $text; border: 1px solid $line_strong; text-align: left;
}
QAbstractButton[button="recorder"]:hover { background: $sunk; border-color: $text; }

QAbstractButton[chip="choice"] {
  min-height: ${button_inner}px; padding: 0 12px 0 10px; spacing: 8px;
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  font-size: ${px_body}px;
}
QAbstractButton[chip="choice"]:hover { border-color: $text; background: $sunk; }
QAbstractButton[chip="choice"]:checked {
  background: $accent_tint; border: 2px solid $accent; padding: 0 11px 0 9px;
  min-height: ${chosen_inner}px; font-weight: 600;
}
QAbstractButton[chip="choice"]::indicator {
  width: ${dot}px; height: ${dot}px; border: 2px solid $line_strong;
  border-radius: ${dot_radius}px; background: $card;
}
QAbstractButton[chip="choice"]::indicator:checked {
  border-color: $accent;
  background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 $accent, stop:0.58 $accent, stop:0.68 $card, stop:1 $card);
}
QAbstractButton[chip="choice"]:disabled {
  color: $muted; background: transparent; border: 1px dashed $line_strong;
}

QAbstractButton[chip="segment"] {
  min-height: ${button_inner}px; padding: 0 12px; margin: 0;
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 0;
  font-size: ${px_body}px;
}
QAbstractButton[chip="segment"][place="first"] {
  border-top-left-radius: 8px; border-bottom-left-radius: 8px;
}
QAbstractButton[chip="segment"][place="last"] {
  border-top-right-radius: 8px; border-bottom-right-radius: 8px;
}
QAbstractButton[chip="segment"]:hover { background: $sunk; border-color: $text; }
QAbstractButton[chip="segment"]:checked {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}

QAbstractButton[chip="scale"] {
  min-height: ${scale_inner}px; min-width: 26px; padding: 0;
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  font-size: ${px_heading}px; font-weight: 600;
}
QAbstractButton[chip="scale"]:hover { border-color: $text; background: $sunk; }
QAbstractButton[chip="scale"]:checked {
  background: $accent; color: $on_accent; border-color: $accent;
}

QFrame[field="box"] {
  background: $card; border: 1px solid $line_strong; border-radius: 8px;
  min-height: ${field_inner}px;
}
QFrame[field="filled"] {
  background: $card; border: 2px solid $text; border-radius: 8px; min-height: ${filled_inner}px;
}
QFrame[field="none"] {
  background: transparent; border: 2px dashed $line_strong; border-radius: 8px;
  min-height: ${filled_inner}px;
}
QFrame[field] QLineEdit {
  border: 0; background: transparent; color: $text;
  font-size: ${px_value}px; font-weight: 600; padding: 0 2px;
}
QLineEdit[field="box"], QPlainTextEdit[field="box"], QTextEdit[field="box"] {
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
  padding: 0 10px; font-size: ${px_body}px;
}
QLineEdit[field="box"] { min-height: ${field_inner}px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QPlainTextEdit[field="box"], QTextEdit[field="box"] { padding: 8px; }
QAbstractButton[button][within="box"]::menu-indicator { image: none; width: 0; }
QAbstractButton[button][within="narrow"]::menu-indicator { image: none; width: 0; }
QAbstractButton[button][within="narrow"] { padding: 0 4px; }
QFrame[says="problem"] { border: 0; border-left: 3px solid $text; }

QComboBox {
  min-height: ${field_inner}px; padding: 0 12px; font-size: ${px_body}px;
  background: $card; color: $text; border: 1px solid $line_strong; border-radius: 8px;
}
QComboBox:hover { border-color: $text; }
QComboBox::drop-down { border: 0; width: 36px; }
QComboBox::down-arrow { image: url("$down_arrow"); width: 18px; height: 18px; }
QComboBox QAbstractItemView {
  background: $card; color: $text; border: 1px solid $line_strong; outline: 0;
  selection-background-color: $accent_tint; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${size_target}px; padding: 0 12px; color: $text; }
QComboBox QAbstractItemView::item:selected {
  background: $accent_tint; border-left: 4px solid $accent; padding: 0 12px 0 8px;
}
QMenu {
  background: $card; color: $text; border: 1px solid $line_strong; padding: 4px 0;
  font-size: ${px_body}px;
}
QMenu::item { min-height: ${button_inner}px; padding: 8px 24px 8px 16px; }
QMenu::item:selected { background: $accent_tint; color: $text; }
QMenu::icon { padding-left: 12px; }
QMenu::indicator { width: ${px_heading}px; height: ${px_heading}px; margin-left: 8px; }
QMenu::indicator:unchecked { border: 2px solid $line_strong; border-radius: 4px; }
QMenu::indicator:checked {
  border: 2px solid $accent; border-radius: 4px; background: $accent; image: url("$check");
}
QMenu::item:checked { font-weight: 600; }
QDialog { background: $card; }
QToolTip { background: $card; color: $text; border: 1px solid $line_strong; padding: 4px; }

QScrollArea { border: 0; background: transparent; }
QListView { border: 0; background: $card; outline: 0; }
QTableView {
  border: 0; background: $card; alternate-background-color: $sunk; outline: 0;
  selection-background-color: $accent_tint; selection-color: $text;
}
QTableView::item { padding: 0 8px; border: 0; }
QTableView::item:selected { background: $accent_tint; color: $text; }
QTableView QHeaderView, QTableView QHeaderView::section { background: $card; }
QTableView QHeaderView::section {
  color: $muted; border: 0; border-bottom: 2px solid $line_strong; padding: 4px 8px;
}
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar::handle:vertical {
  background: $line_strong; border-radius: 4px; min-height: 44px; margin: 2px 3px;
}
QScrollBar::handle:vertical:hover { background: $text; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle:horizontal {
  background: $line_strong; border-radius: 4px; min-width: 44px; margin: 3px 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def filled(values: Mapping[str, str | int]) -> str:
    """Return the style sheet with colours, type (`px_`, `weight_`) and sizes (`size_`) set.

    Heights in a sheet leave out the edge, so they are two pixels less than the target, and
    four less where the edge is two pixels wide: nothing may change height when it is chosen.
    """
    small = int(values["px_small"])
    made: dict[str, str | int] = dict(values)
    made |= {
        "button_inner": int(values["size_target"]) - 2,
        "chosen_inner": int(values["size_target"]) - 4,
        "large_inner": int(values["size_action"]) - 2,
        "danger_inner": int(values["size_action"]) - 6,
        "field_inner": int(values["size_field"]) - 2,
        "filled_inner": int(values["size_field"]) - 4,
        "scale_inner": int(values["size_scale_cell"]) - 2,
        # Ten more than the drawing: the box keeps the words away from it.
        "button_icon": int(values["size_icon"]) + 10,
        "button_pad": 14,
        "large_pad": 18,
        "danger_pad": 16,
        "dot": small,
        "dot_radius": small // 2 + 2,
    }
    types = "\n".join(_TYPE_RULE.format(name) for name in _TYPES)
    return Template(types + _RULES).substitute(made)
