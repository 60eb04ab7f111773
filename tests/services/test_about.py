# SPDX-License-Identifier: MIT
"""About: every source with what rests on it, the state of the review, what others made."""

import re
import tomllib
from pathlib import Path

from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.sources import load_reviews, load_sources
from caregiver_app.services.about import AboutService

ROOT = Path(__file__).resolve().parents[2]
CHOICE = "Our choice, to be checked by a clinician"


def used(title: str) -> dict[str, tuple[str, ...]]:
    source = next(source for source in load_sources() if source.title == title)
    return {use.area: use.names for use in source.uses}


def test_every_rule_stands_under_each_of_its_sources() -> None:
    named = {
        name for s in load_sources() for use in s.uses if use.area == "rules" for name in use.names
    }
    assert named == set(load_rule_set().rules)
    assert "E05" in used("NEWS2, Royal College of Physicians 2017")["rules"]
    assert "P-BZD10" in used("ASAM benzodiazepine guideline 2025")["plan_prompts"]
    assert "Craving" in used("ASAM benzodiazepine guideline 2025")["reference"]


def test_a_source_stands_once_and_our_own_choices_stand_last() -> None:
    titles = [source.title for source in load_sources()]
    assert len(titles) == len({title.casefold() for title in titles})
    assert titles[-1] == CHOICE
    assert not [title for title in titles[:-1] if "our choice" in title.casefold()]
    assert {"rules", "changes", "emergency"} <= set(used(CHOICE))


def test_a_part_is_reviewed_once_its_numbers_and_its_words_are(tmp_path: Path) -> None:
    words = tmp_path / "text" / "en"
    words.mkdir(parents=True)
    for name, numbers_by, words_by in (("rules", "Dr. A", ""), ("time", "Dr. A", "Dr. B")):
        (tmp_path / f"{name}.toml").write_text(f'reviewed_by = "{numbers_by}"')
        (words / f"{name}.toml").write_text(f'reviewed_by = "{words_by}"')
    found = {review.area: review.reviewed_by for review in load_reviews(folder=tmp_path)}
    assert found == {"rules": "", "time": "Dr. A, Dr. B"}


def test_what_others_made_is_what_is_installed_with_the_program_and_its_fonts() -> None:
    told = tomllib.loads((ROOT / "resources/licences.toml").read_text())["part"]
    packages = {name for part in told for name in (part.get("package"), *part.get("with", ()))}
    locked = re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert packages - {None, "python"} == set(locked)
    fonts = {file.name.split("_")[0] for file in (ROOT / "resources/fonts").glob("*.ttf")}
    families = [part["files"] for part in told if "files" in part]
    assert all(any(font.startswith(family) for family in families) for font in fonts)


def test_the_program_says_its_versions_and_where_it_writes(services, data_dir) -> None:
    about = services.about
    assert isinstance(about, AboutService)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert about.version == project["version"]
    assert about.rule_set == load_rule_set().version
    assert about.log_file.parent == data_dir
    assert "pypdf" in {part.name for part in about.parts if part.version}
