"""Credit memos: written, issued, settled, made void.

Every verb is one act in one unit of work, answered once (`services.acting`). It locks the authorization before it reads
the match, so that no two memos together credit more than was accepted, and is told in the authorization's history.
"""

from app.services.crediting.deciding import issue, settle, void
from app.services.crediting.guarding import SCOPE, SeenMemo
from app.services.crediting.writing import create, edit

__all__ = ["SCOPE", "SeenMemo", "create", "edit", "issue", "settle", "void"]
