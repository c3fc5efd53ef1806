"""The digest that a signature binds to, over exactly what leaves the company."""

import hashlib

import rfc8785

from bot.records import Publication


def digest_of(publication: Publication) -> str:
    """SHA-256, in hex, over the RFC 8785 canonical JSON of {destination, title, body, fields}."""
    canonical = rfc8785.dumps(
        {
            "destination": publication.destination,
            "title": publication.title,
            "body": publication.body,
            "fields": dict(publication.fields),
        }
    )
    return hashlib.sha256(canonical).hexdigest()
