"""Independent SDK for the EnKash payment gateway (India). Not the gateway's own.

    from enkash import Client

    with Client(access_key="...", secret_key="...", base_url="http://127.0.0.1:4000") as client:
        order = client.orders.create(merchant_order_id="INV1001", amount="499.00")
        print(order.order_id, order.redirection_url)

``AsyncClient`` is the same for asyncio; ``Checkout`` and ``AsyncCheckout`` are for the payer's side, without keys. A
search comes as one page, ``search``, and as all its rows, ``search_all``.

Amounts are ``decimal.Decimal``; text and int are accepted, a float is not. Times are aware datetimes. Records are
immutable; nested ones may be given as dicts. Errors are in ``enkash.errors``, notifications in ``enkash.webhooks``.
What needs no gateway, such as the text of a UPI link, is in modules of its own, such as ``enkash.upi``.
"""

try:
    from . import _native
except ImportError as refused:
    if "subinterpreter" not in str(refused):
        raise
    raise ImportError(
        "enkash works in one interpreter of a process, the first that imports it: use processes instead of "
        "subinterpreters, and under mod_wsgi a process group for each application"
    ) from None

from . import _modules, errors, webhooks
from ._client import AsyncCheckout, AsyncClient, Checkout, Client
from ._modules import *  # noqa: F403
from ._native import *  # noqa: F403
from ._native import __version__
from ._observe import observe
from ._store import TokenStore
from .errors import *  # noqa: F403

__all__ = [
    "AsyncCheckout",
    "AsyncClient",
    "Checkout",
    "Client",
    "TokenStore",
    "__version__",
    "errors",
    "observe",
    "webhooks",
]
__all__ += errors.__all__
__all__ += _modules.__all__
__all__ += _native.__all__
