"""How the brand writes: its words, notation, tone, style, widths and lengths."""
