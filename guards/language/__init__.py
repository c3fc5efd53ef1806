"""The form of a draft: its language, its politeness, its sections, and what the model added."""
