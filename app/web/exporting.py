"""Every list as a file: CSV or XLSX, sent row by row. A list states its headings and its rows, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flask import Response, stream_with_context

from app.exchange.writing import Exported, csv_pieces, xlsx_pieces

Pieces = Callable[[Sequence[str], Iterable[Sequence[Exported]]], Iterator[bytes]]

FORMATS: Mapping[str, tuple[str, Pieces]] = {
    "csv": ("text/csv", csv_pieces),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces),
}
"""By the ending of the address."""


def list_file(name: str, kind: str, heads: Sequence[str], rows: Iterable[Sequence[Exported]]) -> Response:
    """Return a download of `rows` under `heads`; no cell of it runs as a formula. `kind` is a key of FORMATS."""
    mimetype, pieces = FORMATS[kind]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(stream_with_context(pieces(heads, rows)), mimetype=mimetype, headers=headers)
