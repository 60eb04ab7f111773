# SPDX-License-Identifier: MIT
"""The parts of the emergency page and its log."""
