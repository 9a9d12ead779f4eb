"""Another system of the company in front of the HTTP API, with a token of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.scopes import Scope
from app.services import granting
from tests.factories import Floor

PREFIX = "/api/v1/"


def granted(floor: Floor, *scopes: Scope, name: str = "erp", **how: Any) -> str:
    """Grant a token and return it."""
    now = how.pop("now", None) or datetime.now(UTC)
    with floor.database.unit_of_work() as session:
        return granting.grant(session, floor.site.id, name, scopes, now, **how)


@dataclass
class System:
    """Asks and sends by HTTP."""

    browser: FlaskClient
    token: str
    _keys: Iterator[int] = field(default_factory=count)

    def get(self, path: str) -> tuple[int, Any]:
        answer = self.browser.get(PREFIX + path, headers=self._headers)
        return answer.status_code, answer.get_json(force=True)

    def pages(self, path: str, limit: int) -> Iterator[list[dict[str, object]]]:
        after = ""
        while True:
            _status, page = self.get(f"{path}?limit={limit}{after}")
            yield page["items"]
            if page["next"] is None:
                return
            after = f"&after={page['next']}"

    def send(self, path: str, body: object = None, key: str = "", **headers: str) -> TestResponse:
        """POST under `key`, or under a new one."""
        of_key = {"Idempotency-Key": key or f"key-{next(self._keys)}"}
        return self.browser.post(PREFIX + path, json=body or {}, headers={**self._headers, **of_key, **headers})

    def change(self, path: str, body: object, version: int | None) -> TestResponse:
        """PATCH what was seen at `version`."""
        seen = {} if version is None else {"If-Match": f'"{version}"'}
        return self.browser.patch(PREFIX + path, json=body, headers={**self._headers, **seen})

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def faults(answer: TestResponse) -> dict[str, str]:
    """Return what is wrong by pointer, or by name where there is none."""
    return {each.get("pointer", each["name"]): each["detail"] for each in answer.get_json(force=True)["faults"]}
