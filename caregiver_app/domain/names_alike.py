# SPDX-License-Identifier: MIT
"""Whether a typed name is nearly that of a drug that is stepped down: a slip of the keys."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Drug


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesAlike:
    """How near two names are to be asked about, from 0 to 1, and medicines that merely look alike.

    A name that is at least as near to one of those is never asked about. `source` is that of how
    near, `labels_source` that of what the drugs are called on a label, `others_source` that of the
    medicines that look alike.
    """

    least: float
    others: tuple[str, ...]
    source: str
    labels_source: str
    others_source: str

    def drug_like(self, name: str, names: Mapping[Drug, Sequence[str]]) -> Drug | None:
        """Return the drug whose name on a label is nearly this one, None when none is."""
        written = tuple(_written(name))
        found = {drug: _nearest(written, labels) for drug, labels in names.items()}
        drug = max(found, key=lambda one: found[one])
        is_near = found[drug] >= self.least and found[drug] > _nearest(written, self.others)
        return drug if is_near else None


def _written(name: str) -> Iterator[str]:
    """Yield each word of a name without accents and figures, and all of them as one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    yield from words
    yield "".join(words)


def _nearest(written: Iterable[str], names: Iterable[str]) -> float:
    return max((_likeness(one, name) for one in written for name in names), default=0.0)


def _likeness(one: str, other: str) -> float:
    """Return how alike two words are, the same in both directions."""
    return max(
        SequenceMatcher(None, first, second, autojunk=False).ratio()
        for first, second in ((one, other), (other, one))
    )
