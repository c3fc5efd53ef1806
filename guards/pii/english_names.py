"""English and romanised names: titles, cue words, and common first names before a capital.

The list is ours: first names that are common in English-speaking offices, and common Japanese
given and family names in Latin letters. A first version; a model may be added beside it.
"""

import re
from collections.abc import Iterator

_FIRST = frozenset(
    """
    aaron abigail adam adrian agnes aidan alan albert alex alexander alexandra alfred alice alicia
    alison allison amanda amber amelia amy ana andre andrea andrew angela anita ann anna anne
    annette anthony antonio april arthur ashley audrey barbara beatrice ben benjamin bernard beth
    betty beverly bill billy bob bobby bonnie brad bradley brandon brenda brian bridget bruce bryan
    caleb cameron carl carla carlos carol caroline carolyn catherine charles charlie charlotte
    cheryl chloe chris christian christina christine christopher cindy claire clara claudia
    connor craig crystal curtis cynthia daniel danielle danny darren dave david dawn dean deborah
    debra denise dennis derek diana diane don donald donna dorothy doug douglas dylan edward edwin
    eileen elaine eleanor elena elizabeth ella ellen emily emma eric erica erin ethan eugene eva
    evan evelyn felix fiona frances francis frank fred frederick gabriel gareth gary gavin geoffrey
    george gerald gina glenn gloria gordon grace graham greg gregory hannah harold harry harvey
    heather heidi helen henry holly howard hugh hugo ian ingrid irene isaac isabel isabella ivan
    jack jackie jacob jacqueline jake james jamie jan jane janet janice jason jean jeff jeffrey
    jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joanna joanne joe joel john
    johnny jon jonathan jordan jose joseph joshua joyce juan judith judy julia julian julie
    justin karen karl kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin
    kim kimberly kirsten kristen kyle larry laura lauren laurence lawrence leah lee leo leon
    leonard leslie lewis liam linda lisa logan lois lori louis louise lucas lucy luis luke lynn
    madison marc marcus margaret maria marie marilyn mario marion mark martha martin martina mary
    mason matt matthew maureen max megan melanie melissa michael michelle miguel mike miranda
    mohamed mohammed molly monica morgan nancy naomi natalie natasha nathan nathaniel neil
    nicholas nicola nicole nigel nina noah norman olivia oscar owen pamela patricia patrick paul
    paula pauline pedro peggy penny peter phil philip phillip phyllis priya rachel ralph ray
    raymond rebecca renee rhonda ricardo richard rick rita rob robert roberta robin rodney roger
    ronald rosa rose ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott
    sean sebastian shannon sharon shaun shawn sheila shirley simon sofia sophia sophie stacy
    stanley stella stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tanya
    tara ted teresa terry theodore theresa thomas tiffany tim timothy tina todd tom tony tracy
    travis trevor tyler valerie vanessa vera veronica victor victoria vincent virginia walter
    wanda wayne wendy william willie yvonne zachary zoe
    akiko akira asuka atsushi ayaka ayumi chiaki daichi daiki daisuke eiji emi eri fumiko haruka
    haruki haruto hideki hiroki hiroko hiroshi hiroyuki ichiro jiro junko kaito kana kaori kazuki
    kazuko kazuo keiko keisuke kenichi kenji kenta koji kyoko makoto mami manabu mariko masahiro
    masako masato mayumi megumi michiko midori miho mika misaki mitsuru miyuki momoko naoki naoko
    naoto natsuki noriko reiko ren rie ryo ryota sachiko saburo sakura satoko satoshi sayaka
    shigeru shinichi shinji sho shota shun tadashi taichi takahiro takashi takeshi takumi taro
    tatsuya tetsuya tomoko tomoya toshio tsubasa wataru yamato yasuko yoko yoshiko yosuke yuichi
    aya hana kento mai maki mari miki moe nana riku riko risa saki sora yuma
    yuka yukari yuki yukiko yuko yumi yumiko yusuke yuta yuto
    """.split()  # noqa: SIM905 - a hundred quotes are harder to read
)
_JAPANESE_FAMILY = frozenset(
    """
    abe ando aoki arai endo fujii fujita fujiwara fukuda goto hara harada hasegawa hashimoto hayashi
    higuchi hirano honda ikeda imai inoue ishida ishii ishikawa ito iwasaki kaneko kato kawaguchi
    kikuchi kimura kinoshita kobayashi kojima kondo kubo kudo maeda maruyama masuda matsuda
    matsumoto miura miyazaki mori morita murakami murata nakagawa nakajima nakamura nakano nakayama
    nishimura noguchi nomura ogawa ohno okada okamoto onishi ono ota otsuka saito sakai sakamoto
    sakurai sasaki sato shibata shimada shimizu sugawara sugiyama suzuki takada takagi takahashi
    takeda takeuchi tamura tanaka taniguchi uchida ueda ueno wada watanabe yamada yamaguchi
    yamamoto yamashita yamazaki yokoyama yoshida
    """.split()  # noqa: SIM905
)
_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ſ'’-]{1,24}"
_INITIAL = r"[A-Z]\."
_PARTICLE = r"(?:de|da|del|di|van|von|der|den|bin|al|la|le)"
_REST = rf"(?: (?:{_INITIAL}|{_PARTICLE})){{0,2}} {{1,3}}{_CAP}"
_EDGE = r"(?<![A-Za-z0-9À-ſ@._/-])"
_STOP = r"(?![A-Za-z0-9À-ſ@])"
_TITLED = re.compile(
    rf"{_EDGE}(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame|Madam)\.? "
    rf"(?P<v>(?:{_CAP}|{_INITIAL})(?:{_REST}|(?: {_CAP})?){_STOP})"
)
_CUED = re.compile(
    r"(?i:(?:contact(?: person)?|name|attn|attention|signed|sincerely|regards|author|manager|"
    r"directed by|written by|prepared by|reported by|cc|my name is|i am|i'm|this is|dear|hi|hello))"
    rf"(?:[:,]\s{{1,5}}| )(?P<v>{_CAP}{_REST}{_STOP})"
)
# A look-ahead, so that the Ask of "Ask Emily Carter" does not use up the Emily.
_PAIR = re.compile(rf"{_EDGE}(?=(?P<v>(?P<first>{_CAP}){_REST}{_STOP}))")
_CAPITAL_FAMILY = re.compile(
    rf"{_EDGE}(?P<v>(?:[A-Z]{{2,15}} (?P<given>{_CAP})|(?P<first>{_CAP}) [A-Z]{{3,15}})){_STOP}"
)
# Whoever says, writes or lives is a person, listed or not.
_SPEAKING = re.compile(
    rf"{_EDGE}(?P<v>{_CAP}{_REST})(?=,? (?:said|says|explain|asked|wrote|writes|told|noted|"
    r"commented|replied|lives|joined|reported|presented|will (?:present|lead|join)|manages|leads))"
)
# Two capitalised words of which one has a letter with a mark: Šárka Ottová.
_MARKED = re.compile(rf"{_EDGE}(?P<v>(?=[A-Za-z .'-]{{0,50}}[À-ÖØ-öø-ÿĀ-ſ]){_CAP} {_CAP}){_STOP}")
# Written small, as in a chat: only where both halves are listed.
_SMALL = re.compile(
    rf"{_EDGE}(?=(?P<v>(?P<first>[a-z]{{3,10}})[ .](?P<last>[a-z]{{3,10}})){_STOP})"
)
_SINGLE = re.compile(rf"{_EDGE}(?P<first>[A-Z][a-z]{{2,14}}){_STOP}")
# Capitalised words that follow or look like names but are not.
_NOT_FAMILY = frozenset(
    """
    street avenue road university college school hospital airport island park company inc ltd llc
    corporation group bank hotel church museum county city day award prize cup foundation institute
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    team teams staff department division committee board office desk service services support
    sales marketing customer customers client clients everyone everybody folks friends colleagues
    brand brands guide guidelines approval manager project campaign agency partners hotel launch
    """.split()  # noqa: SIM905
)
# Family names that are common where English is spoken: a first name that is an everyday word
# too (Mark, Rose, Grace) is a person's only before one of these, or before an ending of theirs.
_FAMILY = frozenset(
    """
    adams allen baker bell bennett black brooks brown butler campbell carter castle chen clark cole
    collins cook cooper cox cruz davis diaz edwards evans fisher fletcher ford foster fox garcia
    gomez gonzales gray green griffin hall hamilton harris hayes henry hernandez hill howard hughes
    hunt hunter james jenkins jones jordan kelly kennedy khan kim king lee lewis lloyd long lopez
    marshall martin martinez mason mitchell moore morales morgan morris murphy murray myers nguyen
    o'brien ortiz owens parker patel perez perry phillips pope powell price ramirez reed reyes
    reynolds rice richards rivera roberts rogers ross russell ryan sanchez sanders scott shaw singh
    smith spencer stewart stone sullivan taylor thomas torres tucker turner walker wallace walsh
    ward warren watkins watson webb wells west white williams wilson wood woods wright young
    """.split()  # noqa: SIM905
)
_FAMILY_ENDING = re.compile(
    r"^(?:o'|mc|mac)[a-z]{3,}|[a-z]{2,}(?:son|sen|man|mann|ski|sky|ez|ov|ova|ley|berg|stein|"
    r"worth|croft|ham|field)$"
)
# First names that are everyday words too: alone they say nothing.
_EVERYDAY = frozenset(
    """
    amber april bill crystal dawn dean don drew frank grace grant holly hope jordan june lee mark
    max may morgan penny ray rich rob robin rose ross sue virginia will jan madison mason charlotte
    hana mai nana saki sora
    sofia florence ren sho sakura midori yamato tsubasa eva christian
    """.split()  # noqa: SIM905
)


def english_names(text: str) -> Iterator[tuple[int, int, float]]:
    """(start, end, score) of names in Latin letters; scores under 0.4 are mere possibilities.

    The 's of "Emily Carter's" is not part of the name.
    """
    for start, end, score in _candidates(text):
        yield start, end - 2 * text.endswith(("'s", "’s"), start, end), score


def _candidates(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _TITLED.finditer(text):
        yield *match.span("v"), 0.9
    for match in _CUED.finditer(text):
        if not _NOT_FAMILY & set(match["v"].lower().split()):
            yield *match.span("v"), 0.75
    for pattern, score in ((_SPEAKING, 0.6), (_MARKED, 0.5)):
        for match in pattern.finditer(text):
            if _family_of(match["v"]) not in _NOT_FAMILY:
                yield *match.span("v"), score
    for match in _PAIR.finditer(text):
        score = _pair_score(match["v"], match["first"])
        if score:
            yield *match.span("v"), score
    for match in _CAPITAL_FAMILY.finditer(text):
        if (match["given"] or match["first"]).lower() in _FIRST:
            yield *match.span("v"), 0.8
    for match in _SMALL.finditer(text):
        names = match["first"], match["last"]
        if _is_romaji(*names) or _is_romaji(*reversed(names)):
            yield *match.span("v"), 0.7
    for match in _SINGLE.finditer(text):
        first = match["first"].lower()
        if first in _FIRST:
            yield *match.span("first"), 0.3 if first in _EVERYDAY else 0.5


def _pair_score(name: str, first: str) -> float:
    family = _family_of(name)
    if family in _NOT_FAMILY:
        return 0.0
    if first.lower() in _EVERYDAY:
        listed = family in _FAMILY or family in _JAPANESE_FAMILY or _FAMILY_ENDING.search(family)
        return 0.8 if listed else 0.3
    if first.lower() in _FIRST:
        return 0.8
    return 0.8 if first.lower() in _JAPANESE_FAMILY and family in _FIRST else 0.0


def _is_romaji(family: str, given: str) -> bool:
    return family in _JAPANESE_FAMILY and given in _FIRST


def _family_of(name: str) -> str:
    return name.rsplit(" ", 1)[-1].lower()
