# SPDX-License-Identifier: MIT
"""Trends: the signs against time, as charts or as a table, and one point of them in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.charts.trend_signs import TrendSign
from caregiver_app.domain.charts.trend_story import TrendStory
from caregiver_app.domain.charts.trend_time import Span
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.files.place_warning import goes_further
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import scrolling
from caregiver_app.ui.widgets.trends import chart_words
from caregiver_app.ui.widgets.trends.chart_legend import LegendView
from caregiver_app.ui.widgets.trends.chart_plot import Look
from caregiver_app.ui.widgets.trends.trend_chart import TrendChart
from caregiver_app.ui.widgets.trends.trend_head import TrendHead
from caregiver_app.ui.widgets.trends.trend_table import TrendTable
from caregiver_app.ui.words import dates

_FIRST_CHARTS = 4
_MINUTE = timedelta(minutes=1)
_MINUTE_MS = 60_000
_RING_PX = 5


class TrendsPage(QWidget):
    """The signs of one person; what is chosen stays while the program is open."""

    trouble_met = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._story: TrendStory | None = None
        self._chosen: CheckIn | None = None
        self._span = Span.WEEK
        self._signs: Sequence[TrendSign] = services.trends.signs[:_FIRST_CHARTS]
        self._unit = services.settings.current().temperature_unit
        self._charts: dict[str, TrendChart] = {}
        self._table: TrendTable | None = None
        self._read_chart: TrendChart | None = None
        self._columns = 2
        self._compact = False
        self._head = TrendHead(theme, services.trends.signs)
        self._head.span_chosen.connect(self._on_span)
        self._head.signs_chosen.connect(self._on_signs)
        self._head.table_wanted.connect(self._on_table_wanted)
        self._head.picture_wanted.connect(self._on_picture_wanted)
        self._bar = self._build_bar()
        self._build_layout()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.minute_passed)

    def action_bar(self) -> QWidget:
        """Return the reading line."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Show a person's signs up to now; of the same person the chosen point stays chosen."""
        if person_id != self._person_id:
            self._chosen = None
        self._person_id = person_id
        self._unit = self._services.settings.current().temperature_unit
        self._read()

    def minute_passed(self) -> None:
        """Let the ages go on; the time moves on with them, but all of a long record is not read."""
        if self._story is None:
            return
        if self._span is not Span.ALL:
            self._read()
            return
        self._story = replace(self._story, now=here_and_now(self._services.clock))
        for chart in self._shown_charts():
            chart.show_story(self._story)
        self._say_chosen()

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay charts and choices out for the width in em."""
        super().resizeEvent(event)
        self._take_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the ages up to date, now and every minute from now on."""
        super().showEvent(event)
        self._minute.start()
        story = self._story
        if story is not None and here_and_now(self._services.clock).utc - story.now.utc >= _MINUTE:
            self.minute_passed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._minute.stop()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the charts scroll."""
        return QSize(0, 0)

    # ---- parts

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("xl"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._when = label("", "strong")
        self._said = label("", "body")
        self._when.setObjectName("trends.when")
        self._said.setObjectName("trends.said")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._when)
        words.addWidget(self._said)
        row.addLayout(words, 1)
        self._legend = LegendView(self._theme, keys=True)
        self._legend.setObjectName("trends.legend")
        row.addWidget(self._legend)
        return bar

    def _build_layout(self) -> None:
        space = self._theme.space
        self._body = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(space("m"))
        self._inside = inside = QVBoxLayout(self._body)
        # Room for the ring around the chart that has the keyboard.
        inside.setContentsMargins(_RING_PX, _RING_PX, _RING_PX, _RING_PX)
        inside.addLayout(self._grid, 1)
        self._foot_legend = LegendView(self._theme, keys=False)
        inside.addWidget(self._foot_legend)
        self._nothing = label(_("No chart is chosen. Choose one above."), "body", "muted")
        inside.addWidget(self._nothing)
        self._scroll: QScrollArea = scrolling(self._body)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("s") - _RING_PX, 0, space("xl") - _RING_PX, space("s"))
        column.setSpacing(0)
        self._above = QHBoxLayout()
        self._above.setContentsMargins(_RING_PX, 0, _RING_PX, 0)
        self._above.addWidget(self._head)
        column.addLayout(self._above)
        column.addWidget(self._stack, 1)

    def _build_table(self) -> TrendTable:
        """Return the table on its card; it is built when it is first wanted."""
        space = self._theme.space
        frame = QFrame()
        tag(frame, card="plain")
        around = QVBoxLayout(frame)
        around.setContentsMargins(space("m"), space("m"), space("m"), space("m"))
        table = TrendTable(self._theme)
        table.chosen.connect(self._on_row)
        around.addWidget(table)
        self._stack.addWidget(frame)
        return table

    # ---- showing

    def _read(self) -> None:
        """Read the record for what is chosen, and show it."""
        self._head.show_choice(self._span, self._signs)
        if self._person_id is None:
            self._story = None
            return
        self._story = self._services.trends.story(self._person_id, self._span, self._signs)
        self._keep_chosen()
        for legend in (self._legend, self._foot_legend):
            legend.show_story(self._story)
        if self._shows_table() and self._table is not None:
            self._table.show_story(self._story, self._unit)
            self._table.choose(self._chosen)
        else:
            self._show_charts(self._story)
        self._say_chosen()

    def _shows_table(self) -> bool:
        return self._stack.currentIndex() == 1

    def _keep_chosen(self) -> None:
        """Forget a chosen check-in that is not in this time any more, or was corrected."""
        if self._chosen is None or self._story is None:
            return
        known = (c for chart in self._story.charts for c in chart.check_ins)
        self._chosen = next((c for c in known if c.id == self._chosen.id), None)

    def _show_charts(self, story: TrendStory) -> None:
        look = Look(theme=self._theme, unit=self._unit)
        for chart in story.charts:
            name = chart.sign.id
            if name not in self._charts:
                made = TrendChart(self._body)
                made.chosen.connect(self._on_chosen)
                made.entered.connect(self._on_entered)
                self._charts[name] = made
            self._charts[name].show_chart(look, story, chart)
            self._charts[name].show_chosen(self._chosen)
        self._place_charts()

    def _shown_charts(self) -> list[TrendChart]:
        return [self._charts[sign.id] for sign in self._signs if sign.id in self._charts]

    def _place_charts(self) -> None:
        """Put the chosen charts into the grid in their order, in rows of the same height."""
        shown = self._shown_charts()
        for chart in self._charts.values():
            self._grid.removeWidget(chart)
            chart.setVisible(chart in shown)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        columns = min(self._columns, max(1, len(shown)))
        for number, chart in enumerate(shown):
            row, column = divmod(number, columns)
            self._grid.addWidget(chart, row, column)
            self._grid.setRowStretch(row, 1)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._nothing.setVisible(not shown)
        self._head.show_picture_button(bool(shown))

    def _take_width(self) -> None:
        theme = self._theme
        em = theme.em(self.window().width())
        compact = em < theme.breakpoint("compact")
        self._head.take_form(narrow=em < theme.breakpoint("medium"), compact=compact)
        self._legend.setVisible(not compact and not self._shows_table())
        self._foot_legend.setVisible(compact)
        self._foot_legend.take_room(self.width() - 2 * self._theme.space("xl"))
        # Room for two lines, so that the charts stay where they are from point to point.
        lines = 1 if compact else 2
        self._said.setMinimumHeight(lines * self._said.fontMetrics().lineSpacing())
        self._compact = compact
        self._place_head()
        columns = 1 if compact else 2
        if columns != self._columns:
            self._columns = columns
            self._place_charts()

    def _place_head(self) -> None:
        """Let the choices scroll with the charts where they would leave too little room."""
        scrolls = self._compact and not self._shows_table()
        if scrolls:
            self._inside.insertWidget(0, self._head)
        else:
            self._above.addWidget(self._head)

    def _say_chosen(self) -> None:
        """Say the chosen point of the chart that is read; of all charts when none is."""
        story, chosen = self._story, self._chosen
        if story is not None and chosen is None and self._shows_table():
            self._when.setText(_("Choose a row to read it."))
            self._said.setText(_("The newest values stand first."))
            return
        if story is None or chosen is None:
            self._when.setText(_("Choose a point to read it."))
            self._said.setText(_("The newest values stand over the charts."))
            return
        self._when.setText(chart_words.point_time(story, chosen.at))
        read = self._read_chart
        told = read.words() if read is not None and read in self._shown_charts() else ""
        self._said.setText(told or chart_words.row_words(story, chosen, self._unit))

    # ---- slots

    def _on_span(self, span: Span) -> None:
        self._span = span
        self._read()

    def _on_signs(self, signs: Sequence[TrendSign]) -> None:
        self._signs = signs
        self._read()

    def _on_table_wanted(self, wanted: bool) -> None:
        if self._table is None:
            self._table = self._build_table()
        self._stack.setCurrentIndex(1 if wanted else 0)
        self._legend.setVisible(not self._compact and not wanted)  # it tells of the drawing
        self._place_head()
        self._read()

    def _on_chosen(self, check_in: CheckIn) -> None:
        self._chosen = check_in
        for chart in self._shown_charts():
            chart.show_chosen(check_in)
        self._on_entered()

    def _on_entered(self) -> None:
        sender = self.sender()
        if isinstance(sender, TrendChart):
            self._read_chart = sender
            self._say_chosen()

    def _on_row(self, check_in: CheckIn) -> None:
        self._chosen, self._read_chart = check_in, None
        self._say_chosen()

    # ---- the picture

    def _on_picture_wanted(self) -> None:
        from caregiver_app.ui.files.first_folder import first_folder
        from caregiver_app.ui.widgets.trends.trend_picture import ENDINGS, file_name

        if self._story is None:
            return
        dialog = QFileDialog(self, _("Export picture"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = {"png": _("Picture (*.png)"), "svg": _("Drawing (*.svg)")}
        dialog.setNameFilters([kinds[ending] for ending in ENDINGS])
        dialog.setDefaultSuffix(ENDINGS[0])
        dialog.setDirectory(first_folder())
        dialog.filterSelected.connect(self._on_kind)
        dialog.selectFile(file_name(self._story.now, ENDINGS[0]))
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_kind(self, kind: str) -> None:
        """Let a name without an ending get that of the kind that is chosen."""
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            dialog.setDefaultSuffix("svg" if "svg" in kind else "png")

    def _on_file(self, name: str) -> None:
        self.save_picture(Path(name))

    def save_picture(self, path: Path) -> None:
        """Write the charts that are shown to a file; its ending says which kind."""
        from caregiver_app.ui.widgets.trends.trend_picture import TrendPicture, Whose

        if self._story is None or self._person_id is None:
            return
        line = self._services.overview.person_line(self._person_id)
        whose = Whose(name=line.name, born=dates.born(line.dob, line.age), practice=line.practice)
        try:
            data = TrendPicture(self._story, self._unit, whose).data(path.suffix)
            self._services.trends.save_picture(path, data)
        except Exception as trouble:  # the page must stand whatever the disk does
            self.trouble_met.emit(_("The picture was not saved. {cause}").format(cause=trouble))
            return
        self._when.setText(_("Picture saved."))
        self._said.setText(" ".join(filter(None, (str(path), goes_further(path.parent)))))
        self._services.audit.note(AuditKind.PICTURE_SAVED, self._person_id, (path,))
