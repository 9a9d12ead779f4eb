"""GS1 and HIBC syntax behind `app.domain.readings`: element strings, brackets, Digital Link, dates, content rules."""
