//! What patterns report.

codes! {
    PAT101: "a worker whose messages come back while it is at work on them" {
        why: "a message that is not deleted within its visibility timeout is received by somebody else, and the work is done twice",
        fix: "give the queue a longer `.visibility(...)` than work takes and a task has to stop",
        link: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
    }
    PAT102: "a worker whose queue has nowhere for what it cannot handle" {
        why: "a message that no attempt handles comes back until it is too old, keeps a task running all that time, and is then gone without a word",
        fix: "give the queue dead letters: `.dead_letter_after(5)`",
        severity: warning,
        link: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    }
    PAT103: "a call between services of which one is not there" {
        why: "who calls and who is called are said by the ids of services, and an id that nothing has opens no way",
        fix: "name services that the pattern has",
    }
    PAT104: "a pattern in a cluster whose VPC is not known" {
        why: "what stands before the service lives in the VPC of its cluster, and a cluster that was added as a typed resource does not say which that is",
        fix: "import the cluster with its VPC: `Cluster::imported(name, vpc)`",
    }
    PAT105: "one service in several regions, of which there are too few" {
        why: "a failover needs a second region to go to, records by latency something to choose from, and both regions that differ",
        fix: "name each region once, and two at least",
        link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
    }
    PAT106: "a role for deployments of which nobody says who may take it" {
        why: "GitHub says who asks in the claim `sub`, which the role is held against: with none, no workflow may take it",
        fix: "say who may: `.branch(\"main\")` or `.github_environment(\"prod\")`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    }
    PAT107: "a role for deployments that any workflow of a repository may take" {
        why: "whoever can push a branch, or open a pull request from one, can then change the workflow and deploy",
        fix: "name branches or environments instead, or acknowledge it with the reason",
        severity: warning,
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    }
}
