"""What both thin scripts share: one table, one regular expression, one executemany."""
import os
import re
import sqlite3

NUMBERS = re.compile(r"0x[0-9a-fA-F]+|\d+")


def files_of(root):
    for folder, _, names in os.walk(root):
        for name in names:
            yield os.path.join(folder, name)


def signature_of(type_, value):
    return f"{type_}: {NUMBERS.sub('N', value or '')}"


def load(database, rows):
    db = sqlite3.connect(database)
    db.execute(
        "CREATE TABLE oops (id TEXT PRIMARY KEY, time TEXT, reporter TEXT, type TEXT, value TEXT, signature TEXT, "
        "topic TEXT, url TEXT, username TEXT, duration REAL, branch TEXT, revno TEXT)"
    )
    db.executemany("INSERT OR IGNORE INTO oops VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.commit()
    db.close()
