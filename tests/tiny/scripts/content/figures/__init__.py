"""The figures of the tiny site."""
