"""Loads the headers of text reports into twelve columns with Python's own email parser: what one writes in an hour."""
import email.parser
import sys

from thin_database import files_of, load, signature_of


def rows_of(root):
    parser = email.parser.HeaderParser()
    for path in files_of(root):
        with open(path, encoding="utf-8", errors="replace") as file:
            get = parser.parse(file).get
        yield (
            get("Oops-Id"), get("Date"), get("Oops-Reporter"), get("Exception-Type"), get("Exception-Value"),
            signature_of(get("Exception-Type"), get("Exception-Value")), get("Page-Id"), get("URL"), get("User"),
            get("Duration"), get("Branch"), get("Revision"),
        )


root, database = sys.argv[1:]
load(database, rows_of(root))
