"""The rulebook is refused at load, with the name of what is wrong."""

import json
from pathlib import Path

import pytest

from guards.access import AccessDenied, check_access
from guards.chain import build_chain
from guards.rulebook import DEFAULT, RulebookError, json_schema, load
from guards.strict_yaml import LONGEST_BYTES
from guards.verdict import Action
from tests.unit.guards.test_access import Someone

SITE = "{kind: site, title: {ja: あ, en: a}, route: r}"


def write(folder: Path, text: str) -> Path:
    path = folder / "rulebook.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_rulebook_allows_nobody_anything() -> None:
    with pytest.raises(AccessDenied, match="channel_unknown"):
        check_access(
            load(DEFAULT), Someone(), channel="C1", is_dm=False, external=False, template="summary"
        )


def test_the_default_rulebook_stops_cards_on_the_way_out_and_masks_them_on_the_way_in() -> None:
    pii = load(DEFAULT).pii
    assert pii.output["CREDIT_CARD"] is Action.BLOCK
    assert pii.output["MY_NUMBER"] is Action.BLOCK
    assert pii.input["default"] is Action.MASK


def test_the_published_schema_is_current() -> None:
    published = json.loads((DEFAULT.parent / "rulebook.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("acces: {}", "acces: there is no such key", id="a typo at the top"),
        pytest.param("access: {guest: allow}", "access.guest: there is no such key", id="deeper"),
        pytest.param("locale: fr", "locale: input should be 'ja' or 'en'", id="a wrong word"),
        pytest.param("limits: {input_chars: 0}", "limits.input_chars:", id="a wrong number"),
        pytest.param("locale: ja\nlocale: en", "line 2: the key 'locale' is there twice",
                     id="a key twice"),
        pytest.param("roles: [", "line 1:", id="not YAML"),
        pytest.param("", "is empty", id="empty"),
        pytest.param("- a", "the file: must be a mapping of keys", id="a list"),
        pytest.param("pii: {input: {CREDITCARD: block}}",
                     "pii.input.CREDITCARD: there is no such label", id="an unknown label"),
        pytest.param("pii: {output: {SECRET: block}}", "(secrets are in secrets.output)",
                     id="secrets under pii"),
        pytest.param("access: {rules: [{id: a, channels: [C1], templates: ['*'],"
                     " who: {roles: [boss]}}]}",
                     "access.rules.a.who.roles: there is no role 'boss'", id="an unknown role"),
        pytest.param("roles: {a: {roles: [a]}}", "roles.a.roles: a role can't hold other roles",
                     id="a role in a role"),
        pytest.param(f"destinations: {{blog: {SITE}}}",
                     "destinations.blog.route: there is no route 'r'", id="an unknown route"),
        pytest.param("routes: {r: {review_channel: C, reviewers: {people: [U]}}}\n"
                     "destinations: {hook: {kind: webhook, title: {ja: あ, en: a}, route: r}}",
                     "destinations.hook.url: a webhook needs one", id="a webhook without url"),
        pytest.param("routes: {r: {review_channel: C, reviewers: {people: [U]}}}\ndestinations:\n"
                     "  hook: {kind: webhook, title: {ja: あ, en: a}, route: r,"
                     " url: 'http://example.com/'}",
                     "destinations.hook.url: must be https", id="a webhook without TLS"),
        pytest.param("destinations: {blog: {kind: fax, title: {ja: あ, en: a}, route: r}}",
                     "destinations.blog.kind:", id="an unknown kind of destination"),
        pytest.param("access: {rules: [{id: a, channels: [C1], templates: [t], who: {}},"
                     " {id: a, channels: [C2], templates: [t], who: {}}]}",
                     "access.rules: the id 'a' is used twice", id="a rule id twice"),
        pytest.param("!!python/object/apply:os.getcwd []", "line 1:", id="a YAML tag that runs"),
    ],
)  # fmt: skip
def test_a_wrong_rulebook_names_file_key_and_problem(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(RulebookError) as refused:
        load(write(tmp_path, text))
    assert "rulebook.yaml: " in str(refused.value)
    assert problem in str(refused.value)


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"none\.yaml: can't be read"):
        load(tmp_path / "none.yaml")


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as refused:
        load(write(tmp_path, "acces: {}\nlocal: ja"))
    assert len(str(refused.value).splitlines()) == 2


def test_off_is_a_word(tmp_path: Path) -> None:
    assert load(write(tmp_path, "pii: {names: off}")).pii.names == "off"


def test_the_revision_follows_the_content_and_not_the_order(tmp_path: Path) -> None:
    one = load(write(tmp_path, "locale: en\ncontact: U1")).revision
    same = load(write(tmp_path, "contact: U1\nlocale: en")).revision
    other = load(write(tmp_path, "contact: U2\nlocale: en")).revision
    assert one == same != other


def test_the_revision_changes_with_the_content_of_a_pack(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("version: 1\nterms: {packs: [ours.yaml]}\n", "utf-8")
    revisions = set()
    for word in ("これ", "それ", "それ"):
        (tmp_path / "ours.yaml").write_text(f"rules: [{{expected: {word}}}]\n", "utf-8")
        revisions.add(load(tmp_path / "r.yaml").revision)
    assert len(revisions) == 2


def test_a_pack_that_is_not_there_is_refused_at_load(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("version: 1\nterms: {packs: [gone.yaml]}\n", "utf-8")
    with pytest.raises(RulebookError, match=r"terms\.packs: there is no file 'gone\.yaml'"):
        load(tmp_path / "r.yaml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("? [a]\n: b\n", "a key must be text", id="a list as a key"),
        pytest.param("a: &a {b: 1}\nc: {<<: *a}\n", "'<<' is not known", id="a merge key"),
        pytest.param("contact: 2024-99-99\n", "can't be read", id="no date"),
        pytest.param(f"version: {'9' * 5001}\n", "can't be read", id="a number too long"),
        pytest.param('contact: "\\ud800"\n', "half a character", id="half a character"),
        pytest.param("pii: {second_opinions: [os]}\n", "is not installed", id="no pipeline"),
        pytest.param(
            "pii: {recognizers: [{use: SpacyRecognizer}]}\n", "second_opinions", id="a pipeline"
        ),
    ],
)
def test_a_rulebook_that_no_reader_expects_is_refused_in_words(
    tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(RulebookError, match=said):
        build_chain(load(file), base=tmp_path, only=["pii"])


@pytest.mark.parametrize(
    "url", ["https://[::1", "https://user:pw@x.example", "https://x\\n.example"]
)
def test_an_address_that_is_not_safe_to_send_to_is_refused(tmp_path: Path, url: str) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(
        "routes: {r: {review_channel: C1, reviewers: {everyone: true}}}\n"
        "destinations: {d: {kind: webhook, title: {ja: あ, en: a}, route: r, "
        f'url: "{url}"}}}}\n',
        "utf-8",
    )
    with pytest.raises(RulebookError, match=r"destinations\.d\.url"):
        load(file)


def test_a_rulebook_of_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_bytes(b"# " + b"a" * LONGEST_BYTES)
    with pytest.raises(RulebookError, match="longer than"):
        load(file)


def test_a_rulebook_that_names_one_value_a_billion_times_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    file = tmp_path / "r.yaml"
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(RulebookError):
        load(file)
