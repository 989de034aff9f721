"""duckdb_daily.py load DATABASE COPY: copies what daily.sql asks for from SQLite into a DuckDB file.
duckdb_daily.py ask COPY: asks it."""
import csv
import os
import sqlite3
import sys
import tempfile

import duckdb

COLUMNS = 'time, class_id, signature_id, url_id, is_bot'


def load(source, target):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'oopses.csv')
        with open(path, 'w', newline='') as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS.split(', '))
            writer.writerows(sqlite3.connect(source).execute(f'SELECT {COLUMNS} FROM stored_oops'))
        connection = duckdb.connect(target)
        connection.execute(f"CREATE TABLE stored_oops AS SELECT {COLUMNS} FROM read_csv('{path}')")
        connection.close()


def ask(target):
    connection = duckdb.connect(target, read_only=True)
    with open(os.path.join(os.path.dirname(__file__), 'daily.sql')) as file:
        for statement in file.read().split(';'):
            if 'SELECT' in statement:
                for row in connection.execute(statement).fetchall():
                    print(*row, sep='|')


{'load': load, 'ask': ask}[sys.argv[1]](*sys.argv[2:])
