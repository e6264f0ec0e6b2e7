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
}
