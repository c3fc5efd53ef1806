"""The guards, measured: how right and how fast, beside a Presidio + ja_ginza set-up."""
