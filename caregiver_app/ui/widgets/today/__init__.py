# SPDX-License-Identifier: MIT
"""The cards of Today."""
