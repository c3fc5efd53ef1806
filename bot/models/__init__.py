"""Language models behind one port: OpenAI's Responses and Chat Completions, and who speaks them."""
