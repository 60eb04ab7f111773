# SPDX-License-Identifier: MIT
"""The texts to read."""
