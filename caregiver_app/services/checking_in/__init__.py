# SPDX-License-Identifier: MIT
"""Doing a check-in: judged, saved, kept as a draft, and what later lines make of it."""
