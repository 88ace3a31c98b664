"""Suites of other tools, in and out: a declared subset; whatever would run code is refused by name."""
