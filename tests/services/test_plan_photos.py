# SPDX-License-Identifier: MIT
"""The photo of a plan is kept encrypted beside its version, without where and when it was taken."""

import io
from datetime import date

import pytest
from PIL import Image

from caregiver_app.services.dosing.plan_photos import MOST_BYTES_READ, PhotoRefused
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.plan_photos import MOST_BYTES

ANA = "Ana (daughter)"


def picture(kind="JPEG", size=(60, 40), **more) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind, **more)
    return file.getvalue()


def with_place() -> bytes:
    """Return a photo lying on its side that says where it was taken, with words in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (42.0, 19.0, 30.0)}
    exif[0x010E] = "Pat at home"
    return picture(exif=exif, comment=b"Pat at home")


def test_a_photo_stays_with_its_version_and_is_there_after_a_restart(
    services, log, data_dir, clock
):
    data = picture()
    services.plan_photos.add("person", "plan-1", data, ANA)
    log.close()
    opened = EntryLog.open(data_dir, clock)
    kept = opened.plan_photos.photo("person", "plan-1")
    assert (kept.data, kept.by, kept.at.day) == (data, ANA, date(2026, 5, 21))
    assert opened.plan_photos.photo("person", "plan-2") is None
    assert opened.plan_photos.photo("other", "plan-1") is None
    opened.plan_photos.drop("person", "plan-1")
    assert opened.plan_photos.photo("person", "plan-1") is None
    opened.close()


def test_nothing_of_a_photo_lies_in_the_clear(services, log, data_dir):
    services.plan_photos.add("person", "plan-1", b"\xff\xd8\xff" + b"Pat at home" * 900, ANA)
    log.close()
    assert not any(b"Pat at home" in f.read_bytes() for f in data_dir.rglob("*") if f.is_file())


def test_a_new_picture_has_no_place_no_words_and_stands_upright(qapp):
    from caregiver_app.ui.files.plain_picture import plain_jpeg

    assert b"Pat at home" in with_place()
    made = plain_jpeg(with_place())
    assert b"Exif" not in made
    assert b"Pat at home" not in made
    assert Image.open(io.BytesIO(made)).size == (40, 60)


@pytest.mark.parametrize(
    ("size", "longest"), [((3000, 1500), (2400, 1200)), ((500, 2400), (500, 2400))]
)
def test_a_large_picture_is_made_smaller_and_a_small_one_is_not(qapp, size, longest):
    from caregiver_app.ui.files.plain_picture import plain_jpeg

    made = Image.open(io.BytesIO(plain_jpeg(picture("PNG", size))))
    assert (made.format, made.size) == ("JPEG", longest)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 plan", "no JPEG or PNG"),
        (b"GIF89a" + bytes(20), "no JPEG or PNG"),
        (b"", "no JPEG or PNG"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES_READ), "too large. 20 MB at most."),
    ],
    ids=["pdf", "gif", "empty", "huge"],
)
def test_a_file_is_known_by_what_is_in_it_and_not_by_its_name(services, tmp_path, content, said):
    file = tmp_path / "plan.jpg"
    file.write_bytes(content)
    with pytest.raises(PhotoRefused, match=said):
        services.plan_photos.read_file(file)
    with pytest.raises(PhotoRefused, match="not a file"):
        services.plan_photos.read_file(tmp_path)


@pytest.mark.qt_log_ignore("JPEG")
def test_a_broken_picture_and_one_too_large_to_keep_are_refused(qapp, services):
    from caregiver_app.ui.files.plain_picture import plain_jpeg

    with pytest.raises(PhotoRefused, match="may be broken"):
        plain_jpeg(picture()[:40])
    with pytest.raises(PhotoRefused, match="too large to be kept"):
        services.plan_photos.add("person", "plan-1", bytes(MOST_BYTES + 1), ANA)
