# SPDX-License-Identifier: MIT
"""The only PySide6."""
