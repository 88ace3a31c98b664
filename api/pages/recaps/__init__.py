"""The pages of a pair's recap: the mentor's draft, marks, release, and what the mentee reads."""
