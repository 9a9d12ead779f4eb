"""What stands behind a claim: asked for before it is sent, on its page, on paper with photos, as an archive, by API."""

import io
import re
from decimal import Decimal
from zipfile import ZipFile

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import AuthorizationLine, Product, table_of
from app.db.queries.claims import OneClaim
from app.domain.policies import ReasonTerms
from app.domain.scopes import Scope
from app.domain.terms import Evidence
from app.domain.vocabulary import DispositionCode, PartyKind, ReasonCode
from app.services import settling
from tests.exchange.printed import pages
from tests.factories import Floor, a_party
from tests.services.bench import BenchWork, received
from tests.services.clerks import a_policy
from tests.services.dock import gs1
from tests.services.settler import Settler
from tests.web.pages import page_of
from tests.web.pictures import a_code, jpeg
from tests.web.systems import System, granted


def opened(floor: Floor) -> tuple[Settler, OneClaim]:
    """Return a clerk with a claim for a vitamin that came defective, under a policy that asks for a photo of that."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id, unit_cost=Decimal("3.33")))
        session.execute(sa.update(table_of(AuthorizationLine)).values(reason=ReasonCode.DEFECTIVE))
        a_policy(session, reasons={ReasonCode.DEFECTIVE: ReasonTerms(evidence=frozenset({Evidence.PHOTO}))})
    bench, item = BenchWork(floor, "supervisor"), gs1(floor.vitamin, "10D9T", "270331")
    bench.scans(received(floor, item), item)
    bench.says_more(code=DispositionCode.RETURN_TO_VENDOR, reason="Caps leak").scans("CMD-GRADE-C", "T-0412")
    settler = Settler(floor)
    settler.opens_claim(floor.trade_return.id)
    return settler, settler.claims(floor.trade_return.id)[-1]


def test_a_claim_is_sent_with_what_its_reason_asks_for(
    supervisor: FlaskClient, visitor: FlaskClient, floor: Floor
) -> None:
    settler, claim = opened(floor)
    assert settler.do(settling.send_claim, claim, "RGA-1") == (
        "Evidence missing | RMA-104418-V1 claims Vitamin D3 1000 IU, 120 ct for the reason defective, which is shown"
        " by: photo. It was not sent. | Photograph the goods from the claim's page, or cancel the claim and give the"
        " goods another way"
    )
    url = f"/money/claims/{claim.id}"
    page = page_of(supervisor.get(url))
    assert "No photo shows these goods." in page.text
    asked = next(had["href"] for had in page.all("a") if had.get("href", "").startswith("/photos?"))
    where = dict(re.findall(r"(carton|line)=([0-9a-f-]{36})", asked))
    shot = {"carton_id": where["carton"], "receipt_line_id": where["line"], "client_id": str(new_id())}
    picture = jpeg(a_code("GOODS"))
    supervisor.post("/photos", data={**shot, "photo": (io.BytesIO(picture), "goods.jpg")})
    assert settler.do(settling.send_claim, claim, "RGA-1").startswith("RMA-104418-V1 is sent")
    shows_it(supervisor, url)
    system = System(visitor, granted(floor, Scope.CLAIMS_READ))
    [told] = system.get("claims?state=sent")[1]["items"]
    assert [line["reason"] for line in told["lines"]] == ["defective"]
    assert [(each["grade"], each["inspector"], each["quantity"]) for each in told["findings"]] == [("C", "A. Novak", 1)]
    assert [len(each["digest"]) for each in told["photos"]] == [64]


def shows_it(supervisor: FlaskClient, url: str) -> None:
    page = page_of(supervisor.get(url)).text
    assert "X12 RA DM Received as" in page
    assert "Caps leak" in page
    drawn = supervisor.get(f"{url}/evidence.en.pdf").data
    printed = " ".join(text for each in pages(drawn) for text in each)
    assert "Caps leak" in printed
    assert "SHA-256" in printed
    assert b"/Subtype /Image" in drawn
    archive = ZipFile(io.BytesIO(supervisor.get(f"{url}/evidence.zip").data))
    names = archive.namelist()
    assert names[:3] == ["RMA-104418-V1.en.pdf", "RMA-104418-V1.es.pdf", "RMA-104418-V1.csv"]
    assert re.fullmatch(r"photos/01-[0-9a-f-]{36}\.jpg", names[3])
    rows = archive.read("RMA-104418-V1.csv").decode()
    assert "VIT-D3-120" in rows
    assert "Northline" not in rows + printed
    assert supervisor.get(f"/money/claims/{new_id()}/evidence.zip").status_code == 404
