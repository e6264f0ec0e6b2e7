// The shop's own side of HTTP: a listener for notifications, and calls of the sandbox's control routes.

import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Receives notifications on a port of its own. */
class Listener : AutoCloseable {
    private val bodies = LinkedBlockingQueue<ByteArray>()
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    /** Where notifications go. */
    val url = "http://127.0.0.1:${server.address.port}/hooks/enkash"

    init {
        server.createContext("/hooks/enkash") { exchange ->
            val body = exchange.requestBody.readAllBytes()
            // The reply comes first: what the shop does with the body is no business of the gateway.
            exchange.sendResponseHeaders(200, -1)
            exchange.close()
            bodies.add(body)
        }
        server.start()
    }

    /** The next notification's body. */
    fun next(): ByteArray = bodies.poll(30, TimeUnit.SECONDS) ?: throw IllegalStateException("no notification came")

    override fun close() = server.stop(0)
}

/** The control routes of the sandbox. */
class Control(
    private val baseUrl: String,
) {
    private val http = HttpClient.newHttpClient()

    fun get(path: String): String = send(HttpRequest.newBuilder(URI(baseUrl + path)).GET(), path)

    fun post(
        path: String,
        json: String,
    ): String = send(HttpRequest.newBuilder(URI(baseUrl + path)).POST(HttpRequest.BodyPublishers.ofString(json)), path)

    private fun send(
        request: HttpRequest.Builder,
        path: String,
    ): String {
        val answer =
            http.send(
                request.header("content-type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString(),
            )
        check(answer.statusCode() == 200) { "$path answers HTTP ${answer.statusCode()}: ${answer.body()}" }
        return answer.body()
    }
}
