"""What rests: sealed, with a lifetime, and a log that shows where somebody changed it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.errors import LogBroken, StoreDown
from bot.records import Material, Section, State
from bot.store.cipher import Cipher
from bot.store.connect import connect
from bot.store.decisions import RedisDecisions
from bot.store.drafts import RedisDrafts
from bot.store.embedded import embedded
from bot.store.jobs import RedisJobs
from bot.store.keys import Keys
from bot.store.signoffs import RedisSignoffs
from bot.store.vault import RedisVault
from tests.builders import TEAM, ballot, draft, entry, publication, signoff
from tests.fakes import Frozen

KEYS = Keys(TEAM)
OTHER = Cipher(bytes(32))
CANARIES = ("山田カナリア", "canary@example.test", "4111111111111111", "090-0000-1234")


async def fill(redis: Redis, cipher: Cipher, clock: Frozen) -> None:
    """Every port that is given text gets the canaries in every place that holds any."""
    text = " ".join(CANARIES)
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    kept: dict[str, Any] = {"team": TEAM, "decisions": decisions, "clock": clock}
    vault = RedisVault(redis, team=TEAM, cipher=cipher, days=30)
    await vault.put("names:C1:1.1", text.encode())
    await vault.swap("names:C1:1.2", old=None, new=text.encode())
    committed = await vault.commit("U1", text)
    await decisions.append(entry(commitments={"input": committed}))
    await RedisDrafts(redis, team=TEAM, cipher=cipher, days=30).put(
        draft(
            sections=(Section("s", text, text),),
            values={"v": text},
            materials=(Material("m", "pasted", text, text),),
        )
    )
    signoffs = RedisSignoffs(redis, cipher=cipher, days=30, **kept)
    published = publication(title=text, body=text, fields={"f": text})
    await signoffs.open(signoff(), published, entry=entry("submitted"))
    cast = ballot(comment=text)
    await signoffs.vote(cast, entitled=True, state=State.APPROVED, entry=entry("approved"))
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher)
    for n in range(3):
        await jobs.enqueue("ask", {"text": text}, dedupe=f"{text}{n}")
    for act in (jobs.retry, jobs.bury):
        job = await jobs.claim("w1", wait_ms=100)
        assert job is not None
        await act(job, **({"delay_s": 60} if act == jobs.retry else {"cause": "ModelFailed"}))


async def dump(redis: Redis) -> bytes:
    await redis.config_set("rdbcompression", "no")
    names = [name async for name in redis.scan_iter()]
    assert len(names) > 15
    return b"".join([name + (await redis.dump(name) or b"") for name in names])


async def test_no_text_rests_in_the_clear(tmp_path: Path, cipher: Cipher, clock: Frozen) -> None:
    async with embedded(tmp_path) as url:
        redis = connect(url)
        await fill(redis, cipher, clock)
        dumped = await dump(redis)
        await redis.aclose()
    files = await asyncio.to_thread(_files, tmp_path)
    assert b"ringi:" in dumped
    assert b"ringi:" in files
    assert [c for c in CANARIES if c.encode() in dumped + files] == []
    assert [c for c in CANARIES if ascii(c)[1:-1].encode() in dumped + files] == []


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("port", ["vault", "commitments", "drafts", "publications"])
async def test_other_key_reads_nothing(
    redis: Redis, cipher: Cipher, clock: Frozen, port: str
) -> None:
    await fill(redis, cipher, clock)
    vault = RedisVault(redis, team=TEAM, cipher=OTHER, days=30)
    log = RedisDecisions(redis, team=TEAM, cipher=OTHER, clock=clock)
    kept: dict[str, Any] = {"team": TEAM, "decisions": log, "clock": clock}
    reads: dict[str, Callable[[], Any]] = {
        "vault": lambda: vault.get("names:C1:1.1"),
        "commitments": lambda: vault.commit("U1", "x"),
        "drafts": lambda: RedisDrafts(redis, team=TEAM, cipher=OTHER, days=30).get("draft-1"),
        "publications": lambda: RedisSignoffs(redis, cipher=OTHER, days=30, **kept).publication(
            "so-1", revision=1
        ),
    }
    with pytest.raises(StoreDown, match="store_unreadable"):
        await reads[port]()


async def test_item_moved_to_another_place_does_not_open(redis: Redis, cipher: Cipher) -> None:
    vault = RedisVault(redis, team=TEAM, cipher=cipher, days=30)
    await vault.put("names:C1:1.1", b"theirs")
    await redis.copy(KEYS.vault("names:C1:1.1"), KEYS.vault("names:C2:2.2"))
    with pytest.raises(StoreDown, match="store_unreadable"):
        await vault.get("names:C2:2.2")


async def test_everything_with_text_has_a_lifetime(
    redis: Redis, cipher: Cipher, clock: Frozen
) -> None:
    await fill(redis, cipher, clock)
    lasting = {KEYS.log, KEYS.log_head, KEYS.subject("U1"), KEYS.in_review, KEYS.deadlines}
    kinds = ("vault", "draft", "publication", "thread", "seen")
    limit_ms = 31 * 86_400_000
    checked = 0
    async for name in redis.scan_iter():
        if name.decode().split(":")[2] in kinds and name.decode() not in lasting:
            assert 0 < await redis.pttl(name) <= limit_ms, name
            checked += 1
    assert checked >= 8


async def test_dead_letter_keeps_its_payload_for_its_days_only(
    redis: Redis, cipher: Cipher
) -> None:
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher, keep_dead_days=1)
    await jobs.enqueue("ask", {}, dedupe="Ev1")
    job = await jobs.claim("w1", wait_ms=100)
    assert job is not None
    await jobs.bury(job, cause="ModelFailed")
    (letter,) = await jobs.dead()
    assert (letter.id, letter.kind, letter.cause, letter.delivery) == (
        *(job.id, "ask", "ModelFailed", 1),
    )
    assert 0 < await redis.ttl(KEYS.item("jobs", job.id)) <= 86_400


async def test_job_sealed_with_another_key_is_buried_in_the_end(
    redis: Redis, cipher: Cipher
) -> None:
    await RedisJobs(redis, team=TEAM, cipher=OTHER).enqueue("ask", {}, dedupe="Ev1")
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher, visibility_s=0)
    for _ in range(5):
        with pytest.raises(StoreDown, match="store_unreadable"):
            await jobs.claim("w1", wait_ms=100)
    assert await jobs.claim("w1", wait_ms=0) is None
    assert [letter.cause for letter in await jobs.dead()] == ["Unreadable"]


async def test_queue_goes_on_after_the_store_lost_everything(redis: Redis, cipher: Cipher) -> None:
    jobs = RedisJobs(redis, team=TEAM, cipher=cipher)
    assert await jobs.claim("w1", wait_ms=0) is None
    await redis.flushall()
    await jobs.enqueue("ask", {}, dedupe="Ev1")
    assert await jobs.claim("w1", wait_ms=2000) is not None


# ── the log ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def log(redis: Redis, cipher: Cipher, clock: Frozen) -> RedisDecisions:
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    for n in range(6):
        await decisions.append(entry(request_id=f"r{n}"))
    return decisions


async def rewrite(redis: Redis, change: Callable[[bytes], bytes]) -> None:
    """What somebody with the database and no key can do."""
    entries: Any = await redis.xrange(KEYS.log)
    lines = [(place, fields[b"line"]) for place, fields in entries]
    await redis.delete(KEYS.log)
    for place, line in lines:
        await redis.xadd(KEYS.log, {"line": change(line)}, id=place)


async def test_rewritten_entry_is_named(redis: Redis, log: RedisDecisions) -> None:
    await rewrite(redis, lambda line: line.replace(b'"r3"', b'"rX"'))
    result = await log.verify()
    assert (result.broken_seq, result.why, result.count) == (4, "altered", 3)


async def test_deleted_entry_is_named(redis: Redis, log: RedisDecisions) -> None:
    await redis.xdel(KEYS.log, "3-0")
    assert (await log.verify()).broken_seq == 3


async def test_deleted_tail_is_named(redis: Redis, log: RedisDecisions) -> None:
    await redis.xdel(KEYS.log, "6-0")
    result = await log.verify()
    assert (result.broken_seq, result.why) == (6, "truncated")


async def test_unreadable_entry_stops_reading_there(redis: Redis, log: RedisDecisions) -> None:
    await rewrite(redis, lambda line: b"{" if b'"r2"' in line else line)
    with pytest.raises(LogBroken) as broken:
        _ = [chained async for chained in log.entries()]
    assert broken.value.params == {"seq": 3}
    assert (await log.verify()).broken_seq == 3


async def test_nothing_is_appended_to_a_log_without_its_head(
    redis: Redis, cipher: Cipher, clock: Frozen, log: RedisDecisions
) -> None:
    await redis.delete(KEYS.log_head)
    fresh = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    with pytest.raises(LogBroken):
        await fresh.append(entry())
    assert await redis.xlen(KEYS.log) == 6


async def test_broken_log_lets_no_vote_through(redis: Redis, cipher: Cipher, clock: Frozen) -> None:
    decisions = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    kept: dict[str, Any] = {"team": TEAM, "clock": clock, "cipher": cipher, "days": 30}
    signoffs = RedisSignoffs(redis, decisions=decisions, **kept)
    await signoffs.open(signoff(), publication(), entry=entry("submitted"))
    await redis.delete(KEYS.log_head)
    fresh = RedisDecisions(redis, team=TEAM, cipher=cipher, clock=clock)
    with pytest.raises(LogBroken):
        await RedisSignoffs(redis, decisions=fresh, **kept).vote(
            ballot(), entitled=True, state=State.APPROVED, entry=entry("approved")
        )
    known = await signoffs.get("so-1")
    assert known is not None
    assert (known.state, known.votes) == (State.IN_REVIEW, {})
