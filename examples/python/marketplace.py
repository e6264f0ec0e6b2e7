"""A marketplace: one payment for three sellers, part of it given back, and the payouts explained to the paisa."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from decimal import Decimal

from enkash import Client, SplitShare, settlements, split_accounts
from sandbox import audit, now, wait_until

AMOUNT = Decimal("1000.01")
SELLERS = {"Asha Farm": "45", "Ravi Bakery": "33.33", "Meera Courier": "12.5"}


def sell(client: Client) -> None:
    # Three sellers with bank accounts of their own; what is left over is the marketplace's commission.
    wanted = []
    for index, (name, percent) in enumerate(SELLERS.items()):
        account = client.split_accounts.create(
            name=name,
            email=f"seller{index}@example.com",
            phone=f"987654321{index}",
            account_number=f"123456789{index}",
            ifsc="KKBK0000432",
        )
        wanted.append(SplitShare(split_account_id=account.split_account_id or "", label=name, value=percent))

    # The gateway does not document how it rounds percentages, so the SDK turns them into rupees first.
    split = split_accounts.shares(amount=AMOUNT, split_settlement={"amount_split_type": "PERCENTAGE", "shares": wanted})
    for share in split.shares:
        print(f"{share.label}: {share.amount}")
    print(f"commission: {split.remainder}")

    stamp = time.time_ns()
    order = client.orders.create(merchant_order_id=f"MKT{stamp}", amount=AMOUNT)
    flat = [SplitShare(split_account_id=s.split_account_id, label=s.label, value=s.amount) for s in split.shares]
    payment = client.payments.submit(
        order_id=order.order_id,
        payment_detail={"payment_mode": "UPI", "vpa": "success@sandbox"},
        split_settlement={"amount_split_type": "FLAT", "shares": flat},
    )
    transaction_id = payment.transaction_id or ""
    print(f"{order.order_id}: {client.payments.get(transaction_id).status}")

    # The bread was stale: 100 rupees go back. The request id makes sure that they go back once.
    request_id = f"RF{stamp}"
    client.refunds.create(transaction_id, amount=100, request_id=request_id)
    wait_until(now() + timedelta(hours=2))
    print(f"refund: {client.refunds.get(request_id).status}")

    # Two nights later everything has been paid out: to each seller its own payout, to the marketplace the rest.
    wait_until(now() + timedelta(days=2))
    payouts = [client.settlements.get(payout.settlement_payout_id) for payout in client.settlements.search_all()]
    books = settlements.reconcile(payouts=payouts)
    names = {p.settlement_payout_id: p.split_account.name if p.split_account else "the marketplace" for p in payouts}
    for proof in books.proofs:
        verdict = "proven" if proof.balanced else "WRONG"
        print(f"{proof.payout_id}: {proof.settled} to {names[proof.payout_id]}, {verdict}")
    totals = books.totals
    print(
        f"sales {totals.sale}, refunds {totals.refunds}, charges {totals.charges}, GST {totals.gst}, "
        f"settled {totals.settled}"
    )
    if not totals.balanced or totals.sale != AMOUNT or len(payouts) != len(SELLERS) + 1:
        sys.exit("the payouts do not add up to the payment")
    audit()


if __name__ == "__main__":
    with Client.from_env() as client:
        sell(client)
