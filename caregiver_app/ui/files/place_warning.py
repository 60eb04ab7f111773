# SPDX-License-Identifier: MIT
"""What is said of a folder: what may damage the record there, and who else gets a saved file."""

from pathlib import Path

from caregiver_app.system.place import PlaceKind, copies_beside, is_on_a_stick, kind_here
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


def goes_further(folder: Path) -> str:
    """Return who else may get a file that was just saved there; blank for this computer's own."""
    where = folder.resolve()
    if is_on_a_stick(where):
        return on_a_stick()
    return {
        PlaceKind.SYNCED: _("This folder is synced. A copy goes to other computers."),
        PlaceKind.NETWORK: _("This folder is on a network disk. Others may read it there."),
    }.get(kind_here(where), "")


def on_a_stick() -> str:
    """Say who can read a file on a stick."""
    return _("Without a password whoever has the stick can read it.")
