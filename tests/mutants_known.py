# SPDX-License-Identifier: MIT
"""The mutants that are no mistake: what they change cannot be seen, and why."""

KNOWN: dict[str, str] = {}
