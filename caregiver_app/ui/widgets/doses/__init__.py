# SPDX-License-Identifier: MIT
"""The parts of a dose."""
