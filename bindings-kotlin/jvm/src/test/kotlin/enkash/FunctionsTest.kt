package enkash

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayInputStream
import java.math.BigDecimal
import javax.imageio.ImageIO

class FunctionsTest {
    @Test
    fun `a link is made and read back without a client`() {
        val link = PayLink("store@example", "Example Store", amount = BigDecimal("499.00"), note = "two cups & a plate")
        val built = Upi.buildPayLink(link)
        assertTrue("am=499.00" in built.link) { built.link }
        assertEquals(link, Upi.parsePayLink(LinkText(built.link)).pay)
    }

    @Test
    fun `an image comes as bytes`() {
        val image = Upi.qrPng(DrawQr("upi://pay?pa=store@example&pn=Example%20Store"))
        assertArrayEquals(byteArrayOf(-119, 80, 78, 71), image.png.copyOf(4))
        assertEquals(image.side, ImageIO.read(ByteArrayInputStream(image.png)).width.toLong())
    }

    @Test
    fun `a value that does not fit is named`() {
        val link = PayLink("nobody", "Example Store")
        val error = assertThrows(EnKashException.Validation::class.java) { Upi.buildPayLink(link) }
        assertEquals("payeeVpa", error.info.field)
        assertEquals("upi.build_pay_link", error.info.operation)
    }
}
