//  Text that must not be seen.

/// Text that never prints, in no form: keys, tokens, card numbers. `reveal()` gives the text to whoever answers for
/// where it goes. A literal may stand where a secret is wanted.
public struct Secret: Hashable, Sendable {
    private let text: String

    /// Closes over the text.
    public init(_ text: String) {
        self.text = text
    }

    /// The text.
    public func reveal() -> String {
        text
    }
}

extension Secret: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.text = text
    }
}

// Without these, `dump` and the debugger would show the text through reflection.
extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        "Secret(***)"
    }

    public var debugDescription: String {
        description
    }

    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}
