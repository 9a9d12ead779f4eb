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
from app.domain.scopes import Scope
from app.exchange.api.document import document
from app.services import granting
from tests.factories import make_floor
from tests.services.dock import Dock, gs1


@pytest.fixture(scope="module")
def contract(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """The served document, before a floor with goods on it; asked with a token that may read everything."""
    data_dir = tmp_path_factory.mktemp("contract")
    file = shutil.copy(sqlite_template, data_dir / "backdock.sqlite")
    app = create_app(Settings(database_url=f"sqlite:///{file}", data_dir=data_dir, secret_key=SecretStr("x" * 32)))
    floor = make_floor(app.extensions["backdock"].database)
    Dock(floor).scans("T-0412", gs1(floor.vitamin, "10D9T"))
    with floor.database.unit_of_work() as session:
        token = granting.grant(session, floor.site.id, "contract", Scope, datetime.now(UTC))
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    schema.config.update(headers={"Authorization": f"Bearer {token}"})
    return schema


OPERATIONS = [item["get"]["operationId"] for item in document("/api/v1")["paths"].values()]


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_one_the_document_names(
    contract: schemathesis.BaseSchema, operation: str, mode: GenerationMode
) -> None:
    strategy = contract.find_operation_by_id(operation).as_strategy(generation_mode=mode)

    @given(case=strategy)
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
