"""Works on the messages of the queue, one after the other."""

import os

import boto3

queue = boto3.resource("sqs").Queue(os.environ["JOBS_URL"])
while True:
    for message in queue.receive_messages(WaitTimeSeconds=20, MaxNumberOfMessages=1):
        print("working on", message.message_id, flush=True)
        message.delete()
