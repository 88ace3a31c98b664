"""One module a page, each with its documented context."""
