# Made from the operation table by `cargo xtask generate`; do not edit.
"""The modules of functions."""

from . import mandate_calendar, settlements, split_accounts, upi

__all__ = ["mandate_calendar", "settlements", "split_accounts", "upi"]
