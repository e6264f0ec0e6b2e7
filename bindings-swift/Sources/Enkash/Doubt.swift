//  A cancelled task that wrote something learns what is known about it.

/// Runs a write. If the task is cancelled, the call is asked to end and says how it ended, which takes no time:
/// `OutcomeUnknown` if it may have been applied, `CancellationError` if it surely was not.
func endingInDoubt<T: Sendable>(_ call: @escaping @Sendable (GivenUp) async throws -> T) async throws -> T {
    // What is cancelled before it begins is not begun.
    try Task.checkCancellation()
    let givenUp = GivenUp()
    // A task of its own: cancelled with the caller's, the call would be dropped and could not tell how it ended.
    let running = Task { try await call(givenUp) }
    do {
        return try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            givenUp.giveUp()
        }
    } catch EnKashError.Cancelled {
        throw CancellationError()
    }
}
