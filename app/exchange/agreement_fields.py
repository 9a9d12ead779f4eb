"""What a file of agreements with vendors can say."""

from app.domain.agreements import MOST_UNITS, QuotaKind, QuotaPeriod
from app.domain.messages.core import msg
from app.domain.vocabulary import Category
from app.exchange.cells import amount, day, one_of, some_of, text, whole
from app.exchange.fields import CATEGORY_WORDS, Field

_QUOTA_WORDS = {
    "units": "quota_units", "unidades": "quota_units", "piezas": "quota_units", "share": "quota_share",
    "percent": "quota_share", "%": "quota_share", "porcentaje": "quota_share",
}  # fmt: skip
_PERIOD_WORDS = {"mes": "month", "monthly": "month", "trimestre": "quarter", "quarterly": "quarter",
                 "año": "year", "ano": "year", "yearly": "year"}  # fmt: skip
MOST_DAYS, PERCENT = 3650, 100

AGREEMENTS = (
    Field("number", msg("Vendor agreement"), text(40),
          ("agreement", "vendor agreement", "number", "contract", "convenio", "convenio con el proveedor"), True),
    Field("vendor", msg("Vendor"), text(120), ("vendor", "supplier", "proveedor")),
    Field("categories", msg("Categories"), some_of(Category, CATEGORY_WORDS), ("categories", "category", "categorias")),
    Field("products", msg("SKUs"), text(2000), ("skus", "products", "items", "productos", "claves sku")),
    Field("quota_kind", msg("Kind of quota"), one_of(QuotaKind, _QUOTA_WORDS),
          ("kind of quota", "quota kind", "quota in", "tipo de cuota", "clase de cuota")),
    Field("quota", msg("Quota"), whole(0, MOST_UNITS), ("quota", "allowance", "cuota")),
    Field("purchased", msg("Units bought in a period"), whole(0, MOST_UNITS),
          ("units bought in a period", "purchased", "bought", "compradas", "unidades compradas en un periodo")),
    Field("period", msg("Period"), one_of(QuotaPeriod, _PERIOD_WORDS), ("period", "periodo")),
    Field("opens_on", msg("Opens on"), day, ("opens on", "from", "valid from", "desde", "abre el")),
    Field("ends_on", msg("Ends on"), day, ("ends on", "until", "valid until", "hasta", "termina el")),
    Field("window_days", msg("Days from the delivery to us"), whole(0, MOST_DAYS),
          ("window days", "days from the delivery to us", "window", "ventana", "dias desde que nos lo entregaron")),
    Field("minimum", msg("Minimum"), amount, ("minimum", "least value", "minimo")),
    Field("fee_percent", msg("Restocking fee in percent"), whole(0, PERCENT),
          ("fee percent", "restocking fee", "restocking fee in percent", "cargo por reingreso en porcentaje")),
    Field("credit_percent", msg("Percent of the cost"), whole(0, PERCENT),
          ("credit percent", "credit", "percent of the cost", "credito", "porcentaje del costo")),
    Field("note", msg("Note"), text(200), ("note", "comment", "nota", "comentario")),
)  # fmt: skip
