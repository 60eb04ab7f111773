# SPDX-License-Identifier: MIT
"""A check-in between the form and the record: its draft, its time, its level."""
