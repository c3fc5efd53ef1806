"""The offline model invents nothing, leaves nothing empty and says what it is."""

import json
import re
from pathlib import Path

import httpx2
import pytest
import yaml

from deploy.local.drafting import PHRASES, draft
from deploy.local.extract import Task, read_task
from deploy.local.model import MODEL, build_app
from prompts.library import Library

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "deploy" / "local" / "material"
BRIEF = {
    "ja": {"product": "しずく玉露", "objective": "新規顧客", "audience": "会社員"},
    "en": {"product": "Shizuku Gyokuro", "objective": "new customers", "audience": "workers"},
}
LOCALES = pytest.mark.parametrize("locale", ["ja", "en"])
CASES = pytest.mark.parametrize(
    ("template_id", "sample"),
    [
        ("campaign_brief", "press_release.{}.md"),
        ("competitor_digest", "competitor.{}.md"),
        ("summary", "thread.{}.yaml"),
    ],
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(ROOT / "prompts")


def material(sample: str, locale: str) -> str:
    content = (SAMPLES / sample.format(locale)).read_text(encoding="utf-8")
    if not sample.endswith(".yaml"):
        return content
    return "\n".join(f"{who}: {said}" for who, said in yaml.safe_load(content))


def task(
    library: Library,
    template_id: str,
    locale: str,
    text: str,
    *,
    follow_up: tuple[dict[str, str], str] | None = None,
    with_schema: bool = True,
) -> Task:
    template = library.get(template_id, locale)
    values = BRIEF[locale] if template_id == "campaign_brief" else {}
    messages = template.render(values, materials=[("memo", text)])
    if follow_up is not None:
        previous, wish = follow_up
        messages += template.revision_messages(json.dumps(previous, ensure_ascii=False), wish)
    schema = template.output_schema() if with_schema else None
    found = read_task([(m.role, m.text) for m in messages], schema)
    assert found is not None
    return found


@LOCALES
@CASES
def test_every_section_is_filled(
    library: Library, template_id: str, sample: str, locale: str
) -> None:
    bodies = draft(task(library, template_id, locale, material(sample, locale)))
    sections = library.get(template_id, locale).read_sections(json.dumps(bodies))
    assert len({s.body for s in sections}) > 3
    assert PHRASES[locale]["notice"] in sections[-1].body


@LOCALES
@CASES
def test_every_line_is_from_the_material_or_a_fixed_phrase(
    library: Library, template_id: str, sample: str, locale: str
) -> None:
    text = material(sample, locale)
    known = " ".join((text + " memo " + " ".join(BRIEF[locale].values())).split())
    phrases = "\n".join(PHRASES[locale].values())
    for body in draft(task(library, template_id, locale, text)).values():
        for line in filter(None, body.split("\n")):
            if line in phrases:
                continue
            bare = line.removeprefix("- ").removesuffix(PHRASES[locale]["asked"])
            parts = re.split(r": |^\| | \| | \|$", bare)
            assert all(part in known or part == "—" for part in parts)


@LOCALES
def test_sections_are_found_without_a_schema_too(library: Library, locale: str) -> None:
    text = material("thread.{}.yaml", locale)
    with_schema = draft(task(library, "summary", locale, text))
    without = draft(task(library, "summary", locale, text, with_schema=False))
    assert with_schema == without


def test_placeholders_are_kept_whole(library: Library) -> None:
    text = "発売日は1月20日で確定です。⟦人物1⟧さんが11月27日までに直します。⟦電話1⟧に確認中です。"
    bodies = "\n".join(draft(task(library, "summary", "ja", text)).values())
    assert set(re.findall(r"⟦[^⟧]*⟧", bodies)) == {"⟦人物1⟧", "⟦電話1⟧"}
    assert bodies.count("⟦") == bodies.count("⟧")


@LOCALES
def test_part_that_is_not_for_publication_is_left_out(library: Library, locale: str) -> None:
    text = material("press_release.{}.md", locale)
    bodies = "\n".join(draft(task(library, "campaign_brief", locale, text)).values())
    assert "192.0.2.45" not in bodies
    assert "4111" not in bodies


@LOCALES
def test_what_is_not_in_the_material_is_said(library: Library, locale: str) -> None:
    bodies = draft(task(library, "summary", locale, "Hello there, everyone."))
    assert bodies["decisions"] == PHRASES[locale]["none"]


@pytest.mark.parametrize("wish", ["もっと短く", "make it shorter"])
def test_shorter_keeps_the_first_half_of_the_lines(library: Library, wish: str) -> None:
    text = material("thread.{}.yaml", "ja")
    first = draft(task(library, "summary", "ja", text))
    second = draft(task(library, "summary", "ja", text, follow_up=(first, wish)))
    assert 0 < len("".join(second.values())) < 0.8 * len("".join(first.values()))
    assert all(second[name].split("\n")[0] == first[name].split("\n")[0] for name in first)
    assert second["sources"].count(PHRASES["ja"]["notice"]) == 1


def test_other_language_is_declined_in_that_language(library: Library) -> None:
    text = material("thread.{}.yaml", "ja")
    first = draft(task(library, "summary", "ja", text))
    second = draft(task(library, "summary", "en", text, follow_up=(first, "英語で")))
    assert second["conclusion"] == first["conclusion"]
    assert PHRASES["en"]["cannot_translate"] in second["sources"]
    assert PHRASES["ja"]["notice"] not in second["sources"]


def test_wish_for_more_adds_sentences_that_hold_its_words(library: Library) -> None:
    counted = "".join(f"第{n}回の申し込みは{n}0件です。" for n in range(1, 11))
    text = counted + "外箱の色は薄い緑にします。"
    first = draft(task(library, "summary", "ja", text))
    second = draft(task(library, "summary", "ja", text, follow_up=(first, "外箱のことも書いて")))
    assert "薄い緑" not in "".join(first.values())
    assert "薄い緑" in second["conclusion"]


def test_wish_beyond_its_means_is_declined(library: Library) -> None:
    first = draft(task(library, "summary", "ja", "発売日は1月20日で確定です。"))
    again = task(
        library, "summary", "ja", "発売日は1月20日で確定です。", follow_up=(first, "詩的に")
    )
    assert PHRASES["ja"]["cannot"] in draft(again)["sources"]


def test_address_of_a_message_is_cited_by_a_word(library: Library) -> None:
    template = library.get("summary", "en")
    messages = template.render({}, materials=[("slack:C0TEA/1793.1", "The date is fixed: 1 May.")])
    found = read_task([(m.role, m.text) for m in messages], template.output_schema())
    assert found is not None
    assert draft(found)["sources"].startswith("- Slack messages\n")


# ── the server's manners ───────────────────────────────────────────────────────────────────────


def client(host: str = "127.0.0.1") -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=build_app())
    return httpx2.AsyncClient(transport=transport, base_url=f"http://{host}")


async def test_models_lists_the_only_one() -> None:
    async with client() as http:
        models = (await http.get("/v1/models")).json()["data"]
    assert [m["id"] for m in models] == [MODEL]


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/chat/completions"])
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param("{not json", 400, "invalid_json", id="not JSON"),
        pytest.param("[]", 400, "invalid_json", id="not an object"),
        pytest.param('{"model": "other"}', 404, "model_not_found", id="other model"),
        pytest.param(json.dumps({"model": MODEL}), 400, "no_sections", id="nothing asked"),
    ],
)
async def test_error_has_the_real_apis_shape(path: str, body: str, status: int, code: str) -> None:
    async with client() as http:
        answer = await http.post(path, content=body)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ("/v1/responses", "input", ("output", 0, "content", 0, "text")),
        ("/v1/chat/completions", "messages", ("choices", 0, "message", "content")),
    ],
)
async def test_answer_without_streaming_is_whole(
    library: Library, path: str, key: str, place: tuple[str | int, ...]
) -> None:
    template = library.get("summary", "en")
    messages = template.render({"text": "The launch date is fixed: 20 January 2027."})
    body = {"model": MODEL, key: [{"role": m.role, "content": m.text} for m in messages]}
    async with client() as http:
        found = (await http.post(path, json=body)).json()
    for step in place:
        found = found[step]
    assert "20 January 2027" in template.read_sections(found)[0].body


async def test_requests_are_given_back_as_they_came_without_the_key() -> None:
    body = {"model": MODEL, "input": "hello"}
    async with client() as http:
        await http.post("/v1/responses", json=body, headers={"authorization": "Bearer k-test"})
        kept = await http.get("/_ringi/requests")
    assert [r["body"] for r in kept.json()["requests"]] == [body]
    assert "k-test" not in kept.text


async def test_name_of_another_machine_is_not_answered() -> None:
    async with client("rebound.example") as http:
        assert (await http.get("/_ringi/requests")).status_code == 400
