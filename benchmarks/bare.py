"""The reference under load: the least a scan can cost on this stack, `python -m benchmarks.bare DIRECTORY PORT`.

waitress with our options, Flask, raw sqlite3 with WAL and synchronous=FULL: a form, one look-up with three joins, one
insert, one update, a fragment of 1.2 kB. Nobody signs in, nothing is judged. Walls always get 204; frames are decoded;
the page sends what is typed and shows what comes back.
"""

import sqlite3
import sys
import threading
from pathlib import Path

from flask import Flask, request
from flask.typing import ResponseReturnValue
from waitress import serve

from app import logging
from app.config import Settings
from app.db.locks import FairLock
from scanners.capture import Capture
from scanners.decode import decode_bytes, use_one_thread
from scanners.loading import Busy

SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE product (id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT);
CREATE TABLE paper (id INTEGER PRIMARY KEY, number TEXT);
CREATE TABLE receipt (id INTEGER PRIMARY KEY, paper_id INTEGER REFERENCES paper);
CREATE TABLE line (id INTEGER PRIMARY KEY, receipt_id INTEGER, product_id INTEGER, quantity INTEGER);
CREATE TABLE event (id INTEGER PRIMARY KEY, client_id TEXT UNIQUE, line_id INTEGER, text TEXT);
INSERT INTO product VALUES (1, '', 'Hiking boots, EU 42');
INSERT INTO paper VALUES (1, 'RMA-1');
INSERT INTO receipt VALUES (1, 1);
INSERT INTO line VALUES (1, 1, 1, 0);
"""
LOOK_UP = """
SELECT line.id, line.quantity, product.name, paper.number FROM line JOIN product ON product.id = line.product_id
JOIN receipt ON receipt.id = line.receipt_id JOIN paper ON paper.id = receipt.paper_id WHERE product.id = 1
"""
PAGE = """<!doctype html><title>bare</title><section id="verdict"></section><script>
let typed = "";
addEventListener("keydown", async ({ key }) => {
  if (key !== "Enter") { typed += key; return; }
  const body = new URLSearchParams({ client_id: crypto.randomUUID(), text: typed });
  typed = "";
  const response = await fetch("/receipts/1/scans", { method: "POST", body });
  document.getElementById("verdict").outerHTML = await response.text();
});
</script>"""
FRAGMENT = """<section id="verdict" data-verdict="ok" data-answer="{{ id }}">
<h2>{{ name }}</h2><p>{{ number }}: {{ quantity }}</p>
{% for each in range(12) %}<p class="line">{{ each }} <b>{{ name }}</b> <span class="lot">none</span> {{ quantity }}</p>
{% endfor %}</section>"""


def make(file: Path) -> Flask:
    """Return the app on a new SQLite file."""
    sqlite3.connect(file).executescript(SCHEMA).connection.close()
    app, turn, mine = Flask("bare"), FairLock(), threading.local()
    fragment = app.jinja_env.from_string(FRAGMENT)

    @app.post("/receipts/<receipt>/scans")
    def scan(receipt: str) -> ResponseReturnValue:
        with turn:
            line = book(_connection(mine, file), request.form["client_id"], request.form["text"] + receipt)
        return fragment.render(id=request.form["client_id"], name=line[2], number=line[3], quantity=line[1] + 1)

    @app.post("/captures")
    def frame() -> ResponseReturnValue:
        try:
            found: list[Capture] = decode_bytes(request.get_data(cache=False), source="camera")
        except Busy as busy:
            return "", 503, {"Retry-After": str(busy.retry_after)}
        return {"captures": [each.text for each in found]}

    app.add_url_rule("/wall/<token>/data", "wall", lambda **_: ("", 204))
    app.add_url_rule("/", "page", lambda: PAGE)
    app.add_url_rule("/healthz", "healthz", lambda: "ok")
    return app


def _connection(mine: threading.local, file: Path) -> sqlite3.Connection:
    if not hasattr(mine, "connection"):
        mine.connection = sqlite3.connect(file, isolation_level=None)
        mine.connection.execute("PRAGMA synchronous=FULL")
    return mine.connection  # type: ignore[no-any-return]


def book(connection: sqlite3.Connection, client_id: str, text: str) -> tuple[int, int, str, str]:
    """Count one more and return the line as it was."""
    connection.execute("BEGIN IMMEDIATE")
    line: tuple[int, int, str, str] = connection.execute(LOOK_UP).fetchone()
    connection.execute("INSERT INTO event (client_id, line_id, text) VALUES (?, ?, ?)", (client_id, line[0], text))
    connection.execute("UPDATE line SET quantity = quantity + 1 WHERE id = ?", (line[0],))
    connection.execute("COMMIT")
    return line


if __name__ == "__main__":
    directory = Path(sys.argv[1])
    settings = Settings(data_dir=directory, port=int(sys.argv[2]))
    logging.set_up(settings)
    use_one_thread()
    serve(make(directory / "bare.sqlite"), **settings.for_waitress())
