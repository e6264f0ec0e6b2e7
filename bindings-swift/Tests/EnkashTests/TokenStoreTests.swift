import Enkash
import Foundation
import XCTest

private final class InMemory: TokenStore, @unchecked Sendable {
    private let lock = NSLock()
    private let addsInOneStep: Bool
    private var values: [String: String] = [:]
    private var lifetimes: [Int64] = []

    init(addsInOneStep: Bool) {
        self.addsInOneStep = addsInOneStep
    }

    var kept: (text: String, lifetimes: [Int64]) {
        lock.withLock { ("\(values)", lifetimes) }
    }

    func get(_ key: String) throws -> String? {
        lock.withLock { values[key] }
    }

    func set(_ key: String, _ value: String, _ seconds: Int64) throws {
        lock.withLock {
            values[key] = value
            lifetimes.append(seconds)
        }
    }

    func add(_ key: String, _ value: String, _ seconds: Int64) throws -> Bool? {
        guard addsInOneStep else { return nil }
        return lock.withLock {
            lifetimes.append(seconds)
            guard values[key] == nil else { return false }
            values[key] = value
            return true
        }
    }
}

/// Throws whatever it is asked.
private final class Broken: TokenStore, @unchecked Sendable {
    private let lock = NSLock()
    private let failure: any Error
    private var count = 0

    init(_ failure: any Error) {
        self.failure = failure
    }

    var asked: Int {
        lock.withLock { count }
    }

    private func fail() throws -> Never {
        lock.withLock { count += 1 }
        throw failure
    }

    func get(_ key: String) throws -> String? { try fail() }
    func set(_ key: String, _ value: String, _ seconds: Int64) throws { try fail() }
    func add(_ key: String, _ value: String, _ seconds: Int64) throws -> Bool? { try fail() }
}

private struct CacheIsAway: Error {}

/// One token for many clients, and stores that are of no use.
final class TokenStoreTests: XCTestCase {
    private func order(_ client: Client, _ reference: String) async throws {
        _ = try await client.orders().create(CreateOrder(merchantOrderId: reference, amount: 499))
    }

    func testTwoClientsWithOneStoreMakeOneTokenCall() async throws {
        for addsInOneStep in [true, false] {
            let sandbox = try Sandbox()
            defer { sandbox.stop() }
            let store = InMemory(addsInOneStep: addsInOneStep)
            for reference in ["INV1001", "INV1002"] {
                try await order(try Client.withTokenStore(sandbox.config, store), reference)
            }
            let (orders, tokens) = (try await sandbox.calls("orders.create"), try await sandbox.calls("auth.token"))
            XCTAssertEqual(orders, 2)
            XCTAssertEqual(tokens, 1)
            XCTAssertFalse(store.kept.lifetimes.isEmpty)
            XCTAssertTrue(store.kept.lifetimes.allSatisfy { $0 > 0 })
        }
    }

    func testWhatLiesInTheStoreShowsNeitherTokenNorKeys() async throws {
        let sandbox = try Sandbox("--seed", "7")
        defer { sandbox.stop() }
        let store = InMemory(addsInOneStep: true)
        let client = try Client.withTokenStore(sandbox.config, store)
        try await order(client, "INV1001")
        // With a seed the first token of a new day is the one of the day before, which the client still has.
        try await sandbox.control("reset", "{}")
        let token = try await client.auth().token().token
        try await order(client, "INV1002")
        let tokens = try await sandbox.calls("auth.token")
        XCTAssertEqual(tokens, 1)
        let kept = store.kept.text
        XCTAssertTrue(kept.contains("enkash1."), kept)
        for secret in [token, sandbox.config.accessKey, sandbox.config.secretKey] {
            XCTAssertFalse(secret.reveal().isEmpty)
            XCTAssertFalse(kept.contains(secret.reveal()), kept)
        }
    }

    func testAStoreThatThrowsCostsATokenCallAndNeverAPayment() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let failures: [any Error] = [CacheIsAway(), TokenStoreError.Failed]
        for (index, failure) in failures.enumerated() {
            let store = Broken(failure)
            try await order(try Client.withTokenStore(sandbox.config, store), "INV\(index)")
            XCTAssertGreaterThan(store.asked, 0)
            let (orders, tokens) = (try await sandbox.calls("orders.create"), try await sandbox.calls("auth.token"))
            XCTAssertEqual(orders, index + 1)
            XCTAssertEqual(tokens, index + 1)
        }
    }
}
