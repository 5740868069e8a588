"""Compile the templates of the theme and of the API page once, not at every build.

MkDocs calls the functions by their names, at each build. This can be left out: builds then take longer.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import jinja2
import mkdocs

ROOT = Path(__file__).resolve().parents[1]
# Run, not imported: a package `build` may be installed as well.
Bytecode = runpy.run_path(str(ROOT / "scripts" / "build" / "cache.py"))["Bytecode"]


def on_files(files: Any, config: Any) -> None:
    plugin = config.plugins.get("mkdocstrings")
    if plugin:
        plugin.get_handler("python").env.bytecode_cache = _compiled()


def on_env(env: jinja2.Environment, config: Any, files: Any) -> None:
    env.bytecode_cache = _compiled()


def _compiled() -> jinja2.BytecodeCache:
    cache: jinja2.BytecodeCache = Bytecode(ROOT / ".cache" / "theme", mkdocs.__version__.encode())
    return cache
