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
}
