"""Writes where each tensor of the pinned model starts in its data file: ``python -m evals.training.encoder.places``."""

from __future__ import annotations

import json
from pathlib import Path

import onnx

from evals.training.encoder.bert import assets

OUT = Path(__file__).parents[3] / "facilitator" / "language" / "minilm_tensors.json"


def main() -> None:
    """Float tensors that stand outside the graph; the others are small and stay with it."""
    model = onnx.load(str(assets() / "onnx" / "model.onnx"), load_external_data=False)
    places = {}
    for tensor in model.graph.initializer:
        if tensor.data_location == onnx.TensorProto.EXTERNAL and tensor.data_type == onnx.TensorProto.FLOAT:
            where = {entry.key: entry.value for entry in tensor.external_data}
            places[tensor.name] = [int(where.get("offset", 0)), list(tensor.dims)]
    OUT.write_text("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(place)}" for name, place in sorted(places.items())) + "\n}\n", encoding="utf-8")
    print(len(places), "tensors")


if __name__ == "__main__":
    main()
