"""The clients: what they share with every client of the SDK is in the native part."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from . import _native
from ._operations import (
    AsyncCheckoutOperations,
    AsyncOperations,
    SyncCheckoutOperations,
    SyncOperations,
    wait,
)

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Literal, TypeAlias

    from typing_extensions import Self

    from ._store import TokenStore
    from .errors import OutcomeUnknownError

    Method: TypeAlias = Literal["GET", "POST", "PATCH", "DELETE"]

__all__ = ["AsyncCheckout", "AsyncClient", "Checkout", "Client"]


class _Closable:
    """What has connections."""

    _core: _native.SyncCore | _native.AsyncCore

    def take_doubts(self) -> list[OutcomeUnknownError]:
        """The errors of writes that were given up while it was in doubt whether they were applied.

        A cancelled task that nobody awaits, a loop or a thread that ends in the middle of a call: nobody is there to
        see the exception. Each is told once, of this process alone, also after :meth:`close`; at most 1,000 are kept.
        An answer that waits for a loop that is only stopped is told as well, and still handed over if it runs again.
        Find out about each before you repeat it.
        """
        told: list[OutcomeUnknownError] = self._core.take_doubts()
        return told

    def __repr__(self) -> str:
        core = getattr(self, "_core", None)  # a traceback shows a client whose settings were refused
        return f"<enkash.{type(self).__name__}{' closed' if core is not None and core.closed else ''}>"


class _Blocking(_Closable):
    """A client whose calls wait."""

    _core: _native.SyncCore

    def close(self) -> None:
        """Ends the connections; every later call is a :class:`enkash.ConfigurationError`. May be called twice."""
        self._core.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()


class _Asynchronous(_Closable):
    """A client whose calls are awaited."""

    _core: _native.AsyncCore

    async def close(self) -> None:
        """Ends the connections; every later call is a :class:`enkash.ConfigurationError`. May be called twice."""
        self._core.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        await self.close()


class Client(_Blocking, SyncOperations):
    """A blocking client of the gateway, for a merchant's server.

    Make one and keep it: it holds the token and the connections. It may be shared by threads, and it may be made
    before a fork: each process then has connections of its own. ::

        with Client(access_key="...", secret_key="...", base_url="http://127.0.0.1:4000") as client:
            order = client.orders.create(merchant_order_id="INV1001", amount="499.00")

    A signal such as Ctrl-C ends a call that waits. If the call may have been applied by then, the exception has an
    :class:`enkash.OutcomeUnknownError` as its cause.
    """

    @classmethod
    def from_env(cls, *, token_store: TokenStore | None = None) -> Self:
        """A client from ``ENKASH_ACCESS_KEY``, ``ENKASH_SECRET_KEY`` and ``ENKASH_BASE_URL``.

        The last one holds a URL or the name of an environment; without it the client talks to production.
        ``ENKASH_PROXY`` may hold the URL of a proxy. ``token_store`` is where processes share one token, see
        :class:`enkash.TokenStore`.
        """
        client = cls.__new__(cls)
        client._core = _native.SyncCore.from_env(token_store)
        return client

    def resolve(self, unresolved: str) -> _native.Resolution:
        """Finds out what became of a call that ended as an :class:`enkash.OutcomeUnknownError`.

        ``unresolved`` is that attribute of the error, kept by this process or another. It asks and repeats nothing; the
        same as ``client.calls.resolve``.
        """
        return self.calls.resolve(unresolved)

    def request(self, method: Method, path: str, json: object = None) -> Any:
        """Calls a path of the gateway that has no method here and answers the payload as plain Python values.

        ``path`` begins with ``/`` and may hold a query; ``json`` is a dict or list, with amounts as Decimal or text.
        Only GET is repeated on doubt: when the answer of anything else is lost, an
        :class:`enkash.OutcomeUnknownError` says so, because the SDK cannot know what the call does.
        """
        try:
            return self._core.request(method, path, json)
        finally:
            del json


class AsyncClient(_Asynchronous, AsyncOperations):
    """A client of the gateway for asyncio. The same operations as :class:`Client`, to be awaited. ::

        async with AsyncClient(access_key="...", secret_key="...", base_url="http://127.0.0.1:4000") as client:
            order = await client.orders.create(merchant_order_id="INV1001", amount="499.00")

    It may be used by several event loops. Cancelling a call closes its request; if the call may have been applied by
    then, the ``CancelledError`` has an :class:`enkash.OutcomeUnknownError` as its cause; :func:`enkash.doubts` finds it
    in whatever became of that exception, and :meth:`take_doubts` tells it where nobody awaits the task.
    """

    @classmethod
    def from_env(cls, *, token_store: TokenStore | None = None) -> Self:
        """A client from ``ENKASH_ACCESS_KEY``, ``ENKASH_SECRET_KEY`` and ``ENKASH_BASE_URL``.

        The last one holds a URL or the name of an environment; without it the client talks to production.
        ``ENKASH_PROXY`` may hold the URL of a proxy. ``token_store`` is where processes share one token, see
        :class:`enkash.TokenStore`.
        """
        client = cls.__new__(cls)
        client._core = _native.AsyncCore.from_env(token_store)
        return client

    async def resolve(self, unresolved: str) -> _native.Resolution:
        """Finds out what became of a call that ended as an :class:`enkash.OutcomeUnknownError`.

        ``unresolved`` is that attribute of the error, kept by this process or another. It asks and repeats nothing; the
        same as ``client.calls.resolve``.
        """
        return await self.calls.resolve(unresolved)

    async def request(self, method: Method, path: str, json: object = None) -> Any:
        """Calls a path of the gateway that has no method here and answers the payload as plain Python values.

        ``path`` begins with ``/`` and may hold a query; ``json`` is a dict or list, with amounts as Decimal or text.
        Only GET is repeated on doubt: when the answer of anything else is lost, an
        :class:`enkash.OutcomeUnknownError` says so, because the SDK cannot know what the call does.
        """
        try:
            started = self._core.request(asyncio.get_running_loop(), method, path, json)
        finally:
            del json
        return await wait(started)


class Checkout(_Blocking, SyncCheckoutOperations):
    """A blocking client for the payer's side, such as the back end of a shop's own payment page.

    It holds no key and has no way to hold one: what it may do follows from the gateway's order id, which the
    merchant's server hands out. ::

        with Checkout(base_url="http://127.0.0.1:4000") as checkout:
            order = checkout.orders.details("ORD1784195236818VZuxB")

    It may be shared by threads and made before a fork, as a :class:`Client` may.
    """


class AsyncCheckout(_Asynchronous, AsyncCheckoutOperations):
    """A client for the payer's side for asyncio. The same operations as :class:`Checkout`, to be awaited. ::

        async with AsyncCheckout(base_url="http://127.0.0.1:4000") as checkout:
            order = await checkout.orders.details("ORD1784195236818VZuxB")

    Cancelling a charge that may have been applied has an :class:`enkash.OutcomeUnknownError` as its cause.
    """
