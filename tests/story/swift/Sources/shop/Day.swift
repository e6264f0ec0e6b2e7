//  A shop's day with the Swift SDK: an order is created, paid, confirmed, refunded and settled.
//
//  ENKASH_BASE_URL, ENKASH_ACCESS_KEY and ENKASH_SECRET_KEY point to a fresh sandbox; `cargo xtask demo` starts one.
//  Each step prints a line of JSON, the last line is a summary.

import Enkash
import Foundation

@main
struct Day {
    static func main() async {
        var (number, name) = (0, "")
        func step(_ title: String, _ work: () async throws -> (String, [String: Any])) async throws {
            (number, name) = (number + 1, title)
            let (detail, more) = try await work()
            let line: [String: Any] = ["step": number, "name": name, "ok": true, "detail": detail]
            try printLine(line.merging(more) { $1 })
        }
        do {
            let shop = try Shop()
            try await step("connect") { try shop.connect() }
            try await step("order") { try await shop.order() }
            try await step("qr") { try await shop.qr() }
            try await step("pay") { try await shop.pay() }
            try await step("notify") { try await shop.confirm() }
            try await step("second payment") { try await shop.secondPayment() }
            try await step("refund") { try await shop.refund() }
            try await step("settlement") { try await shop.settlement() }
            try await step("audit") { try await shop.audit() }
            try printLine(["summary": shop.summary])
            exit(0)
        } catch {
            try? printLine(["step": max(number, 1), "name": name, "ok": false, "detail": "\(error)"])
            exit(1)
        }
    }
}
