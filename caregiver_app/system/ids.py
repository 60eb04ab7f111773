# SPDX-License-Identifier: MIT
"""New ids for entries: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""

import secrets
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> str:
    """Return a UUIDv7 for an instant: 48 bits of Unix milliseconds, the rest chance."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    chance = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62
    return str(UUID(int=value | chance & ((1 << 62) - 1)))
