// A program on one machine has no payers with phones, no days that pass and no address on the internet. The sandbox's
// control routes stand in for them (docs/sandbox.md); a shop's own program would have none of this.

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Instant
import java.time.OffsetDateTime

object Sandbox {
    private val root =
        System.getenv("ENKASH_BASE_URL")?.takeIf { it.startsWith("http://") }
            ?: error("start a sandbox and set the three variables that the README names; the money here is pretended")
    private val http = HttpClient.newHttpClient()

    /** Asks for something that no merchant could ask a gateway for; with a body it is a POST. */
    fun control(
        path: String,
        body: String? = null,
    ): JsonObject {
        val request = HttpRequest.newBuilder(URI("$root/_sandbox/$path"))
        if (body != null) request.POST(HttpRequest.BodyPublishers.ofString(body))
        val answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString())
        val json = JsonParser.parseString(answer.body()).asJsonObject
        check(answer.statusCode() == 200) { "$path: ${json["error"]?.asString}" }
        return json
    }

    /** A payer scans a QR code; answers what became of the payment. */
    fun scan(
        qrCodeId: String,
        amount: Int,
        vpa: String,
    ): String = control("upi/pay", """{"qr_code_id":"$qrCodeId","amount":$amount,"vpa":"$vpa"}""")["status"].asString

    fun now(): Instant = OffsetDateTime.parse(control("clock")["now"].asString).toInstant()

    /** Lets time pass; what falls due on the way happens. */
    fun waitUntil(instant: Instant) {
        if (instant > now()) control("clock", """{"set":"$instant"}""")
    }

    /** Has all notices that are due delivered. */
    fun deliver() {
        control("webhooks/flush", "{}")
    }

    /** Fails with what the auditor has found, if anything. */
    fun audit() {
        val report = control("audit")
        check(report["findings"].asJsonArray.isEmpty) { "the auditor found ${report["findings"]}" }
        println("audit: nothing found, the books differ by ${report["books"].asJsonObject["imbalance"].asString}")
    }
}

/** Hands each notification to [handle]. One that is not handled is answered with 500, so that it comes again. */
class Listener(
    handle: (ByteArray) -> Unit,
) : AutoCloseable {
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    init {
        server.createContext("/hook") { exchange ->
            val handled = runCatching { handle(exchange.requestBody.readAllBytes()) }
            handled.exceptionOrNull()?.let { System.err.println("a notification was not handled: $it") }
            val answer = "{}".toByteArray()
            exchange.sendResponseHeaders(if (handled.isSuccess) 200 else 500, answer.size.toLong())
            exchange.responseBody.write(answer)
            exchange.close()
        }
        server.start()
        Sandbox.control("notify-url", """{"url":"http://127.0.0.1:${server.address.port}/hook"}""")
    }

    override fun close() = server.stop(0)
}
