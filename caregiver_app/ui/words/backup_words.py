# SPDX-License-Identifier: MIT
"""Backups in words: when they were made and why, what they hold, what putting one back changes."""

from caregiver_app.domain.moments import Moment
from caregiver_app.services.safekeeping.backups import BackupLine, BackupState, PersonCompared, Side
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates


def when(moment: Moment, now: Moment) -> str:
    """Return day and time; today is named."""
    if moment.day == now.day:
        return _("today, {time}").format(time=dates.clock_time(moment))
    return dates.day_and_time(moment, now)


def last_words(state: BackupState, now: Moment) -> str:
    """Return when the newest backup was made, and whether that is too long ago."""
    if state.newest is None:
        return _("There is no backup yet.")
    at = when(state.newest, now)
    at = at[:1].upper() + at[1:]
    return f"{at}. {age_words(state, now)}".strip()


def age_words(state: BackupState, now: Moment) -> str:
    """Return what is wrong with the time of the newest backup; a blank when nothing is."""
    if state.newest is None:
        return ""
    if state.newest > now:
        return _("That is still to come: check the clock.")
    return _("That is some days ago.") if state.is_old else ""


def foot_words(state: BackupState, now: Moment) -> tuple[str, str]:
    """Return for the foot of the rail when the newest backup was made, and that in short."""
    if state.trouble:
        return _("Backup failed: see Settings"), _("Backup failed")
    if state.newest is None:
        return _("No backup yet"), _("No backup")
    is_today = state.newest.day == now.day
    day = _("today") if is_today else dates.short_day(state.newest.day)
    words = _("Backup: {time}")
    return words.format(time=when(state.newest, now)), words.format(time=day)


def line_words(line: BackupLine, now: Moment) -> str:
    """Return when a backup was made and why."""
    why = {
        "auto": _("by itself"),
        "by-hand": _("by hand"),
        "before-restore": _("before another backup was put back"),
        "before-update": _("before the program was updated"),
    }[line.kind]
    at = when(line.made_at, now)
    return _("{time}, {why}").format(time=at[:1].upper() + at[1:], why=why)


def held_words(line: BackupLine, now: Moment) -> str:
    """Return what a backup holds, or that it cannot be read."""
    if line.needs_passcode:
        return _("This backup has another passcode.")
    if line.entries is None:
        return _("This backup cannot be read.")
    count = ngettext("{n} entry", "{n} entries", line.entries).format(n=line.entries)
    if line.newest is None:
        return count
    at = when(line.newest, now)
    return _("{count}, the last written {time}").format(count=count, time=at)


def side_words(side: Side | None, now: Moment) -> str:
    """Return what a record or a backup holds of one person."""
    if side is None:
        return _("Not there")
    parts = (
        ngettext("{n} check-in", "{n} check-ins", side.check_ins).format(n=side.check_ins),
        ngettext("{n} dose", "{n} doses", side.doses).format(n=side.doses),
        ngettext("{n} other entry", "{n} other entries", side.others).format(n=side.others),
    )
    lines = [", ".join(parts)]
    if side.newest is not None:
        lines.append(_("Last written {time}").format(time=when(side.newest, now)))
    return "\n".join(lines)


def change_words(person: PersonCompared) -> str:
    """Return what putting the backup back would change for one person."""
    parts = []
    if person.was_deleted:
        parts.append(_("They were deleted here, and would be back."))
    if person.leaves:
        words = ngettext("{n} entry of now goes away", "{n} entries of now go away", person.leaves)
        parts.append(words.format(n=person.leaves))
    if person.returns:
        words = ngettext("{n} entry comes back", "{n} entries come back", person.returns)
        parts.append(words.format(n=person.returns))
    return "\n".join(parts) or _("Nothing changes")
