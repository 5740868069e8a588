"""The tiny site's modules are no tests: they are copied and run by those that are."""

from __future__ import annotations

collect_ignore = ["tiny"]
