// A counter: one QR code on a stand, a hundred payers, and in the evening a total that is right.

import enkash.Client
import enkash.CreateQrCode
import enkash.SearchPayments
import enkash.TransactionStatus
import enkash.Webhooks
import enkash.searchAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import java.math.BigDecimal
import java.util.Base64
import java.util.concurrent.ConcurrentHashMap

fun main(): Unit = runBlocking { Client.fromEnv().use { day(it) } }

private suspend fun day(client: Client) {
    val opened = Sandbox.now()
    // By the transaction that the gateway answers: a notification that comes twice, or late, or lies, changes nothing.
    // A shop that ships has a table with a unique key in this place.
    val confirmed = ConcurrentHashMap<String, BigDecimal>()
    val listener =
        Listener { body ->
            val truth = runBlocking { client.webhooks().confirm(Webhooks.parse(body)) }
            val payment = truth.transaction
            // The order is paid; whether by this transaction is for its own state to say.
            if (truth.agrees && truth.paid == true && payment != null && payment.status == TransactionStatus.Success) {
                confirmed[checkNotNull(payment.transactionId)] = checkNotNull(payment.amount)
            }
        }
    listener.use {
        val code =
            client.qrCodes().create(CreateQrCode(multipleUse = true, fixedAmount = false, qrName = "Counter 1"))
        val image = Base64.getDecoder().decode(checkNotNull(code.qrCodeBase64))
        println("${code.qrCodeId}: ${image.size} bytes of PNG to print")
        // Every tenth payer has too little money.
        val taken =
            (0 until 100).count { n ->
                val vpa = if (n % 10 == 9) "failure@sandbox" else "success@sandbox"
                Sandbox.scan(code.qrCodeId, 10 + n, vpa) == "SUCCESS"
            }
        Sandbox.deliver()
        val notice = Sandbox.control("webhooks")["webhooks"].asJsonArray[0].asJsonObject
        Sandbox.control("webhooks/${notice["id"].asString}/redeliver", "{}")
        Sandbox.deliver()

        val search = SearchPayments(fromDate = opened, status = TransactionStatus.Success, limit = 25)
        val list = client.payments().searchAll(search).toList()
        val total = list.sumOf { checkNotNull(it.amount) }
        println("$taken payments, ${confirmed.size} confirmed, ${list.size} on the list: $total rupees")
        check(taken == 90 && list.size == taken) { "$taken were taken, the list has ${list.size}" }
        check(confirmed.values.sumOf { it } == total) { "the notifications tell another sum" }

        client.qrCodes().cancel(code.qrCodeId)
        val late = runCatching { Sandbox.scan(code.qrCodeId, 5, "success@sandbox") }.exceptionOrNull()
        println("after closing time: ${checkNotNull(late) { "a cancelled code was paid" }.message}")
    }
    Sandbox.audit()
}
