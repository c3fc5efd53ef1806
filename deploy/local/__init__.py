"""This machine alone: an embedded store, an offline model and a local workspace with a page."""
