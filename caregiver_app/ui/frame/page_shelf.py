# SPDX-License-Identifier: MIT
"""The pages of one window: built when visited, filled anew when they are out of date.

A large page that nobody looks at any more is let go once a second one was opened after it, or once
it is out of date, as long as it stands as it was built: nothing typed, chosen, scrolled or under
way.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.frame.page_rest import holds_nothing, state_of
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.pages.builder import build_page

# Pages with an age in every sentence: they are filled anew whenever they are shown.
_OF_THE_MOMENT = frozenset({"audit", "deletion", "emergency", "handoff", "shift"})
# They come back as they were, and those that are opened often within a blink. Of the others some
# have to be there at once, and some were opened with what only they know: a file, a dose, a sheet.
_MAY_GO = frozenset(
    {"about", "history", "learn", "people", "plan", "profile", "settings", "shift", "trends"}
)


class PageShelf(QObject):
    """Pages by their name. `begun` is what was half typed on pages that are to be built anew."""

    built = Signal(QWidget)

    def __init__(
        self,
        services: Services,
        theme: Theme,
        window: QWidget,
        stack: QStackedWidget,
        begun: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(stack)
        self._services = services
        self._theme = theme
        self._window = window
        self._stack = stack
        self._begun = dict(begun or {})
        self._pages: dict[str, Any] = {}  # pages share no class, only their shape
        self._stale: set[str] = set()
        self._as_built: dict[str, int | None] = {}  # None where nobody can tell any more
        self._before: list[str] = []  # the page in view and those before it, the last one first
        self._later = QTimer(self, singleShot=True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._settle)
        stack.currentChanged.connect(self._on_current)

    def __contains__(self, name: str) -> bool:
        return name in self._pages

    def page(self, name: str) -> Any:  # noqa: ANN401  # pages share no class, only this shape
        """Return a page, built and with what was half typed on it."""
        if name not in self._pages:
            page: Any = build_page(name, self._services, self._theme, self._stack)
            self.built.emit(page)
            if name in self._begun:
                page.go_on(self._begun.pop(name))
            self._pages[name] = page
            self._stack.addWidget(page)
            self._stale.add(name)
        return self._pages[name]

    def pages(self) -> tuple[tuple[str, QWidget], ...]:
        """Return the pages that were built, by name."""
        return tuple(self._pages.items())

    def fill(self, name: str, person_id: str | None) -> None:
        """Fill a page for somebody, when it is out of date."""
        if name in self._stale or name in _OF_THE_MOMENT:
            self._stale.discard(name)
            self.page(name).open_person(person_id)

    def mark_stale(self, name: str) -> None:
        """Have a page filled anew before it is shown again."""
        self._stale.add(name)

    def mark_all_stale(self, but: Collection[str] = ()) -> None:
        """Have every page but some filled anew before it is shown again."""
        self._stale |= self._pages.keys() - set(but)
        self._later.start()

    def half_typed(self) -> dict[str, Any]:
        """Return by page what is half typed there, of pages too that wait to be built anew."""
        pages = {n: p for n, p in self._pages.items() if hasattr(p, "begun")}
        return self._begun | {name: page.begun() for name, page in pages.items()}

    def take_away(self, name: str) -> None:
        """Let a page go, with its buttons in the frame: the next visit builds it anew."""
        page = self._pages.pop(name, None)
        self._as_built.pop(name, None)
        if page is not None:
            if hasattr(page, "action_bar"):
                page.action_bar().deleteLater()
            self._stack.removeWidget(page)
            page.deleteLater()

    def build(self, names: Sequence[str], person_id: str | None, *, fills: bool) -> Iterator[None]:
        """Build pages that are shown next, and fill the first of them, in short pieces.

        A blank is no page. The first is not filled while something waits that it does not know yet.
        """
        for name in filter(None, names):
            yield
            self.page(name)
        yield
        if fills:
            self.fill(names[0], person_id)

    def prepare(self, name: str, person_id: str, goes_on: Callable[[], bool]) -> Iterator[str]:
        """Build a page ahead, in short steps, as long as that person and this shelf are shown."""
        if name in self._pages:
            return
        page = self.page(name)
        yield name
        for _step in page.prepare(person_id):
            yield name
            kept = goes_on() and self._pages.get(name) is page
            if not kept or name not in self._stale:  # somebody has opened it meanwhile
                return
        self._stale.discard(name)

    def _on_current(self, _index: int) -> None:
        shown = self._stack.currentWidget()
        name = next((name for name, page in self._pages.items() if page is shown), None)
        if name is not None:
            self._before = [name, *(n for n in self._before if n != name)]
            self._later.start()

    def _settle(self) -> None:
        """Note how the page in view was built; let those go that are done with."""
        if not self._before:
            return
        shown, *left = self._before
        if QApplication.activeModalWidget() is not None:  # asked by a page that waits for it
            self._as_built.setdefault(shown, None)
            return
        if shown in _MAY_GO and shown not in self._as_built:
            self._as_built[shown] = state_of(self._pages[shown])
        kept = {*left[:1]} - self._stale  # whoever looked away for a moment comes back at once
        for name in left:
            if name in _MAY_GO - kept and self._is_as_built(name):
                self.take_away(name)
                self._before.remove(name)

    def _is_as_built(self, name: str) -> bool:
        page, built = self._pages.get(name), self._as_built.get(name)
        if page is None or built is None:
            return False
        return holds_nothing(page) and state_of(page) == built


def first_pages(services: Services, person_id: str | None) -> tuple[str, ...]:
    """Return what stands there first: Today, and over it answers that nobody has saved.

    A red flag in them must be seen before any click.
    """
    if person_id is None:
        return ("people",)
    has_draft = services.check_ins.kept_draft(person_id) is not None
    return ("today", "check_in") if has_draft else ("today",)
