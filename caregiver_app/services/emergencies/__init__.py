# SPDX-License-Identifier: MIT
"""The worst night: the words for the phone, the running log, and what happened."""
