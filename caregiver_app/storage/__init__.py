# SPDX-License-Identifier: MIT
"""The only SQL: the encrypted, append-only entry log."""
