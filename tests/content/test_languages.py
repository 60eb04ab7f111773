# SPDX-License-Identifier: MIT
"""Which languages and countries are offered: only what somebody has read, and all we know."""

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from caregiver_app.content.form import load_form
from caregiver_app.content.languages import default_country, load_countries, load_languages
from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.tables import ContentError
from caregiver_app.system.words import ENGLISH, _, use

ROOT = Path(__file__).resolve().parents[2]
COUNTRIES = ("emergency_numbers.toml", "text/en/emergency_numbers.toml")


def add_hebrew(catalogues: Path, folder: Path, catalogue_by: str, clinical_by: str) -> None:
    """Add a language whose catalogue and clinical words somebody has read, or nobody."""
    place = catalogues / "he" / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue = Catalog(locale="he")
    catalogue.add("Save", "שמירה")
    with (place / "caregiver.mo").open("wb") as made:
        write_mo(made, catalogue)
    (place.parent / "review.toml").write_text(f'reviewed_by = "{catalogue_by}"\n')
    shutil.copytree(folder / "text" / "en", folder / "text" / "he")
    for file in (folder / "text" / "he").iterdir():
        words = file.read_text("utf-8").replace(
            'reviewed_by = ""', f'reviewed_by = "{clinical_by}"'
        )
        file.write_text(words, encoding="utf-8")


def offered(tmp_path: Path, folder: Path) -> list[str]:
    return [locale.code for locale in load_languages(tmp_path / "i18n", folder)]


def test_english_alone_ships() -> None:
    assert load_languages() == (ENGLISH,)


@pytest.mark.parametrize(("catalogue_by", "clinical_by"), [("", ""), ("R. L.", ""), ("", "R. L.")])
def test_a_language_that_was_not_read_whole_is_not_offered(
    tmp_path: Path, folder: Path, catalogue_by: str, clinical_by: str
) -> None:
    add_hebrew(tmp_path / "i18n", folder, catalogue_by, clinical_by)
    assert offered(tmp_path, folder) == ["en"]


def test_a_language_that_was_read_whole_is_offered_and_runs_from_the_right(
    tmp_path: Path, folder: Path
) -> None:
    add_hebrew(tmp_path / "i18n", folder, "R. L.", "R. L.")
    assert offered(tmp_path, folder) == ["en", "he"]
    hebrew = load_languages(tmp_path / "i18n", folder)[1]
    use(hebrew)
    assert hebrew.right_to_left
    assert _("Save") == "שמירה"
    assert load_rule_set(folder=folder).wording.language == "en"  # a copy, as the file says
    (folder / "text" / "he" / "form.toml").unlink()
    assert offered(tmp_path, folder) == ["en"]
    with pytest.raises(ContentError, match=r"text/he/form\.toml"):
        load_form(folder=folder)


def test_every_country_has_a_name_numbers_and_a_source() -> None:
    countries = load_countries()
    assert [country.name for country in countries[:-1]] == sorted(c.name for c in countries[:-1])
    assert countries[-1].code == "unknown"
    assert all(country.source for country in countries[:-1])
    assert default_country() == "US"
    numbers = {country.code: country.numbers["emergency"] for country in countries[:-1]}
    assert numbers == {
        "US": "911",
        "CA": "911",
        "GB": "999",
        "EU": "112",
        "IE": "112",
        "AU": "000",
        "NZ": "111",
    }


@pytest.mark.parametrize(
    ("file", "stands", "written", "named"),
    [
        (COUNTRIES[0], "[EU]", "[FR]", "countries: each country needs a name"),
        (COUNTRIES[0], 'default_source = "Our', 'default_source = ""\n#', "default: a choice"),
        (COUNTRIES[1], 'AU = "Australia"\n', "", "countries: each country needs a name"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(
    folder: Path, file: str, stands: str, written: str, named: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(stands) == 1
    (folder / file).write_text(text.replace(stands, written), encoding="utf-8")
    with pytest.raises(ContentError, match=named):
        load_countries(folder)


def said(tree: object) -> Iterator[str]:
    """Yield every text of a parsed file."""
    if isinstance(tree, dict | list):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from said(value)
    else:
        yield str(tree)


def test_no_text_names_a_number_of_one_country() -> None:
    numbers = {"911", "988", "1-800-222-1222"}
    texts = [
        text
        for file in (ROOT / "resources/content/text").rglob("*.toml")
        for text in said(tomllib.loads(file.read_text(encoding="utf-8")))
    ]
    texts += json.loads(json.dumps(catalogue_texts()))
    assert [text for text in texts if any(number in text for number in numbers)] == []


def catalogue_texts() -> list[str]:
    template = (ROOT / "resources/i18n/caregiver.pot").read_text(encoding="utf-8")
    return [line for line in template.splitlines() if line.startswith(("msgid", '"'))][1:]
