# SPDX-License-Identifier: MIT
"""What is said when the record lies where other programs may tear it apart, or have done so."""

from pathlib import Path

from caregiver_app.system.place import PlaceKind, copies_beside, kind_here
from caregiver_app.system.words import _


def place_warning(folder: Path, names: tuple[str, ...]) -> str:
    """Return what is wrong with where the record lies, blank for a folder of this computer."""
    copies, kind = copies_beside(folder, names), kind_here(folder)
    words = ""
    if kind is PlaceKind.SYNCED:
        words = _("The record lies in a folder that is synced: {folder}. That can damage it.")
    if kind is PlaceKind.NETWORK:
        words = _("The record lies on a network disk: {folder}. That can damage it.")
    if copies:
        words = _("A sync program made copies of the record in {folder}. None of them is opened.")
    if not words:
        return ""
    more = _("Have the folder moved to this computer's own disk.")
    return f"{words.format(folder=folder)} {more}"
