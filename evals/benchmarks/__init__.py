"""Times and memory, on this machine, in one run: ``make bench``."""
