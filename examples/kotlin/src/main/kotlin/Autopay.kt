// A subscription: the payer approves a mandate once and is debited every month, told of it a day before.

import enkash.AmountRule
import enkash.Client
import enkash.CreateMandate
import enkash.DebitCycle
import enkash.DebitWindowQuery
import enkash.ExecuteDebit
import enkash.ListDebitDates
import enkash.MandateCalendar
import enkash.MandatePayer
import enkash.MandateStatus
import enkash.MandateTimes
import enkash.NotifyDebit
import enkash.OrderStatus
import enkash.Recurrence
import enkash.RecurrencePeriod
import enkash.RecurrenceRule
import enkash.RevokeMandate
import enkash.Secret
import enkash.Validity
import enkash.Webhooks
import kotlinx.coroutines.runBlocking
import java.math.BigDecimal
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.util.concurrent.ConcurrentHashMap

private const val REFERENCE = "SUB-1001"
private val price = BigDecimal("499.00")
private val monthly = Recurrence(RecurrencePeriod.Monthly, RecurrenceRule.Before, 5)

fun main(): Unit = runBlocking { Client.fromEnv().use { subscription(it) } }

private suspend fun subscription(client: Client) {
    // A notification is a reason to ask, not an answer: only what the gateway confirms counts.
    val confirmed = ConcurrentHashMap.newKeySet<MandateStatus>()
    val listener =
        Listener { body ->
            val truth = runBlocking { client.webhooks().confirm(Webhooks.parse(body)) }
            val status = truth.mandate?.status
            if (truth.agrees && truth.mandate?.referenceId == REFERENCE && status != null) confirmed.add(status)
        }
    listener.use {
        val times = approve(client)
        check(MandateStatus.Active in confirmed) { "no notification said that the mandate is active" }
        for (cycle in threeCycles(times)) {
            debit(client, cycle.debitDate, cycle.noticeBy)
        }
        client.mandates().revoke(RevokeMandate(REFERENCE, "The subscription ended"))
        println("$REFERENCE after three debits: ${client.mandates().get(REFERENCE).status}")
        Sandbox.deliver()
    }
    Sandbox.audit()
}

/** Up to 500 rupees once a month, on the 5th at the latest, for a year. */
private suspend fun approve(client: Client): MandateTimes {
    val start = Sandbox.now()
    val end = start + Duration.ofDays(365)
    client.mandates().create(
        CreateMandate(
            referenceId = REFERENCE,
            amount = BigDecimal("500"),
            amountRule = AmountRule.MAX,
            payer = MandatePayer("Asha Rao", "pending@sandbox", Secret("1234567890"), accountValidation = false),
            mandateName = "Example Store, monthly box",
            expiry = start + Duration.ofHours(1),
            blockFund = false,
            recurrence = monthly,
            validity = Validity(start, end),
        ),
    )
    println("$REFERENCE waits for the payer: ${client.mandates().get(REFERENCE).status}")
    Sandbox.control("mandates/$REFERENCE/approve", "{}")
    Sandbox.deliver()
    val mandate = client.mandates().get(REFERENCE)
    check(mandate.status == MandateStatus.Active) { "the mandate is ${mandate.status}" }
    println("$REFERENCE is approved as ${mandate.mandateId}")
    return MandateTimes(recurrence = monthly, startsAt = start, endsAt = end)
}

/** The next three days on which the mandate may be debited after a notice; the SDK's calendar knows them. */
private fun threeCycles(times: MandateTimes): List<DebitCycle> {
    val inTwoDays = LocalDate.ofInstant(times.startsAt + Duration.ofDays(2), ZoneId.of("Asia/Kolkata"))
    val schedule = MandateCalendar.schedule(times)
    return MandateCalendar.debitDates(ListDebitDates(schedule, starting = "$inTwoDays", count = 3)).cycles
}

private suspend fun debit(
    client: Client,
    day: String,
    noticeBy: Instant,
) {
    Sandbox.waitUntil(noticeBy - Duration.ofHours(1))
    val notice = client.mandates().notify(NotifyDebit(amount = price, debitDate = day, referenceId = REFERENCE))
    val windows = MandateCalendar.debitWindows(DebitWindowQuery(day, Sandbox.now())).windows
    Sandbox.waitUntil(windows.first().opens)
    val request = ExecuteDebit(amount = price, remarks = "Monthly box, $day", referenceId = REFERENCE)
    val started = client.mandates().execute(request)
    val order = client.orders().get(checkNotNull(started.orderId))
    println("$day: notice ${notice.predebitNotificationId}, debit ${order.orderStatus} ${order.amount}")
    check(order.orderStatus == OrderStatus.Paid) { "the debit of $day is ${order.orderStatus}" }
}
