"""Writing the prices of a draft of the disposition rules: shares, decay and mixes on one page, each code on its own."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.queries import rulesets as queries
from app.domain.price_drafts import read_economics, read_values, typed_economics, typed_values
from app.domain.pricing import Basis, Prices
from app.domain.vocabulary import Category, DispositionCode, Grade, Program
from app.services import ruling
from app.web.current import database, form
from app.web.drafts import done, seen
from app.web.forms import Form, sentences
from app.web.i18n import word
from app.web.responses import go_to
from app.web.rulesets import SCOPE, currency, draft_of

blueprint = Blueprint("ruleset_prices", __name__, url_prefix="/disposition/<int(max=2147483647):version>/prices")

UNPROCESSABLE = 422


@blueprint.get("")
def edit(version: int) -> ResponseReturnValue:
    """Show the form of the shares, decay and mixes of a draft."""
    return _values(version, Form(typed_values(_prices(version))))


@blueprint.post("")
def update(version: int) -> ResponseReturnValue:
    """Keep them; with faults show the form again as it was typed and keep nothing."""
    prices, faults = read_values(_prices(version), form())
    if faults:
        return _values(version, Form(form(), sentences(faults))), UNPROCESSABLE
    return _keep(version, prices)


@blueprint.get("/<code>")
def edit_code(version: int, code: str) -> ResponseReturnValue:
    """Show the form of what one code brings and costs."""
    return _code_form(version, _code(code), Form(typed_economics(_prices(version).economics[_code(code)])))


@blueprint.post("/<code>")
def update_code(version: int, code: str) -> ResponseReturnValue:
    """Keep it; with faults show the form again as it was typed and keep nothing."""
    prices, faults = read_economics(_prices(version), _code(code), form())
    if faults:
        return _code_form(version, _code(code), Form(form(), sentences(faults))), UNPROCESSABLE
    return _keep(version, prices)


def _prices(version: int) -> Prices:
    with database().reading() as session:
        return queries.whole(session, draft_of(session, version).version).prices


def _code(text: str) -> DispositionCode:
    if text not in set(DispositionCode):
        raise NotFound
    return DispositionCode(text)


def _keep(version: int, prices: Prices) -> ResponseReturnValue:
    answered = done(SCOPE, lambda session, act: ruling.save_prices(session, act.by, version, seen(), prices, act.now))
    return go_to(url_for("rulesets.show", version=version, answer=answered.client_id))


def _values(version: int, filled: Form) -> str:
    with database().reading() as session:
        ruleset = draft_of(session, version)
    return render_template(
        "rulesets/values.html",
        ruleset=ruleset,
        form=filled,
        grades=[each.value for each in Grade],
        categories=[each.value for each in Category],
        programs=[*(each.value for each in Program), "blind"],
    )


def _code_form(version: int, code: DispositionCode, filled: Form) -> str:
    with database().reading() as session:
        ruleset, money = draft_of(session, version), currency(session)
    return render_template(
        "rulesets/code.html",
        ruleset=ruleset,
        code=code.value,
        form=filled,
        bases=[(each.value, word(each.value)) for each in Basis],
        grades=[each.value for each in Grade],
        currency=money,
    )
