"""Ringi's Bolt app and its two use cases: answering a request, and signing a draft off."""
