"""What a file of collection requests can say: one request a row."""

from app.domain.collecting import MOST_KG, MOST_LITRES, MOST_PIECES
from app.domain.geography import MOST_EAST, MOST_NORTH
from app.domain.messages.core import msg
from app.exchange.cells import country, day, degrees, text, whole
from app.exchange.fields import Field

COLLECTIONS = (
    Field("authorizations", msg("Authorizations"), text(400),
          ("authorizations", "authorization", "rma", "rmas", "autorizaciones", "autorizacion"), True),
    Field("ready_from", msg("Ready from"), day, ("ready from", "ready", "from", "lista desde", "desde"), True),
    Field("ready_until", msg("Ready until"), day, ("ready until", "until", "lista hasta", "hasta"), True),
    Field("kg", msg("Kilograms"), whole(1, MOST_KG), ("kilograms", "kg", "weight", "kilogramos", "peso"), True),
    Field("pallets", msg("Pallets"), whole(0, MOST_PIECES), ("pallets", "tarimas")),
    Field("cartons", msg("Cartons"), whole(0, MOST_PIECES), ("cartons", "cajas")),
    Field("litres", msg("Litres"), whole(0, MOST_LITRES), ("litres", "liters", "volume", "litros", "volumen")),
    Field("address", msg("Address"), text(240), ("address", "street", "direccion", "domicilio")),
    Field("postal_code", msg("Postal code"), text(12), ("postal code", "zip", "zip code", "codigo postal", "cp")),
    Field("country", msg("Country"), country, ("country", "country code", "pais")),
    Field("latitude", msg("Degrees north"), degrees(MOST_NORTH),
          ("latitude", "degrees north", "latitud", "grados norte")),
    Field("longitude", msg("Degrees east"), degrees(MOST_EAST),
          ("longitude", "degrees east", "longitud", "grados este")),
    Field("contact", msg("Contact"), text(120), ("contact", "contacto")),
)  # fmt: skip
