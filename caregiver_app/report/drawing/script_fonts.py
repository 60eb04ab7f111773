# SPDX-License-Identifier: MIT
"""Which font writes which letter, where the sheet's own typeface has none."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from caregiver_app.report.drawing import fonts
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.words import _
from caregiver_app.system.resources import resource_path

OWN = "IBM Plex Sans"
"""The typeface of the sheet."""
_BUNDLED = {
    OWN: ("IBMPlexSans_400Regular.ttf", "IBMPlexSans_600SemiBold.ttf"),
    "IBM Plex Sans Arabic": (
        "IBMPlexSansArabic_400Regular.ttf",
        "IBMPlexSansArabic_600SemiBold.ttf",
    ),
    "IBM Plex Sans Hebrew": (
        "IBMPlexSansHebrew_400Regular.ttf",
        "IBMPlexSansHebrew_600SemiBold.ttf",
    ),
    "Noto Sans Devanagari": (
        "NotoSansDevanagari_400Regular.ttf",
        "NotoSansDevanagari_600SemiBold.ttf",
    ),
    "IBM Plex Sans Thai": ("IBMPlexSansThai_400Regular.ttf",),
    "Noto Sans Armenian": ("NotoSansArmenian_400Regular.ttf",),
    "Noto Sans Bengali": ("NotoSansBengali_400Regular.ttf",),
    "Noto Sans Ethiopic": ("NotoSansEthiopic_400Regular.ttf",),
    "Noto Sans KR": ("NotoSansKR_400Regular.ttf",),
    "Noto Sans SC": ("NotoSansSC_400Regular.ttf",),
}
"""Each family with its files, the heavier one second; many have one weight only."""

# First and last character of a script, and Qt's name for the fonts that can write it.
_SCRIPTS = (
    ("\u0590", "\u05ff", "Hebrew"),
    ("\u0600", "\u06ff", "Arabic"),
    ("\u0700", "\u074f", "Syriac"),
    ("\u0780", "\u07bf", "Thaana"),
    ("\u0900", "\u097f", "Devanagari"),
    ("\u0980", "\u09ff", "Bengali"),
    ("\u0a00", "\u0a7f", "Gurmukhi"),
    ("\u0a80", "\u0aff", "Gujarati"),
    ("\u0b00", "\u0b7f", "Oriya"),
    ("\u0b80", "\u0bff", "Tamil"),
    ("\u0c00", "\u0c7f", "Telugu"),
    ("\u0c80", "\u0cff", "Kannada"),
    ("\u0d00", "\u0d7f", "Malayalam"),
    ("\u0d80", "\u0dff", "Sinhala"),
    ("\u0e00", "\u0e7f", "Thai"),
    ("\u0e80", "\u0eff", "Lao"),
    ("\u0f00", "\u0fff", "Tibetan"),
    ("\u1000", "\u109f", "Myanmar"),
    ("\u10a0", "\u10ff", "Georgian"),
    ("\u1780", "\u17ff", "Khmer"),
    ("\u3040", "\u30ff", "Japanese"),
    ("\u4e00", "\u9fff", "SimplifiedChinese"),
    ("\uac00", "\ud7af", "Korean"),
)


# Scripts whose letters take other shapes beside each other, and whose signs Qt counts with them.
_SHAPED = (("\u0900", "\u0dff"), ("\u0e80", "\u109f"), ("\u1780", "\u17ff"))


def drawable(text: str) -> str:
    """Return a text with a note in place of each stretch of letters that no font here can draw."""
    pieces: list[str] = []
    for known, stretch in groupby(text, key=_is_known):
        letters = "".join(stretch)
        if known and not letters.strip() and pieces:
            continue  # between two words without a font
        if known or pieces[-1:] != [f" {note()} "]:
            pieces.append(letters if known else f" {note()} ")
    return " ".join("".join(pieces).split()) if len(pieces) > 1 or not known else text


def parts(text: str) -> Iterator[str]:
    """Yield a text in parts: signs among Indic letters that their font lacks are for themselves.

    Qt takes such a sign for a part of the word, and complains that its font cannot shape it.
    """
    if not any(first <= character <= last for character in text for first, last in _SHAPED):
        yield text
        return
    for _alone, part in groupby(text, key=_stands_alone):
        yield "".join(part)


def _stands_alone(character: str) -> bool:
    is_sign = not character.isalpha() and not fonts.needs_other_font(character)
    return is_sign and not _has("Noto Sans Devanagari", character)


def note() -> str:
    """Return what stands for letters that no font here can draw."""
    return _("[letters this computer cannot print]")


def stretches(text: str, weight: Weight) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, length, family and whether it is bold, for each stretch of one font.

    Joiners and marks that stand on a letter stay in the font of that letter. Lengths are counted
    as Qt does, in halves of a character beyond the first plane.
    """
    start = 0
    family = OWN
    for name, group in groupby(_families(text), key=lambda pair: pair[1]):
        family = name or family
        length = sum(1 + (ord(character) > 0xFFFF) for character, _name in group)
        yield start, length, family, weight is not Weight.REGULAR and _has_bold(family)
        start += length


def _families(text: str) -> Iterator[tuple[str, str]]:
    family = next((family_of(c) for c in text if c.isalpha() and family_of(c)), OWN)
    for character in text:
        if not _can_stay(character, family):
            family = family_of(character) or family
        yield character, family


def _can_stay(character: str, family: str) -> bool:
    """Say whether a space, digit, sign or mark can be in the font of the letter before it.

    Qt takes them for a part of that word and misses the rules of its script in another font.
    """
    if character in fonts.JOINERS:
        return True
    return not character.isalpha() and _has(family, character)


def _has_bold(family: str) -> bool:
    return len(_BUNDLED.get(family, ("", ""))) > 1


def _is_known(character: str) -> bool:
    return character in fonts.JOINERS or bool(family_of(character))


@cache
def family_of(character: str) -> str:
    """Return the family that draws a character, bundled or of this computer; empty when none."""
    if not fonts.needs_other_font(character):
        return _load(OWN)
    for family in _BUNDLED:
        if _has(family, character):
            return _load(family)
    return _of_this_computer(character)


@cache
def _has(family: str, character: str) -> bool:
    font = _raw(_BUNDLED[family][0]) if family in _BUNDLED else _installed(family)
    return bool(font.supportsCharacter(ord(character)))


@cache
def _raw(file: str) -> Any:  # noqa: ANN401 - a QRawFont, PySide6 not imported here
    from PySide6.QtGui import QRawFont

    _application()
    return QRawFont(str(resource_path("fonts", file)), 16.0)


@cache
def _installed(family: str) -> Any:  # noqa: ANN401 - a QRawFont, PySide6 not imported here
    from PySide6.QtGui import QFont, QRawFont

    return QRawFont.fromFont(QFont(family))


@cache
def _load(family: str) -> str:
    """Make the files of a bundled family known to Qt and return its name."""
    from PySide6.QtGui import QFontDatabase

    _application()
    for file in _BUNDLED[family]:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", file)))
    return family


def _of_this_computer(character: str) -> str:
    """Return a family of this computer for the script of a character, empty when there is none.

    Asking by script keeps Qt from hunting through every font, and from complaining.
    """
    from PySide6.QtGui import QFontDatabase

    _application()
    script = next((name for a, b, name in _SCRIPTS if a <= character <= b), "")
    if not script:
        return ""
    families = QFontDatabase.families(getattr(QFontDatabase.WritingSystem, script))
    return min((family for family in families if _has(family, character)), default="")


@cache
def _application() -> object:
    """Return the running application, or one without a screen when there is none."""
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance()
    return running or QGuiApplication(["caregiver-app", "-platform", "offscreen"])
