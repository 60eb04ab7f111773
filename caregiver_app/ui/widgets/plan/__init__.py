# SPDX-License-Identifier: MIT
"""The plan as written, typed off the paper, and the pump."""
