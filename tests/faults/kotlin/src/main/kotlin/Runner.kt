package enkash

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.Base64
import java.util.concurrent.ConcurrentLinkedQueue

/** Kotlin's runner of the faults: executes the director's commands; see `tests/README.md`. */
fun main() {
    runBlocking { Runner(System.getenv("ENKASH_FAULTS_URL") + "/next").serve() }
}

/** A call under way, and what came of it even where it was cancelled. */
private class Started(
    val job: Job,
    val outcome: CompletableDeferred<JsonObject>,
)

private class Runner(
    private val url: String,
) {
    private val http = HttpClient.newHttpClient()
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private val clients = mutableMapOf<String, Client>()
    private val checkouts = mutableMapOf<String, Checkout>()
    private val started = mutableMapOf<String, Started>()
    private val texts = ConcurrentLinkedQueue<String>()

    suspend fun serve() {
        var told = JsonObject()
        while (true) {
            val command = ask(told)
            if (command.text("do") == "done") return
            val outcomes = JsonArray()
            try {
                execute(command).forEach(outcomes::add)
            } catch (error: Exception) {
                outcomes.add(member("crash", JsonPrimitive(error.stackTraceToString())))
            }
            told = member("outcomes", outcomes)
            told.add("texts", JsonArray().also { list -> texts.forEach(list::add) })
            texts.clear()
        }
    }

    private fun ask(told: JsonObject): JsonObject {
        val body = HttpRequest.BodyPublishers.ofString("$told")
        val request = HttpRequest.newBuilder(URI(url)).POST(body).build()
        return JsonParser.parseString(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).asJsonObject
    }

    private suspend fun execute(command: JsonObject): List<JsonObject> =
        when (val word = command.text("do")) {
            "open" -> listOf(outcome { open(command) })
            "call" -> List(command["times"]?.asInt ?: 1) { scope.async { outcome { call(command) } } }.awaitAll()
            "calls" -> calls(command).map { scope.async { outcome { call(it) } } }.awaitAll()
            "start" -> listOf(outcome { start(command) })
            "cancel" -> listOf(take(command).also { it.job.cancel() }.outcome.await())
            "await" -> listOf(take(command).outcome.await())
            "resolve" -> listOf(outcome { client(command).resolve(command.text("unresolved")).toJson() })
            "parse" -> listOf(outcome { event(command).toJson() })
            "confirm" -> listOf(outcome { client(command).webhooks().confirm(event(command)).toJson() })
            "function" -> listOf(outcome { callFunction(command.text("operation"), request(command)) })
            "forget" -> listOf(outcome { forget() })
            "close" -> listOf(outcome { close(command.text("client")) })
            else -> error("this runner has no command $word")
        }

    private fun open(command: JsonObject): String {
        val (name, config) = command.text("client") to "${command["config"]}"
        if (command.text("side") == "checkout") {
            checkouts[name] = Checkout(checkoutConfigFromJson(config)).also { texts.add("$it") }
        } else {
            val settings = clientConfigFromJson(config).also { texts.add("$it") }
            clients[name] = Client(settings).also { texts.add("$it") }
        }
        return "{}"
    }

    private suspend fun call(command: JsonObject): String {
        val (operation, id) = command.text("operation") to command.text("id")
        val checkout = checkouts[command.text("client")]
        return if (checkout != null) {
            callCheckout(checkout, operation, id, request(command))
        } else {
            callClient(client(command), operation, id, request(command))
        }
    }

    /** The calls of a batch, each with the client that the batch names. */
    private fun calls(command: JsonObject): List<JsonObject> =
        command.getAsJsonArray("calls").map { call -> call.asJsonObject.also { it.add("client", command["client"]) } }

    private fun start(command: JsonObject): String {
        val came = CompletableDeferred<JsonObject>()
        val job = scope.launch { came.complete(outcome { call(command) }) }
        started[command.text("call")] = Started(job, came)
        return "{}"
    }

    private fun take(command: JsonObject): Started = started.remove(command.text("call")) ?: error("no such call")

    private fun forget(): String {
        started.clear()
        (clients.keys + checkouts.keys).toList().forEach(::close)
        return "{}"
    }

    private fun close(name: String): String {
        clients.remove(name)?.also { it.close() }?.also { texts.add("$it") }
        checkouts.remove(name)?.close()
        return "{}"
    }

    private fun client(command: JsonObject): Client = clients[command.text("client")] ?: error("no such client")

    /** What came in: a notification, or the query of a return page. */
    private fun event(command: JsonObject): WebhookEvent {
        val kind = command["kind"]?.asString
        if (kind == "RETURN_PAGE") return Webhooks.parseReturn(command.text("body"))
        val body = command.text("body")
        val bytes = if (command.text("encoding") == "base64") Base64.getDecoder().decode(body) else body.toByteArray()
        return Webhooks.parse(bytes, KINDS.firstOrNull { "$it" == kind })
    }

    /** What came of it for the director, and every text that a program could print or log about it. */
    private suspend fun outcome(work: suspend () -> String): JsonObject =
        try {
            val value = work()
            texts.add(value)
            member("value", JsonParser.parseString(value))
        } catch (error: CancellationException) {
            say(error)
            val known = generateSequence<Throwable>(error) { it.cause }.firstNotNullOfOrNull { it as? EnKashException }
            val hidden = error.suppressed.firstNotNullOfOrNull { it as? EnKashException }
            member("error", (known ?: hidden)?.let(::info) ?: member("kind", JsonPrimitive("Cancelled")))
        } catch (error: EnKashException) {
            say(error)
            member("error", info(error))
        } catch (error: Exception) {
            say(error)
            member("crash", JsonPrimitive(error.stackTraceToString()))
        }

    private fun info(error: EnKashException): JsonObject {
        texts.add("${error.info}")
        return JsonParser.parseString(error.info.toJson()).asJsonObject
    }

    private fun say(error: Exception) {
        texts.addAll(listOf("$error", error.message ?: "", error.localizedMessage ?: "", error.stackTraceToString()))
    }
}

private val KINDS =
    listOf(
        WebhookKind.Payment,
        WebhookKind.Mandate,
        WebhookKind.MandateDebit,
        WebhookKind.PaymentLink,
        WebhookKind.Refund,
    )

private fun request(command: JsonObject): String = "${command["request"] ?: "{}"}"

private fun JsonObject.text(name: String): String = this[name]?.asString ?: ""

private fun member(
    name: String,
    value: JsonElement,
): JsonObject = JsonObject().also { it.add(name, value) }
