"""Models: the client's settings, and how the offline model drafts."""
