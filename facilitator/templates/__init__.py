"""Templates for the Writer: read, filled in a sandbox, never page templates."""
