"""What a second opinion is asked about: the written policy that a policy-following model gets."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "rulebooks" / "injection-policy.md"
RULES = frozenset(
    {"override", "role", "reveal", "turn", "exfiltrate", "steer", "unmask", "approve", "evade"}
)
"""The names by which the policy calls its rules. An answer that names another is unreadable."""


@cache
def policy() -> str:
    """The policy as it is sent. Read once."""
    return FILE.read_text(encoding="utf-8")
