"""Destinations. Each takes only what was approved, and says whether it did, did not, or can't tell."""
