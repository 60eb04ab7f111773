# SPDX-License-Identifier: MIT
"""Content that somebody changed starts nothing: the file and the place in it are named."""

import json
import random
import shutil

import pytest

from caregiver_app.cli import run
from caregiver_app.content.seal import SEAL, check_seal, seal_of, why_no_new_seal
from caregiver_app.content.tables import ContentError
from caregiver_app.system.resources import resource_path

VARIANTS = 100
FOLDER = resource_path("content")


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the content that may be changed."""
    return shutil.copytree(FOLDER, tmp_path / "content")


def test_a_file_of_the_content_that_cannot_be_read_is_named(folder):
    (folder / "rules.toml").unlink()
    (folder / "rules.toml").mkdir()
    with pytest.raises(ContentError, match=r"rules\.toml, the file: cannot be read"):
        check_seal(folder)


def test_the_content_is_sealed_as_it_is():
    # After a change of the content: python3 dev.py sign-off
    check_seal()
    assert (FOLDER / SEAL).read_text(encoding="utf-8") == seal_of(FOLDER)


def test_a_hundred_changed_files_are_all_refused_by_name(folder):
    files = sorted(folder.rglob("*.toml"))
    chance = random.Random(1)  # noqa: S311 - it keeps no secret
    for _variant in range(VARIANTS):
        path = chance.choice(files)
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        other = bytes([whole[place] ^ 1 << chance.randrange(7)])
        path.write_bytes(whole[:place] + other + whole[place + 1 :])
        with pytest.raises(ContentError) as told:
            check_seal(folder)
        assert str(told.value).startswith(path.relative_to(folder).as_posix())
        path.write_bytes(whole)
    check_seal(folder)


@pytest.mark.parametrize(
    ("file", "before", "after", "place"),
    [
        ("rules.toml", 'temp_from = "38.0"', 'temp_from = "39.0"', "groups.temp_from"),
        ("rules.toml", 'version = "2026.1"', 'version = "2026.2"', "version"),
        ("rules.toml", "[recheck]\noral = ", "[recheck]\nmouth = ", "recheck.mouth"),
        ("rules.toml", "# Times in hours", "# Times in days", "the file"),
        ("form.toml", "[[tile]]", "[[tile", "the file"),
    ],
)
def test_the_place_that_was_changed_is_named(folder, file, before, after, place):
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=f"^{file}, {place}: is not as in the rules 2026"):
        check_seal(folder)


def test_a_file_more_or_less_and_a_broken_seal_are_refused_and_line_ends_are_not(folder):
    (folder / "time.toml").write_bytes((folder / "time.toml").read_bytes().replace(b"\n", b"\r\n"))
    check_seal(folder)
    (folder / "text" / "en" / "more.toml").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match=r"^text/en/more\.toml, the file: does not belong"):
        check_seal(folder)
    (folder / "text" / "en" / "more.toml").unlink()
    (folder / "usual.toml").unlink()
    with pytest.raises(ContentError, match=r"^usual\.toml, the file: is missing"):
        check_seal(folder)
    (folder / SEAL).write_text("[]", encoding="utf-8")
    with pytest.raises(ContentError, match=r"^seal\.json, the file: cannot be read"):
        check_seal(folder)


def test_a_command_judges_nothing_with_changed_rules(folder, monkeypatch, capsys):
    monkeypatch.setattr("caregiver_app.content.seal.resource_path", lambda _name: folder)
    text = (folder / "rules.toml").read_text(encoding="utf-8")
    (folder / "rules.toml").write_text(text.replace('"38.0"', '"39.0"', 1), encoding="utf-8")
    sample = str(resource_path("samples", "practice-oral.json"))
    assert run(["assess", sample], lambda: 0) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("rules.toml, groups.temp_from: ")


def test_what_somebody_signed_is_sealed_again_only_under_a_new_version():
    now = json.loads(seal_of(FOLDER))
    signed = now | {"reviewed_by": "Dr. A. Reed"}
    changed = signed | {"files": {}}
    assert why_no_new_seal(json.dumps(now), json.dumps(changed)) == ""
    assert "Dr. A. Reed signed" in why_no_new_seal(json.dumps(signed), json.dumps(changed))
    newer = changed | {"version": "2026.2"}
    assert why_no_new_seal(json.dumps(signed), json.dumps(newer)) == ""
