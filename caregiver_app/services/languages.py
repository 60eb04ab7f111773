# SPDX-License-Identifier: MIT
"""Which language the program speaks and which country's emergency numbers it names."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from caregiver_app.content.languages import default_country, load_countries, load_languages
from caregiver_app.content.loader import ContentError, content_folder, emergency_phones
from caregiver_app.domain.people.countries import ELSEWHERE, Country
from caregiver_app.services.settings import Settings, SettingsService, TemperatureUnit
from caregiver_app.system.plain_file import read_plain, write_plain
from caregiver_app.system.words import in_use, use

__all__ = ["ELSEWHERE", "Country", "LanguageService", "choose_locale"]


COUNTRY_FILE = "country.txt"
"""Beside the record, and plain: the number to call is needed while the record stays shut."""


def choose_early(folder: Path) -> None:
    """Name the numbers of the country that was chosen, before the record can be opened."""
    with suppress(OSError, UnicodeDecodeError, ContentError):
        code = read_plain(folder / COUNTRY_FILE).decode("ascii").strip()
        if code in {country.code for country in load_countries()}:
            _use_country(code)


def choose_locale(settings: Settings) -> None:
    """Speak what was chosen; a language that is not there, or not reviewed, changes nothing."""
    locale = in_use()
    if settings.language is not None:
        found = (known for known in load_languages() if known.code == settings.language)
        locale = next(found, locale)
    use(locale)
    _use_country(settings.country)
    read_first(settings.temperature_unit)


def read_first(unit: TemperatureUnit) -> None:
    """Let sentences name a temperature in this unit first from now on."""
    use(replace(in_use(), fahrenheit_first=unit == "F"))


def _use_country(code: str | None) -> None:
    use(replace(in_use(), country=code))
    use(replace(in_use(), emergency=emergency_phones(content_folder())["emergency"]))


class LanguageService:
    """Offers languages and countries; a choice is in force once the record is opened again.

    `open_again` does that: all the sentences a caregiver reads were made when it was opened.
    `folder` is where the record lies.
    """

    def __init__(
        self, settings: SettingsService, open_again: Callable[[], None], folder: Path
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._open_again = open_again

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that can be chosen; English comes first."""
        return tuple(locale.code for locale in load_languages())

    def countries(self) -> tuple[Country, ...]:
        """Return the countries to choose from by name, the one for all others last."""
        return load_countries()

    @property
    def language(self) -> str:
        """Return the code of the language that is spoken."""
        return in_use().code

    @property
    def country(self) -> Country:
        """Return the country whose numbers are named."""
        code = in_use().country or default_country()
        by_code = {country.code: country for country in self.countries()}
        return by_code.get(code, by_code[ELSEWHERE])

    def choose(self, *, language: str | None = None, country: str | None = None) -> None:
        """Keep a choice and open the record again with it.

        Raises ValueError, StorageError, and OSError when the disk takes no file.
        """
        if language is not None and language not in self.languages():
            raise ValueError(f"nobody has reviewed the language {language}")
        if country is not None and country not in {known.code for known in self.countries()}:
            raise ValueError(f"no numbers are known for {country}")
        chosen = {"language": language, "country": country}
        self._settings.change(**{name: code for name, code in chosen.items() if code is not None})
        if country is not None:
            write_plain(self._folder / COUNTRY_FILE, country.encode("ascii"))
        self._open_again()
