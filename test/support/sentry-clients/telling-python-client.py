"""A program that reports errors with Sentry's client for Python, and prints the ids that the client gave them."""

import json
import os

import sentry_sdk

sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    environment=os.environ["ENVIRONMENT"],
    release="shop@1.2.3",
    server_name="web-1",
    traces_sample_rate=1.0,
)

ids = []
with sentry_sdk.push_scope() as scope:
    scope.set_user({"email": "ada@example.com"})
    try:
        raise TypeError("cannot pay")
    except TypeError:
        ids.append(sentry_sdk.capture_exception())
try:
    raise IndexError("x" * 100_000)
except IndexError:
    ids.append(sentry_sdk.capture_exception())
ids.append(sentry_sdk.capture_message("the till is slow", "warning"))
sentry_sdk.flush(10)
print(json.dumps(ids))
