@file:JvmName("Doubts")

package enkash

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext

/**
 * The writes that may have been applied although they were given up, as far as this exception knows of them.
 *
 * A cancelled coroutine ends with a `CancellationException` and nothing else, or its scope would take it for a failure. So
 * what is known about a call that was under way travels with that exception, also with the one of `withTimeout`:
 *
 * ```
 * try {
 *     withTimeout(5_000) { client.orders().create(request) }
 * } catch (late: TimeoutCancellationException) {
 *     late.doubts().forEach { keep(it.info) } // to find out about, before anything is repeated
 * }
 * ```
 *
 * Where nobody waits for the coroutine, `client.takeDoubts()` tells the same later.
 */
public fun Throwable.doubts(): List<EnKashException.OutcomeUnknown> {
    val seen = LinkedHashSet<Throwable>()
    val open = ArrayDeque(listOf(this))
    while (open.isNotEmpty()) {
        val next = open.removeFirst()
        if (seen.none { it === next }) {
            seen += next
            next.cause?.let { open += it }
            open += next.suppressed
        }
    }
    return seen.filterIsInstance<EnKashException.OutcomeUnknown>()
}

/** Runs a write. If the coroutine is cancelled, waits for how the call ended, which takes no time. */
internal suspend fun <T> endingInDoubt(call: suspend (GivenUp) -> T): T {
    val context = currentCoroutineContext()
    // What is cancelled before it begins is not begun.
    context.ensureActive()
    return GivenUp().use { givenUp ->
        // A job of its own: cancelled with the coroutine, the call would be dropped and could not tell how it ended.
        val running = CoroutineScope(context + Job()).async { call(givenUp) }
        try {
            running.await()
        } catch (cancelled: CancellationException) {
            givenUp.giveUp()
            withContext(NonCancellable) { doubtAbout(running, givenUp) }?.let { cancelled.carry(it) }
            throw cancelled
        }
    }
}

private suspend fun doubtAbout(
    running: Deferred<*>,
    givenUp: GivenUp,
): EnKashException.OutcomeUnknown? =
    try {
        running.await()
        givenUp.tellLost()
        null
    } catch (unknown: EnKashException.OutcomeUnknown) {
        unknown
    } catch (_: EnKashException) {
        null
    } catch (_: CancellationException) {
        // Its dispatcher is gone, and the call with it: the client has kept what is in doubt.
        null
    }

/** Debuggers make copies of exceptions that have the original as their cause: whoever looks may hold either. */
private fun CancellationException.carry(doubt: EnKashException.OutcomeUnknown) {
    var exception: Throwable? = this
    while (exception is CancellationException) {
        exception.addSuppressed(doubt)
        exception = exception.cause
    }
}
