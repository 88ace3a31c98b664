"""The Recap's way from the mentor's draft to the mentee: consent, editing, marking off the record, release, confirming."""
