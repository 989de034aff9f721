"""Loads BSON reports with the C extension of bson and executemany, as a careful Python programmer would."""
import calendar
import os
import sys

import bson

from oops_database import Writer

if not bson.has_c():
    sys.exit("bson has no C extension here")


def main(root, database):
    writer = Writer(database)
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb", buffering=0) as file:
                report = bson.decode(file.read())
            time = report["time"]
            report["time"] = calendar.timegm(time.utctimetuple()) * 1000 + time.microsecond // 1000
            writer.add(report, dict(report["req_vars"]), path)
    writer.close()


main(*sys.argv[1:])
