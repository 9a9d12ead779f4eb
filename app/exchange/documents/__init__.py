"""Papers as PDF: frozen rows in, bytes out; no files but our own fonts, no network, no clock.

A `Paper` (`paper.py`) is all that one document says, every word translated; `pages.draw` lays it out.

    page = pages.draw(paper)

The same paper gives the same bytes, so that a reprint can be told from a forgery by its hash.
"""
