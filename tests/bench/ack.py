"""How long the next command waits for its ack while 500 requests wait for a slow model.

`python -m tests.bench.ack`: Ringi's web process and Bolt's synchronous default, in one run, on the
same signed commands. Exits 1 where Ringi misses the bar. A measurement, not a test.
"""

import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import typer

from bot.store.embedded import embedded
from deploy.local.workspace.signing import signature
from tests.bench.ack_servers import SECRET, bolt_default, ringi_web, ringi_work

BAR_P99_S = 0.150
PATIENCE_S = 30.0

_spawn = multiprocessing.get_context("spawn")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Ack:
    """One answer to a command: 0 where none came."""

    status: int
    took_s: float


@dataclass(frozen=True, slots=True)
class Result:
    """The acks of the requests in flight, and of the commands that came after them."""

    name: str
    flood: Sequence[Ack]
    next: Sequence[Ack]


def main(requests: int = 500, model_s: float = 6.0, probes: int = 200) -> None:
    """Measure both and say how they compare."""
    ringi = asyncio.run(_measure_ringi(requests, model_s, probes))
    # ten, because each of them may take three seconds to be refused
    default = asyncio.run(_measure_default(requests, model_s, min(probes, 10)))
    typer.echo(f"\n{requests} requests in flight, a model that takes {model_s:g} s\n")
    typer.echo("\n".join(_table((ringi, default))))
    p99 = quantile(ringi.next, 0.99)
    met = p99 < BAR_P99_S and all(ack.status == 200 for ack in (*ringi.flood, *ringi.next))
    ratio = quantile(default.next, 0.5) / quantile(ringi.next, 0.5)
    typer.echo(
        f"\nRingi acks the next command in {p99 * 1000:.0f} ms (p99); Bolt's default answers "
        f"{_statuses(default.next)} after {quantile(default.next, 0.5):.2f} s: {ratio:.0f} times "
        f"as long. Bar: p99 < {BAR_P99_S * 1000:.0f} ms, every request 200: "
        f"{'met' if met else 'MISSED'}."
    )
    sys.exit(0 if met else 1)


async def _measure_ringi(requests: int, model_s: float, probes: int) -> Result:
    """With the store as Ringi starts it, each write on disk before it is answered."""
    with tempfile.TemporaryDirectory(prefix="ringi-bench-") as folder:
        async with embedded(Path(folder)) as store_url:
            with _process(ringi_web, store_url) as web, _process(ringi_work, store_url, model_s):
                return await _load("Ringi", web.recv(), requests, probes)


async def _measure_default(requests: int, model_s: float, probes: int) -> Result:
    with _process(bolt_default, model_s) as web:
        return await _load("Bolt App (default)", web.recv(), requests, probes)


@contextmanager
def _process(target: Callable[..., None], *args: object) -> Iterator[Connection]:
    """A process that ends with this; what it sends is its URL once it listens."""
    ours, theirs = _spawn.Pipe()
    process = _spawn.Process(target=target, args=(theirs, *args), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()


async def _load(name: str, url: str, requests: int, probes: int) -> Result:
    """All requests at once; then, while they are with the model, one command after the other."""
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        typer.echo(f"{name}: {requests} requests …", err=True)
        first = await _send(session, url)  # alone, because it pays for what loads late
        flood = await asyncio.gather(*(_send(session, url) for _ in range(requests - 1)))
        typer.echo(f"{name}: {probes} more commands …", err=True)
        after = [await _send(session, url) for _ in range(probes)]
    return Result(name, [first, *flood], after)


async def _send(session: aiohttp.ClientSession, url: str) -> Ack:
    body, headers = _command(next(_numbers))
    started = time.perf_counter()
    try:
        async with session.post(url, data=body, headers=headers) as answer:
            await answer.read()
            return Ack(answer.status, time.perf_counter() - started)
    except (aiohttp.ClientError, TimeoutError):
        return Ack(0, time.perf_counter() - started)


def _command(number: int) -> tuple[bytes, dict[str, str]]:
    """`/ringi summary …`, signed as Slack signs it; each its own trigger."""
    body = urlencode(
        {
            "command": "/ringi",
            "text": f"summary 新商品の発表会について {number}",
            "user_id": "U1",
            "user_name": "sample",
            "team_id": "T1",
            "channel_id": "C1",
            "channel_name": "sample",
            "response_url": "http://127.0.0.1:9/response",
            "trigger_id": f"1.{number}.bench",
        }
    ).encode()
    timestamp = str(int(time.time()))
    return body, {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature(SECRET, timestamp, body),
    }


def quantile(acks: Sequence[Ack], q: float) -> float:
    """Nearest rank, in seconds."""
    ordered = sorted(ack.took_s for ack in acks)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


def _statuses(acks: Sequence[Ack]) -> str:
    counted = Counter(ack.status for ack in acks)
    return ", ".join(f"{status or 'nothing'} ×{n}" for status, n in sorted(counted.items()))


def _table(results: Sequence[Result]) -> Iterator[str]:
    yield f"{'':20} {'in flight':>24} {'next: n':>8} {'p50 ms':>9} {'p99 ms':>9}  {'status'}"
    for result in results:
        yield (
            f"{result.name:20} {_statuses(result.flood):>24} {len(result.next):>8} "
            f"{quantile(result.next, 0.5) * 1000:>9.1f} {quantile(result.next, 0.99) * 1000:>9.1f}"
            f"  {_statuses(result.next)}"
        )


if __name__ == "__main__":
    typer.run(main)
