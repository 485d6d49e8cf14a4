//! What queues report.

codes! {
    SQS101: "dead letters after a number of receives that SQS does not take" {
        why: "SQS takes 1 to 1,000",
        fix: "say how often a message is tried, as `.dead_letter_after(5)`",
        link: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue.html",
    }
}
