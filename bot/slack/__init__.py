"""The surface: what people in Slack see and press. Decides nothing, holds no rule."""
