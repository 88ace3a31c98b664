"""Fine-tuning the upper layers of the pinned MiniLM: run in an environment of its own, see requirements.txt here."""
