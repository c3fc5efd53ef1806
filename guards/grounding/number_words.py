"""Numbers that are spelt: 二千三百十五, twenty-five, one hundred and twenty million."""

from decimal import Decimal

from guards.grounding.anchors import anchored

_ONES = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
KANJI = "〇一二三四五六七八九十百千"
# Longer runs are no number that anybody wrote.
_LONGEST = 24

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TWENTY_AND_MORE = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_BELOW_TWENTY.split())} | {
    word: value * 10 for value, word in enumerate(_TWENTY_AND_MORE.split(), start=2)
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted((*_SMALL, "hundred", *_LARGE, "dozen"), key=lambda w: (-len(w), w)))
ENGLISH = anchored(
    rf"(?<![A-Za-z0-9-])(?P<body>(?:(?:an?|half an?) (?=hundred|thousand|million|billion|dozen))?"
    rf"(?:{_WORD})(?:(?: and |[ -])(?:{_WORD})){{0,10}})(?![A-Za-z])",
    words=" ".join((*_SMALL, "hundred", *_LARGE, "dozen")),
    back=7,
    ahead=160,
)


def kanji_number(digits: str) -> int | None:
    """二千三百十五億 → 231500000000, 二五 → 25; None for what is no number."""
    if len(digits) > _LONGEST:
        return None
    if all(char in _ONES for char in digits):
        return int("".join(str(_ONES[char]) for char in digits))
    total, below, ones = 0, 0, 0
    for char in digits:
        if char in _ONES:
            ones = _ONES[char]
        elif char in _TENS:
            below, ones = below + (ones or 1) * _TENS[char], 0
        else:
            total, below, ones = total + (below + ones or 1) * _MYRIADS[char], 0, 0
    return total + below + ones


def small_number(written: str) -> int:
    """A day, month or year in digits or kanji."""
    return int(written) if written.isascii() else kanji_number(written) or 0


def english_number(words: str) -> Decimal:
    """One hundred and twenty million → 120000000."""
    said = words.lower().replace("-", " ").split()
    half = said[0] == "half"
    total, below = Decimal(0), Decimal(0)
    for word in said:
        if word in _SMALL:
            below += _SMALL[word]
        elif word == "hundred":
            below = (below or Decimal(1)) * 100
        elif word == "dozen":
            below = (below or Decimal(1)) * 12
        elif word in _LARGE:
            total, below = total + (below or 1) * _LARGE[word], Decimal(0)
    return (total + below) / 2 if half else total + below
