// Made from the operation table by `cargo xtask generate`; changes here are lost.

import type { CallOptions } from './client.js';
import type { Secret } from './secret.js';

/** Exact rupees as decimal text with at least two decimals, such as `499.00`. */
export type Amount = string;
/** Rupees: decimal text such as `'499.00'`, or a whole number. Other numbers are refused: they cannot hold paise exactly. */
export type AmountInput = string | number | bigint;
/** An instant: a `Date`, or ISO 8601 text such as `2026-08-24T20:46:02+05:30`; text without an offset is Indian time. */
export type TimeInput = Date | string;
/** Text that is never shown; a `Secret` keeps it out of the caller's logs as well. */
export type SecretInput = string | Secret;
/** JSON as the gateway sent it; a number that a JavaScript number cannot hold exactly is its text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A word this version knows, or a newer one. */
type Open<Known extends string> = Known | (string & {});

/**
 * A named installation of the gateway.
 *
 * - `production`: The live gateway.
 * - `uat`: The gateway's test system.
 */
export type Environment = 'production' | 'uat';

/**
 * How the token stands in the `Authorization` header.
 *
 * - `auto`: `Bearer <token>` first, as documented; if the gateway refuses it, the raw token once, and what worked is kept.
 * - `bearer`: `Bearer <token>` only.
 * - `raw`: The token alone.
 */
export type AuthForm = 'auto' | 'bearer' | 'raw';

/**
 * State of an order.
 *
 * - `CREATED`: It exists and can be paid.
 * - `CHECKOUT_RENDERED`: The customer was sent to the hosted checkout.
 * - `ATTEMPTED`: At least one payment attempt; its outcome stands on the transaction.
 * - `PAID`: Paid. An order is paid at most once.
 * - `CANCELLED`: Cancelled by the customer.
 * - `EXPIRED`: Its time ran out.
 * - `PAYMENT_CONFIRMATION_PENDING`: Waiting for the customer's bank (2024 documentation).
 */
export type OrderStatus = Open<'CREATED' | 'CHECKOUT_RENDERED' | 'ATTEMPTED' | 'PAID' | 'CANCELLED' | 'EXPIRED' | 'PAYMENT_CONFIRMATION_PENDING'>;

/**
 * Currency; the gateway takes rupees only.
 *
 * - `INR`: Indian rupee.
 */
export type Currency = Open<'INR'>;

/**
 * State of a transaction.
 *
 * - `CREATED`: It exists, nothing was paid.
 * - `AUTHORIZED`: Authorised (after an OTP).
 * - `PENDING_WITH_BANK`: With the bank: pending, whatever the payment mode. Keep asking.
 * - `SUCCESS`: Paid.
 * - `FAILED`: Failed.
 * - `CANCELLED`: Cancelled.
 * - `PARTIALLY_REFUNDED`: Paid, and part of it was given back.
 * - `REFUNDED`: Paid, and all of it was given back.
 */
export type TransactionStatus = Open<'CREATED' | 'AUTHORIZED' | 'PENDING_WITH_BANK' | 'SUCCESS' | 'FAILED' | 'CANCELLED' | 'PARTIALLY_REFUNDED' | 'REFUNDED'>;

/**
 * How a payment is made.
 *
 * - `NET_BANKING`: Net banking; needs `bankCode`.
 * - `UPI`: UPI; needs `vpa`.
 * - `CREDIT_CARD`: Credit card.
 * - `DEBIT_CARD`: Debit card.
 * - `PREPAID_CARD`: Prepaid card.
 * - `PAY_LATER`: Pay later; needs `bankCode` or `bnplPaymentOptionId`.
 * - `WALLET`: Wallet; needs `bankCode` with the wallet's code.
 * - `CORPORATE_CARD`: Corporate card.
 */
export type PaymentMode = Open<'NET_BANKING' | 'UPI' | 'CREDIT_CARD' | 'DEBIT_CARD' | 'PREPAID_CARD' | 'PAY_LATER' | 'WALLET' | 'CORPORATE_CARD'>;

/**
 * Card network.
 *
 * - `MASTERCARD`: Mastercard
 * - `VISA`: Visa
 * - `RUPAY`: RuPay
 * - `DINERS`: Diners Club
 * - `AMEX`: American Express
 * - `MAESTRO`: Maestro
 * - `DISCOVER`: Discover
 */
export type CardScheme = Open<'MASTERCARD' | 'VISA' | 'RUPAY' | 'DINERS' | 'AMEX' | 'MAESTRO' | 'DISCOVER'>;

/**
 * State of a UPI payment, as its status call says it.
 *
 * - `SUCCESS`: Paid.
 * - `FAILED`: Failed.
 * - `PROCESS`: Not decided yet.
 */
export type UpiTransactionStatus = Open<'SUCCESS' | 'FAILED' | 'PROCESS'>;

/**
 * State of a payout.
 *
 * - `INIT`: Started.
 * - `SUCCESS`: Paid to the merchant's bank.
 */
export type PayoutStatus = Open<'INIT' | 'SUCCESS'>;

/**
 * Bank rail of a payout.
 *
 * - `IMPS`: Immediate payment service.
 */
export type PayoutMode = Open<'IMPS'>;

/**
 * What a row of a settlement is. Only `SALE` is documented, the other words are inferred.
 *
 * - `SALE`: A payment.
 * - `REFUND`: A refund.
 * - `CHARGEBACK`: A payment that the customer's bank took back.
 * - `ADJUSTMENT`: Another amount, taken off or added.
 */
export type SettlementTransactionType = Open<'SALE' | 'REFUND' | 'CHARGEBACK' | 'ADJUSTMENT'>;

/**
 * State of a transaction within a settlement.
 *
 * - `PENDING`: Not settled yet.
 * - `SETTLED`: Settled.
 */
export type SettlementStatus = Open<'PENDING' | 'SETTLED'>;

/**
 * Who bears the charges.
 *
 * - `CONVENIENCE`: The customer, as a convenience fee.
 * - `NORMAL`: The merchant.
 */
export type MdrMode = Open<'CONVENIENCE' | 'NORMAL'>;

/**
 * Kind of settlement.
 *
 * - `NORMAL`: The ordinary one.
 */
export type SettlementType = Open<'NORMAL'>;

/**
 * Order of a search.
 *
 * - `ASC`: Smallest first.
 * - `DESC`: Largest first.
 */
export type SortDirection = 'ASC' | 'DESC';

/**
 * What a notification is about.
 *
 * - `PAYMENT`: The state of a payment.
 */
export type WebhookKind = Open<'PAYMENT'>;

/**
 * The kind of an error: what the caller can do about it.
 *
 * - `Configuration`: The client cannot be made or used like this: a missing key, a bad URL, a closed client.
 * - `Validation`: A value was refused before anything was sent; `field` names it.
 * - `Authentication`: The gateway does not accept the keys or the token.
 * - `Gateway`: The gateway understood and refused; `gateway_code` and `gateway_text` are its words.
 * - `RateLimited`: Too many calls; nothing was applied.
 * - `Connection`: The gateway could not be reached; nothing was sent.
 * - `Timeout`: The deadline passed; nothing that changes anything had been sent.
 * - `Unavailable`: The gateway is down or overloaded, and the call changes nothing.
 * - `UnexpectedResponse`: An answer that is not the gateway's, or not of a known shape, to a call that changes nothing.
 * - `OutcomeUnknown`: The call may have been applied. Do not repeat it: find out by `reference`, as `text` says.
 * - `Cancelled`: The caller gave up before anything was sent.
 * - `Internal`: A fault of this SDK.
 */
export type ErrorKind = 'Configuration' | 'Validation' | 'Authentication' | 'Gateway' | 'RateLimited' | 'Connection' | 'Timeout' | 'Unavailable' | 'UnexpectedResponse' | 'OutcomeUnknown' | 'Cancelled' | 'Internal';

/**
 * Whether the caller may repeat the call.
 *
 * - `safe`: Repeating is safe.
 * - `same key`: Repeating with the same key (merchant order id, request id) is safe.
 * - `never`: Repeating cannot help.
 * - `look up first`: Look the reference up first; repeat only if it is surely absent.
 */
export type RetryAdvice = 'safe' | 'same key' | 'never' | 'look up first';

/** Settings of a client. Only the two keys must be given; `baseUrl` or `environment` says where to. */
export interface ClientConfig {
  /** Access key of the merchant account. */
  readonly accessKey: SecretInput;
  /** Secret key of the merchant account. Keep it on the server. */
  readonly secretKey: SecretInput;
  /** Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only. */
  readonly baseUrl?: string | null | undefined;
  /** A named gateway, used when `baseUrl` is not given. Default: production. */
  readonly environment?: Environment | null | undefined;
  /** Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000. */
  readonly timeoutMs?: number | null | undefined;
  /** How often a call may be tried where repeating is safe. Default 3, at most 10. */
  readonly maxAttempts?: number | null | undefined;
  /** Form of the `Authorization` header. Default: auto. */
  readonly authForm?: AuthForm | null | undefined;
  /**
   * Paths that differ from the table: operation name to path, such as
   * `{"orders.getByMerchantOrderId": "/api/v0/orders/ref/{merchantOrderId}"}`.
   */
  readonly paths?: Readonly<Record<string, string>> | null | undefined;
  /** Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway. */
  readonly checkoutUrl?: string | null | undefined;
}

/** Request of `orders.create`. */
export interface CreateOrder {
  /** The merchant's own reference, unique per merchant: letters and digits only. */
  readonly merchantOrderId: string;
  /** Rupees, at least 0.01, two decimals at most. */
  readonly amount: AmountInput;
  /** The payer. */
  readonly customerInfo?: CustomerInfoInput | null | undefined;
  /** Where the browser comes back to after the checkout. */
  readonly returnUrl?: string | null | undefined;
  /** Where the gateway sends payment notifications. */
  readonly notifyUrl?: string | null | undefined;
  /** Free key-value pairs that come back with the order. */
  readonly customParameters?: Readonly<Record<string, string>> | null | undefined;
  /** Shown to the customer. */
  readonly description?: string | null | undefined;
  /** The one account that may pay (UPI third-party validation). */
  readonly paymentDetail?: TpvAccountInput | null | undefined;
  /** What the checkout may offer; absent offers everything the merchant has. */
  readonly restrictedPaymentOptions?: RestrictedPaymentOptions | null | undefined;
}

/** The payer. */
export interface CustomerInfoInput {
  /** First name. */
  readonly firstName?: string | null | undefined;
  /** Last name. */
  readonly lastName?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Mobile number: ten digits, the first one 6 to 9. */
  readonly phoneNumber?: string | null | undefined;
  /** Postal address. */
  readonly address?: AddressInput | null | undefined;
}

/** A postal address. */
export interface AddressInput {
  /** Street and house. */
  readonly streetName?: string | null | undefined;
  /** City. */
  readonly city?: string | null | undefined;
  /** State. */
  readonly state?: string | null | undefined;
  /** Country. */
  readonly country?: string | null | undefined;
  /** PIN code. */
  readonly zipcode?: string | null | undefined;
}

/** The one bank account that may pay (third-party validation, UPI). */
export interface TpvAccountInput {
  /** Account number, 9 to 36 letters or digits. */
  readonly accountNumber?: SecretInput | null | undefined;
  /** IFSC of the branch, such as `KKBK0000432`. */
  readonly ifsc?: string | null | undefined;
}

/** What the checkout offers for an order; a mode that is absent is not offered once any mode is named. */
export interface RestrictedPaymentOptions {
  /** Bank codes for net banking. */
  readonly netBanking?: readonly string[] | null | undefined;
  /** Card schemes for credit cards, such as `VISA`. */
  readonly creditCard?: readonly string[] | null | undefined;
  /** Card schemes for debit cards. */
  readonly debitCard?: readonly string[] | null | undefined;
  /** Card schemes for prepaid cards. */
  readonly prepaidCard?: readonly string[] | null | undefined;
  /** Card schemes for corporate cards. */
  readonly corporateCard?: readonly string[] | null | undefined;
  /** Wallet codes. */
  readonly wallet?: readonly string[] | null | undefined;
  /** True offers UPI. */
  readonly upi?: boolean | null | undefined;
}

/** Request of `payments.submit`. */
export interface SubmitPayment {
  /** The gateway's id of the order to pay. */
  readonly orderId: string;
  /** The instrument. */
  readonly paymentDetail: PaymentDetail;
}

/** The instrument of `payments.submit`. Which fields are needed follows from `paymentMode`. */
export interface PaymentDetail {
  /** How to pay. */
  readonly paymentMode: PaymentMode;
  /** Name on the card. */
  readonly cardHolderName?: string | null | undefined;
  /** Card number, 12 to 19 digits; never shown, logged or kept. */
  readonly cardNumber?: SecretInput | null | undefined;
  /** Card verification value, 3 or 4 digits; never shown, logged or kept. */
  readonly cvv?: SecretInput | null | undefined;
  /** Expiry as `MM/YY`; never shown, logged or kept. */
  readonly expiry?: SecretInput | null | undefined;
  /** Code of the bank, wallet or pay-later provider. */
  readonly bankCode?: string | null | undefined;
  /** The pay-later option. */
  readonly bnplPaymentOptionId?: string | null | undefined;
  /** The payer's UPI id. */
  readonly vpa?: string | null | undefined;
  /** The one account that may pay (UPI third-party validation), 9 to 36 letters or digits. */
  readonly accountNumber?: SecretInput | null | undefined;
  /** IFSC of that account. */
  readonly ifsc?: string | null | undefined;
}

/** Request of `payments.validateOtp`. */
export interface ValidateOtp {
  /** The transaction that waits for the OTP. */
  readonly transactionId: string;
  /** What the customer typed; never shown, logged or kept. */
  readonly otp: SecretInput;
  /** Integrity value; its algorithm is not published. */
  readonly checkSum?: string | null | undefined;
}

/** Request of `refunds.create`. */
export interface CreateRefund {
  /** Rupees to give back, at least 0.01, two decimals at most; the sum of all refunds stays within the payment. */
  readonly amount: AmountInput;
  /** The merchant's own unique id of this refund. Store it before the call; repeat only with the same one. */
  readonly requestId: string;
  /** Reason. */
  readonly remarks?: string | null | undefined;
}

/** Request of `settlements.search`: a page and optional filters. The gateway has more filters than its documentation shows. */
export interface SearchSettlements {
  /** How many rows to skip; default 0. */
  readonly offset?: number | null | undefined;
  /** How many rows at most, up to 5000. */
  readonly limit?: number | null | undefined;
  /** Key to sort by. */
  readonly orderBy?: string | null | undefined;
  /** Sorting direction. */
  readonly direction?: SortDirection | null | undefined;
  /** The gateway's id of the merchant. */
  readonly merchantDetailId?: string | null | undefined;
  /** One payout. */
  readonly settlementPayoutId?: string | null | undefined;
  /** Several payouts. */
  readonly settlementPayoutIds?: readonly string[] | null | undefined;
  /** Sales of at least this, in rupees. */
  readonly totalSaleAmountFrom?: AmountInput | null | undefined;
  /** Sales of at most this, in rupees. */
  readonly totalSaleAmountTo?: AmountInput | null | undefined;
  /** Refunds of at least this, in rupees. */
  readonly totalRefundAmountFrom?: AmountInput | null | undefined;
  /** Refunds of at most this, in rupees. */
  readonly totalRefundAmountTo?: AmountInput | null | undefined;
  /** Charges of at least this, in rupees. */
  readonly totalChargesFrom?: AmountInput | null | undefined;
  /** Charges of at most this, in rupees. */
  readonly totalChargesTo?: AmountInput | null | undefined;
  /** GST of at least this, in rupees. */
  readonly totalGstFrom?: AmountInput | null | undefined;
  /** GST of at most this, in rupees. */
  readonly totalGstTo?: AmountInput | null | undefined;
  /** Settled amount of at least this, in rupees. */
  readonly totalSettlementAmountFrom?: AmountInput | null | undefined;
  /** Settled amount of at most this, in rupees. */
  readonly totalSettlementAmountTo?: AmountInput | null | undefined;
}

/** A token of the gateway. The client fetches and renews its own; this is for callers that need one elsewhere. */
export interface AuthToken {
  /** Value for the `Authorization` header. */
  readonly token: Secret;
  /**
   * When it ends, in milliseconds since 1970 as the samples show it; the documentation can also be read as a
   * lifetime in milliseconds.
   */
  readonly expiry?: number;
  /** Outcome code: 0 or 200, depending on the edition of the documentation. */
  readonly resultCode?: number;
  /** Outcome text. */
  readonly resultMessage?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.create`. */
export interface CreatedOrder {
  /** The gateway's id of the order (`ORD...`), used by every later call. */
  readonly orderId: string;
  /** Hosted checkout page to send the customer to. */
  readonly redirectionUrl?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** An order as the gateway holds it. */
export interface Order {
  /** The gateway's id. */
  readonly orderId: string;
  /** The merchant's own reference. */
  readonly merchantOrderId?: string;
  /** State. */
  readonly orderStatus?: OrderStatus;
  /** Order value in rupees. */
  readonly amount?: Amount;
  /** Currency. */
  readonly currency?: Currency;
  /** When it was created. */
  readonly created?: Date;
  /** When it last changed. */
  readonly lastModified?: Date;
  /** When it was placed. */
  readonly orderDate?: Date;
  /** All payment attempts; at most one is successful. */
  readonly transactions: readonly Transaction[];
  /** The payer. */
  readonly customerInfo?: CustomerInfo;
  /** Where the browser comes back to. */
  readonly returnUrl?: string;
  /** Where notifications go. */
  readonly notifyUrl?: string;
  /** The free pairs given at creation. */
  readonly customParameters: Readonly<Record<string, string>>;
  /** The text given at creation. */
  readonly description?: string;
  /** The gateway's remark. */
  readonly orderMessage?: string;
  /** Name of the merchant. */
  readonly merchantName?: string;
  /** The merchant's public key of the gateway. */
  readonly merchantIdentifierKey?: string;
  /** The one account that may pay. */
  readonly paymentDetail?: TpvAccount;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One payment attempt, as the gateway's status call tells it: this is the truth about a payment. */
export interface Transaction {
  /** The gateway's id (`EK...`). */
  readonly transactionId: string;
  /** State. */
  readonly status?: TransactionStatus;
  /** When it was created. */
  readonly created?: Date;
  /** When it last changed. */
  readonly lastModified?: Date;
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** State of the order. */
  readonly orderStatus?: OrderStatus;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string;
  /** Order value in rupees. */
  readonly amount?: Amount;
  /** What the customer pays in rupees: order value, surcharge and its tax. */
  readonly finalAmount?: Amount;
  /** Rupees that moved. */
  readonly transactionAmount?: Amount;
  /** Fee added for the customer, in rupees. */
  readonly surcharge?: Amount;
  /** Tax on that fee; the gateway's browser code reads it as a rate in percent. */
  readonly surchargeGst?: Amount;
  /** The merchant's cost in rupees. */
  readonly mdr?: Amount;
  /** Tax on that cost in rupees. */
  readonly mdrGst?: Amount;
  /** Currency. */
  readonly currency?: Currency;
  /** How it was paid. */
  readonly paymentMode?: PaymentMode;
  /** Code of the bank or wallet. */
  readonly bankCode?: string;
  /** Name of the bank. */
  readonly bankName?: string;
  /** Card network. */
  readonly cardScheme?: CardScheme;
  /** Card number with all but a few digits masked. */
  readonly maskedCardNumber?: string;
  /** Name on the card. */
  readonly cardHolderName?: string;
  /** The gateway's token of a saved card; charges need it, so it stays closed. */
  readonly paymentToken?: Secret;
  /** The bank's reference; for UPI the RRN. */
  readonly bankTransactionId?: string;
  /** Text of the outcome. */
  readonly txnMsg?: string;
  /** When it was paid or failed. */
  readonly txnDate?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The payer. */
export interface CustomerInfo {
  /** First name. */
  readonly firstName?: string;
  /** Last name. */
  readonly lastName?: string;
  /** E-mail address. */
  readonly email?: string;
  /** Mobile number: ten digits, the first one 6 to 9. */
  readonly phoneNumber?: string;
  /** Postal address. */
  readonly address?: Address;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A postal address. */
export interface Address {
  /** Street and house. */
  readonly streetName?: string;
  /** City. */
  readonly city?: string;
  /** State. */
  readonly state?: string;
  /** Country. */
  readonly country?: string;
  /** PIN code. */
  readonly zipcode?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The one bank account that may pay (third-party validation, UPI). */
export interface TpvAccount {
  /** Account number, 9 to 36 letters or digits. */
  readonly accountNumber?: Secret;
  /** IFSC of the branch, such as `KKBK0000432`. */
  readonly ifsc?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.upiQr`: a QR code to be paid once. */
export interface UpiQr {
  /** PNG image, base64 without a prefix. */
  readonly qrCode?: string;
  /** The `upi://pay` text in the image. */
  readonly qrUrl?: string;
  /** The transaction this call opened; follow it with `payments.upiStatus`. */
  readonly transactionId: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.upiIntentLinks`: links that open a UPI app; any of them may be missing. */
export interface UpiIntentLinks {
  /** The transaction to follow with `payments.upiStatus`. */
  readonly transactionId?: string;
  /** Google Pay. */
  readonly gpay?: string;
  /** PhonePe. */
  readonly phonepe?: string;
  /** Paytm. */
  readonly paytm?: string;
  /** Any UPI app. */
  readonly upi?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.submit`. The documentation does not list its fields; these are inferred from the browser call. */
export interface SubmittedPayment {
  /** The transaction; follow it with `payments.get`. */
  readonly transactionId?: string;
  /** State right after the submission. */
  readonly transactionStatus?: TransactionStatus;
  /** The bank's page to send the customer to, where the mode needs one. */
  readonly redirectionUrl?: string;
  /** Code of the outcome; 156 and 158 mean that the input was refused and may be corrected. */
  readonly resultCode?: number;
  /** Text of the outcome. */
  readonly resultMessage?: string;
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.upiStatus`. */
export interface UpiStatus {
  /** State; anything but `SUCCESS` and `FAILED` is not decided yet. */
  readonly status: UpiTransactionStatus;
  /** Text of the outcome. */
  readonly transactionMessage?: string;
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.validateOtp`. */
export interface OtpValidation {
  /** The gateway's id of the transaction. */
  readonly transactionId?: string;
  /** State after the OTP. */
  readonly status?: TransactionStatus;
  /** Text of the outcome. */
  readonly txnMsg?: string;
  /** When it was decided. */
  readonly txnDate?: Date;
  /** Rupees. */
  readonly amount?: Amount;
  /** Currency. */
  readonly currency?: Currency;
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string;
  /** The merchant's public key of the gateway. */
  readonly publicIdentifierKey?: string;
  /** The bank's reference of the OTP. */
  readonly otpReferenceNumber?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A refund as the gateway holds it. */
export interface Refund {
  /** The gateway's id; whether of the refund or of the payment is not documented. */
  readonly transactionId?: string;
  /** Rupees given back. */
  readonly amount?: Amount;
  /** State; starts at `CREATED`. */
  readonly status?: TransactionStatus;
  /** The merchant's id of the refund. */
  readonly requestId?: string;
  /** How the payment was made. */
  readonly paymentMode?: PaymentMode;
  /** Code of the bank. */
  readonly bankCode?: string;
  /** Name of the bank. */
  readonly bankName?: string;
  /** Currency. */
  readonly currency?: Currency;
  /** Text of the outcome. */
  readonly txnMsg?: string;
  /** When it was made. */
  readonly txnDate?: Date;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string;
  /** The bank's reference. */
  readonly bankTransactionId?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A payout. Settled amount = sales - charges - GST - refunds and adjustments, rounded to the paisa. */
export interface SettlementPayout {
  /** The gateway's id (`SP...`). */
  readonly settlementPayoutId: string;
  /** State. */
  readonly payoutStatus?: PayoutStatus;
  /** Sales in rupees. */
  readonly totalSaleAmount?: Amount;
  /** Charges in rupees, four decimals. */
  readonly totalCharges?: Amount;
  /** Tax on the charges in rupees, four decimals. */
  readonly totalGst?: Amount;
  /** Refunds in rupees. */
  readonly totalRefundAmount?: Amount;
  /** What is paid out, in rupees. */
  readonly totalSettlementAmount?: Amount;
  /** Refunds and chargebacks taken off, in rupees. */
  readonly refundChargebackAmount?: Amount;
  /** Carried forward from earlier payouts, in rupees. */
  readonly carryForwardAmount?: Amount;
  /** Other adjustments, in rupees. */
  readonly adjustmentAmount?: Amount;
  /** Charges of an instant settlement, in rupees. */
  readonly instantSettlementCharges?: Amount;
  /** Tax on them, in rupees. */
  readonly instantSettlementGst?: Amount;
  /** Moved to or from the merchant's wallet, in rupees. */
  readonly walletFundAdjustment?: Amount;
  /** Charges of split transactions, in rupees. */
  readonly splitTransactionCharges?: Amount;
  /** Tax on them, in rupees. */
  readonly splitTransactionGst?: Amount;
  /** Bank rail. */
  readonly payoutMode?: PayoutMode;
  /** The bank's reference of the transfer (UTR). */
  readonly utr?: string;
  /** When it was paid. */
  readonly payoutDate?: Date;
  /** The gateway's remark. */
  readonly remarks?: string;
  /** Remark on the payout. */
  readonly payoutRemarks?: string;
  /** The bank's reason. */
  readonly transferResponseReason?: string;
  /** The gateway's id of the transfer. */
  readonly transferId?: string;
  /** When it was created. */
  readonly createdOn?: Date;
  /** When it last changed. */
  readonly modifiedOn?: Date;
  /** Its transactions; only `settlements.get` has them. */
  readonly settlementTransactions: readonly SettlementTransaction[];
  /** Name of the merchant; only in a search. */
  readonly merchantName?: string;
  /** How many transactions; only in a search. */
  readonly transactionsCount?: number;
  /** Kind of settlement; only in a search. */
  readonly settlementType?: SettlementType;
  /** The recipient of a split payout. */
  readonly splitAccount?: SplitAccountSummary;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One transaction within a payout. All amounts in rupees; charges come with four decimals. */
export interface SettlementTransaction {
  /** The gateway's id of the row (`STG...`). */
  readonly settlementTransactionId?: string;
  /** Numeric id (2024 documentation). */
  readonly id?: number;
  /** The gateway's id of the payment or refund (`EK...`). Inferred: no documented row names its payment. */
  readonly transactionId?: string;
  /** The merchant's own reference of the order. Inferred, as above. */
  readonly uniqueTransactionId?: string;
  /** The gateway's id of the order (`ORD...`). Inferred, as above. */
  readonly orderId?: string;
  /** Kind of row. */
  readonly transactionType?: SettlementTransactionType;
  /** State. */
  readonly settlementStatus?: SettlementStatus;
  /** Order value. */
  readonly saleAmount?: Amount;
  /** What the customer paid. */
  readonly txnAmount?: Amount;
  /** Charges without tax. */
  readonly charges?: Amount;
  /** Tax on the charges. */
  readonly taxAmount?: Amount;
  /** What remains for the merchant. */
  readonly settlementAmount?: Amount;
  /** Who bears the charges. */
  readonly merchantMdrMode?: MdrMode;
  /** The gateway's remark. */
  readonly remarks?: string;
  /** When it was created. */
  readonly createdOn?: Date;
  /** When it last changed. */
  readonly modifiedOn?: Date;
  /** When it was approved. */
  readonly approvedOn?: Date;
  /** Acquirer's percentage. */
  readonly acquirerAmountRate?: Amount;
  /** Acquirer's flat rate. */
  readonly acquirerFlatAmountRate?: Amount;
  /** Acquirer's net amount. */
  readonly acquirerNetAmount?: Amount;
  /** Acquirer's tax. */
  readonly acquirerGstAmount?: Amount;
  /** The merchant's discount rate. */
  readonly merchantMdr?: Amount;
  /** The merchant's flat rate. */
  readonly merchantFlatMdr?: Amount;
  /** Platform fee in percent. */
  readonly merchantPercentagePlatformFee?: Amount;
  /** Platform fee, flat. */
  readonly merchantFlatPlatformFee?: Amount;
  /** Convenience fee in percent. */
  readonly merchantPercentageConvenienceFee?: Amount;
  /** Convenience fee, flat. */
  readonly merchantFlatConvenienceFee?: Amount;
  /** Net profit. */
  readonly netProfit?: Amount;
  /** Tax on the profit. */
  readonly profitGst?: Amount;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The recipient of a split payout. */
export interface SplitAccountSummary {
  /** Id of the split account. */
  readonly splitAccountDetailId?: string;
  /** Name. */
  readonly name?: string;
  /** Label. */
  readonly label?: string;
  /** Bank account; closed. */
  readonly accountNumber?: Secret;
  /** IFSC. */
  readonly ifsc?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One page of `settlements.search`. */
export interface SettlementPage {
  /** How many payouts match in all. */
  readonly recordsCount?: number;
  /** The payouts of this page, without their transactions. */
  readonly data: readonly SettlementPayout[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/**
 * A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
 * published), so act only on what `orders.get` or `payments.get` answers.
 */
export interface WebhookEvent {
  /** What it is about; `UNKNOWN` where the body is JSON or a form of no known kind. */
  readonly kind: WebhookKind;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: PaymentNotice;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** What a payment notification claims. Anybody can post one: confirm it with `orders.get` or `payments.get`. */
export interface PaymentNotice {
  /** The gateway's id of the transaction. */
  readonly transactionId?: string;
  /** State, as `transactionStatus`. */
  readonly status?: TransactionStatus;
  /** State of the transaction. */
  readonly transactionStatus?: TransactionStatus;
  /** Integrity value of the gateway; its algorithm is not published. */
  readonly checksum?: string;
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** State of the order. */
  readonly orderStatus?: OrderStatus;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string;
  /** Order value in rupees. */
  readonly amount?: Amount;
  /** What the customer pays in rupees: order value, surcharge and its tax. */
  readonly finalAmount?: Amount;
  /** Rupees that moved. */
  readonly transactionAmount?: Amount;
  /** Fee added for the customer, in rupees. */
  readonly surcharge?: Amount;
  /** Tax on that fee; the gateway's browser code reads it as a rate in percent. */
  readonly surchargeGst?: Amount;
  /** The merchant's cost in rupees. */
  readonly mdr?: Amount;
  /** Tax on that cost in rupees. */
  readonly mdrGst?: Amount;
  /** Currency. */
  readonly currency?: Currency;
  /** How it was paid. */
  readonly paymentMode?: PaymentMode;
  /** Code of the bank or wallet. */
  readonly bankCode?: string;
  /** Name of the bank. */
  readonly bankName?: string;
  /** Card network. */
  readonly cardScheme?: CardScheme;
  /** Card number with all but a few digits masked. */
  readonly maskedCardNumber?: string;
  /** Name on the card. */
  readonly cardHolderName?: string;
  /** The gateway's token of a saved card; charges need it, so it stays closed. */
  readonly paymentToken?: Secret;
  /** The bank's reference; for UPI the RRN. */
  readonly bankTransactionId?: string;
  /** Text of the outcome. */
  readonly txnMsg?: string;
  /** When it was paid or failed. */
  readonly txnDate?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The `auth` operations. */
export interface AuthOperations {
  /**
   * Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.
   *
   * Source: "Get Authorization Token".
   */
  token(options?: CallOptions): Promise<AuthToken>;
}

/** The `orders` operations. */
export interface OrdersOperations {
  /**
   * Creates an order. One successful payment per order is guaranteed by the gateway.
   *
   * If the answer is lost, the order is looked up by `merchantOrderId` before anything is repeated; if that cannot
   * tell, the error is `OutcomeUnknown`. Source: "Create Order".
   */
  create(request: CreateOrder, options?: CallOptions): Promise<CreatedOrder>;
  /** The order with its state and all payment attempts, by the gateway's id. Source: "Get Order Status". */
  get(orderId: string, options?: CallOptions): Promise<Order>;
  /**
   * The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
   * inferred here.
   */
  getByMerchantOrderId(merchantOrderId: string, options?: CallOptions): Promise<Order>;
  /**
   * A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
   * default). Source: "Get Dynamic UPI QR".
   */
  upiQr(orderId: string, options?: CallOptions): Promise<UpiQr>;
  /** Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links". */
  upiIntentLinks(orderId: string, options?: CallOptions): Promise<UpiIntentLinks>;
}

/** The `payments` operations. */
export interface PaymentsOperations {
  /**
   * Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
   * `OutcomeUnknown` and the order's state tells. Source: "Submit Payment Request".
   */
  submit(request: SubmitPayment, options?: CallOptions): Promise<SubmittedPayment>;
  /**
   * A payment attempt by the gateway's transaction id: the truth about a payment. `PENDING_WITH_BANK` is pending.
   * Source: "Get Transaction Status".
   */
  get(transactionId: string, options?: CallOptions): Promise<Transaction>;
  /** State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status". */
  upiStatus(transactionId: string, options?: CallOptions): Promise<UpiStatus>;
  /**
   * Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
   * Source: "Validate OTP".
   */
  validateOtp(request: ValidateOtp, options?: CallOptions): Promise<OtpValidation>;
}

/** The `refunds` operations. */
export interface RefundsOperations {
  /**
   * Gives back all or part of a successful payment. Store `requestId` first and repeat only with the same one.
   *
   * If the answer is lost, the refund is looked up by `requestId`. If it is not there (yet), the error is
   * `OutcomeUnknown`: the gateway does not document that it takes a `requestId` once, so the SDK does not repeat a
   * refund by itself. Source: "Refund".
   */
  create(transactionId: string, request: CreateRefund, options?: CallOptions): Promise<Refund>;
  /**
   * A refund by the merchant's `requestId`. Source: "Get Refund Transaction Status" of the 2026 documentation; its path
   * is not published and inferred here.
   */
  get(requestId: string, options?: CallOptions): Promise<Refund>;
}

/** The `settlements` operations. */
export interface SettlementsOperations {
  /** A settlement payout with its transactions. Source: "Get Settlement Payout By ID". */
  get(settlementPayoutId: string, options?: CallOptions): Promise<SettlementPayout>;
  /** Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts". */
  search(request?: SearchSettlements, options?: CallOptions): Promise<SettlementPage>;
}

/** The operations of a client, one property per resource. */
export interface Resources {
  /** The `auth` operations. */
  readonly auth: AuthOperations;
  /** The `orders` operations. */
  readonly orders: OrdersOperations;
  /** The `payments` operations. */
  readonly payments: PaymentsOperations;
  /** The `refunds` operations. */
  readonly refunds: RefundsOperations;
  /** The `settlements` operations. */
  readonly settlements: SettlementsOperations;
}
