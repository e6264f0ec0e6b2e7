package enkash

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import java.math.BigDecimal

class WebhooksTest {
    @Test
    fun `bytes, text and forms say the same`() {
        val json = """{"orderId":"ORD1","transactionId":"EK1","amount":499.00,"transactionStatus":"SUCCESS"}"""
        val form = "orderId=ORD1&transactionId=EK1&amount=499.00&transactionStatus=SUCCESS"
        for (event in listOf(Webhooks.parse(json), Webhooks.parse(json.toByteArray()), Webhooks.parse(form))) {
            assertEquals(WebhookKind.Payment, event.kind)
            assertEquals("ORD1", event.payment?.orderId)
            assertEquals(BigDecimal("499.00"), event.payment?.amount)
        }
    }

    @Test
    fun `a body that is no notification is refused`() {
        for (body in listOf(byteArrayOf(), byteArrayOf(-1, -2), "{\"orderId\":".toByteArray())) {
            val error = assertThrows(EnKashException.Validation::class.java) { Webhooks.parse(body) }
            assertEquals("body", error.info.field)
        }
    }

    @Test
    fun `the address may know better what a notification is about`() {
        val body = """{"transactionId":"EK1","referenceId":"SUB-1","status":"SUCCESS"}"""
        assertEquals(WebhookKind.MandateDebit, Webhooks.parse(body, WebhookKind.MandateDebit).kind)
    }

    @Test
    fun `a check of the caller's own decides`() {
        val body = """{"orderId":"ORD1","transactionStatus":"SUCCESS","checksum":"c0ffee"}"""
        val event = Webhooks.parse(body) { "c0ffee" in it.body.reveal() }
        assertEquals("ORD1", event.payment?.orderId)
        val error = assertThrows(EnKashException.Validation::class.java) { Webhooks.parse(body) { false } }
        assertEquals("webhook_checksum", error.info.code)
    }

    @Test
    fun `the way back of a browser names what to ask about`() {
        val event = Webhooks.parseReturn("?orderId=ORD1&transactionId=EK1&status=SUCCESS")
        assertEquals(WebhookKind.ReturnPage, event.kind)
        assertEquals("ORD1", event.returned?.orderId)
    }
}
