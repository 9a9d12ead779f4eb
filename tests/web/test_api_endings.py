"""The HTTP API on what ended here: certificates, the material figures, lots that a sample judges."""

import hashlib
import json

from flask.testing import FlaskClient

from app.domain.scopes import Scope
from tests.factories import Floor
from tests.services.bench import received
from tests.services.floor_state import omega
from tests.services.forklift import Forklift
from tests.services.recycler import METALS, PLASTICS, Recycler, graded_to_recycle
from tests.services.sampler import Sampler, agree
from tests.web.systems import System, granted


def test_certificates_and_the_material_of_each_are_read(visitor: FlaskClient, floor: Floor) -> None:
    system = System(visitor, granted(floor, Scope.CERTIFICATES_READ))
    Forklift(floor).scans(graded_to_recycle(floor), "R-01")
    recycler = Recycler(floor)
    recycler.save(PLASTICS, METALS)
    recycler.hand_over("T-0412", plastics="300", metals="60")
    [certificate] = system.get(f"certificates?kind=recycling&party_id={recycler.verde}")[1]["items"]
    assert (certificate["number"], certificate["lpn"], certificate["units"]) == ("CE-000001", "T-0412", 2)
    stated = json.dumps(certificate["record"], sort_keys=True, ensure_ascii=False).encode()
    assert hashlib.sha256(stated).hexdigest() == certificate["seal"]
    assert system.get("certificates/CE-000001") == (200, certificate)
    materials = system.get("materials?certificate=CE-000001&program=trade_return")[1]["items"]
    assert sorted((each["stream"], each["fate"], each["grams"]) for each in materials) == [
        ("METALS", "recycled", 60), ("PLASTICS", "back_to_production", 300),
    ]  # fmt: skip
    [plastics] = system.get(f"materials?fate=back_to_production&recycler_id={recycler.verde}")[1]["items"]
    assert (plastics["name"], plastics["issued_at"]) == (PLASTICS.name, certificate["issued_at"])
    assert system.get("samples")[0] == 403


def test_lots_are_read_with_their_plan_and_what_was_found(visitor: FlaskClient, floor: Floor) -> None:
    system = System(visitor, granted(floor, Scope.SAMPLES_READ))
    agree(floor)
    sampler = Sampler(floor, received(floor, *[omega(floor)] * 6))
    sampler.scans(omega(floor), "CMD-PASS")
    [lot] = system.get(f"samples?lot=K7731&product_id={floor.omega.id}&state=drawing")[1]["items"]
    plan = ("aql", "severity", "lot_size", "sample", "accept", "drawn", "found_defective")
    assert [lot[name] for name in plan] == ["6.5", "normal", 6, 2, 0, 1, 0]
    sampler.scans(omega(floor), "CMD-HOLD")
    [lot] = system.get("samples?state=rejected")[1]["items"]
    assert (lot["drawn"], lot["found_defective"], lot["party_id"]) == (2, 1, str(floor.northline.id))
    assert system.get(f"samples/{lot['id']}") == (200, lot)
