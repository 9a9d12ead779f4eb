"""Between files of other programs and frozen rows: what a spreadsheet says, and what a list becomes as one."""
