//! What constructs of AWS IAM report.

codes! {
    IAM101: "a right of a role that names a principal" {
        why: "what a role is granted is for whoever has the role; IAM refuses a principal there",
        fix: "leave `.to(...)` out",
        link: IAM,
    }
    IAM102: "a right of a role that names no resource" {
        why: "IAM refuses a policy of a role that does not say what it is for",
        fix: "say what it is for with `.on(...)`",
        link: IAM,
    }
}

const IAM: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";
