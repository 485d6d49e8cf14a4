//! What constructs of Amazon RDS report.

codes! {
    RDS101: "a database in one Availability Zone" {
        why: "RDS refuses a group of subnets that are not in two Availability Zones at least",
        fix: "give the VPC two zones with `.zones(2)`, or name subnets of two with `.subnets(...)`",
        link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        echoes: ["OPS135"],
    }
    RDS102: "a copy of a database whose password RDS keeps" {
        why: "RDS makes no copies to read from of a database whose password it manages",
        fix: "give the database `.credentials(Credentials::Generated)`, or a secret of your own",
        link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    }
    RDS103: "a login by IAM at a database that does not take any" {
        why: "RDS refuses tokens of IAM where IAM authentication is not switched on, whatever the role of a task may do",
        fix: "switch it on with `.iam_authentication()`; a proxy takes them with `.only_by_iam()`",
        link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Enabling.html",
    }
}
