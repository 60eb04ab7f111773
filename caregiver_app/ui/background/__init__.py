# SPDX-License-Identifier: MIT
"""Work beside the window, or in pieces so short that it stays alive."""
