"""Labelled answers to questions, and the training of the encoder that reads a question and an answer together."""
