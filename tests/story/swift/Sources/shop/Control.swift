//  The control routes of the sandbox, and the lines the story prints.

import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What went wrong in the story itself.
struct StoryError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// A condition of the story; the text says what was seen instead.
func ensure(_ holds: Bool, _ text: @autoclosure () -> String) throws {
    if !holds {
        throw StoryError(text())
    }
}

/// A value that must be there.
func present<T>(_ value: T?, _ text: String) throws -> T {
    guard let value else {
        throw StoryError(text)
    }
    return value
}

/// Calls a control route of the sandbox.
func control(
    _ baseUrl: String, _ method: String, _ path: String, _ body: [String: Any]? = nil
) async throws -> [String: Any] {
    var request = URLRequest(url: try present(URL(string: baseUrl + path), "\(baseUrl) is not a URL"))
    request.httpMethod = method
    request.setValue("application/json", forHTTPHeaderField: "content-type")
    request.httpBody = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode
    try ensure(status == 200, "\(path) answers \(status ?? 0): \(String(decoding: data, as: UTF8.self))")
    return try present(JSONSerialization.jsonObject(with: data) as? [String: Any], "\(path) answers no object")
}

/// Prints one line of JSON at once, however the output is buffered.
func printLine(_ entries: [String: Any]) throws {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let line = try JSONSerialization.data(withJSONObject: entries, options: options)
    FileHandle.standardOutput.write(line + Data("\n".utf8))
}

/// Rupees with two decimals.
func rupees(_ amount: Decimal) -> String {
    let style = Decimal.FormatStyle(locale: Locale(identifier: "en_US_POSIX"))
    return amount.formatted(style.precision(.fractionLength(2...4)).grouping(.never))
}

/// Rounded to the paisa.
func rounded(_ amount: Decimal) -> Decimal {
    var (exact, result) = (amount, Decimal())
    NSDecimalRound(&result, &exact, 2, .plain)
    return result
}

/// An exact amount; a literal would pass through a binary float.
func money(_ text: String) throws -> Decimal {
    try present(Decimal(string: text), "\(text) is not an amount")
}
