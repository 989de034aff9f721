"""Loads BSON reports into twelve columns with the C extension of bson and nothing more: what one writes in an hour."""
import sys

import bson
from thin_database import files_of, load, signature_of


def rows_of(root):
    for path in files_of(root):
        with open(path, "rb", buffering=0) as file:
            report = bson.decode(file.read())
        get = report.get
        yield (
            get("id"), get("time").isoformat(" "), get("reporter"), get("type"), get("value"),
            signature_of(get("type"), get("value")), get("topic"), get("url"), get("username"), get("duration"),
            get("branch_nick"), get("revno"),
        )


root, database = sys.argv[1:]
load(database, rows_of(root))
