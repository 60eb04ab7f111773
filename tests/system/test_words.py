# SPDX-License-Identifier: MIT
"""The words of a language come from its catalogue, looked up when they are shown."""

from dataclasses import replace
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from caregiver_app.report.drawing.words import _ as printed
from caregiver_app.report.drawing.words import ngettext as printed_plural
from caregiver_app.system.words import (
    ENGLISH,
    Locale,
    _,
    apart,
    in_use,
    joined,
    left_to_right,
    ngettext,
    use,
)


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


def test_a_name_from_the_other_side_keeps_to_itself_in_every_sentence() -> None:
    omar = "\u0639\u0645\u0631"
    assert _("{name}, 62 kg").format(name=omar) == f"\u2068{omar}\u2069, 62 kg"
    assert _("{name}, 62 kg").format(name="Zo\u00eb") == "Zo\u00eb, 62 kg"
    told = ngettext("{name}: {n} dose", "{name}: {n} doses", 2).format(name=omar, n=2)
    assert told == f"\u2068{omar}\u2069: 2 doses"
    use(Locale(code="ar", right_to_left=True))
    assert _("{name} 62").format(name="Rosa") == "\u2068Rosa\u2069 62"
    assert _("{name} 62").format(name=omar) == f"{omar} 62"


def test_what_is_kept_in_the_record_has_no_marks() -> None:
    omar = "\u0639\u0645\u0631"
    assert joined(f"{apart(omar)}, 2 doses") == f"{omar}, 2 doses"
