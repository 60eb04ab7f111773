# SPDX-License-Identifier: MIT
"""What the check-in page says about its own state: what is needed, kept, hidden, refused."""

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates


def askable(assessment: Assessment) -> int:
    """Count the missing answers that the page asks for; a date of birth is not one."""
    return sum(name != "dob" for name in assessment.missing)


def status_words(done: int, needed: int, kept_at: Moment | None) -> tuple[str, str]:
    """Return how many of the needed answers there are, and when the draft was kept."""
    kept = _("Nothing kept yet.")
    if kept_at is not None:
        kept = _("Draft kept {time}.").format(time=dates.clock_time(kept_at))
    return _("{n} of {all} needed answers.").format(n=done, all=needed), kept


def below_words(groups: int) -> str:
    """Return that the groups of the full form stand below the quick questions."""
    words = ngettext("{n} more group is below.", "{n} more groups are below.", groups)
    return words.format(n=groups)


def unseen_words(answers: int) -> str:
    """Return that answers count which the quick questions do not show, or a blank."""
    words = ngettext("{n} answer in Full also counts.", "{n} answers in Full also count.", answers)
    return words.format(n=answers) if answers else ""


def about_words(about: Moment | None, now: Moment, level: Level) -> str:
    """Return that a level is not about now, or a blank; one that calls is to be looked at now."""
    if about is None:
        return ""
    said = _("This is about {time}, not about now.").format(time=dates.day_and_time(about, now))
    if level < Level.URGENT:
        return said
    return said + " " + _("Is it so now? Then start a check-in for now.")


def wrong_words(field: str, typed: str) -> str:
    """Return why nothing was saved: a field says what cannot be right."""
    return _(
        "Not saved: {field} says {typed}. That cannot be right. Correct it or clear it."
    ).format(field=field, typed=typed)


def sentence(trouble: Exception) -> str:
    """Return what went wrong as a sentence."""
    words = str(trouble).strip() or _("the disk did not answer")
    return words if words.endswith((".", "!", "?")) else f"{words}."
