"""What is kept on disk: the only room with SQL."""
