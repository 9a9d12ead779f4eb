"""The HTTP API keeps what its document promises: whatever is asked, the answer is one that the document names."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pydantic import SecretStr
from schemathesis import GenerationMode

from app import create_app
from app.config import Settings
from app.domain.refunds import Resolution
from app.domain.scopes import Scope
from app.domain.vocabulary import PartyKind
from app.exchange.api.document import document
from app.exchange.api.writing import KEY, MATCH
from app.exchange.api.writings import WRITINGS
from app.services import granting
from tests.factories import a_party, make_floor
from tests.services.dock import Dock, gs1
from tests.services.replacer import Replacer
from tests.services.settler import TermOf, terms_in_force


@pytest.fixture(scope="module")
def contract(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """The served document, before a floor that all questions share."""
    return _served(sqlite_template, tmp_path_factory.mktemp("contract"))


@pytest.fixture
def untouched(sqlite_template: Path, tmp_path: Path) -> schemathesis.BaseSchema:
    """The served document, before a floor of which nothing was asked yet."""
    return _served(sqlite_template, tmp_path)


def _served(sqlite_template: Path, data_dir: Path) -> schemathesis.BaseSchema:
    """Return the document of a floor with goods on it; asked with a token that may do everything."""
    file = shutil.copy(sqlite_template, data_dir / "backdock.sqlite")
    app = create_app(Settings(database_url=f"sqlite:///{file}", data_dir=data_dir, secret_key=SecretStr("x" * 32)))
    floor = make_floor(app.extensions["backdock"].database)
    Dock(floor).scans("T-0412", gs1(floor.vitamin, "10D9T"))
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(advance_days=9))
    with floor.database.unit_of_work() as session:
        a_party(session, PartyKind.VENDOR, "Sunrise Labs")
    office = Replacer(floor)
    office.lets_line_be(Resolution.REPLACEMENT)
    office.plans(is_advance=True)
    with floor.database.unit_of_work() as session:
        token = granting.grant(session, floor.site.id, "contract", Scope, datetime.now(UTC))
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    schema.config.update(headers={"Authorization": f"Bearer {token}"})
    # the token stands on every request; that nothing opens without one is held by test_api
    schema.config.checks.ignored_auth.enabled = False
    # a body of the right form may name what is not there, or come after another
    schema.config.checks.positive_data_acceptance.expected_statuses = ["200", "201", "404", "409", "412", "422"]
    schema.config.checks.missing_required_header.expected_statuses = ["400", "401", "422", "428"]
    return schema


OPERATIONS = [
    (each["operationId"], mode)
    for item in document("/api/v1")["paths"].values()
    for each in item.values()
    for mode in GenerationMode
    # nothing can be asked wrongly of what takes nothing
    if each["parameters"] or mode is GenerationMode.POSITIVE
]


@pytest.mark.parametrize(("operation", "mode"), OPERATIONS)
def test_every_answer_is_one_the_document_names(
    contract: schemathesis.BaseSchema, operation: str, mode: GenerationMode
) -> None:
    strategy = contract.find_operation_by_id(operation).as_strategy(generation_mode=mode)

    @given(case=strategy)
    @settings(max_examples=16, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()


NAMES = {
    "products": "LMP-40", "parties": "C-1044", "shipments": "SH-90017", "replacements": "RMA-104418-S1",
    "collections": "COL-000001", "loads": "LOAD-000001", "trips": "TR-7",
    "agreements": "AG-7",
}  # fmt: skip
LATER = {"claims", "refunds"}
"""Nothing is owed in a new house: test_api_money has their examples."""
ELSEWHERE = {"collect_collection", "accept_proposals", "deliver_replacement"}
"""What a driver has cannot be taken off the load, which is the example after it, and what arrived is not lost; a
proposal is of some lot."""


def test_the_examples_are_understood_one_after_the_other(untouched: schemathesis.BaseSchema) -> None:
    of_id, headers = "", dict(untouched.config.headers or {})
    for writing in WRITINGS:
        if writing.collection in LATER or writing.name in ELSEWHERE:
            continue
        path = {name: {"id": NAMES.get(writing.collection, of_id), "n": 1}[name] for name in writing.parameters}
        of_act = {KEY: f"example-{writing.name}"} if writing.needs_key else {}
        if writing.needs_match:
            stands = untouched.find_operation_by_id(f"get_{writing.collection}").Case(
                headers=headers, path_parameters=path
            )
            of_act = {MATCH: stands.call_and_validate().headers["etag"][0]}
        case = untouched.find_operation_by_id(writing.name).Case(
            body=dict(writing.example), headers={**headers, **of_act}, path_parameters=path,
            media_type="application/json",
        )  # fmt: skip
        answer = case.call_and_validate()
        assert str(answer.status_code) in writing.statuses, (writing.name, answer.text)
        of_id = answer.json()["id"]
