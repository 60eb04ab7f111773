# SPDX-License-Identifier: MIT
"""In which order alerts tell, written as plainly as it is said: each is held against all others."""

from datetime import timedelta

from caregiver_app.domain.levels import Level


def told_plainly(check_ins, written, entries, knew):
    """Return by when each flag was there, and which alert each check-in does not hide."""
    there_by = {one.id: at for one in check_ins if (at := latest_of(one, written, entries, knew))}
    standing, hides_not = [], {}
    for check_in in sorted(check_ins, key=lambda one: when(one, there_by)):
        entry, level = written[check_in.id], level_of(check_in)
        unknown = unknown_to(entry, standing, written, knew)
        worse = [one for one in standing if one in unknown and level_of(one) > level]
        if worse:
            hides_not[check_in.id] = worse[0].id
        if level >= Level.URGENT:
            standing.append(check_in)
        elif level is Level.NO_FLAGS:
            standing = [one for one in standing if one in unknown]
    return there_by, hides_not


def when(check_in, there_by):
    if check_in.id in there_by:
        return there_by[check_in.id].utc, 0, check_in.at.utc, -level_of(check_in)
    return check_in.at.utc, 1, check_in.at.utc, -level_of(check_in)


def unknown_to(entry, standing, written, knew):
    """Return the alerts that were not there for who wrote, of computers whose newest was not."""
    unknown = []
    for device in {written[one.id].device for one in standing}:
        own = [one for one in standing if written[one.id].device == device]
        newest = max(own, key=lambda one: written[one.id].device_seq)
        if is_hidden(entry, written[newest.id], knew):
            unknown += [one for one in own if is_hidden(entry, written[one.id], knew)]
    return unknown


def answers_not(check_ins, written, actions, acted, knew):
    """Return for each action the alerts of other computers that who acted had not."""
    alerts = [one for one in check_ins if level_of(one) >= Level.URGENT]
    return {
        action.id: {
            one.id
            for one in alerts
            if written[one.id].device != acted[action.id].device
            and not knew(acted[action.id], written[one.id])
        }
        for action in actions
    }


def level_of(check_in):
    return check_in.assessment.level


def is_hidden(entry, alert, knew):
    return not knew(entry, alert) and (
        alert.recorded_at <= entry.effective_at
        or entry.effective_at <= alert.effective_at
        or not knew(alert, entry)
    )


def latest_of(check_in, written, entries, knew):
    """Return when the first was begun of those who had a flag whose time they had not reached."""
    if level_of(check_in) < Level.WATCH:
        return None
    flag = written[check_in.id]
    later = entries[entries.index(flag) + 1 :]
    had_it = [e for e in later if e.recorded_at < check_in.at and knew(e, flag)]
    return min((begun(entry) for entry in had_it), default=None)


def begun(entry):
    took = entry.recorded_at.utc - entry.effective_at.utc
    return (
        entry.effective_at if timedelta(0) <= took <= timedelta(minutes=15) else entry.recorded_at
    )
