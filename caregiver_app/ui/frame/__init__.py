# SPDX-License-Identifier: MIT
"""What stands around the pages, builds them and keeps them, and the way to another person."""
