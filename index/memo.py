"""Values that are kept by key, and made when they are first asked for."""

from collections.abc import Callable, Hashable, MutableMapping
from threading import Lock
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


def kept(cache: MutableMapping[_Key, _Value], lock: Lock, key: _Key, make: Callable[[], _Value]) -> _Value:
    """The value of ``key``; two threads that ask for the same at once may both make it.

    ``cachetools.cachedmethod`` does the same, but ties the object whose method it is into a circle: with it the files
    of a state that nobody asks any more would stay open until the garbage collector looks at everything.
    """
    with lock:
        found = cache.get(key)
    if found is None:
        found = make()
        with lock:
            cache[key] = found
    return found
