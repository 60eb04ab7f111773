# SPDX-License-Identifier: MIT
"""Which country's emergency numbers are named, and which language is spoken."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.services.languages import Country, LanguageService
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.widgets.settings.setting_rows import SettingRow, row_button, settings_card


class LanguageSettings(QWidget):
    """One card. The numbers of a country are to be seen before they are taken over.

    A language has a row only when there is more than one: English, and those that were reviewed.
    """

    def __init__(self, theme: Theme, languages: LanguageService) -> None:
        super().__init__()
        self._languages = languages
        self._countries = {country.code: country for country in languages.countries()}
        self._country = _Choice(theme, "country", _("Country"))
        for code, country in self._countries.items():
            self._country.list.addItem(country.name, code)
        self._language = _Choice(theme, "language", _("Language"))
        for code in languages.languages():
            self._language.list.addItem(_own_name(code), code)
        rows = [self._country.row]
        if self._language.list.count() > 1:
            rows.append(self._language.row)
        else:
            self._language.row.hide()
            self._language.row.setParent(self)
        for choice in (self._country, self._language):
            choice.list.currentIndexChanged.connect(self._tell)
            choice.use.clicked.connect(self._on_use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(settings_card(theme, _("Emergency numbers"), rows))

    def show_choices(self) -> None:
        """Show what is in force."""
        self._country.show(self._languages.country.code)
        self._language.show(self._languages.language)
        for choice in (self._country, self._language):
            choice.row.say("")
        self._tell()

    def _tell(self) -> None:
        shown = self._countries[self._country.value()]
        self._country.row.tell(_number_words(shown))
        self._country.use.setVisible(shown.code != self._languages.country.code)
        self._language.use.setVisible(self._language.value() != self._languages.language)

    def _on_use(self) -> None:
        pressed = self._country if self.sender() is self._country.use else self._language
        try:
            if pressed is self._country:
                self._languages.choose(country=pressed.value())
            else:
                self._languages.choose(language=pressed.value())
        except Exception as trouble:  # what held before goes on, and it is said why
            self.show_choices()
            pressed.row.say(_("Not changed. {cause}").format(cause=trouble))


class _Choice:
    """A list, and the button that takes over what is chosen in it."""

    def __init__(self, theme: Theme, name: str, title: str) -> None:
        control = QWidget()
        line = QHBoxLayout(control)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        self.list = StillCombo()
        self.list.setObjectName(f"settings.{name}")
        self.list.setAccessibleName(title)
        spoken = _("{word}: {title}").format(word=_("Use it"), title=title)
        self.use = row_button(f"settings.{name}.use", _("Use it"), spoken, "primary")
        for part in (self.list, self.use):
            line.addWidget(part)
        self.use.hide()
        self.row = SettingRow(theme, title, control)
        self.row.setObjectName(f"row.{name}")

    def value(self) -> str:
        """Return the code that is chosen."""
        return str(self.list.currentData())

    def show(self, code: str) -> None:
        """Show what is in force."""
        self.list.setCurrentIndex(max(0, self.list.findData(code)))


def _number_words(country: Country) -> str:
    words = _("Emergency: {emergency}. Crisis line: {crisis}. Poison Help: {poison}.")
    return words.format(**country.numbers)


def _own_name(code: str) -> str:
    """Return what a language calls itself."""
    return QLocale(code).nativeLanguageName().capitalize() or code
