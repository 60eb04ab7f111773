# SPDX-License-Identifier: MIT
"""Which commands there are, and what each of them takes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from caregiver_app.exchange.errors import RecordError
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from collections.abc import Callable


_WIDTH = 79


class _Help(argparse.HelpFormatter):
    """Help of one width: to ask how wide the terminal is would cost every command a hundredth."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, like every other wrong input."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - those of argparse
        super().__init__(allow_abbrev=False, formatter_class=_Help, **settings)

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise RecordError(_("the command"), message, _("see --help"))


def parsed(argv: list[str]) -> argparse.Namespace:
    """Read the arguments; a command that is named first needs no other command's options."""
    name = argv[0] if argv else ""
    if name in _OPTIONS:
        parser = _Parser(prog=f"caregiver-app {name}")
        _OPTIONS[name](parser)
        return parser.parse_args(argv[1:], argparse.Namespace(command=name))
    return _every_command().parse_args(argv)


def _every_command() -> argparse.ArgumentParser:
    from caregiver_app import __version__

    parser = _Parser(prog="caregiver-app")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    about = {
        "assess": _("judge every check-in of a record"),
        "handoff": _("write the one-page sheet of a record"),
        "import": _("add a record to the history here"),
        "export": _("write the whole record of a person"),
        "remind": _("show one notice when something is due"),
        "self-test": _("try the whole program on an empty profile"),
    }
    for name, told in about.items():
        _OPTIONS[name](commands.add_parser(name, help=told))
    return parser


def _assess_options(assess: argparse.ArgumentParser) -> None:
    assess.add_argument("record", type=Path, metavar="RECORD.json")
    assess.add_argument("--json", action="store_true", help=_("print JSON"))


def _handoff_options(handoff: argparse.ArgumentParser) -> None:
    handoff.add_argument("record", type=Path, metavar="RECORD.json")
    handoff.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    handoff.add_argument("--at", metavar="TIME", help=_("as it would have been printed then"))
    handoff.add_argument("--sheet", choices=("er", "clinic", "shift"), default="er")
    handoff.add_argument("--paper", choices=("letter", "a4"), default="letter")
    handoff.add_argument(
        "--fhir", action="store_true", help=_("the last month inside the file, as FHIR R4")
    )
    handoff.add_argument("--days", metavar="N", help=_("how far back the clinic sheet looks"))


def _import_options(importing: argparse.ArgumentParser) -> None:
    importing.add_argument("record", type=Path, metavar="RECORD.json or TABLE.csv")
    importing.add_argument("--preview", action="store_true", help=_("say it, and add nothing"))
    importing.add_argument(
        "--same-time", action="store_true", help=_("rows of a time that is here already, too")
    )
    importing.add_argument(
        "--bring-back", action="store_true", help=_("also a person who was deleted")
    )
    _data_dir_option(importing)


def _export_options(exporting: argparse.ArgumentParser) -> None:
    exporting.add_argument("--person", required=True, metavar="NAME-OR-ID")
    exporting.add_argument("--out", type=Path, required=True, metavar="FILE.json")
    shape = exporting.add_mutually_exclusive_group()
    shape.add_argument(
        "--csv", action="store_true", help=_("two tables into the folder named by --out")
    )
    shape.add_argument("--fhir", action="store_true", help=_("a FHIR R4 document"))
    exporting.add_argument("--days", metavar="N", help=_("how far back the FHIR document looks"))
    _data_dir_option(exporting)


def _data_dir_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data-dir", type=Path, metavar="DIR")


def _no_options(_command: argparse.ArgumentParser) -> None:
    pass


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "assess": _assess_options,
    "handoff": _handoff_options,
    "import": _import_options,
    "export": _export_options,
    "remind": _data_dir_option,
    "self-test": _no_options,
}
