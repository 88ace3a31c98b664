"""Sessions the recap tests share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from facilitator.recaps.lines import content_words
from facilitator.seams import Vectors

DIALOGUE = """Date: 12 March 2026
Mentor: Priya Nair
Mentee: Tom Blake

Tom: So how did the dashboard go?
Priya: People still print it because the export takes nine minutes.
Priya: Off the record, Sam is thinking of leaving in June.
Tom: Really? Does his manager know?
Priya: No, not yet.
Tom: OK, back to the dashboard. I'll send you the list of reports by Friday.
Priya: Could you also ask Finance for the stock numbers?
Tom: Sure, will do, by next Tuesday.
Priya: I might try a demo with the night shift, not sure yet.
Tom: Who owns the numbers when they are wrong?
Priya: I don't know.
Tom: Let's keep the printed pack until April.
Priya: Agreed.
"""


class WordVectors:
    """Texts that share words are near each other: enough for tests, and no model to load."""

    model_id = "words"
    dimensions = 256

    def embed(self, texts: Sequence[str]) -> Vectors:
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in content_words(text):
                out[row, int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimensions] += 1
            out[row, 0] += 0.01
        unit: Vectors = out / np.linalg.norm(out, axis=1, keepdims=True)
        return unit
