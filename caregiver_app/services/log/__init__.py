# SPDX-License-Identifier: MIT
"""Everybody's record as it is worked out from the log, and what the disk has not taken yet."""
