"""A local workspace: the parts of Slack's protocol that Ringi uses, in memory, on loopback."""
