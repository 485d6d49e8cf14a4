"""Writes each booking that waits in the queue into the database, and its ticket into the bucket."""

import os

import boto3
import psycopg

env = os.environ
jobs = boto3.client("sqs")
files = boto3.client("s3")
db = psycopg.connect(
    host=env["DB_HOST"],
    port=env["DB_PORT"],
    dbname=env["DB_NAME"],
    user=env["DB_USERNAME"],
    password=env["DB_PASSWORD"],
    autocommit=True,
)
db.execute("CREATE TABLE IF NOT EXISTS bookings (number int PRIMARY KEY, made timestamptz DEFAULT now())")

while True:
    queue = {"QueueUrl": env["JOBS_URL"]}
    for job in jobs.receive_message(**queue, WaitTimeSeconds=20).get("Messages", []):
        number = job["Body"]
        db.execute("INSERT INTO bookings (number) VALUES (%s) ON CONFLICT DO NOTHING", [int(number)])
        files.put_object(Bucket=env["FILES_BUCKET"], Key=f"tickets/{number}.txt", Body=f"Place {number}\n")
        jobs.delete_message(**queue, ReceiptHandle=job["ReceiptHandle"])
