# SPDX-License-Identifier: MIT
"""What this program is: its version, its rules and their review, its sources, parts by others."""

import platform
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from caregiver_app import __version__
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sources import Review, Source
from caregiver_app.system.failures import LOG
from caregiver_app.system.resources import resource_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that others made and that comes along; `version` is blank where nobody knows."""

    name: str
    version: str
    licence: str
    use: str


class AboutService:
    """Answers what stands on About; the long lists are read when they are first asked for."""

    def __init__(self, rule_set: RuleSet, folder: Path) -> None:
        """Take the rules in use and the data folder."""
        self._rule_set = rule_set
        self.folder = folder

    @property
    def version(self) -> str:
        """Return the version of the program."""
        return __version__

    @property
    def rule_set(self) -> str:
        """Return the version of the rules."""
        return self._rule_set.version

    @property
    def log_file(self) -> Path:
        """Return the file that mistakes of the program are written to."""
        return self.folder / LOG

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Return who reviewed each part of the clinical content."""
        from caregiver_app.content.sources import load_reviews

        return load_reviews()

    @property
    def is_reviewed(self) -> bool:
        """Say whether a clinician reviewed all of it."""
        # The rules first: as long as they are not, no file has to be read for it.
        return bool(self._rule_set.reviewed_by) and all(r.reviewed_by for r in self.reviews)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return every source with what rests on it."""
        from caregiver_app.content.sources import load_sources

        return load_sources()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return what others made."""
        told = tomllib.loads(resource_path("licences.toml").read_text(encoding="utf-8"))
        return tuple(
            Part(
                name=part["name"],
                version=_version(part.get("package", "")),
                licence=part["licence"],
                use=part["use"],
            )
            for part in told["part"]
        )


def _version(package: str) -> str:
    """Return the version of a package that runs here; an installation may not know."""
    from importlib.metadata import PackageNotFoundError, version

    if package == "python":
        return platform.python_version()
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""
