# Made from the operation table by `cargo xtask generate`; do not edit.
"""The ``upi`` functions: worked out on this machine; nothing is sent.

Wrong input is an :class:`enkash.ValidationError` that names the field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, overload

from ._native import BharatQr, BuiltLink, CheckIdentifier, CheckedIdentifier, DrawQr, LinkParameter, LinkText, MandateLink, ParsedMandateLink, ParsedPayLink, PayLink, PngImage, QrAdditionalData, QrTag, QrText, Secret, SvgImage
from ._types import Amount, _BharatQrDict, _BuiltLinkDict, _CheckIdentifierDict, _CheckedIdentifierDict, _DrawQrDict, _LinkParameterDict, _LinkTextDict, _MandateLinkDict, _ParsedMandateLinkDict, _ParsedPayLinkDict, _PayLinkDict, _PngImageDict, _QrAdditionalDataDict, _QrTagDict, _QrTextDict, _SvgImageDict

__all__ = ["build_bharat_qr", "build_mandate_link", "build_pay_link", "check_identifier", "parse_bharat_qr", "parse_mandate_link", "parse_pay_link", "qr_png", "qr_svg"]

@overload
def build_pay_link(request: PayLink | _PayLinkDict | Mapping[str, object], /) -> BuiltLink: ...
@overload
def build_pay_link(*, payee_vpa: str, payee_name: str, merchant_code: str | None = None, transaction_id: str | None = None, reference: str | None = None, note: str | None = None, amount: Amount | None = None, minimum_amount: Amount | None = None, url: str | None = None, mode: str | None = None, purpose: str | None = None, originator_id: str | None = None, other: Sequence[LinkParameter | _LinkParameterDict | Mapping[str, object]] | None = None, sign: str | None = None) -> BuiltLink:
    """Makes the text of a payment link or QR code: `upi://pay?...`, values escaped, `sign` last.

    Source: NPCI's linking specification 1.6, as payment providers print it."""

@overload
def parse_pay_link(request: LinkText | _LinkTextDict | Mapping[str, object], /) -> ParsedPayLink: ...
@overload
def parse_pay_link(*, link: str) -> ParsedPayLink:
    """Reads a payment link or the text of a scanned QR code: `upi://pay?...`. Parameters this version does not know are
    kept. A doubled parameter, another currency than rupees, an amount that is none, or anything behind `sign` is
    refused. The signature is not verified: that needs the provider's key.

    Source: NPCI's linking specification 1.6, as payment providers print it."""

@overload
def build_mandate_link(request: MandateLink | _MandateLinkDict | Mapping[str, object], /) -> BuiltLink: ...
@overload
def build_mandate_link(*, action: str, payee_vpa: str, payee_name: str, merchant_code: str, transaction_id: str, reference: str, mandate_name: str, amount: Amount, amount_rule: Literal["EXACT", "MAX"], first_amount: Amount | None = None, validity_start: str, validity_end: str, period: str, rule: str | None = None, value: int | None = None, mode: str, purpose: str, revocable: bool | None = None, block_fund: bool | None = None, share_to_payee: bool | None = None, umn: str | None = None, note: str | None = None, originator_id: str | None = None, version: str | None = None, qr_medium: str | None = None, qr_expires: str | None = None, other: Sequence[LinkParameter | _LinkParameterDict | Mapping[str, object]] | None = None, sign: str | None = None) -> BuiltLink:
    """Makes the text of a link or QR code that asks for a mandate: `upi://mandate?...`, values escaped, `sign` last. Checked
    are the dates, the day against the period, and NPCI's rules for blocking, revoking and the first amount.

    Source: the parameters as payment providers print them; `CREATE` and `REVOKE` are inferred."""

@overload
def parse_mandate_link(request: LinkText | _LinkTextDict | Mapping[str, object], /) -> ParsedMandateLink: ...
@overload
def parse_mandate_link(*, link: str) -> ParsedMandateLink:
    """Reads a link that asks for a mandate: `upi://mandate?...`, with the care of `upi.parse_pay_link`.

    Source: the parameters as payment providers print them."""

@overload
def build_bharat_qr(request: BharatQr | _BharatQrDict | Mapping[str, object], /) -> QrText: ...
@overload
def build_bharat_qr(*, merchant_code: str, name: str, city: str, single_use: bool | None = None, vpa: str | None = None, minimum_amount: Amount | None = None, reference: str | None = None, url: str | None = None, accounts: Sequence[QrTag | _QrTagDict | Mapping[str, object]] | None = None, amount: Amount | None = None, postal_code: str | None = None, additional: QrAdditionalData | _QrAdditionalDataDict | Mapping[str, object] | None = None, other: Sequence[QrTag | _QrTagDict | Mapping[str, object]] | None = None) -> QrText:
    """Makes the text of a BharatQR code (EMVCo merchant-presented), with its CRC-16.

    Source: EMVCo's specification and BharatQR as generally known; the gateway documents neither."""

@overload
def parse_bharat_qr(request: QrText | _QrTextDict | Mapping[str, object], /) -> BharatQr: ...
@overload
def parse_bharat_qr(*, text: str) -> BharatQr:
    """Reads the text of a BharatQR code and checks its CRC-16. Tags this version does not know are kept; a doubled tag,
    another currency than rupees or another country than India is refused.

    Source: EMVCo's specification and BharatQR as generally known; the gateway documents neither."""

@overload
def qr_svg(request: DrawQr | _DrawQrDict | Mapping[str, object], /) -> SvgImage: ...
@overload
def qr_svg(*, text: str, correction: Literal["LOW", "MEDIUM", "QUARTILE", "HIGH"] | None = None, module_pixels: int | None = None) -> SvgImage:
    """Draws a text as a QR code in SVG, black on white with its quiet zone."""

@overload
def qr_png(request: DrawQr | _DrawQrDict | Mapping[str, object], /) -> PngImage: ...
@overload
def qr_png(*, text: str, correction: Literal["LOW", "MEDIUM", "QUARTILE", "HIGH"] | None = None, module_pixels: int | None = None) -> PngImage:
    """Draws a text as a QR code in PNG, black on white with its quiet zone."""

@overload
def check_identifier(request: CheckIdentifier | _CheckIdentifierDict | Mapping[str, object], /) -> CheckedIdentifier: ...
@overload
def check_identifier(*, kind: Literal["VPA", "IFSC", "UMN", "RRN", "UTR", "PAN", "GSTIN", "UPI_TRANSACTION_ID", "MOBILE"], text: str) -> CheckedIdentifier:
    """Checks an identifier and brings it into the one form to store and compare: UPI id, IFSC, UPI mandate number, RRN,
    UTR, PAN, GSTIN (with its check character), UPI transaction id, mobile number. An error never repeats the text.

    Source: the gateway's patterns for IFSC and mobile numbers, NPCI's for UPI ids, general knowledge for the others."""
