"""Everything that can be found: the only room with Chroma and langchain's splitters and embeddings."""
