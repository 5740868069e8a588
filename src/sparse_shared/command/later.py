"""Put off an import that nothing here needs, and that takes a third of the time until the command starts."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


def import_at_first_use(name: str) -> None:
    """Let a module be imported when something is first asked of it, unless it is there already.

    `dataclasses` imports `inspect`, and with it `ast`, `dis` and `tokenize`, to describe classes that have no
    docstring. All of ours have one.
    """
    sys.modules.setdefault(name, _Later(name))


class _Later(ModuleType):
    """Stands in for a module and becomes like it when it is asked for what it does not have."""

    def __getattr__(self, attribute: str) -> object:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        module = import_module(name)
        self.__dict__.update(module.__dict__)
        value: object = getattr(module, attribute)
        return value
