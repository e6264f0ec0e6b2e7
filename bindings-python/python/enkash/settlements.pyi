# Made from the operation table by `cargo xtask generate`; do not edit.
"""The ``settlements`` functions: worked out on this machine; nothing is sent.

Wrong input is an :class:`enkash.ValidationError` that names the field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, overload

from ._native import ExpectedTransaction, Finding, PayoutProof, Reconcile, ReconcileOptions, Reconciliation, ReconciliationTotals, Secret, SettlementPayout, SettlementTransaction, SplitAccountSummary
from ._types import Amount, _ExpectedTransactionDict, _FindingDict, _PayoutProofDict, _ReconcileDict, _ReconcileOptionsDict, _ReconciliationDict, _ReconciliationTotalsDict, _SettlementPayoutDict, _SettlementTransactionDict, _SplitAccountSummaryDict

__all__ = ["reconcile"]

@overload
def reconcile(request: Reconcile | _ReconcileDict | Mapping[str, object], /) -> Reconciliation: ...
@overload
def reconcile(*, payouts: Sequence[SettlementPayout | _SettlementPayoutDict | Mapping[str, object]] | None = None, expected: Sequence[ExpectedTransaction | _ExpectedTransactionDict | Mapping[str, object]] | None = None, options: ReconcileOptions | _ReconcileOptionsDict | Mapping[str, object] | None = None) -> Reconciliation:
    """Payouts against the merchant's own books: what was settled, what is missing, what differs, with totals that prove
    themselves. Rows are paired by their ids alone; a row without an id is reported, never guessed at.

    Give payouts with their transactions, as `settlements.get` answers them. Settled = sales - charges - GST is
    documented by the gateway's own sample, the signs of the other amounts are inferred."""
