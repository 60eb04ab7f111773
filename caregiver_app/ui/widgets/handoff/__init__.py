# SPDX-License-Identifier: MIT
"""The preview of a page and its choices."""
