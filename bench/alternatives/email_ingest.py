"""Loads text reports with Python's own email parser, as the tools of this field do."""
import datetime
import email.parser
import os
import re
import sys
from urllib.parse import unquote

from oops_database import SPACE, Writer

ROW = re.compile(r"^(\d+)-(\d+)(?:@(\S*))?\s+(.*)$")


def body_of(text):
    variables, timeline = {}, []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("Traceback") or line.startswith("== EXTRA DATA =="):
            return variables, timeline, "\n".join(lines[at:])
        row = ROW.match(line)
        if row:
            timeline.append((int(row[1]), int(row[2]), row[3] or "", row[4]))
        elif "=" in line:
            name, value = line.split("=", 1)
            variables[unquote(name)] = unquote(value)
    return variables, timeline, None


def main(root, database):
    parser = email.parser.Parser()
    writer = Writer(database)
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8", errors="replace") as file:
                message = parser.parse(file)
            header = lambda name: SPACE.sub(" ", message.get(name) or "").strip()
            variables, timeline, traceback = body_of(message.get_payload())
            writer.add({
                "id": header("Oops-Id"), "type": header("Exception-Type"), "value": header("Exception-Value"),
                "time": int(datetime.datetime.fromisoformat(header("Date")).timestamp() * 1000),
                "reporter": header("Oops-Reporter"), "topic": header("Page-Id"), "url": header("URL"),
                "username": header("User"), "duration": float(header("Duration") or -1),
                "informational": header("Informational") == "True", "branch_nick": header("Branch"),
                "revno": header("Revision"), "timeline": timeline, "tb_text": traceback,
            }, variables, path)
    writer.close()


main(*sys.argv[1:])
