"""The tables of the tiny site."""
