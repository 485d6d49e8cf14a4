use crate::filled;
use std::marker::PhantomData;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::rds as cfn;
use stackwright_core::{
    Construct, DeletionPolicy, IntoValue, NodeId, Props, ResourceHandle, Scope, Str, Text, Value,
    With, handle,
};

use super::access::{Access, logged_in_to};
use super::engine::{Engine, EngineKind};
use super::ground::subnet_group;
use super::options::Options;
use super::parameters::parameter_group;
use super::{
    Credentials, DatabaseEngine, DbSize, MySqlEngine, MySqlVersion, PostgresEngine, PostgresVersion,
};
use crate::ec2::{Ground, Port, VpcHandle};
use crate::iam::{EncryptedWith, ManagedPolicy, Principal, Role};
use crate::logs::LogGroup;
use crate::units::Size;

/// A database of PostgreSQL.
pub type Postgres = DatabaseInstance<PostgresEngine>;

/// A database of MySQL.
pub type MySql = DatabaseInstance<MySqlEngine>;

/// A database of one instance, or of one and a standby: [`Postgres`] or [`MySql`].
///
/// Unless said otherwise: a `db.t4g.micro` with 20 GiB that grow to 100; encrypted, and so is every
/// way to it; reached from within its VPC by what is connected to it and by nothing else; its
/// password kept and rotated by RDS in a secret, and in no template; backups of seven days; and
/// nobody deletes it by accident: it refuses, and when that is taken off, a snapshot stays.
/// AWS CDK asks for a password in the template's reach, keeps backups for a day, encrypts nothing
/// and takes connections in the clear.
///
/// It adds `SecurityGroup`, which lets nobody in until something is connected; `SubnetGroup`, of the
/// isolated subnets of the VPC, or of the private ones where it has no isolated; and
/// `ParameterGroup`. With [`Credentials::Generated`] also `Secret` and `SecretAttachment`, with
/// [monitoring](Self::monitoring) `MonitoringRole`, with [options](Self::option) `OptionGroup`, and a
/// log group for each of the [logs](Self::export_logs) of a database that has a [name](Self::name).
///
/// # Stays
///
/// A change of these replaces the database, with all that is in it, from which a snapshot stays:
/// [name](Self::name), [user](Self::user), [database](Self::database), [port](Self::port),
/// [key](Self::encrypted_with), and another VPC. Another password, size, version or kind of
/// credentials does not. RDS refuses subnets to leave the group while a database stands in them: who
/// adds isolated subnets to the VPC of a database in private ones says
/// `.subnets(SubnetKind::Private)`. A database that refuses to be deleted is not deleted either when
/// the stack that makes it fails for another reason, and is then deleted by hand.
///
/// # Findings
///
/// - `RDS101`: its subnets are in fewer than two Availability Zones, which RDS refuses.
/// - `EC2117`: the VPC has no such subnets.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_GettingStarted.html>
///
/// ```
/// use stackwright_aws::ec2::{ConnectExt, Vpc};
/// use stackwright_aws::rds::{DbSize, Postgres, PostgresVersion};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let db = Postgres::new(vpc, PostgresVersion::V17).size(DbSize::T4gSmall).multi_az();
/// let db = data.add("Db", db);
/// ```
#[derive(Clone, Debug)]
pub struct DatabaseInstance<E> {
    pub(super) spec: Spec,
    engine: PhantomData<E>,
}

/// What an instance is, whatever its engine.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub engine: Engine,
    pub ground: Ground,
    pub size: DbSize,
    pub storage: Size,
    pub storage_up_to: Option<Size>,
    pub port: u16,
    pub user: Text,
    pub database: Text,
    pub credentials: Credentials,
    pub secret_key: Option<Value<KeyArn>>,
    pub name: Option<Value<Str>>,
    pub snapshot: Option<Value<Str>>,
    pub parameters: Props,
    pub options: Options,
    pub logs: Vec<Text>,
    pub is_monitored: bool,
    pub protects: bool,
    pub removal_policy: DeletionPolicy,
    /// What is written as it is said.
    pub written: cfn::DbInstance,
}

/// How much a database may grow, if nothing is said: to so many times its first size.
const GROWTH: i64 = 5;

impl Postgres {
    /// PostgreSQL in the isolated or private subnets of a VPC.
    pub fn new(vpc: impl Into<VpcHandle>, version: PostgresVersion) -> Self {
        DatabaseInstance::of(Spec::new(vpc.into(), version.engine()))
    }
}

impl MySql {
    /// MySQL in the isolated or private subnets of a VPC.
    pub fn new(vpc: impl Into<VpcHandle>, version: MySqlVersion) -> Self {
        DatabaseInstance::of(Spec::new(vpc.into(), version.engine()))
    }
}

impl<E> DatabaseInstance<E> {
    fn of(spec: Spec) -> Self {
        DatabaseInstance {
            spec,
            engine: PhantomData,
        }
    }
}

impl Spec {
    fn new(vpc: VpcHandle, engine: Engine) -> Self {
        let (parameter, value) = engine.kind.tls();
        let mut parameters = Props::default();
        parameters.set(parameter, value.into());
        Spec {
            ground: Ground::new(vpc),
            size: DbSize::T4gMicro,
            storage: Size::gib(20),
            storage_up_to: None,
            port: engine.kind.port(),
            user: "app".into(),
            database: "app".into(),
            credentials: Credentials::Managed,
            secret_key: None,
            name: None,
            snapshot: None,
            parameters,
            options: Options::Own(Vec::new()),
            logs: Vec::new(),
            is_monitored: false,
            protects: true,
            removal_policy: DeletionPolicy::Snapshot,
            written: cfn::DbInstance::new()
                .storage_type("gp3")
                .storage_encrypted(true)
                .backup_retention_period(7)
                .copy_tags_to_snapshot(true)
                .auto_minor_version_upgrade(true)
                .publicly_accessible(false),
            engine,
        }
    }

    fn build(self, scope: Scope<'_>) -> DatabaseHandle {
        let subnets = subnet_group(&self.ground, scope);
        let group = self.ground.guard(scope);
        let connections = most_connections(&self.parameters);
        let parameters = parameter_group(&self.engine, self.parameters, scope);
        let keeps = self.removal_policy != DeletionPolicy::Delete;
        let options = self.options.group(&self.engine, keeps, scope);
        let credentials = self.credentials.known(&self.user, keeps, scope);
        let up_to = self.storage_up_to.map(Size::as_gib);
        let role = self.is_monitored.then(|| monitoring_role(scope));
        let is_new = self.snapshot.is_none();
        let instance = self
            .written
            .engine(self.engine.name)
            .engine_version(self.engine.version)
            .db_instance_class(self.size)
            .allocated_storage(self.storage.as_gib())
            .max_allocated_storage(up_to.unwrap_or(self.storage.as_gib() * GROWTH))
            .db_subnet_group_name(subnets)
            .vpc_security_groups([group])
            .db_parameter_group_name(parameters)
            .with(options, |it, group| it.option_group_name(group))
            .port(self.port)
            .deletion_protection(self.protects)
            .with(self.name.clone(), |it, name| {
                it.db_instance_identifier(name)
            })
            .with(self.snapshot, |it, snapshot| {
                it.db_snapshot_identifier(snapshot)
            })
            // What is in a snapshot has its database and its first user.
            .with(is_new.then_some(self.user), |it, user| {
                it.master_username(user)
            })
            .with(is_new.then(|| self.database.clone()), |it, name| {
                it.db_name(name)
            })
            .with(role, |it, role| it.monitoring_role_arn(role));
        let instance = match credentials.password.clone() {
            Some(password) => instance.master_user_password(password),
            None => {
                let secret = self.secret_key.map(|key| {
                    scope.set_data(EncryptedWith::new(key.clone(), "secretsmanager"));
                    cfn::db_instance::MasterUserSecret::new().kms_key_id(key)
                });
                instance
                    .manage_master_user_password(true)
                    .with(secret, |it, secret| it.master_user_secret(secret))
            }
        };
        let groups = log_groups(self.name, &self.logs, scope);
        let instance = instance.with(filled(self.logs), |it, logs| {
            it.enable_cloudwatch_logs_exports(logs)
        });
        let resource = scope.add("Resource", instance);
        for group in groups {
            scope.of(resource).depends_on(group);
        }
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        credentials.attach(resource, "AWS::RDS::DBInstance", scope);
        let managed = resource.master_user_secret_secret_arn().into_value();
        Access {
            host: resource.endpoint_address().into_value(),
            port: self.port.into_value(),
            database: self.database.into_value(),
            secret: Some(credentials.secret.unwrap_or(managed)),
            resource: Some(resource.dbi_resource_id().into_value()),
        }
        .define(scope);
        scope.set_data(Source {
            kind: self.engine.kind,
            has_managed_password: credentials.password.is_none(),
            instances: Vec::new(),
            storage: Some(self.storage),
            connections,
        });
        DatabaseHandle::at(scope, self.port)
    }
}

/// Kept on a database, for copies that are read from, and proxies.
pub(super) struct Source {
    pub kind: EngineKind,
    pub has_managed_password: bool,
    /// Those of a cluster of the program's.
    pub instances: Vec<NodeId>,
    /// How much storage it began with.
    #[cfg_attr(not(feature = "cloudwatch"), allow(dead_code, reason = "alarms ask"))]
    pub storage: Option<Size>,
    /// How many clients may be connected, where that is said.
    #[cfg_attr(not(feature = "cloudwatch"), allow(dead_code, reason = "alarms ask"))]
    pub connections: Option<u32>,
}

/// How many clients may be connected by the parameters of a database, where they say it.
pub(super) fn most_connections(parameters: &Props) -> Option<u32> {
    parameters.get("max_connections")?.as_str()?.parse().ok()
}

/// The role by which RDS tells how its machine does.
pub(super) fn monitoring_role(scope: Scope<'_>) -> crate::iam::RoleHandle {
    let policy = ManagedPolicy::aws("service-role/AmazonRDSEnhancedMonitoringRole");
    let role = Role::new(Principal::service("monitoring.rds.amazonaws.com"));
    scope.add("MonitoringRole", role.managed_policy(policy))
}

/// The groups that logs go to, where their names are known before the database is there: RDS would
/// make ones that keep everything for ever.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html>
fn log_groups(
    name: Option<Value<Str>>,
    logs: &[Text],
    scope: Scope<'_>,
) -> Vec<crate::logs::LogGroupHandle> {
    let Some(name) = name else {
        return Vec::new();
    };
    let group = |log: &Text| {
        let name = stackwright_core::sub!("/aws/rds/instance/{name}/{log}");
        let id = format!("Log{}", log.replace('-', ""));
        scope.add(id, LogGroup::new().name(name))
    };
    logs.iter().map(group).collect()
}

impl<E: DatabaseEngine> Construct for DatabaseInstance<E> {
    type Handle = DatabaseHandle;

    fn build(self, scope: Scope<'_>) -> DatabaseHandle {
        self.spec.build(scope)
    }
}

handle! {
    /// Names a database: one of the program's, one that exists, or a copy that is read from.
    pub struct DatabaseHandle {
        /// The instance, to [`edit`](Scope::edit) it.
        main resource: cfn::DbInstanceHandle,
        /// The port that it listens on.
        port: Port,
    }
}

impl DatabaseHandle {
    pub(super) fn at(scope: Scope<'_>, port: u16) -> Self {
        DatabaseHandle::of_port(scope, Port::tcp(port))
    }

    #[cfg(feature = "cloudwatch")]
    pub(super) fn of_instance(scope: Scope<'_>, instance: cfn::DbInstanceHandle) -> Self {
        DatabaseHandle::new(scope, instance, Port::tcp(0))
    }

    pub(super) fn of_port(scope: Scope<'_>, port: Port) -> Self {
        let instance = cfn::DbInstanceHandle::from_node(scope.node());
        DatabaseHandle::new(scope, instance, port)
    }
}

logged_in_to!(DatabaseHandle);
