# SPDX-License-Identifier: MIT
"""Caregiver Checklist: check-ins during a taper, and one page for the ER."""

__version__ = "0.1.0"
