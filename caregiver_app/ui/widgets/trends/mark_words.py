# SPDX-License-Identifier: MIT
"""What stands between the points of the charts, in words: cuts, doses, alarms, moved clocks."""

from datetime import timedelta

from caregiver_app.domain.charts.cut_marks import CutMark
from caregiver_app.domain.charts.trend_marks import ExtraDose, NotKept, ToldMissed
from caregiver_app.domain.charts.trend_story import TrendStory
from caregiver_app.domain.charts.trend_time import ClockChange
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words


def mark_words(story: TrendStory) -> list[tuple[Moment, str]]:
    """Return cuts, doses not kept or extra, alarms and clock changes with their sentences.

    A dose has the time at which something was given, else that at which it was due.
    """
    said: list[tuple[Moment, str]] = [(mark.at, cut_words(mark)) for mark in story.cuts]
    said += [(mark.given or mark.at, not_kept_words(story, mark)) for mark in story.not_kept]
    said += [(mark.at, extra_words(mark)) for mark in story.extra]
    said += [(mark.at, told_words(mark)) for mark in story.told_missed]
    said += [(at, _("Pump alarm heard.")) for at in story.alarms]
    said += [(change.at, clock_words(change)) for change in story.clock_changes]
    return sorted(said, key=lambda pair: pair[0])


def cut_words(mark: CutMark) -> str:
    """Return a cut as a sentence."""
    before, after = (dates.amount(a, mark.route.unit) for a in (mark.cut.before, mark.cut.after))
    words = _("Dose cut: {drug} from {before} to {after} a day.")
    return words.format(drug=drug_words(mark.drug), before=before, after=after)


def not_kept_words(story: TrendStory, mark: NotKept) -> str:
    """Return what became of a dose, with its amount and when it was due."""
    what = {
        DoseStatus.MISSED: _("missed"),
        DoseStatus.VOMITED: _("vomited"),
        DoseStatus.REFUSED: _("refused"),
        DoseStatus.PARTLY: _("partly taken"),
        DoseStatus.UNSURE: _("not sure if taken"),
    }[mark.status]
    mg = f" {dates.amount(mark.mg, 'mg')}" if mark.mg is not None else ""
    return _("Dose {what}: {drug}{mg}, due {time}.").format(
        what=what, drug=drug_words(mark.drug), mg=mg, time=dates.clock_time(story.at_home(mark.at))
    )


def extra_words(mark: ExtraDose) -> str:
    """Return that a dose was given that no plan has, with its amount."""
    mg = f" {dates.amount(mark.mg, 'mg')}" if mark.mg is not None else ""
    return _("Extra dose: {drug}{mg}.").format(drug=drug_words(mark.drug), mg=mg)


def told_words(mark: ToldMissed) -> str:
    """Return what a check-in said of missed doses."""
    if mark.or_more:
        return _("The check-in says {n} or more doses in a row were missed.").format(n=mark.count)
    words = ngettext(
        "The check-in says {n} dose was missed.",
        "The check-in says {n} doses in a row were missed.",
        mark.count,
    )
    return words.format(n=mark.count)


def clock_words(change: ClockChange) -> str:
    """Return how the clocks were moved."""
    moved = dates.duration(change.by)
    if change.by > timedelta(0):
        return _("Clocks went ahead {duration}.").format(duration=moved)
    return _("Clocks went back {duration}.").format(duration=moved)
