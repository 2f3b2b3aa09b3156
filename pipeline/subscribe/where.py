"""The filter language of `--where`: terms joined by `and`.

    filter = term { "and" term }
    term   = path ( "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" ) value
           | path "in" "(" value { "," value } ")"
    path   = name { "." name }                  such as fatalities.best or actors.country
    value  = word | number | true | false | null | 'quoted' | "quoted"

A path that leads through a list means any of its elements. Texts are compared without regard to case; `contains` looks
for a part of a text; `<` and its like compare numbers with numbers and texts with texts, so dates too. What is null or
missing meets nothing but `= null` and `!=`, which is always the contrary of `=`.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from pipeline.errors import WrongUsage
from pipeline.subscribe import fields

_TOKENS: Final = re.compile(
    r"""(?:(?P<quoted>"[^"]*"|'[^']*')|(?P<operator>[<>]=?|!=|==?)|(?P<mark>[(),])|(?P<word>[^\s<>=!(),"']+))\s*"""
)
_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERATORS: Final = ("=", "!=", *_ORDERS, "in", "contains")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Term:
    """A path, an operator, and the values it is compared with (several only for `in`)."""

    path: tuple[str, ...]
    operator: str
    values: tuple["Literal", ...]

    def holds(self, message: Any) -> bool:
        """Tell whether a message, as parsed JSON, meets the term."""
        found = list(_values(message, self.path))
        if self.operator == "!=":
            return not self._equal(found)
        if self.operator in ("=", "in"):
            return self._equal(found)
        return any(self._compares(value, self.values[0]) for value in found)

    def _equal(self, found: Sequence[Any]) -> bool:
        if not found:
            return any(wanted.value is None for wanted in self.values)
        return any(wanted.equals(value) for value in found for wanted in self.values)

    def _compares(self, value: Any, wanted: "Literal") -> bool:
        if self.operator == "contains":
            return isinstance(value, str) and wanted.text.casefold() in value.casefold()
        order = _ORDERS[self.operator]
        if isinstance(value, str):
            return order(value.casefold(), wanted.text.casefold())
        return _is_number(value) and _is_number(wanted.value) and order(value, wanted.value)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as it was written, and what it stands for where a field is no text."""

    text: str
    value: Any

    def equals(self, value: Any) -> bool:
        """Compare with a field's value; a text is compared as it was written (`cameo_root = 18` is the text 18)."""
        if isinstance(value, str):
            return value.casefold() == self.text.casefold()
        return (type(value) is type(self.value) and value == self.value) or (
            _is_number(value) and _is_number(self.value) and value == self.value
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """All terms must hold."""

    terms: tuple[Term, ...]

    def __call__(self, message: Any) -> bool:
        """Tell whether a message, as parsed JSON, is to be kept."""
        return all(term.holds(message) for term in self.terms)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _values(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """Give what a path leads to, through every element of the lists on its way; nulls lead nowhere."""
    if isinstance(value, list):
        for element in value:
            yield from _values(element, path)
    elif path and isinstance(value, dict):
        yield from _values(value.get(path[0]), path[1:])
    elif not path and value is not None:
        yield value


# ── parsing ──


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Reader:
    """Walks over the tokens; a fault names the position, counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = list(_tokens(text))
        self._next = 0

    def peek(self) -> _Token:
        return self._tokens[self._next]

    def take(self) -> _Token:
        token = self.peek()
        if token.kind != "end":
            self._next += 1
        return token

    def fail(self, expected: str) -> WrongUsage:
        token = self.peek()
        found = "the end" if token.kind == "end" else repr(token.text)
        return self.fault(token.at, f"{expected} is expected, not {found}")

    def fault(self, at: int, what: str) -> WrongUsage:
        return _fault(self.text, at, what)


def _fault(text: str, at: int, what: str) -> WrongUsage:
    return WrongUsage(f"--where {text!r}, position {at + 1}: {what}")


def _tokens(text: str) -> Iterator[_Token]:
    end = len(text.rstrip())
    at = len(text) - len(text.lstrip())
    while at < end:
        found = _TOKENS.match(text, at)
        if not found or not found.lastgroup:
            raise _fault(text, at, f"{text[at]} has no meaning here, or a quote is not closed")
        yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()
    yield _Token("end", "", end)


def parse(text: str, model: type[BaseModel] | None = None) -> Filter:
    """Read a filter, or raise WrongUsage with the position; with a model a path that it has not is a fault too."""
    reader = _Reader(text)
    terms = [_term(reader, model)]
    while reader.peek().kind != "end":
        if reader.peek().text.lower() != "and":
            raise reader.fail("`and` (a value of several words stands in quotes)")
        reader.take()
        terms.append(_term(reader, model))
    return Filter(tuple(terms))


def _term(reader: _Reader, model: type[BaseModel] | None) -> Term:
    path = _path(reader, model)
    token = reader.peek()
    operator = {"==": "="}.get(token.text, token.text.lower())
    if token.kind not in ("operator", "word") or operator not in _OPERATORS:
        raise reader.fail(f"one of {' '.join(_OPERATORS)}")
    reader.take()
    return Term(path, operator, _list(reader) if operator == "in" else (_literal(reader),))


def _path(reader: _Reader, model: type[BaseModel] | None) -> tuple[str, ...]:
    token = reader.peek()
    if token.kind != "word" or not re.fullmatch(r"\w+(?:\.\w+)*", token.text):
        raise reader.fail("a field such as fatalities.best")
    path = tuple(token.text.split("."))
    if model is not None and (fault := fields.fault(path, model)):
        raise reader.fault(token.at, fault)
    reader.take()
    return path


def _list(reader: _Reader) -> tuple[Literal, ...]:
    if reader.peek().text != "(":
        raise reader.fail("a list such as (SYR, IRQ)")
    reader.take()
    values = [_literal(reader)]
    while reader.peek().text == ",":
        reader.take()
        values.append(_literal(reader))
    if reader.peek().text != ")":
        raise reader.fail("`,` or `)`")
    reader.take()
    return tuple(values)


def _literal(reader: _Reader) -> Literal:
    token = reader.peek()
    if token.kind not in ("quoted", "word"):
        raise reader.fail("a value")
    reader.take()
    if token.kind == "quoted":
        return Literal(token.text[1:-1], token.text[1:-1])
    return Literal(token.text, _constant(token.text))


def _constant(text: str) -> Any:
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    return float(text) if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text) else text
