# SPDX-License-Identifier: MIT
"""What Today, History and Trends show, and the log of all changes."""
