"""A released Recap as a file: Markdown, Word, PDF, and its dates for a calendar."""
