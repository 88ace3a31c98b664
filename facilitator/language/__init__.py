"""Writers and embedders: the only room with OpenAI."""
