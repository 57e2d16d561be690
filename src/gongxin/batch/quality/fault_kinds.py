"""Which checks a measure counts: those that send a row back, and those about organisation codes."""

from typing import Final

from gongxin.batch.checks.registry import CHECKS

REJECTING: Final = tuple(check.id for check in CHECKS if check.severity == "reject")
"""Checks whose fault has to be corrected before the row is filed."""

WRONG_CODE: Final = tuple(check for check in REJECTING if check.startswith("uscc-"))
"""Checks that find a Unified Social Credit Code wrong, GB 32100-2015."""

REPEATED: Final = "duplicate"
"""The check of a row's key; the register's key is the code alone, so there it finds repeated codes."""

REGISTER_ITEM: Final = "registration"
