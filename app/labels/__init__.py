"""Labels: frozen rows in, SVG text (print) or ZPL II bytes (thermal printers) out; no files, no network, no clock.

A row (`rows.py`) is laid out once as a `Canvas` of marks in millimetres (`plate.py`, `item.py`, `location.py`,
`badge.py`, `sheets.py`); `svg.draw` and `zpl.draw` put the same canvas on paper.

    canvas = plate.lay_out(row, Resolution.DPI_203)
    page = svg.draw(canvas)
    job = zpl.draw(canvas, copies=1)
"""
