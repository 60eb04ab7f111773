# SPDX-License-Identifier: MIT
"""The pages of one window: built when first visited, filled anew when they are out of date."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.pages.builder import build_page
from caregiver_app.ui.theme import Theme

# Pages with an age in every sentence: they are filled anew whenever they are shown.
_OF_THE_MOMENT = frozenset({"audit", "deletion", "emergency", "handoff", "shift"})


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

    def __contains__(self, name: str) -> bool:
        return name in self._pages

    def page(self, name: str) -> Any:  # noqa: ANN401  # pages share no class, only this shape
        """Return a page, built and with what was half typed on it."""
        if name not in self._pages:
            page: Any = build_page(name, self._services, self._theme, self._window)
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

    def half_typed(self) -> dict[str, Any]:
        """Return by page what is half typed there, of pages too that wait to be built anew."""
        pages = {n: p for n, p in self._pages.items() if hasattr(p, "begun")}
        return self._begun | {name: page.begun() for name, page in pages.items()}

    def take_away(self, name: str) -> None:
        """Let a page go: the next visit builds it anew."""
        page = self._pages.pop(name, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

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
