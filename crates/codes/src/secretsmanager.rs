//! What secrets report.

codes! {
    SEC101: "a rotation at a time that is none" {
        why: "Secrets Manager rotates a secret every four hours at most, and counts whole hours",
        fix: "say whole days, or four hours and more, as `.every(30.days())`",
        link: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
    }
}
