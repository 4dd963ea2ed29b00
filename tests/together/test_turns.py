"""Turns, limits and who leads, agreed on by several servers in a real PostgreSQL."""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.lock_store import LockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import text

from bot.channels import rate
from bot.channels.rate import Limit
from bot.conversations import ConversationStore
from bot.settings import ROOT
from bot.together import tickets as ticket_rules
from bot.together.database import engine_of
from bot.together.presence import Presence
from bot.together.tickets import Tickets
from bot.together.turns import Queue, Turns, arrived
from tests.advisor import eventually
from tests.postgres import kill_all_of, running_postgres, start_again

DOMAIN = Domain.load(str(ROOT / "domain.yml"))
NOWHERE = "postgresql+psycopg2://nobody@127.0.0.1:9/nothing"


class Server:
    """What a server process has of its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.presence = Presence(address)
        self.turns = Turns(queue=Queue(Tickets(engine_of(address), self.presence)))


@pytest.fixture
def servers(shared: str) -> Iterator[tuple[Server, Server]]:
    two = Server(shared), Server(shared)
    yield two
    for each in two:
        each.presence.leave()


def tickets_left(address: str) -> int:
    with engine_of(address).connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM turns")).scalar_one())


def test_rasa_makes_it_from_endpoints_yml() -> None:
    assert isinstance(LockStore.create(EndpointConfig.from_dict({"type": "bot.together.turns.Turns"})), Turns)


@pytest.mark.parametrize("count", [1, 2])
def test_one_at_a_time_over_all_servers_in_the_order_of_arrival(servers: Any, shared: str, count: int) -> None:
    seen: list[tuple[str, int]] = []

    async def one(n: int) -> None:
        async with servers[n % count].turns.lock("them"):
            seen.append(("begins", n))
            await asyncio.sleep(0.02 if n else 1.0)  # the others come while the first has the turn
            seen.append(("ends", n))

    async def all_of_them() -> None:
        asked = []
        for n in range(12):
            asked.append(asyncio.create_task(one(n)))
            await asyncio.sleep(0 if n else 0.3)
        await asyncio.gather(*asked)

    asyncio.run(all_of_them())
    assert seen == [(what, n) for n in range(12) for what in ("begins", "ends")]
    assert tickets_left(shared) == 0


def test_of_those_who_wait_the_earliest_is_next_though_its_server_read_it_last(servers: Any) -> None:
    seen: list[float] = []

    async def one(server: Server, when: float) -> None:
        arrived.set(when)
        async with server.turns.lock("busy"):
            seen.append(when)
            await asyncio.sleep(0.5 if when == 1.0 else 0)

    async def all_of_them() -> None:
        asked = []
        for n, when in enumerate((1.0, 4.0, 3.0, 2.0)):
            asked.append(asyncio.create_task(one(servers[n % 2], when)))
            await asyncio.sleep(0.1)
        await asyncio.gather(*asked)

    asyncio.run(all_of_them())
    assert seen == [1.0, 2.0, 3.0, 4.0]


def test_who_was_written_first_comes_first_whoever_is_delivered_first_and_to_whichever_server(servers: Any) -> None:
    passed: list[float] = []

    async def one(server: Server, stamp: float) -> None:
        async with server.turns.lock("thread", stamp=stamp):
            passed.append(stamp)

    async def all_of_them() -> None:
        await asyncio.gather(*(one(servers[n % 2], stamp) for n, stamp in enumerate((5.0, 3.0, 4.0, 1.0, 2.0))))

    asyncio.run(all_of_them())
    assert passed == [1.0, 2.0, 3.0, 4.0, 5.0]


def test_who_has_the_turn_has_it_inside_too_and_others_do_not(servers: Any) -> None:
    async def nested() -> None:
        async with servers[0].turns.lock("c") as outer:
            async with Turns(queue=servers[0].turns._queue).lock("c") as inner:  # as Rasa takes it inside a channel
                assert inner is outer
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(as_another_server(someone_else), 0.3)

    async def someone_else() -> None:
        async with servers[1].turns.lock("c"):
            pass

    asyncio.run(nested())


def test_the_turn_of_a_server_that_ended_is_free_at_once(servers: Any) -> None:
    async def main() -> float:
        dead = servers[0].turns.lock("c")
        await dead.__aenter__()
        servers[0].presence.leave()
        begun = time.monotonic()
        async with servers[1].turns.lock("c"):
            return time.monotonic() - begun

    assert asyncio.run(main()) < 2


def test_a_turn_that_could_not_be_given_back_is_free_as_soon_as_the_database_is_back() -> None:
    with running_postgres() as (address, folder):
        server = Server(address.format(database="postgres"))

        async def work() -> float:
            async with server.turns.lock("them"):
                with engine_of(server.address).connect() as connection:
                    connection.execute(text("CHECKPOINT"))  # tickets wait for the disk only where others write
                kill_all_of(folder)
            start_again(folder)
            eventually(lambda: server.presence.owner != before and server.presence.is_there)
            begun = time.monotonic()
            async with server.turns.lock("them") as turn:
                assert turn.ticket is not None
            return time.monotonic() - begun

        eventually(lambda: server.presence.is_there)
        before = server.presence.owner
        try:
            assert asyncio.run(work()) < 20  # its own ticket would hold it up for a minute
        finally:
            server.presence.leave()


def test_a_turn_that_was_held_too_long_passes_on_and_what_is_written_late_is_refused(
    servers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket_rules, "HELD_SECONDS", 0.3)
    kept = ConversationStore(DOMAIN)

    async def main() -> None:
        async with servers[0].turns.lock("late"):
            mine = kept.init_tracker("late")
            mine.update(UserUttered("too late"))
            await meanwhile()
            await kept.save(mine)
            assert kept.loses("late")

    async def meanwhile() -> None:
        async def answered() -> None:
            async with servers[1].turns.lock("late"):
                theirs = kept.init_tracker("late")
                theirs.update_with_events([UserUttered("in time"), BotUttered("yes")], DOMAIN)
                await kept.save(theirs)
                assert not kept.loses("late")

        await as_another_server(answered)

    asyncio.run(main())
    found = asyncio.run(kept.messages("late"))
    assert [each.text for each in found] == ["in time", "yes"]


async def as_another_server(work: Any) -> None:
    """Runs work as another server would, which knows nothing of the turns of this one."""
    await contextvars.Context().run(asyncio.ensure_future, work())


def test_while_the_database_is_away_people_are_answered_one_at_a_time_and_nothing_is_written() -> None:
    lost = Server(NOWHERE)
    seen: list[int] = []

    async def one(n: int) -> bool:
        async with lost.turns.lock("c") as turn:
            seen.append(n)
            await asyncio.sleep(0.02)
            seen.append(n)
            return turn.ticket is None and turn.shared

    async def main() -> list[bool]:
        return await asyncio.gather(*(one(n) for n in range(4)))

    assert all(asyncio.run(main()))
    assert seen == [0, 0, 1, 1, 2, 2, 3, 3]
    lost.presence.leave()


def test_a_conversation_that_was_forgotten_elsewhere_leaves_the_memory(shared: str) -> None:
    here, there = ConversationStore(DOMAIN), ConversationStore(DOMAIN)

    async def main() -> None:
        for store, sender in ((here, "gone"), (here, "stays")):
            tracker = store.init_tracker(sender)
            tracker.update_with_events([UserUttered("hello"), BotUttered("hello")], DOMAIN)
            await store.save(tracker)

    asyncio.run(main())
    assert set(here._live) == {"gone", "stays"}
    there._delete("gone", None)
    here.let_go_of_forgotten()
    assert set(here._live) == {"stays"}


def test_a_limit_counts_over_all_servers_and_writes_down_no_address(
    shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = Limit("messages", 3), Limit("messages", 3)
    rate.presence_at(shared).is_up()

    async def main() -> list[int]:
        return [await limit.wait("192.0.2.7") for limit in (here, there, here, there, here)]

    *first, fourth, fifth = asyncio.run(main())
    assert first == [0, 0, 0] and 15 <= fourth <= 21 and 15 <= fifth <= 21
    assert asyncio.run(there.is_spent("192.0.2.7")) and not asyncio.run(here.is_spent("192.0.2.8"))
    assert asyncio.run(Limit("other", 3).wait("192.0.2.7")) == 0
    with engine_of(shared).connect() as connection:
        rows = connection.execute(text("SELECT * FROM limits")).all()
    assert rows and "192.0.2" not in str(rows)


def test_a_limit_refills_evenly(shared: str) -> None:
    limit = Limit("quick", 10, period=10.0)
    rate.presence_at(shared).is_up()

    async def main() -> tuple[list[bool], list[bool]]:
        begun = [await limit.wait("x") == 0 for _ in range(10)]
        await asyncio.sleep(2.1)
        return begun, [await limit.wait("x") == 0 for _ in range(8)]

    begun, later = asyncio.run(main())
    assert all(begun) and 2 <= sum(later) <= 5 and not later[-1]


def test_what_holds_nobody_back_is_deleted(shared: str) -> None:
    with engine_of(shared).connect() as connection:
        connection.execute(text("INSERT INTO turns (key, place, owner, held, until) VALUES ('gone', 1, 1, true, 1)"))
        connection.execute(text("INSERT INTO limits (key, full_at) VALUES ('gone', 1)"))
    tidy = Server(shared)  # it does so when it comes, and each minute
    eventually(lambda: not (tickets_left(shared) or limits_left(shared, "gone")), 70)
    tidy.presence.leave()


def limits_left(address: str, key: str) -> int:
    with engine_of(address).connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM limits WHERE key = :key"), {"key": key}).scalar_one())


def test_only_one_server_leads_and_another_takes_over(servers: Any) -> None:
    def lead() -> list[bool]:
        return [each.presence.leads("slack") for each in servers]

    eventually(lambda: any(lead()))
    other = eventually(lambda: next((each for each in servers if each.presence.another_leads("slack")), None))
    assert sorted(lead()) == [False, True] and not other.presence.leads("slack")
    (first,) = (each for each in servers if each is not other)
    first.presence.leave()
    assert not first.presence.leads("slack") and not first.presence.another_leads("slack")
    eventually(lambda: other.presence.leads("slack"))
    assert not other.presence.another_leads("slack")
