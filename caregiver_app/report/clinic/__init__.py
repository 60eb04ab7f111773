# SPDX-License-Identifier: MIT
"""The page for the clinic."""
