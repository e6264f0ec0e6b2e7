//  The steps of the day; each says what it did and hands what it learned to the next.

import Enkash
import Foundation

typealias Told = (String, [String: Any])

final class Shop {
    private let baseUrl: String
    private let accessKey: String
    private let secretKey: String
    private let listener: Listener
    private let client: Client
    private var orderId = ""
    private var transactionId = ""
    private var upi = ""
    private(set) var summary: [String: Any] = [:]

    init() throws {
        baseUrl = try variable("ENKASH_BASE_URL")
        accessKey = try variable("ENKASH_ACCESS_KEY")
        secretKey = try variable("ENKASH_SECRET_KEY")
        listener = try Listener()
        client = try Client(ClientConfig(accessKey: accessKey, secretKey: secretKey, baseUrl: baseUrl))
    }

    func connect() throws -> Told {
        // Both ways must reach the same merchant: an order of one is seen by the other in the next step.
        try Client.fromEnv().close()
        return ("gateway at \(baseUrl), from the keys and from the environment", [:])
    }

    func order() async throws -> Told {
        let price = try money("499.00")
        let customer = CustomerInfo(firstName: "Asha", email: "asha@example.com", phoneNumber: "9876543210")
        let created = try await client.orders().create(
            CreateOrder(
                merchantOrderId: "INV1001",
                amount: price,
                customerInfo: customer,
                returnUrl: "https://example.com/return",
                notifyUrl: listener.url
            )
        )
        let seen = try await Client.fromEnv().orders().getByMerchantOrderId("INV1001")
        try ensure(seen.orderId == created.orderId, "the client of the environment sees another order")
        try ensure(seen.amount == price, "the order is worth \(String(describing: seen.amount))")
        orderId = created.orderId
        return ("\(orderId) for \(rupees(price)) rupees, checkout at \(created.redirectionUrl ?? "no page")", [:])
    }

    func qr() async throws -> Told {
        let qr = try await client.orders().upiQr(orderId)
        let png = try present(qr.qrCode, "the answer holds no image")
        upi = try present(qr.qrUrl, "the answer holds no UPI text")
        transactionId = qr.transactionId
        for part in ["pa=", "am=499.00", "cu=INR", "tr="] {
            try ensure(upi.contains(part), "the UPI text lacks \(part): \(upi)")
        }
        return ("\(transactionId) to pay by \(upi)", ["png": png, "upi": upi])
    }

    func pay() async throws -> Told {
        let told = try await control(baseUrl, "POST", "/_sandbox/upi/pay", ["upi": upi, "vpa": "success@sandbox"])
        try ensure(told["transaction_id"] as? String == transactionId, "another transaction was paid: \(told)")
        return ("the customer's UPI app paid as success@sandbox", [:])
    }

    func confirm() async throws -> Told {
        // One payment may be announced in several notifications; the one that says PAID is the one to act on.
        var notice = try await notification()
        while notice.orderStatus != .paid {
            notice = try await notification()
        }
        try ensure(notice.orderId == orderId, "the notification is about another order")
        let upiStatus = try await client.payments().upiStatus(transactionId).status
        let order = try await client.orders().get(orderId)
        let transaction = try await client.payments().get(transactionId)
        try ensure(upiStatus == .success, "the UPI status is \(upiStatus)")
        try ensure(order.orderStatus == .paid, "the order is \(String(describing: order.orderStatus))")
        try ensure(transaction.status == .success, "the transaction is \(String(describing: transaction.status))")
        let price = try money("499.00")
        let told = [notice.amount, order.amount, transaction.amount]
        try ensure(told.allSatisfy { $0 == price }, "amounts differ: \(told)")
        return ("notification received, confirmed by status calls: order PAID, transaction SUCCESS, 499.00", [:])
    }

    private func notification() async throws -> PaymentNotice {
        let event = try Webhooks.parse(try await listener.next())
        try ensure(event.kind == .payment, "a notification of kind \(event.kind)")
        return try present(event.payment, "a payment notification without a payment")
    }

    func secondPayment() async throws -> Told {
        let upi = PaymentDetail(paymentMode: .upi, vpa: "success@sandbox")
        let refusal = try await refused("a paid order was charged again") {
            try await client.payments().submit(SubmitPayment(orderId: orderId, paymentDetail: upi))
        }
        return ("refused: \(refusal)", [:])
    }

    func refund() async throws -> Told {
        let request = CreateRefund(amount: try money("100.00"), requestId: "RF1001A", remarks: "one item returned")
        let first = try await client.refunds().create(transactionId, request)
        // The same id again is the same refund, whether the gateway repeats its answer or refuses the duplicate.
        do {
            let again = try await client.refunds().create(transactionId, request)
            try ensure(again.transactionId == first.transactionId, "a second refund was made: \(again)")
        } catch EnKashError.Gateway {}
        let found = try await client.refunds().get("RF1001A")
        try ensure(found.amount == (try money("100.00")), "the refund is of \(String(describing: found.amount))")
        let tooMuch = CreateRefund(amount: try money("400.00"), requestId: "RF1001B")
        let refusal = try await refused("more than the payment was given back") {
            try await client.refunds().create(transactionId, tooMuch)
        }
        let known = try await control(baseUrl, "GET", "/_sandbox/audit")["refunds"] as? Int
        try ensure(known == 1, "the gateway knows \(String(describing: known)) refunds")
        return ("100.00 given back once; 400.00 more: \(refusal)", [:])
    }

    func settlement() async throws -> Told {
        _ = try await control(baseUrl, "POST", "/_sandbox/clock", ["advance_seconds": 86_400])
        let page = try await client.settlements().search(SearchSettlements(limit: 10))
        try ensure(page.data.count == 1, "\(page.data.count) payouts were found instead of one")
        let payout = try await client.settlements().get(page.data[0].settlementPayoutId)
        let sale = try present(payout.totalSaleAmount, "the payout does not tell its sales")
        let charges = try present(payout.totalCharges, "the payout does not tell its charges")
        let gst = try present(payout.totalGst, "the payout does not tell its GST")
        let refund = try present(payout.totalRefundAmount, "the payout does not tell its refunds")
        let settled = try present(payout.totalSettlementAmount, "the payout does not tell what was settled")
        let sum = [sale, charges, gst, refund].map(rupees).joined(separator: " - ")
        try ensure(rounded(sale - charges - gst - refund) == settled, "\(sum) is not \(settled)")
        try ensure(page.data[0].totalSettlementAmount == settled, "search and get tell different amounts")
        summary = ["paid": rupees(sale), "refunded": rupees(refund), "settled": rupees(settled)]
        return ("\(payout.settlementPayoutId): \(sum) = \(rupees(settled))", [:])
    }

    func audit() async throws -> Told {
        let report = try await control(baseUrl, "GET", "/_sandbox/audit")
        let keys = ["double_charges", "lost_results", "undelivered_notifications"]
        try ensure(keys.allSatisfy { report[$0] as? Int == 0 }, "the auditor is not content: \(report)")
        summary["audit"] = ["double_charges": 0, "lost_results": 0, "undelivered": 0]
        let wrongKey = "wrong-secret-of-this-story"
        let config = ClientConfig(accessKey: accessKey, secretKey: wrongKey, baseUrl: baseUrl)
        do {
            _ = try await Client(config).orders().get(orderId)
        } catch let error as EnKashError {
            guard case .Authentication(let info) = error else { throw error }
            var shown = "\(error) \(error.localizedDescription) \(info) \(config)"
            dump(error, to: &shown)
            dump(config, to: &shown)
            try ensure(![wrongKey, accessKey, secretKey].contains { shown.contains($0) }, "an error shows a key")
            return ("nothing lost, nothing charged twice; a wrong key: \(error.localizedDescription)", [:])
        }
        throw StoryError("a wrong secret key was accepted")
    }

    /// The gateway's refusal, in its sentence.
    private func refused<T>(_ otherwise: String, _ work: () async throws -> T) async throws -> String {
        do {
            let answer = try await work()
            throw StoryError("\(otherwise): \(answer)")
        } catch EnKashError.Gateway(let info) {
            return info.sentence()
        }
    }
}

private func variable(_ name: String) throws -> String {
    try present(ProcessInfo.processInfo.environment[name], "\(name) is not set")
}
