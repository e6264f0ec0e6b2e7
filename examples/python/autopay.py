"""A subscription with UPI Autopay: the payer approves a mandate once, and is debited every month after a notice."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from decimal import Decimal

from enkash import Client, Mandate, MandateStatus, OrderStatus, Recurrence, Validity, mandate_calendar, webhooks
from sandbox import audit, control, notifications, now, wait_until

AMOUNT = Decimal("499.00")


def subscribe(client: Client) -> None:
    reference_id = f"SUB{time.time_ns()}"
    known: dict[str, Mandate] = {}

    def notified(body: bytes) -> None:
        # A notification only wakes us up: the gateway is asked what is true before anything is believed.
        truth = client.webhooks.confirm(webhooks.parse(body))
        mandate = truth.mandate
        if truth.agrees and mandate and mandate.status and mandate.reference_id == reference_id:
            known[mandate.status] = mandate

    with notifications(notified) as flush:
        # The terms: up to 500 rupees, once a month, on the 5th at the latest, for a year.
        start = now()
        validity = Validity(start_at=start, end_at=start + timedelta(days=365))
        recurrence = Recurrence(period="MONTHLY", rule="BEFORE", value=5)
        client.mandates.create(
            reference_id=reference_id,
            amount=500,
            amount_rule="MAX",
            payer={
                "name": "Asha Rao",
                "vpa": "pending@sandbox",
                "account": "1234567890",
                "account_validation": False,
            },
            mandate_name="Example Store, monthly box",
            expiry=start + timedelta(hours=1),
            block_fund=False,
            recurrence=recurrence,
            validity=validity,
        )
        print(f"{reference_id} waits for the payer: {client.mandates.get(reference_id).status}")

        control(f"mandates/{reference_id}/approve", {})
        flush()
        mandate_id = known[MandateStatus.ACTIVE].mandate_id
        print(f"{reference_id} is approved as {mandate_id}")

        # The SDK's calendar says when to give notice and when to debit.
        schedule = mandate_calendar.schedule(
            recurrence=recurrence, starts_at=validity.start_at, ends_at=validity.end_at
        )
        first_day = (start + timedelta(days=2)).date().isoformat()
        for cycle in mandate_calendar.debit_dates(schedule=schedule, count=3, starting=first_day).cycles:
            wait_until(cycle.notice_by - timedelta(hours=1))
            notice = client.mandates.notify(mandate_id=mandate_id, amount=AMOUNT, debit_date=cycle.debit_date)
            windows = mandate_calendar.debit_windows(debit_date=cycle.debit_date, notified_at=now()).windows
            wait_until(windows[0].opens)
            debit = client.mandates.execute(
                mandate_id=mandate_id, amount=AMOUNT, remarks=f"Monthly box, {cycle.debit_date}"
            )
            order = client.orders.get(debit.order_id or "")
            print(
                f"cycle {cycle.number}: notice {notice.predebit_notification_id}, "
                f"debit on {cycle.debit_date}: {order.order_status} {order.amount}"
            )
            if order.order_status != OrderStatus.PAID:
                sys.exit(f"the debit of {cycle.debit_date} was not paid")

        client.mandates.revoke(reference_id=reference_id, description="The subscription ended")
        print(f"{reference_id} after three debits: {client.mandates.get(reference_id).status}")
        flush()
    audit()


if __name__ == "__main__":
    with Client.from_env() as client:
        subscribe(client)
