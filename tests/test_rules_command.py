"""`flask --app app rules dry-run`."""

import json

from pydantic import SecretStr

from app import create_app
from app.config import Settings
from app.db.engine import open_database
from app.domain.vocabulary import DispositionCode, RuleEffect
from tests.factories import a_rule, make_floor
from tests.services.bench import BenchWork, received
from tests.services.test_ruling import TO_LIQUIDATE, do, new_draft, ruling, vitamin

KEY = "long enough to sign the sessions of these tests"


def test_a_draft_is_tried_from_a_terminal(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    floor = make_floor(database)
    runner = create_app(Settings(database_url=sqlite_url, secret_key=SecretStr(KEY))).test_cli_runner()
    assert runner.invoke(args=["rules", "dry-run", "--draft"]).output == (
        "Error: There is no draft of the disposition rules here. Make one in the office first.\n"
    )
    assert runner.invoke(args=["rules", "dry-run", "--version", "7"]).output == (
        "Error: There is no version 7 of the disposition rules here.\n"
    )
    with database.unit_of_work() as session:
        a_rule(session, 1, {"hazardous": True}, RuleEffect.EXCLUDE, [DispositionCode.RESTOCK])
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    do(floor, ruling.save_rule, new_draft(floor), 0, 0, TO_LIQUIDATE)
    tried = runner.invoke(args=["rules", "dry-run", "--days", "3650", "--draft", "--json"])
    told = json.loads(tried.stdout)
    assert told.pop("seconds") < 10
    assert told == {
        "units": 1, "changed": 1, "recovery_before": "6.38", "recovery_after": "3.60", "recovery_decided": "6.3800",
        "currency": "USD", "other_currencies": {}, "moves": [{"from": "restock", "to": "liquidate", "units": 1}],
        "days": 3650, "version": 2,
    }  # fmt: skip
    plain = runner.invoke(args=["rules", "dry-run", "--days", "3650"])
    assert plain.stdout.startswith(
        "Version 1 on the last 3650 days: 0 of 1 units change code. Recovery before 6.38, after 6.38 USD. "
    )
    database.engine.dispose()
