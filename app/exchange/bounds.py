"""How much of a file is taken. Each bound has a refusal of its own, so that one knows what to change."""

MEGABYTE = 1_000_000

MOST_BYTES = 100 * MEGABYTE
MOST_ROWS = 500_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 2_000
"""Of one cell. A quotation mark that is never closed makes one cell of all that follows."""
MOST_UNPACKED = 400 * MEGABYTE
"""Of an XLSX file, which is a ZIP archive: a thousandfold is possible."""
MOST_SHARED = 60 * MEGABYTE
"""Of the texts of an XLSX file, which are held in memory as long as it is read."""
MOST_PARTS = 1_000
"""Of the archive."""
