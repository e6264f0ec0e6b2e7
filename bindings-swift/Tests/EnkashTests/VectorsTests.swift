//  Plays the language-neutral vectors of `tests/vectors` against the replay server.

import Enkash
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

private let accessKey = "AKTEST0001"
private let secretKey = "SKTEST0001"

struct UnknownOperation: Error {
    let name: String
}

private struct Mismatch: Error, CustomStringConvertible {
    let description: String
}

final class VectorsTests: XCTestCase {
    func testEveryVector() async throws {
        guard let replay = ProcessInfo.processInfo.environment["ENKASH_REPLAY_URL"] else {
            return XCTFail("ENKASH_REPLAY_URL is not set; run the tests by `cargo xtask test --only swift`")
        }
        let cases = try await json("\(replay)/_cases") as? [[String: Any]] ?? []
        XCTAssertFalse(cases.isEmpty, "the replay server has no cases")
        for vector in cases {
            let name = text(vector, "name")
            do {
                try await play(vector, at: "\(replay)/swift/\(name)")
            } catch {
                XCTFail("\(name): \(error)")
                _ = try await json("\(replay)/_result/swift/\(name)?held=false")
                continue
            }
            let result = try await json("\(replay)/_result/swift/\(name)?held=true") as? [String: Any] ?? [:]
            XCTAssertEqual(result["ok"] as? Bool, true, "\(name): the gateway saw something else: \(result)")
        }
    }
}

private func play(_ vector: [String: Any], at url: String) async throws {
    let expected = vector["expect"] as? [String: Any] ?? [:]
    do {
        let value = try parsed(try await outcome(vector, at: url))
        guard let wanted = expected["value"] else {
            throw Mismatch(description: "an error was expected, not \(value)")
        }
        try compare("value", wanted, value)
    } catch let error as EnKashError {
        guard let wanted = expected["error"] as? [String: Any] else {
            throw Mismatch(description: "a value was expected, not \(error)")
        }
        try compareError(wanted, error)
    }
}

private func outcome(_ vector: [String: Any], at url: String) async throws -> String {
    let (operation, id) = (text(vector, "operation"), text(vector, "id"))
    let request = try written(vector["request"] ?? [String: Any]())
    var config = vector["config"] as? [String: Any] ?? [:]
    config["base_url"] = url
    switch text(vector, "client") {
    case "client":
        config["access_key"] = accessKey
        config["secret_key"] = secretKey
        let client = try Client(clientConfigFromJson(written(config)))
        defer { client.close() }
        if vector["body"] != nil {
            return try await client.webhooks().confirm(event(vector)).toJson()
        }
        return try await callClient(client, operation, id: id, request: request)
    case "checkout":
        let checkout = try Checkout(checkoutConfigFromJson(written(config)))
        defer { checkout.close() }
        return try await callCheckout(checkout, operation, id: id, request: request)
    default:
        return try vector["body"] == nil ? callFunction(operation, request: request) : event(vector).toJson()
    }
}

/// What came in: a notification, or the query of a return page.
private func event(_ vector: [String: Any]) throws -> WebhookEvent {
    let kind = (vector["kind"] as? String).map(kindOf)
    let body = text(vector, "body")
    return kind == .returnPage ? try Webhooks.parseReturn(body) : try Webhooks.parse(body, kind: kind)
}

/// A notification's kind by its word in the vectors.
private func kindOf(_ word: String) -> WebhookKind {
    let known: [WebhookKind] = [.payment, .mandate, .mandateDebit, .paymentLink, .refund, .returnPage]
    return known.first { "\($0)" == word } ?? .unknown(word)
}

private func compareError(_ expected: [String: Any], _ error: EnKashError) throws {
    let info = try parsed(error.info.toJson()) as? [String: Any] ?? [:]
    for (key, value) in expected {
        if key == "text_contains" {
            // A vector spells names in one way, a sentence as its language does.
            let text = error.info.text
            for piece in value as? [String] ?? [] where !text.contains(piece) && !text.contains(camel(piece)) {
                throw Mismatch(description: "no \(piece) in \(text)")
            }
        } else if key == "field", let field = value as? String {
            try compare(key, camel(field), info["field"])
        } else {
            try compare(key, value, info[camel(key)])
        }
    }
    var dumped = ""
    dump(error, to: &dumped)
    for printed in ["\(error)", String(reflecting: error), error.localizedDescription, dumped, "\(info)"]
    where printed.contains(accessKey) || printed.contains(secretKey) {
        throw Mismatch(description: "a key is printed: \(printed)")
    }
}

/// Key by key; what the vector does not name is not looked at, and its null says that the key is absent.
private func compare(_ path: String, _ expected: Any, _ actual: Any?) throws {
    if expected is NSNull {
        guard actual == nil || actual is NSNull else {
            throw Mismatch(description: "\(path) is \(actual ?? "nil"), not absent")
        }
    } else if let wanted = expected as? [String: Any] {
        guard let given = actual as? [String: Any] else {
            throw Mismatch(description: "\(path) is \(actual ?? "absent"), not an object")
        }
        for (key, value) in wanted {
            try compare("\(path).\(key)", value, given[camel(key)] ?? given[key])
        }
    } else if let wanted = expected as? [Any] {
        guard let given = actual as? [Any], given.count == wanted.count else {
            throw Mismatch(description: "\(path) is \(actual ?? "absent"), not \(wanted.count) elements")
        }
        for (at, value) in wanted.enumerated() {
            try compare("\(path)[\(at)]", value, given[at])
        }
    } else if !same(expected, actual) {
        throw Mismatch(description: "\(path) is \(actual ?? "absent"), not \(expected)")
    }
}

/// Equal as text, as an amount or as an instant, which a vector writes as ISO text or as milliseconds.
private func same(_ expected: Any, _ actual: Any?) -> Bool {
    guard let actual, let expected = expected as? NSObject else {
        return false
    }
    if expected == actual as? NSObject {
        return true
    }
    let (wanted, given) = ("\(expected)", "\(actual)")
    if let instant = instant(given) {
        return instant == instantOrMillis(wanted)
    }
    guard let amount = Decimal(string: wanted), Decimal(string: given) == amount else {
        return false
    }
    return wanted.allSatisfy { "-.0123456789".contains($0) }
}

private func instantOrMillis(_ text: String) -> Date? {
    instant(text) ?? Double(text).map { Date(timeIntervalSince1970: $0 / 1000) }
}

private func instant(_ text: String) -> Date? {
    let format = ISO8601DateFormatter()
    if let date = format.date(from: text) {
        return date
    }
    format.formatOptions.insert(.withFractionalSeconds)
    return format.date(from: text)
}

private func camel(_ snake: String) -> String {
    let parts = snake.split(separator: "_")
    return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

private func text(_ object: [String: Any], _ name: String) -> String {
    object[name] as? String ?? ""
}

private func parsed(_ json: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
}

private func written(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
}

private func json(_ url: String) async throws -> Any {
    guard let url = URL(string: url) else {
        throw Mismatch(description: "\(url) is not a URL")
    }
    let (data, _) = try await URLSession.shared.data(from: url)
    return try JSONSerialization.jsonObject(with: data)
}
