"""Templates: what may stand in a file, in a value and in an answer."""
