# SPDX-License-Identifier: MIT
"""The emergency page: whom to call, what to say, what happened when, and the sheet.

It shows with no person, with an empty record and with a disk that does not answer.
"""

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from caregiver_app.domain.emergency_log import Tap, is_of_seizure, last_tap
from caregiver_app.domain.levels import Action
from caregiver_app.services.handing_over.handoff import Sheet
from caregiver_app.services.looking_back.views import EmergencyScript
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, left_to_right
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.files.sheet_actions import SheetActions
from caregiver_app.ui.files.usual_printer import has_printer, usual_printer
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.emergency.emergency_layout import (
    OneColumn,
    Parts,
    TwoColumns,
    stopwatch_label,
)
from caregiver_app.ui.widgets.emergency.emergency_parts import (
    BringRow,
    Listed,
    contact_row,
    contact_words,
    sheet_buttons,
    step_row,
)
from caregiver_app.ui.widgets.emergency.event_log import EventLog
from caregiver_app.ui.widgets.fields.level_parts import who_to_ring
from caregiver_app.ui.widgets.level.call_panel import CallPanel
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.emergency_log_words import stopwatch
from caregiver_app.ui.words.emergency_words import drugs_named, spoken

if TYPE_CHECKING:
    from caregiver_app.domain.assessment import Assessment
    from caregiver_app.domain.moments import Moment

_MOST_NUMBERS = 3
_LEAST_HEIGHT_EM = 38
_GOES_ON_S = 60 * 60
"""For so long after the page was left its stopwatch goes on: it is the same emergency."""


class EmergencyPage(QWidget):
    """What a person who is frightened needs, without scrolling."""

    trouble_met = Signal(str)
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._found: Assessment | None = None
        self._has_form = False
        self._since: float | None = None
        self._left: float | None = None
        self._opened: Moment | None = None
        self._compact: bool | None = None
        self._no_printer = False
        self._trouble = ""
        self._sheets = SheetActions(services, self)
        self._sheets.done.connect(self._on_done)
        self._sheets.failed.connect(self._on_failed)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        self._build()
        self._fill(None)

    def open_person(self, person_id: str | None) -> None:
        """Show the words for a person, or the bare ones."""
        self._person_id = person_id
        self._found, self._has_form = None, False
        self._fill(person_id)

    def tell_found(self, found: "Assessment | None", *, has_form: bool) -> None:
        """Put what was just pressed on the check-in page into the words, before it is saved.

        Where it `has_form`, what was kept of its answers is older than they are.
        """
        if found is not None or has_form:
            self._found, self._has_form = found, has_form
            self._fill(self._person_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Start the stopwatch when the page opens; back within the hour it has gone on."""
        super().showEvent(event)
        now = self._services.clock.monotonic()
        if self._since is None or self._left is None or now - self._left > _GOES_ON_S:
            self._since, self._opened = now, here_and_now(self._services.clock)
        self._say("")
        self._no_printer = False
        self._name_paper()
        self._caption_watch()
        self._one.show_rest(False)
        self._on_tick()
        self._tick.start()
        QTimer.singleShot(0, self, self._parts.panel.give_words_room)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at the time no more while the page is out of sight."""
        super().hideEvent(event)
        self._left = self._services.clock.monotonic()
        self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        QTimer.singleShot(0, self, self._parts.panel.give_words_room)

    def _build(self) -> None:
        theme = self._theme
        save, paper = sheet_buttons(theme)
        save.clicked.connect(self._on_save)
        paper.clicked.connect(self._on_print)
        said = label("", "small", "muted")
        said.setObjectName("emergency.said")
        log = EventLog(self._services, theme, self)
        log.changed.connect(self._on_written)
        log.asking.connect(self._on_asking)
        self._parts = Parts(
            panel=CallPanel(theme),
            steps=Listed(theme, _("While you wait")),
            ring=Listed(theme, _("Who to ring after that")),
            log=log,
            watch=stopwatch_label(),
            watch_words=_watch_words(),
            bring=BringRow(theme),
            bring_words=label("", "body"),
            said=said,
            no_sheet=label(_("No person is open, so there is no sheet."), "small", "muted"),
            save=save,
            paper=paper,
        )
        self._one, self._two = OneColumn(theme), TwoColumns(theme)
        self._layouts = QStackedLayout(self)
        for layout in (self._two, self._one):
            self._layouts.addWidget(layout)
        self._arrange()

    def _arrange(self) -> None:
        width = self.window().width()
        narrow = self._theme.em(width) < self._theme.breakpoint("medium")
        compact = narrow or self.height() < _LEAST_HEIGHT_EM * self._theme.px("body")
        self._two.take_width(width)
        if compact is not self._compact:
            self._compact = compact
            layout = self._one if compact else self._two
            layout.take(self._parts)
            self._layouts.setCurrentWidget(layout)
            self._name_paper()
            self._caption_watch()
        self._parts.panel.fold(self._call_room(compact), compact=compact)

    def _call_room(self, compact: bool) -> float:
        """Return how many pixels the line "Call 911 now" may take."""
        width = self.window().width()
        return width * 0.55 if compact else width - 16 * 6 - self._two.right_px(width) - 110

    def _fill(self, person_id: str | None) -> None:
        script = self._script(person_id)
        parts, first_aid = self._parts, self._services.emergency.first_aid
        who = (script.number, drugs_named(script))
        contacts = who_to_ring(script.contacts, script.has_pump)[:_MOST_NUMBERS]
        ring = [
            f"{contact_words(contact)}: {left_to_right(contact.phone or '')}"
            for contact in contacts[:1]
        ]
        seizure = self._saw_seizure(person_id)
        # Who shakes or does not wake belongs on the side (messages of E01 to E03).
        sits_up = script.dysreflexia and not (script.lies_down or seizure)
        short_steps = first_aid.shortest_steps_for(*who, seizure=seizure, dysreflexia=sits_up)
        er = self._er_words(script)
        parts.panel.tell(script.number, spoken(first_aid, script), short_steps, "".join(ring), er)
        steps = enumerate(first_aid.steps_for(*who, dysreflexia=sits_up), 1)
        parts.steps.show_rows([step_row(place, text) for place, text in steps])
        rows: list[QWidget] = [contact_row(contact) for contact in contacts]
        parts.ring.show_rows(rows or [label(_("No phone number is recorded."), "body", "muted")])
        things = first_aid.things_to_bring(
            has_pump=script.has_pump,
            has_backup=script.backup_oral_baclofen,
            has_sheet=person_id is not None,
        )
        parts.bring.show_things(things)
        parts.bring_words.setText(first_aid.to_bring(things))
        parts.log.show_person(person_id, script.name)
        for part in (parts.save, parts.paper):
            part.setVisible(person_id is not None)
        parts.no_sheet.setVisible(person_id is None)
        self._arrange()
        self._parts.panel.give_words_room()

    def _script(self, person_id: str | None) -> EmergencyScript:
        """Return the words from the record; the bare words when the record cannot be read."""
        try:
            told = self._services.emergency.script
            return told(person_id, self._found, has_form=self._has_form)
        except Exception as trouble:  # this page shows whatever happens to the disk
            if str(trouble) != self._trouble:
                self._trouble = str(trouble)
                self.trouble_met.emit(self._trouble)
            return self._services.emergency.script(None)

    def _er_words(self, script: EmergencyScript) -> str:
        """Return the order to go to the ER, or a blank: who called 911 needs the words for it."""
        now = here_and_now(self._services.clock)
        lines = self._services.emergency_log.lines(self._person_id)
        if not script.to_er or last_tap(lines, Tap.CALLED_911, now) is not None:
            return ""
        return self._services.rule_set.wording.action_lines[Action.GO_TO_ER]

    def _caption_watch(self) -> None:
        """Say what the stopwatch counts: it goes on while the page is left for a moment."""
        log = self._parts.log
        since, words = self._opened, _("page opened {time}.\nTimes are kept as you tap.")
        if (seizure := log.seizure_since()) is not None:
            since, words = seizure, _("seizure began {time}")
        elif (ended := log.seizure_ended()) is not None:
            since, words = ended[1], _("length of the seizure.\nIt stopped {time}.")
            if self._compact:
                words = _("seizure stopped {time}")
        elif self._compact:
            words = _("page opened {time}")
        now = here_and_now(self._services.clock)
        at = dates.clock_time(dates.as_here(since, now)) if since is not None else ""
        self._parts.watch_words.setText(words.format(time=at))

    def _saw_seizure(self, person_id: str | None) -> bool:
        """Say whether a seizure was tapped, is recorded, or is pressed in the open check-in."""
        if any(is_of_seizure(line) for line in self._services.emergency_log.lines(person_id)):
            return True
        kept = None
        if person_id is not None and self._found is not None:
            with suppress(Exception):  # this page shows whatever happens to the disk
                kept = self._services.check_ins.kept_draft(person_id)
        return kept is not None and bool(kept.draft.seizures)

    def _on_tick(self) -> None:
        if self._since is None:
            return
        self._show_watch(self._since)
        self._parts.log.tick()

    def _show_watch(self, opened: float) -> None:
        """Show how long a seizure runs or ran, else how long the page is open: one time, in large.

        Once it stopped its length stands: the time of the page would be taken for it.
        """
        length = timedelta(seconds=self._services.clock.monotonic() - opened)
        named = _("{time} since you opened this page")
        if (seizure := self._parts.log.seizure_since()) is not None:
            length = dates.between(seizure, here_and_now(self._services.clock))
            named = _("{time} since the seizure began")
        elif (ended := self._parts.log.seizure_ended()) is not None:
            length, named = dates.between(*ended), _("The seizure went on for {time}")
        self._parts.watch.setText(stopwatch(length))
        self._parts.watch.setAccessibleName(named.format(time=self._parts.watch.text()))
        self._caption_watch()

    def _on_written(self) -> None:
        """Say on the phone what was just tapped."""
        self._fill(self._person_id)
        if self._since is not None:
            self._show_watch(self._since)
        if not self._services.emergency_log.waiting(self._person_id):
            self.record_changed.emit()

    def _on_asking(self, asking: bool) -> None:
        """Give the line for what it was the room of the words beside the stopwatch."""
        self._parts.watch_words.setVisible(not asking or bool(self._compact))

    def _on_print(self) -> None:
        """Print at once on the usual printer, else ask which one; with none at all, say so.

        No window comes unasked before what is read out on the phone. In one column, where Save is
        out of sight, the next press saves the sheet.
        """
        if self._saves_instead:
            self._on_save()
            return
        sheet = self._sheet()
        if sheet is None:
            return
        printer = usual_printer(sheet.file_name)
        if printer is not None:
            self._sheets.print_on(sheet, printer)
        elif has_printer():
            self._sheets.choose_printer(sheet)
        else:
            self._no_printer = True
            self._name_paper()
            self._say(_("No printer is found. Save the sheet, and print it elsewhere."))

    @property
    def _saves_instead(self) -> bool:
        return self._no_printer and bool(self._compact)

    def _name_paper(self) -> None:
        saves, theme = self._saves_instead, self._theme
        self._parts.paper.setText(_("Save the ER sheet") if saves else _("Print the ER sheet"))
        name, ink = "save" if saves else "print", theme.colour("on_accent")
        self._parts.paper.setIcon(button_icon(name, ink, theme.size("icon")))

    def _on_save(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._sheets.choose_folder(sheet)

    def _sheet(self) -> Sheet | None:
        if self._person_id is None:
            return None
        return self._sheets.sheet(self._person_id, self._services.settings.current().paper)

    def _say(self, words: str) -> None:
        self._parts.said.setText(words)
        self._parts.said.setVisible(bool(words))
        QTimer.singleShot(0, self, self._parts.panel.give_words_room)

    def _on_done(self, words: str) -> None:
        self._say(words)

    def _on_failed(self, words: str) -> None:
        self._say(words)
        self.trouble_met.emit(words)


def _watch_words() -> QLabel:
    made = label("", "small", "muted")
    made.setObjectName("stopwatch.caption")
    return made
