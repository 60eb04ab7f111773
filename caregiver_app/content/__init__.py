# SPDX-License-Identifier: MIT
"""Clinical content: TOML files to typed content, checked so that a mistake stops the start."""
