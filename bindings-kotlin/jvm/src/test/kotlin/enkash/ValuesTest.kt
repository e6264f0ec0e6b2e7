package enkash

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.time.Instant

class ValuesTest {
    private val order =
        CreateOrder(
            merchantOrderId = "INV1001",
            amount = BigDecimal("499.00"),
            customerInfo = CustomerInfo(firstName = "Asha", address = Address(city = "Pune")),
            customParameters = mapOf("table" to "4"),
            restrictedPaymentOptions = RestrictedPaymentOptions(netBanking = listOf("EXBK"), upi = true),
        )

    @Test
    fun `records are values`() {
        assertEquals(order, order.copy())
        assertEquals(order.hashCode(), order.copy().hashCode())
        assertNotEquals(order, order.copy(amount = BigDecimal("499.01")))
        assertTrue("merchantOrderId=INV1001" in order.toString())
        assertNull(order.returnUrl)
    }

    @Test
    fun `records survive the way through JSON`() {
        val json = order.toJson()
        assertTrue("\"amount\":\"499.00\"" in json) { json }
        assertEquals(order, createOrderFromJson(json))
    }

    @Test
    fun `amounts keep every digit`() {
        for (text in listOf("0.01", "499.00", "0.1176", "-0.50", "79228162514264337593543950.33")) {
            val amount = BigDecimal(text)
            assertEquals(amount, createRefundFromJson(CreateRefund(amount, "RF1").toJson()).amount)
        }
        assertTrue("\"1000.00\"" in CreateRefund(BigDecimal("1E+3"), "RF1").toJson())
    }

    @Test
    fun `an amount that no gateway can hold is refused`() {
        val error =
            assertThrows(EnKashException.Validation::class.java) {
                CreateRefund(BigDecimal("1e60"), "RF1").toJson()
            }
        assertTrue("digits" in error.message) { error.message }
    }

    @Test
    fun `times are instants and the gateway's text stays reachable`() {
        val body = """{"orderId":"ORD1","transactionStatus":"SUCCESS","txnDate":"2026-08-24 20:46:02","points":1.50}"""
        val notice = checkNotNull(Webhooks.parse(body).payment)
        assertEquals(Instant.parse("2026-08-24T15:16:02Z"), notice.txnDate)
        assertEquals("\"2026-08-24 20:46:02\"", notice.extra["txnDate"])
        assertEquals("1.50", notice.extra["points"])
    }

    @Test
    fun `what the gateway adds is a map that prints its keys only`() {
        val card = "4111111111111111"
        val event = Webhooks.parse("""{"orderId":"ORD1","orderStatus":"PAID","payer":{"no":"$card"},"note":"$card"}""")
        val notice = checkNotNull(event.payment)
        for (printed in listOf("$event", "$notice", "${notice.extra}")) {
            assertFalse(card in printed) { printed }
            assertTrue("Extra[note, payer]" in printed) { printed }
        }
        assertEquals(mapOf("note" to "\"$card\"", "payer" to """{"no":"$card"}"""), notice.extra)
        assertEquals(notice.extra, notice.extra.toMap())
        assertEquals(notice.extra.toMap().hashCode(), notice.extra.hashCode())
        assertTrue(card in notice.toJson())
        assertEquals(emptyMap<String, String>(), Order("ORD1").extra)
    }

    @Test
    fun `words of the gateway are values, known or not`() {
        assertEquals("PENDING_WITH_BANK", TransactionStatus.PendingWithBank.toString())
        assertEquals("LATER", TransactionStatus.Unknown("LATER").toString())
        val notice = Webhooks.parse("""{"orderId":"ORD1","orderStatus":"PAID","transactionStatus":"LATER"}""").payment
        assertEquals(OrderStatus.Paid, notice?.orderStatus)
        assertEquals(TransactionStatus.Unknown("LATER"), notice?.transactionStatus)
    }
}
