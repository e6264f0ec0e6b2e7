//  What a record's fields do not carry.

/// Raw JSON under the gateway's own keys, to be read like a dictionary. Printing shows the keys only, in every form: nobody
/// knows what stands under them.
public struct Extra: Hashable, Sendable {
    /// The same as a dictionary, which prints what it holds.
    public let dictionary: [String: String]

    /// Keys with their raw JSON.
    public init(_ dictionary: [String: String]) {
        self.dictionary = dictionary
    }

    /// The gateway's keys.
    public var keys: Dictionary<String, String>.Keys {
        dictionary.keys
    }

    /// The raw JSON under a key.
    public subscript(key: String) -> String? {
        dictionary[key]
    }
}

extension Extra: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral entries: (String, String)...) {
        dictionary = Dictionary(uniqueKeysWithValues: entries)
    }
}

extension Extra: Collection {
    public var startIndex: Dictionary<String, String>.Index {
        dictionary.startIndex
    }

    public var endIndex: Dictionary<String, String>.Index {
        dictionary.endIndex
    }

    public func index(after position: Dictionary<String, String>.Index) -> Dictionary<String, String>.Index {
        dictionary.index(after: position)
    }

    public subscript(position: Dictionary<String, String>.Index) -> (key: String, value: String) {
        dictionary[position]
    }
}

// Without these, `dump` and the debugger would show the values through reflection.
extension Extra: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        "Extra\(keys.sorted())"
    }

    public var debugDescription: String {
        description
    }

    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}
