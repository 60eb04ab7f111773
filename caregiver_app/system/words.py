# SPDX-License-Identifier: MIT
"""Screen, sheet and command words: English in the source, each text marked for a catalogue.

`_` and `ngettext` are the functions every layer above the domain uses for its own words. English
is the only language so far and needs no catalogue; another one would be chosen here, at start.
"""

import gettext

_ENGLISH = gettext.NullTranslations()


def _(text: str) -> str:
    """Return a text as it is shown."""
    return _ENGLISH.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that fits a number."""
    return _ENGLISH.ngettext(one, many, number)
