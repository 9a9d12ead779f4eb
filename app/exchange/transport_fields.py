"""What files of transport can say: one collection request a row, one inbound load a row."""

from app.domain.collecting import MOST_KG, MOST_LITRES, MOST_PIECES
from app.domain.geography import MOST_EAST, MOST_NORTH
from app.domain.messages.core import msg
from app.exchange.cells import clock, country, day, degrees, text, whole
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

LOADS = (
    Field("requests", msg("Requests or authorizations"), text(1_200),
          ("requests", "collections", "collection requests", "authorizations", "rmas", "solicitudes", "recolecciones",
           "autorizaciones", "solicitudes o autorizaciones"), True),
    Field("planned_on", msg("Day"), day, ("day", "planned on", "date", "dia", "fecha"), True),
    Field("carrier", msg("Carrier"), text(120), ("carrier", "carrier code", "carrier gln", "transportista")),
    Field("trailer", msg("Trailer"), text(20), ("trailer", "remolque")),
    Field("seal", msg("Seal"), text(40), ("seal", "sello")),
    Field("door", msg("Door"), text(8), ("door", "dock door", "dock", "anden")),
    Field("appointment_from", msg("Appointment from"), clock,
          ("appointment from", "appointment", "from", "cita desde", "cita", "desde")),
    Field("appointment_until", msg("Appointment until"), clock,
          ("appointment until", "appointment to", "until", "to", "cita hasta", "hasta")),
)  # fmt: skip
