# SPDX-License-Identifier: MIT
"""The words of a language come from its catalogue, looked up when they are shown."""

from dataclasses import replace
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from caregiver_app.report.drawing.words import _ as printed
from caregiver_app.report.drawing.words import ngettext as printed_plural
from caregiver_app.system.words import ENGLISH, Locale, _, in_use, left_to_right, ngettext, use


def polish() -> Locale:
    """Return a language with three plurals, through the file that the program reads."""
    catalogue = Catalog(locale="pl")
    catalogue.add("Save", "Zapisz")
    catalogue.add(("{n} hour", "{n} hours"), ("{n} godzina", "{n} godziny", "{n} godzin"))
    made = BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    return Locale(code="pl", catalogue=GNUTranslations(made))


def test_a_word_is_that_of_the_language_in_use_and_english_where_it_has_none() -> None:
    use(polish())
    assert (_("Save"), _("Undo")) == ("Zapisz", "Undo")
    use(ENGLISH)
    assert _("Save") == "Save"


def test_a_plural_is_that_of_the_language() -> None:
    use(polish())
    said = [ngettext("{n} hour", "{n} hours", n).format(n=n) for n in (1, 2, 5)]
    assert said == ["1 godzina", "2 godziny", "5 godzin"]
    use(ENGLISH)
    assert [ngettext("{n} day", "{n} days", n).format(n=n) for n in (1, 2)] == ["1 day", "2 days"]


def test_what_is_printed_stays_english() -> None:
    use(polish())
    assert printed("Save") == "Save"
    assert [printed_plural("{n} day", "{n} days", n) for n in (0, 1, 2)] == [
        "{n} days",
        "{n} day",
        "{n} days",
    ]


def test_a_country_is_kept_with_the_language() -> None:
    use(replace(polish(), country="GB"))
    assert (in_use().code, in_use().country) == ("pl", "GB")


def test_a_number_keeps_its_order_in_a_line_from_the_right_and_is_plain_elsewhere() -> None:
    assert left_to_right("98.8 °F") == "98.8 °F"
    use(Locale(code="he", right_to_left=True))
    assert left_to_right("98.8 °F") == "\u206698.8 °F\u2069"
    assert left_to_right("") == ""
