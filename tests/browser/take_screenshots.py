"""Takes the pictures of docs/screenshots from the demo site: `python -m tests.browser.take_screenshots`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from app.db.engine import open_database
from app.db.migrating import upgrade
from app.demo import load_demo
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.live import ROOT, House, new_tablet, serving
from tests.journeys.story import WallDisplay

PICTURES = ROOT / "docs" / "screenshots"


def main() -> None:
    """Load a demo, serve it, and photograph receiving with a question open, and the wall."""
    with TemporaryDirectory() as directory:
        url = f"sqlite:///{directory}/backdock.sqlite"
        database = open_database(url)
        upgrade(database.engine)
        load_demo(database)
        database.engine.dispose()
        with serving(url, Path(directory)) as house, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            PICTURES.mkdir(parents=True, exist_ok=True)
            receiving(browser, house)
            wall(browser, house)
            browser.close()


def receiving(browser: Browser, house: House) -> None:
    """Two units over, not kept yet."""
    tablet = new_tablet(browser, house)
    tablet.open("/")
    tablet.sign_in("2231")
    tablet.scans("D-04", house.code("Return of Northline"), house.code("Carton plate"))
    for _ in range(3):
        tablet.scan(house.code("Vitamin D3, lot 10D9T"))
    tablet.scans(house.code("Case of 12, lot 10F1C"), "CMD-CONFIRM", house.code("Omega-3, eight in a bag"))
    keep(tablet.page, "receive.png")
    tablet.page.context.close()


def wall(browser: Browser, house: House) -> None:
    """The wall at full size."""
    display = WallDisplay.hung(browser, house)
    keep(display.page, "wall.png")


def keep(page: Page, name: str) -> None:
    """Keep a picture in 128 colours: a screen needs no more, and a README loads faster."""
    page.screenshot(path=PICTURES / name)
    with Image.open(PICTURES / name) as picture:
        picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
