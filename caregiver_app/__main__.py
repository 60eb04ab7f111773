# SPDX-License-Identifier: MIT
"""Start Caregiver Checklist: `python -m caregiver_app`."""

import sys

from caregiver_app.app import main
from caregiver_app.system.garbage import end_at_once, leave_unsearched

if __name__ == "__main__":
    if sys.argv[1:]:
        leave_unsearched()
    code = main()
    if sys.argv[1:]:
        end_at_once(code)
    raise SystemExit(code)
