# SPDX-License-Identifier: MIT
"""The page for the clinician who signs the rules off, made from the content that runs."""
