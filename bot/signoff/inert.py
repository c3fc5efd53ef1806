"""Nothing in a text acts by itself: a reader's program loads no picture and runs no tag.

A picture's address carries whatever a model put into it to somebody else, the moment that the
text is shown. A destination may render Markdown and HTML; so both are taken out before anybody
signs, not where one destination happens to know better.
"""

import re

_PICTURE = re.compile(r"!+(?=\[)")
# What HTML reads as a tag, a comment or a declaration; <https://…> is Markdown's link and stays.
_TAG = re.compile(r"<(?!https?://[^\s<>]{1,2000}>)(?=[A-Za-z/!?])")


def inert(text: str) -> str:
    """`text` with pictures as plain links, and no HTML: `<b>` reads ‹b>."""
    return _TAG.sub("‹", _PICTURE.sub("", text))
