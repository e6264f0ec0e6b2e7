//  Errors describe themselves by their own sentence.

import Foundation

extension EnKashError {
    /// Everything known about the failure.
    public var info: ErrorInfo {
        switch self {
        case .Configuration(let info), .Validation(let info), .Authentication(let info), .Gateway(let info),
            .RateLimited(let info), .Connection(let info), .Timeout(let info), .Unavailable(let info),
            .UnexpectedResponse(let info), .OutcomeUnknown(let info), .Cancelled(let info), .Internal(let info):
            return info
        }
    }
}

extension EnKashError: LocalizedError, CustomStringConvertible {
    public var errorDescription: String? {
        info.sentence()
    }

    public var description: String {
        "\(info.kind): \(info.sentence())"
    }
}
