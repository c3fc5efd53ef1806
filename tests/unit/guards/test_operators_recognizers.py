"""An operator adds recognizers in the rulebook: patterns of their own, or Presidio's by name."""

from typing import Any

import pytest

from guards.chain import build_chain
from guards.normalise import Text
from guards.pii.guard import PiiGuard
from guards.pii.placeholders import Placeholders, mask
from guards.rulebook import Rulebook, RulebookError, parse
from guards.verdict import Action, Context, Finding

ORDER = {
    "name": "order numbers",
    "supported_entity": "ORDER_NUMBER",
    "patterns": [{"name": "order", "regex": r"\bQX-\d{6}\b", "score": 0.6}],
}
STAFF = {
    "name": "staff",
    "supported_entity": "STAFF_CODE",
    "patterns": [{"regex": r"\b[a-z]{2}\d{4}\b", "score": 0.1}],
    "context": ["ロッカー", "locker"],
}
SECRET_PROJECTS = {
    "name": "projects",
    "supported_entity": "PROJECT",
    "deny_list": ["ひぐらし計画", "Project Falcon"],
}


def rulebook(*recognizers: dict[str, Any], **pii: Any) -> Rulebook:
    return parse({"pii": {"recognizers": list(recognizers), **pii}}, name="test")


def found(text: str, *recognizers: dict[str, Any], **pii: Any) -> list[Finding]:
    guard = PiiGuard(rulebook(*recognizers, **pii).pii)
    return list(guard.check(Text.of(text), Context()))


def seen(text: str, *recognizers: dict[str, Any], **pii: Any) -> set[tuple[str, str]]:
    return {(f.label, text[f.start : f.end]) for f in found(text, *recognizers, **pii)}


def test_a_pattern_is_found_glued_to_kana_and_in_full_width() -> None:
    assert seen("注文ＱＸ－００１２３４です", ORDER) == {("ORDER_NUMBER", "ＱＸ－００１２３４")}


def test_a_deny_list_is_found_in_any_case_and_only_as_a_whole_word() -> None:
    text = "ひぐらし計画とproject falconの件。Project Falconry"
    assert seen(text, SECRET_PROJECTS) == {
        ("PROJECT", "ひぐらし計画"),
        ("PROJECT", "project falcon"),
    }


def test_a_cue_word_raises_the_score_and_says_so() -> None:
    assert seen("今日はab1234の話です", STAFF) == set()
    finding = found("ロッカーはab1234です", STAFF)[0]
    assert finding.label == "STAFF_CODE"
    assert finding.parts == (("staff", 0.1), ("cue", 0.35))
    assert finding.score == pytest.approx(0.45)


def test_the_score_of_an_operators_recognizer_is_its_own() -> None:
    assert found("QX-001234", ORDER)[0].parts == (("order numbers", 0.6),)


def test_the_reason_is_the_one_given_in_the_rulebook() -> None:
    reason = {"ja": "注文番号は顧客を示します。", "en": "An order number points to a customer."}
    finding = found("QX-001234", {**ORDER, "reason": reason})[0]
    assert (finding.reason.ja, finding.reason.en) == (reason["ja"], reason["en"])
    assert finding.rule == "pii.ORDER_NUMBER"


def test_a_label_of_the_operators_has_its_action() -> None:
    finding = found("QX-001234", ORDER, input={"ORDER_NUMBER": "block", "default": "mask"})[0]
    assert finding.action is Action.BLOCK


def test_values_of_two_labels_of_the_operators_never_share_a_placeholder() -> None:
    text = "QX-001234 ひぐらし計画"
    ledger = Placeholders("ja")
    masked = mask(text, found(text, ORDER, SECRET_PROJECTS), ledger)
    assert len(set(masked.split())) == 2
    assert {ledger.value_of(token) for token in ledger.tokens} == set(text.split())


def test_a_recognizer_of_presidio_is_added_by_name() -> None:
    text = "partita iva 01333550323 です"
    assert ("IT_VAT_CODE", "01333550323") in seen(text, {"use": "ItVatCodeRecognizer"})
    assert not {label for label, _ in seen(text)} & {"IT_VAT_CODE"}


def test_a_recognizer_of_presidio_sees_the_boundary_between_kana_and_digits() -> None:
    assert ("IT_VAT_CODE", "01333550323") in seen(
        "番号は01333550323です", {"use": "ItVatCodeRecognizer"}
    )


def test_what_is_ours_is_found_beside_what_the_operator_adds() -> None:
    everything = {"name": "all", "supported_entity": "ALL", "deny_list": ["連絡先"]}
    assert ("EMAIL_ADDRESS", "taro@example.com") in seen("連絡先 taro@example.com", everything)


@pytest.mark.parametrize("action", ["allow", "flag"])
def test_what_an_operator_lets_through_covers_nothing_that_is_masked(action: str) -> None:
    line = {"name": "line", "supported_entity": "LINE", "patterns": [{"regex": "連絡先.*"}]}
    found_labels = seen("連絡先 taro@example.com", line, input={"LINE": action, "default": "mask"})
    assert ("EMAIL_ADDRESS", "taro@example.com") in found_labels


@pytest.mark.parametrize(
    ("recognizers", "problem"),
    [
        pytest.param(
            [{"use": "NoSuchRecognizer"}],
            r"pii\.recognizers\.0\.use: Presidio has no recognizer 'NoSuchRecognizer'",
            id="unknown",
        ),
        pytest.param(
            [{"use": "PatternRecognizer"}],
            r"pii\.recognizers\.0\.use: ",
            id="needs settings",
        ),
        pytest.param(
            [{**ORDER, "patterns": [{"regex": "(?=a)b"}]}],
            r"pii\.recognizers\.0\.patterns\.0\.regex: .*RE2",
            id="look-around",
        ),
        pytest.param(
            [{**ORDER, "patterns": [{"regex": "(a"}]}],
            r"pii\.recognizers\.0\.patterns\.0\.regex: ",
            id="unbalanced",
        ),
        pytest.param(
            [ORDER, ORDER],
            r"pii\.recognizers\.1\.name: 'order numbers' is used twice",
            id="twice",
        ),
        pytest.param(
            [{"use": "ItVatCodeRecognizer", "deny_list": ["a"]}],
            r"pii\.recognizers\.0: 'use' takes no",
            id="both forms",
        ),
        pytest.param(
            [{"name": "x", "supported_entity": "X"}],
            r"pii\.recognizers\.0: needs patterns or a deny_list",
            id="nothing to find",
        ),
        pytest.param(
            [{"supported_entity": "X", "deny_list": ["a"]}],
            r"pii\.recognizers\.0\.name: is missing",
            id="no name",
        ),
        pytest.param(
            [{"name": "x", "deny_list": ["a"]}],
            r"pii\.recognizers\.0\.supported_entity: is missing",
            id="no label",
        ),
        pytest.param(
            [{"name": "x", "supported_entity": "QUOTED", "deny_list": ["a"]}],
            r"pii\.recognizers\.0\.supported_entity: 'QUOTED' is taken",
            id="taken label",
        ),
        pytest.param(
            [{"name": "x", "supported_entity": "x y", "deny_list": ["a"]}],
            r"pii\.recognizers\.0\.supported_entity: ",
            id="no such form of label",
        ),
        pytest.param(
            [{"name": "x", "supported_entity": "X", "deny_list": [" "]}],
            r"pii\.recognizers\.0\.deny_list: a term is empty",
            id="empty term",
        ),
    ],
)
def test_a_recognizer_that_cannot_be_used_is_refused_by_its_key(
    recognizers: list[dict[str, Any]], problem: str
) -> None:
    with pytest.raises(RulebookError, match=problem):
        rulebook(*recognizers)


def test_an_action_for_a_label_that_nobody_gives_is_refused() -> None:
    with pytest.raises(RulebookError, match=r"pii\.input\.STAFF_CODE: there is no such label"):
        rulebook(ORDER, input={"STAFF_CODE": "mask"})


def test_a_chain_is_built_with_the_operators_recognizers() -> None:
    chain = build_chain(rulebook(ORDER), only=["pii"])
    assert [f.label for f in chain.check("QX-001234", Context()).findings] == ["ORDER_NUMBER"]


def test_a_second_opinion_that_is_not_installed_is_refused_by_its_key() -> None:
    with pytest.raises(RulebookError, match=r"pii\.second_opinions: .*no_such_pipeline"):
        build_chain(rulebook(second_opinions=["no_such_pipeline"]), only=["pii"])


def test_names_that_are_off_ask_for_no_second_opinion() -> None:
    build_chain(rulebook(names="off", second_opinions=["no_such_pipeline"]), only=["pii"])
