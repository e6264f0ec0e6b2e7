# Made from the operation table by `cargo xtask generate`; do not edit.
"""The ``split_accounts`` functions: worked out on this machine; nothing is sent.

Wrong input is an :class:`enkash.ValidationError` that names the field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, overload

from ._native import Secret, ShareAmount, SplitAmount, SplitAmounts, SplitSettlement, SplitShare
from ._types import Amount, _ShareAmountDict, _SplitAmountDict, _SplitAmountsDict, _SplitSettlementDict, _SplitShareDict

__all__ = ["shares"]

@overload
def shares(request: SplitAmount | _SplitAmountDict | Mapping[str, object], /) -> SplitAmounts: ...
@overload
def shares(*, amount: Amount, split_settlement: SplitSettlement | _SplitSettlementDict | Mapping[str, object]) -> SplitAmounts:
    """What each recipient of a split gets, in rupees: percentages are rounded down to the paisa, and what is left over
    stays with the merchant. How the gateway itself rounds is not documented; send the amounts as `FLAT` to have them
    as they are here."""
