//! Searches for orders and transactions. The gateway's newer documentation has them by name only; their shapes follow the
//! settlement search, and their filters are inferred from the records.

use super::order::{Order, OrderStatus};
use super::page::{page_of, search_request};
use super::payment::{PaymentMode, Transaction, TransactionStatus};
use crate::scalar::{Money, Timestamp};

search_request! {
    /// Request of `orders.search`.
    pub struct SearchOrders {
        /// Created at or after this.
        pub from_date: Option<Timestamp>,
        /// Created before or at this.
        pub to_date: Option<Timestamp>,
        /// State.
        pub order_status: Option<OrderStatus>,
        /// The merchant's own reference.
        pub merchant_order_id: Option<String>,
        /// At least this many rupees.
        pub amount_from: Option<Money>,
        /// At most this many rupees.
        pub amount_to: Option<Money>,
    }
}

page_of! {
    /// One page of `orders.search`.
    pub struct OrderPage of Order
}

search_request! {
    /// Request of `payments.search`.
    pub struct SearchPayments {
        /// Created at or after this.
        pub from_date: Option<Timestamp>,
        /// Created before or at this.
        pub to_date: Option<Timestamp>,
        /// State.
        pub status: Option<TransactionStatus>,
        /// How it was paid.
        pub payment_mode: Option<PaymentMode>,
        /// The gateway's id of the order.
        pub order_id: Option<String>,
        /// At least this many rupees.
        pub amount_from: Option<Money>,
        /// At most this many rupees.
        pub amount_to: Option<Money>,
    }
}

page_of! {
    /// One page of `payments.search`.
    pub struct TransactionPage of Transaction
}
