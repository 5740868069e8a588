"""Make Hypothesis draw the same examples at every run, on every machine."""

from hypothesis import settings

settings.register_profile("same_every_run", derandomize=True, deadline=None, database=None)
settings.load_profile("same_every_run")
