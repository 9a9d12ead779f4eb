"""Sentences about files: why a file or a row is refused, and what an import did."""

from app.domain.messages.core import Message, Signal, msg

ATTENTION, OK = Signal.ATTENTION, Signal.OK

# None stops the screen: nothing was scanned, and the page under the band is where the file is put right.

# Of a whole file
NO_FILE = Message(
    "importing.no_file", ATTENTION, msg("No file"), msg("No file came with the form. Expected a CSV or XLSX file.")
)
FILE_GONE = Message(
    "importing.file_gone",
    ATTENTION,
    msg("File gone"),
    msg("The kept file is no longer on the server. Choose it again and import it anew."),
)
EMPTY_FILE = Message(
    "importing.empty_file",
    ATTENTION,
    msg("Empty file"),
    msg("The file has no rows. Expected a row of headings and at least one row below it."),
)
TOO_LARGE = Message(
    "importing.too_large",
    ATTENTION,
    msg("File too large"),
    msg("The file has {megabytes} MB. Expected {most} MB at most. Split it, and import the parts one after the other."),
)
TOO_MANY_ROWS = Message(
    "importing.too_many_rows",
    ATTENTION,
    msg("Too many rows"),
    msg("The file has more than {most} rows. Split it, and import the parts one after the other."),
)
TOO_MANY_COLUMNS = Message(
    "importing.too_many_columns",
    ATTENTION,
    msg("Too many columns"),
    msg("Row {row} has {got} columns. Expected {most} at most. Delete the columns that are not imported."),
)
CELL_TOO_LONG = Message(
    "importing.cell_too_long",
    ATTENTION,
    msg("Cell too long"),
    msg("A cell in row {row} has more than {most} characters. Look for a quotation mark that is never closed."),
)
NOT_TEXT = Message(
    "importing.not_text",
    ATTENTION,
    msg("Not a table"),
    msg("The file is neither text nor a spreadsheet. Expected CSV in UTF-8 or Windows-1252, or XLSX."),
)
OLD_SPREADSHEET = Message(
    "importing.old_spreadsheet",
    ATTENTION,
    msg("Old spreadsheet"),
    msg("The file is an XLS spreadsheet or protected by a password. Save it as XLSX or CSV, without a password."),
)
BROKEN_SPREADSHEET = Message(
    "importing.broken_spreadsheet",
    ATTENTION,
    msg("Broken spreadsheet"),
    msg("The file begins as XLSX and cannot be read to its end. Open it in a spreadsheet program and save it again."),
)
UNPACKS_TOO_LARGE = Message(
    "importing.unpacks_too_large",
    ATTENTION,
    msg("Spreadsheet too large"),
    msg("The spreadsheet unpacks to {megabytes} MB. Expected {most} MB at most. Save it as CSV and import that."),
)
MUST_BE_MAPPED = Message(
    "importing.must_be_mapped",
    ATTENTION,
    msg("Column missing"),
    msg("No column is chosen for {field}. Expected one, since no row can be read without it."),
)
DATES_ASK = Message(
    "importing.dates_ask",
    ATTENTION,
    msg("Which day is it?"),
    msg("{got} in column {column} can be read day first or month first. Say how the dates of this file are written."),
)
DECIMALS_ASK = Message(
    "importing.decimals_ask",
    ATTENTION,
    msg("Which number is it?"),
    msg("{got} in column {column} can be read as thousands or as decimals. Say how the numbers are written."),
)

# Of a cell
EMPTY_CELL = Message("importing.empty_cell", ATTENTION, msg("Empty"), msg("The cell is empty. Expected: {field}."))
NOT_A_DATE = Message(
    "importing.not_a_date", ATTENTION, msg("Not a date"), msg("Read {got}. Expected a date written like {expected}.")
)
NOT_A_WHOLE_NUMBER = Message(
    "importing.not_a_whole_number",
    ATTENTION,
    msg("Not a number"),
    msg("Read {got}. Expected a whole number from {least} to {most}."),
)
NOT_AN_AMOUNT = Message(
    "importing.not_an_amount",
    ATTENTION,
    msg("Not an amount"),
    msg("Read {got}. Expected an amount written like {expected}, not below zero."),
)
NOT_YES_OR_NO = Message(
    "importing.not_yes_or_no", ATTENTION, msg("Not yes or no"), msg("Read {got}. Expected yes or no.")
)
NOT_A_WORD = Message(
    "importing.not_a_word", ATTENTION, msg("Unknown word"), msg("Read {got}. Expected one of: {expected}.")
)
NOT_A_GTIN = Message(
    "importing.not_a_gtin",
    ATTENTION,
    msg("Not a GTIN"),
    msg("Read {got}. Expected a GTIN of 8, 12, 13 or 14 digits with the right check digit."),
)
NOT_A_GRAI = Message(
    "importing.not_a_grai", Signal.ATTENTION, msg("Not a GRAI"),
    msg("Read {got}. Expected 0, 13 digits of asset type with their check digit, and the serial of the asset."),
)  # fmt: skip
NOT_AN_SSCC = Message(
    "importing.not_an_sscc",
    ATTENTION,
    msg("Not an SSCC"),
    msg("Read {got}. Expected an SSCC of 18 digits with the right check digit."),
)
NOT_A_GLN = Message(
    "importing.not_a_gln",
    ATTENTION,
    msg("Not a GLN"),
    msg("Read {got}. Expected a GLN of 13 digits with the right check digit."),
)
NOT_A_CURRENCY = Message(
    "importing.not_a_currency", ATTENTION, msg("Not a currency"), msg("Read {got}. Expected three letters such as USD.")
)
NOT_DEGREES = Message(
    "importing.not_degrees",
    ATTENTION,
    msg("Not degrees"),
    msg("Read {got}. Expected degrees from -{most} to {most}, such as 27.5064."),
)
NOT_A_COUNTRY = Message(
    "importing.not_a_country", ATTENTION, msg("Not a country"), msg("Read {got}. Expected two letters such as US.")
)
TEXT_TOO_LONG = Message(
    "importing.text_too_long",
    ATTENTION,
    msg("Too long"),
    msg("Read {got}..., {length} characters. Expected {most} at most."),
)
EXTRA_CELLS = Message(
    "importing.extra_cells",
    ATTENTION,
    msg("Too many cells"),
    msg("The row has {got} cells. Expected {expected}, one under each heading. Look for a comma that needs quotes."),
)

# Of a row against what is stored
UNKNOWN_PARTY = Message(
    "importing.unknown_party",
    ATTENTION,
    msg("Unknown party"),
    msg("Read {got}. Expected the code, GLN or whole name of a party. None has it: import the parties first."),
)
SEVERAL_PARTIES = Message(
    "importing.several_parties",
    ATTENTION,
    msg("Several parties"),
    msg("Read {got}, which {count} parties have. Expected a code or GLN that only one has."),
)
UNKNOWN_PRODUCT = Message(
    "importing.unknown_product",
    ATTENTION,
    msg("Unknown product"),
    msg("Read {got}. Expected the SKU or GTIN of a product. None has it: import the products first."),
)
SEVERAL_PRODUCTS = Message(
    "importing.several_products",
    ATTENTION,
    msg("Several products"),
    msg("Read {got}, which {count} products have. Add a column that says who owns it."),
)
NO_COMPANY = Message(
    "importing.no_company",
    ATTENTION,
    msg("No owner"),
    msg("The row names no owner, and no party is a client yet. Import the company itself first, as a client."),
)
SERIAL_IS_ONE_UNIT = Message(
    "importing.serial_is_one_unit",
    ATTENTION,
    msg("One serial, one unit"),
    msg("Read quantity {quantity} for serial {serial}. Expected 1: a serial is one unit."),
)
AFTER_THE_COUNT = Message(
    "importing.after_the_count",
    ATTENTION,
    msg("Not that day"),
    msg("Read {got}, which is after the count of {taken_on}. Expected that day or an earlier one."),
)
CODE_OR_GLN = Message(
    "importing.code_or_gln",
    ATTENTION,
    msg("No code"),
    msg("The row has neither code nor GLN. Expected one of them, by which the party is known again."),
)
GLN_TAKEN = Message(
    "importing.gln_taken",
    ATTENTION,
    msg("GLN taken"),
    msg("Read GLN {got}, which is that of {party}. Expected a GLN of its own."),
)
NEW_NEEDS = Message(
    "importing.new_needs",
    ATTENTION,
    msg("Not complete"),
    msg("{record} is new and has no {field}. Expected one, since nothing is stored to keep."),
)
REPEATED = Message(
    "importing.repeated",
    ATTENTION,
    msg("Twice in the file"),
    msg("{record} stands in row {other} already. Expected it once."),
)
CONTRADICTS = Message(
    "importing.contradicts",
    ATTENTION,
    msg("Contradiction"),
    msg("Row {row} of {record} says {got}, row {other} says {before}. Expected the same in all its rows."),
)
OTHER_PARTY = Message(
    "importing.other_party",
    ATTENTION,
    msg("Contradiction"),
    msg("Row {row} of {record} names another party than row {other}. Expected the same in all its rows."),
)
LEFT_OUT_WHOLE = Message(
    "importing.left_out_whole",
    ATTENTION,
    msg("Left out"),
    msg("Row {other} of {record} is refused, so the whole of it is left out."),
)
UNDER_WAY = Message(
    "importing.under_way",
    ATTENTION,
    msg("Already under way"),
    msg("{record} is {state}. Expected a draft: change it on its own screen."),
)

# Of an import
DONE = Message(
    "importing.done",
    OK,
    msg("Imported"),
    msg("Rows created: {created}, updated: {updated}, unchanged: {unchanged}, refused: {refused}."),
)
NOTHING_NEW = Message(
    "importing.nothing_new",
    Signal.DUPLICATE,
    msg("Nothing new"),
    msg("All rows say what is stored already: {unchanged}. Nothing was changed."),
)
NOTHING_WRITTEN = Message(
    "importing.nothing_written",
    ATTENTION,
    msg("Nothing imported"),
    msg("Rows refused: {refused} of {rows}, so nothing was changed. Correct them, or import without them."),
)
CANCELLED = Message("importing.cancelled", ATTENTION, msg("Import given up"), msg("Nothing was changed."))
NEVER_BEGUN = Message(
    "importing.never_begun",
    ATTENTION,
    msg("Import given up"),
    msg("Nobody began it. Nothing was changed, and the file is not kept any longer: bring it again to import it."),
)
BROKE_OFF = Message(
    "importing.broke_off",
    ATTENTION,
    msg("Import broken off"),
    msg("The server failed and has written down why. Import the file again: what was written before stays as it is."),
)
OVERTAKEN = Message(
    "importing.overtaken",
    ATTENTION,
    msg("Already changed"),
    msg("This import is {state} already. Nothing was changed. Look at its page for what became of it."),
)
