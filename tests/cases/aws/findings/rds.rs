use insta::assert_snapshot;
use stackwright::aws::rds::{Postgres, PostgresVersion, ReadReplica};
use stackwright::prelude::*;

use super::said;
use crate::aws::nginx;

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

/// The right alone lets nobody in.
#[test]
pub(crate) fn a_login_by_iam_where_none_is_taken() {
    let logs_in = |takes: bool| {
        said(|stack| {
            let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
            let cluster = stack.add("Cluster", Cluster::new(vpc));
            let db = Postgres::new(vpc, PostgresVersion::V17);
            let db = match takes {
                true => db.iam_authentication(),
                false => db,
            };
            let db = stack.add("Db", db);
            let app = nginx().link(db.iam_login("app"));
            stack.add("App", FargateService::new(cluster, app));
        })
    };
    assert_snapshot!(logs_in(false), @r#"
    error[RDS103]: a login by IAM at `Web/Db`, which takes none
      at Web/App
      help: switch it on with `.iam_authentication()`; a proxy takes them with `.only_by_iam()`
    "#);
    assert_eq!(logs_in(true), "");
}
