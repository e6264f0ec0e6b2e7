import Enkash
import Foundation
import XCTest

final class WebhooksTests: XCTestCase {
    func testBytesTextAndFormsSayTheSame() throws {
        let json = #"{"orderId":"ORD1","transactionId":"EK1","amount":499.00,"transactionStatus":"SUCCESS"}"#
        let form = "orderId=ORD1&transactionId=EK1&amount=499.00&transactionStatus=SUCCESS"
        for event in [try Webhooks.parse(json), try Webhooks.parse(Data(json.utf8)), try Webhooks.parse(form)] {
            XCTAssertEqual(event.kind, .payment)
            XCTAssertEqual(event.payment?.orderId, "ORD1")
            XCTAssertEqual(event.payment?.amount, Decimal(499))
        }
    }

    func testABodyThatIsNoNotificationIsRefused() {
        for body in [Data(), Data([0xff, 0xfe]), Data("{\"orderId\":".utf8)] {
            XCTAssertThrowsError(try Webhooks.parse(body)) { error in
                XCTAssertEqual((error as? EnKashError)?.info.field, "body")
            }
        }
    }

    func testTheAddressMayKnowBetterWhatANotificationIsAbout() throws {
        let body = #"{"transactionId":"EK1","referenceId":"SUB-1","status":"SUCCESS"}"#
        XCTAssertEqual(try Webhooks.parse(body, kind: .mandateDebit).kind, .mandateDebit)
    }

    func testACheckOfTheCallersOwnDecides() throws {
        let body = #"{"orderId":"ORD1","transactionStatus":"SUCCESS","checksum":"c0ffee"}"#
        let event = try Webhooks.parse(body) { $0.body.reveal().contains("c0ffee") }
        XCTAssertEqual(event.payment?.orderId, "ORD1")
        XCTAssertThrowsError(try Webhooks.parse(body) { _ in false }) { error in
            XCTAssertEqual((error as? EnKashError)?.info.code, "webhook_checksum")
        }
    }

    func testTheWayBackOfABrowserNamesWhatToAskAbout() throws {
        let event = try Webhooks.parseReturn("?orderId=ORD1&transactionId=EK1&status=SUCCESS")
        XCTAssertEqual(event.kind, .returnPage)
        XCTAssertEqual(event.returned?.orderId, "ORD1")
    }
}
