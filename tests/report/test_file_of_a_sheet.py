# SPDX-License-Identifier: MIT
"""What can be put into and around the file of a sheet: the record, and a password."""

import io

import pdfplumber
import pypdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from caregiver_app.report.drawing.layout import Block, break_lines, plain, space
from caregiver_app.report.er.sheet import one_page
from caregiver_app.report.files.attachment import (
    fhir_attached,
    record_attached,
    with_files,
)
from caregiver_app.report.files.locked_file import locked

RECORD = '{"name": "Zoë 李"}\r\n\x00 as it is'.encode() * 2000


FHIR = b'{"resourceType": "Bundle"}' * 50


def with_record(page, name, record):
    return with_files(page, [record_attached(name, record)])


@pytest.fixture(scope="module")
def page() -> bytes:
    """Return a page with a few words on it."""
    words = break_lines(plain("Do not stop suddenly"), 12, 400)
    block = Block(words.height, lambda page, top: page.lines(words, page.left, top))
    return one_page("Handoff sheet", "letter", lambda _page, _room: ([block], space(0), ())).pdf


def opened(pdf: bytes, password: str | None = None) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), password=password)


def test_the_attached_record_is_exactly_the_bytes_of_the_export(page):
    file = opened(with_record(page, "record.json", RECORD))
    assert dict(file.attachments) == {"record.json": [RECORD]}
    assert next(iter(file.attachment_list)).size == len(RECORD)


def test_record_and_fhir_say_what_they_are_and_how_they_belong_to_the_page(page):
    files = [record_attached("b-record.json", RECORD), fhir_attached("a-fhir.json", FHIR)]
    data = with_files(page, files)
    assert b"/Subtype /application#2Ffhir+json\n" in data  # as a reader without pypdf finds it
    file = opened(data)
    assert dict(file.attachments) == {"a-fhir.json": [FHIR], "b-record.json": [RECORD]}
    fhir, record = sorted(file.attachment_list, key=lambda one: one.name)
    assert (fhir.subtype, record.subtype) == ("/application/fhir+json", "/application/json")
    assert fhir.associated_file_relationship == "/Supplement"
    assert record.associated_file_relationship == "/Data"
    assert fhir.description == "FHIR R4 document of the last month"
    belonging = [one.get_object()["/UF"] for one in file.trailer["/Root"]["/AF"]]
    assert belonging == ["b-record.json", "a-fhir.json"]
    names = file.trailer["/Root"]["/Names"]["/EmbeddedFiles"]["/Names"]
    assert list(names[::2]) == ["a-fhir.json", "b-record.json"]  # a reader looks them up in order


def test_an_attachment_leaves_page_title_and_language_as_they_were(page):
    file = opened(with_record(page, "record.json", RECORD))
    before = opened(page)
    assert len(file.pages) == 1
    assert file.pages[0].extract_text() == before.pages[0].extract_text()
    assert file.metadata.title == "Handoff sheet"
    assert file.trailer["/Root"]["/Lang"] == "en-US"


def test_the_same_page_and_record_give_the_same_bytes_much_smaller_than_the_record(page):
    first = with_record(page, "record.json", RECORD)
    assert first == with_record(page, "record.json", RECORD)
    assert len(first) < len(page) + len(RECORD) // 10


def test_a_locked_file_opens_with_its_password_and_not_without(page):
    file = locked(page, "blue kettle 7")
    assert b"Handoff sheet" in page
    assert b"Handoff sheet" not in file
    with pytest.raises(pypdf.errors.FileNotDecryptedError):
        opened(file).pages[0].extract_text()
    with pytest.raises(pypdf.errors.WrongPasswordError):
        opened(file, "blue kettle 8")
    assert "Do not stop suddenly" in opened(file, "blue kettle 7").pages[0].extract_text()


def test_the_lock_is_aes_with_256_bits(page):
    encryption = opened(locked(page, "x")).trailer["/Encrypt"]
    assert (encryption["/V"], encryption["/R"]) == (5, 6)
    assert encryption["/CF"]["/StdCF"]["/CFM"] == "/AESV3"


def test_two_other_readers_open_the_locked_file(qapp, page):
    file = locked(page, "blåbær 李")
    with pdfplumber.open(io.BytesIO(file), password="blåbær 李") as plumber:  # noqa: S106 - made up - made up
        assert plumber.pages[0].extract_text() == "Do not stop suddenly"
    document, buffer = QPdfDocument(None), QBuffer()
    buffer.setData(QByteArray(file))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.IncorrectPassword
    document.setPassword("blåbær 李")
    buffer.seek(0)
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.None_
    document.close()


def test_one_letter_typed_as_two_is_the_same_password(page):
    with pdfplumber.open(io.BytesIO(locked(page, "cafe\u0301")), password="caf\u00e9") as file:  # noqa: S106 - made up
        assert "Do not" in file.pages[0].extract_text()


@pytest.mark.parametrize("password", ["blåbær 李", "שלום", "a\u00a0b\u00adc", "\uff21"])
def test_a_password_of_any_script_opens_the_file_it_locked(page, password):
    assert "Do not" in opened(locked(page, password), password).pages[0].extract_text()


@pytest.mark.parametrize(
    "password",
    ["", "\u00ad", "x" * 128, "\u674e" * 43, "a\tb", "\u05d0a", "\u05d01", "\ud800", "\U0001f600"],
)
def test_a_password_that_readers_would_not_see_whole_is_refused(page, password):
    with pytest.raises(ValueError, match="every reader"):
        locked(page, password)


def test_a_record_inside_a_locked_file_is_locked_too(page):
    file = locked(with_record(page, "record.json", RECORD), "x")
    assert dict(opened(file, "x").attachments) == {"record.json": [RECORD]}
    with pytest.raises(pypdf.errors.FileNotDecryptedError):
        dict(opened(file).attachments)
