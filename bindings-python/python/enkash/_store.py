"""Asks a caller's token store, on a thread that Python started."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ._native import StoreReply

__all__ = ["TokenStore"]


class TokenStore(Protocol):
    """Where processes share one token: Django's caches are such objects as they are, Redis needs five lines. ::

        class RedisStore:
            def __init__(self, redis):
                self.redis = redis

            def get(self, key):
                return self.redis.get(key)

            def set(self, key, value, seconds):
                self.redis.set(key, value, ex=seconds)

            def add(self, key, value, seconds):
                return self.redis.set(key, value, ex=seconds, nx=True)

    Values are sealed text. ``add`` is optional: it stores only where nothing is, and says whether it did; with it,
    processes that start together agree on the one that fetches the token. The methods are called on a thread of
    their own, which looks them up itself, also for :class:`enkash.AsyncClient`; an answer that takes more than two
    seconds counts as none, and whatever they raise costs a token call and never a payment.
    """

    def get(self, key: str, /) -> object:
        """What is stored, as text or bytes; ``None`` if nothing is."""

    def set(self, key: str, value: str, seconds: int, /) -> object:
        """Stores the value for so many seconds, in place of any other."""


def ask(reply: StoreReply, store: object, method: str, arguments: tuple[object, ...]) -> None:
    """Calls a method of the store. What it raises is not shown: it may hold what was stored."""
    with suppress(BaseException):
        reply.give(getattr(store, method)(*arguments))
