"""What the words of a Brief say: the only room with spaCy. Its types stop here; phrases and plain text leave."""
