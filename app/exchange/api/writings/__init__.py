"""What other systems may write: one row an operation. Checks and the document are drawn from here."""

from collections.abc import Mapping

from app.exchange.api.writing import Writing
from app.exchange.api.writings.holds import HOLDS
from app.exchange.api.writings.items import ITEMS
from app.exchange.api.writings.money import MONEY
from app.exchange.api.writings.news import NEWS
from app.exchange.api.writings.papers import PAPERS
from app.exchange.api.writings.policies import POLICIES
from app.exchange.api.writings.stock import STOCK
from app.exchange.api.writings.transport import TRANSPORT

WRITINGS = (*ITEMS, *PAPERS, *TRANSPORT, *STOCK, *MONEY, *NEWS, *HOLDS, *POLICIES)

BY_NAME: Mapping[str, Writing] = {each.name: each for each in WRITINGS}
