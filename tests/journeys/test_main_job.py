"""The main job, end to end, on real input: what the screens say, what the wall shows, what the ledger holds."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

from tests.browser.live import House, new_tablet
from tests.journeys.camera import hold_up, show_nothing
from tests.journeys.story import Crew, Story, WallDisplay, events_since, last_event

ENGLISH, SPANISH = Crew("2231", "2304", "2412"), Crew("2236", "2318", "2318")

OTHERS_DOING = (
    (re.compile(r"(\$|USD\s)[\d,.]*\d"), "AMOUNT"),
    (re.compile(r"(carton|caja) \d{4} (at|en) [A-Z]-\d\d"), "NEXT"),
    (re.compile(r"\b[GSWR]-\d\d"), "PLACE"),
)
"""What the demo's other goods decide: what is lost today, which carton waits longest, where there is most room."""

LEDGER = (
    "dock receipt_opened 0",
    "dock carton_opened 0",
    "dock units_received 1",
    "dock units_received 12",
    "dock units_received 8",
    "dock carton_closed 0",
    "dock receipt_closed 0",
    "inspector grading_started 0",
    "inspector units_graded 1",
    "inspector tote_closed 0",
    "inspector units_graded 12",
    "inspector tote_closed 0",
    "inspector units_graded 6",
    "inspector units_graded 2",
    "inspector tote_closed 0",
    *("driver route_started 0", "driver carton_placed 0") * 3,
)
"""Who did what to how many units, in order: all of it, and nothing else."""


def play(story: Story, wall: WallDisplay) -> None:
    """Play it all; look up at the wall after each step, and into the ledger at the end."""
    last, figures = last_event(story.house), wall.figures()
    story.receive()
    figures = wall.follows(figures, grade=1)
    story.grade()
    figures = wall.follows(figures, grade=-1, route=3, graded=21)
    story.route()
    wall.follows(figures, route=-3, rework=1)
    assert "".join(place[0] for place in story.places) == "SWR"
    assert events_since(story.house, last) == [story.crew.badges(line) for line in LEDGER]
    assert story.tablet.strangers == []
    verified = story.house.flask("verify")
    assert verified.returncode == 0, verified.stderr
    assert verified.stdout.startswith("The ledger holds: ")


def expect_told(story: Story, language: str) -> None:
    """Expect every verdict of the story, sentence by sentence, as told/LANGUAGE.txt has it."""
    told = story.told
    for pattern, word in OTHERS_DOING:
        told = [pattern.sub(word, line) for line in told]
    assert told == (Path(__file__).parent / "told" / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def test_in_english_on_sqlite(browser: Browser, fresh_house: House) -> None:
    tablet = new_tablet(browser, fresh_house)
    story = Story(fresh_house, tablet, ENGLISH, tablet.scan)
    play(story, WallDisplay.hung(browser, fresh_house))
    expect_told(story, "en")


def test_in_spanish_on_postgresql(browser: Browser, postgresql_house: House) -> None:
    tablet = new_tablet(browser, postgresql_house)
    story = Story(postgresql_house, tablet, SPANISH, tablet.scan)
    play(story, WallDisplay.hung(browser, postgresql_house))
    expect_told(story, "es")


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """What the fake camera shows."""
    path = tmp_path / "camera.mjpeg"
    show_nothing(path)
    return path


@pytest.fixture
def browser_with_camera(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], video: Path
) -> Iterator[Browser]:
    """A browser of its own, because its camera is chosen when it starts."""
    flags = [*browser_type_launch_args["args"], f"--use-file-for-fake-video-capture={video}"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    yield browser
    browser.close()


def test_with_item_codes_through_the_camera(browser_with_camera: Browser, fresh_house: House, video: Path) -> None:
    tablet = new_tablet(browser_with_camera, fresh_house)
    labels = {fresh_house.code(title): label for title, label in fresh_house.codes.items()}

    def by_camera(text: str) -> None:
        hold_up(labels[text], video)
        tablet.tap("Camera")

    story = Story(fresh_house, tablet, ENGLISH, by_camera)
    play(story, WallDisplay.hung(browser_with_camera, fresh_house))
    expect_told(story, "en")
