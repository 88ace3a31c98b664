"""Files people really have → Markdown text, inside a child process with limits."""
