package enkash

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assertions.fail
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import java.math.BigDecimal
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.time.Instant
import java.time.OffsetDateTime

private const val ACCESS_KEY = "AKTEST0001"
private const val SECRET_KEY = "SKTEST0001"

/** Plays the language-neutral vectors of `tests/vectors` against the replay server. */
class VectorsTest {
    private val replay: String? = System.getenv("ENKASH_REPLAY_URL")
    private val http = HttpClient.newHttpClient()

    @TestFactory
    fun vectors(): List<DynamicTest> {
        if (replay == null) {
            fail<Unit>("ENKASH_REPLAY_URL is not set; run the tests by `cargo xtask test --only kotlin`")
        }
        return get("$replay/_cases").asJsonArray.map { it.asJsonObject }.map { case ->
            dynamicTest(case.text("name")) { runBlocking { play(case) } }
        }
    }

    private suspend fun play(case: JsonObject) {
        val name = case.text("name")
        val difference = runCatching { assertOutcome(case, "$replay/kotlin/$name") }.exceptionOrNull()
        val held = difference == null
        val result = get("$replay/_result/kotlin/$name?held=$held").asJsonObject
        difference?.let { throw it }
        assertTrue(result["ok"].asBoolean) { "the gateway saw something else: $result" }
    }

    private suspend fun assertOutcome(
        case: JsonObject,
        url: String,
    ) {
        val expected = case.getAsJsonObject("expect")
        try {
            val value = JsonParser.parseString(outcome(case, url))
            assertTrue(expected.has("value")) { "an error was expected, not $value" }
            assertMatches("value", expected["value"], value)
        } catch (error: EnKashException) {
            assertTrue(expected.has("error")) { "a value was expected, not $error" }
            assertError(expected.getAsJsonObject("error"), error)
        }
    }

    private suspend fun outcome(
        case: JsonObject,
        url: String,
    ): String {
        val operation = case.text("operation")
        val request = case["request"]?.toString() ?: "{}"
        val config = case.getAsJsonObject("config") ?: JsonObject()
        config.addProperty("base_url", url)
        return when (case.text("client")) {
            "client" -> {
                config.addProperty("access_key", ACCESS_KEY)
                config.addProperty("secret_key", SECRET_KEY)
                Client(clientConfigFromJson("$config")).use { client ->
                    if (case.has("body")) {
                        client.webhooks().confirm(event(case)).toJson()
                    } else {
                        callClient(client, operation, case.text("id"), request)
                    }
                }
            }

            "checkout" -> {
                Checkout(checkoutConfigFromJson("$config")).use { checkout ->
                    callCheckout(checkout, operation, case.text("id"), request)
                }
            }

            else -> {
                if (case.has("body")) event(case).toJson() else callFunction(operation, request)
            }
        }
    }

    /** What came in: a notification, or the query of a return page. */
    private fun event(case: JsonObject): WebhookEvent {
        val kind = case["kind"]?.let { kindOf(it.asString) }
        val body = case.text("body")
        return if (kind == WebhookKind.ReturnPage) Webhooks.parseReturn(body) else Webhooks.parse(body, kind)
    }

    private fun assertError(
        expected: JsonObject,
        error: EnKashException,
    ) {
        assertEquals(expected.text("kind"), error.javaClass.simpleName)
        val info = JsonParser.parseString(error.info.toJson()).asJsonObject
        for ((key, value) in expected.entrySet()) {
            if (key == "text_contains") {
                // A vector spells names in one way, a sentence as its language does.
                value.asJsonArray.map { it.asString }.forEach {
                    val told = it in error.info.text || camel(it) in error.info.text
                    assertTrue(told) { "no $it in ${error.info.text}" }
                }
            } else if (key == "field" && !value.isJsonNull) {
                assertEquals(camel(value.asString), error.info.field)
            } else {
                assertMatches(key, value, info[camel(key)])
            }
        }
        for (printed in listOf(error.toString(), error.message, error.info.toString(), info.toString())) {
            assertFalse(ACCESS_KEY in printed || SECRET_KEY in printed) { "a key is printed: $printed" }
        }
    }

    private fun get(url: String): JsonElement {
        val request = HttpRequest.newBuilder(URI(url)).build()
        return JsonParser.parseString(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
    }
}

/** A notification's kind by its word in the vectors. */
private fun kindOf(word: String): WebhookKind =
    listOf(
        WebhookKind.Payment,
        WebhookKind.Mandate,
        WebhookKind.MandateDebit,
        WebhookKind.PaymentLink,
        WebhookKind.Refund,
        WebhookKind.ReturnPage,
    ).firstOrNull { "$it" == word } ?: WebhookKind.Unknown(word)

private fun JsonObject.text(name: String): String = this[name]?.asString ?: ""

private fun camel(snake: String): String = snake.replace(Regex("_([a-z])")) { it.groupValues[1].uppercase() }

/** Key by key; what the vector does not name is not looked at, and its null says that the key is absent. */
private fun assertMatches(
    path: String,
    expected: JsonElement,
    actual: JsonElement?,
) {
    when {
        expected.isJsonNull -> {
            assertTrue(actual == null || actual.isJsonNull) { "$path is $actual, not absent" }
        }

        actual == null -> {
            fail<Unit>("$path is absent, not $expected")
        }

        expected.isJsonObject -> {
            assertTrue(actual.isJsonObject) { "$path is $actual, not $expected" }
            val fields = actual.asJsonObject
            for ((key, value) in expected.asJsonObject.entrySet()) {
                assertMatches("$path.$key", value, fields[camel(key)] ?: fields[key])
            }
        }

        expected.isJsonArray -> {
            assertTrue(actual.isJsonArray) { "$path is $actual, not $expected" }
            assertEquals(expected.asJsonArray.size(), actual.asJsonArray.size(), "$path: elements")
            expected.asJsonArray.forEachIndexed {
                at,
                value,
                ->
                assertMatches("$path[$at]", value, actual.asJsonArray[at])
            }
        }

        else -> {
            assertTrue(sameValue(expected, actual)) { "$path is $actual, not $expected" }
        }
    }
}

/** Equal as text, as an amount or as an instant, which a vector writes as ISO text or as milliseconds. */
private fun sameValue(
    expected: JsonElement,
    actual: JsonElement,
): Boolean {
    if (expected == actual) return true
    if (!actual.isJsonPrimitive) return false
    val (wanted, given) = expected.asString to actual.asString
    val instant = instant(given)
    if (instant != null) return instant == (instant(wanted) ?: wanted.toLongOrNull()?.let(Instant::ofEpochMilli))
    val amount = wanted.toBigDecimalOrNull() ?: return false
    return given.toBigDecimalOrNull()?.let { it.compareTo(amount) == 0 } ?: false
}

private fun instant(text: String): Instant? = runCatching { OffsetDateTime.parse(text).toInstant() }.getOrNull()
