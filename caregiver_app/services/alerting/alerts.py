# SPDX-License-Identifier: MIT
"""What was done about an alert: written down in one tap, and what is still waited for."""

from contextlib import suppress

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind, ActionTaken, Change
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.sheets.corrected import corrected_before
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up, in_sight
from caregiver_app.domain.timing.past_emergency import ANSWERS, PastEmergency
from caregiver_app.domain.timing.silence import Silence, is_silent, silence
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.services.alerting.steady_wait import SteadyWait
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id


class ActionNotSaved(Exception):  # noqa: N818 - the word the screen shows
    """What was done could not be written; the text says why, in plain words."""


class AlertService:
    """Keep what was done about the check-ins of one data folder; no level ever changes by it."""

    def __init__(self, book: RecordBook, rules: TimeRules, clock: Clock) -> None:
        self._book = book
        self._rules = rules
        self._clock = clock
        self._silences: dict[str, Silence] = {}
        self._wait = SteadyWait(clock)

    @property
    def rules(self) -> TimeRules:
        """Return the times and the clinical sentences that go with them."""
        return self._rules

    def record(
        self,
        person_id: str,
        check_in_id: str,
        kind: ActionKind,
        by: str | None,
        who: str | None = None,
        note: str | None = None,
    ) -> ActionTaken:
        """Write down, with this very time, what somebody did about a check-in.

        It counts at once. What the disk does not take waits in the record; `why_waiting` says so.
        """
        now = here_and_now(self._clock)
        taken = ActionTaken(
            id=new_id(self._clock.now()),
            at=now,
            by=by or None,
            about=check_in_id,
            kind=kind,
            who=_said(who),
            note=_said(note),
        )
        self._hold(self._entry(person_id, EntryKind.ACTION, taken, by))
        if kind in ANSWERS:
            self._wait.end(person_id)
        return taken

    def why_waiting(self, person_id: str) -> str:
        """Return why something of this person is not saved yet, blank when all is."""
        return self._book.held.cause if self._book.held.of(person_id) else ""

    def add_note(self, person_id: str, action_id: str, note: str, by: str | None) -> None:
        """Write down what they said on the phone, once it is known.

        The note of an action that stands is changed, and the old one is kept. Raises
        ActionNotSaved, and KeyError when there is no such action.
        """
        actions = self._book.record(person_id).actions
        found = next((action for action in actions if action.id == action_id), None)
        if found is None:
            raise KeyError(f"no action has the id {action_id}")
        words = _said(note)
        if words != found.note:
            self._change(person_id, action_id, by, "note", (found.note, words))

    def undo(self, person_id: str, action_id: str, by: str | None) -> None:
        """Take an action out of the record; the log keeps it. Raises ActionNotSaved.

        One that still waits for the disk is forgotten.
        """
        if self._book.let_go(person_id, (action_id,)):
            return
        self._change(person_id, action_id, by, "removed", (False, True))

    def follow_up(self, person_id: str) -> FollowUp | None:
        """Return what is still to be done about the newest alert, or None without one."""
        record = self._book.record(person_id)
        alert = follow_up(self._rules, record, here_and_now(self._clock))
        return self._wait.followed(person_id, alert, record)

    def in_sight(self, person_id: str) -> FollowUp | None:
        """Return the same with an EMERGENCY of the last hours that was eased since."""
        record = self._book.record(person_id)
        seen = in_sight(self._rules, record, here_and_now(self._clock))
        return self._wait.followed(person_id, seen, record)

    def corrected(self, person_id: str, past: PastEmergency) -> Moment | None:
        """Return when what found an EMERGENCY was corrected last, None where it stands as told."""
        found = corrected_before(self._book.record(person_id), past.told)
        return found.at if found is not None else None

    def silence(self, person_id: str) -> None:
        """Keep the reminder of the open alert quiet as long as an answer is waited for.

        It is kept in memory alone: whoever starts the program anew is reminded again.
        """
        alert = self.follow_up(person_id)
        record = self._book.record(person_id)
        waits = self._rules.alert
        pump = record.person.has_pump
        length = waits.no_answer_pump if pump else waits.no_answer_by_mouth
        if alert is None:
            return
        kept = silence(alert, self._clock.monotonic(), self._clock.now(), length)
        if kept is not None:
            self._silences[person_id] = kept

    def next_er(self, person_id: str | None) -> FollowUp | None:
        """Return the alert whose wait runs out next, of this person and of all who are real.

        None when none is waited for, or when each of them has run out.
        """
        people = {card.id for card in self._book.people() if not card.practice}
        people |= {person_id} if person_id else set()
        alerts = [alert for one in people if (alert := self.follow_up(one)) is not None]
        waiting = [
            (alert.er_at.utc, alert.check_in_id, alert)
            for alert in alerts
            if alert.er_at is not None and not alert.go_to_er
        ]
        return min(waiting)[2] if waiting else None

    def next_due(self) -> Moment | None:
        """Return when the first thing about any open alert is due; None while none is open."""
        people = [card.id for card in self._book.people() if not card.practice]
        alerts = [alert for one in people if (alert := self.follow_up(one)) is not None]
        times = [time for alert in alerts for time in (alert.er_at, alert.recheck_due)]
        return min((time for time in times if time is not None), default=None)

    def end_silence(self, person_id: str) -> None:
        """Remind again at once."""
        self._silences.pop(person_id, None)

    def is_silent(self, person_id: str, alert: FollowUp) -> bool:
        """Say whether the reminder of an alert is kept quiet; one that has ended stays ended."""
        kept = self._silences.get(person_id)
        quiet = is_silent(kept, alert, self._clock.monotonic(), self._clock.now())
        if kept is not None and not quiet:
            self.end_silence(person_id)
        return quiet

    def _change(
        self,
        person_id: str,
        action_id: str,
        by: str | None,
        field: str,
        values: tuple[object, object],
    ) -> None:
        change = Change(
            id=new_id(self._clock.now()),
            at=here_and_now(self._clock),
            by=by or None,
            reason="undo" if field == "removed" else "note",
            target=action_id,
            field=field,
            before=values[0],
            after=values[1],
        )
        entry = self._entry(person_id, EntryKind.CHANGE, change, by)
        if self._book.held.of(person_id):
            self._hold(entry)  # what it changes may wait itself
            return
        try:
            self._book.append([entry])
        except StorageError as error:
            raise ActionNotSaved(str(error)) from error

    def _hold(self, entry: NewEntry) -> None:
        self._book.hold([entry])
        with suppress(StorageError):
            self._book.write_held()

    def _entry(
        self, person_id: str, kind: EntryKind, fact: ActionTaken | Change, by: str | None
    ) -> NewEntry:
        return self._book.new_entry(person_id, kind, to_plain(fact), fact.at, author=by or None)


def _said(words: str | None) -> str | None:
    """Return a text without the spaces around it; an empty one says nothing."""
    return (words or "").strip() or None
