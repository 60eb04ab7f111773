# SPDX-License-Identifier: MIT
"""The one page for the ER, and the blocks that other pages share with it."""
