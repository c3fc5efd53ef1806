"""Words that must not go out as they stand: rule packs in prh's shape, on RE2."""
