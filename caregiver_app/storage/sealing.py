# SPDX-License-Identifier: MIT
"""Keys sealed under a secret that a person knows: Argon2id for the secret, then authenticated.

`cryptography` is imported inside: a record without a passcode never needs it.
"""

import secrets
import unicodedata
from dataclasses import dataclass

from caregiver_app.storage.errors import StorageError
from caregiver_app.system.words import _

SECRET_BYTES = 32
_SALT_BYTES, _NONCE_BYTES = 16, 12
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 64, 16
_LEAST_KIB_A_LANE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one try of a passcode costs. Ours: 64 MiB, three passes, two lanes, or more."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2

    def is_possible(self) -> bool:
        """Say whether these are numbers that this program may have written."""
        return (
            1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and _LEAST_KIB_A_LANE * self.lanes <= self.memory_kib <= _MOST_KIB
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: a key sealed under a secret, with what it takes to try a secret."""

    cost: Cost
    salt: bytes
    sealed: bytes


def seal_under(secret: str, cost: Cost, key: bytes, purpose: bytes) -> Slot:
    """Seal a key under a secret; takes from 0.3 to 1 s. Raises StorageError without memory."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return Slot(cost, salt, seal(_derived(secret, salt, cost), key, purpose + salt))


def open_slot(secret: str, slot: Slot, purpose: bytes) -> bytes | None:
    """Return the key, None when it is another secret; takes from 0.3 to 1 s."""
    return unseal(_derived(secret, slot.salt, slot.cost), slot.sealed, purpose + slot.salt)


def seal(key: bytes, text: bytes, about: bytes) -> bytes:
    """Encrypt and authenticate a text; `about` is authenticated with it."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, text, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """Return the text, None with another key or when anything of it was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, rest, about)
    except InvalidTag:
        return None


def _as_typed_anywhere(secret: str) -> bytes:
    """Return one form of a secret, however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", secret).encode(errors="surrogatepass")


def _derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        return Argon2id(
            salt=salt,
            length=SECRET_BYTES,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(_as_typed_anywhere(secret))
    except MemoryError:
        raise StorageError(
            "failed", _("There is too little memory for the passcode. Close other programs.")
        ) from None
