# SPDX-License-Identifier: MIT
"""One small function for each rule, named by its id."""
