//  Amounts are Foundation's exact `Decimal`; between Swift and the SDK they travel as decimal text.

import Foundation

// Text from the SDK is always digits with an optional point; the locale is fixed so that a comma never means one.
private let digits = Locale(identifier: "en_US_POSIX")

struct AmountUnreadable: Error {}

func moneyFromText(_ text: String) throws -> Decimal {
    guard let amount = Decimal(string: text, locale: digits) else {
        throw AmountUnreadable()
    }
    return amount
}

/// Not a number becomes `NaN`, which the SDK refuses with an error of its own.
func moneyToText(_ amount: Decimal) -> String {
    amount.description
}
