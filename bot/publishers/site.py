"""A folder of HTML as a destination: one page for each publication, and a list of them.

Publishing the same thing again changes nothing. Another text under the same id is refused.
"""

import asyncio
import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import PublishAmbiguous, PublishFailed
from bot.ports import Clock
from bot.publishers.page import Listed, index, iso_utc, page, read_page
from bot.records import Approved, Receipt

INDEX = "index.html"
_LOCK = ".lock"


class Site:
    """ports.Publisher over a folder. `url` is where the folder is served, "" where nowhere."""

    def __init__(self, folder: Path, *, clock: Clock, url: str = "", locale: str = "ja") -> None:
        self._folder = folder
        self._clock = clock
        self._url = url.rstrip("/")
        self._locale = locale

    async def publish(self, approved: Approved) -> Receipt:
        """Write the page, then the list. Raises PublishFailed where the page was not written."""
        return await asyncio.to_thread(self._publish, approved)

    async def find(self, approved: Approved) -> Receipt | None:
        """The receipt of this very text, or None. Raises PublishFailed for another text there."""
        return await asyncio.to_thread(self._find, approved)

    def _publish(self, approved: Approved) -> Receipt:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with _alone(self._folder):
                if self._find(approved) is None:
                    self._add(approved)
                else:
                    self._list_again()
        except OSError as error:
            raise _failed(f"os_{error.errno}", retry=1) from error
        return self._receipt(approved)

    def _find(self, approved: Approved) -> Receipt | None:
        path = self._folder / file_of(approved)
        if not path.exists():
            return None
        there = self._read(path)
        ours = (approved.publication_id, approved.digest)
        if there is None or (there.publication_id, there.digest) != ours:
            raise _failed("other_text_there", retry=0)
        return self._receipt(approved)

    def _add(self, approved: Approved) -> None:
        """Both files are ready on disk before either is moved to its place."""
        now = datetime.fromtimestamp(self._clock.now(), tz=UTC)
        listed = Listed(
            file=file_of(approved),
            publication_id=approved.publication_id,
            digest=approved.digest,
            title=approved.publication.title,
            locale=approved.locale,
            published_at=iso_utc(now),
        )
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=".new-") as staging:
            new_page = _stage(
                Path(staging) / listed.file, page(listed, body_markdown=approved.publication.body)
            )
            new_index = _stage(
                Path(staging) / INDEX, index([*self._pages(), listed], locale=self._locale)
            )
            new_page.replace(self._folder / listed.file)
            self._finish(new_index)

    def _finish(self, new_index: Path) -> None:
        """The page is out by now: what fails from here on is no longer "nothing was sent"."""
        try:
            new_index.replace(self._folder / INDEX)
            _sync_folder(self._folder)
        except OSError as error:
            params: dict[str, str | int] = {"why": f"os_{error.errno}"}
            raise PublishAmbiguous("publish_ambiguous", params=params) from error

    def _list_again(self) -> None:
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=".new-") as staging:
            self._finish(_stage(Path(staging) / INDEX, index(self._pages(), locale=self._locale)))

    def _pages(self) -> list[Listed]:
        files = sorted(p for p in self._folder.glob("*.html") if p.name != INDEX)
        return [listed for listed in map(self._read, files) if listed is not None]

    def _read(self, path: Path) -> Listed | None:
        return read_page(path.read_text(encoding="utf-8", errors="replace"), file=path.name)

    def _receipt(self, approved: Approved) -> Receipt:
        file = file_of(approved)
        url = f"{self._url}/{file}" if self._url else ""
        return Receipt(file, approved.digest, approved.attempt, url)


def file_of(approved: Approved) -> str:
    """The page's name: from the publication id alone, so that it is the same on every attempt."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", approved.publication_id) + ".html"


def _failed(why: str, *, retry: int) -> PublishFailed:
    return PublishFailed("publish_failed", params={"retry": retry, "why": why})


def _stage(path: Path, html: str) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(html)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)  # a web server of another user reads it
    return path


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time, across processes: the list is read and written as one step."""
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
