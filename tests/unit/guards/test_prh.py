"""The same pack gives the same places in npm's prh, before our own conditions.

prh reads a text as it is written, and paragraph by paragraph: the texts here are in one width.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from guards.normalise import Text
from guards.rulebook import BUILT_IN, DEFAULT, load
from guards.terms.loading import load_pack
from guards.terms.rule import Rule

HERE = Path(__file__).parent / "prh"
CORPUS = Path(__file__).parents[2] / "corpus" / "guards" / "terms" / "tune.jsonl"
PACKS = load(DEFAULT).terms.packs
Places = list[list[list[int]]]

OWN_PACK = """
version: 1
rules:
  - expected: JavaScript
  - { expected: お客様, patterns: [御客様, '/おきゃくさま|お客さま/'] }
  - { expected: Cookie, pattern: cookie, options: { wordBoundary: true } }
  - { expected: こと, pattern: '/(記|大|仕)?事/', regexpMustEmpty: $1 }
  - { expected: "$1ください", pattern: '/(ご覧|お待ち)下さい/' }
  - { expected: ユーザー, pattern: '/ユーザー?/' }
  - { expected: C++, pattern: c++ }
"""
OWN_TEXTS = [
    "javascript と Javascript と JavaScript",
    "御客様、お客さま、お客様",
    "cookie, cookies, cookieを使う",
    "仕事と記事と大事",
    "ご覧下さい。お待ち下さい。お待ちください。",
    "ユーザとユーザーとユーザビリティ",
    "c++ と C++",
    "絵文字😀のあとのjavascript",
]


def ours(path: Path, texts: list[str]) -> Places:
    rules = load_pack(path)
    return [one_edit_a_place(hits_of(rules, text)) for text in texts]


def hits_of(rules: list[Rule], text: str) -> list[list[int]]:
    found = [[hit.start, hit.end, at] for at, rule in enumerate(rules) for hit in rule.hits(text)]
    return sorted(found, key=lambda place: place[:2])


def one_edit_a_place(places: list[list[int]]) -> list[list[int]]:
    """As prh does it, so that its edits can't overlap: the longer of one start, then the first."""
    longer = [
        place
        for at, place in enumerate(places)
        if not any(
            place[0] == after[0] and place[1] < after[1] for after in places[at + 1 : at + 2]
        )
    ]
    return [place for at, place in enumerate(longer) if at == 0 or place[0] >= longer[at - 1][1]]


def theirs(packs: dict[str, Path], texts: list[str]) -> dict[str, Places]:
    """prh counts UTF-16 units; here they are code points."""
    node = shutil.which("node")
    assert node, "Node is needed: run these by tests/run.sh, which says so"
    asked = json.dumps({"packs": {name: str(path) for name, path in packs.items()}, "texts": texts})
    answer = subprocess.run(  # noqa: S603 - our own script
        [node, "hits.js"], cwd=HERE, input=asked, capture_output=True, text=True, check=True
    )
    found: dict[str, Places] = json.loads(answer.stdout)
    return {
        name: [
            [
                [code_points(text, start), code_points(text, end), rule]
                for start, end, rule in places
            ]
            for text, places in zip(texts, each, strict=True)
        ]
        for name, each in found.items()
    }


def code_points(text: str, utf16_units: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * utf16_units].decode("utf-16-le"))


def corpus_texts() -> list[str]:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [row[key] for row in rows for key in ("ng", "ok")]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """What both read alike: prh knows no width, so texts that are in one width already."""
    return [Text.of(text).normal for text in corpus_texts()]


@pytest.fixture(scope="module")
def found_by_prh(texts: list[str]) -> dict[str, Places]:
    return theirs({name: BUILT_IN / name for name in PACKS}, texts)


@pytest.mark.node
@pytest.mark.parametrize("name", PACKS)
def test_prh_reads_our_packs_and_finds_the_same_places(
    name: str, texts: list[str], found_by_prh: dict[str, Places]
) -> None:
    mine = ours(BUILT_IN / name, texts)
    differing = [text for text, a, b in zip(texts, mine, found_by_prh[name], strict=True) if a != b]
    assert differing == []
    assert any(mine)


@pytest.mark.node
def test_what_prh_can_be_told_means_the_same_here(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(OWN_PACK, encoding="utf-8")
    assert ours(path, OWN_TEXTS) == theirs({"own": path}, OWN_TEXTS)["own"]
