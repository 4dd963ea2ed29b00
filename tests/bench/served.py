"""What a bot costs that serves: how long it takes to start, to answer one person, and to answer many."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import aiohttp
import psutil

from bot.servers import Servers, free_ports
from bot.settings import Settings
from knowledge.store import Store
from tests.advisor import free_row
from tests.postgres import running_postgres

START, MEMORY, FAQ = "start-up, s", "memory of the process tree, MB", "p50 of an FAQ message, ms"
PERSON = "p50 with the person in it, ms"
THROUGHPUT, TWO_WORKERS = "throughput, messages/s", "throughput of two workers"
CLIENTS = 8
TOLD = "i studied biology with a 2.9 gpa, i live in ohio and work full time"
QUESTIONS = 5  # in a long post
SEARCHES = ("online ms under 15k no gre", "in texas", "forget the gre", "part time", "actually california")
ADVICE = (
    "online ms under 30k no gre", "why is that one first", "what would change your mind", "why not cmu",
    "compare the first two", "save the first one", "i studied biology, took calc 1, know some python",
    "make me a study plan", "i make 62k in ohio, is it worth it", "cost matters most", "export my shortlist",
    "write the email to admissions for me", "what do you know about me",
)  # fmt: skip
MOST_SEARCH, MOST_ADVICE, MOST_POST = 1.2, 3.0, 3.0  # times an FAQ message
PLENTY = "1000000"
_RATES = dict.fromkeys(("ADVISOR_RATE_REST", "ADVISOR_RATE_CONVERSATION", "ADVISOR_RATE_ADDRESS"), PLENTY)
_RUN, _NUMBERS = uuid.uuid4().hex, count()


@dataclass
class Times:
    """What else than a plain FAQ message takes.

    Attributes:
        person: milliseconds of an FAQ message in whose answer the person is spoken of, the median.
        ratios: what is asked -> (how many times an FAQ message it takes, how many times it may).
    """

    person: float
    ratios: dict[str, tuple[float, float]]


async def alone(model: Path, texts: list[str]) -> dict[str, float]:
    """The figures that any bot has, with one worker."""
    begun = time.monotonic()
    with _served(model) as (url, servers):
        started = time.monotonic() - begun
        async with aiohttp.ClientSession() as session:
            await _ask(session, url, texts[:10])
            times = await _ask(session, url, texts)
            throughput = await _throughput(session, url, texts)
        return {START: started, MEMORY: _memory(servers), FAQ: _median_ms(times), THROUGHPUT: throughput}


async def beside_faq(model: Path, texts: list[str], others: list[str]) -> Times:
    """What our bot's other answers take, held against FAQ messages of the same run.

    Args:
        model: ours.
        texts: FAQ questions.
        others: more of them, which make long posts: what was read lately is not read again.
    """
    questions = [f"{each.rstrip('?. ')}?" for each in others[:100]]
    posts = [" ".join(questions[n : n + QUESTIONS]) for n in range(0, len(questions), QUESTIONS)]
    with _served(model) as (url, _):
        async with aiohttp.ClientSession() as session:
            await _ask(session, url, texts[:10])
            faq = statistics.median(await _ask(session, url, texts))
            told = [(await _ask(session, url, [TOLD, *texts[n : n + 9]]))[1:] for n in range(0, len(texts), 9)]
            found = [await _ask(session, url, list(SEARCHES)) for _ in range(10)]
            asked = [await _ask(session, url, list(ADVICE), len(ADVICE)) for _ in range(10)]
            post = statistics.median(await _ask(session, url, posts, 1))
    advice = dict(zip(ADVICE, (statistics.median(each) for each in zip(*asked, strict=True)), strict=True))
    dearest = max(advice, key=advice.__getitem__)
    ratios = {
        "a recommendation": (statistics.median(t for each in found for t in each) / faq, MOST_SEARCH),
        f"the slowest advice, “{dearest}”,": (advice[dearest] / faq, MOST_ADVICE),
        f"a post of {QUESTIONS} questions": (post / faq, MOST_POST),
    }
    return Times(_median_ms([t for each in told for t in each]), ratios)


def two_workers(model: Path, texts: list[str]) -> float:
    """Messages a second of ADVISOR_WORKERS=2 with a PostgreSQL of its own."""
    name, before = "ADVISOR_DATABASE_URL", os.environ.get("ADVISOR_DATABASE_URL")
    with running_postgres() as (address, _):
        os.environ[name] = address.format(database="postgres")
        try:
            with _served(model, workers=2) as (url, _servers):
                return asyncio.run(_throughput_of(url, texts))
        finally:
            os.environ.pop(name)
            os.environ |= {} if before is None else {name: before}


@contextmanager
def _served(model: Path, workers: int = 1) -> Iterator[tuple[str, Servers]]:
    """The address of REST, and the servers of a model."""
    Store().ensure()
    port, actions_port = free_ports(2)
    settings = Settings(port=port, actions_port=actions_port, workers=workers, workers_port=free_row(2 * workers))
    with Servers(settings, model, _RATES) as servers:
        yield f"{settings.address}/webhooks/rest/webhook", servers


async def _throughput_of(url: str, texts: list[str]) -> float:
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(_ask(session, url, texts[:20]) for _ in range(CLIENTS)))
        return await _throughput(session, url, texts)


async def _throughput(session: aiohttp.ClientSession, url: str, texts: list[str]) -> float:
    begun = time.monotonic()
    await asyncio.gather(*(_ask(session, url, texts[n::CLIENTS]) for n in range(CLIENTS)))
    return len(texts) / (time.monotonic() - begun)


async def _ask(session: aiohttp.ClientSession, url: str, texts: list[str], of_one: int = 10) -> list[float]:
    """Sends messages one after another, so many of one conversation; the seconds that each took."""
    asking, times = next(_NUMBERS), []
    for number, text in enumerate(texts):
        # of this run only: conversations are kept, and a long one costs more
        body = {"sender": f"{_RUN}-{asking}-{number // of_one}", "message": text}
        started = time.monotonic()
        async with session.post(url, json=body) as answer:
            json.loads(await answer.text())
        times.append(time.monotonic() - started)
    return times


def _median_ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


def _memory(servers: Servers) -> float:
    """Megabytes that both servers and their children hold (resident set)."""
    roots = [psutil.Process(each.pid) for each in (servers.rasa, servers.actions) if each is not None]
    return sum(p.memory_info().rss for root in roots for p in (root, *root.children(recursive=True))) / 1e6
