# Made from the operation table by `cargo xtask generate`; do not edit.
"""The ``split_accounts`` functions: worked out on this machine; nothing is sent.

Wrong input is an :class:`enkash.ValidationError` that names the field."""

from ._functions import define

__all__ = define(globals())
