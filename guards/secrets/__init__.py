"""Keys, tokens and passwords: by provider format, by cue word, by how random they look."""
