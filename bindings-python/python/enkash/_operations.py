"""The operations as methods, made from the native operation table; typed by ``_operations.pyi``."""

import asyncio
import inspect
from functools import cached_property

from . import _native
from .errors import OutcomeUnknownError

__all__ = ["AsyncOperations", "SyncOperations", "wait"]


def _signature(id_name, fields, own=()):
    kind = inspect.Parameter
    parameters = [kind("self", kind.POSITIONAL_ONLY), *own]
    if id_name is not None:
        parameters.append(kind(id_name, kind.POSITIONAL_OR_KEYWORD))
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
                unknown = lost
        elif lost is not None and future.done() and not future.cancelled():
            # The answer came in the very turn in which the caller gave up.
            error = future.exception()
            unknown = lost if error is None else error if isinstance(error, OutcomeUnknownError) else None
        if unknown is not None:
            raise given_up from unknown
        raise


def _async_method(index, running_loop=asyncio.get_running_loop, wait=wait):
    async def method(self, /, *args, **kwargs):
        try:
            started = self._core.start(running_loop(), index, args, kwargs)
        finally:
            del args, kwargs
        return await wait(started)

    return method


class _Resource:
    """The operations on one kind of thing."""

    __slots__ = ("_core",)

    def __init__(self, core):
        self._core = core

    def __repr__(self):
        return f"<enkash {type(self).__name__}>"


def _resources(prefix, make_method):
    classes = {}
    for index, (resource, method_name, doc, id_name, fields) in enumerate(_native.operations()):
        name = prefix + "".join(word.capitalize() for word in resource.split("_"))
        if resource not in classes:
            body = {"__doc__": f"The ``{resource}`` operations.", "__slots__": (), "__module__": __name__}
            classes[resource] = type(name, (_Resource,), body)
        method = make_method(index)
        method.__name__ = method_name
        method.__qualname__ = f"{name}.{method_name}"
        method.__module__ = __name__
        method.__doc__ = doc
        method.__signature__ = _signature(id_name, fields)
        setattr(classes[resource], method_name, method)
    return classes


def _operations(name, core, prefix, make_method):
    def __init__(self, /, **settings):
        try:
            self._core = core(**settings)
        finally:
            del settings

    __init__.__qualname__ = f"{name}.__init__"
    __init__.__signature__ = _signature(None, _native.settings())
    body = {"__doc__": "One attribute per resource.", "__module__": __name__, "__init__": __init__}
    for resource, cls in _resources(prefix, make_method).items():
        body[resource] = _resource_attribute(cls, resource)
        globals()[cls.__name__] = cls
    return type(name, (), body)


def _resource_attribute(cls, resource):
    attribute = cached_property(lambda self: cls(self._core))
    attribute.__doc__ = f"The ``{resource}`` operations."
    return attribute


SyncOperations = _operations("SyncOperations", _native.SyncCore, "", _sync_method)
AsyncOperations = _operations("AsyncOperations", _native.AsyncCore, "Async", _async_method)
