"""What Slack accepts as Block Kit: shapes, limits, and where each block may stand. Pure."""
