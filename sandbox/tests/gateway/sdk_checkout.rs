//! The SDK's clients against the customer's side of the sandbox: what one side sends the other takes, and what comes back
//! is read. Neither side uses the other's code for this, only the table.

use enkash::model::{
    BinQuery, BindUpiApp, CancelOrder, CardScheme, CardType, ChargeInstrument, ChargePayment, CheckoutConfig,
    CreateOrder, EndCharge, NextStep, OrderStatus, PaymentDetail, PaymentMode, SearchOrders, SearchPayments,
    SubmitPayment, TransactionStatus, UpdateCheckoutCustomer, UpiTransactionStatus, ValidateOtp, VerifyVpa,
};
use enkash::{Checkout, Client, Error, ErrorKind, Money, Secret};
use serde_json::json;

use crate::common::{ACCESS, SECRET, Shop, settings};

fn clients(shop: &Shop) -> (Client, Checkout) {
    let builder = Client::builder().access_key(ACCESS).secret_key(SECRET).base_url(&shop.sandbox.url);
    let checkout = Checkout::new(CheckoutConfig::new().base_url(&shop.sandbox.url));
    (builder.build().expect("a client"), checkout.expect("a client"))
}

fn run<T>(work: impl Future<Output = Result<T, Error>>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(work).expect("the sandbox takes what the SDK sends")
}

fn card(number: &str) -> ChargeInstrument {
    ChargeInstrument::new(PaymentMode::CreditCard)
        .card_number(Secret::new(number))
        .cvv(Secret::new("123"))
        .expiry(Secret::new("12/30"))
}

/// An order, and how a customer's device charges it.
async fn charge(
    client: &Client,
    checkout: &Checkout,
    reference: &str,
    how: ChargeInstrument,
) -> Result<Charged, Error> {
    let amount = Money::parse("499.00").expect("an amount");
    let order_id = client.orders().create(CreateOrder::new(reference, amount)).await?.order_id;
    let details = checkout.orders().details(&order_id).await?;
    let text = |value: &Option<String>| value.clone().expect("the details name it");
    let request = ChargePayment::new(
        text(&details.transaction_id),
        text(&details.unique_transaction_id),
        text(&details.public_identifier_key),
        how,
    );
    let result = checkout.payments().charge(request).await?;
    let next = result.next.expect("worked out");
    Ok(Charged { order_id, transaction_id: result.transaction_id.expect("an id"), next })
}

struct Charged {
    order_id: String,
    transaction_id: String,
    next: NextStep,
}

#[test]
fn every_answer_to_a_charge_leads_on() {
    let shop = Shop::open(settings());
    let (client, checkout) = clients(&shop);
    run(async {
        let paid = charge(&client, &checkout, "A1", card("4111111111111111")).await?;
        assert_eq!(paid.next, NextStep::Paid);
        let seen = checkout.payments().minimal(&paid.transaction_id).await?;
        assert_eq!(seen.order_status, Some(OrderStatus::Paid));

        assert_eq!(charge(&client, &checkout, "A2", card("4000000000000002")).await?.next, NextStep::Failed);
        assert_eq!(charge(&client, &checkout, "A3", card("4000000000000127")).await?.next, NextStep::CorrectInput);

        let framed = charge(&client, &checkout, "A4", card("4000000000003063")).await?;
        assert_eq!(framed.next, NextStep::ThreeDSecure);
        shop.post_plain(&format!("/_sandbox/payments/{}", framed.transaction_id), &json!({"outcome": "success"}));
        let status = checkout.payments().upi_status(&framed.transaction_id).await?.status;
        assert_eq!(status, UpiTransactionStatus::Success);

        let bank = ChargeInstrument::new(PaymentMode::NetBanking).bank_code("SBXBANK");
        let sent = charge(&client, &checkout, "A5", bank).await?;
        assert_eq!(sent.next, NextStep::Redirect);
        let end = EndCharge::new(sent.transaction_id.as_str()).remark("closed the page");
        let ended = checkout.payments().cancel(end).await?;
        assert_eq!(ended.transaction_status, Some(TransactionStatus::Cancelled));
        let cancelled = checkout.orders().cancel(CancelOrder::new(sent.order_id.as_str())).await?;
        assert_eq!(cancelled.order_status, Some(OrderStatus::Cancelled));

        let upi = ChargeInstrument::new(PaymentMode::Upi).vpa("pending@sandbox");
        let waiting = charge(&client, &checkout, "A6", upi).await?;
        assert_eq!(waiting.next, NextStep::Pending);
        let ended = checkout.payments().expire(EndCharge::new(waiting.transaction_id.as_str())).await?;
        assert_eq!(ended.transaction_status, Some(TransactionStatus::Failed));
        Ok(())
    });
}

#[test]
fn an_otp_is_asked_for_sent_again_and_answered() {
    let shop = Shop::open(settings());
    let (client, checkout) = clients(&shop);
    run(async {
        let asked = charge(&client, &checkout, "A1", card("6074820000000116")).await?;
        assert_eq!(asked.next, NextStep::Otp);
        let id = asked.transaction_id.as_str();
        let sent = checkout.payments().resend_otp(id).await?;
        assert_eq!(sent.message.as_deref(), Some("The OTP was sent again."));
        let wrong = checkout.payments().validate_otp(ValidateOtp::new(id, Secret::new("999999"))).await?;
        assert_eq!(wrong.status, Some(TransactionStatus::PendingWithBank));
        let right = checkout.payments().validate_otp(ValidateOtp::new(id, Secret::new("123456"))).await?;
        assert_eq!(right.status, Some(TransactionStatus::Success));
        assert_eq!(right.amount, Some(Money::parse("499.00").expect("an amount")));
        assert!(right.extra.is_empty() || right.extra.iter().all(|(key, _)| key == "txnDate"), "{right:?}");
        let truth = client.payments().get(id).await?;
        assert_eq!(truth.status, Some(TransactionStatus::Success));
        Ok(())
    });
}

#[test]
fn the_device_reads_and_writes_what_it_may() {
    let shop = Shop::open(settings());
    let (client, checkout) = clients(&shop);
    run(async {
        let amount = Money::parse("10").expect("an amount");
        let order = client.orders().create(CreateOrder::new("A1", amount)).await?.order_id;
        let details = checkout.orders().details(&order).await?;
        assert_eq!(details.net_banking_list[0].code.as_deref(), Some("SBXBANK"));
        let key = details.public_identifier_key.expect("a key");
        let customer =
            checkout.orders().update_customer(&order, UpdateCheckoutCustomer::new("9876543210", key)).await?;
        assert_eq!(customer.customer_mobile.as_deref(), Some("9876543210"));
        assert!(customer.extra.is_empty(), "{customer:?}");
        let card = checkout.cards().bin_details(BinQuery::new(Secret::new("5555555555"), order.as_str())).await?;
        assert_eq!((card.card_scheme_type, card.card_type), (Some(CardScheme::Mastercard), Some(CardType::Debit)));
        let links = checkout.orders().upi_intent_links(&order).await?;
        let transaction = links.transaction_id.expect("an id");
        let bound = checkout.payments().bind_upi_app(BindUpiApp::new(transaction.as_str(), "gpay")).await?;
        assert_eq!(bound.transaction_id, Some(transaction));
        Ok(())
    });
}

#[test]
fn the_server_lists_searches_and_verifies() {
    let shop = Shop::open(settings());
    let (client, _) = clients(&shop);
    run(async {
        let modes = client.merchant().payment_modes().await?;
        assert!(modes.payment_modes.contains(&PaymentMode::PayLater) && modes.extra.is_empty(), "{modes:?}");
        let amount = || Money::parse("90").expect("an amount");
        let order = client.orders().create(CreateOrder::new("A1", amount())).await?.order_id;
        let option = client.orders().bnpl_methods(&order).await?.data.remove(0);
        assert!(option.extra.is_empty(), "{option:?}");
        assert_eq!(option.instalment_amount, Some(Money::parse("30").expect("an amount")));
        let detail = PaymentDetail::new(PaymentMode::PayLater)
            .bnpl_payment_option_id(option.bnpl_payment_option_id.expect("an id"));
        let sent = client.payments().submit(SubmitPayment::new(order.as_str(), detail)).await?;
        assert!(sent.redirection_url.is_some());
        let name = client.payments().verify_vpa(VerifyVpa::new("A1", "success@sandbox")).await?.name;
        assert_eq!(name.as_deref(), Some("Asha Rao"));
        let refused = client.payments().verify_vpa(VerifyVpa::new("A1", "nobody@bank")).await;
        assert!(refused.is_err_and(|error| error.kind() == ErrorKind::Gateway));
        let found = client.orders().search(SearchOrders::new().merchant_order_id("A1")).await?;
        assert_eq!(found.data[0].order_id, order);
        let found = client.payments().search(SearchPayments::new().status(TransactionStatus::PendingWithBank)).await?;
        assert_eq!((found.records_count, found.data.len()), (Some(1), 1));
        Ok(())
    });
}
