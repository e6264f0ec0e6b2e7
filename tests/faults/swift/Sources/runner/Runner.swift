//  Swift's runner of the faults: executes the director's commands; see tests/README.md.

import Enkash
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

struct UnknownOperation: Error {
    let name: String
}

private struct Unknown: Error {
    let what: String
}

typealias Fields = [String: Any]

@main
enum Main {
    static func main() async throws {
        guard let url = ProcessInfo.processInfo.environment["ENKASH_FAULTS_URL"].flatMap({ URL(string: $0 + "/next") })
        else {
            throw Unknown(what: "ENKASH_FAULTS_URL is not set")
        }
        let runner = Runner()
        var told = Fields()
        while true {
            let command = try await ask(url, told)
            if text(command, "do") == "done" {
                return
            }
            var outcomes: [Fields]
            do {
                outcomes = try await runner.execute(command)
            } catch {
                outcomes = [["crash": "\(error)"]]
            }
            told = ["outcomes": outcomes, "texts": runner.texts.take()]
        }
    }
}

private func ask(_ url: URL, _ told: Fields) async throws -> Fields {
    var request = URLRequest(url: url, timeoutInterval: 600)
    request.httpMethod = "POST"
    request.httpBody = try JSONSerialization.data(withJSONObject: told)
    let (data, _) = try await URLSession.shared.data(for: request)
    return try JSONSerialization.jsonObject(with: data) as? Fields ?? [:]
}

/// Every text that a program could print or log; filled by several calls at once.
final class Texts: @unchecked Sendable {
    private let lock = NSLock()
    private var list: [String] = []

    func add(_ texts: String...) {
        lock.lock()
        defer { lock.unlock() }
        list += texts
    }

    func take() -> [String] {
        lock.lock()
        defer { lock.unlock() }
        let taken = list
        list = []
        return taken
    }
}

private final class Runner {
    let texts = Texts()
    private var clients: [String: Client] = [:]
    private var checkouts: [String: Checkout] = [:]
    private var started: [String: Task<String, Never>] = [:]

    func execute(_ command: Fields) async throws -> [Fields] {
        let name = text(command, "call")
        switch text(command, "do") {
        case "open":
            return [try fields(await outcome { try self.open(command) })]
        case "call":
            let call = try prepared(command)
            return try await all((0..<(command["times"] as? Int ?? 1)).map { _ in call })
        case "calls":
            let calls = command["calls"] as? [Fields] ?? []
            return try await all(try calls.map { try prepared($0.merging(["client": text(command, "client")]) { $1 }) })
        case "start":
            let call = try prepared(command)
            started[name] = Task { await self.outcome(call) }
            return [["value": Fields()]]
        case "cancel":
            guard let task = started.removeValue(forKey: name) else { throw Unknown(what: name) }
            task.cancel()
            return [try fields(await task.value)]
        case "await":
            guard let task = started.removeValue(forKey: name) else { throw Unknown(what: name) }
            return [try fields(await task.value)]
        case "resolve":
            let (client, unresolved) = (try client(command), text(command, "unresolved"))
            return [try fields(await outcome { try await client.resolve(unresolved).toJson() })]
        case "parse":
            return [try fields(await outcome { try event(command).toJson() })]
        case "confirm":
            let client = try client(command)
            return [try fields(await outcome { try await client.webhooks().confirm(event(command)).toJson() })]
        case "function":
            let request = try written(command["request"] ?? Fields())
            return [try fields(await outcome { try callFunction(text(command, "operation"), request: request) })]
        case "forget":
            started = [:]
            for client in clients.values { client.close() }
            for checkout in checkouts.values { checkout.close() }
            (clients, checkouts) = ([:], [:])
            return [["value": Fields()]]
        case "close":
            clients.removeValue(forKey: text(command, "client"))?.close()
            checkouts.removeValue(forKey: text(command, "client"))?.close()
            return [["value": Fields()]]
        default:
            throw Unknown(what: text(command, "do"))
        }
    }

    /// Runs calls at once; their outcomes in the same order.
    private func all(_ calls: [@Sendable () async throws -> String]) async throws -> [Fields] {
        let tasks = calls.map { call in Task { await self.outcome(call) } }
        var outcomes: [Fields] = []
        for task in tasks {
            outcomes.append(try fields(await task.value))
        }
        return outcomes
    }

    private func open(_ command: Fields) throws -> String {
        let (name, config) = (text(command, "client"), try written(command["config"] ?? Fields()))
        if text(command, "side") == "checkout" {
            let checkout = try Checkout(checkoutConfigFromJson(config))
            checkouts[name] = checkout
            texts.add("\(checkout)", String(reflecting: checkout))
        } else {
            let settings = try clientConfigFromJson(config)
            let client = try Client(settings)
            clients[name] = client
            texts.add("\(settings)", String(reflecting: settings), "\(client)", String(reflecting: client))
        }
        return "{}"
    }

    private func client(_ command: Fields) throws -> Client {
        guard let client = clients[text(command, "client")] else { throw Unknown(what: text(command, "client")) }
        return client
    }

    /// A call of an operation that is known by its name.
    private func prepared(_ command: Fields) throws -> @Sendable () async throws -> String {
        let (operation, id) = (text(command, "operation"), text(command, "id"))
        let request = try written(command["request"] ?? Fields())
        if let checkout = checkouts[text(command, "client")] {
            return { try await callCheckout(checkout, operation, id: id, request: request) }
        }
        let client = try client(command)
        return { try await callClient(client, operation, id: id, request: request) }
    }

    /// What came of it for the director, and every text that a program could print or log about it.
    private func outcome(_ work: () async throws -> String) async -> String {
        do {
            let value = try await work()
            texts.add(value)
            return "{\"value\":\(value)}"
        } catch let error as EnKashError {
            say(error)
            let info = (try? error.info.toJson()) ?? "{}"
            texts.add("\(error.info)", String(reflecting: error.info), info)
            return "{\"error\":\(info)}"
        } catch is CancellationError {
            return "{\"error\":{\"kind\":\"Cancelled\"}}"
        } catch {
            say(error)
            return (try? written(["crash": "\(error)"])) ?? "{\"crash\":\"\"}"
        }
    }

    private func say(_ error: Error) {
        var dumped = ""
        dump(error, to: &dumped)
        texts.add("\(error)", String(reflecting: error), error.localizedDescription, dumped)
    }
}

/// What came in: a notification, or the query of a return page.
private func event(_ command: Fields) throws -> WebhookEvent {
    let (kind, body) = (command["kind"] as? String, text(command, "body"))
    if kind == "RETURN_PAGE" {
        return try Webhooks.parseReturn(body)
    }
    let known: [WebhookKind] = [.payment, .mandate, .mandateDebit, .paymentLink, .refund]
    let bytes = text(command, "encoding") == "base64" ? Data(base64Encoded: body) ?? Data() : Data(body.utf8)
    return try Webhooks.parse(bytes, kind: known.first { "\($0)" == kind })
}

private func text(_ object: Fields, _ name: String) -> String {
    object[name] as? String ?? ""
}

private func fields(_ json: String) throws -> Fields {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? Fields ?? [:]
}

private func written(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
}
