//! What constructs of Amazon EC2 report.

codes! {
    EC2101: "a connection to something whose security group is not known" {
        why: "a connection is a rule in the security groups of both ends, and one of them has none",
        fix: "import it with its security group, or connect to a range of addresses",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    }
    EC2102: "a rule of one's own that says the same as a connection" {
        why: "EC2 takes equal rules for one, and CloudFormation revokes it for both when one of them is taken out",
        fix: "keep the connection, or the rule",
        severity: warning,
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    }
}
