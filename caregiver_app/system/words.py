# SPDX-License-Identifier: MIT
"""Screen, sheet and command words: gettext catalogues, English in the source.

`_` and `ngettext` are the functions every layer above the domain uses for its own words. The
language is chosen once at start, before the first word is shown; English needs no catalogue.
"""

import gettext

from caregiver_app.system.resources import resource_path

_DOMAIN = "caregiver_app"
_chosen: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_language(language: str) -> None:
    """Choose the catalogue for this run; a missing one leaves the English of the source."""
    folder = str(resource_path("i18n"))
    _chosen[0] = gettext.translation(_DOMAIN, folder, [language], fallback=True)


def _(text: str) -> str:
    """Return a text in the chosen language."""
    return _chosen[0].gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that fits a number."""
    return _chosen[0].ngettext(one, many, number)
