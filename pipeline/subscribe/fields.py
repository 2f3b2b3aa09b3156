"""The fields of a message, by the names that they have in JSON."""

import difflib
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def fault(path: tuple[str, ...], model: type[BaseModel]) -> str | None:
    """Say what is wrong with a path into a model's messages, and which field may be meant; None where it exists."""
    here: type[BaseModel] | None = model
    for number, name in enumerate(path, 1):
        if here is None:
            return None
        known = of(here)
        if name not in known:
            return f"there is no field {'.'.join(path[:number])}; {_hint(name, list(known))}"
        here = known[name]
    return None


def of(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Give a model's fields, each with the model of what is in it, if that is one."""
    return {info.alias or name: _inner(info.annotation) for name, info in model.model_fields.items()}


def _hint(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Find the model in `Model | None`, `tuple[Model, ...]` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple, list, Annotated):
        return next((found for argument in get_args(annotation) if (found := _inner(argument))), None)
    return None
