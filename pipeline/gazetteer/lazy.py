"""A property worked out once for each instance, without the lock of Python 3.11's `functools.cached_property`."""

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

Instance = TypeVar("Instance")
Value = TypeVar("Value")


class lazy(Generic[Instance, Value]):  # noqa: N801 - it stands where `property` would
    """Decorates a method without arguments; its value is kept in the instance under the method's name."""

    def __init__(self, method: Callable[[Instance], Value]) -> None:
        """Take the method."""
        self._method = method
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn under which name the value is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Instance, owner: type) -> Value: ...
    def __get__(self, instance: Instance | None, owner: type) -> Value | Self:
        """Work the value out; from then on the instance's own attribute is found first."""
        if instance is None:
            return self
        value = self._method(instance)
        instance.__dict__[self._name] = value
        return value
