"""Destinations. Each takes only what was approved, and says: it did, it did not, or can't tell."""
