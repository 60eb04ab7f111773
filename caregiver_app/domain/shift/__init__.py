# SPDX-License-Identifier: MIT
"""Who is on, what was read back, what to watch and what to do."""
