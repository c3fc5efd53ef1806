"""Free words find their template, and where they could mean two a person is asked."""

import pytest

from prompts.library import Library


@pytest.mark.parametrize(
    ("text", "locale", "template_id"),
    [
        pytest.param("この記事を要約して", "ja", "summary", id="ja summary"),
        pytest.param("ブリーフにして", "ja", "campaign_brief", id="ja brief"),
        pytest.param("競合の動きをまとめて", "ja", "competitor_digest", id="ja competitor"),
        pytest.param("Please summarise this thread", "en", "summary", id="en summary"),
        pytest.param("I need a campaign brief", "en", "campaign_brief", id="en brief"),
        pytest.param("competitor analysis please", "en", "competitor_digest", id="en competitor"),
        pytest.param("要約して", "en", "summary", id="the other language"),
        pytest.param("ＳＵＭＭＡＲＹ ください", "en", "summary", id="full-width"),
    ],
)
def test_clear_wish_is_routed_without_asking(
    library: Library, text: str, locale: str, template_id: str
) -> None:
    route = library.route(text, locale)
    assert (route.template_id, route.sure) == (template_id, True)


def test_wish_that_could_mean_two_is_not_sure(library: Library) -> None:
    route = library.route("競合のリリースを要約して", "ja")
    assert not route.sure
    assert [c.template_id for c in route.candidates] == ["summary", "competitor_digest"]


def test_hint_alone_is_not_sure(library: Library) -> None:
    route = library.route("キャンペーンについて", "ja")
    assert (route.template_id, route.sure) == ("campaign_brief", False)


@pytest.mark.parametrize("text", ["こんにちは", "", "briefly, hello", "\n\n"])
def test_other_words_lead_nowhere(library: Library, text: str) -> None:
    route = library.route(text, "ja")
    assert (route.template_id, route.sure, route.candidates) == (None, False, ())


def test_words_inside_the_material_do_not_count(library: Library) -> None:
    route = library.route("要約して\n競合の動き、競合分析\nブリーフ\n以上です", "ja")
    assert (route.template_id, route.sure) == ("summary", True)
