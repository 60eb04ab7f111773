# SPDX-License-Identifier: MIT
"""The only reportlab: sheets, fonts, shaped text."""
