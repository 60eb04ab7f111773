# SPDX-License-Identifier: MIT
"""What a person typed is never read as markup, nor as a part of a question to the database."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MODULES = sorted(Path("caregiver_app").rglob("*.py"))
MARKUP = {
    *("setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown", "QTextBrowser"),
    *("RichText", "MarkdownText", "AutoText", "linkActivated", "QMessageBox", "QErrorMessage"),
}
OWN = {"table", "COLUMNS", "_COLUMNS", "columns", "name", "query", "key.hex()"}
"""What may stand inside a question: names of our own tables, and a key in its own digits."""


def names_in(text: str) -> set[str]:
    words = set(re.findall(r"\w+", text))
    if not words & MARKUP:
        return set()
    nodes = list(ast.walk(ast.parse(text)))
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return MARKUP & (called | {node.id for node in nodes if isinstance(node, ast.Name)})


def put_into_questions(text: str) -> Iterator[str]:
    if "execute" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr in ("execute", "executemany") and node.args:
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.FormattedValue):
                    yield ast.unparse(part.value)
                elif isinstance(part, ast.Mod) or getattr(part, "attr", "") == "format":
                    yield ast.unparse(node)


def test_no_text_is_shown_as_markup():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not names_in(text), path
        labels = re.findall(r"\bQLabel\((?!\)|_\(|self\.accessibleName)", text)
        assert not labels or "TextFormat.PlainText" in text, path


def test_no_value_is_written_into_a_question_to_the_database():
    for path in MODULES:
        assert set(put_into_questions(path.read_text(encoding="utf-8"))) <= OWN, path


def test_the_guard_would_see_both():
    assert names_in("label.setHtml(note)") == {"setHtml"}
    typed = "connection.execute(f'DELETE FROM x WHERE id = {typed}')"
    assert list(put_into_questions(typed)) == ["typed"]
    assert list(put_into_questions("c.execute('x {}'.format(y))"))
