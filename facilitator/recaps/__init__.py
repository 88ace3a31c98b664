"""A session's record, whatever file it came in: lines with speakers and times, off-record passages gone. Pure code, no vendor past a door."""
