// Made from the operation table by `cargo xtask generate`; changes here are lost.

import type { CallOptions } from './calls.js';
import type { Rows } from './rows.js';
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
export type Open<Known extends string> = Known | (string & {});

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
 * Which generation of the mandate paths to use.
 *
 * - `current`: `/api/v0/upi-mandate...`, since July 2025.
 * - `legacy`: `/api/v0/upi-autopay/mandates...`, before.
 */
export type MandatePaths = 'current' | 'legacy';

/**
 * The verb of `splitAccounts.update`.
 *
 * - `patch`: PATCH, since late 2025.
 * - `post`: POST, before.
 */
export type SplitAccountUpdate = 'patch' | 'post';

/**
 * How card data travels in `payments.submit`.
 *
 * - `plain`: As typed: what the schema of the documentation shows.
 * - `base64`: In base64, as the gateway's own browser code sends it.
 */
export type CardEncoding = 'plain' | 'base64';

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
 * Order of a search.
 *
 * - `ASC`: Smallest first.
 * - `DESC`: Largest first.
 */
export type SortDirection = 'ASC' | 'DESC';

/**
 * Kind of a card.
 *
 * - `CREDIT`: Pay with `CREDIT_CARD`.
 * - `DEBIT`: Pay with `DEBIT_CARD`.
 * - `PREPAID`: Pay with `PREPAID_CARD`.
 * - `CORPORATE`: Pay with `CORPORATE_CARD`.
 */
export type CardType = Open<'CREDIT' | 'DEBIT' | 'PREPAID' | 'CORPORATE'>;

/**
 * How the shares of a split are read.
 *
 * - `FLAT`: `value` is rupees.
 * - `PERCENTAGE`: `value` is percent of the payment.
 */
export type AmountSplitType = 'FLAT' | 'PERCENTAGE';

/**
 * What to do after a charge.
 *
 * - `PAID`: Nothing: it is paid. Confirm with `payments.minimal`.
 * - `FAILED`: Nothing: it failed; `resultMessage` says why.
 * - `THREE_D_SECURE`: Show the in-page 3-D Secure of `transactionUuid`, then ask `payments.upiStatus`.
 * - `OTP`: Ask the payer for the bank's OTP, then `payments.validateOtp`.
 * - `CORRECT_INPUT`: Correct the input and charge again; the attempt stays open.
 * - `REDIRECT`: Send the payer to `redirectionUrl`, then ask `payments.minimal`.
 * - `PENDING`: Nothing is known yet: ask `payments.minimal`.
 */
export type NextStep = 'PAID' | 'FAILED' | 'THREE_D_SECURE' | 'OTP' | 'CORRECT_INPUT' | 'REDIRECT' | 'PENDING';

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
 * When a recipient is paid, in working days after the payment (inferred from the names).
 *
 * - `T0`: The same day.
 * - `T1`: The next day.
 * - `T2`: The day after.
 */
export type SettlementCycle = Open<'T0' | 'T1' | 'T2'>;

/**
 * State of a split account (inferred from the two calls that change it).
 *
 * - `ACTIVE`: Receives shares.
 * - `INACTIVE`: Receives none.
 */
export type SplitAccountStatus = Open<'ACTIVE' | 'INACTIVE'>;

/**
 * State of a QR code. That it is used up or out of time is not expressed by the documented states.
 *
 * - `ACTIVE`: Can be paid.
 * - `CANCELLED`: Cancelled by the merchant.
 * - `EXPIRED`: Out of time or used up; not documented, tolerated.
 */
export type QrCodeStatus = Open<'ACTIVE' | 'CANCELLED' | 'EXPIRED'>;

/**
 * How a mandate's amount is meant.
 *
 * - `EXACT`: Every debit is of this amount.
 * - `MAX`: A debit may be of this amount or less.
 */
export type AmountRule = 'EXACT' | 'MAX';

/**
 * How often a mandate may be debited. The gateway prints no list; these are the words of the payment network, in
 * capitals as the gateway writes its other words (inferred).
 *
 * - `ONETIME`: Once, on a day inside the validity.
 * - `DAILY`: Once a day.
 * - `WEEKLY`: Once a week, Monday to Sunday.
 * - `FORTNIGHTLY`: Once in each half of a month: 1st to 15th, 16th to the last (halves inferred).
 * - `MONTHLY`: Once a calendar month.
 * - `BIMONTHLY`: Once in two months, counted from the month the validity starts in.
 * - `QUARTERLY`: Once in three months, counted from the month the validity starts in.
 * - `HALFYEARLY`: Once in six months, counted from the month the validity starts in.
 * - `YEARLY`: Once a year, in the month the validity starts in.
 * - `ASPRESENTED`: Whenever the merchant presents a debit; the merchant sends each notice itself.
 */
export type RecurrencePeriod = Open<'ONETIME' | 'DAILY' | 'WEEKLY' | 'FORTNIGHTLY' | 'MONTHLY' | 'BIMONTHLY' | 'QUARTERLY' | 'HALFYEARLY' | 'YEARLY' | 'ASPRESENTED'>;

/**
 * How the day of a recurrence is meant; the day itself is always included.
 *
 * - `ON`: On that day.
 * - `BEFORE`: On that day or earlier in the cycle.
 * - `AFTER`: On that day or later in the cycle.
 */
export type RecurrenceRule = Open<'ON' | 'BEFORE' | 'AFTER'>;

/**
 * State of a mandate. The gateway publishes no list; these are the words in use on the rail.
 *
 * - `INITIATED`: Made, not with the payer yet.
 * - `PENDING`: The payer has been asked to approve.
 * - `ACTIVE`: Approved: debits are possible.
 * - `REJECTED`: Refused by the payer.
 * - `FAILED`: Could not be set up.
 * - `PAUSED`: Paused by the payer: no debits.
 * - `REVOKED`: Ended by merchant or payer.
 * - `COMPLETED`: Served its purpose: executed once, or its validity is over.
 * - `EXPIRED`: The payer did not approve in time.
 */
export type MandateStatus = Open<'INITIATED' | 'PENDING' | 'ACTIVE' | 'REJECTED' | 'FAILED' | 'PAUSED' | 'REVOKED' | 'COMPLETED' | 'EXPIRED'>;

/**
 * State of a payment link (inferred).
 *
 * - `CREATED`: Can be paid.
 * - `PARTIALLY_PAID`: Part of it was paid, the rest can be.
 * - `PAID`: Paid in full.
 * - `EXPIRED`: Out of time.
 * - `DELETED`: Deleted by the merchant.
 */
export type PaymentLinkStatus = Open<'CREATED' | 'PARTIALLY_PAID' | 'PAID' | 'EXPIRED' | 'DELETED'>;

/**
 * Outcome of a payment of a link.
 *
 * - `SUCCESS`: Paid.
 * - `FAILED`: Not paid.
 */
export type PaymentLinkOutcome = Open<'SUCCESS' | 'FAILED'>;

/**
 * What a notification is about.
 *
 * - `PAYMENT`: The state of a payment; `payment` holds the claim.
 * - `MANDATE`: The state of a mandate; `mandate` holds the claim.
 * - `MANDATE_DEBIT`: A debit of a mandate; `mandateDebit` holds the claim.
 * - `PAYMENT_LINK`: A payment link; `paymentLink` holds the claim.
 * - `REFUND`: A refund; `refund` holds the claim.
 * - `RETURN_PAGE`: The payer's browser has come back; `returned` names what to ask about.
 */
export type WebhookKind = Open<'PAYMENT' | 'MANDATE' | 'MANDATE_DEBIT' | 'PAYMENT_LINK' | 'REFUND' | 'RETURN_PAGE'>;

/**
 * What a notification about a link tells.
 *
 * - `PAYMENT`: A payment succeeded or failed.
 * - `DUE_DATE`: The due date was reached (inferred from the name).
 */
export type PaymentLinkEvent = Open<'PAYMENT' | 'DUE_DATE'>;

/**
 * What is known of a call that was in doubt.
 *
 * - `APPLIED`: It has had its effect. The record tells with which outcome: a payment may still be with the bank.
 * - `NOT_APPLIED`: It has had no effect, and the gateway's own answer proves it. It may be made again, with the same key where it has one.
 * - `UNDECIDED`: Nobody can tell yet, or no call of the gateway tells. Do not make it again; ask later.
 */
export type ResolutionState = 'APPLIED' | 'NOT_APPLIED' | 'UNDECIDED';

/**
 * How a payment was started: parameter `mode` of a link. Signed modes need `sign`.
 *
 * - `00`: No particular way.
 * - `01`: QR code.
 * - `02`: Signed QR code.
 * - `03`: BharatQR.
 * - `04`: Link that opens an app.
 * - `05`: Signed link.
 * - `06`: Near-field communication.
 * - `07`: Bluetooth low energy.
 * - `08`: Ultra-high frequency sound or radio.
 * - `09`: Aadhaar.
 * - `10`: A library inside the merchant's app.
 * - `11`: Mandate.
 * - `12`: Money from abroad.
 * - `13`: Signed static QR code of a mandate, offline.
 * - `14`: Restricted use.
 * - `15`: Dynamic QR code, offline.
 * - `16`: Signed dynamic QR code, offline.
 * - `17`: Signed dynamic QR code of a mandate, offline.
 * - `18`: QR code at a cash machine.
 * - `19`: Static QR code, online.
 * - `20`: Signed static QR code, online.
 * - `21`: Static QR code of a mandate, online.
 * - `22`: Dynamic QR code, online.
 * - `23`: Signed dynamic QR code, online.
 * - `24`: Signed dynamic QR code of a mandate, online.
 */
export type UpiInitiationMode = Open<'00' | '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12' | '13' | '14' | '15' | '16' | '17' | '18' | '19' | '20' | '21' | '22' | '23' | '24'>;

/**
 * What a payment is for: parameter `purpose` of a link.
 *
 * - `00`: No particular purpose.
 * - `01`: Securities, as in subscribing to an IPO; one-time mandates.
 * - `02`: Asset management.
 * - `03`: Travel.
 * - `04`: Hospitality.
 * - `05`: Hospital.
 * - `06`: Telecom.
 * - `07`: Insurance.
 * - `08`: Education.
 * - `09`: Gifts.
 * - `10`: Bills.
 * - `11`: International.
 * - `12`: QR code at a cash machine in a metropolitan area.
 * - `13`: QR code at a cash machine elsewhere.
 * - `14`: Standing instruction: recurring mandates.
 * - `15`: Payments by a company.
 * - `20`: Between businesses.
 * - `25`: Government securities bought directly.
 * - `41`: UPI Lite, code 41.
 * - `42`: UPI Lite, code 42.
 * - `43`: UPI Lite, code 43.
 * - `44`: UPI Lite, code 44.
 * - `45`: UPI Lite, code 45.
 * - `46`: UPI Lite, code 46.
 * - `50`: UPI Lite, code 50.
 * - `59`: Payment on behalf of somebody else.
 * - `60`: International, code 60.
 * - `61`: International, code 61.
 * - `62`: International, code 62.
 * - `63`: International, code 63.
 * - `64`: International, code 64.
 * - `65`: International, code 65.
 * - `66`: International, code 66.
 * - `71`: Automatic refill of UPI Lite.
 * - `76`: One blocked amount, several debits.
 */
export type UpiPurpose = Open<'00' | '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12' | '13' | '14' | '15' | '20' | '25' | '41' | '42' | '43' | '44' | '45' | '46' | '50' | '59' | '60' | '61' | '62' | '63' | '64' | '65' | '66' | '71' | '76'>;

/**
 * What a mandate link asks the payer to approve: parameter `txnType`.
 *
 * - `CREATE`: A new mandate (by analogy; providers print only `UPDATE`).
 * - `UPDATE`: A change of amount or end of an existing one.
 * - `REVOKE`: The end of an existing one (by analogy).
 */
export type MandateAction = Open<'CREATE' | 'UPDATE' | 'REVOKE'>;

/**
 * How much of a QR code may be unreadable.
 *
 * - `LOW`: 7 %.
 * - `MEDIUM`: 15 %.
 * - `QUARTILE`: 25 %.
 * - `HIGH`: 30 %.
 */
export type QrCorrection = 'LOW' | 'MEDIUM' | 'QUARTILE' | 'HIGH';

/**
 * Kinds of identifiers.
 *
 * - `VPA`: UPI id, `name@handle`; compared without regard to case, normalised to lower case.
 * - `IFSC`: Branch of a bank: four letters, a zero, six letters or digits; normalised to capitals.
 * - `UMN`: UPI mandate number: 30 to 35 letters or digits, `@`, the payer's handle. Opaque: kept as it is.
 * - `RRN`: Retrieval reference number, the customer's reference of a UPI payment: 12 digits.
 * - `UTR`: Reference of a bank transfer: 12 to 22 letters or digits (NEFT 16, RTGS 22, UPI and IMPS the RRN); normalised to capitals.
 * - `PAN`: Tax number of a person or company: five letters, four digits, a letter; normalised to capitals.
 * - `GSTIN`: Tax number of a business with its check character: 15 characters; normalised to capitals.
 * - `UPI_TRANSACTION_ID`: UPI transaction id: 35 letters or digits that start with the three letters of a provider. Kept as it is.
 * - `MOBILE`: Indian mobile number, normalised to its ten digits.
 */
export type IdentifierKind = 'VPA' | 'IFSC' | 'UMN' | 'RRN' | 'UTR' | 'PAN' | 'GSTIN' | 'UPI_TRANSACTION_ID' | 'MOBILE';

/**
 * What a mandate pays for. Decides the limit without UPI PIN and whether a notice is due before a debit.
 *
 * - `OTHER`: Anything not listed here.
 * - `MUTUAL_FUND`: Mutual fund subscriptions.
 * - `INSURANCE_PREMIUM`: Insurance premiums.
 * - `CREDIT_CARD_BILL`: Credit card bills.
 * - `FASTAG`: Refilling a FASTag.
 * - `NCMC`: Refilling a National Common Mobility Card.
 */
export type MandateCategory = 'OTHER' | 'MUTUAL_FUND' | 'INSURANCE_PREMIUM' | 'CREDIT_CARD_BILL' | 'FASTAG' | 'NCMC';

/**
 * What a merchant expects to find in a payout.
 *
 * - `SALE`: A payment.
 * - `REFUND`: A refund.
 * - `CHARGEBACK`: A payment that the customer's bank took back.
 */
export type ExpectedKind = 'SALE' | 'REFUND' | 'CHARGEBACK';

/**
 * What became of a row of a payout, of an amount of a payout, or of an expected transaction.
 *
 * - `MATCHED`: The row is what was expected.
 * - `MISSING`: Expected, and in none of the payouts.
 * - `REPEATED`: Settled before: the same row, the same transaction or the same payout once more.
 * - `AMOUNT_DIFFERS`: The expected transaction with another amount.
 * - `CHARGE_DIFFERS`: The expected transaction and amount with other charges or tax.
 * - `CARRIED_FORWARD`: An amount moved between this payout and an earlier or later one.
 * - `REFUND`: A refund taken off that the merchant did not list.
 * - `CHARGEBACK`: A chargeback taken off that the merchant did not list.
 * - `ADJUSTMENT`: Another amount taken off or added: adjustments, wallet, charges of instant settlements and splits.
 * - `UNEXPECTED`: A payment with ids of which none was expected.
 * - `UNIDENTIFIED`: A row without an id, with ids that contradict each other, of an unknown type, or a payout without rows.
 * - `PAYOUT_TOTAL_DIFFERS`: A total of the payout is not what its parts add up to.
 */
export type FindingKind = 'MATCHED' | 'MISSING' | 'REPEATED' | 'AMOUNT_DIFFERS' | 'CHARGE_DIFFERS' | 'CARRIED_FORWARD' | 'REFUND' | 'CHARGEBACK' | 'ADJUSTMENT' | 'UNEXPECTED' | 'UNIDENTIFIED' | 'PAYOUT_TOTAL_DIFFERS';

/**
 * The kind of an error: what the caller can do about it.
 *
 * - `Configuration`: The client cannot be made or used like this: a missing key, a bad URL, a closed client.
 * - `Validation`: A value was refused before anything was sent; `field` names it.
 * - `Authentication`: The gateway does not accept the keys or the token.
 * - `Gateway`: The gateway understood and refused; `gatewayCode` and `gatewayText` are its words.
 * - `RateLimited`: Too many calls; this one was not applied.
 * - `Connection`: The gateway could not be reached, or the connection broke under a call that changes nothing or may be made again.
 * - `Timeout`: The deadline passed; nothing that changes anything had been sent.
 * - `Unavailable`: The gateway is down or overloaded; the call changes nothing, or has the same result when it is made again.
 * - `UnexpectedResponse`: An answer that is not the gateway's, or not of a known shape; the call changes nothing, or has the same result when it is made again.
 * - `OutcomeUnknown`: The call may have been applied: its answer was lost, or it was given up, or only its repetition was refused. Do not repeat it: find out by `reference`, as `text` says.
 * - `Cancelled`: The caller gave up before anything that changes anything was sent.
 * - `Internal`: A fault of this SDK.
 */
export type ErrorKind = 'Configuration' | 'Validation' | 'Authentication' | 'Gateway' | 'RateLimited' | 'Connection' | 'Timeout' | 'Unavailable' | 'UnexpectedResponse' | 'OutcomeUnknown' | 'Cancelled' | 'Internal';

/**
 * Whether the caller may repeat the call.
 *
 * - `safe`: Repeating is safe.
 * - `never`: Repeating cannot help.
 * - `look up first`: Look the reference up first; repeat only if it is surely absent.
 */
export type RetryAdvice = 'safe' | 'never' | 'look up first';

/**
 * Settings of a client. Only the two keys must be given; `baseUrl` or `environment` says where to, and
 * without both it is production.
 */
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
  /**
   * Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a
   * proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
   */
  readonly caCertificates?: string | null | undefined;
  /** PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one. */
  readonly clientCertificate?: SecretInput | null | undefined;
  /**
   * Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway
   * goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on
   * this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
   */
  readonly proxy?: SecretInput | null | undefined;
  /**
   * How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their
   * deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
   */
  readonly maxInFlight?: number | null | undefined;
  /**
   * How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with
   * `maxInFlight`. Token calls and look-ups count. Default: no limit.
   */
  readonly callsPerSecond?: number | null | undefined;
  /**
   * How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this
   * number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load.
   * Look-ups after a lost answer are never saved on. Default 100.
   */
  readonly retryBudget?: number | null | undefined;
  /** Form of the `Authorization` header. Default: auto. */
  readonly authForm?: AuthForm | null | undefined;
  /**
   * Paths that differ from the table: operation name to path, such as
   * `{"orders.get_by_merchant_order_id": "/api/v0/orders/ref/{merchant_order_id}"}`.
   */
  readonly paths?: Readonly<Record<string, string>> | null | undefined;
  /** Which generation of the mandate paths to use. Default: current. */
  readonly mandatePaths?: MandatePaths | null | undefined;
  /** The verb of `splitAccounts.update`. Default: patch. */
  readonly splitAccountUpdate?: SplitAccountUpdate | null | undefined;
  /** How card data travels in `payments.submit`. Default: plain. */
  readonly cardEncoding?: CardEncoding | null | undefined;
  /** Root of the hosted checkout pages; follows from the environment, and is the base URL itself for any other gateway. */
  readonly checkoutUrl?: string | null | undefined;
  /** Whether clients of this process with the same keys and base URL share one token. Default: each client has its own. */
  readonly shareToken?: boolean | null | undefined;
}

/** Settings of a customer's client: where to, and how long. */
export interface CheckoutConfig {
  /** Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only. */
  readonly baseUrl?: string | null | undefined;
  /** A named gateway, used when `baseUrl` is not given. Default: production. */
  readonly environment?: Environment | null | undefined;
  /** Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000. */
  readonly timeoutMs?: number | null | undefined;
  /** How often a call may be tried where repeating is safe. Default 3, at most 10. */
  readonly maxAttempts?: number | null | undefined;
  /**
   * Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a
   * proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
   */
  readonly caCertificates?: string | null | undefined;
  /** PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one. */
  readonly clientCertificate?: SecretInput | null | undefined;
  /**
   * Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway
   * goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on
   * this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
   */
  readonly proxy?: SecretInput | null | undefined;
  /**
   * How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their
   * deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
   */
  readonly maxInFlight?: number | null | undefined;
  /**
   * How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with
   * `maxInFlight`. Token calls and look-ups count. Default: no limit.
   */
  readonly callsPerSecond?: number | null | undefined;
  /**
   * How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this
   * number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load.
   * Look-ups after a lost answer are never saved on. Default 100.
   */
  readonly retryBudget?: number | null | undefined;
  /** Paths that differ from the table: operation name to path. */
  readonly paths?: Readonly<Record<string, string>> | null | undefined;
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

/** Request of `orders.wait`. */
export interface WaitOrder {
  /** The state to wait for; `PAID` if left out. A state that no longer changes ends the waiting, too. */
  readonly until?: OrderStatus | null | undefined;
  /**
   * How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
   * holds for each question, not for the waiting.
   */
  readonly timeoutSeconds?: number | null | undefined;
  /** Milliseconds between two questions, 100 to 60000; if left out what the method says. */
  readonly everyMs?: number | null | undefined;
}

/** Request of `orders.search`. */
export interface SearchOrders {
  /** How many rows to skip; default 0. */
  readonly offset?: number | null | undefined;
  /** How many rows at most, 1 to 5000. */
  readonly limit?: number | null | undefined;
  /** Key to sort by. */
  readonly orderBy?: string | null | undefined;
  /** Sorting direction. */
  readonly direction?: SortDirection | null | undefined;
  /** Created at or after this. */
  readonly fromDate?: TimeInput | null | undefined;
  /** Created before or at this. */
  readonly toDate?: TimeInput | null | undefined;
  /** State. */
  readonly orderStatus?: OrderStatus | null | undefined;
  /** The merchant's own reference. */
  readonly merchantOrderId?: string | null | undefined;
  /** At least this many rupees. */
  readonly amountFrom?: AmountInput | null | undefined;
  /** At most this many rupees. */
  readonly amountTo?: AmountInput | null | undefined;
}

/** Request of `orders.updateCustomer`. */
export interface UpdateCheckoutCustomer {
  /** E-mail address. */
  readonly customerEmail?: string | null | undefined;
  /** Mobile number: ten digits, the first one 6 to 9. */
  readonly customerMobile: string;
  /** `publicIdentifierKey` of the order's details. */
  readonly publicIdentifierKey: string;
}

/** Request of `orders.cancel`. */
export interface CancelOrder {
  /** `transactionId` of the order's details. */
  readonly transactionId: string;
  /** Reason. */
  readonly reason?: string | null | undefined;
}

/** Request of `cards.binDetails`. */
export interface BinQuery {
  /** The first ten digits of the card, twelve at most, because they travel in the address; never shown, logged or kept. */
  readonly bin: SecretInput;
  /** `transactionId` of the order's details. */
  readonly transactionId: string;
}

/** Request of `payments.submit`. */
export interface SubmitPayment {
  /** The gateway's id of the order to pay. */
  readonly orderId: string;
  /** The instrument. */
  readonly paymentDetail: PaymentDetail;
  /** How the payment is divided among recipients. */
  readonly splitSettlement?: SplitSettlementInput | null | undefined;
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

/** How a payment is divided. What is not given away stays with the merchant. */
export interface SplitSettlementInput {
  /** How the shares are read. */
  readonly amountSplitType: AmountSplitType;
  /**
   * One share per recipient; each recipient once. Percentages add up to 100 at most; rupees to the payment at most,
   * which only the gateway can check.
   */
  readonly shares?: readonly SplitShareInput[] | null | undefined;
}

/** One recipient's share. */
export interface SplitShareInput {
  /** The recipient's account, from `splitAccounts.create`. */
  readonly splitAccountId: string;
  /** Rupees (`FLAT`) or percent (`PERCENTAGE`), more than 0, two decimals at most. */
  readonly value: AmountInput;
  /** Free label. */
  readonly label?: string | null | undefined;
}

/**
 * Request of `payments.charge`; its keys come from the gateway's own browser code. The three ids are those of
 * `orders.details`.
 */
export interface ChargePayment {
  /** `transactionId` of the order's details. */
  readonly transactionId: string;
  /** `uniqueTransactionId` of the order's details. */
  readonly uniqueTransactionId: string;
  /** `publicIdentifierKey` of the order's details. */
  readonly publicIdentifierKey: string;
  /** The instrument. */
  readonly instrument: ChargeInstrument;
  /** Surcharge and convenience fee together, in rupees; see `surcharges` of the order's details. */
  readonly surcharge?: AmountInput | null | undefined;
  /** `surchargeGst` of the order's details: a rate in percent. */
  readonly surchargeGst?: AmountInput | null | undefined;
}

/** The instrument of `payments.charge`. Which fields are needed follows from `paymentMode`. */
export interface ChargeInstrument {
  /** How to pay. */
  readonly paymentMode: PaymentMode;
  /** Code of the bank or wallet. */
  readonly bankCode?: string | null | undefined;
  /** The payer's UPI id (collect; inferred from the server's submit call). */
  readonly vpa?: string | null | undefined;
  /** Name on the card. */
  readonly cardHolderName?: string | null | undefined;
  /** Card number, 12 to 19 digits; travels in base64, never shown, logged or kept. */
  readonly cardNumber?: SecretInput | null | undefined;
  /** Card verification value, 3 or 4 digits; travels in base64, never shown, logged or kept. */
  readonly cvv?: SecretInput | null | undefined;
  /** Expiry as `MM/YY`; travels in base64, never shown, logged or kept. */
  readonly expiry?: SecretInput | null | undefined;
}

/** Request of `payments.bindUpiApp`: which app the link of `orders.upiIntentLinks` will open. */
export interface BindUpiApp {
  /** `transactionId` of the links. */
  readonly transactionId: string;
  /** The app: `gpay`, `phonepe`, `paytm` or `upi`. */
  readonly app: string;
}

/** Request of `payments.expire` and `payments.cancel`. */
export interface EndCharge {
  /** The transaction. */
  readonly transactionId: string;
  /** Reason. */
  readonly remark?: string | null | undefined;
}

/** Request of the rows that wait until something is decided. */
export interface Wait {
  /**
   * How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
   * holds for each question, not for the waiting.
   */
  readonly timeoutSeconds?: number | null | undefined;
  /** Milliseconds between two questions, 100 to 60000; if left out what the method says. */
  readonly everyMs?: number | null | undefined;
}

/** Request of `payments.search`. */
export interface SearchPayments {
  /** How many rows to skip; default 0. */
  readonly offset?: number | null | undefined;
  /** How many rows at most, 1 to 5000. */
  readonly limit?: number | null | undefined;
  /** Key to sort by. */
  readonly orderBy?: string | null | undefined;
  /** Sorting direction. */
  readonly direction?: SortDirection | null | undefined;
  /** Created at or after this. */
  readonly fromDate?: TimeInput | null | undefined;
  /** Created before or at this. */
  readonly toDate?: TimeInput | null | undefined;
  /** State. */
  readonly status?: TransactionStatus | null | undefined;
  /** How it was paid. */
  readonly paymentMode?: PaymentMode | null | undefined;
  /** The gateway's id of the order. */
  readonly orderId?: string | null | undefined;
  /** At least this many rupees. */
  readonly amountFrom?: AmountInput | null | undefined;
  /** At most this many rupees. */
  readonly amountTo?: AmountInput | null | undefined;
}

/** Request of `payments.verifyVpa`. The client adds the access key, which the gateway wants in the body. */
export interface VerifyVpa {
  /** The merchant's own reference of the order. */
  readonly merchantOrderId: string;
  /** The UPI id. */
  readonly vpa: string;
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

/** Request of `payments.updateSplit`. */
export interface UpdateSplit {
  /** The new division; it takes the place of the old one. */
  readonly splitSettlement: SplitSettlementInput;
}

/** Request of `refunds.create`. */
export interface CreateRefund {
  /** Rupees to give back, at least 0.01, two decimals at most; the sum of all refunds stays within the payment. */
  readonly amount: AmountInput;
  /**
   * The merchant's own unique id of this refund, unique over all payments: a lost refund is looked up by it alone. Store it
   * before the call; repeat only with the same one.
   */
  readonly requestId: string;
  /** Reason. */
  readonly remarks?: string | null | undefined;
}

/** Request of `settlements.search`: a page and optional filters. The gateway has more filters than its documentation shows. */
export interface SearchSettlements {
  /** How many rows to skip; default 0. */
  readonly offset?: number | null | undefined;
  /** How many rows at most, 1 to 5000. */
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

/** Request of `splitAccounts.create`. Inferred from the update call, whose keys are documented. */
export interface CreateSplitAccount {
  /** Name of the recipient. */
  readonly name: string;
  /** E-mail address. */
  readonly email: string;
  /** Mobile number: ten digits, the first one 6 to 9. */
  readonly phone: string;
  /** Bank account number, 9 to 36 letters or digits. */
  readonly accountNumber: SecretInput;
  /** IFSC of that account. */
  readonly ifsc: string;
  /** When the recipient is paid. */
  readonly settlementCycle?: SettlementCycle | null | undefined;
  /** Schedule within the cycle; its values are not documented. */
  readonly settlementSchedule?: string | null | undefined;
  /** Whether the recipient may log in to a dashboard. */
  readonly dashboardAccess?: boolean | null | undefined;
  /** Income-tax PAN of the recipient. */
  readonly pan?: string | null | undefined;
  /** GST registration of the recipient. */
  readonly gstin?: string | null | undefined;
}

/**
 * Request of `splitAccounts.update`: what is given changes, the rest stays. The client adds the access key, which
 * the gateway wants in the body.
 */
export interface UpdateSplitAccount {
  /** The account to change. */
  readonly splitAccountDetailId: string;
  /** Name of the recipient. */
  readonly name?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Mobile number: ten digits, the first one 6 to 9. */
  readonly phone?: string | null | undefined;
  /** Bank account number, 9 to 36 letters or digits. */
  readonly accountNumber?: SecretInput | null | undefined;
  /** IFSC of that account. */
  readonly ifsc?: string | null | undefined;
  /** When the recipient is paid. */
  readonly settlementCycle?: SettlementCycle | null | undefined;
  /** Schedule within the cycle; its values are not documented. */
  readonly settlementSchedule?: string | null | undefined;
  /** Whether the recipient may log in to a dashboard. */
  readonly dashboardAccess?: boolean | null | undefined;
  /** Income-tax PAN of the recipient. */
  readonly pan?: string | null | undefined;
  /** GST registration of the recipient. */
  readonly gstin?: string | null | undefined;
}

/** Request of `splitAccounts.activate` and `splitAccounts.deactivate`. */
export interface SplitAccountRef {
  /** The account. */
  readonly splitAccountDetailId: string;
}

/** Request of `qrCodes.create`. The keys are those of the answer, which is documented in full. */
export interface CreateQrCode {
  /** Name to show. */
  readonly qrName?: string | null | undefined;
  /** True: may be paid many times; false: once. */
  readonly multipleUse: boolean;
  /** True: the payer cannot change the amount; then `amount` is required. */
  readonly fixedAmount: boolean;
  /** Rupees, at least 0.01, two decimals at most. */
  readonly amount?: AmountInput | null | undefined;
  /** Note. */
  readonly description?: string | null | undefined;
  /** When it stops working; sent as ISO 8601 in Indian time. */
  readonly expiry?: TimeInput | null | undefined;
  /** Free key-value pairs. */
  readonly customParams?: Readonly<Record<string, string>> | null | undefined;
  /** Name of the payer it is meant for. */
  readonly customerName?: string | null | undefined;
  /** The payer's e-mail address. */
  readonly customerEmail?: string | null | undefined;
  /** The payer's mobile number: ten digits, the first one 6 to 9. */
  readonly customerMobile?: string | null | undefined;
  /** A customer made by `customers.create`. */
  readonly customerId?: string | null | undefined;
  /** The merchant's own reference. */
  readonly referenceNumber?: string | null | undefined;
}

/** Request of `qrCodes.search`. The documentation speaks of dates, state and amount; the keys of the filters are inferred. */
export interface SearchQrCodes {
  /** How many rows to skip; default 0. */
  readonly offset?: number | null | undefined;
  /** How many rows at most, 1 to 5000. */
  readonly limit?: number | null | undefined;
  /** Key to sort by. */
  readonly orderBy?: string | null | undefined;
  /** Sorting direction. */
  readonly direction?: SortDirection | null | undefined;
  /** Created at or after this. */
  readonly fromDate?: TimeInput | null | undefined;
  /** Created before or at this. */
  readonly toDate?: TimeInput | null | undefined;
  /** State. */
  readonly status?: QrCodeStatus | null | undefined;
  /** At least this many rupees. */
  readonly amountFrom?: AmountInput | null | undefined;
  /** At most this many rupees. */
  readonly amountTo?: AmountInput | null | undefined;
  /** The merchant's own reference. */
  readonly referenceNumber?: string | null | undefined;
  /** The linked customer. */
  readonly customerId?: string | null | undefined;
}

/** Request of `customers.create`. */
export interface CreateCustomer {
  /** Contact people, at least one. */
  readonly customerKeyContacts?: readonly CustomerKeyContactInput[] | null | undefined;
  /** Name of the customer (inferred). */
  readonly name?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Ten digits, with or without a country code. */
  readonly contactNumber?: string | null | undefined;
  /** A bank account number for the customer, unique, 9 to 36 letters or digits. */
  readonly accountNumber?: SecretInput | null | undefined;
  /** Postal address in one line. */
  readonly address?: string | null | undefined;
  /** The merchant's company at the gateway: `CEK` and seven capitals or digits. */
  readonly companyId?: string | null | undefined;
  /** The customer's own company at the gateway, if it has one. */
  readonly customerCompanyId?: string | null | undefined;
}

/** A contact person. The documentation counts ten keys and names none; these are inferred. */
export interface CustomerKeyContactInput {
  /** Name. */
  readonly name?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Ten digits, with or without a country code. */
  readonly contactNumber?: string | null | undefined;
  /** What the person does. */
  readonly designation?: string | null | undefined;
}

/** Request of `customers.search`. The documentation names the first two filters; the others are inferred from its text. */
export interface SearchCustomers {
  /** How many rows to skip; default 0. */
  readonly offset?: number | null | undefined;
  /** How many rows at most, 1 to 5000. */
  readonly limit?: number | null | undefined;
  /** Key to sort by. */
  readonly orderBy?: string | null | undefined;
  /** Sorting direction. */
  readonly direction?: SortDirection | null | undefined;
  /** Bank account number of the customer. */
  readonly accountNumber?: SecretInput | null | undefined;
  /** The agent in charge. */
  readonly assignedAgent?: string | null | undefined;
  /** Name. */
  readonly name?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Phone number. */
  readonly contactNumber?: string | null | undefined;
  /** Created at or after this. */
  readonly fromDate?: TimeInput | null | undefined;
  /** Created before or at this. */
  readonly toDate?: TimeInput | null | undefined;
}

/** Request of `mandates.create`. */
export interface CreateMandate {
  /** The merchant's own unique reference. Store it first; `mandates.get` finds the mandate by it. */
  readonly referenceId: string;
  /** Whole rupees: what each debit is, or is at most. */
  readonly amount: AmountInput;
  /** Whether debits are this amount or at most this amount. */
  readonly amountRule: AmountRule;
  /** Who pays. */
  readonly payer: MandatePayer;
  /** Name the payer sees. */
  readonly mandateName: string;
  /** Until when the payer may approve: 45 days ahead at most. Sent in Indian time. */
  readonly expiry: TimeInput;
  /** Reserve the amount at the payer's bank; for `ONETIME` only. */
  readonly blockFund: boolean;
  /** When debits happen. */
  readonly recurrence: RecurrenceInput;
  /** From when to when. */
  readonly validity: ValidityInput;
  /** Link shown with the mandate. */
  readonly upiReferenceUrl?: string | null | undefined;
  /** Note to the payer. */
  readonly description?: string | null | undefined;
}

/** Who pays. */
export interface MandatePayer {
  /** Name. */
  readonly name: string;
  /** UPI id. */
  readonly vpa: string;
  /** Bank account number, 9 to 36 letters or digits. */
  readonly account: SecretInput;
  /** Whether the debited account must be `account`. */
  readonly accountValidation: boolean;
}

/** When a mandate may be debited. `rule` and `value` say nothing for `ONETIME`, `DAILY` and `ASPRESENTED`. */
export interface RecurrenceInput {
  /** How often. */
  readonly period: RecurrencePeriod;
  /** How `value` is meant. */
  readonly rule: RecurrenceRule;
  /**
   * The day: 1 (Monday) to 7 for `WEEKLY`, 1 to 16 for `FORTNIGHTLY`, 1 to 31 for `MONTHLY` and longer. A day the
   * month does not have means its last day. 1 is usual where it says nothing.
   */
  readonly value: number;
}

/** From when to when a mandate holds. */
export interface ValidityInput {
  /** First day on which a debit is possible; sent in Indian time. */
  readonly startAt: TimeInput;
  /** Last day; sent in Indian time. */
  readonly endAt: TimeInput;
}

/**
 * Request of `mandates.update`: the amount, the end, or both; the payer has to approve. The body is not public; its keys are
 * inferred from the create call.
 */
export interface UpdateMandate {
  /** The merchant's reference of the mandate. */
  readonly referenceId: string;
  /** New amount in whole rupees. */
  readonly amount?: AmountInput | null | undefined;
  /** New end. */
  readonly validity?: NewEnd | null | undefined;
  /** Until when the payer may approve. */
  readonly expiry?: TimeInput | null | undefined;
  /** Note to the payer. */
  readonly description?: string | null | undefined;
}

/** The new end of a mandate. */
export interface NewEnd {
  /** Last day; sent in Indian time. */
  readonly endAt: TimeInput;
}

/** Request of `mandates.revoke`. */
export interface RevokeMandate {
  /** The merchant's reference of the mandate. */
  readonly referenceId: string;
  /** Reason (inferred). */
  readonly description?: string | null | undefined;
}

/** Request of `mandates.wait`. */
export interface WaitMandate {
  /**
   * The state to wait for, such as `REVOKED`; if left out, any by which the payer has decided. A state that no longer
   * changes ends the waiting, too.
   */
  readonly until?: MandateStatus | null | undefined;
  /**
   * How long to wait in seconds, 1 to 3600; 300 if left out, as the gateway's own page waits. The client's deadline
   * holds for each question, not for the waiting.
   */
  readonly timeoutSeconds?: number | null | undefined;
  /** Milliseconds between two questions, 100 to 60000; if left out what the method says. */
  readonly everyMs?: number | null | undefined;
}

/** Request of `mandates.notify`: tells the payer of a debit at least 24 hours before it. */
export interface NotifyDebit {
  /** The gateway's id of the mandate. One of the two ids must be given; which one the gateway wants is not settled. */
  readonly mandateId?: string | null | undefined;
  /** The merchant's reference of the mandate. */
  readonly referenceId?: string | null | undefined;
  /** Rupees of the debit, two decimals at most; within the mandate's amount rule. */
  readonly amount: AmountInput;
  /** Day of the debit in India, `YYYY-MM-DD`. */
  readonly debitDate: string;
}

/**
 * Request of `mandates.execute`. The gateway pairs it with the notice by itself and knows no key of the merchant: a
 * debit is never sent twice by the SDK.
 */
export interface ExecuteDebit {
  /** The gateway's id of the mandate. One of the two ids must be given; which one the gateway wants is not settled. */
  readonly mandateId?: string | null | undefined;
  /** The merchant's reference of the mandate. */
  readonly referenceId?: string | null | undefined;
  /** Rupees of the debit, two decimals at most; within the mandate's amount rule. */
  readonly amount: AmountInput;
  /** Remark. */
  readonly remarks: string;
}

/** Request of `paymentLinks.create`. */
export interface CreatePaymentLink {
  /** Rupees, at least 0.01, two decimals at most. */
  readonly amount: AmountInput;
  /** What it is for; the payer sees it. */
  readonly description?: string | null | undefined;
  /** The merchant's own reference. */
  readonly referenceNumber?: string | null | undefined;
  /** Name of the payer. */
  readonly customerName?: string | null | undefined;
  /** The payer's e-mail address; with it, the gateway sends the link. */
  readonly customerEmail?: string | null | undefined;
  /** The payer's mobile number, ten digits, the first one 6 to 9; with it, the gateway sends the link. */
  readonly customerMobile?: string | null | undefined;
  /** Until when it can be paid; sent in Indian time. */
  readonly dueDate?: TimeInput | null | undefined;
  /** Whether it may be paid in parts. */
  readonly partialPayment?: boolean | null | undefined;
  /** The smallest part in rupees; only with `partialPayment`. */
  readonly minimumAmount?: AmountInput | null | undefined;
  /** Where the browser comes back to. */
  readonly returnUrl?: string | null | undefined;
  /** Free key-value pairs. */
  readonly customParams?: Readonly<Record<string, string>> | null | undefined;
}

/**
 * A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
 * published): `webhooks.confirm` asks the gateway what is true.
 */
export interface WebhookEventInput {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: WebhookKind;
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string | null | undefined;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: PaymentNoticeInput | null | undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: MandateInput | null | undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: MandateDebitNoticeInput | null | undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: PaymentLinkNoticeInput | null | undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: RefundInput | null | undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: UnverifiedReturnInput | null | undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: SecretInput;
}

/** What a payment notification claims. Anybody can post one: confirm it with `webhooks.confirm`. */
export interface PaymentNoticeInput {
  /** The gateway's id of the transaction. */
  readonly transactionId?: string | null | undefined;
  /** State, as `transactionStatus`. */
  readonly status?: TransactionStatus | null | undefined;
  /** State of the transaction. */
  readonly transactionStatus?: TransactionStatus | null | undefined;
  /** Integrity value of the gateway; its algorithm is not published. */
  readonly checksum?: string | null | undefined;
  /** The gateway's id of the order. */
  readonly orderId?: string | null | undefined;
  /** State of the order. */
  readonly orderStatus?: OrderStatus | null | undefined;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string | null | undefined;
  /** Order value in rupees. */
  readonly amount?: AmountInput | null | undefined;
  /** What the customer pays in rupees: order value, surcharge and its tax. */
  readonly finalAmount?: AmountInput | null | undefined;
  /** Rupees that moved. */
  readonly transactionAmount?: AmountInput | null | undefined;
  /** Fee added for the customer, in rupees. */
  readonly surcharge?: AmountInput | null | undefined;
  /** Tax on that fee; the gateway's browser code reads it as a rate in percent. */
  readonly surchargeGst?: AmountInput | null | undefined;
  /** The merchant's cost in rupees. */
  readonly mdr?: AmountInput | null | undefined;
  /** Tax on that cost in rupees. */
  readonly mdrGst?: AmountInput | null | undefined;
  /** Currency. */
  readonly currency?: Currency | null | undefined;
  /** How it was paid. */
  readonly paymentMode?: PaymentMode | null | undefined;
  /** Code of the bank or wallet. */
  readonly bankCode?: string | null | undefined;
  /** Name of the bank. */
  readonly bankName?: string | null | undefined;
  /** Card network. */
  readonly cardScheme?: CardScheme | null | undefined;
  /** Card number with all but a few digits masked. */
  readonly maskedCardNumber?: string | null | undefined;
  /** Name on the card. */
  readonly cardHolderName?: string | null | undefined;
  /** The gateway's token of a saved card; charges need it, so it stays closed. */
  readonly paymentToken?: SecretInput | null | undefined;
  /** The bank's reference; for UPI the RRN. */
  readonly bankTransactionId?: string | null | undefined;
  /** Text of the outcome. */
  readonly txnMsg?: string | null | undefined;
  /** When it was paid or failed. */
  readonly txnDate?: TimeInput | null | undefined;
}

/** A mandate, as `mandates.get` and the mandate notification tell it. */
export interface MandateInput {
  /** The merchant's reference. */
  readonly referenceId?: string | null | undefined;
  /** The gateway's id. */
  readonly mandateId?: string | null | undefined;
  /** UPI mandate number, once approved. */
  readonly umn?: string | null | undefined;
  /** State; `ACTIVE` means that debits are possible. */
  readonly status?: MandateStatus | null | undefined;
  /** What each debit is, or is at most; see the note on units above. */
  readonly amount?: AmountInput | null | undefined;
  /** Whether debits are this amount or at most this amount. */
  readonly amountRule?: AmountRule | null | undefined;
  /** Currency. */
  readonly currency?: Currency | null | undefined;
  /** Who is paid. */
  readonly payee?: MandatePayeeInput | null | undefined;
  /** Who pays. */
  readonly payer?: MandatePayerInfoInput | null | undefined;
  /** Name the payer sees. */
  readonly name?: string | null | undefined;
  /** Until when the payer may approve. */
  readonly expireAt?: TimeInput | null | undefined;
  /** Whether the amount is reserved. */
  readonly blockFund?: boolean | null | undefined;
  /** Whether the payer may end it. */
  readonly revocableByPayer?: boolean | null | undefined;
  /** When debits happen. */
  readonly recurrence?: RecurrenceInput | null | undefined;
  /** From when to when. */
  readonly validity?: ValidityInput | null | undefined;
  /** When it is paused. */
  readonly pausePeriod?: PausePeriodInput | null | undefined;
  /** Link shown with the mandate. */
  readonly upiReferenceUrl?: string | null | undefined;
  /** Note to the payer. */
  readonly description?: string | null | undefined;
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string | null | undefined;
}

/** Who is paid. */
export interface MandatePayeeInput {
  /** UPI id. */
  readonly vpa?: string | null | undefined;
  /** Name. */
  readonly name?: string | null | undefined;
  /** Merchant category code. */
  readonly mcc?: string | null | undefined;
}

/** Who pays, as the gateway tells it: any of it may be missing. */
export interface MandatePayerInfoInput {
  /** Name. */
  readonly name?: string | null | undefined;
  /** UPI id. */
  readonly vpa?: string | null | undefined;
  /** Bank account number; closed. */
  readonly account?: SecretInput | null | undefined;
  /** Whether the debited account must be `account`. */
  readonly accountValidation?: boolean | null | undefined;
}

/** When the payer has paused a mandate. */
export interface PausePeriodInput {
  /** From. */
  readonly startAt?: TimeInput | null | undefined;
  /** Until. */
  readonly endAt?: TimeInput | null | undefined;
}

/** What a notification about a mandate's debit claims. Anybody can post one: confirm it with `webhooks.confirm`. */
export interface MandateDebitNoticeInput {
  /** The gateway's id of the transaction. */
  readonly transactionId?: string | null | undefined;
  /** State, as `transactionStatus`. */
  readonly status?: TransactionStatus | null | undefined;
  /** State of the transaction. */
  readonly transactionStatus?: TransactionStatus | null | undefined;
  /** Integrity value of the gateway; its algorithm is not published. */
  readonly checksum?: string | null | undefined;
  /** The gateway's id of the mandate; not documented for this notification, read where it is there. */
  readonly mandateId?: string | null | undefined;
  /** The merchant's reference of the mandate; not documented for this notification. */
  readonly referenceId?: string | null | undefined;
  /** UPI mandate number; not documented for this notification. */
  readonly umn?: string | null | undefined;
  /** The gateway's id of the order. */
  readonly orderId?: string | null | undefined;
  /** State of the order. */
  readonly orderStatus?: OrderStatus | null | undefined;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string | null | undefined;
  /** Order value in rupees. */
  readonly amount?: AmountInput | null | undefined;
  /** What the customer pays in rupees: order value, surcharge and its tax. */
  readonly finalAmount?: AmountInput | null | undefined;
  /** Rupees that moved. */
  readonly transactionAmount?: AmountInput | null | undefined;
  /** Fee added for the customer, in rupees. */
  readonly surcharge?: AmountInput | null | undefined;
  /** Tax on that fee; the gateway's browser code reads it as a rate in percent. */
  readonly surchargeGst?: AmountInput | null | undefined;
  /** The merchant's cost in rupees. */
  readonly mdr?: AmountInput | null | undefined;
  /** Tax on that cost in rupees. */
  readonly mdrGst?: AmountInput | null | undefined;
  /** Currency. */
  readonly currency?: Currency | null | undefined;
  /** How it was paid. */
  readonly paymentMode?: PaymentMode | null | undefined;
  /** Code of the bank or wallet. */
  readonly bankCode?: string | null | undefined;
  /** Name of the bank. */
  readonly bankName?: string | null | undefined;
  /** Card network. */
  readonly cardScheme?: CardScheme | null | undefined;
  /** Card number with all but a few digits masked. */
  readonly maskedCardNumber?: string | null | undefined;
  /** Name on the card. */
  readonly cardHolderName?: string | null | undefined;
  /** The gateway's token of a saved card; charges need it, so it stays closed. */
  readonly paymentToken?: SecretInput | null | undefined;
  /** The bank's reference; for UPI the RRN. */
  readonly bankTransactionId?: string | null | undefined;
  /** Text of the outcome. */
  readonly txnMsg?: string | null | undefined;
  /** When it was paid or failed. */
  readonly txnDate?: TimeInput | null | undefined;
}

/**
 * What a notification about a payment link claims; answer it with HTTP 200 and `{}`. With payments in parts several of
 * them carry the same id: confirm with `paymentLinks.get`.
 */
export interface PaymentLinkNoticeInput {
  /** The gateway's id of the link. */
  readonly paymentLinkId?: string | null | undefined;
  /** What happened. */
  readonly event?: PaymentLinkEvent | null | undefined;
  /** Rupees of this payment. */
  readonly amount?: AmountInput | null | undefined;
  /** Its outcome. */
  readonly paymentStatus?: PaymentLinkOutcome | null | undefined;
  /** The gateway's sentence. */
  readonly message?: string | null | undefined;
  /** When. */
  readonly paymentDate?: TimeInput | null | undefined;
}

/** A refund as the gateway holds it. */
export interface RefundInput {
  /** The gateway's id; whether of the refund or of the payment is not documented. */
  readonly transactionId?: string | null | undefined;
  /** Rupees given back. */
  readonly amount?: AmountInput | null | undefined;
  /** State; starts at `CREATED`. */
  readonly status?: TransactionStatus | null | undefined;
  /** The merchant's id of the refund. */
  readonly requestId?: string | null | undefined;
  /** How the payment was made. */
  readonly paymentMode?: PaymentMode | null | undefined;
  /** Code of the bank. */
  readonly bankCode?: string | null | undefined;
  /** Name of the bank. */
  readonly bankName?: string | null | undefined;
  /** Currency. */
  readonly currency?: Currency | null | undefined;
  /** Text of the outcome. */
  readonly txnMsg?: string | null | undefined;
  /** When it was made. */
  readonly txnDate?: TimeInput | null | undefined;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string | null | undefined;
  /** The bank's reference. */
  readonly bankTransactionId?: string | null | undefined;
}

/**
 * What the payer's browser brought back. Anybody can type such an address, so it holds nothing but what to ask about:
 * pass the event to `webhooks.confirm`.
 */
export interface UnverifiedReturnInput {
  /** The gateway's id of the order. */
  readonly orderId?: string | null | undefined;
  /** The gateway's id of the transaction. */
  readonly transactionId?: string | null | undefined;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string | null | undefined;
}

/**
 * A link that asks a UPI app to pay (`upi://pay`). Rupees only: `cu=INR` is written always, and another currency is
 * refused when reading.
 */
export interface PayLinkInput {
  /** `pa`: UPI id of the payee. */
  readonly payeeVpa: string;
  /** `pn`: name of the payee, shown to the payer. */
  readonly payeeName: string;
  /** `mc`: merchant category code, four digits; `0000` for a person. Merchants need it. */
  readonly merchantCode?: string | null | undefined;
  /** `tid`: UPI transaction id made by the merchant's provider, 35 letters or digits; the payment then carries it. */
  readonly transactionId?: string | null | undefined;
  /** `tr`: the merchant's reference of the order; merchants need it, and `url` does. */
  readonly reference?: string | null | undefined;
  /** `tn`: note to the payer. */
  readonly note?: string | null | undefined;
  /** `am`: rupees, written with two decimals; left out, the payer types the amount. */
  readonly amount?: AmountInput | null | undefined;
  /** `mam`: least amount in rupees; give it only if the payer may pay more than this or choose. */
  readonly minimumAmount?: AmountInput | null | undefined;
  /** `url` (read also as `refUrl`): a page with details of the payment. */
  readonly url?: string | null | undefined;
  /** `mode`: how the payment is started. */
  readonly mode?: UpiInitiationMode | null | undefined;
  /** `purpose`: what it is for. */
  readonly purpose?: UpiPurpose | null | undefined;
  /** `orgid`: id of the originator; `000000` if there is none. */
  readonly originatorId?: string | null | undefined;
  /** Parameters this version does not know, in their order. */
  readonly other?: readonly LinkParameterInput[] | null | undefined;
  /** `sign`: base64 signature over everything before it; always written last. Signed modes need it. */
  readonly sign?: string | null | undefined;
}

/** A parameter this version does not know. */
export interface LinkParameterInput {
  /** Name as in the link: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  /** Value, unescaped. */
  readonly value: string;
}

/** Request of `upi.parsePayLink` and `upi.parseMandateLink`. */
export interface LinkText {
  /** The link as it was scanned or received, 4096 bytes at most. */
  readonly link: string;
}

/** A link that asks a UPI app to approve a mandate (`upi://mandate`). Rupees only. */
export interface MandateLinkInput {
  /** `txnType`: what to approve. */
  readonly action: MandateAction;
  /** `pa`: UPI id of the payee. */
  readonly payeeVpa: string;
  /** `pn`: name of the payee, shown to the payer. */
  readonly payeeName: string;
  /** `mc`: merchant category code, four digits. */
  readonly merchantCode: string;
  /** `tid`: UPI transaction id, 35 letters or digits. */
  readonly transactionId: string;
  /** `tr`: the merchant's reference. */
  readonly reference: string;
  /** `mn`: name of the mandate, shown to the payer. */
  readonly mandateName: string;
  /** `am`: the mandate's amount in rupees, written with two decimals. */
  readonly amount: AmountInput;
  /** `amrule`: how the amount is meant. */
  readonly amountRule: AmountRule;
  /** `fam`: amount of the first debit in rupees, below `amount`; not zero where `purpose` is 14. */
  readonly firstAmount?: AmountInput | null | undefined;
  /** `validitystart`: first day, `YYYY-MM-DD` (written `ddmmyyyy`). */
  readonly validityStart: string;
  /** `validityend`: last day, `YYYY-MM-DD` (written `ddmmyyyy`). */
  readonly validityEnd: string;
  /** `recur`: how often it may be debited. */
  readonly period: RecurrencePeriod;
  /** `recurtype`: how `value` is meant. */
  readonly rule?: RecurrenceRule | null | undefined;
  /** `recurvalue`: the day, as in [`Recurrence`](super::Recurrence). */
  readonly value?: number | null | undefined;
  /** `mode`: how it is started. */
  readonly mode: UpiInitiationMode;
  /** `purpose`: `01` for one-time mandates (securities), `14` for standing instructions. */
  readonly purpose: UpiPurpose;
  /** `rev`: whether the payer may revoke it. Recurring mandates always are, but for loan repayments (MCC 7322). */
  readonly revocable?: boolean | null | undefined;
  /** `block`: whether the amount is reserved at the payer's bank; only for `ONETIME`. */
  readonly blockFund?: boolean | null | undefined;
  /** `share`: whether it is shown to the payee. */
  readonly shareToPayee?: boolean | null | undefined;
  /** `umn`: the existing mandate's number, for `UPDATE` and `REVOKE`. */
  readonly umn?: string | null | undefined;
  /** `tn`: note to the payer. */
  readonly note?: string | null | undefined;
  /** `orgid`: id of the originator; `000000` if there is none. */
  readonly originatorId?: string | null | undefined;
  /** `ver`: version of the link. */
  readonly version?: string | null | undefined;
  /** `qrMedium`: where the QR code is shown, as the provider codes it. */
  readonly qrMedium?: string | null | undefined;
  /** `QRexpire`: until when the QR code is good, in the provider's own form. */
  readonly qrExpires?: string | null | undefined;
  /** Parameters this version does not know, in their order. */
  readonly other?: readonly LinkParameterInput[] | null | undefined;
  /** `sign`: base64 signature over everything before it; always written last. Signed modes need it. */
  readonly sign?: string | null | undefined;
}

/**
 * A BharatQR code (EMVCo merchant-presented): a text of tags that every Indian payment app can read. Currency is
 * rupees, country India, always. Values are printable ASCII of at most 99 bytes.
 */
export interface BharatQrInput {
  /** Tag 52: merchant category code, four digits. */
  readonly merchantCode: string;
  /** Tag 59: name of the merchant, 25 bytes at most. */
  readonly name: string;
  /** Tag 60: city, 15 bytes at most. */
  readonly city: string;
  /** Tag 01: whether the code is for one payment (12) rather than for many (11); left out, the code does not say. */
  readonly singleUse?: boolean | null | undefined;
  /** Tag 26-01: UPI id of the payee. A code needs this or one of `accounts`. */
  readonly vpa?: string | null | undefined;
  /** Tag 26-02: least amount in rupees; needs `vpa`. */
  readonly minimumAmount?: AmountInput | null | undefined;
  /** Tag 27-01: the merchant's reference, `tr` of the UPI payment. */
  readonly reference?: string | null | undefined;
  /** Tag 27-02: a page with details of the payment. */
  readonly url?: string | null | undefined;
  /** Tags 02 to 25: card and account ids of the networks. */
  readonly accounts?: readonly QrTagInput[] | null | undefined;
  /** Tag 54: rupees; left out, the payer types the amount. */
  readonly amount?: AmountInput | null | undefined;
  /** Tag 61: PIN code, 10 bytes at most. */
  readonly postalCode?: string | null | undefined;
  /** Tag 62: data for the merchant's own books. */
  readonly additional?: QrAdditionalDataInput | null | undefined;
  /**
   * Tags this version does not know. `64` is a tag, `62.50` a tag inside tag 62; inside 26, 27 and 62 each stands for
   * itself, elsewhere the value is kept whole.
   */
  readonly other?: readonly QrTagInput[] | null | undefined;
}

/** A tag and its value. */
export interface QrTagInput {
  /** Two digits, or twice two digits with a dot between for a tag inside a tag. */
  readonly tag: string;
  /** The value, 1 to 99 bytes. */
  readonly value: string;
}

/** Tag 62 of a BharatQR code; each value has 25 bytes at most. `***` asks the payer's app to ask the payer. */
export interface QrAdditionalDataInput {
  /** 62-01: number of the bill. */
  readonly billNumber?: string | null | undefined;
  /** 62-02: mobile number. */
  readonly mobileNumber?: string | null | undefined;
  /** 62-03: the store. */
  readonly storeLabel?: string | null | undefined;
  /** 62-04: number of a loyalty card. */
  readonly loyaltyNumber?: string | null | undefined;
  /** 62-05: reference of the payment. */
  readonly referenceLabel?: string | null | undefined;
  /** 62-06: the customer. */
  readonly customerLabel?: string | null | undefined;
  /** 62-07: the terminal. */
  readonly terminalLabel?: string | null | undefined;
  /** 62-08: what it is for. */
  readonly purpose?: string | null | undefined;
}

/** Answer of `upi.buildBharatQr` and request of `upi.parseBharatQr`. */
export interface QrTextInput {
  /** The text in the QR code, with its check sum; 4096 bytes at most. */
  readonly text: string;
}

/** Request of `upi.qrSvg` and `upi.qrPng`. */
export interface DrawQr {
  /** What the code says: a link, a BharatQR text, anything; 2953 bytes at most, fewer with more correction. */
  readonly text: string;
  /** How much may be unreadable; `MEDIUM` if left out. */
  readonly correction?: QrCorrection | null | undefined;
  /** Pixels of one module, 1 to 32; 6 if left out. */
  readonly modulePixels?: number | null | undefined;
}

/** Request of `upi.checkIdentifier`. */
export interface CheckIdentifier {
  /** What it should be. */
  readonly kind: IdentifierKind;
  /** The identifier as somebody typed it; spaces around it do not count. */
  readonly text: string;
}

/** Request of `mandateCalendar.schedule`: a mandate's times as the gateway tells them. */
export interface MandateTimes {
  /** How often and on which day. */
  readonly recurrence: RecurrenceInput;
  /** Start of the validity. */
  readonly startsAt: TimeInput;
  /** End of the validity; the day it falls on is the last one. */
  readonly endsAt: TimeInput;
  /** Start of the payer's pause, if there is one; left out with an end, the start of the validity. */
  readonly pausedFrom?: TimeInput | null | undefined;
  /** End of the payer's pause; left out with a start, the end of the validity. */
  readonly pausedUntil?: TimeInput | null | undefined;
}

/** Request of `mandateCalendar.debitDates`. */
export interface ListDebitDates {
  /** The mandate's schedule. */
  readonly schedule: MandateScheduleInput;
  /** First day that counts, `YYYY-MM-DD`; left out, the list starts with the validity. */
  readonly starting?: string | null | undefined;
  /** How many cycles at most, 1 to 500; 12 if left out. */
  readonly count?: number | null | undefined;
}

/** When a mandate may be debited, in days of India. */
export interface MandateScheduleInput {
  /** How often and on which day. */
  readonly recurrence: RecurrenceInput;
  /** First day of the validity, `YYYY-MM-DD`. */
  readonly validityStart: string;
  /** Last day of the validity, `YYYY-MM-DD`; a debit may fall on it. */
  readonly validityEnd: string;
  /** First day of the payer's pause, `YYYY-MM-DD`; no debit while paused. Give both days or none. */
  readonly pauseStart?: string | null | undefined;
  /** Last day of the payer's pause, `YYYY-MM-DD`. */
  readonly pauseEnd?: string | null | undefined;
}

/** Request of `mandateCalendar.checkDate`. */
export interface CheckDebitDate {
  /** The mandate's schedule. */
  readonly schedule: MandateScheduleInput;
  /** The day of the debit, `YYYY-MM-DD`. */
  readonly debitDate: string;
}

/** Request of `mandateCalendar.checkAmount`. */
export interface CheckDebitAmount {
  /** The mandate's amount in rupees. */
  readonly mandateAmount: AmountInput;
  /** How it is meant. */
  readonly amountRule: AmountRule;
  /** The debit's amount in rupees. */
  readonly debitAmount: AmountInput;
}

/** Request of `mandateCalendar.noticeWindow`. */
export interface NoticeQuery {
  /** The day of the debit, `YYYY-MM-DD`. */
  readonly debitDate: string;
  /** What the mandate pays for; left out, `OTHER`. */
  readonly category?: MandateCategory | null | undefined;
  /** Whether it is the first debit, taken together with the registration: that needs no separate notice. */
  readonly withRegistration?: boolean | null | undefined;
}

/** Request of `mandateCalendar.debitWindows`. */
export interface DebitWindowQuery {
  /** The day of the debit, `YYYY-MM-DD`. */
  readonly debitDate: string;
  /** When the notice reached the payer; left out where none is due, or to see the whole day. */
  readonly notifiedAt?: TimeInput | null | undefined;
}

/** Request of `mandateCalendar.pinLimit`. */
export interface PinLimitQuery {
  /** What the mandate pays for; left out, `OTHER`. */
  readonly category?: MandateCategory | null | undefined;
  /** A debit's amount in rupees, to learn whether it needs the PIN. */
  readonly amount?: AmountInput | null | undefined;
}

/** Request of `settlements.reconcile`. */
export interface Reconcile {
  /** Payouts with their transactions, as `settlements.get` answers them. */
  readonly payouts?: readonly SettlementPayoutInput[] | null | undefined;
  /** What the merchant expects to find in them. */
  readonly expected?: readonly ExpectedTransaction[] | null | undefined;
  /** Settings. */
  readonly options?: ReconcileOptions | null | undefined;
}

/** A payout. Settled amount = sales - charges - GST - refunds and adjustments, rounded to the paisa. */
export interface SettlementPayoutInput {
  /** The gateway's id (`SP...`). */
  readonly settlementPayoutId: string;
  /** State. */
  readonly payoutStatus?: PayoutStatus | null | undefined;
  /** Sales in rupees. */
  readonly totalSaleAmount?: AmountInput | null | undefined;
  /** Charges in rupees, four decimals. */
  readonly totalCharges?: AmountInput | null | undefined;
  /** Tax on the charges in rupees, four decimals. */
  readonly totalGst?: AmountInput | null | undefined;
  /** Refunds in rupees. */
  readonly totalRefundAmount?: AmountInput | null | undefined;
  /** What is paid out, in rupees. */
  readonly totalSettlementAmount?: AmountInput | null | undefined;
  /** Refunds and chargebacks taken off, in rupees. */
  readonly refundChargebackAmount?: AmountInput | null | undefined;
  /** Carried forward from earlier payouts, in rupees. */
  readonly carryForwardAmount?: AmountInput | null | undefined;
  /** Other adjustments, in rupees. */
  readonly adjustmentAmount?: AmountInput | null | undefined;
  /** Charges of an instant settlement, in rupees. */
  readonly instantSettlementCharges?: AmountInput | null | undefined;
  /** Tax on them, in rupees. */
  readonly instantSettlementGst?: AmountInput | null | undefined;
  /** Moved to or from the merchant's wallet, in rupees. */
  readonly walletFundAdjustment?: AmountInput | null | undefined;
  /** Charges of split transactions, in rupees. */
  readonly splitTransactionCharges?: AmountInput | null | undefined;
  /** Tax on them, in rupees. */
  readonly splitTransactionGst?: AmountInput | null | undefined;
  /** Bank rail. */
  readonly payoutMode?: PayoutMode | null | undefined;
  /** The bank's reference of the transfer (UTR). */
  readonly utr?: string | null | undefined;
  /** When it was paid. */
  readonly payoutDate?: TimeInput | null | undefined;
  /** The gateway's remark. */
  readonly remarks?: string | null | undefined;
  /** Remark on the payout. */
  readonly payoutRemarks?: string | null | undefined;
  /** The bank's reason. */
  readonly transferResponseReason?: string | null | undefined;
  /** The gateway's id of the transfer. */
  readonly transferId?: string | null | undefined;
  /** When it was created. */
  readonly createdOn?: TimeInput | null | undefined;
  /** When it last changed. */
  readonly modifiedOn?: TimeInput | null | undefined;
  /** Its transactions; only `settlements.get` has them. */
  readonly settlementTransactions?: readonly SettlementTransactionInput[] | null | undefined;
  /** Name of the merchant; only in a search. */
  readonly merchantName?: string | null | undefined;
  /** How many transactions; only in a search. */
  readonly transactionsCount?: number | null | undefined;
  /** Kind of settlement; only in a search. */
  readonly settlementType?: SettlementType | null | undefined;
  /** The recipient of a split payout. */
  readonly splitAccount?: SplitAccountSummaryInput | null | undefined;
}

/** One transaction within a payout. All amounts in rupees; charges come with four decimals. */
export interface SettlementTransactionInput {
  /** The gateway's id of the row (`STG...`). */
  readonly settlementTransactionId?: string | null | undefined;
  /** Numeric id (2024 documentation). */
  readonly id?: number | null | undefined;
  /** The gateway's id of the payment or refund (`EK...`). Inferred: no documented row names its payment. */
  readonly transactionId?: string | null | undefined;
  /** The merchant's own reference of the order. Inferred, as above. */
  readonly uniqueTransactionId?: string | null | undefined;
  /** The gateway's id of the order (`ORD...`). Inferred, as above. */
  readonly orderId?: string | null | undefined;
  /** Kind of row. */
  readonly transactionType?: SettlementTransactionType | null | undefined;
  /** State. */
  readonly settlementStatus?: SettlementStatus | null | undefined;
  /** Order value. */
  readonly saleAmount?: AmountInput | null | undefined;
  /** What the customer paid. */
  readonly txnAmount?: AmountInput | null | undefined;
  /** Charges without tax. */
  readonly charges?: AmountInput | null | undefined;
  /** Tax on the charges. */
  readonly taxAmount?: AmountInput | null | undefined;
  /** What remains for the merchant. */
  readonly settlementAmount?: AmountInput | null | undefined;
  /** Who bears the charges. */
  readonly merchantMdrMode?: MdrMode | null | undefined;
  /** The gateway's remark. */
  readonly remarks?: string | null | undefined;
  /** When it was created. */
  readonly createdOn?: TimeInput | null | undefined;
  /** When it last changed. */
  readonly modifiedOn?: TimeInput | null | undefined;
  /** When it was approved. */
  readonly approvedOn?: TimeInput | null | undefined;
  /** Acquirer's percentage. */
  readonly acquirerAmountRate?: AmountInput | null | undefined;
  /** Acquirer's flat rate. */
  readonly acquirerFlatAmountRate?: AmountInput | null | undefined;
  /** Acquirer's net amount. */
  readonly acquirerNetAmount?: AmountInput | null | undefined;
  /** Acquirer's tax. */
  readonly acquirerGstAmount?: AmountInput | null | undefined;
  /** The merchant's discount rate. */
  readonly merchantMdr?: AmountInput | null | undefined;
  /** The merchant's flat rate. */
  readonly merchantFlatMdr?: AmountInput | null | undefined;
  /** Platform fee in percent. */
  readonly merchantPercentagePlatformFee?: AmountInput | null | undefined;
  /** Platform fee, flat. */
  readonly merchantFlatPlatformFee?: AmountInput | null | undefined;
  /** Convenience fee in percent. */
  readonly merchantPercentageConvenienceFee?: AmountInput | null | undefined;
  /** Convenience fee, flat. */
  readonly merchantFlatConvenienceFee?: AmountInput | null | undefined;
  /** Net profit. */
  readonly netProfit?: AmountInput | null | undefined;
  /** Tax on the profit. */
  readonly profitGst?: AmountInput | null | undefined;
}

/** The recipient of a split payout. */
export interface SplitAccountSummaryInput {
  /** Id of the split account. */
  readonly splitAccountDetailId?: string | null | undefined;
  /** Name. */
  readonly name?: string | null | undefined;
  /** Label. */
  readonly label?: string | null | undefined;
  /** Bank account; closed. */
  readonly accountNumber?: SecretInput | null | undefined;
  /** IFSC. */
  readonly ifsc?: string | null | undefined;
}

/** A transaction of the merchant's own books. It is found by its ids alone, so it needs at least one. */
export interface ExpectedTransaction {
  /** Rupees, more than 0, two decimals at most; for a refund or chargeback too. */
  readonly amount: AmountInput;
  /** What it is; a sale if left out. */
  readonly kind?: ExpectedKind | null | undefined;
  /** The gateway's transaction id (`EK...`). */
  readonly transactionId?: string | null | undefined;
  /** The merchant's own reference of the order. */
  readonly merchantOrderId?: string | null | undefined;
  /** The gateway's order id (`ORD...`). */
  readonly orderId?: string | null | undefined;
  /** The recipient, for a share that is settled to a split account: only that recipient's payouts are searched. */
  readonly splitAccountId?: string | null | undefined;
  /** Charges without tax that were agreed on, in rupees; not compared if left out. */
  readonly charges?: AmountInput | null | undefined;
  /** Tax on the charges, in rupees; not compared if left out. */
  readonly tax?: AmountInput | null | undefined;
  /** Anything the merchant wants to find again in the finding, such as a refund's request id. */
  readonly reference?: string | null | undefined;
}

/** Settings of a reconciliation. */
export interface ReconcileOptions {
  /**
   * Rupees by which charges or tax may differ before they are found; zero if left out. The gateway writes four
   * decimals, so a merchant who computes in paise sets 0.01.
   */
  readonly chargeTolerance?: AmountInput | null | undefined;
}

/** Request of `splitAccounts.shares`. */
export interface SplitAmount {
  /** The payment in rupees, two decimals at most. */
  readonly amount: AmountInput;
  /** How it is divided. */
  readonly splitSettlement: SplitSettlementInput;
}

/** Request of `webhooks.parseReturn`. */
export interface ReturnQuery {
  /** The query string of the return page, with or without `?`, as it came. */
  readonly query: SecretInput;
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `merchant.paymentModes`. Inferred from the order detail of the checkout. */
export interface PaymentModes {
  /** The modes that are switched on for the merchant. */
  readonly paymentModes: readonly PaymentMode[];
  /** Banks for net banking. */
  readonly netBankingList: readonly PaymentProvider[];
  /** Wallets. */
  readonly walletList: readonly PaymentProvider[];
  /** Schemes of credit cards; an empty list means no restriction. */
  readonly creditCardSchemes: readonly CardScheme[];
  /** Schemes of debit cards. */
  readonly debitCardSchemes: readonly CardScheme[];
  /** Schemes of prepaid cards. */
  readonly prepaidCardSchemes: readonly CardScheme[];
  /** Schemes of corporate cards. */
  readonly corporateCardSchemes: readonly CardScheme[];
  /** Pay-later providers. */
  readonly payLaterList: readonly PaymentProvider[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A bank or a wallet with the code that `bankCode` takes. */
export interface PaymentProvider {
  /** The code to pass as `bankCode`. */
  readonly code?: string;
  /** Name to show. */
  readonly name?: string;
  /** Address of its logo. */
  readonly image?: string;
  /** Kind of account at a bank (net banking). */
  readonly netBankingAccountType?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.create`. */
export interface CreatedOrder {
  /** The gateway's id of the order (`ORD...`), used by every later call. */
  readonly orderId: string;
  /** Hosted checkout page to send the customer to. */
  readonly redirectionUrl?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The one bank account that may pay (third-party validation, UPI). */
export interface TpvAccount {
  /** Account number, 9 to 36 letters or digits. */
  readonly accountNumber?: Secret;
  /** IFSC of the branch, such as `KKBK0000432`. */
  readonly ifsc?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One page of `orders.search`. */
export interface OrderPage {
  /** How many rows match in all. */
  readonly recordsCount?: number;
  /** The rows of this page. */
  readonly data: readonly Order[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.bnplMethods`. */
export interface BnplMethods {
  /** The options, possibly none. */
  readonly data: readonly BnplMethod[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A pay-later option of an order. Inferred: the page is public by name only. */
export interface BnplMethod {
  /** What `payments.submit` takes as `bnplPaymentOptionId`. */
  readonly bnplPaymentOptionId?: string;
  /** Code of the provider. */
  readonly bankCode?: string;
  /** Name to show. */
  readonly name?: string;
  /** Months of the instalment plan. */
  readonly tenureMonths?: number;
  /** One instalment in rupees. */
  readonly instalmentAmount?: Amount;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.details`: what may be paid and how. The payer's saved cards are left out. */
export interface CheckoutOrder {
  /** The id that the later calls take; seen equal to the order id. */
  readonly transactionId?: string;
  /** The merchant's own reference. */
  readonly uniqueTransactionId?: string;
  /** The merchant's public key, needed to charge. */
  readonly publicIdentifierKey?: string;
  /** Order value in rupees. */
  readonly amount?: Amount;
  /** Rupees to pay. */
  readonly totalAmount?: Amount;
  /** Name of the payer. */
  readonly name?: string;
  /** Mobile number of the payer. */
  readonly phone?: string;
  /** Whether the payer's contact is known already. */
  readonly skipContactInfo?: boolean;
  /** Whether another attempt is allowed. */
  readonly paymentAttemptLeft?: boolean;
  /** How long a UPI payment may take, in minutes; 5 if absent. */
  readonly upiCollectTimeout?: number;
  /** The merchant. */
  readonly merchantInfo?: MerchantInfo;
  /** UPI is offered. */
  readonly upi?: boolean;
  /** A UPI QR code is offered. */
  readonly upiQrCodeEnabled?: boolean;
  /** Credit cards are offered. */
  readonly creditCard?: boolean;
  /** Debit cards are offered. */
  readonly debitCard?: boolean;
  /** Prepaid cards are offered. */
  readonly prepaidCard?: boolean;
  /** Corporate cards are offered. */
  readonly corporateCard?: boolean;
  /** Net banking is offered. */
  readonly netBanking?: boolean;
  /** Wallets are offered. */
  readonly wallet?: boolean;
  /** Banks. */
  readonly netBankingList: readonly PaymentProvider[];
  /** Banks to show first. */
  readonly topNetBankingList: readonly PaymentProvider[];
  /** Wallets. */
  readonly walletList: readonly PaymentProvider[];
  /** Schemes of credit cards; an empty list means no restriction. */
  readonly creditCardSchemes: readonly CardScheme[];
  /** Schemes of debit cards. */
  readonly debitCardSchemes: readonly CardScheme[];
  /** Schemes of prepaid cards. */
  readonly prepaidCardSchemes: readonly CardScheme[];
  /** Schemes of corporate cards. */
  readonly corporateCardSchemes: readonly CardScheme[];
  /** All schemes. */
  readonly cardSchemesSupported: readonly CardScheme[];
  /**
   * Fees in rupees under keys such as `SC_CC_VISA`: surcharge (`SC`), convenience fee (`CF`), platform fee (`PF`, not the
   * payer's); then the mode; then `DEFAULT`, a bank, a wallet or a scheme.
   */
  readonly surcharges: Readonly<Record<string, string>>;
  /** Tax on the fees: a rate in percent, such as 18. */
  readonly surchargeGst?: Amount;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The merchant as the checkout shows it. */
export interface MerchantInfo {
  /** Name. */
  readonly merchantName?: string;
  /** Address of the logo. */
  readonly checkoutLogo?: string;
  /** Colours. */
  readonly checkoutColorScheme?: string;
  /** Whether links to UPI apps are hidden. */
  readonly hideAppIntentLinks?: boolean;
  /** Whether a UPI id may be typed. */
  readonly upiVpaEnabled?: boolean;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `orders.updateCustomer`. */
export interface CheckoutCustomer {
  /** Mobile number. */
  readonly customerMobile?: string;
  /** First name. */
  readonly firstName?: string;
  /** Postal address. */
  readonly address?: Address;
  /** Company at the gateway. */
  readonly companyId?: string;
  /** Whether a second factor is asked for. */
  readonly authenticatorEnabled?: boolean;
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of the calls that end an attempt or an order; no key of it is documented. */
export interface ChargeEnded {
  /** The transaction. */
  readonly transactionId?: string;
  /** Its state. */
  readonly transactionStatus?: TransactionStatus;
  /** State of the order. */
  readonly orderStatus?: OrderStatus;
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `cards.binDetails`. */
export interface BinDetails {
  /** Card network. */
  readonly cardSchemeType?: CardScheme;
  /** Kind of the card: which payment mode to use. */
  readonly cardType?: CardType;
  /** Code of the acquirer. */
  readonly pgCode?: string;
  /** The issuing bank. */
  readonly bankName?: string;
  /** The bank's legal name. */
  readonly bankEntityName?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Whether RuPay's own OTP is asked for: then `payments.validateOtp`. */
  readonly rupay?: boolean;
  /** Whether an OTP page is to be shown; without `rupay` it is the page of `redirectionUrl`. */
  readonly renderOtpPage?: boolean;
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.charge`: one of six branches, told by `next`. */
export interface ChargeResult {
  /**
   * What to do now; worked out from the other fields in the order in which the gateway's own browser code looks at
   * them.
   */
  readonly next?: NextStep;
  /** The transaction. */
  readonly transactionId?: string;
  /** State. */
  readonly transactionStatus?: TransactionStatus;
  /** Whether it was authorised without a redirect. */
  readonly dauth?: boolean;
  /** Whether it failed. */
  readonly error?: boolean;
  /** Code of the outcome; 156 and 158 mean that the input was refused. */
  readonly resultCode?: number;
  /** Text of the outcome. */
  readonly resultMessage?: string;
  /** `LYRA` for in-page 3-D Secure. */
  readonly iframe?: string;
  /** The id of the in-page 3-D Secure. */
  readonly transactionUuid?: string;
  /** Whether RuPay's own OTP is asked for. */
  readonly rupay?: boolean;
  /** Whether an OTP page is to be shown. */
  readonly renderOtpPage?: boolean;
  /** The bank's page. */
  readonly redirectionUrl?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.bindUpiApp`. */
export interface BoundUpiApp {
  /** The transaction to follow with `payments.upiStatus`. */
  readonly transactionId?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.minimal`: the state of a payment as the payer's side may see it. */
export interface MinimalTransaction {
  /** State of the order. */
  readonly orderStatus?: OrderStatus;
  /** State of the transaction. `PENDING_WITH_BANK` is pending: keep asking. */
  readonly status?: TransactionStatus;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string;
  /** The transaction. */
  readonly transactionId?: string;
  /** Integrity value; its algorithm is not published. */
  readonly checksum?: string;
  /** What the customer pays, in rupees. */
  readonly finalAmount?: Amount;
  /** Order value in rupees. */
  readonly amount?: Amount;
  /** Currency. */
  readonly currency?: Currency;
  /** How it was paid. */
  readonly paymentMode?: PaymentMode;
  /** Whether another attempt is allowed. */
  readonly paymentAttemptLeft?: boolean;
  /** The merchant's free pairs. */
  readonly customParameters: Readonly<Record<string, string>>;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One page of `payments.search`. */
export interface TransactionPage {
  /** How many rows match in all. */
  readonly recordsCount?: number;
  /** The rows of this page. */
  readonly data: readonly Transaction[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.verifyVpa`. How the gateway refuses a UPI id that does not exist is not documented. */
export interface VerifiedVpa {
  /** Name of the account's holder. */
  readonly name?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.resendOtp`. */
export interface OtpResent {
  /** The gateway's sentence, in plain text. */
  readonly message?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `payments.updateSplit`; the documentation shows no keys of the payload. */
export interface SplitUpdated {
  /** The gateway's sentence. */
  readonly message?: string;
  /** The transaction. */
  readonly transactionId?: string;
  /** The division that now holds. */
  readonly splitSettlement?: SplitSettlement;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** How a payment is divided. What is not given away stays with the merchant. */
export interface SplitSettlement {
  /** How the shares are read. */
  readonly amountSplitType: AmountSplitType;
  /**
   * One share per recipient; each recipient once. Percentages add up to 100 at most; rupees to the payment at most,
   * which only the gateway can check.
   */
  readonly shares: readonly SplitShare[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One recipient's share. */
export interface SplitShare {
  /** The recipient's account, from `splitAccounts.create`. */
  readonly splitAccountId: string;
  /** Rupees (`FLAT`) or percent (`PERCENTAGE`), more than 0, two decimals at most. */
  readonly value: Amount;
  /** Free label. */
  readonly label?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One page of `settlements.search`, the payouts without their transactions. */
export interface SettlementPage {
  /** How many rows match in all. */
  readonly recordsCount?: number;
  /** The rows of this page. */
  readonly data: readonly SettlementPayout[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A recipient as the gateway holds it. The documentation shows no answer; the keys are those of the update call. */
export interface SplitAccount {
  /** The id that shares name. The gateway's documentation uses two names and does not say whether they differ. */
  readonly splitAccountId?: string;
  /** The id that update, activate and deactivate take. */
  readonly splitAccountDetailId?: string;
  /** Name. */
  readonly name?: string;
  /** E-mail address. */
  readonly email?: string;
  /** Mobile number. */
  readonly phone?: string;
  /** State. */
  readonly status?: SplitAccountStatus;
  /** When the recipient is paid. */
  readonly settlementCycle?: SettlementCycle;
  /** Schedule within the cycle. */
  readonly settlementSchedule?: string;
  /** Whether the recipient may log in to a dashboard. */
  readonly dashboardAccess?: boolean;
  /** Income-tax PAN. */
  readonly pan?: string;
  /** GST registration. */
  readonly gstin?: string;
  /** Bank account number; closed. */
  readonly accountNumber?: Secret;
  /** IFSC. */
  readonly ifsc?: string;
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string;
  /** When it was created. */
  readonly createdOn?: Date;
  /** When it last changed. */
  readonly modifiedOn?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `splitAccounts.list`: every recipient of the merchant. */
export interface SplitAccountList {
  /** How many rows match in all. */
  readonly recordsCount?: number;
  /** The rows of this page. */
  readonly data: readonly SplitAccount[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A QR code as the gateway holds it. */
export interface QrCode {
  /** The gateway's id. */
  readonly qrCodeId: string;
  /** Name to show. */
  readonly qrName?: string;
  /** True: may be paid many times. */
  readonly multipleUse?: boolean;
  /** True: the payer cannot change the amount. */
  readonly fixedAmount?: boolean;
  /** Rupees. */
  readonly amount?: Amount;
  /** Note. */
  readonly description?: string;
  /** When it stops working. */
  readonly expiry?: Date;
  /** Free key-value pairs. */
  readonly customParams: Readonly<Record<string, string>>;
  /** State. */
  readonly status?: QrCodeStatus;
  /** PNG image, base64 without a prefix. */
  readonly qrCodeBase64?: string;
  /** When it was created. */
  readonly createdOn?: Date;
  /** When it last changed. */
  readonly modifiedOn?: Date;
  /** Name of the linked payer. */
  readonly customerName?: string;
  /** The linked payer's e-mail address. */
  readonly customerEmail?: string;
  /** The linked payer's mobile number. */
  readonly customerMobile?: string;
  /** The linked customer. */
  readonly customerId?: string;
  /** The merchant's own reference. */
  readonly referenceNumber?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One page of `qrCodes.search`. */
export interface QrCodePage {
  /** How many rows match in all. */
  readonly recordsCount?: number;
  /** The rows of this page. */
  readonly data: readonly QrCode[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A customer as the gateway holds it. The documentation shows no answer; the keys are those of the request. */
export interface Customer {
  /** The gateway's id. */
  readonly customerId?: string;
  /** Name. */
  readonly name?: string;
  /** E-mail address. */
  readonly email?: string;
  /** Phone number. */
  readonly contactNumber?: string;
  /** Bank account number; closed. */
  readonly accountNumber?: Secret;
  /** Postal address. */
  readonly address?: string;
  /** The merchant's company. */
  readonly companyId?: string;
  /** The customer's own company. */
  readonly customerCompanyId?: string;
  /** Contact people. */
  readonly customerKeyContacts: readonly CustomerKeyContact[];
  /** Whether it is deleted. */
  readonly deleted?: boolean;
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string;
  /** When it was created. */
  readonly createdOn?: Date;
  /** When it last changed. */
  readonly modifiedOn?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A contact person. The documentation counts ten keys and names none; these are inferred. */
export interface CustomerKeyContact {
  /** Name. */
  readonly name?: string;
  /** E-mail address. */
  readonly email?: string;
  /** Ten digits, with or without a country code. */
  readonly contactNumber?: string;
  /** What the person does. */
  readonly designation?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One page of `customers.search`. */
export interface CustomerPage {
  /** How many rows match in all. */
  readonly recordsCount?: number;
  /** The rows of this page. */
  readonly data: readonly Customer[];
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A mandate, as `mandates.get` and the mandate notification tell it. */
export interface Mandate {
  /** The merchant's reference. */
  readonly referenceId?: string;
  /** The gateway's id. */
  readonly mandateId?: string;
  /** UPI mandate number, once approved. */
  readonly umn?: string;
  /** State; `ACTIVE` means that debits are possible. */
  readonly status?: MandateStatus;
  /** What each debit is, or is at most; see the note on units above. */
  readonly amount?: Amount;
  /** Whether debits are this amount or at most this amount. */
  readonly amountRule?: AmountRule;
  /** Currency. */
  readonly currency?: Currency;
  /** Who is paid. */
  readonly payee?: MandatePayee;
  /** Who pays. */
  readonly payer?: MandatePayerInfo;
  /** Name the payer sees. */
  readonly name?: string;
  /** Until when the payer may approve. */
  readonly expireAt?: Date;
  /** Whether the amount is reserved. */
  readonly blockFund?: boolean;
  /** Whether the payer may end it. */
  readonly revocableByPayer?: boolean;
  /** When debits happen. */
  readonly recurrence?: Recurrence;
  /** From when to when. */
  readonly validity?: Validity;
  /** When it is paused. */
  readonly pausePeriod?: PausePeriod;
  /** Link shown with the mandate. */
  readonly upiReferenceUrl?: string;
  /** Note to the payer. */
  readonly description?: string;
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Who is paid. */
export interface MandatePayee {
  /** UPI id. */
  readonly vpa?: string;
  /** Name. */
  readonly name?: string;
  /** Merchant category code. */
  readonly mcc?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Who pays, as the gateway tells it: any of it may be missing. */
export interface MandatePayerInfo {
  /** Name. */
  readonly name?: string;
  /** UPI id. */
  readonly vpa?: string;
  /** Bank account number; closed. */
  readonly account?: Secret;
  /** Whether the debited account must be `account`. */
  readonly accountValidation?: boolean;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** When a mandate may be debited. `rule` and `value` say nothing for `ONETIME`, `DAILY` and `ASPRESENTED`. */
export interface Recurrence {
  /** How often. */
  readonly period: RecurrencePeriod;
  /** How `value` is meant. */
  readonly rule: RecurrenceRule;
  /**
   * The day: 1 (Monday) to 7 for `WEEKLY`, 1 to 16 for `FORTNIGHTLY`, 1 to 31 for `MONTHLY` and longer. A day the
   * month does not have means its last day. 1 is usual where it says nothing.
   */
  readonly value: number;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** From when to when a mandate holds. */
export interface Validity {
  /** First day on which a debit is possible; sent in Indian time. */
  readonly startAt: Date;
  /** Last day; sent in Indian time. */
  readonly endAt: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** When the payer has paused a mandate. */
export interface PausePeriod {
  /** From. */
  readonly startAt?: Date;
  /** Until. */
  readonly endAt?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `mandates.notify`. */
export interface DebitNotification {
  /** The gateway's id of the mandate. */
  readonly mandateId?: string;
  /** The gateway's id of the notice. */
  readonly predebitNotificationId?: string;
  /** State; the words are not documented. */
  readonly status?: string;
  /** Rupees of the debit. */
  readonly amount?: Amount;
  /** Day of the debit, `YYYY-MM-DD`. */
  readonly debitDate?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A payment link as the gateway holds it. */
export interface PaymentLink {
  /** The gateway's id; its notifications call it `quickCollectRequestId`. */
  readonly paymentLinkId?: string;
  /** Address to send to the payer. */
  readonly paymentLink?: string;
  /** State. */
  readonly status?: PaymentLinkStatus;
  /** Rupees asked for. */
  readonly amount?: Amount;
  /** Rupees paid so far. */
  readonly amountPaid?: Amount;
  /** What it is for. */
  readonly description?: string;
  /** The merchant's own reference. */
  readonly referenceNumber?: string;
  /** Name of the payer. */
  readonly customerName?: string;
  /** The payer's e-mail address. */
  readonly customerEmail?: string;
  /** The payer's mobile number. */
  readonly customerMobile?: string;
  /** Until when it can be paid. */
  readonly dueDate?: Date;
  /** Whether it may be paid in parts. */
  readonly partialPayment?: boolean;
  /** The smallest part in rupees. */
  readonly minimumAmount?: Amount;
  /** Where the browser comes back to. */
  readonly returnUrl?: string;
  /** Free key-value pairs. */
  readonly customParams: Readonly<Record<string, string>>;
  /** Its payments. */
  readonly payments: readonly PaymentLinkPayment[];
  /** The gateway's sentence, where it answers with one. */
  readonly message?: string;
  /** When it was created. */
  readonly createdOn?: Date;
  /** When it last changed. */
  readonly modifiedOn?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A payment of a link. */
export interface PaymentLinkPayment {
  /** The gateway's id of the transaction. */
  readonly transactionId?: string;
  /** Rupees. */
  readonly amount?: Amount;
  /** Outcome. */
  readonly paymentStatus?: PaymentLinkOutcome;
  /** When. */
  readonly paymentDate?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `webhooks.confirm`: what the gateway says about what a notification claims. */
export interface Confirmation {
  /**
   * Whether nothing of the claim is contradicted: a point counts only where both the claim and the gateway name it. Proves
   * nothing alone; act on the records below, not on the claim.
   */
  readonly agrees: boolean;
  /** Every point in which the notification and the gateway differ. A notification that is merely late is no contradiction. */
  readonly contradictions: readonly Contradiction[];
  /**
   * Whether the order (or the link) is paid, where the notification is about a payment; refunded later counts as paid. A
   * transaction that the gateway does not connect with the order pays nothing. Ship where `agrees` and `paid` are
   * both true, once for each order: its id under a unique constraint.
   */
  readonly paid?: boolean;
  /** The order. */
  readonly order?: Order;
  /** The transaction. */
  readonly transaction?: Transaction;
  /**
   * The mandate. For a debit it is the one that the notification names; that the debit is of this mandate is not proven,
   * because the gateway's order does not say.
   */
  readonly mandate?: Mandate;
  /** The payment link. */
  readonly paymentLink?: PaymentLink;
  /** The refund. */
  readonly refund?: Refund;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A point in which a notification and the gateway differ. */
export interface Contradiction {
  /** The field of the claim. */
  readonly field: string;
  /** What the notification says. */
  readonly claimed?: string;
  /** What the gateway says. */
  readonly actual?: string;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/**
 * Answer of `calls.resolve`: what became of a call that ended as `OutcomeUnknown`. At most one record is the lost one's; a
 * second one says more about it.
 */
export interface Resolution {
  /** What is known. */
  readonly state: ResolutionState;
  /** The lost call, as in `orders.create`. */
  readonly operation: string;
  /** The merchant's key of the call, or the id that it was about. */
  readonly reference?: string;
  /** A sentence for people: what was found, and what to do. */
  readonly text: string;
  /** The lost answer of `orders.create`, with the checkout page. */
  readonly createdOrder?: CreatedOrder;
  /** The order that the call made or was about. */
  readonly order?: Order;
  /** The payment that the call was about. */
  readonly transaction?: Transaction;
  /** The same, as the payer's side may see it. */
  readonly minimal?: MinimalTransaction;
  /** The refund. */
  readonly refund?: Refund;
  /** The mandate. */
  readonly mandate?: Mandate;
  /** The QR code. */
  readonly qrCode?: QrCode;
  /** The payment link. */
  readonly paymentLink?: PaymentLink;
  /** The recipient of shares. */
  readonly splitAccount?: SplitAccount;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** Answer of `upi.buildPayLink` and `upi.buildMandateLink`. */
export interface BuiltLink {
  /** The link: open it on a phone or draw it as a QR code. */
  readonly link: string;
  /**
   * Whether `mode` is a signed one and `sign` is missing: sign the text of `link` and build again with `sign`, which
   * adds `&sign=` and changes nothing before it.
   */
  readonly needsSign: boolean;
}

/** Answer of `upi.parsePayLink`. */
export interface ParsedPayLink {
  /** What it says. */
  readonly pay: PayLink;
  /** The text that `sign` stands for, byte for byte, if the link is signed. Nothing was verified. */
  readonly signedText?: string;
}

/**
 * A link that asks a UPI app to pay (`upi://pay`). Rupees only: `cu=INR` is written always, and another currency is
 * refused when reading.
 */
export interface PayLink {
  /** `pa`: UPI id of the payee. */
  readonly payeeVpa: string;
  /** `pn`: name of the payee, shown to the payer. */
  readonly payeeName: string;
  /** `mc`: merchant category code, four digits; `0000` for a person. Merchants need it. */
  readonly merchantCode?: string;
  /** `tid`: UPI transaction id made by the merchant's provider, 35 letters or digits; the payment then carries it. */
  readonly transactionId?: string;
  /** `tr`: the merchant's reference of the order; merchants need it, and `url` does. */
  readonly reference?: string;
  /** `tn`: note to the payer. */
  readonly note?: string;
  /** `am`: rupees, written with two decimals; left out, the payer types the amount. */
  readonly amount?: Amount;
  /** `mam`: least amount in rupees; give it only if the payer may pay more than this or choose. */
  readonly minimumAmount?: Amount;
  /** `url` (read also as `refUrl`): a page with details of the payment. */
  readonly url?: string;
  /** `mode`: how the payment is started. */
  readonly mode?: UpiInitiationMode;
  /** `purpose`: what it is for. */
  readonly purpose?: UpiPurpose;
  /** `orgid`: id of the originator; `000000` if there is none. */
  readonly originatorId?: string;
  /** Parameters this version does not know, in their order. */
  readonly other: readonly LinkParameter[];
  /** `sign`: base64 signature over everything before it; always written last. Signed modes need it. */
  readonly sign?: string;
}

/** A parameter this version does not know. */
export interface LinkParameter {
  /** Name as in the link: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  /** Value, unescaped. */
  readonly value: string;
}

/** Answer of `upi.parseMandateLink`. */
export interface ParsedMandateLink {
  /** What it says. */
  readonly mandate: MandateLink;
  /** The text that `sign` stands for, byte for byte, if the link is signed. Nothing was verified. */
  readonly signedText?: string;
}

/** A link that asks a UPI app to approve a mandate (`upi://mandate`). Rupees only. */
export interface MandateLink {
  /** `txnType`: what to approve. */
  readonly action: MandateAction;
  /** `pa`: UPI id of the payee. */
  readonly payeeVpa: string;
  /** `pn`: name of the payee, shown to the payer. */
  readonly payeeName: string;
  /** `mc`: merchant category code, four digits. */
  readonly merchantCode: string;
  /** `tid`: UPI transaction id, 35 letters or digits. */
  readonly transactionId: string;
  /** `tr`: the merchant's reference. */
  readonly reference: string;
  /** `mn`: name of the mandate, shown to the payer. */
  readonly mandateName: string;
  /** `am`: the mandate's amount in rupees, written with two decimals. */
  readonly amount: Amount;
  /** `amrule`: how the amount is meant. */
  readonly amountRule: AmountRule;
  /** `fam`: amount of the first debit in rupees, below `amount`; not zero where `purpose` is 14. */
  readonly firstAmount?: Amount;
  /** `validitystart`: first day, `YYYY-MM-DD` (written `ddmmyyyy`). */
  readonly validityStart: string;
  /** `validityend`: last day, `YYYY-MM-DD` (written `ddmmyyyy`). */
  readonly validityEnd: string;
  /** `recur`: how often it may be debited. */
  readonly period: RecurrencePeriod;
  /** `recurtype`: how `value` is meant. */
  readonly rule?: RecurrenceRule;
  /** `recurvalue`: the day, as in [`Recurrence`](super::Recurrence). */
  readonly value?: number;
  /** `mode`: how it is started. */
  readonly mode: UpiInitiationMode;
  /** `purpose`: `01` for one-time mandates (securities), `14` for standing instructions. */
  readonly purpose: UpiPurpose;
  /** `rev`: whether the payer may revoke it. Recurring mandates always are, but for loan repayments (MCC 7322). */
  readonly revocable?: boolean;
  /** `block`: whether the amount is reserved at the payer's bank; only for `ONETIME`. */
  readonly blockFund?: boolean;
  /** `share`: whether it is shown to the payee. */
  readonly shareToPayee?: boolean;
  /** `umn`: the existing mandate's number, for `UPDATE` and `REVOKE`. */
  readonly umn?: string;
  /** `tn`: note to the payer. */
  readonly note?: string;
  /** `orgid`: id of the originator; `000000` if there is none. */
  readonly originatorId?: string;
  /** `ver`: version of the link. */
  readonly version?: string;
  /** `qrMedium`: where the QR code is shown, as the provider codes it. */
  readonly qrMedium?: string;
  /** `QRexpire`: until when the QR code is good, in the provider's own form. */
  readonly qrExpires?: string;
  /** Parameters this version does not know, in their order. */
  readonly other: readonly LinkParameter[];
  /** `sign`: base64 signature over everything before it; always written last. Signed modes need it. */
  readonly sign?: string;
}

/** Answer of `upi.buildBharatQr` and request of `upi.parseBharatQr`. */
export interface QrText {
  /** The text in the QR code, with its check sum; 4096 bytes at most. */
  readonly text: string;
}

/**
 * A BharatQR code (EMVCo merchant-presented): a text of tags that every Indian payment app can read. Currency is
 * rupees, country India, always. Values are printable ASCII of at most 99 bytes.
 */
export interface BharatQr {
  /** Tag 52: merchant category code, four digits. */
  readonly merchantCode: string;
  /** Tag 59: name of the merchant, 25 bytes at most. */
  readonly name: string;
  /** Tag 60: city, 15 bytes at most. */
  readonly city: string;
  /** Tag 01: whether the code is for one payment (12) rather than for many (11); left out, the code does not say. */
  readonly singleUse?: boolean;
  /** Tag 26-01: UPI id of the payee. A code needs this or one of `accounts`. */
  readonly vpa?: string;
  /** Tag 26-02: least amount in rupees; needs `vpa`. */
  readonly minimumAmount?: Amount;
  /** Tag 27-01: the merchant's reference, `tr` of the UPI payment. */
  readonly reference?: string;
  /** Tag 27-02: a page with details of the payment. */
  readonly url?: string;
  /** Tags 02 to 25: card and account ids of the networks. */
  readonly accounts: readonly QrTag[];
  /** Tag 54: rupees; left out, the payer types the amount. */
  readonly amount?: Amount;
  /** Tag 61: PIN code, 10 bytes at most. */
  readonly postalCode?: string;
  /** Tag 62: data for the merchant's own books. */
  readonly additional?: QrAdditionalData;
  /**
   * Tags this version does not know. `64` is a tag, `62.50` a tag inside tag 62; inside 26, 27 and 62 each stands for
   * itself, elsewhere the value is kept whole.
   */
  readonly other: readonly QrTag[];
}

/** A tag and its value. */
export interface QrTag {
  /** Two digits, or twice two digits with a dot between for a tag inside a tag. */
  readonly tag: string;
  /** The value, 1 to 99 bytes. */
  readonly value: string;
}

/** Tag 62 of a BharatQR code; each value has 25 bytes at most. `***` asks the payer's app to ask the payer. */
export interface QrAdditionalData {
  /** 62-01: number of the bill. */
  readonly billNumber?: string;
  /** 62-02: mobile number. */
  readonly mobileNumber?: string;
  /** 62-03: the store. */
  readonly storeLabel?: string;
  /** 62-04: number of a loyalty card. */
  readonly loyaltyNumber?: string;
  /** 62-05: reference of the payment. */
  readonly referenceLabel?: string;
  /** 62-06: the customer. */
  readonly customerLabel?: string;
  /** 62-07: the terminal. */
  readonly terminalLabel?: string;
  /** 62-08: what it is for. */
  readonly purpose?: string;
}

/** Answer of `upi.qrSvg`. */
export interface SvgImage {
  /** An SVG document, black on white with the quiet zone the standard asks for. */
  readonly svg: string;
  /** Width and height in pixels. */
  readonly side: number;
}

/** Answer of `upi.qrPng`. */
export interface PngImage {
  /** A PNG file, black on white with the quiet zone the standard asks for; base64 text in JSON. */
  readonly png: Uint8Array;
  /** Width and height in pixels. */
  readonly side: number;
}

/** Answer of `upi.checkIdentifier`: the identifier in its one form, and what can be read from it. */
export interface CheckedIdentifier {
  /** What it is. */
  readonly kind: IdentifierKind;
  /** The normalised text: store and compare this. */
  readonly text: string;
  /** The handle after `@`, of a UPI id or a UMN. */
  readonly handle?: string;
  /** The bank, the first four letters of an IFSC. */
  readonly bankCode?: string;
  /** The branch, the last six characters of an IFSC. */
  readonly branchCode?: string;
  /** The state, the first two digits of a GSTIN. */
  readonly stateCode?: string;
  /** The PAN inside a GSTIN. */
  readonly pan?: string;
}

/** When a mandate may be debited, in days of India. */
export interface MandateSchedule {
  /** How often and on which day. */
  readonly recurrence: Recurrence;
  /** First day of the validity, `YYYY-MM-DD`. */
  readonly validityStart: string;
  /** Last day of the validity, `YYYY-MM-DD`; a debit may fall on it. */
  readonly validityEnd: string;
  /** First day of the payer's pause, `YYYY-MM-DD`; no debit while paused. Give both days or none. */
  readonly pauseStart?: string;
  /** Last day of the payer's pause, `YYYY-MM-DD`. */
  readonly pauseEnd?: string;
}

/** Answer of `mandateCalendar.debitDates`. */
export interface DebitDates {
  /** The cycles in order; those without a possible day are left out. */
  readonly cycles: readonly DebitCycle[];
  /** Whether a debit may run on any day of the one cycle, as often as it is presented (`ASPRESENTED`). */
  readonly anyDay: boolean;
  /** Whether the validity holds more cycles than were asked for. */
  readonly more: boolean;
}

/** One cycle of a mandate that can be debited, once. Days are text, `YYYY-MM-DD`, in India. */
export interface DebitCycle {
  /** Number of the cycle; 1 is the one the validity starts in. A cycle without a possible day keeps its number. */
  readonly number: number;
  /** First day of the cycle. */
  readonly starts: string;
  /** Last day of the cycle. */
  readonly ends: string;
  /** First day on which the debit may run. */
  readonly earliest: string;
  /** Last day on which the debit may run. */
  readonly latest: string;
  /**
   * The day to use: the agreed day for `ON`; the first possible for `AFTER`; the last possible for `BEFORE`, but not
   * the last day of the cycle where an earlier one is left.
   */
  readonly debitDate: string;
  /** Whether `debitDate` is the last day of a cycle of several days: a late attempt would fall into the next cycle. */
  readonly onLastDay: boolean;
  /**
   * Send the notice before this moment, and every non-peak minute of `debitDate` is open: 24 hours before the day
   * begins.
   */
  readonly noticeBy: Date;
}

/** Answer of `mandateCalendar.checkDate`. */
export interface DebitDateCheck {
  /** Whether the mandate may be debited on that day, as far as its dates go. */
  readonly allowed: boolean;
  /** Why not. */
  readonly reason?: string;
  /** The cycle the day counts for, if allowed; one successful debit per cycle. */
  readonly cycle?: DebitCycle;
}

/** Answer of `mandateCalendar.checkAmount`. */
export interface DebitAmountCheck {
  /** Whether the amount fits the mandate's amount rule. */
  readonly allowed: boolean;
  /** Why not. */
  readonly reason?: string;
}

/** Answer of `mandateCalendar.noticeWindow`: when the payer must be told. The times are absent where no notice is due. */
export interface NoticeWindow {
  /** Whether a notice is due: not for FASTag and NCMC refills, not for a first debit with the registration. */
  readonly required: boolean;
  /** 48 hours before the debit date begins; earlier is not usual. */
  readonly opens?: Date;
  /** 24 hours before the debit date begins: a notice up to here opens the whole day. */
  readonly closes?: Date;
  /** 24 hours before the debit date ends: a notice from here on leaves no minute of that day. */
  readonly tooLate?: Date;
}

/** Answer of `mandateCalendar.debitWindows`: when attempts of a debit may start. */
export interface DebitWindows {
  /** The non-peak windows of the day, less the first 24 hours after the notice. Empty: not on this day. */
  readonly windows: readonly TimeWindow[];
  /** How often a scheduled debit may be attempted at most: once and three retries. */
  readonly attempts: number;
}

/** A stretch of time. */
export interface TimeWindow {
  /** Its first moment. */
  readonly opens: Date;
  /** The first moment after it. */
  readonly closes: Date;
}

/** Answer of `mandateCalendar.pinLimit`. */
export interface PinLimit {
  /** Rupees up to which, this amount included, a later debit needs no UPI PIN. */
  readonly limit: Amount;
  /** Whether the amount asked about needs the PIN, if one was given. */
  readonly needsPin?: boolean;
}

/** Result of `settlements.reconcile`. */
export interface Reconciliation {
  /** Totals over everything. */
  readonly totals: ReconciliationTotals;
  /**
   * All findings: payout by payout, then what is missing. Of a `Reconciler` only what is missing, because the others
   * were handed out with their payouts.
   */
  readonly findings: readonly Finding[];
  /** One proof per payout; none of a `Reconciler`, likewise. */
  readonly proofs: readonly PayoutProof[];
}

/** Totals over all payouts. Amounts in rupees, with the meaning they have in `PayoutProof`. */
export interface ReconciliationTotals {
  /** Payouts, each counted once. */
  readonly payouts: number;
  /** Their rows. */
  readonly rows: number;
  /** Expected transactions: matched, amount differs, charge differs and missing together. */
  readonly expected: number;
  /** Findings of kind `MATCHED`. */
  readonly matched: number;
  /** Findings of kind `MISSING`. */
  readonly missing: number;
  /** Findings of kind `REPEATED`. */
  readonly repeated: number;
  /** Findings of kind `AMOUNT_DIFFERS`. */
  readonly amountDiffers: number;
  /** Findings of kind `CHARGE_DIFFERS`. */
  readonly chargeDiffers: number;
  /** Findings of kind `UNEXPECTED`. */
  readonly unexpected: number;
  /** Findings of kind `UNIDENTIFIED`. */
  readonly unidentified: number;
  /** Findings of kind `PAYOUT_TOTAL_DIFFERS`. */
  readonly payoutTotalDiffers: number;
  /** Sales. */
  readonly sale: Amount;
  /** Charges. */
  readonly charges: Amount;
  /** Tax on the charges. */
  readonly gst: Amount;
  /** Refunds. */
  readonly refunds: Amount;
  /** Chargebacks. */
  readonly chargebacks: Amount;
  /** Adjustments, with their sign. */
  readonly adjustments: Amount;
  /** Carried forward, with its sign. */
  readonly carriedForward: Amount;
  /** Rounding to the paisa. */
  readonly rounding: Amount;
  /** What was settled. */
  readonly settled: Amount;
  /** Sum of the effects of all findings; settled = effects + rounding. */
  readonly effects: Amount;
  /** Expected sales in no payout, less the refunds and chargebacks in none. */
  readonly missingAmount: Amount;
  /** Sum of the payouts' differences. */
  readonly difference: Amount;
  /** Whether every payout is balanced. */
  readonly balanced: boolean;
}

/** One result of a reconciliation. */
export interface Finding {
  /** What it is. */
  readonly kind: FindingKind;
  /**
   * What it adds to the payout's settled amount, in rupees, exact; below zero where it takes off, zero where the payout
   * does not contain it. The effects of all findings of a payout and its rounding add up to what was settled.
   */
  readonly effect: Amount;
  /** The payout. */
  readonly payoutId?: string;
  /** The payout's row (`STG...`). */
  readonly rowId?: string;
  /** What the row is, or the expected transaction would be. */
  readonly transactionType?: SettlementTransactionType;
  /** The gateway's transaction id. */
  readonly transactionId?: string;
  /** The merchant's own reference of the order. */
  readonly merchantOrderId?: string;
  /** The merchant's `reference` of the expected transaction. */
  readonly reference?: string;
  /** Which amount of the payout it is about, where it is not about a row: `adjustmentAmount`, for example. */
  readonly field?: string;
  /** Rupees that were expected. */
  readonly expectedAmount?: Amount;
  /** Rupees that were found. */
  readonly foundAmount?: Amount;
  /** Found less expected, in rupees: of the amounts, or of the charges where those differ. */
  readonly difference?: Amount;
  /** Charges that were expected, with tax where tax was, in rupees. */
  readonly expectedCharges?: Amount;
  /** Charges that were found, with tax where tax was expected, in rupees. */
  readonly foundCharges?: Amount;
  /** Why, in a sentence, where the kind does not say it all. */
  readonly note?: string;
}

/**
 * How a payout's parts make its settled amount: settled = sale - charges - gst - refunds - chargebacks + adjustments +
 * carried_forward + differences + rounding. The first three are documented, the signs of the others are inferred.
 * All amounts in rupees.
 */
export interface PayoutProof {
  /** The payout. */
  readonly payoutId: string;
  /** How many rows it has. */
  readonly rows: number;
  /** Sales. */
  readonly sale: Amount;
  /** Charges, four decimals. */
  readonly charges: Amount;
  /** Tax on the charges, four decimals. */
  readonly gst: Amount;
  /** Refunds. */
  readonly refunds: Amount;
  /** Chargebacks: the gateway's "refund and chargeback amount". */
  readonly chargebacks: Amount;
  /** Adjustments, with their sign: adjustment and wallet less charges and tax of instant settlements and splits. */
  readonly adjustments: Amount;
  /** Carried forward, with its sign. */
  readonly carriedForward: Amount;
  /** What rounding to the paisa added or took off. */
  readonly rounding: Amount;
  /** What was settled. */
  readonly settled: Amount;
  /** What is settled and not explained by the parts, or the other way round: below zero if too little was settled. */
  readonly difference: Amount;
  /** Whether every total is what its parts add up to. */
  readonly balanced: boolean;
}

/** Answer of `splitAccounts.shares`: the shares and the remainder add up to the payment. */
export interface SplitAmounts {
  /** What stays with the merchant, in rupees: what was not given away, and what rounding left over. */
  readonly remainder: Amount;
  /** One amount per share, in the same order. */
  readonly shares: readonly ShareAmount[];
}

/** What one recipient gets. */
export interface ShareAmount {
  /** The recipient's account. */
  readonly splitAccountId: string;
  /** Rupees, to the paisa. */
  readonly amount: Amount;
  /** The share's label. */
  readonly label?: string;
}

/** A `WebhookEvent` of the kind `PAYMENT`. The state of a payment; `payment` holds the claim. */
export interface PaymentWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'PAYMENT';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment: PaymentNotice;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** A `WebhookEvent` of the kind `MANDATE`. The state of a mandate; `mandate` holds the claim. */
export interface MandateWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'MANDATE';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate: Mandate;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** A `WebhookEvent` of the kind `MANDATE_DEBIT`. A debit of a mandate; `mandateDebit` holds the claim. */
export interface MandateDebitWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'MANDATE_DEBIT';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit: MandateDebitNotice;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** A `WebhookEvent` of the kind `PAYMENT_LINK`. A payment link; `paymentLink` holds the claim. */
export interface PaymentLinkWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'PAYMENT_LINK';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink: PaymentLinkNotice;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** A `WebhookEvent` of the kind `REFUND`. A refund; `refund` holds the claim. */
export interface RefundWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'REFUND';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund: Refund;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** A `WebhookEvent` of the kind `RETURN_PAGE`. The payer's browser has come back; `returned` names what to ask about. */
export interface ReturnPageWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'RETURN_PAGE';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned: UnverifiedReturn;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/** A `WebhookEvent` of the kind `UNKNOWN`. Something that this version does not know. */
export interface UnknownWebhookEvent {
  /**
   * What it is about; it says which of the following fields holds the claim. `UNKNOWN` where the body is JSON or a form
   * of no known kind.
   */
  readonly kind: 'UNKNOWN';
  /**
   * The same text for each delivery of the same news, to know a delivery again. Anybody can invent news: act once for each
   * order (link, refund, state of a mandate) that `webhooks.confirm` finds, not once for each key.
   */
  readonly key?: string;
  /** The claim, when `kind` is `PAYMENT`. */
  readonly payment?: undefined;
  /** The claim, when `kind` is `MANDATE`. */
  readonly mandate?: undefined;
  /** The claim, when `kind` is `MANDATE_DEBIT`. */
  readonly mandateDebit?: undefined;
  /** The claim, when `kind` is `PAYMENT_LINK`. */
  readonly paymentLink?: undefined;
  /** The claim, when `kind` is `REFUND`. The gateway's page is public by name only; the keys are those of the refund. */
  readonly refund?: undefined;
  /** What to ask about, when `kind` is `RETURN_PAGE`. */
  readonly returned?: undefined;
  /**
   * The body as JSON text, whole; a form becomes an object of texts. Closed, because it may hold a payment token or an
   * account number that no log should show: reveal it where you read it.
   */
  readonly body: Secret;
}

/**
 * A notification, read and not yet believed. The gateway's checksum cannot be verified (its algorithm is not
 * published): `webhooks.confirm` asks the gateway what is true.
 */
export type WebhookEvent =
  | PaymentWebhookEvent
  | MandateWebhookEvent
  | MandateDebitWebhookEvent
  | PaymentLinkWebhookEvent
  | RefundWebhookEvent
  | ReturnPageWebhookEvent
  | UnknownWebhookEvent;

/** What a payment notification claims. Anybody can post one: confirm it with `webhooks.confirm`. */
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** What a notification about a mandate's debit claims. Anybody can post one: confirm it with `webhooks.confirm`. */
export interface MandateDebitNotice {
  /** The gateway's id of the transaction. */
  readonly transactionId?: string;
  /** State, as `transactionStatus`. */
  readonly status?: TransactionStatus;
  /** State of the transaction. */
  readonly transactionStatus?: TransactionStatus;
  /** Integrity value of the gateway; its algorithm is not published. */
  readonly checksum?: string;
  /** The gateway's id of the mandate; not documented for this notification, read where it is there. */
  readonly mandateId?: string;
  /** The merchant's reference of the mandate; not documented for this notification. */
  readonly referenceId?: string;
  /** UPI mandate number; not documented for this notification. */
  readonly umn?: string;
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
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/**
 * What a notification about a payment link claims; answer it with HTTP 200 and `{}`. With payments in parts several of
 * them carry the same id: confirm with `paymentLinks.get`.
 */
export interface PaymentLinkNotice {
  /** The gateway's id of the link. */
  readonly paymentLinkId?: string;
  /** What happened. */
  readonly event?: PaymentLinkEvent;
  /** Rupees of this payment. */
  readonly amount?: Amount;
  /** Its outcome. */
  readonly paymentStatus?: PaymentLinkOutcome;
  /** The gateway's sentence. */
  readonly message?: string;
  /** When. */
  readonly paymentDate?: Date;
  /** Under the gateway's own keys: what this version does not know, values of an unexpected shape, and the gateway's text of times. `console.log` of the record shows the keys only. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/**
 * What the payer's browser brought back. Anybody can type such an address, so it holds nothing but what to ask about:
 * pass the event to `webhooks.confirm`.
 */
export interface UnverifiedReturn {
  /** The gateway's id of the order. */
  readonly orderId?: string;
  /** The gateway's id of the transaction. */
  readonly transactionId?: string;
  /** The merchant's own reference of the order. */
  readonly uniqueTransactionId?: string;
}

/**
 * How a call went, told when it has ended. It holds what is the same for every call of its operation, and numbers: no id,
 * no key, no query, no body, no word of the gateway.
 */
export interface CallRecord {
  /** The operation, as in `orders.create`; `request` for a path that the table lacks. */
  readonly operation: string;
  /** HTTP method. */
  readonly method: string;
  /** The path as it stands in the table, such as `/api/v0/orders/{orderId}`; empty where the table has none. */
  readonly template: string;
  /** What a repetition may do: `read`, `idempotent`, `create` or `charge`. */
  readonly effect: string;
  /** When the call began. */
  readonly startedAt: Date;
  /** How long it took, with its pauses and look-ups, in microseconds. */
  readonly elapsedUs: number;
  /** The requests of the call. Its look-ups and the call for a token are calls of their own. */
  readonly attempts: readonly CallAttempt[];
  /** `ok`, or the kind of the error, such as `OutcomeUnknown`. */
  readonly outcome: string;
  /** The error's code, such as `gateway_refused`. */
  readonly code?: string;
  /** All of this as one line of a log. */
  readonly text: string;
}

/** One request of a call. */
export interface CallAttempt {
  /** Counted from 1. */
  readonly number: number;
  /** HTTP status, if an answer came. */
  readonly httpStatus?: number;
  /**
   * What went wrong: `not_sent`, `tls`, `no_answer`, `foreign`, `server`, `rate_limited`, `token_rejected`, `incomplete` or
   * `refused`. Nothing if the answer was whole.
   */
  readonly failure?: string;
  /** Whether the merchant's key was looked up after it. */
  readonly lookedUp: boolean;
  /** What was decided: `answer`, `repeat`, `other_form` (of the token's header), `new_token`, `outcome_unknown` or `fail`. */
  readonly decision: string;
  /** The pause before what was decided, in milliseconds. */
  readonly pauseMs: number;
  /** From the request to the end of its answer, in microseconds. */
  readonly elapsedUs: number;
}

/** The `auth` operations of a `Client`. */
export interface AuthOperations {
  /**
   * Fetches a token with the client's keys. The client does this by itself; call it only to use a token elsewhere.
   *
   * Source: "Get Authorization Token".
   */
  token(options?: CallOptions): Promise<AuthToken>;
}

/** The `merchant` operations of a `Client`. */
export interface MerchantOperations {
  /**
   * The payment modes, banks, wallets and card schemes that are switched on for the merchant.
   *
   * Source: "Payment Modes Details" of the late 2025 documentation; path and keys are inferred.
   */
  paymentModes(options?: CallOptions): Promise<PaymentModes>;
}

/** The `orders` operations of a `Client`. */
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
   * Asks for an order, every 5 seconds unless told otherwise, until it is paid (or `until`) or will stay as it is. An order
   * that has expired or was cancelled is asked about as long as it lists an attempt that is with the bank. Still pending is
   * an answer, not an error. The pace is that of the gateway's own page.
   */
  wait(orderId: string, request?: WaitOrder, options?: CallOptions): Promise<Order>;
  /**
   * The order by the merchant's own reference. Source: "Get Order By Merchant Order Id"; its path is not published and
   * inferred here.
   */
  getByMerchantOrderId(merchantOrderId: string, options?: CallOptions): Promise<Order>;
  /**
   * Orders that match the filters, one page. Source: "Search Order" of the late 2025 documentation; path and keys are
   * inferred.
   */
  search(request?: SearchOrders, options?: CallOptions): Promise<OrderPage>;
  /**
   * All rows that match, one after the other, fetched page by page as they are read. `offset` says where to begin, `limit` how
   * many rows to ask for at a time (100). A row that is there from the first request to the last comes once, whatever comes or
   * goes meanwhile.
   */
  searchAll(request?: SearchOrders, options?: CallOptions): Rows<Order>;
  /**
   * The pay-later options of an order; one of them goes into `payments.submit` as `bnplPaymentOptionId`.
   *
   * Source: "Get BNPL Payment Methods"; path and keys are inferred.
   */
  bnplMethods(orderId: string, options?: CallOptions): Promise<BnplMethods>;
  /**
   * A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
   * default). Source: "Get Dynamic UPI QR".
   */
  upiQr(orderId: string, options?: CallOptions): Promise<UpiQr>;
  /** Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links". */
  upiIntentLinks(orderId: string, options?: CallOptions): Promise<UpiIntentLinks>;
}

/** The `payments` operations of a `Client`. */
export interface PaymentsOperations {
  /**
   * Charges an instrument for an order. Never sent twice on doubt: if the answer is lost, the error is
   * `OutcomeUnknown`, and the order tells: `PAID` and `CREATED` by themselves, any other state only by the attempts that it
   * lists. Source: "Submit Payment Request" and "Submit Payment with Split Details".
   */
  submit(request: SubmitPayment, options?: CallOptions): Promise<SubmittedPayment>;
  /**
   * A payment attempt by the gateway's transaction id: the truth about that attempt. It may be of any order of the
   * merchant: to ship, ask `orders.get` or `webhooks.confirm`. `PENDING_WITH_BANK` is pending.
   * Source: "Get Transaction Status".
   */
  get(transactionId: string, options?: CallOptions): Promise<Transaction>;
  /**
   * Asks for a payment, every 5 seconds unless told otherwise, until it is paid, failed or cancelled. Still pending is an
   * answer, not an error; `PENDING_WITH_BANK` is pending. The pace is that of the gateway's own page.
   */
  wait(transactionId: string, request?: Wait, options?: CallOptions): Promise<Transaction>;
  /**
   * Payment attempts that match the filters, one page. Source: "Search Transaction" of the late 2025 documentation; path
   * and keys are inferred.
   */
  search(request?: SearchPayments, options?: CallOptions): Promise<TransactionPage>;
  /**
   * All rows that match, one after the other, fetched page by page as they are read. `offset` says where to begin, `limit` how
   * many rows to ask for at a time (100). A row that is there from the first request to the last comes once, whatever comes or
   * goes meanwhile.
   */
  searchAll(request?: SearchPayments, options?: CallOptions): Rows<Transaction>;
  /** State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status". */
  upiStatus(transactionId: string, options?: CallOptions): Promise<UpiStatus>;
  /**
   * Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
   * answer, not an error: then `status` is `PROCESS`.
   */
  waitUpi(transactionId: string, request?: Wait, options?: CallOptions): Promise<UpiStatus>;
  /** The name of the account's holder behind a UPI id. Source: "Verify UPI VPA". */
  verifyVpa(request: VerifyVpa, options?: CallOptions): Promise<VerifiedVpa>;
  /**
   * Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
   * Source: "Validate OTP".
   */
  validateOtp(request: ValidateOtp, options?: CallOptions): Promise<OtpValidation>;
  /**
   * Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
   * last OTP counts. Source: "Resend OTP".
   */
  resendOtp(transactionId: string, options?: CallOptions): Promise<OtpResent>;
  /** Divides a payment anew, or for the first time, while it is not settled. Source: "Edit Or Deferred Split Settlement". */
  updateSplit(transactionId: string, request: UpdateSplit, options?: CallOptions): Promise<SplitUpdated>;
}

/** The `refunds` operations of a `Client`. */
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
  /**
   * Asks for a refund, every minute unless told otherwise (inferred), until it is paid out or has failed. Banks take days:
   * still pending is an answer, not an error; wait again later.
   */
  wait(requestId: string, request?: Wait, options?: CallOptions): Promise<Refund>;
}

/** The `settlements` operations of a `Client`. */
export interface SettlementsOperations {
  /** A settlement payout with its transactions. Source: "Get Settlement Payout By ID". */
  get(settlementPayoutId: string, options?: CallOptions): Promise<SettlementPayout>;
  /** Settlement payouts that match the filters, one page. Source: "Search Settlement Payouts". */
  search(request?: SearchSettlements, options?: CallOptions): Promise<SettlementPage>;
  /**
   * All rows that match, one after the other, fetched page by page as they are read. `offset` says where to begin, `limit` how
   * many rows to ask for at a time (100). A row that is there from the first request to the last comes once, whatever comes or
   * goes meanwhile.
   */
  searchAll(request?: SearchSettlements, options?: CallOptions): Rows<SettlementPayout>;
}

/** The `splitAccounts` operations of a `Client`. */
export interface SplitAccountsOperations {
  /**
   * Registers a recipient of shares. The gateway knows no key of the merchant here, so the call is never sent twice on
   * doubt, and `calls.resolve` cannot find the recipient: look for him in `splitAccounts.list`. Source: "Create Split
   * Settlement Account"; its keys are those of the update.
   */
  create(request: CreateSplitAccount, options?: CallOptions): Promise<SplitAccount>;
  /**
   * Changes a recipient; what is not given stays. The documentation says POST until the middle of 2025 and PATCH since: the
   * setting `splitAccountUpdate` chooses. Source: "Update Split Settlement Account".
   */
  update(request: UpdateSplitAccount, options?: CallOptions): Promise<SplitAccount>;
  /** All recipients. Source: "Get All Split Settlement Account"; its path is inferred. */
  list(options?: CallOptions): Promise<SplitAccountList>;
  /** Lets a recipient receive shares again. Source: "Activate Split Settlement Account". */
  activate(request: SplitAccountRef, options?: CallOptions): Promise<SplitAccount>;
  /** Stops a recipient's shares. Source: "Deactivate Split Settlement Account"; its path mirrors the one of activate. */
  deactivate(request: SplitAccountRef, options?: CallOptions): Promise<SplitAccount>;
}

/** The `qrCodes` operations of a `Client`. */
export interface QrCodesOperations {
  /**
   * Makes a UPI QR code, for one payment or many.
   *
   * If the answer is lost, the code is looked up by `referenceNumber`, so give each code its own. If there is none, or more
   * than one has it, the error is `OutcomeUnknown`: it is never sent twice on doubt. Source: "Create UPI QR".
   */
  create(request: CreateQrCode, options?: CallOptions): Promise<QrCode>;
  /** A QR code by the gateway's id. Source: "Get UPI QR". */
  get(qrCodeId: string, options?: CallOptions): Promise<QrCode>;
  /** QR codes that match the filters, one page. Source: "Search UPI QR"; the keys of the filters are inferred. */
  search(request?: SearchQrCodes, options?: CallOptions): Promise<QrCodePage>;
  /**
   * All rows that match, one after the other, fetched page by page as they are read. `offset` says where to begin, `limit` how
   * many rows to ask for at a time (100). A row that is there from the first request to the last comes once, whatever comes or
   * goes meanwhile.
   */
  searchAll(request?: SearchQrCodes, options?: CallOptions): Rows<QrCode>;
  /** Ends a QR code; it takes no payment any more. Source: "Cancel UPI QR". */
  cancel(qrCodeId: string, options?: CallOptions): Promise<QrCode>;
}

/** The `customers` operations of a `Client`. */
export interface CustomersOperations {
  /**
   * Creates a customer, for example to link QR codes to. Never sent twice on doubt, and `calls.resolve` cannot find the
   * customer: look with `customers.search`, by the account number if there is one. Source: "Create Customer".
   */
  create(request?: CreateCustomer, options?: CallOptions): Promise<Customer>;
  /** Customers that match the filters, one page. Source: "Search Customer". */
  search(request?: SearchCustomers, options?: CallOptions): Promise<CustomerPage>;
  /**
   * All rows that match, one after the other, fetched page by page as they are read. `offset` says where to begin, `limit` how
   * many rows to ask for at a time (100). A row that is there from the first request to the last comes once, whatever comes or
   * goes meanwhile.
   */
  searchAll(request?: SearchCustomers, options?: CallOptions): Rows<Customer>;
}

/** The `mandates` operations of a `Client`. */
export interface MandatesOperations {
  /**
   * Asks the payer to approve a mandate in the UPI app. The answer is not final: wait for the notification or ask
   * `mandates.get`.
   *
   * If the answer is lost, the mandate is looked up by `referenceId`; if that cannot tell, the error is `OutcomeUnknown`.
   * Source: "Create UPI Mandate".
   */
  create(request: CreateMandate, options?: CallOptions): Promise<Mandate>;
  /**
   * Asks the payer to approve another amount or end. Never sent twice on doubt: `mandates.get` tells. Source: "Update UPI
   * Mandate"; its keys are inferred.
   */
  update(request: UpdateMandate, options?: CallOptions): Promise<Mandate>;
  /** Ends a mandate: no debits any more. Source: "Revoke UPI Mandate". */
  revoke(request: RevokeMandate, options?: CallOptions): Promise<Mandate>;
  /** A mandate by the merchant's reference: the truth about it. Source: "Get UPI Mandate". */
  get(referenceId: string, options?: CallOptions): Promise<Mandate>;
  /**
   * Asks for a mandate, every 5 seconds unless told otherwise (inferred), until the payer has decided (or `until`). Still
   * pending is an answer, not an error.
   */
  wait(referenceId: string, request?: WaitMandate, options?: CallOptions): Promise<Mandate>;
  /**
   * Has the payer told of a debit, at least 24 hours before it; without notice a debit is refused. Never sent twice on
   * doubt, and no call tells whether the payer was told; telling again moves no money. Source: "Mandate Pre-debit
   * Notification".
   */
  notify(request: NotifyDebit, options?: CallOptions): Promise<DebitNotification>;
  /**
   * Debits a mandate: one successful debit per cycle. Answers the order that the debit creates; its outcome is followed like
   * any other order's. Never sent twice on doubt, and `calls.resolve` cannot find the order, whose id nobody knows then: look
   * with `orders.search`, by time and amount. Source: "Execute Mandate Debit".
   */
  execute(request: ExecuteDebit, options?: CallOptions): Promise<Order>;
}

/** The `paymentLinks` operations of a `Client`. */
export interface PaymentLinksOperations {
  /**
   * Makes a page to be paid, sent by text message or e-mail where the payer's number or address is given. Never sent twice
   * on doubt. Source: "Create Payment Link"; path and keys are inferred.
   */
  create(request: CreatePaymentLink, options?: CallOptions): Promise<PaymentLink>;
  /** A payment link with its state and payments. Source: "Get Payment Link Details"; path and keys are inferred. */
  get(paymentLinkId: string, options?: CallOptions): Promise<PaymentLink>;
  /**
   * Asks for a payment link, every minute unless told otherwise (inferred), until it is paid in full or takes no payment any
   * more. Still pending, paid in part included, is an answer, not an error.
   */
  wait(paymentLinkId: string, request?: Wait, options?: CallOptions): Promise<PaymentLink>;
  /** Deletes a payment link; it takes no payment any more. Source: "Delete Payment Link"; its path is inferred. */
  delete(paymentLinkId: string, options?: CallOptions): Promise<PaymentLink>;
}

/** The `webhooks` operations of a `Client`. */
export interface WebhooksOperations {
  /**
   * Asks the gateway what is true about a notification or a return page: the order, transaction, mandate, refund or link
   * that it names. Answers the truth, and every point in which the claim differs from it: amount, currency and ids, where
   * both sides name them, the currency only with a transaction.
   */
  confirm(request: WebhookEventInput, options?: CallOptions): Promise<Confirmation>;
}

/** The `calls` operations of a `Client`. */
export interface CallsOperations {
  /**
   * Finds out what became of a call that ended as `OutcomeUnknown`: `unresolved` is the text that its error told, in this
   * process or another, in this language or another. Asks only, and repeats nothing.
   *
   * Answers `APPLIED` with the record, `NOT_APPLIED` only where the gateway's own words prove it, and `UNDECIDED`
   * otherwise: then ask again later. What is asked is what the row of the lost call names.
   */
  resolve(unresolved: string, options?: CallOptions): Promise<Resolution>;
}

/** The operations of a `Client`, one property per resource. */
export interface Resources {
  /** The `auth` operations. */
  readonly auth: AuthOperations;
  /** The `merchant` operations. */
  readonly merchant: MerchantOperations;
  /** The `orders` operations. */
  readonly orders: OrdersOperations;
  /** The `payments` operations. */
  readonly payments: PaymentsOperations;
  /** The `refunds` operations. */
  readonly refunds: RefundsOperations;
  /** The `settlements` operations. */
  readonly settlements: SettlementsOperations;
  /** The `splitAccounts` operations. */
  readonly splitAccounts: SplitAccountsOperations;
  /** The `qrCodes` operations. */
  readonly qrCodes: QrCodesOperations;
  /** The `customers` operations. */
  readonly customers: CustomersOperations;
  /** The `mandates` operations. */
  readonly mandates: MandatesOperations;
  /** The `paymentLinks` operations. */
  readonly paymentLinks: PaymentLinksOperations;
  /** The `webhooks` operations. */
  readonly webhooks: WebhooksOperations;
  /** The `calls` operations. */
  readonly calls: CallsOperations;
}

/** The `orders` operations of a `Checkout`. */
export interface CheckoutOrdersOperations {
  /**
   * A UPI QR code that pays this order once. Opens a transaction; valid for the order's UPI window (5 minutes by
   * default). Source: "Get Dynamic UPI QR".
   */
  upiQr(orderId: string, options?: CallOptions): Promise<UpiQr>;
  /** Links that open the customer's UPI app for this order. Creates nothing. Source: "UPI Intent Links". */
  upiIntentLinks(orderId: string, options?: CallOptions): Promise<UpiIntentLinks>;
  /** What may be paid and how: amount, modes, banks, wallets, fees. Source: the gateway's own browser code. */
  details(orderId: string, options?: CallOptions): Promise<CheckoutOrder>;
  /** Tells the gateway how to reach the payer. Source: the gateway's own browser code. */
  updateCustomer(orderId: string, request: UpdateCheckoutCustomer, options?: CallOptions): Promise<CheckoutCustomer>;
  /** Cancels the order on the payer's behalf; it takes no payment any more. Source: the gateway's own browser code. */
  cancel(request: CancelOrder, options?: CallOptions): Promise<ChargeEnded>;
}

/** The `cards` operations of a `Checkout`. */
export interface CheckoutCardsOperations {
  /** Network, kind and bank of a card by its first digits. Source: the gateway's own browser code. */
  binDetails(request: BinQuery, options?: CallOptions): Promise<BinDetails>;
}

/** The `payments` operations of a `Checkout`. */
export interface CheckoutPaymentsOperations {
  /**
   * Charges an instrument from the payer's device. Never sent twice on doubt: if the answer is lost, the error is
   * `OutcomeUnknown` and `payments.minimal` tells. Source: the gateway's own browser code.
   */
  charge(request: ChargePayment, options?: CallOptions): Promise<ChargeResult>;
  /** Says which UPI app is about to open a link of `orders.upiIntentLinks`. Source: the gateway's own browser code. */
  bindUpiApp(request: BindUpiApp, options?: CallOptions): Promise<BoundUpiApp>;
  /** The state of a payment as the payer's side may see it. Source: the gateway's own browser code. */
  minimal(transactionId: string, options?: CallOptions): Promise<MinimalTransaction>;
  /** Ends an attempt whose time is over, for example an unpaid UPI QR code. Source: the gateway's own browser code. */
  expire(request: EndCharge, options?: CallOptions): Promise<ChargeEnded>;
  /** Ends an attempt that the payer gave up. Source: the gateway's own browser code. */
  cancel(request: EndCharge, options?: CallOptions): Promise<ChargeEnded>;
  /** State of a UPI payment. Ask every 5 seconds until the UPI window closes. Source: "Get UPI Transaction Status". */
  upiStatus(transactionId: string, options?: CallOptions): Promise<UpiStatus>;
  /**
   * Asks for the state of a UPI payment every 5 seconds until it is decided or the window closes. Still pending is an
   * answer, not an error: then `status` is `PROCESS`.
   */
  waitUpi(transactionId: string, request?: Wait, options?: CallOptions): Promise<UpiStatus>;
  /**
   * Answers the bank's OTP for a card payment that asked for one. A charge: never sent twice on doubt; `payments.get` tells.
   * Source: "Validate OTP".
   */
  validateOtp(request: ValidateOtp, options?: CallOptions): Promise<OtpValidation>;
  /**
   * Has the bank send the OTP again. Repeated when the answer is lost, so that the payer may get two messages; only the
   * last OTP counts. Source: "Resend OTP".
   */
  resendOtp(transactionId: string, options?: CallOptions): Promise<OtpResent>;
}

/** The operations of a `Checkout`, one property per resource. */
export interface CheckoutResources {
  /** The `orders` operations. */
  readonly orders: CheckoutOrdersOperations;
  /** The `cards` operations. */
  readonly cards: CheckoutCardsOperations;
  /** The `payments` operations. */
  readonly payments: CheckoutPaymentsOperations;
}

/** The `upi` functions: they need no client and answer at once. */
export interface UpiFunctions {
  /**
   * Makes the text of a payment link or QR code: `upi://pay?...`, values escaped, `sign` last.
   *
   * Source: NPCI's linking specification 1.6, as payment providers print it.
   */
  buildPayLink(request: PayLinkInput): BuiltLink;
  /**
   * Reads a payment link or the text of a scanned QR code: `upi://pay?...`. Parameters this version does not know are
   * kept. A doubled parameter, another currency than rupees, an amount that is none, or anything behind `sign` is
   * refused. The signature is not verified: that needs the provider's key.
   *
   * Source: NPCI's linking specification 1.6, as payment providers print it.
   */
  parsePayLink(request: LinkText): ParsedPayLink;
  /**
   * Makes the text of a link or QR code that asks for a mandate: `upi://mandate?...`, values escaped, `sign` last. Checked
   * are the dates, the day against the period, and NPCI's rules for blocking, revoking and the first amount.
   *
   * Source: the parameters as payment providers print them; `CREATE` and `REVOKE` are inferred.
   */
  buildMandateLink(request: MandateLinkInput): BuiltLink;
  /**
   * Reads a link that asks for a mandate: `upi://mandate?...`, with the care of `upi.parsePayLink`.
   *
   * Source: the parameters as payment providers print them.
   */
  parseMandateLink(request: LinkText): ParsedMandateLink;
  /**
   * Makes the text of a BharatQR code (EMVCo merchant-presented), with its CRC-16.
   *
   * Source: EMVCo's specification and BharatQR as generally known; the gateway documents neither.
   */
  buildBharatQr(request: BharatQrInput): QrText;
  /**
   * Reads the text of a BharatQR code and checks its CRC-16. Tags this version does not know are kept; a doubled tag,
   * another currency than rupees or another country than India is refused.
   *
   * Source: EMVCo's specification and BharatQR as generally known; the gateway documents neither.
   */
  parseBharatQr(request: QrTextInput): BharatQr;
  /** Draws a text as a QR code in SVG, black on white with its quiet zone. */
  qrSvg(request: DrawQr): SvgImage;
  /** Draws a text as a QR code in PNG, black on white with its quiet zone. */
  qrPng(request: DrawQr): PngImage;
  /**
   * Checks an identifier and brings it into the one form to store and compare: UPI id, IFSC, UPI mandate number, RRN,
   * UTR, PAN, GSTIN (with its check character), UPI transaction id, mobile number. An error never repeats the text.
   *
   * Source: the gateway's patterns for IFSC and mobile numbers, NPCI's for UPI ids, general knowledge for the others.
   */
  checkIdentifier(request: CheckIdentifier): CheckedIdentifier;
}

/** The `mandateCalendar` functions: they need no client and answer at once. */
export interface MandateCalendarFunctions {
  /** Makes a mandate's schedule, in days of India, of the times that the gateway tells of it. */
  schedule(request: MandateTimes): MandateSchedule;
  /**
   * Lists the cycles in which a mandate may be debited, once each: their days, the day to use, and until when the payer
   * must be told. Days a month does not have are its last; days outside the validity or inside a pause are left out.
   *
   * Source: NPCI's operating rules, as payment providers print them. Inferred: weeks run Monday to Sunday, fortnights
   * are the halves of a month, longer cycles begin with the month the validity starts in and are debited in it.
   */
  debitDates(request: ListDebitDates): DebitDates;
  /**
   * Tells whether a mandate may be debited on a day, as far as its dates go. A day that does not fit is an answer with a
   * reason, not an error.
   *
   * Source: as for `mandateCalendar.debitDates`.
   */
  checkDate(request: CheckDebitDate): DebitDateCheck;
  /**
   * Tells whether a debit's amount in rupees fits the mandate: the same for `EXACT`, the same or less for `MAX`. An amount
   * that does not fit is an answer with a reason, not an error.
   *
   * Source: NPCI's operating rules, as payment providers print them.
   */
  checkAmount(request: CheckDebitAmount): DebitAmountCheck;
  /**
   * Tells when the payer must be told of a debit: at least 24 hours before it, usually not more than 48. FASTag and
   * mobility card refills and a first debit taken with the registration need no notice.
   *
   * Source: the Reserve Bank's e-mandate framework (exemptions since 22 August 2024).
   */
  noticeWindow(request: NoticeQuery): NoticeWindow;
  /**
   * Tells when attempts of a debit may start on a day: outside 10:00 to 13:00 and 17:00 to 21:30 IST, and at least 24
   * hours after the notice.
   *
   * Source: NPCI's operating rules, in force since 1 August 2025.
   */
  debitWindows(request: DebitWindowQuery): DebitWindows;
  /**
   * Tells up to which amount in rupees a later debit of a mandate needs no UPI PIN: 15,000, and 1,00,000 for mutual funds,
   * insurance premiums and credit card bills.
   *
   * Source: the Reserve Bank's e-mandate framework (the higher limit since December 2023).
   */
  pinLimit(request?: PinLimitQuery): PinLimit;
}

/** The `settlements` functions: they need no client and answer at once. */
export interface SettlementsFunctions {
  /**
   * Payouts against the merchant's own books: what was settled, what is missing, what differs, with totals that prove
   * themselves. Rows are paired by their ids alone; a row without an id is reported, never guessed at.
   *
   * Give payouts with their transactions, as `settlements.get` answers them. Settled = sales - charges - GST is
   * documented by the gateway's own sample, the signs of the other amounts are inferred.
   */
  reconcile(request?: Reconcile): Reconciliation;
}

/** The `splitAccounts` functions: they need no client and answer at once. */
export interface SplitAccountsFunctions {
  /**
   * What each recipient of a split gets, in rupees: percentages are rounded down to the paisa, and what is left over
   * stays with the merchant. How the gateway itself rounds is not documented; send the amounts as `FLAT` to have them
   * as they are here.
   */
  shares(request: SplitAmount): SplitAmounts;
}

/** The `webhooks` functions: they need no client and answer at once. */
export interface WebhooksFunctions {
  /**
   * Reads the query with which the payer's browser came back. It says what somebody typed: only `webhooks.confirm` tells
   * whether it is true.
   */
  parseReturn(request: ReturnQuery): WebhookEvent;
}
