"""The same verbs as the command line, in JSON."""
