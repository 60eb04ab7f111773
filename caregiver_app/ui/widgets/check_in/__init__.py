# SPDX-License-Identifier: MIT
"""The parts of the check-in form."""
