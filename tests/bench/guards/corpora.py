"""The corpora of tests/corpus/guards, and texts of any length made of their sentences.

`tune` is what the guards were made with. `check` was written by somebody who did not know them, and
then used to find classes of mistakes. `report` was written likewise, and is only measured on: who
works on the guards does not read it. A secret's random part is written {{kind:length:seed}}, so
that no file here holds anything like a live key.
"""

import json
import random
import re
import string
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Line = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "corpus" / "guards"
_MARK = re.compile(r"\{\{(?P<kind>[a-z0-9]+):(?P<length>[0-9]+):(?P<seed>[^}]*)\}\}")
_ALPHABETS = {
    "hex": "0123456789abcdef",
    "alnum": string.ascii_letters + string.digits,
    "upper": string.ascii_uppercase,
    "base64": string.ascii_letters + string.digits + "+/",
    "base64url": string.ascii_letters + string.digits + "-_",
    "digits": string.digits,
}
_MARKS = {
    "ja": str.maketrans("0123456789", "あいうえおかきくけこ"),
    "en": str.maketrans("0123456789", "abcdefghij"),
}
_SECRET_HINT = re.compile(r"[a-z]+://[^/ ]+:[^/ ]+@|[?&](?:token|key|sig)=")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿]")


def read(kind: str, half: str = "report") -> list[Line]:
    """The lines of one corpus, markers filled in."""
    text = (FOLDER / kind / f"{half}.jsonl").read_text(encoding="utf-8")
    return [json.loads(_filled(line)) for line in text.splitlines() if line.strip()]


def read_file(path: Path) -> list[Line]:
    """Labelled sentences: `{"text", "spans": [[start, end, label]]}` a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spans_of(line: Line) -> list[tuple[int, int, str]]:
    """The annotated spans of a line that names substrings in order of occurrence."""
    spans, at = [], 0
    for label, value in line["found"]:
        start = line["text"].find(value, at)
        if start < 0:
            start = line["text"].index(value)
        spans.append((start, start + len(value), label))
        at = start + len(value)
    return spans


def texts(language: str, length: int, count: int, *, seed: int = 0) -> list[str]:
    """`count` different texts of exactly `length` code points, in 'ja' or 'en'."""
    sentences = _sentences(language)
    chance = random.Random(f"{language}{length}{seed}")  # noqa: S311 - a fixed shuffle
    made = []
    for number in range(count):
        parts: list[str] = []
        held = 0
        while held < length:
            sentence = chance.choice(sentences)
            # A mark of its own, so that no two texts share their sentences to the letter.
            mark = str(number * 1000 + len(parts)).translate(_MARKS[language])
            parts.append(f"{sentence} {mark}\n")
            held += len(parts[-1])
        made.append("".join(parts)[:length])
    return made


def japanese_sentences() -> list[str]:
    """Every Japanese sentence of the corpora, but for lines that hold a secret."""
    return sorted({line for line in _sentences("ja") if not _SECRET_HINT.search(line)})


@cache
def _sentences(language: str) -> Sequence[str]:
    wanted = language == "ja"
    return tuple(
        line for line in _all_texts() if bool(_JAPANESE.search(line)) == wanted and len(line) > 8
    )


def _all_texts() -> Iterator[str]:
    for kind in ("benign", "names"):
        for line in read(kind):
            yield from filter(None, map(str.strip, line["text"].splitlines()))
    for line in read("terms"):
        yield from (line["ng"], line["ok"])


def _filled(line: str) -> str:
    return _MARK.sub(_fill, line)


def _fill(mark: re.Match[str]) -> str:
    kind, length, seed = mark["kind"], int(mark["length"]), mark["seed"]
    chance = random.Random(f"{kind}{length}{seed}")  # noqa: S311 - the same filler each time
    return "".join(chance.choice(_ALPHABETS[kind]) for _ in range(length))
