# SPDX-License-Identifier: MIT
"""The outside world without Qt: paths, resources, words, clock, logs."""
