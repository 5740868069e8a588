"""The tiny site's modules are no tests: they are copied and run by those that are.

Hypothesis draws the same examples at every run, on every machine. The package's tests say so, too: they are
published without this file.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same_every_run", derandomize=True, deadline=None, database=None)
settings.load_profile("same_every_run")

collect_ignore = ["tiny"]
