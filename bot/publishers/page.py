"""One published page and the list of them, as HTML that needs nothing from anywhere.

Markdown may not bring HTML along, and links lead only where a reader can see: http, https, mailto.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape, unescape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

LINK_SCHEMES = frozenset({"http", "https", "mailto"})

_WORDS = {
    "ja": {
        "disclosure": "AIが下書きし、人が内容を確認して承認しました。",
        "site": "公開した文書",
        "empty": "公開した文書はまだありません。",
        "back": "一覧へ戻る",
        "published": "公開日",
        "proof": "公開番号",
    },
    "en": {
        "disclosure": "Drafted with AI, reviewed and signed off by a person.",
        "site": "Published documents",
        "empty": "Nothing has been published yet.",
        "back": "Back to the list",
        "published": "Published",
        "proof": "Publication",
    },
}

_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)

_STYLE = """
:root{color-scheme:light dark;--ink:#23282e;--soft:#66707b;--line:#e3e6e9;--paper:#fdfdfb;
--link:#1f5f8b;--wash:#f3f5f4}
@media (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#98a2ac;--line:#343a41;
--paper:#191c20;--link:#8ec5ea;--wash:#22262b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.9;
font-family:"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic",Meiryo,system-ui,
sans-serif;overflow-wrap:anywhere;line-break:strict}
:lang(en){line-height:1.7}
main,header,footer{max-width:42rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}main{padding-bottom:1.5rem}
h1{font-size:1.6rem;line-height:1.45;margin:.6rem 0 .4rem;text-wrap:balance}
h2{font-size:1.12rem;line-height:1.5;margin:2.4rem 0 .6rem;padding-bottom:.3rem;
border-bottom:1px solid var(--line)}
h3,h4,h5,h6{font-size:1rem;margin:1.6rem 0 .4rem}
p,ul,ol{margin:.7rem 0}ul,ol{padding-left:1.5rem}
a{color:var(--link)}.meta,footer,time{color:var(--soft);font-size:.85rem}
table{border-collapse:collapse;display:block;overflow-x:auto;margin:1rem 0}
th,td{border:1px solid var(--line);padding:.35rem .7rem;text-align:left}
th{background:var(--wash)}
blockquote{margin:1rem 0;padding:.1rem 1rem;border-left:3px solid var(--line);color:var(--soft)}
pre,code{background:var(--wash);border-radius:4px}code{padding:.1em .3em}
pre{padding:.8rem 1rem;overflow-x:auto}
footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:3rem;margin-top:2rem}
footer code{font-size:.78rem}
.note{background:var(--wash);border-radius:6px;padding:.55rem .9rem}
.list{list-style:none;padding:0}.list li{padding:1rem 0;border-bottom:1px solid var(--line)}
.list a{font-size:1.05rem;text-decoration:none}.list a:hover{text-decoration:underline}
.list time{display:block}
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list, as its own page says it."""

    file: str
    publication_id: str
    digest: str
    title: str
    locale: str
    published_at: str  # ISO 8601, UTC


def page(listed: Listed, *, body_markdown: str) -> str:
    """The page of one publication. It carries its id and digest, so that it can be recognised."""
    words = _words(listed.locale)
    day = _day(listed.published_at, listed.locale)
    proof = f"{escape(listed.publication_id)}</code><br>SHA-256 <code>{escape(listed.digest)}"
    content = f"""<header><p class="meta"><a href="index.html">{words["back"]}</a></p>
<h1>{escape(listed.title)}</h1>
<p class="meta">{words["published"]} <time datetime="{listed.published_at}">{day}</time></p>
<p class="meta note">{words["disclosure"]}</p></header>
<main>
{_markdown().render(body_markdown)}</main>
<footer>{words["proof"]} <code>{proof}</code></footer>"""
    metas = "".join(
        f'<meta name="ringi:{name}" content="{escape(value)}">\n'
        for name, value in (
            ("publication", listed.publication_id),
            ("digest", listed.digest),
            ("published", listed.published_at),
        )
    )
    return _document(listed.locale, listed.title, content, metas)


def index(pages: list[Listed], *, locale: str) -> str:
    """The list, newest first."""
    words = _words(locale)
    ordered = sorted(pages, key=lambda p: (p.published_at, p.file), reverse=True)
    lines = "\n".join(
        f'<li lang="{_lang(p.locale)}"><a href="{escape(p.file)}">{escape(p.title)}</a>'
        f'<time datetime="{p.published_at}">{_day(p.published_at, locale)}</time></li>'
        for p in ordered
    )
    shown = f'<ul class="list">\n{lines}\n</ul>' if lines else f"<p>{words['empty']}</p>"
    content = f"<header><h1>{words['site']}</h1></header>\n<main>{shown}</main>"
    return _document(locale, words["site"], content, "")


_JST = timezone(timedelta(hours=9))

_META = re.compile(r'<meta name="ringi:(publication|digest|published)" content="([^"]*)">')
_HEAD = re.compile(r'<html lang="([a-z]{2})">.*?<title>(.*?)</title>', re.DOTALL)


def read_page(html: str, *, file: str) -> Listed | None:
    """What a page of ours says about itself; None where it is not one of ours."""
    head, _, _ = html.partition("</head>")
    metas = dict(_META.findall(head))
    opening = _HEAD.search(head)
    if opening is None or metas.keys() != {"publication", "digest", "published"}:
        return None
    return Listed(
        file=file,
        publication_id=unescape(metas["publication"]),
        digest=unescape(metas["digest"]),
        title=unescape(opening[2]),
        locale=opening[1],
        published_at=unescape(metas["published"]),
    )


def _day(published_at: str, locale: str) -> str:
    """The calendar day where the readers are: Japan for Japanese, else UTC, which it says."""
    moment = datetime.fromisoformat(published_at)
    if locale.startswith("ja"):
        return f"{moment.astimezone(_JST):%Y-%m-%d}"
    return f"{moment:%Y-%m-%d} UTC"


def iso_utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(locale: str, title: str, content: str, metas: str) -> str:
    return f"""<!doctype html>
<html lang="{_lang(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_CSP}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Ringi">
{metas}<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
{content}
</body>
</html>
"""


def _markdown() -> MarkdownIt:
    """CommonMark with tables, line ends as the reviewer saw them; no HTML, no images."""
    reader = (
        MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
    )
    reader.validateLink = _safe_link  # type: ignore[method-assign] # the documented hook
    return reader


def _safe_link(url: str) -> bool:
    try:
        return urlsplit(url.strip()).scheme.lower() in LINK_SCHEMES
    except ValueError:
        return False


def _words(locale: str) -> dict[str, str]:
    return _WORDS[_lang(locale)]


def _lang(locale: str) -> str:
    return "ja" if locale.startswith("ja") else "en"
