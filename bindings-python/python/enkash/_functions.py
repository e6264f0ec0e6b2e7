"""The pure functions of a module, made from the native table of functions; typed by the module's stub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _native
from ._operations import signature

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["define"]


def define(namespace: dict[str, Any]) -> list[str]:
    """Puts the functions of a module into its namespace; answers their names."""
    package, _, own = namespace["__name__"].rpartition(".")
    module = own.removeprefix("_")
    names = []
    for index, (of, name, doc, fields) in enumerate(_native.functions()):
        if of == module:
            namespace[name] = _function(index, f"{package}.{module}", name, doc, fields)
            names.append(name)
    return sorted(names)


def _function(index: int, module: str, name: str, doc: str, fields: list[tuple[str, bool]]) -> Callable[..., Any]:
    def function(*args: Any, **kwargs: Any) -> Any:
        try:
            return _native.run_function(index, args, kwargs)
        finally:
            del args, kwargs  # error reporters show the locals of every frame

    function.__name__ = function.__qualname__ = name
    function.__module__ = module
    function.__doc__ = doc
    function.__signature__ = signature([], fields)  # type: ignore[attr-defined]
    return function
