"""What the site calls: GET /api/free, GET /api/tickets/NUMBER, POST /api/bookings."""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import psycopg
import valkey

PLACES = 100

env = os.environ
jobs = boto3.client("sqs")
files = boto3.client("s3")
cache = valkey.Valkey(
    host=env["CACHE_HOST"],
    port=int(env["CACHE_PORT"]),
    username=env["CACHE_USERNAME"],
    password=env["CACHE_PASSWORD"],
    ssl=True,
)


def taken():
    """How many places are taken, as the cache knows it, or else the database."""
    if (known := cache.get("taken")) is None:
        with psycopg.connect(
            host=env["DB_HOST"],
            port=env["DB_PORT"],
            dbname=env["DB_NAME"],
            user=env["DB_USERNAME"],
            password=env["DB_PASSWORD"],
        ) as db:
            (known,) = db.execute("SELECT count(*) FROM bookings").fetchone()
        cache.set("taken", known, nx=True)
    return int(known)


class Api(BaseHTTPRequestHandler):
    def do_GET(self):
        match self.path.split("/"):
            case ["", "healthz"]:
                self.answer(200, "")
            case ["", "api", "free"]:
                self.answer(200, str(PLACES - taken()))
            case ["", "api", "tickets", number] if number.isdecimal():
                ticket = files.get_object(Bucket=env["FILES_BUCKET"], Key=f"tickets/{number}.txt")
                self.answer(200, ticket["Body"].read().decode())
            case _:
                self.answer(404, "")

    def do_POST(self):
        if self.path != "/api/bookings":
            return self.answer(404, "")
        if taken() >= PLACES:
            return self.answer(409, "full")
        number = str(cache.incr("taken"))
        jobs.send_message(QueueUrl=env["JOBS_URL"], MessageBody=number)
        self.answer(202, number)

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("", 8080), Api).serve_forever()
