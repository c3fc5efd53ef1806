"""How long the analyzer and the input chain take, on texts that were never seen before."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from guards.chain import Chain
from guards.verdict import Context
from tests.bench.guards import corpora
from tests.bench.guards.table import Row

Analyze = Callable[[str], object]

BARS_MS = {("ja", 200): 1.0, ("ja", 10_000): 45.0, ("en", 200): 1.0, ("en", 10_000): 45.0}
LINEAR_BAR = 11.0
_KINDS: Mapping[str, str] = {
    "digits": "0123456789",
    "signs": "@-+()[]「」",
    "kana": "あいうえおかきくけこ",
    "kanji": "山田佐藤東京大阪部長",
    "letters": "abc DEF ",
    "one letter": "a",
}


def analyzer_rows(ours: Analyze, peer: Analyze | None) -> Iterator[Row]:
    """The p50 of `analyze` by language and length; the peer runs on the first of the same texts."""
    for (language, length), bar in BARS_MS.items():
        texts = corpora.texts(language, length, 201 if length < 1000 else 25)
        ours(texts[0])
        took = median_ms(ours, texts[1:])
        other = median_ms(peer, texts[1:11] if length < 1000 else texts[1:3]) if peer else None
        yield Row(f"analyze p50, {language} {length:,}", took, bar, other, unit="ms", most=True)


def linear_rows(fresh: Callable[[], Analyze]) -> Iterator[Row]:
    """Time for 100,000 code points over time for 10,000, by kind of text.

    An engine remembers sentences, so each time is taken on one that is `fresh`.
    """
    made = {language: corpora.texts(language, 100_000, 2) for language in ("ja", "en")}
    made |= {kind: [(unit * 100_000)[:100_000]] * 2 for kind, unit in _KINDS.items()}
    for kind, (long, other) in made.items():
        tenth = statistics.median(_once_ms(fresh(), other[:10_000]) for _ in range(5))
        whole = statistics.median(_once_ms(fresh(), long) for _ in range(3))
        ratio = whole / tenth
        yield Row(f"100k ÷ 10k, {kind}", ratio, LINEAR_BAR, unit="times", most=True)


def chain_rows(chain: Chain) -> Iterator[Row]:
    """The whole input chain on 1,000 Japanese code points."""
    texts = corpora.texts("ja", 1000, 301)
    took = sorted(each_ms(lambda text: chain.check(text, Context()), texts))
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    yield Row("input chain, ja 1,000, p50", p50, 8.0, unit="ms", most=True)
    yield Row("input chain, ja 1,000, p95", p95, 15.0, unit="ms", most=True)


def median_ms(work: Analyze, texts: Sequence[str]) -> float:
    return statistics.median(each_ms(work, texts))


def each_ms(work: Analyze, texts: Sequence[str]) -> list[float]:
    """Wall-clock milliseconds of each, in order."""
    took = []
    for text in texts:
        start = time.perf_counter()
        work(text)
        took.append((time.perf_counter() - start) * 1000)
    return took


def _once_ms(work: Analyze, text: str) -> float:
    work("担当は山田です。03-1234-5678")  # what an engine does only once
    return each_ms(work, [text])[0]
