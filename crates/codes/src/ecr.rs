//! What constructs of Amazon ECR report.

codes! {
    ECR101: "a lifecycle rule with a count of 0" {
        why: "ECR refuses a rule that keeps no image, or that expires images at once",
        fix: "keep 1 image, or wait 1 day, or more",
        link: LIFECYCLE,
    }
    ECR102: "two lifecycle rules for images of any tag" {
        why: "ECR takes one such rule, which comes last",
        fix: "say of the others which tags they are for",
        link: LIFECYCLE,
    }
    ECR103: "a lifecycle rule with an empty list of tags" {
        why: "ECR refuses a rule for tagged images that names no tags",
        fix: "name a prefix or a pattern, or use `Tags::Any`",
        link: LIFECYCLE,
    }
}

const LIFECYCLE: &str =
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html";
