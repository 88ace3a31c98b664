"""make bench; and the benchmarks that are asked for by name."""

from __future__ import annotations

import sys

from evals.benchmarks import fuzz, library, library_kills, library_scale, pages, serving

NAMED = {"fuzz": fuzz.main, "library": library.main, "library-kills": library_kills.main, "library-scale": library_scale.main, "pages": pages.main}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        if sys.argv[1] not in NAMED:
            sys.exit(f"There is no benchmark {sys.argv[1]!r}. Known are: {', '.join(NAMED)}; without a name, times and memory are measured.")
        NAMED[sys.argv[1]](sys.argv[2:])
    else:
        serving.main()
