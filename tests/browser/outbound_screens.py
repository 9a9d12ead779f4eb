"""The screens of what leaves the building: a part of the walk of transport (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import Tablet


def at_the_load(tablet: Tablet) -> Iterator[str]:
    """See what left, plan a load, and let the one that is being loaded go."""
    tablet.open("/outbound/new")
    tablet.tap_first(".foot .primary")
    yield "outbound: a form with faults"
    tablet.open("/outbound")
    yield "outbound: the list"
    tablet.open("/outbound?state=departed")
    tablet.tap_first(".table th a.code")
    yield "outbound: one that left"
    tablet.open("/loading")
    yield "loading: the loads that leave"
    tablet.tap_first(".lines a")
    yield "loading: one load"
    tablet.scan("T-0999")
    yield "loading: an unknown carton"
    tablet.tap_first("#action a.primary")
    tablet.tap_first(".held button")
    yield "loading: on it already"
    tablet.scan("CMD-CLOSE")
    yield "loading: its seal"
    tablet.scan("SL-1")
    yield "loading: may it go"
    tablet.tap_first("#action .primary.is-stop")
    yield "loading: gone, with its papers"
