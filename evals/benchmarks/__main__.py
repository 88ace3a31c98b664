"""make bench."""

from __future__ import annotations

from evals.benchmarks.serving import main

if __name__ == "__main__":
    main()
