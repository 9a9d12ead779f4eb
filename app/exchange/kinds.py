"""What a file of each kind can say: the one table of fields. A new kind is one more entry, here and in services."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.authorizing import DataDeclaration
from app.domain.collecting import MOST_KG, MOST_LITRES
from app.domain.geography import MOST_EAST, MOST_NORTH
from app.domain.importing import ImportKind
from app.domain.messages.core import msg
from app.domain.terms import Evidence
from app.domain.vocabulary import Category, Condition, PartyKind, Program, ReasonCode
from app.exchange.agreement_fields import AGREEMENTS
from app.exchange.cells import (
    amount,
    country,
    currency,
    day,
    degrees,
    flag,
    gln,
    grai,
    gtin,
    one_of,
    some_of,
    sscc,
    text,
    whole,
)
from app.exchange.fields import CATEGORY_WORDS, CONDITION_WORDS, PROGRAM_WORDS, Field
from app.exchange.money_fields import CLAIM_ANSWERS, REFUND_PAYMENTS
from app.exchange.policy_fields import POLICY
from app.exchange.transport_fields import COLLECTIONS, LOADS

__all__ = ["FIELDS", "Field", "Language"]


class Language(StrEnum):
    """In which a sender reads labels and instructions."""

    EN = "en"
    ES = "es"


_PARTY_WORDS = {
    "cliente": "customer", "proveedor": "vendor", "supplier": "vendor", "transportista": "carrier",
    "reciclador": "recycler", "liquidador": "liquidator", "owner": "client", "propietario": "client",
}  # fmt: skip
_EVIDENCE_WORDS = {
    "foto": "photo", "picture": "photo", "descripción": "text", "descripcion": "text", "description": "text",
    "serie": "serial", "factura": "proof_of_purchase", "invoice": "proof_of_purchase",
    "comprobante_de_compra": "proof_of_purchase",
}  # fmt: skip

_OWNER = Field("owner", msg("Owner"), text(120), ("owner", "client", "propietario", "dueno"))
_PRODUCT = Field(
    "product",
    msg("SKU or GTIN"),
    text(40),
    ("product", "item", "article", "producto", "articulo", "sku", "gtin", "sku o gtin"),
    True,
)
_PARTY = Field(
    "party", msg("Customer or other party"), text(120),
    ("customer", "party", "vendor", "cliente", "customer code", "customer gln", "cliente u otra parte", "proveedor"),
    True,
)  # fmt: skip
_QUANTITY = Field("quantity", msg("Quantity"), whole(1), ("quantity", "qty", "units", "cantidad", "unidades"), True)
_LOT = Field("lot", msg("Lot"), text(40), ("lot", "batch", "lot number", "batch number", "lote"))
_EXPIRY = Field(
    "expiry", msg("Expiry"), day, ("expiry", "expires", "expiry date", "best before", "caducidad", "vencimiento")
)
_SERIAL = Field("serial", msg("Serial"), text(40), ("serial", "serial number", "serie", "numero de serie"))

FIELDS: Mapping[ImportKind, tuple[Field, ...]] = {
    ImportKind.PRODUCTS: (
        Field("sku", msg("SKU"), text(40), ("sku", "item number", "clave", "codigo"), True),
        _OWNER,
        Field("gtin", msg("GTIN"), gtin, ("gtin", "ean", "upc", "barcode", "codigo de barras")),
        Field("name", msg("Name in English"), text(120),
              ("name", "description", "product name", "name en", "nombre en ingles")),
        Field("name_es", msg("Name in Spanish"), text(120),
              ("name es", "nombre", "descripcion", "spanish name", "nombre en espanol")),
        Field("category", msg("Category"), one_of(Category, CATEGORY_WORDS), ("category", "categoria")),
        Field("vendor", msg("Vendor"), text(120), ("vendor", "supplier", "proveedor")),
        Field("unit_cost", msg("Unit cost"), amount, ("unit cost", "cost", "costo", "costo unitario")),
        Field("list_price", msg("List price"), amount, ("list price", "price", "precio", "precio de lista")),
        Field("currency", msg("Currency"), currency, ("currency", "moneda", "divisa")),
        Field("weight_grams", msg("Weight in grams"), whole(0),
              ("weight", "weight g", "grams", "peso", "gramos", "peso en gramos")),
        Field("warranty_months", msg("Months of warranty"), whole(0, 600),
              ("warranty", "garantia", "meses de garantia")),
        Field("lot_tracked", msg("Tracks lots"), flag, ("lot tracked", "lots", "lotes", "controla lotes")),
        Field("serial_tracked", msg("Tracks serials"), flag,
              ("serial tracked", "serials", "series", "controla series")),
        Field("expiry_tracked", msg("Tracks expiry"), flag, ("expiry tracked", "controla caducidad")),
        Field("data_bearing", msg("Bears data"), flag, ("data bearing", "contiene datos")),
        Field("medical", msg("Medical"), flag, ("medical", "medico")),
        Field("hazardous", msg("Hazardous"), flag, ("hazardous", "hazmat", "peligroso")),
    ),
    ImportKind.PARTIES: (
        Field("code", msg("Party code"), text(40),
              ("code", "customer code", "number", "clave", "codigo", "codigo de la parte")),
        Field("gln", msg("GLN"), gln, ("gln", "location number")),
        Field("name", msg("Name"), text(120), ("name", "company", "customer", "nombre", "empresa", "razon social")),
        Field("kind", msg("Kind"), one_of(PartyKind, _PARTY_WORDS), ("kind", "type", "tipo", "clase")),
        Field("address", msg("Address"), text(240), ("address", "street", "direccion", "domicilio")),
        Field("postal_code", msg("Postal code"), text(12), ("postal code", "zip", "zip code", "codigo postal", "cp")),
        Field("country", msg("Country"), country, ("country", "country code", "pais")),
        Field("latitude", msg("Degrees north"), degrees(MOST_NORTH), ("latitude", "lat", "latitud", "grados norte")),
        Field("longitude", msg("Degrees east"), degrees(MOST_EAST),
              ("longitude", "lon", "lng", "longitud", "grados este")),
    ),
    ImportKind.SHIPMENTS: (
        Field("number", msg("Shipment"), text(40), ("shipment", "delivery", "number", "embarque", "entrega"), True),
        Field("order", msg("Order"), text(40), ("order", "order number", "sales order", "pedido", "orden")),
        _PARTY,
        Field(
            "delivered_on", msg("Delivered on"), day,
            ("delivered on", "delivered", "date", "ship date", "fecha", "entregado", "fecha de entrega",
            "entregado el"), True,
        ),
        _PRODUCT, _OWNER, _QUANTITY, _LOT, _EXPIRY, _SERIAL,
        Field("unit_price", msg("Price paid per unit"), amount,
              ("unit price", "price", "price paid", "price paid per unit", "precio", "precio unitario",
               "precio pagado", "precio pagado por unidad")),
        Field("currency", msg("Currency"), currency, ("currency", "moneda", "divisa")),
    ),
    ImportKind.AUTHORIZATIONS: (
        Field("number", msg("Authorization"), text(40), ("authorization", "rma", "number", "autorizacion"), True),
        Field("program", msg("Program"), one_of(Program, PROGRAM_WORDS),
              ("program", "type", "programa", "tipo"), True),
        _PARTY,
        Field("purchase_order", msg("Purchase order"), text(40), ("purchase order", "po", "orden de compra", "oc")),
        Field("credit_memo", msg("Credit memo"), text(40), ("credit memo", "nota de credito")),
        Field("order", msg("Order"), text(40), ("order", "order number", "pedido", "orden")),
        Field("recall_number", msg("Recall number"), text(40), ("recall", "recall number", "numero de retiro")),
        Field("agreement", msg("Vendor agreement"), text(60), ("agreement", "convenio", "convenio con el proveedor")),
        Field("contact", msg("Contact for collection"), text(120),
              ("contact", "contacto", "contacto para la recoleccion")),
        Field("data_bearing", msg("Data on the goods"), one_of(DataDeclaration, {}),
              ("data bearing", "datos", "datos en la mercancia")),
        Field("return_place", msg("Return place"), text(60), ("return place", "lugar de retorno")),
        Field("language", msg("Language"), one_of(Language, {"english": "en", "español": "es", "spanish": "es"}),
              ("language", "idioma")),
        Field("expected_on", msg("Expected on"), day,
              ("expected on", "expected", "fecha esperada", "llegada", "se espera el")),
        Field("expires_on", msg("Expires on"), day, ("expires on", "valid until", "vence", "vigencia", "vence el")),
        _PRODUCT, _OWNER, _QUANTITY, _LOT, _EXPIRY, _SERIAL,
        Field("reason", msg("Reason"), one_of(ReasonCode, {}), ("reason", "reason code", "motivo", "razon"), True),
        Field("asset_type", msg("Asset type"), text(13), ("asset type", "grai", "tipo de activo")),
        Field("claim", msg("Claim"), text(200), ("claim", "comment", "reclamo", "comentario")),
        Field("condition", msg("Condition"), some_of(Condition, CONDITION_WORDS),
              ("condition", "conditions", "condicion", "estado de la mercancia")),
        Field("evidence_to_follow", msg("Evidence to follow"), some_of(Evidence, _EVIDENCE_WORDS),
              ("evidence to follow", "evidence", "evidencia", "evidencia por llegar", "evidencia pendiente")),
    ),
    ImportKind.CREDIT_MEMOS: (
        Field("number", msg("Credit memo"), text(40),
              ("credit memo", "memo", "memo number", "number", "nota de credito", "nota"), True),
        Field("authorization", msg("Authorization"), text(40), ("authorization", "rma", "autorizacion"), True),
        Field("dated", msg("Dated"), day, ("dated", "date", "memo date", "fecha", "fecha de la nota"), True),
        _PRODUCT, _OWNER, _LOT, _QUANTITY,
        Field("amount", msg("Amount"), amount, ("amount", "total", "line total", "importe"), True),
    ),
    ImportKind.CLAIM_ANSWERS: CLAIM_ANSWERS,
    ImportKind.REFUND_PAYMENTS: REFUND_PAYMENTS,
    ImportKind.TRIPS: (
        Field("number", msg("Trip"), text(40), ("trip", "route", "number", "viaje", "ruta"), True),
        Field("leaves_on", msg("Day"), day, ("day", "leaves on", "date", "dia", "fecha", "sale el"), True),
        Field("vehicle", msg("Vehicle"), text(20), ("vehicle", "truck", "trailer", "vehiculo", "camion", "remolque")),
        Field("capacity_kg", msg("Capacity in kilograms"), whole(1, MOST_KG),
              ("capacity kg", "capacity", "capacity in kilograms", "capacidad", "capacidad en kilogramos"), True),
        Field("capacity_litres", msg("Capacity in litres"), whole(1, MOST_LITRES),
              ("capacity l", "capacity litres", "capacity in litres", "capacidad en litros"), True),
        _PARTY,
        Field("kg", msg("Kilograms"), whole(0, MOST_KG), ("kg", "weight", "kilograms", "peso", "kilogramos"), True),
        Field("litres", msg("Litres"), whole(0, MOST_LITRES), ("litres", "liters", "volume", "litros", "volumen")),
    ),
    ImportKind.ASN: (
        Field("number", msg("Authorization"), text(40), ("authorization", "rma", "number", "autorizacion"), True),
        Field("pallet", msg("Pallet (SSCC)"), sscc, ("pallet", "tarima", "tarima sscc", "sscc de tarima")),
        Field("carton", msg("Carton (SSCC)"), sscc, ("carton", "sscc", "caja", "caja sscc", "sscc de caja"), True),
        _PRODUCT, _OWNER, _QUANTITY, _LOT, _EXPIRY, _SERIAL,
    ),
    ImportKind.COLLECTIONS: COLLECTIONS,
    ImportKind.LOADS: LOADS,
    ImportKind.AGREEMENTS: AGREEMENTS,
    ImportKind.POLICIES: POLICY,
    ImportKind.SNAPSHOTS: (
        Field("taken_on", msg("Counted on"), day,
              ("counted on", "snapshot date", "as of", "date", "fecha", "contado el", "fecha de corte"), True),
        Field("place", msg("Place"), text(120),
              ("place", "store", "location", "warehouse", "lugar", "tienda", "almacen", "sucursal"), True),
        _PRODUCT, _OWNER, _LOT, _EXPIRY,
        Field("on_hand", msg("On hand"), whole(0),
              ("on hand", "quantity", "qty", "stock", "existencia", "existencias", "cantidad"), True),
        Field("received_on", msg("Received on"), day, ("received on", "received", "recibido el", "fecha de entrada")),
        Field("last_sold_on", msg("Last sold on"), day,
              ("last sold on", "last sold", "last sale", "ultima venta", "vendido por ultima vez el")),
        Field("sold_30", msg("Units sold in 30 days"), whole(0),
              ("sold 30", "sales 30 days", "vendido 30", "vendidas en 30 dias", "unidades vendidas en 30 dias")),
        Field("sold_90", msg("Units sold in 90 days"), whole(0),
              ("sold 90", "sales 90 days", "vendido 90", "vendidas en 90 dias", "unidades vendidas en 90 dias")),
        Field("season", msg("Season"), text(40), ("season", "temporada")),
        Field("season_ends_on", msg("Season ends on"), day,
              ("season ends on", "season end", "fin de temporada", "la temporada termina el")),
    ),
    ImportKind.PACKAGING: (
        Field("grai", msg("GRAI"), grai, ("grai", "asset", "asset id", "activo", "8003"), True),
        Field("type", msg("Code of the type"), text(20),
              ("type", "packaging type", "code", "tipo", "tipo de empaque", "codigo del tipo")),
    ),
}  # fmt: skip
