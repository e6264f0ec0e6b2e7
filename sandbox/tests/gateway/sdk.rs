//! The SDK's own client against the sandbox, in the groups that have no documented answers: what one side sends the
//! other takes, and every key of an answer has a field. Neither side uses the other's code for this, only the table.

use enkash::model::{
    AmountSplitType, CreateCustomer, CreateOrder, CreatePaymentLink, CreateQrCode, CreateRefund, CreateSplitAccount,
    CustomerKeyContact, PaymentDetail, PaymentLinkStatus, QrCodeStatus, SearchCustomers, SearchQrCodes,
    SearchSettlements, SettlementPayout, SortDirection, SplitAccountRef, SplitAccountStatus, SplitAmount,
    SplitSettlement, SplitShare, SubmitPayment, UpdateSplit, UpdateSplitAccount,
};
use enkash::{Client, Error, Money, split, webhook};
use serde_json::json;

use crate::common::{ACCESS, DAY, Listener, SECRET, Shop, settings};

/// Nothing came that the record has no field for. Times without a zone are kept as they came, besides being read.
macro_rules! all_known {
    ($record:expr) => {{
        let time = |key: &str| key.ends_with("On") || key.ends_with("Date") || key == "expiry";
        assert!($record.extra.iter().all(|(key, _)| time(key)), "{:?}", $record);
    }};
}

/// Every payout with its transactions, oldest first, as the SDK reads them.
pub(crate) fn payouts(shop: &Shop) -> Vec<SettlementPayout> {
    let client = client(shop);
    run(async {
        let page = client.settlements().search(SearchSettlements::new().direction(SortDirection::Asc)).await?;
        let mut payouts = Vec::new();
        for row in page.data {
            payouts.push(client.settlements().get(&row.settlement_payout_id).await?);
        }
        Ok(payouts)
    })
}

pub(crate) fn rupees(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

pub(crate) fn client(shop: &Shop) -> Client {
    let builder = Client::builder().access_key(ACCESS).secret_key(SECRET).base_url(&shop.sandbox.url);
    builder.build().expect("a client")
}

pub(crate) fn run<T>(work: impl Future<Output = Result<T, Error>>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(work).expect("the sandbox takes what the SDK sends")
}

#[test]
fn a_split_goes_from_the_client_to_the_payouts() {
    let shop = Shop::open(settings());
    let client = client(&shop);
    let (division, payment, order) = run(async {
        let accounts = client.split_accounts();
        let mut ids = Vec::new();
        for name in ["First", "Second"] {
            let made = accounts
                .create(
                    CreateSplitAccount::new(name, "pay@example.com", "9876543210", "123456789012", "KKBK0000432")
                        .gstin("27AAPFU0939F1ZV")
                        .pan("AAPFU0939F"),
                )
                .await?;
            all_known!(made);
            ids.push(made.split_account_id.expect("an id"));
        }
        let first = ids[0].as_str();
        let changed = accounts.update(UpdateSplitAccount::new(first).name("Renamed")).await?;
        assert_eq!((changed.name.as_deref(), changed.pan.as_deref()), (Some("Renamed"), Some("AAPFU0939F")));
        let stopped = accounts.deactivate(SplitAccountRef::new(first)).await?;
        assert_eq!(stopped.status, Some(SplitAccountStatus::Inactive));
        let again = accounts.activate(SplitAccountRef::new(first)).await?;
        assert_eq!(again.status, Some(SplitAccountStatus::Active));
        assert_eq!(accounts.list().await?.data.len(), 2);

        let order = client.orders().create(CreateOrder::new("A1", rupees("100.01"))).await?;
        let share = |id: &String, percent: &str| SplitShare::new(id.as_str(), rupees(percent)).label("part");
        let division = SplitSettlement::new(AmountSplitType::Percentage)
            .shares(vec![share(&ids[0], "33.33"), share(&ids[1], "33.33")]);
        let request = SubmitPayment::new(order.order_id.as_str(), PaymentDetail::new("UPI").vpa("success@sandbox"))
            .split_settlement(division.clone());
        let paid = client.payments().submit(request).await?;
        let payment = paid.transaction_id.expect("an id");
        let updated = client.payments().update_split(&payment, UpdateSplit::new(division.clone())).await?;
        all_known!(updated);
        assert_eq!(updated.split_settlement.as_ref(), Some(&division));
        Ok((division, payment, order.order_id))
    });
    shop.advance(DAY);
    run(async {
        let page = client.settlements().search(SearchSettlements::new()).await?;
        // What the SDK works out is what the sandbox pays.
        let amounts = split::shares(SplitAmount::new(rupees("100.01"), division))?;
        for share in &amounts.shares {
            let to_account = |row: &&SettlementPayout| {
                let account = row.split_account.as_ref().and_then(|account| account.split_account_detail_id.clone());
                account.as_deref() == Some(&share.split_account_id)
            };
            let row = page.data.iter().find(to_account).expect("a payout");
            assert_eq!(row.total_settlement_amount, Some(share.amount));
            assert_eq!(row.split_account.as_ref().and_then(|account| account.label.as_deref()), Some("part"));
            let payout = client.settlements().get(&row.settlement_payout_id).await?;
            let [line] = payout.settlement_transactions.as_slice() else { panic!("one row") };
            all_known!(payout);
            all_known!(line);
            assert_eq!(line.transaction_id.as_deref(), Some(payment.as_str()));
            assert_eq!(line.unique_transaction_id.as_deref(), Some("A1"));
        }
        let own = page.data.iter().find(|row| row.split_account.is_none()).expect("the merchant's payout");
        assert_eq!(own.total_sale_amount, Some(amounts.remainder));
        client.refunds().create(&payment, CreateRefund::new(rupees("10"), "R1")).await?;
        client.orders().get(&order).await
    });
    assert_eq!(shop.control("/_sandbox/audit")["findings"], json!([]));
}

#[test]
fn codes_links_and_customers_go_round() {
    let shop = Shop::open(settings());
    let client = client(&shop);
    run(async {
        let contact = CustomerKeyContact::new().name("Asha").email("asha@example.com");
        let customer = client
            .customers()
            .create(
                CreateCustomer::new().customer_key_contacts(vec![contact]).name("Asha").contact_number("9876543210"),
            )
            .await?;
        all_known!(customer);
        let id = customer.customer_id.expect("an id");
        let page = client.customers().search(SearchCustomers::new().name("Asha")).await?;
        assert_eq!(page.data[0].customer_id.as_ref(), Some(&id));

        let codes = client.qr_codes();
        let request = CreateQrCode::new(true, true).amount(rupees("20.50")).customer_id(id.as_str()).qr_name("Till");
        let code = codes.create(request).await?;
        all_known!(code);
        assert_eq!((code.amount, code.status.as_ref()), (Some(rupees("20.5")), Some(&QrCodeStatus::Active)));
        assert_eq!(codes.get(&code.qr_code_id).await?, code);
        let page = codes.search(SearchQrCodes::new().customer_id(id.as_str()).amount_from(rupees("20"))).await?;
        assert_eq!((page.records_count, page.data.as_slice()), (Some(1), std::slice::from_ref(&code)));
        assert_eq!(codes.cancel(&code.qr_code_id).await?.status, Some(QrCodeStatus::Cancelled));

        let links = client.payment_links();
        let request = CreatePaymentLink::new(rupees("500")).partial_payment(true).minimum_amount(rupees("100"));
        let link = links.create(request.return_url("https://example.com/thanks")).await?;
        all_known!(link);
        let id = link.payment_link_id.expect("an id");
        let path = format!("/_sandbox/payment-links/{id}/pay");
        shop.post_plain(&path, &json!({"amount": 150, "vpa": "success@sandbox"}));
        let link = links.get(&id).await?;
        assert_eq!((link.status, link.amount_paid), (Some(PaymentLinkStatus::PartiallyPaid), Some(rupees("150"))));
        all_known!(link.payments[0]);
        assert_eq!(links.delete(&id).await?.status, Some(PaymentLinkStatus::Deleted));
        Ok(())
    });
    assert_eq!(shop.control("/_sandbox/audit")["findings"], json!([]));
}

#[test]
fn what_the_notices_say_is_what_the_gateway_says() {
    let listener = Listener::answering(&[200]);
    let mut config = settings();
    config.notify_url = Some(listener.url.clone());
    let shop = Shop::open(config);
    let client = client(&shop);
    let order = shop.order_with("A1", "100", json!({"notifyUrl": listener.url}));
    let payment = shop.scan(&order, "success@sandbox");
    assert_eq!(shop.refund(&payment, "40", "R1").code(), 0);
    let failing = json!({"amount": 20, "requestId": "R2", "remarks": "failure@sandbox"});
    assert_eq!(shop.post(&format!("/api/v0/payment/{payment}/refund"), &failing).code(), 0);
    let (code, link) = run(async {
        let code = client.qr_codes().create(CreateQrCode::new(false, true).amount(rupees("20.50"))).await?;
        let link = client.payment_links().create(CreatePaymentLink::new(rupees("500")).partial_payment(true)).await?;
        Ok((code.qr_code_id, link.payment_link_id.expect("an id")))
    });
    for vpa in ["failure@sandbox", "success@sandbox"] {
        let scanned = shop.post_plain("/_sandbox/upi/pay", &json!({"qr_code_id": code, "vpa": vpa}));
        assert_eq!(scanned.status, 200, "{}", scanned.text);
        let path = format!("/_sandbox/payment-links/{link}/pay");
        assert_eq!(shop.post_plain(&path, &json!({"amount": 150, "vpa": vpa})).status, 200);
    }
    shop.advance(DAY);
    shop.flush();
    let mut kinds = Vec::new();
    for body in listener.bodies() {
        let event = webhook::parse(body.to_string().as_bytes()).expect("a notification");
        kinds.push(event.kind.to_string());
        let truth = run(client.webhooks().confirm(event));
        assert!(truth.agrees, "{body}: {:?}", truth.contradictions);
    }
    kinds.sort();
    let expected = ["PAYMENT", "PAYMENT", "PAYMENT", "PAYMENT_LINK", "PAYMENT_LINK", "REFUND", "REFUND"];
    assert_eq!(kinds, expected);
    assert_eq!(shop.control("/_sandbox/audit")["findings"], json!([]));
}
