"""A program that meets errors, as many programs do, and reports them with Sentry's client for Python."""

import logging
import os
from wsgiref.util import setup_testing_defaults

import sentry_sdk
from sentry_sdk.integrations.wsgi import SentryWsgiMiddleware

sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    environment="staging",
    release="shop@1.2.3",
    dist="41",
    server_name="web-1",
    send_default_pii=True,
    traces_sample_rate=1.0,
)


class PaymentError(Exception):
    pass


def connect():
    raise ConnectionError("connection refused")


def pay():
    try:
        connect()
    except ConnectionError as cause:
        raise PaymentError("cannot pay") from cause


def till(environ, start_response):
    sentry_sdk.add_breadcrumb(category="query", message="SELECT sum FROM till")
    sentry_sdk.add_breadcrumb(category="ui", message="clicked")
    raise KeyError("sum")


with sentry_sdk.push_scope() as scope:
    scope.set_user({"id": 7, "email": "ada@example.com"})
    scope.fingerprint = ["pay", "{{ default }}"]
    scope.set_tag("shop", "x")
    try:
        pay()
    except PaymentError as error:
        sentry_sdk.capture_exception(error)

try:
    try:
        connect()
    except ConnectionError:
        {}["sum"]
except KeyError as error:
    sentry_sdk.capture_exception(error)

sentry_sdk.capture_message("the till is slow", "warning")
logging.getLogger("shop.pay").error("no %s for %d", "money", 7)

environ = {"QUERY_STRING": "sum=3", "PATH_INFO": "/pay", "HTTP_USER_AGENT": "curl/8.5", "HTTP_REFERER": "https://shop.example/"}
setup_testing_defaults(environ)
try:
    SentryWsgiMiddleware(till)(environ, lambda status, headers: None)
except KeyError:
    pass

sentry_sdk.flush(10)
