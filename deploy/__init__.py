"""Three ways to run the same bot: this machine alone, containers, a cluster."""
