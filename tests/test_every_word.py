# SPDX-License-Identifier: MIT
"""Every word on a screen can be translated: it is marked, whole, and stands in the catalogue."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from PySide6.QtCore import QCoreApplication

from caregiver_app.ui.look.qt_words import speak
from docs.make_words import PRINTED, TEMPLATE, problem_of, read, texts
from tests.content.test_every_text import leaves

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "caregiver_app"
MARKS = ("_", "ngettext")
SHOWN_BY = {
    *("setText", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText"),
    *("setToolTip", "setWindowTitle", "setTitle", "addAction", "addItem", "insertItem", "label"),
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "show_trouble"),
    *("show_saved", "showMessage", "drawText", "print", "RecordError", "WrongPassphraseError"),
}
"""What puts a text before somebody's eyes or into their ears."""

_READ = {"label": slice(1), "RecordError": slice(1, None)}
"""Of these some arguments are no words: the style of a label, the name of a field."""

SAME_EVERYWHERE = re.compile(
    r"(mm|mcg|mg|mL|mmHg|kg|lb|px|°[CF]|F\d+|Esc|Ctrl|Alt|Enter|USB|PDF|JSON|CSV|FHIR|[\d:.,]+"
    r"|--\w+( \w+)?|person\.id|\W|_)+"
)
"""Units, keys, options and formats: the same in every language."""


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module that speaks; what is printed is English in every language."""
    there = {path.relative_to(PROGRAM).as_posix(): path for path in PROGRAM.rglob("*.py")}
    return {
        place: ast.parse(path.read_text(encoding="utf-8"))
        for place, path in sorted(there.items())
        if not place.startswith((PRINTED, "domain/"))
    }


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def calls(tree: ast.AST) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))


def literals(node: ast.AST) -> Iterator[str]:
    """Yield the texts in an expression that no mark, style name or key makes fit for a reader."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not isinstance(node, ast.Call | ast.Subscript | ast.Compare | ast.Lambda):
        for part in ast.iter_child_nodes(node):
            yield from literals(part)


def unmarked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the texts that a reader gets and that no translator would."""
    for call in calls(tree):
        if name_of(call) in SHOWN_BY:
            shown = call.args[_READ.get(name_of(call), slice(None))]
            for text in (text for argument in shown for text in literals(argument)):
                if not SAME_EVERYWHERE.fullmatch(text) and text:
                    yield call.lineno, text


def broken(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the sentences that are put together from parts: no translator could turn them round."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            parts = (node.left, node.right)
            if any(is_marked(part) for part in parts) and any(map(is_glue, parts)):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.JoinedStr):
            inner = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
            if any(is_marked(part) for part in inner):
                yield node.lineno, ast.unparse(node)


def is_marked(node: ast.AST) -> bool:
    """Say whether an expression is a marked text, filled in or not."""
    if isinstance(node, ast.BinOp):
        return is_marked(node.left) or is_marked(node.right)
    if not isinstance(node, ast.Call):
        return False
    filled = isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return is_marked(node.func.value) if filled else name_of(node) in MARKS


def is_glue(node: ast.AST) -> bool:
    """Say whether an expression holds letters or stops; a blank between two sentences does not."""
    return any(re.search(r"[^\s]", text) for text in literals(node)) or isinstance(
        node, ast.JoinedStr
    )


def at_import(tree: ast.AST, *, inside: bool = False) -> Iterator[int]:
    """Yield the lines where a text is looked up before a language can have been chosen."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and name_of(node) in MARKS and not inside:
            yield node.lineno
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            body = node.body if isinstance(node.body, list) else [node.body]
            given = [part for part in ast.iter_child_nodes(node) if part not in body]
            for part in (*body, *given):
                yield from at_import(ast.Expression(part), inside=inside or part in body)
        else:
            yield from at_import(node, inside=inside)


def found(look) -> list[str]:
    return [
        f"{place}:{line}: {text}" for place, tree in modules().items() for line, text in look(tree)
    ]


def test_every_text_that_is_shown_can_be_translated() -> None:
    assert found(unmarked) == []


def test_no_sentence_is_put_together_from_parts() -> None:
    assert found(broken) == []


def test_no_text_is_looked_up_before_the_language_is_chosen() -> None:
    early = [f"{place}:{line}" for place, tree in modules().items() for line in at_import(tree)]
    assert early == []


def test_every_mark_holds_a_text_and_nothing_else() -> None:
    odd = [
        f"{place}:{call.lineno}: {ast.unparse(call)}"
        for place, tree in modules().items()
        for call in calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id in MARKS
        for argument in call.args[: 1 + (call.func.id == "ngettext")]
        if not (isinstance(argument, ast.Constant) and argument.value)
    ]
    assert [text for text in odd if not text.startswith("system/words.py")] == []


def said() -> set[tuple[str, ...]]:
    """Return the texts of every module; one that has a plural elsewhere stands with it alone."""
    found = {
        tuple(str(part.value) for part in call.args[: 1 + (call.func.id == "ngettext")])
        for tree in modules().values()
        for call in calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id in MARKS
    }
    return found - {text[:1] for text in found if len(text) > 1}


def test_every_text_stands_in_the_template_for_translators() -> None:
    there = texts(read(TEMPLATE))
    assert said() - there == set(), "run `python3 dev.py words extract`"
    assert there - said() == set(), "run `python3 dev.py words extract`"


@pytest.mark.parametrize(
    ("look", "code", "number"),
    [
        (unmarked, 'label("Save now", "strong")', 1),
        (unmarked, 'label(_("Save"), "strong")', 0),
        (unmarked, 'button.setText(f"{n} doses")', 1),
        (unmarked, 'button.setText(words["x"] + " mg")', 0),
        (unmarked, 'print(f"{y} is not known")', 1),
        (unmarked, 'raise RecordError("person.id", "empty", _("a text"))', 1),
        (broken, '_("Saved by") + f" {name}"', 1),
        (broken, "f'{_(\"Saved\")}: {name}'", 1),
        (broken, '_("Saved.") + " " + _("Undo?")', 0),
        (broken, '_("By {name}").format(name=n) + "."', 1),
    ],
)
def test_each_look_finds_what_it_is_for(look, code: str, number: int) -> None:
    assert len(list(look(ast.parse(code)))) == number


def test_a_text_of_a_class_or_a_default_is_found_and_one_in_a_function_is_not() -> None:
    code = 'A = _("a")\nclass B:\n    c = _("b")\ndef d(e=_("c")):\n    f = lambda: _("d")\n'
    assert list(at_import(ast.parse(code))) == [1, 3, 4]


def test_a_translation_without_its_number_or_its_words_is_refused() -> None:
    catalogue = Catalog(locale="es")
    for text, words in (("{n} doses", "{n} dosis"), ("By {name}", "Por"), ("Save", "")):
        catalogue.add(text, words)
    told = {message.id: problem_of(message) for message in catalogue if message.id}
    assert told == {
        "{n} doses": "",
        "By {name}": "the placeholders differ: name",
        "Save": "not translated",
    }


def test_each_file_of_clinical_words_says_its_language_and_who_has_read_it() -> None:
    for file in (ROOT / "resources/content/text").rglob("*.toml"):
        words = tomllib.loads(file.read_text(encoding="utf-8"))
        assert words["language"] == file.parent.name, file
        assert "reviewed_by" in words, file
        assert list(leaves(words, "")), file


def test_no_dialog_stands_on_words_of_qt_alone() -> None:
    ready_made = {"QMessageBox", "QDialogButtonBox", "QInputDialog", "QProgressDialog"}
    found = {
        f"{place}: {node.id}"
        for place, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in ready_made
    }
    assert found == set()


@pytest.mark.gui
def test_what_qt_says_itself_is_in_the_language_too(qapp) -> None:
    for code, said in (
        ("de", "Abbrechen"),
        ("qps", "Cancel"),
        ("de", "Abbrechen"),
        ("xx", "Cancel"),
    ):
        speak(qapp, code)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == said
