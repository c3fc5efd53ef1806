"""What is configured, reachable, missing or too permissive, in words."""
