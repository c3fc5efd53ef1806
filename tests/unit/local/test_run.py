"""`ringi run` on this machine."""

from pathlib import Path

from deploy.local.run import alone


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with alone(tmp_path) as first, alone(tmp_path) as second:
        assert (first, second) == (True, False)
    with alone(tmp_path) as after:
        assert after
