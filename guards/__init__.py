"""Guards: text in, verdict out. A library that knows no Slack, no store and no model."""
