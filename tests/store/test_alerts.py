"""Alerts are told at least once each, to the end of the world or of the handover; on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import StoreDownError
from bot.handovers import Urgency
from bot.handovers.alerts import Alert, Channel
from bot.store.alerts import AlertStore
from bot.store.link import Link
from tests.raising import VISITOR, raised
from tests.store.parts import NOW, Place

NEW = Alert(10, 1, Urgency.UNSAFE)


@pytest.fixture
async def alerts(place: Place) -> AsyncIterator[AlertStore]:
    link = Link(place.url)
    yield AlertStore(link, place.clock)
    await link.close()


async def test_without_alarms_there_is_nobody_to_tell(alerts: AlertStore) -> None:
    assert await alerts.open_alerts() == []


async def test_an_alert_is_open_until_staff_were_told_twice(place: Place, alerts: AlertStore) -> None:
    await raised(place)
    assert await alerts.open_alerts() == [NEW]

    await alerts.note_first([10], NOW, Channel.MAIL)
    assert await alerts.open_alerts() == [replace(NEW, first_sent_at=NOW, first_by=Channel.MAIL)]

    await alerts.note_second([10], NOW)
    assert await alerts.open_alerts() == []


async def test_once_told_it_is_over_when_somebody_looks(place: Place, alerts: AlertStore) -> None:
    await raised(place, seen=True)
    assert await alerts.open_alerts() == [replace(NEW, acknowledged_at=NOW)]

    await alerts.note_first([10], NOW, Channel.MAIL)
    assert await alerts.open_alerts() == []


async def test_staff_hear_once_of_a_visitor_who_left_at_once(place: Place, alerts: AlertStore) -> None:
    await raised(place, state="resolved")
    assert await alerts.open_alerts() == [replace(NEW, resolved=True)]

    await alerts.note_first([10], NOW, Channel.MAIL)
    assert await alerts.open_alerts() == []


@pytest.mark.parametrize("seen", [True, False])
async def test_what_staff_saw_without_being_told_is_no_news_the_day_after(
    place: Place, alerts: AlertStore, *, seen: bool
) -> None:
    await raised(place, ago=timedelta(hours=24), seen=seen)

    assert [alert.id for alert in await alerts.open_alerts()] == ([] if seen else [10])


async def test_of_an_erased_visitor_nothing_is_told_or_noted(place: Place, alerts: AlertStore) -> None:
    await raised(place)
    async with place.opened() as store:
        await store.forget(f"{VISITOR}1")
    await alerts.note_first([10], NOW, Channel.MAIL)

    assert await alerts.open_alerts() == []


async def test_a_store_that_is_gone_says_so(file: Place) -> None:
    link = Link(file.url)
    await link.close()
    with pytest.raises(StoreDownError):
        await AlertStore(link, file.clock).open_alerts()
