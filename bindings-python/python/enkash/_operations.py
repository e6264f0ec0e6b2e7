"""The operations as methods, made from the native operation table; typed by ``_operations.pyi``."""

import asyncio
import inspect
from functools import cached_property

from . import _native

__all__ = [
    "AsyncCheckoutOperations",
    "AsyncOperations",
    "SyncCheckoutOperations",
    "SyncOperations",
    "signature",
    "wait",
]


def signature(own, fields):
    """``own`` parameters by place or name, then a record's fields by name."""
    kind = inspect.Parameter
    parameters = [kind(name, kind.POSITIONAL_OR_KEYWORD) for name in own]
    for name, required in fields:
        parameters.append(kind(name, kind.KEYWORD_ONLY, default=kind.empty if required else None))
    return inspect.Signature(parameters)


def _sync_method(index):
    def method(self, /, *args, **kwargs):
        try:
            return self._core.call(index, args, kwargs)
        finally:
            del args, kwargs  # error reporters show the locals of every frame

    return method


def _sync_rows(index):
    def method(self, /, *args, **kwargs):
        try:
            return walk(self._core, _native.Pages(index, args, kwargs))
        finally:
            del args, kwargs

    def walk(core, pages):
        while (rows := core.page(pages)) is not None:
            yield from rows

    return method


async def wait(started):
    """The result of a call that was started; ends the call when its caller gives up."""
    future, queue, ticket, lost = started
    try:
        return await future
    except asyncio.CancelledError as given_up:
        # If the call may have been applied, the cancellation says so as its cause.
        last, unknown = queue.abandon(ticket), None
        if last is not None:
            try:
                unknown = await last
            except asyncio.CancelledError:
                # Given up twice, as anyio does on every turn: no time to ask, so the doubt stays.
                unknown = lost.show()
        elif lost is not None and future.done() and not future.cancelled():
            # The answer came in the very turn in which the caller gave up.
            future.exception()
            unknown = lost.tell()
        if unknown is not None:
            raise given_up from unknown
        raise
    except GeneratorExit:
        # Thrown away in the middle, with its loop for one: the client keeps what is in doubt.
        if queue.abandon(ticket) is None and lost is not None and future.done() and not future.cancelled():
            lost.tell()
        raise


def _async_method(index, running_loop=asyncio.get_running_loop, wait=wait):
    async def method(self, /, *args, **kwargs):
        try:
            started = self._core.start(running_loop(), index, args, kwargs)
        finally:
            del args, kwargs
        return await wait(started)

    return method


def _async_rows(index, running_loop=asyncio.get_running_loop, wait=wait):
    def method(self, /, *args, **kwargs):
        try:
            return walk(self._core, _native.Pages(index, args, kwargs))
        finally:
            del args, kwargs

    async def walk(core, pages):
        while (rows := await wait(core.page(running_loop(), pages))) is not None:
            for row in rows:
                yield row

    return method


class _Resource:
    """The operations on one kind of thing."""

    __slots__ = ("_core",)

    def __init__(self, core):
        self._core = core

    def __repr__(self):
        return f"<enkash {type(self).__name__}>"


def _resources(prefix, side, make_method, make_rows):
    classes = {}
    for index, row in enumerate(_native.operations()):
        if not row[side]:
            continue
        resource, method = row["resource"], row["method"]
        if resource not in classes:
            name = prefix + "".join(word.capitalize() for word in resource.split("_"))
            body = {"__doc__": f"The ``{resource}`` operations.", "__slots__": (), "__module__": __name__}
            classes[resource] = type(name, (_Resource,), body)
        _add(classes[resource], method, make_method(index), row, row["doc"])
        if row["all_rows"] is not None:
            _add(classes[resource], f"{method}_all", make_rows(index), row, row["all_rows"])
    return classes


def _add(cls, name, method, row, doc):
    method.__name__ = name
    method.__qualname__ = f"{cls.__name__}.{name}"
    method.__module__ = __name__
    method.__doc__ = doc
    method.__signature__ = signature(["self", *([row["id"]] if row["id"] else [])], row["fields"])
    setattr(cls, name, method)


def _operations(name, core, settings, *makers):
    def __init__(self, /, **settings):
        try:
            self._core = core(**settings)
        finally:
            del settings

    __init__.__qualname__ = f"{name}.__init__"
    __init__.__signature__ = signature(["self"], settings)
    body = {"__doc__": "One attribute per resource.", "__module__": __name__, "__init__": __init__}
    for resource, cls in _resources(*makers).items():
        body[resource] = _resource_attribute(cls, resource)
        globals()[cls.__name__] = cls
    return type(name, (), body)


def _resource_attribute(cls, resource):
    attribute = cached_property(lambda self: cls(self._core))
    attribute.__doc__ = f"The ``{resource}`` operations."
    return attribute


_OF_CLIENT = _native.client_settings()
_OF_CHECKOUT = _native.checkout_settings()
_SYNC = (_sync_method, _sync_rows)
_ASYNC = (_async_method, _async_rows)

SyncOperations = _operations("SyncOperations", _native.SyncCore, _OF_CLIENT, "", "of_client", *_SYNC)
AsyncOperations = _operations("AsyncOperations", _native.AsyncCore, _OF_CLIENT, "Async", "of_client", *_ASYNC)
SyncCheckoutOperations = _operations(
    "SyncCheckoutOperations", _native.SyncCore.checkout, _OF_CHECKOUT, "Checkout", "of_checkout", *_SYNC
)
AsyncCheckoutOperations = _operations(
    "AsyncCheckoutOperations", _native.AsyncCore.checkout, _OF_CHECKOUT, "AsyncCheckout", "of_checkout", *_ASYNC
)
