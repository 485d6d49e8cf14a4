//! What constructs of AWS IAM report.

codes! {
    IAM101: "a right of a role that names a principal" {
        why: "what a role is granted is for whoever has the role; IAM refuses a principal there",
        fix: "leave `.to(...)` out: what a role is granted is for whoever has the role",
        link: IAM,
    }
    IAM102: "a right of a role that names no resource" {
        why: "IAM refuses a policy of a role that does not say what it is for",
        fix: "name what it is for with `.on([...])`",
        link: IAM,
    }
    IAM103: "a right to no action" {
        why: "IAM refuses a statement that names no action",
        fix: "name what is allowed, as `Statement::allow([\"s3:GetObject\"])`",
        link: IAM,
    }
    IAM104: "a right of a principal to something that has no policy of its own" {
        why: "a service or an account has no role here to write the right to, so only the policy of what it is for can hold it",
        fix: "grant it to a role, or name something that has a policy: a repository, a secret, a key",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
    }
    IAM105: "rights that the policies of a role cannot hold" {
        why: "the policies inside a role hold 10,240 characters, each managed policy 6,144, and a role has 10 of these",
        fix: "allow a pattern instead of single resources, as `arn:aws:s3:::reports-*`, or share the work out to several roles",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
        echoes: ["TPL208", "TPL209"],
    }
    IAM106: "a right of a service whose role is not known" {
        why: "what a service is granted its task role gets; of a service that was imported, or that is no construct, that role is not known",
        fix: "grant it to the role itself, as `Role::imported(arn)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    }
    IAM107: "a right of a task that has no role" {
        why: "what a task is granted its role gets; a task that says it has none may do nothing in AWS, and the right would be lost",
        fix: "give the task a role: leave `.without_task_role()` out, or say `.task_role(role)`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    }
}

const IAM: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";
