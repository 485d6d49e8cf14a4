use stackwright_cfn::rds as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, Scope, Value, With};

use super::access::{self, Access};
use super::instance::Source;
use super::{DatabaseHandle, DbSize};
use crate::ec2::{Guarded, SecurityGroupHandle, VpcHandle};
use crate::iam::EncryptedWith;

/// A copy of a [database](super::DatabaseInstance) that follows it, for clients that only read.
///
/// It has the same users, passwords, parameters and encryption, stands in the same subnets, and has
/// an endpoint and a security group of its own: it adds `SecurityGroup`. It may be read from a moment
/// after the database was written to. When it leaves the stack it is deleted without a snapshot:
/// what is in it is in the database. AWS CDK keeps a snapshot.
///
/// # Findings
///
/// - `RDS102`: RDS keeps the password of the database, and makes no copies of such.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::rds::{Credentials, Postgres, PostgresVersion, ReadReplica};
/// # let app = stackwright_core::App::new();
/// # let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let db = Postgres::new(vpc, PostgresVersion::V17).credentials(Credentials::Generated);
/// let db = data.add("Db", db);
/// let reports = data.add("Reports", ReadReplica::of(db, vpc));
/// ```
#[derive(Clone, Debug)]
pub struct ReadReplica {
    source: DatabaseHandle,
    vpc: VpcHandle,
    group: Option<SecurityGroupHandle>,
    size: DbSize,
    multi_az: bool,
}

impl ReadReplica {
    /// A copy of a database of this region, which is in this VPC.
    pub fn of(source: impl Into<DatabaseHandle>, vpc: impl Into<VpcHandle>) -> Self {
        ReadReplica {
            source: source.into(),
            vpc: vpc.into(),
            group: None,
            size: DbSize::T4gMicro,
            multi_az: false,
        }
    }

    /// The class of its instance; [`DbSize::T4gMicro`], if this is not said.
    pub fn size(mut self, size: DbSize) -> Self {
        self.size = size;
        self
    }

    /// Keeps a standby of it in another Availability Zone.
    pub fn multi_az(mut self) -> Self {
        self.multi_az = true;
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ReadReplica {
    type Handle = DatabaseHandle;

    fn build(self, scope: Scope<'_>) -> DatabaseHandle {
        let source = self.source.node();
        let known = scope.data::<Source>(self.source);
        if known.as_ref().is_some_and(|of| of.has_managed_password) {
            let path = scope.at(self.source).path();
            let message = format!("a copy of `{path}`, whose password RDS keeps");
            scope.report(codes::RDS102.finding(message));
        }
        let group = Guarded::by_own(scope, self.vpc, self.group);
        if let Some(encrypted) = scope.data::<EncryptedWith>(self.source) {
            scope.set_data(encrypted.again());
        }
        let replica = cfn::DbInstance::new()
            .source_db_instance_identifier(self.source)
            .db_instance_class(self.size)
            .vpc_security_groups([group])
            .auto_minor_version_upgrade(true)
            .publicly_accessible(false)
            .with(self.multi_az.then_some(true), |it, both| it.multi_az(both));
        let resource = scope.add("Resource", replica);
        scope
            .of(resource)
            .removal_policy(stackwright_core::DeletionPolicy::Delete);
        scope.set_primary(resource);
        Access {
            host: resource.endpoint_address().assume(),
            port: access::port(source),
            database: access::database(source),
            secret: Some(access::secret(source)),
            resource: Some(Value::assume(resource.dbi_resource_id())),
        }
        .define(scope);
        if let Some(of) = known {
            scope.set_data(Source {
                kind: of.kind,
                has_managed_password: false,
                instances: Vec::new(),
                storage: of.storage,
                connections: of.connections,
            });
        }
        DatabaseHandle::of_port(scope, self.source.port())
    }
}
