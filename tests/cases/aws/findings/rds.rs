use insta::assert_snapshot;
use stackwright::aws::rds::{Postgres, PostgresVersion, ReadReplica};
use stackwright::prelude::*;

use super::said;

/// The rule of the checker says it as well; one of them is enough.
#[test]
pub(crate) fn a_database_in_one_zone() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(1));
        stack.add("Db", Postgres::new(vpc, PostgresVersion::V17));
    }), @r#"
    error[RDS101]: a database in subnets of one Availability Zone
      at Web/Db
      help: give the VPC two zones with `.zones(2)`, or name subnets of two with `.subnets(...)`
    "#);
    assert_snapshot!(said(|stack| {
        let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0ccccccc"]);
        let vpc = stack.add("Vpc", vpc);
        stack.add("Db", Postgres::new(vpc, PostgresVersion::V17));
    }), @r#"
    error[RDS101]: a database in subnets of one Availability Zone
      at Web/Db
      help: give the VPC two zones with `.zones(2)`, or name subnets of two with `.subnets(...)`
    "#);
}

#[test]
pub(crate) fn a_copy_of_a_database_whose_password_rds_keeps() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
        let db = stack.add("Db", Postgres::new(vpc, PostgresVersion::V17));
        stack.add("Copy", ReadReplica::of(db, vpc));
    }), @r#"
    error[RDS102]: a copy of `Web/Db`, whose password RDS keeps
      at Web/Copy
      help: give the database `.credentials(Credentials::Generated)`, or a secret of your own
    "#);
}
