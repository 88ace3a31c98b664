"""The owner's pages: how the programme is doing, people, pairs, bringing a list in, settings, audit."""
