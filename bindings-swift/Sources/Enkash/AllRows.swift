//  Searches over all pages.

/// The rows of a search over all pages; each loop over it walks from the beginning. The next page is asked for when the
/// last row of the one before has been taken.
public struct AllRows<Row>: AsyncSequence {
    public typealias Element = Row
    let open: () -> () async throws -> [Row]

    init(_ open: @escaping () -> () async throws -> [Row]) {
        self.open = open
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(next: open())
    }

    /// Where one loop is.
    public struct Iterator: AsyncIteratorProtocol {
        let page: () async throws -> [Row]
        private var rows: ArraySlice<Row> = []

        init(next page: @escaping () async throws -> [Row]) {
            self.page = page
        }

        /// The next row; nil after the last. After an error the same page is asked for again.
        public mutating func next() async throws -> Row? {
            if rows.isEmpty {
                rows = try await page()[...]
            }
            return rows.popFirst()
        }
    }
}
