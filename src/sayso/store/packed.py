"""Frozen values as compact JSON and back, by the fields of their classes: for what can be made anew at any time.

Nothing outside the library's file reads this form: the contracts are for that. A class that changes
changes ``shape_of`` too, and whoever stored such values sees that they are to be made anew.
"""

from __future__ import annotations

import dataclasses
import json
import types
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sayso.model.identity import sha256

_Way = Callable[[Any], Any]


def pack(value: Any) -> bytes:
    """Return a value as it is stored."""
    return zlib.compress(json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode("ascii"), 1)


def unpack(kind: Any, blob: bytes) -> Any:
    """Return the value of a type that ``pack`` stored."""
    return _maker(kind)(json.loads(zlib.decompress(blob)))


@cache
def shape_of(kind: Any) -> str:
    """Return a hash of a class's fields and theirs."""
    return sha256(_shape(kind, ()))[:16]


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    way: _Way = _plainer(kind)
    return way(value)


@cache
def _plainer(kind: Any) -> _Way:
    """Return what makes plain values of those of a class."""
    if kind in (str, int, float, bool, type(None)):
        return _same
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind) if field.init]
        get = attrgetter(*names)
        return (lambda value: [_plain(get(value))]) if len(names) == 1 else lambda value: [*map(_plain, get(value))]
    if issubclass(kind, frozenset):
        return lambda value: [*map(_plain, sorted(value))]
    if issubclass(kind, tuple | list):
        return lambda value: [*map(_plain, value)]
    return lambda value: [[_plain(key), _plain(held)] for key, held in value.items()]


@cache
def _maker(kind: Any) -> _Way:
    """Return what makes a value of a type from plain ones."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (one,) = (given for given in inner if given is not type(None))
        make = _maker(one)
        return lambda plain: None if plain is None else make(plain)
    if origin is tuple and inner[1:] == (...,):
        make = _maker(inner[0])
        return (lambda plain: tuple(plain)) if make is _same else lambda plain: tuple(map(make, plain))
    if origin is frozenset:
        return frozenset
    if origin is tuple:
        makers = [_maker(one) for one in inner]
        return lambda plain: tuple(make(one) for make, one in zip(makers, plain, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, held = map(_maker, inner)
        return lambda plain: {key(one): held(other) for one, other in plain}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        fields = [_maker(hints[field.name]) for field in dataclasses.fields(kind) if field.init]
        return lambda plain: kind(*(make(one) for make, one in zip(fields, plain, strict=True)))
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda plain: kind(*plain)
    return _same


def _same(plain: Any) -> Any:
    return plain


def _shape(kind: Any, within: tuple[Any, ...]) -> str:
    if kind in within:
        return "again"
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return "word"
    if origin is not None:
        return f"{origin}[{','.join(_shape(one, within) for one in inner)}]"
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        fields = (f"{f.name}:{_shape(hints[f.name], (*within, kind))}" for f in dataclasses.fields(kind) if f.init)
        return f"{kind}({','.join(fields)})"
    return str(kind)
