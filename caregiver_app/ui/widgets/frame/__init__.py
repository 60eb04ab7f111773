# SPDX-License-Identifier: MIT
"""What stands around every page: person bar and rail."""
