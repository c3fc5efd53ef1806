"""The demo empties only a folder of its own."""

from pathlib import Path

from deploy.local.demo import cleared


def test_a_new_folder_and_the_demos_own_are_made_empty(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cleared(out)
    (out / "log.jsonl").write_text("old")
    assert cleared(out)
    assert not (out / "log.jsonl").exists()
    assert (out / "site").is_dir()


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "thesis.md"
    kept.write_text("mine")
    assert not cleared(tmp_path)
    assert kept.read_text() == "mine"


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_text("mine")
    assert not cleared(file)
    assert file.read_text() == "mine"
