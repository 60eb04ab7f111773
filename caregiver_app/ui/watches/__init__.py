# SPDX-License-Identifier: MIT
"""What looks by itself while the window is open, and tells what it sees."""
