# SPDX-License-Identifier: MIT
"""Start Caregiver Checklist: `python -m caregiver_app`."""

from caregiver_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
