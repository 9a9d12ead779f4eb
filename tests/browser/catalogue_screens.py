"""The walk through what the office keeps about goods and their senders; screens.py has the others."""

from collections.abc import Iterator

from tests.browser.live import Tablet


def at_blind_receipts(tablet: Tablet) -> Iterator[str]:
    """Match a blind receipt; parties."""
    tablet.open("/matching?sort=-opened")
    yield "office: blind receipts"
    tablet.tap_first(".table th a.code")
    tablet.page.locator("main details > summary").first.click()
    yield "office: a blind receipt with its candidates"
    tablet.tap_first("article .primary")
    yield "office: a receipt that was matched"
    tablet.open("/parties?sort=-open")
    yield "office: parties"
    tablet.tap_first(".table tbody th a")
    yield "office: one party"


def at_the_catalogue(tablet: Tablet) -> Iterator[str]:
    """Look for products, write one with mistakes; what a customer shows, as the floor sees it."""
    tablet.open("/products")
    yield "office: products"
    tablet.open("/products?find=nothing")
    yield "office: no product found"
    tablet.open("/products?find=VIT-D3-120")
    tablet.tap_first(".table th a.code")
    yield "office: one product"
    tablet.tap_first(".page__head a[href$='/edit']")
    tablet.page.locator("#gtin").fill("123")
    tablet.tap_first(".foot .primary")
    yield "office: a product with faults"
    tablet.open("/authorizations?find=RMA-104502")
    tablet.tap_first(".table th a.code")
    paper = tablet.page.url.partition("?")[0].rpartition("/")[2]
    tablet.open(f"/evidence/{paper}")
    yield "dock: what the customer shows"
