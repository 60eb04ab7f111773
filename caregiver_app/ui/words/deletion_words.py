# SPDX-License-Identifier: MIT
"""What is said before somebody is deleted: what goes, what stays, and what nobody can promise."""

from caregiver_app.services.person.deletion import WhatGoes
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates


def goes(what: WhatGoes) -> tuple[str, ...]:
    """Return line by line what would be gone; the first says it in short."""
    lines = [
        _("{list}. All of it is gone for good.").format(list=_counted(what)),
        _("The plans with their photos, the draft, the names of who records, and their PINs."),
    ]
    if what.first is not None and what.last is not None:
        between = _("The first is from {first}, the last from {last}.")
        first, last = dates.long_date(what.first.day), dates.long_date(what.last.day)
        lines.insert(1, between.format(first=first, last=last))
    return (*lines, *_backups(what))


def stays(what: WhatGoes) -> tuple[str, ...]:
    """Return line by line what stays, here and elsewhere."""
    others = _("Nobody else is here.")
    if what.others:
        names = ", ".join(what.others)
        others = _("The record of {names}, with all that is in it.").format(names=names)
    here = _("These copies in the data folder stay: {names}. Delete them by hand.")
    copies = [here.format(names=", ".join(what.copies))] if what.copies else []
    return (
        others,
        *copies,
        _("What was printed or saved somewhere stays there: sheets, tables, files."),
        _("Copies of the data folder or of a backup elsewhere stay. They can be opened."),
        _("Family who have the record keep it. If their file is read in, you are asked first."),
        _("The list of what was given out says that somebody was deleted. It does not say who."),
    )


def alert() -> str:
    """Return what is said before the words of an alert that nobody has answered."""
    return _("An alert has no answer yet.")


def asked(name: str) -> str:
    """Return what to type, and then to press."""
    return _("Type \u201c{name}\u201d here, then press the button.").format(name=name)


def not_typed(name: str) -> str:
    """Return that nothing happens before the name was typed."""
    return _("Type \u201c{name}\u201d first. Nothing was changed.").format(name=name)


def stopped() -> str:
    """Return what stands when the page was left in the middle of the backups."""
    return _("Stopped. They are still in the record. Some backups may no longer hold them.")


def brings_back(name: str) -> str:
    """Return what is said of a file that holds somebody who was deleted here."""
    return _("{name} was deleted on this computer. Adding this brings them back.").format(name=name)


def _counted(what: WhatGoes) -> str:
    check_ins = ngettext("{n} check-in", "{n} check-ins", what.check_ins)
    doses = ngettext("{n} dose", "{n} doses", what.doses)
    others = ngettext("{n} other entry", "{n} other entries", what.other_entries)
    numbers = (what.check_ins, what.doses, what.other_entries)
    parts = zip((check_ins, doses, others), numbers, strict=True)
    return ", ".join(text.format(n=number) for text, number in parts)


def _backups(what: WhatGoes) -> tuple[str, ...]:
    lines = []
    if what.backups:
        taken = ngettext(
            "{name} is taken out of the {n} backup here.",
            "{name} is taken out of all {n} backups here.",
            what.backups,
        )
        more = _("A backup that holds nobody else, or that cannot be read, is deleted.")
        lines.append(f"{taken.format(name=what.name, n=what.backups)} {more}")
    if what.has_locked:
        locked = _("Some backups have another passcode. Open them in Backups first, or they go.")
        lines.append(locked)
    if what.set_aside:
        aside = ngettext(
            "{n} file or folder that was set aside is deleted too.",
            "{n} files or folders that were set aside are deleted too.",
            what.set_aside,
        )
        lines.append(aside.format(n=what.set_aside))
    return tuple(lines)
