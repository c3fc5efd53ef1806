"""PII: Presidio with Japanese recognizers, names from Sudachi, and placeholders."""
