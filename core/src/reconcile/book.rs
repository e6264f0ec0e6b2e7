//! The merchant's books: expected transactions, found by their ids.

use std::collections::HashMap;

use crate::field::{Invalid, Path};
use crate::model::{ExpectedKind, ExpectedTransaction, SettlementTransaction, SettlementTransactionType};
use crate::scalar::Money;

/// Which id it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Name {
    Transaction,
    MerchantOrder,
    Order,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    kind: ExpectedKind,
    split_account: Option<String>,
    name: Name,
    id: String,
}

#[derive(Debug)]
struct Entry {
    expected: ExpectedTransaction,
    /// A row has been paired with it, or it was written down only when a row came that nobody expected.
    settled: bool,
}

#[derive(Debug, Default)]
pub(super) struct Book {
    entries: Vec<Entry>,
    index: HashMap<Key, Vec<usize>>,
}

/// What the books say about a row.
pub(super) enum Answer<'a> {
    /// This was expected; how many others could not be told from it.
    Expected(&'a ExpectedTransaction, usize),
    /// It was settled before.
    Settled,
    /// Nothing with these ids was expected.
    Unknown,
    /// Several were expected, and the ids do not tell which.
    Ambiguous(usize),
}

/// What a row names: transaction, merchant's order, order.
pub(super) type Ids<'a> = [Option<&'a str>; 3];

const NAMES: [Name; 3] = [Name::Transaction, Name::MerchantOrder, Name::Order];

pub(super) fn ids_of_row(row: &SettlementTransaction) -> Ids<'_> {
    [&row.transaction_id, &row.unique_transaction_id, &row.order_id]
        .map(|id| id.as_deref().map(str::trim).filter(|id| !id.is_empty()))
}

fn ids_of(expected: &ExpectedTransaction) -> Ids<'_> {
    [&expected.transaction_id, &expected.merchant_order_id, &expected.order_id].map(Option::as_deref)
}

pub(super) fn row_type(kind: Option<ExpectedKind>) -> SettlementTransactionType {
    match kind.unwrap_or(ExpectedKind::Sale) {
        ExpectedKind::Sale => SettlementTransactionType::Sale,
        ExpectedKind::Refund => SettlementTransactionType::Refund,
        ExpectedKind::Chargeback => SettlementTransactionType::Chargeback,
    }
}

impl Book {
    /// Adds an expected transaction. A payment can have several refunds, everything else comes once.
    pub(super) fn add(&mut self, expected: ExpectedTransaction, path: &Path<'_>) -> Result<(), Invalid> {
        let kind = expected.kind.unwrap_or(ExpectedKind::Sale);
        let ids = ids_of(&expected);
        let twin = |entry: &Entry| match (ids[0], ids_of(&entry.expected)[0]) {
            (Some(one), Some(other)) => one == other,
            (None, None) => ids == ids_of(&entry.expected),
            _ => false,
        };
        let known = self.candidates(kind, expected.split_account_id.as_deref(), ids);
        if kind != ExpectedKind::Refund && known.iter().any(|index| twin(&self.entries[*index])) {
            let field = if ids[0].is_some() { "transaction_id" } else { "merchant_order_id" };
            return Err(Path::Field(path, field).invalid("is expected already; pass each transaction once"));
        }
        self.write(expected, false);
        Ok(())
    }

    /// Pairs a row with what was expected and marks it as settled.
    pub(super) fn settle(
        &mut self,
        kind: ExpectedKind,
        split_account: Option<&str>,
        ids: Ids<'_>,
        amount: Money,
    ) -> Answer<'_> {
        let candidates = self.candidates(kind, split_account, ids);
        let open: Vec<_> = candidates.iter().copied().filter(|index| !self.entries[*index].settled).collect();
        let equal: Vec<_> =
            open.iter().copied().filter(|index| self.entries[*index].expected.amount == amount).collect();
        // Where one of several has the row's amount it is that one, if nothing but amounts sets them apart: parts of one
        // payment that were refunded, for example.
        let alike = |of: &[usize]| {
            of.windows(2).all(|pair| ids_of(&self.entries[pair[0]].expected) == ids_of(&self.entries[pair[1]].expected))
        };
        let found = match (open.as_slice(), equal.as_slice()) {
            ([], _) if candidates.is_empty() => None,
            // A payment can be refunded in parts, so only the same amount is the same refund.
            ([], _) if kind == ExpectedKind::Refund && !self.has_amount(&candidates, amount) => None,
            ([], _) => return Answer::Settled,
            ([only], _) => Some((*only, 0)),
            (several, [first, rest @ ..]) if alike(several) => Some((*first, rest.len())),
            (several, _) => return Answer::Ambiguous(several.len()),
        };
        match found {
            Some((index, others)) => {
                self.entries[index].settled = true;
                Answer::Expected(&self.entries[index].expected, others)
            }
            None => {
                // A refund that nobody expected may be followed by another of the same payment.
                if kind != ExpectedKind::Refund {
                    let [transaction_id, merchant_order_id, order_id] = ids.map(|id| id.map(str::to_owned));
                    let mut surprise = ExpectedTransaction::new(amount).kind(kind);
                    surprise.transaction_id = transaction_id;
                    surprise.merchant_order_id = merchant_order_id;
                    surprise.order_id = order_id;
                    surprise.split_account_id = split_account.map(str::to_owned);
                    self.write(surprise, true);
                }
                Answer::Unknown
            }
        }
    }

    /// What was expected and not settled, in the order it was given.
    pub(super) fn missing(&self) -> impl Iterator<Item = &ExpectedTransaction> {
        self.entries.iter().filter(|entry| !entry.settled).map(|entry| &entry.expected)
    }

    fn write(&mut self, expected: ExpectedTransaction, settled: bool) {
        let place = self.entries.len();
        let kind = expected.kind.unwrap_or(ExpectedKind::Sale);
        for (name, id) in NAMES.into_iter().zip(ids_of(&expected)) {
            if let Some(id) = id {
                let split_account = expected.split_account_id.clone();
                let key = Key { kind, split_account, name, id: id.to_owned() };
                self.index.entry(key).or_default().push(place);
            }
        }
        self.entries.push(Entry { expected, settled });
    }

    fn has_amount(&self, entries: &[usize], amount: Money) -> bool {
        entries.iter().any(|index| self.entries[*index].expected.amount == amount)
    }

    /// Entries that share an id and contradict in none, in the order they were written.
    fn candidates(&self, kind: ExpectedKind, split_account: Option<&str>, ids: Ids<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        for (name, id) in NAMES.into_iter().zip(ids) {
            let Some(id) = id else { continue };
            let key = Key { kind, split_account: split_account.map(str::to_owned), name, id: id.to_owned() };
            found.extend(self.index.get(&key).into_iter().flatten().copied());
        }
        found.sort_unstable();
        found.dedup();
        let agrees = |index: &usize| {
            let of_entry = ids_of(&self.entries[*index].expected);
            ids.iter().zip(of_entry).all(|(one, other)| one.zip(other).is_none_or(|(one, other)| one == other))
        };
        found.retain(agrees);
        found
    }
}
