# SPDX-License-Identifier: MIT
"""The parts of a shift and the watch items."""
