"""Keys, tokens and passwords are found and named; ordinary Japanese and English are left alone."""

import base64
import json
import string
import zlib
from collections.abc import Sequence
from typing import Any

import pytest

from guards.normalise import Text
from guards.rulebook import DEFAULT, RulebookError, load
from guards.secrets.cues import CUES
from guards.secrets.formats import formats
from guards.secrets.guard import SecretsGuard, rule_ids
from guards.sections import Secrets
from guards.verdict import Action, Context, Finding, Side
from tests.bench.guards.corpora import read

ROWS = read("secrets", "tune")
GUARD = SecretsGuard(load(DEFAULT).secrets)
# Random-looking, of no provider; assembled, so that nothing here looks like a live key.
BODY = "q7Zt4Vb6Ny0RhW2Kd81LmQx9Fs3JpGc5AeUo" + "Tz8iBw"
HEX = "9f2ed81b7a4c6e05d3f1" + "a8b46c7092e5d1f3"


def found(text: str, guard: SecretsGuard = GUARD) -> list[Finding]:
    return list(guard.check(Text.of(text), Context()))


def seen(text: str) -> list[tuple[str, str]]:
    return [(f.rule.removeprefix("secrets."), text[f.start : f.end]) for f in found(text)]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_corpus_is_seen_as_it_is_marked(row: dict[str, Any]) -> None:
    findings = found(row["text"])
    marked = [value for _, value in row["found"]]
    assert [row["text"][f.start : f.end] for f in findings] == marked
    assert [f.rule for f in findings] == [row["rule"] for _ in marked]


def test_the_corpus_is_large_enough_to_say_something() -> None:
    assert sum(bool(row["found"]) for row in ROWS) >= 100
    assert sum(not row["found"] for row in ROWS) >= 60


def test_at_least_45_providers_are_known() -> None:
    providers = {each.rule.provider.en for each in formats()} - {""}
    assert len(providers) >= 45


def test_every_rule_has_its_line_in_the_corpus() -> None:
    assert {f"secrets.{rule_id}" for rule_id in rule_ids()} == {
        row["rule"] for row in ROWS if row["found"]
    }


def test_an_id_is_one_rule_with_words_in_both_languages() -> None:
    rules = [each.rule for each in (*formats(), *CUES)]
    for rule in rules:
        assert rule.reason.ja != rule.reason.en
        assert rule.id in rule.passes.ja
        assert rule.id in rule.passes.en
        assert rule.provider.ja in rule.reason.ja
        assert rule.provider.en in rule.reason.en
    assert {rule.id for rule in rules} < rule_ids()


def test_a_finding_names_the_provider_and_says_what_to_do() -> None:
    finding = found("鍵はghp_" + BODY[:36] + "です")[0]
    assert (finding.label, finding.rule) == ("SECRET", "secrets.github_token")
    assert finding.reason.ja.startswith("GitHubのアクセストークンとみられます。")
    assert finding.reason.en.startswith("This looks like a GitHub access token.")
    assert "再発行" in finding.passes.ja
    assert "reissue" in finding.passes.en


def test_a_score_is_the_sum_of_its_parts() -> None:
    for row in ROWS:
        for finding in found(row["text"]):
            assert finding.score == pytest.approx(sum(share for _, share in finding.parts))


def test_actions_are_the_rulebooks_by_side() -> None:
    text = Text.of("パスワードはAoba2026です")
    out = Context(side=Side.OUTPUT)
    assert [f.action for f in GUARD.check(text, Context())] == [Action.MASK]
    assert [f.action for f in GUARD.check(text, out)] == [Action.BLOCK]


def test_a_rule_that_is_off_is_silent_and_the_others_are_not() -> None:
    off = SecretsGuard(Secrets(off=("password",)))
    assert [f.rule for f in found(f"PW: Aoba2026\nsk-{BODY}", off)] == ["secrets.openai_key"]


def test_an_unknown_rule_in_off_is_refused() -> None:
    with pytest.raises(RulebookError, match=r"secrets\.off: there is no rule 'nothing'"):
        SecretsGuard(Secrets(off=("nothing",)))


def base62(number: int) -> str:
    alphabet = string.digits + string.ascii_uppercase + string.ascii_lowercase
    digits: list[str] = []
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits.insert(0, alphabet[digit])
    return "".join(digits)


@pytest.mark.parametrize("prefix", ["ghp_", "npm_"])
def test_a_check_sum_that_fits_makes_it_surer(prefix: str) -> None:
    body = BODY[:30]
    right = found(prefix + body + base62(zlib.crc32(body.encode())))[0]
    wrong = found(prefix + body + "000000")[0]
    assert ("checksum", 0.3) in right.parts
    assert right.score > wrong.score


def test_a_jwt_whose_header_names_its_algorithm_is_surer() -> None:
    def token(header: object) -> str:
        encoded = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
        return f"{encoded}.eyJ{BODY}.{BODY}"

    right, wrong = found(token({"alg": "HS256"}))[0], found(token({"no-alg": "here"}))[0]
    assert right.rule == wrong.rule == "secrets.jwt"
    assert right.score > wrong.score


def test_basic_is_a_word_unless_a_user_and_a_password_follow() -> None:
    assert found("Basic introduction to marketing") == []
    assert found("Basic c29tZXRoaW5n") == []


@pytest.mark.parametrize(
    "written",
    ["ghp_{0}", "`ghp_{0}`", "**ghp_{0}**", "「ghp_{0}」", "key=ghp_{0};", "ghp_\u200b{0}",
     "ｇｈｐ＿{0}"],
    ids=["plain", "code", "bold", "quoted", "a field", "zero-width", "full-width"],
)  # fmt: skip
def test_a_key_is_found_however_it_is_written(written: str) -> None:
    assert [rule for rule, _ in seen(written.format(BODY[:36]))] == ["github_token"]


@pytest.mark.parametrize(
    ("newline", "indent"), [("\n", ""), ("\r\n", ""), ("\n", "  "), ("\\n", ""), ("\n", "> ")]
)
def test_a_private_key_is_covered_to_its_last_line(newline: str, indent: str) -> None:
    kind = "PRIVATE KEY"
    lines = [f"-----BEGIN {kind}-----", BODY, BODY, "QUJD==", f"-----END {kind}-----"]
    text = f"鍵です：{(newline + indent).join(lines)}以上"
    assert seen(text) == [("private_key", text.removeprefix("鍵です：").removesuffix("以上"))]


def test_a_private_key_that_was_cut_off_is_covered_as_far_as_it_goes() -> None:
    text = f"-----BEGIN RSA PRIVATE KEY-----\n{BODY}\n{BODY}\nこの続きは別便で"
    assert seen(text)[0][1].endswith(BODY)


def test_a_certificate_and_a_public_key_are_no_secrets() -> None:
    assert found(f"-----BEGIN CERTIFICATE-----\nMIIB\n{HEX}\n-----END CERTIFICATE-----") == []
    assert found("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----") == []


def test_a_bitcoin_address_is_public_and_one_that_does_not_check_is_not() -> None:
    genesis = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"  # the first one, known to everybody
    assert found(f"寄付は{genesis}まで") == []
    assert [f.rule for f in found(f"寄付は{genesis[:-1]}bまで")] == ["secrets.high_entropy"]


def test_words_in_base64_are_no_key() -> None:
    assert found(base64.b64encode(b"tea for two and two for tea at 5").decode()) == []


def test_what_overlaps_is_one_finding_named_by_the_rule_that_knows_most() -> None:
    assert seen(f"api_key=AIza{BODY[:35]}") == [("google_api_key", f"AIza{BODY[:35]}")]
    assert seen(f"Authorization: Bearer ghp_{BODY[:36]}") == [("github_token", f"ghp_{BODY[:36]}")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("パスワードは「Sora-77!」です。", "Sora-77!"),
        ("パスワード\nSora2026", "Sora2026"),
        ("PW：Sora2026／URL：https://example.com", "Sora2026"),
        ("ID/PW: press / Sora2026x", "Sora2026x"),
        ("パスコード→482913", "482913"),
        ("password = 'S0ra!'", "S0ra!"),
        ("The password for the press kit is Sora2026.", "Sora2026"),
        ("ワンタイムパスワード：482913", "482913"),
        ("PINコードは4829です", "4829"),
        ("確認コード 482-913", "482-913"),
        ("482913 が認証コードです", "482913"),
        ("パスワードは以下のとおりです。\nSora2026", "Sora2026"),
        ("パスワード：$Sora77!", "$Sora77!"),
    ],
)
def test_a_password_ends_where_it_ends(text: str, value: str) -> None:
    assert [part for _, part in seen(text)] == [value]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("| ID | パスワード |\n|----|----|\n| press | Mizu2026 |\n| sales | Kaze2027 |",
         ["Mizu2026", "Kaze2027"]),
        ("氏名\t暗証番号\t部署\n青葉\t4829\t広報\n\n以上です", ["4829"]),
        ("user,password\npress,Mizu2026\nsales,", ["Mizu2026"]),
        ("ＩＤ｜初期パスワード\npress｜Ｍｉｚｕ２０２６", ["Ｍｉｚｕ２０２６"]),
    ],
    ids=["markdown", "tabs", "csv", "full-width"],
)  # fmt: skip
def test_a_secret_is_found_under_its_heading(table: str, values: list[str]) -> None:
    assert [part for _, part in seen(table)] == values


@pytest.mark.parametrize(
    "table",
    [
        "| 項目 | パスワード |\n|---|---|\n| 長さ | 8文字以上 |\n| 期限 | 90日 |",
        "name, password, email\nReset, required, optional",
        "| 施策 | 備考 |\n|---|---|\n| パスワード | 変更を依頼 |",
    ],
    ids=["a policy", "fields", "a row"],
)
def test_a_table_about_passwords_holds_none(table: str) -> None:
    assert found(table) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n> "], ids=["LF", "CRLF", "quoted"])
@pytest.mark.parametrize("at", [4, 9, 19])
def test_a_key_is_found_over_a_line_end(newline: str, at: int) -> None:
    key = "AKIA" + BODY[:16].upper()
    wrapped = key[:at] + newline + key[at:]
    assert seen(f"鍵は{wrapped}です") == [("aws_access_key", wrapped)]


def test_a_key_of_no_fixed_length_is_found_to_its_end_over_a_line_end() -> None:
    key = f"sk-proj-{BODY[:24]}\n{BODY[24:]}"
    assert seen(f"{key} です") == [("openai_key", key)]
    assert seen(f"sk-proj-{BODY}\nTokyo2026") == [("openai_key", f"sk-proj-{BODY}")]


def test_a_whole_key_does_not_take_in_the_next_line() -> None:
    key = "AKIA" + BODY[:16].upper()
    assert seen(f"{key}\nTOKYO2026") == [("aws_access_key", key)]


@pytest.mark.parametrize(
    "beginning",
    ["MIIEvQIBADANBgkqhkiG9w0B", "MIIEpAIBAAKCAQEA", "MIGHAgEAMBMGByqGSM49", "MHcCAQEE",
     "b3BlbnNzaC1rZXktdjE"],
    ids=["PKCS#8", "PKCS#1", "EC", "SEC 1", "OpenSSH"],
)  # fmt: skip
def test_the_first_line_of_a_private_key_is_one_without_its_header(beginning: str) -> None:
    line = beginning + BODY
    assert seen(f"これです\n{line}\nよろしく") == [("private_key", line)]


def test_the_first_line_of_a_public_key_is_no_private_key() -> None:
    assert "private_key" not in [rule for rule, _ in seen(f"MIIBIjANBgkqhkiG9w0BAQEFAAOC{BODY}")]


@pytest.mark.parametrize("filler", ["x" * 36, "X" * 36, "*" * 36, "0" * 36])
def test_a_place_for_a_key_is_no_key(filler: str) -> None:
    assert found(f"ghp_{filler}") == []


def test_hex_is_a_hash_unless_a_word_for_a_key_stands_before_it() -> None:
    assert found(f"commit {HEX}") == []
    assert [f.rule for f in found(f"token: {HEX}")] == ["secrets.token"]


@pytest.mark.parametrize(
    "unit",
    [
        "sk-", "eyJ", "eyJ-", "AKIA", "://", "postgres://a:", "-----BEGIN PRIVATE KEY-----",
        "password", "パスワード", "パスワード:", "パスワードの", "curl ", "Server=", "line ",
        "aws_secret ", "a", "A1", "=", "SG.", '"kty"', ":AA", "Bearer ", "xoxb-", "T1",
        "machine a login ", "password|a1b2\n", "AGE-SECRET-KEY-1", "$2y$", "-us", "0",
        "password for ", "パスワードa1b2c3 ", "パスワードを a1b2c3 ", "password from a1b2c3 to ",
        "password was changed ", "a1b2c3（パスワード）", "AKIA\n", "sk-A\n", "<password>",
        "<td>パスワード</td>", "mysql -", "admin:", "ログイン a1:", "パスワード:ひま1", "MII",
    ],
)  # fmt: skip
def test_hostile_repetition_comes_back(unit: str) -> None:
    text = (unit * 60_000)[:60_000]
    assert all(0 <= f.start < f.end <= len(text) for f in found(text))


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "\u202e" * 50, "👨‍👩‍👧" * 50, "K" * 50])
def test_awkward_text_never_crashes(text: str) -> None:
    assert found(text) == []


def test_no_text_is_kept_in_what_is_returned() -> None:
    canary: Sequence[str] = [f"Kanaria{n}2026" for n in range(3)]
    findings = found("".join(f"パスワード：{each}。" for each in canary))
    assert len(findings) == 3
    assert not any(each in repr(findings) for each in canary)
