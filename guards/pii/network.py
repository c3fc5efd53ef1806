"""What points to somebody on a net: e-mail, machines, Slack, and addresses with a password."""

import ipaddress
import re

from guards.pii.cues import OF_A_THING
from guards.pii.labels import Label
from guards.pii.shapes import ALONE, END, Shape

_DOT = (
    r"[ ]?(?:\.|。|・|[\[({<【「][ ]?(?:dot|\.|ドット|どっと)[ ]?[\])}>】」]|[ ](?:dot|DOT)[ ]"
    r"|ドット)[ ]?"
)
_SPOKEN_DOT = r"(?:[ ]?(?:dot|DOT)[ ]|[ ]?[\[(](?:dot|\.)[\])][ ]?)"
# What stands for the @: a word or the sign in brackets, a word, a mark.
_AT = {
    "email_disguised": r"(?:@|%40|アットマーク)",
    "email_in_brackets": (
        r"[\[({<【「《][ ]?(?:at|a|@|atmark|アット(?:マーク)?|あっと(?:まーく)?"
        r"|@[^\])}>】」》\n]{1,12})[ ]?[\])}>】」》]"
    ),
    "email_with_a_mark": r"[★☆●]",
    "email_with_a_square": r"(?:[■◎]|[ _](?:atmark|アット)[ _]|_at_)",
}
# The path of a URL, without what ends the sentence or the bracket that it stands in.
_REST = r"(?:[:/?#](?:[!#-;=?-{}~]{0,500}[A-Za-z0-9/=&_#%~-])?)?"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# What stands before the @. It begins behind a bullet, an underscore or dots as well.
_LOCAL = r"[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?"
# Where a domain ends for certain, whatever is glued behind it.
TOP_DOMAINS = (
    r"(?:(?:com|net|org|edu|gov|co|ac|ne|or|go|ed|ad|lg)\.(?:jp|uk|kr|nz|au|in|tw|cn|sg|hk)"
    r"|com|net|org|info|biz|jp|dev|app|edu|gov|io|co|ai|me|tv|us|uk|de|fr|eu|cn|kr|tw)"
)
_MACHINE_CUES = (
    r"(?<![a-z])(?:IP|host|server|ssh|ping|DNS|proxy|gateway|subnet|localhost|client|address)"
    r"|サーバ|アドレス|ホスト|接続|端末|ゲートウェイ"
)


def is_ip(text: str) -> bool:
    """An address of one machine: not 0.0.0.0, not a version number like 1.2.3.04."""
    try:
        return not ipaddress.ip_address(text.replace("。", ".")).is_unspecified
    except ValueError:
        return False


def is_ipv6(text: str) -> bool:
    """An IPv6 address that is no time of day and no `a::b` of a program."""
    wide = any(len(group) > 2 for group in text.split(":"))
    return (
        (text.count(":") == 7 or ("::" in text and wide))
        and any(map(str.isdigit, text))
        and is_ip(text)
    )


def is_ipv4(text: str) -> bool:
    """An IPv4 address, but for one of four single digits: that is most often a chapter."""
    return len(text) > len("1.2.3.4") and is_ip(text)


SHAPES = (
    Shape(
        Label.EMAIL_ADDRESS,
        "email",
        rf"{ALONE}{_LOCAL}@(?:{_LABEL}\.){{1,6}}"
        # A telephone number, a word or the next address may be glued to it.
        rf"(?:{TOP_DOMAINS}(?=[A-Z])|[A-Za-z]{{2,24}}(?![A-Za-z0-9@])|{TOP_DOMAINS})",
        0.95,
    ),
    *(
        Shape(
            Label.EMAIL_ADDRESS,
            name,
            rf"(?<![A-Za-z0-9@])(?<![A-Za-z0-9]\.)[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}?[ ]?{at}[ ]?"
            rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}{_DOT}){{1,5}}[A-Za-z]{{2,24}}(?![A-Za-z0-9@])",
            0.85,
        )
        for name, at in _AT.items()
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_spoken",
        r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}[ ](?:at|AT)[ ]"
        rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}{_SPOKEN_DOT}){{1,5}}[A-Za-z]{{2,24}}(?![A-Za-z0-9])",
        0.85,
    ),
    # A domain in another script, or one with look-alike letters among ASCII ones.
    Shape(
        Label.EMAIL_ADDRESS,
        "email_other_script",
        rf"{ALONE}{_LOCAL}@"
        r"(?=[A-Za-z0-9.-]{0,63}[^\W_A-Za-z0-9])(?:[^\Wぁ-ん_](?:[^\Wぁ-ん]|-){0,62}\.){1,6}"
        r"[A-Za-z]{2,24}(?![A-Za-z0-9])",
        0.8,
    ),
    Shape(
        Label.EMAIL_ADDRESS,
        "email_quoted",
        r"\"[A-Za-z0-9 ._%+-]{1,64}\"@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z]{2,24}"
        r"(?![A-Za-z0-9])",
        0.9,
    ),
    Shape(
        Label.IP_ADDRESS,
        "ipv4",
        r"(?<![0-9A-Za-z.])(?:[0-9]{1,3}[.。]){3}[0-9]{1,3}(?![0-9A-Za-z]|\.[0-9])",
        0.7,
        cues=_MACHINE_CUES,
        cued_score=0.9,
        valid=is_ipv4,
        against=OF_A_THING,
    ),
    Shape(
        Label.IP_ADDRESS,
        "ipv4_of_single_digits",
        r"(?<![0-9A-Za-z.])[0-9]\.[0-9]\.[0-9]\.[0-9](?![0-9A-Za-z]|\.[0-9])",
        0.0,
        cues=_MACHINE_CUES,
        cued_score=0.8,
        valid=is_ip,
        against=OF_A_THING,
    ),
    Shape(
        Label.IP_ADDRESS,
        "ipv6",
        r"(?<![0-9A-Za-z:.])[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{1,4}"
        r"(?![0-9A-Za-z:])",
        0.7,
        cues=_MACHINE_CUES,
        cued_score=0.9,
        valid=is_ipv6,
    ),
    Shape(
        Label.MAC_ADDRESS,
        "mac",
        r"(?<![0-9A-Za-z:-])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![0-9A-Za-z]|[:-][0-9A-Fa-f])"
        r"|(?<![0-9A-Za-z:-])(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}(?![0-9A-Za-z]|[:-][0-9A-Fa-f])",
        0.8,
        valid=lambda text: (
            re.fullmatch("[0-9]{2}-.*", text) is None or not text.replace("-", "").isdigit()
        ),
    ),
    Shape(
        Label.MAC_ADDRESS,
        "mac_by_cue",
        r"(?:MAC|物理|イーサネット)[ _-]?(?:address|addr|アドレス)?[^0-9A-Za-z\n]{0,6}"
        r"(?P<v>[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}|[0-9A-F]{12}|"
        r"(?:[0-9A-F]{2}[-:]){5}[0-9A-F]{2})(?![0-9A-Za-z])",
        0.85,
        ignore_case=True,
    ),
    Shape(
        Label.MAC_ADDRESS,
        "mac_in_groups_of_four",
        r"(?<![0-9A-Za-z.])(?=[0-9A-Fa-f.]{0,12}[A-Fa-f])(?=[A-Fa-f.]{0,13}[0-9])"
        r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z]|\.[0-9A-Za-z])",
        0.7,
    ),
    Shape(
        Label.SLACK_ID,
        "slack_mention",
        r"<(?:[@#][A-Z][A-Z0-9]{6,12}|!subteam\^S[A-Z0-9]{6,12})(?:\|[^<>\n]{0,80})?>",
        0.95,
    ),
    Shape(
        Label.SLACK_ID,
        "slack_id",
        r"(?:(?<![A-Za-z0-9_/=-])|(?<=[^A-Za-z0-9]ID))[UWCDGTBS]0(?=[A-Z0-9]{0,9}[A-Z])[A-Z0-9]{7,9}(?![A-Za-z0-9_-])",
        0.6,
        cues=r"slack|メンバー|ユーザー|チャンネル|member|user|channel|@",
        cued_score=0.8,
        against=OF_A_THING,
    ),
    # Of an app, a file, an organisation: rarer, and like a part number.
    Shape(
        Label.SLACK_ID,
        "slack_id_of_a_thing",
        r"(?<![A-Za-z0-9_/=-])[AEF]0(?=[A-Z0-9]{0,9}[A-Z])[A-Z0-9]{7,9}(?![A-Za-z0-9_-])",
        0.0,
        cues=r"slack|(?<![a-z])(?:app|bot|file|workspace|org)(?![a-z])|アプリ|ボット|ファイル|ワークスペース",
        cued_score=0.7,
        against=OF_A_THING,
    ),
    Shape(
        Label.SLACK_ID,
        "slack_id_by_cue",
        r"(?:(?i:slack|メンバー|ユーザー|チャンネル|member|user|channel|team|workspace)[ _-]?"
        r"(?i:ID|アイディー)?(?:は)?[^0-9A-Za-z\n。、]{1,6}"
        r"|slack\.com/(?:archives|team|messages|client)/(?:T[A-Z0-9]{8,10}/)?)"
        rf"(?P<v>[UWCDGT](?=[A-Z0-9]{{0,10}}[0-9])[A-Z0-9]{{8,10}}){END}",
        0.7,
    ),
    Shape(
        Label.URL_CREDENTIALS,
        "url_with_password",
        r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-9;-?A-~]{1,64}:[!-.0-?A-~]{1,128}@"
        rf"[A-Za-z0-9-](?:[A-Za-z0-9.-]{{0,252}}[A-Za-z0-9])?{_REST}",
        0.95,
    ),
    Shape(
        Label.URL_CREDENTIALS,
        "url_with_user_token",
        rf"{ALONE}https?://[A-Za-z0-9_.~%-]{{12,200}}@[A-Za-z0-9-]{{1,63}}\.[A-Za-z0-9.-]{{2,190}}"
        rf"{_REST}",
        0.7,
    ),
    Shape(
        Label.URL_CREDENTIALS,
        "url_with_token",
        r"https?://[!-~]{1,300}[?&#](?:access_token|auth_?token|refresh_token|id_token|api_?key"
        r"|apikey"
        r"|token|password|passwd|pwd|secret|client_secret|sig|signature|x-amz-signature)="
        r"[A-Za-z0-9%._~+/&=:-]{6,500}",
        0.8,
        ignore_case=True,
    ),
)
