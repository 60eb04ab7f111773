# SPDX-License-Identifier: MIT
"""The parts the screens are made of."""
