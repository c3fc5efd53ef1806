"""Keys: one hash tag for a team, and no way to name another team's."""

import pytest

from bot.store.keys import Keys


def test_all_keys_of_a_team_share_its_hash_tag() -> None:
    keys = Keys("T1")
    named = [
        *(keys.log, keys.log_head, keys.in_review, keys.deadlines, keys.vault("k")),
        *(keys.stream("jobs"), keys.item("jobs", "j"), keys.seen("Ev1"), keys.draft("d")),
        *(keys.signoff("s"), keys.publication("s", 1), keys.ledger("s", 1), keys.of_person("U1")),
    ]
    assert all(name.startswith("ringi:{T1}:") for name in named)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("team", ["", "T{1", "T}1"], ids=["empty", "opens", "closes"])
def test_team_that_would_break_the_tag_is_refused(team: str) -> None:
    with pytest.raises(ValueError, match="team id"):
        Keys(team)


def test_dedupe_key_from_outside_is_hashed() -> None:
    assert "Ev1" not in Keys("T1").seen("Ev1")
