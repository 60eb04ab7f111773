# SPDX-License-Identifier: MIT
"""What Today says of the check-in that its level is from, and who wrote the plan."""

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import ContactRole
from caregiver_app.services.looking_back.views import LastCheckIn, TodayView
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.widgets.fields.level_words import needed_names
from caregiver_app.ui.words import dates


def late_words(view: TodayView, last: LastCheckIn) -> str:
    """Return that a check which the level asked for is late; EMERGENCY asks for no check."""
    check = view.next_check
    if check.late_by is None or last.assessment.level not in (Level.WATCH, Level.URGENT):
        return ""
    due = dates.day_and_time(check.due, view.now)
    return _("Check again now. It was due by {time}.").format(time=due)


def open_words(last: LastCheckIn) -> str:
    """Return which needed answers the newest check-in lacks, or a blank.

    A level below EMERGENCY may be so low for want of them. Or a newer one lacks them, where the
    alert before it still tells how they are.
    """
    names, since = needed_names(), last.lacks
    own = last.unanswered if last.assessment.level < Level.EMERGENCY else ()
    if last.assessment.level is Level.INCOMPLETE:
        own, since = last.assessment.missing, ()
    missing = [names[n] for n in since or own if n in names]
    if not missing:
        return ""
    words = _("Not answered since then: {what}.") if since else _("Not answered: {what}.")
    return words.format(what=", ".join(missing))


def foot_words(view: TodayView, last: LastCheckIn) -> str:
    """Return when that check-in was, how long ago, by whom, and what was written later than that.

    The reasons beside it are those that were told then.
    """
    at = dates.day_and_time(last.at, view.now)
    text = _("From {time}, {age}").format(time=at, age=dates.ago(last.age))
    if last.at > view.now:
        text = _("From {time}, dated later than now").format(time=at)
    if last.written_at is not None:
        written = dates.day_and_time(last.written_at, view.now)
        text += _(", written down {time}").format(time=written)
    text += _(", by {name}").format(name=last.recorder) if last.recorder else ""
    if last.corrected_at is None:
        return text
    corrected = _("Some of this was corrected at {time}")
    return f"{text}. " + corrected.format(time=dates.day_and_time(last.corrected_at, view.now))


def unwritten_words(count: int, since: Moment | None, now: Moment) -> str:
    """Return how many planned doses nobody wrote down, and since when they are counted."""
    if since is None:
        words = ngettext(
            "{n} dose of the last 24 hours is not written down.",
            "{n} doses of the last 24 hours are not written down.",
            count,
        )
        return words.format(n=count)
    words = ngettext(
        "{n} dose is not written down since {time}.",
        "{n} doses are not written down since {time}.",
        count,
    )
    return words.format(n=count, time=dates.day_and_time(since, now))


def prescriber(view: TodayView) -> str | None:
    """Return the name of the prescriber, or None."""
    names = [c.name for c in view.contacts if c.role is ContactRole.PRESCRIBER and c.name]
    return names[0] if names else None
