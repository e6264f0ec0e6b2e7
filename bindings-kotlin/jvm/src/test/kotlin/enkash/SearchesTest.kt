package enkash

import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class SearchesTest {
    private fun code(reference: String) =
        CreateQrCode(multipleUse = true, fixedAmount = false, referenceNumber = reference)

    @Test
    fun `a flow walks all pages, as often as it is collected`(): Unit =
        Sandbox().use { sandbox ->
            Client(sandbox.config).use { client ->
                runBlocking {
                    val codes = client.qrCodes()
                    val made = (10..34).map { codes.create(code("$it")).qrCodeId }
                    val all = codes.searchAll(SearchQrCodes(limit = 4)).map { it.qrCodeId }
                    repeat(2) { assertEquals(made.sortedBy { it }, all.toList().sortedBy { it }) }
                    assertEquals(made.size, codes.searchAll().toList().size)
                }
            }
        }

    @Test
    fun `no page is asked for that nobody reads`(): Unit =
        Sandbox().use { sandbox ->
            Client(sandbox.config).use { client ->
                runBlocking {
                    repeat(9) { client.qrCodes().create(code("$it")) }
                    val pages = client.qrCodes().searchPages(SearchQrCodes(limit = 4))
                    val first = pages.next()
                    assertTrue(first.size <= 4) { "${first.size} rows" }
                    assertEquals(
                        first.first().qrCodeId,
                        client
                            .qrCodes()
                            .searchAll(SearchQrCodes(limit = 4))
                            .take(1)
                            .toList()
                            .single()
                            .qrCodeId,
                    )
                    client.close()
                    assertThrows(EnKashException.Configuration::class.java) { runBlocking { pages.next() } }
                }
            }
        }

    @Test
    fun `a page size outside the limits is refused when the flow is collected`() {
        Client(ClientConfig("access", "secret", "http://127.0.0.1:1")).use { client ->
            val all = client.qrCodes().searchAll(SearchQrCodes(limit = 5001))
            val error = assertThrows(EnKashException.Validation::class.java) { runBlocking { all.toList() } }
            assertEquals("limit", error.info.field)
        }
    }
}
