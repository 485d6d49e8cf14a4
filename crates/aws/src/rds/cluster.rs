use crate::filled;
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::rds as cfn;
use stackwright_core::{
    Construct, DeletionPolicy, Handle, IntoValue, Props, ResourceHandle, Scope, Str, Text, Value,
    With, handle,
};

use super::access::{Access, logged_in_to};
use super::engine::Engine;
use super::ground::subnet_group;
use super::instance::{Source, most_connections};
use super::setters::database_setters;
use super::{
    AuroraMySqlVersion, AuroraPostgresVersion, Credentials, DatabaseEngine, DbSize, MySqlEngine,
    PostgresEngine,
};
use crate::ec2::{Ground, IntoSubnets, Port, SecurityGroupHandle, VpcHandle};
use crate::iam::EncryptedWith;
use crate::units::number;

/// A cluster of Aurora that speaks PostgreSQL.
pub type AuroraPostgres = AuroraCluster<PostgresEngine>;

/// A cluster of Aurora that speaks MySQL.
pub type AuroraMySql = AuroraCluster<MySqlEngine>;

/// A cluster of Aurora: storage in three zones, an instance that writes, and any number of such that
/// are read from. [`AuroraPostgres`] or [`AuroraMySql`].
///
/// Unless said otherwise: its instances are serverless, from half a unit to four, of two GiB of memory
/// each; and it is encrypted, guarded, kept and backed up as a
/// [single database](super::DatabaseInstance) is.
///
/// It adds `SecurityGroup`, `SubnetGroup`, `ParameterGroup`, the instance `Writer`, and an instance for
/// each [reader](Self::reader), called as that says: readers come and go without a change of others.
///
/// # Stays
///
/// What replaces it are another key, database, VPC, name, or [user](Self::user). Another password, or
/// another size, does not.
///
/// # Findings
///
/// - `RDS101`: its subnets are in fewer than two Availability Zones, which RDS refuses.
/// - `EC2117`: the VPC has no such subnets.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_AuroraOverview.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::rds::{AuroraPostgres, AuroraPostgresVersion};
/// # let app = stackwright_core::App::new();
/// # let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let db = AuroraPostgres::new(vpc, AuroraPostgresVersion::V17)
///     .serverless(0.5..=8.0)
///     .reader("Reports");
/// let db = data.add("Db", db);
/// ```
#[derive(Clone, Debug)]
pub struct AuroraCluster<E> {
    spec: Spec,
    engine: PhantomData<E>,
}

#[derive(Clone, Debug)]
struct Spec {
    engine: Engine,
    ground: Ground,
    capacity: Capacity,
    pause_after: Option<Duration>,
    readers: Vec<(Text, Option<DbSize>)>,
    port: u16,
    user: Text,
    database: Text,
    credentials: Credentials,
    secret_key: Option<Value<KeyArn>>,
    snapshot: Option<Value<Str>>,
    parameters: Props,
    logs: Vec<Text>,
    protects: bool,
    removal_policy: DeletionPolicy,
    /// What is written as it is said.
    written: cfn::DbCluster,
}

/// What instances of a cluster compute with.
#[derive(Clone, Debug)]
enum Capacity {
    Serverless(f64, f64),
    Provisioned(DbSize),
}

impl AuroraPostgres {
    /// A cluster in the isolated or private subnets of a VPC.
    pub fn new(vpc: impl Into<VpcHandle>, version: AuroraPostgresVersion) -> Self {
        AuroraCluster::of(Spec::new(vpc.into(), version.engine()))
    }
}

impl AuroraMySql {
    /// A cluster in the isolated or private subnets of a VPC.
    pub fn new(vpc: impl Into<VpcHandle>, version: AuroraMySqlVersion) -> Self {
        AuroraCluster::of(Spec::new(vpc.into(), version.engine()))
    }
}

impl<E: DatabaseEngine> AuroraCluster<E> {
    fn of(spec: Spec) -> Self {
        AuroraCluster {
            spec,
            engine: PhantomData,
        }
    }

    /// Between how many units its serverless instances are, in steps of a half, to 256: from 0.5 to 4,
    /// if this is not said. With 0 an instance that nobody asks pauses, and then takes a while to
    /// answer.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html>
    pub fn serverless(mut self, units: RangeInclusive<f64>) -> Self {
        self.spec.capacity = Capacity::Serverless(*units.start(), *units.end());
        self
    }

    /// After how long without a question instances of 0 units pause: five minutes to a day.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html>
    pub fn pause_after(mut self, time: Duration) -> Self {
        self.spec.pause_after = Some(time);
        self
    }

    /// Has instances of this class instead of serverless ones.
    pub fn provisioned(mut self, size: DbSize) -> Self {
        self.spec.capacity = Capacity::Provisioned(size);
        self
    }

    /// Adds an instance to read from, with this id: one that takes over when the writer fails, and is
    /// like it.
    pub fn reader(mut self, id: impl Into<Text>) -> Self {
        self.spec.readers.push((id.into(), None));
        self
    }

    /// Adds an instance to read from, of this class.
    pub fn reader_of_size(mut self, id: impl Into<Text>, size: DbSize) -> Self {
        self.spec.readers.push((id.into(), Some(size)));
        self
    }

    /// Names it: it cannot be replaced by CloudFormation then.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.spec.written = self.spec.written.db_cluster_identifier(name);
        self
    }

    /// Encrypts the secret that RDS makes with a key of one's own.
    pub fn secret_encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.spec.secret_key = Some(key.into_value());
        self
    }

    /// For how long backups are kept: a week, if this is not said, and 1 to 35 days.
    pub fn backups(mut self, kept: Duration) -> Self {
        let days = crate::units::whole_days(kept);
        self.spec.written = self.spec.written.backup_retention_period(days);
        self
    }

    /// A parameter of all its instances, as `("log_statement", "ddl")`.
    ///
    /// Beside what is said here, its group has the one that refuses connections in the clear,
    /// `rds.force_ssl` or `require_secure_transport`, which can be said, too.
    pub fn parameter(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let value = value.into_value().into_expr();
        self.spec.parameters.set(name, value);
        self
    }

    /// Sends logs to CloudWatch, to groups that RDS makes, and that keep everything.
    pub fn export_logs(mut self, logs: impl IntoIterator<Item = E::Log>) -> Self {
        for log in logs {
            self.spec.logs.push(log.into());
        }
        self
    }

    /// Pays for storage by how much there is, and not by how often it is read and written: for
    /// clusters that do much of both.
    pub fn io_optimized(mut self) -> Self {
        self.spec.written = self.spec.written.storage_type("aurora-iopt1");
        self
    }

    /// Lets it be asked by HTTPS, too, by who may by IAM.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html>
    pub fn data_api(mut self) -> Self {
        self.spec.written = self.spec.written.enable_http_endpoint(true);
        self
    }

    /// Keeps what loads it for a week, by query, user and wait.
    pub fn performance_insights(mut self) -> Self {
        self.spec.written = self
            .spec
            .written
            .performance_insights_enabled(true)
            .performance_insights_retention_period(7);
        self
    }

    /// Lets users log in without a password, by tokens that IAM signs.
    pub fn iam_authentication(mut self) -> Self {
        self.spec.written = self.spec.written.enable_iam_database_authentication(true);
        self
    }

    /// Begins with what is in a snapshot, by its name or ARN. Leave it in place.
    pub fn restored_from(mut self, snapshot: impl IntoValue<Str>) -> Self {
        self.spec.snapshot = Some(snapshot.into_value());
        self
    }
}

database_setters!(AuroraCluster);

impl Spec {
    fn new(vpc: VpcHandle, engine: Engine) -> Self {
        let (parameter, _) = engine.kind.tls();
        let mut parameters = Props::default();
        parameters.set(parameter, engine.kind.tls_in_aurora().into());
        Spec {
            ground: Ground::new(vpc),
            capacity: Capacity::Serverless(0.5, 4.0),
            pause_after: None,
            readers: Vec::new(),
            port: engine.kind.port(),
            user: "app".into(),
            database: "app".into(),
            credentials: Credentials::Managed,
            secret_key: None,
            snapshot: None,
            parameters,
            logs: Vec::new(),
            protects: true,
            removal_policy: DeletionPolicy::Snapshot,
            written: cfn::DbCluster::new()
                .storage_encrypted(true)
                .backup_retention_period(7)
                .copy_tags_to_snapshot(true)
                .auto_minor_version_upgrade(true),
            engine,
        }
    }

    fn build(self, scope: Scope<'_>) -> AuroraHandle {
        let subnets = subnet_group(&self.ground, scope);
        let group = self.ground.guard(scope);
        let connections = most_connections(&self.parameters);
        let parameters = cfn::DbClusterParameterGroup::new()
            .description(scope.identity_text(str::to_owned))
            .family(self.engine.family.clone())
            .parameters(self.parameters);
        let parameters = scope.add("ParameterGroup", parameters);
        let keeps = self.removal_policy != DeletionPolicy::Delete;
        let credentials = self.credentials.known(&self.user, keeps, scope);
        let is_new = self.snapshot.is_none();
        let (class, range) = match self.capacity {
            Capacity::Provisioned(size) => (size, None),
            Capacity::Serverless(least, most) => {
                let range = cfn::db_cluster::ServerlessV2ScalingConfiguration::new()
                    .min_capacity(number(least))
                    .max_capacity(number(most))
                    .with(self.pause_after, |it, time| {
                        it.seconds_until_auto_pause(crate::units::whole_seconds(time))
                    });
                (DbSize::Other("db.serverless".into()), Some(range))
            }
        };
        let cluster = self
            .written
            .engine(self.engine.name)
            .engine_version(self.engine.version)
            .db_subnet_group_name(subnets)
            .vpc_security_group_ids([group])
            .db_cluster_parameter_group_name(parameters)
            .port(self.port)
            .deletion_protection(self.protects)
            .with(range, |it, range| {
                it.serverless_v2_scaling_configuration(range)
            })
            .with(self.snapshot, |it, snapshot| {
                it.snapshot_identifier(snapshot)
            })
            .with(is_new.then_some(self.user), |it, user| {
                it.master_username(user)
            })
            .with(is_new.then(|| self.database.clone()), |it, name| {
                it.database_name(name)
            })
            .with(filled(self.logs), |it, logs| {
                it.enable_cloudwatch_logs_exports(logs)
            });
        let cluster = match credentials.password.clone() {
            Some(password) => cluster.master_user_password(password),
            None => {
                let secret = self.secret_key.map(|key| {
                    scope.set_data(EncryptedWith::new(key.clone(), "secretsmanager"));
                    cfn::db_cluster::MasterUserSecret::new().kms_key_id(key)
                });
                cluster
                    .manage_master_user_password(true)
                    .with(secret, |it, secret| it.master_user_secret(secret))
            }
        };
        let resource = scope.add("Resource", cluster);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        credentials.attach(resource, "AWS::RDS::DBCluster", scope);
        let instance = |id: Text, size: DbSize| {
            let instance = cfn::DbInstance::new()
                .engine(self.engine.name)
                .db_cluster_identifier(resource)
                .db_instance_class(size)
                .publicly_accessible(false);
            let instance = scope.add(id, instance);
            // What is in it is in the cluster.
            scope.of(instance).removal_policy(DeletionPolicy::Delete);
            instance
        };
        let writer = instance("Writer".into(), class.clone());
        let mut instances = vec![writer.node()];
        for (id, size) in self.readers {
            let reader = instance(id, size.unwrap_or_else(|| class.clone()));
            // The first instance is the one that writes.
            scope.of(reader).depends_on(writer);
            instances.push(reader.node());
        }
        let managed = resource.master_user_secret_secret_arn().into_value();
        Access {
            host: resource.endpoint_address().into_value(),
            port: self.port.into_value(),
            database: self.database.into_value(),
            secret: Some(credentials.secret.unwrap_or(managed)),
            resource: Some(resource.db_cluster_resource_id().into_value()),
        }
        .define(scope);
        scope.set_data(Source {
            kind: self.engine.kind,
            has_managed_password: credentials.password.is_none(),
            instances,
            storage: None,
            connections,
        });
        AuroraHandle::at(scope, self.port)
    }
}

impl<E: DatabaseEngine> Construct for AuroraCluster<E> {
    type Handle = AuroraHandle;

    fn build(self, scope: Scope<'_>) -> AuroraHandle {
        self.spec.build(scope)
    }
}

handle! {
    /// Names a cluster of Aurora.
    pub struct AuroraHandle {
        /// The cluster, to [`edit`](Scope::edit) it.
        main resource: cfn::DbClusterHandle,
        /// The port that it listens on.
        port: Port,
    }
}

impl AuroraHandle {
    #[cfg(feature = "cloudwatch")]
    pub(super) fn of_cluster(scope: Scope<'_>, cluster: cfn::DbClusterHandle) -> Self {
        AuroraHandle::new(scope, cluster, Port::tcp(0))
    }

    pub(super) fn at(scope: Scope<'_>, port: u16) -> Self {
        let cluster = cfn::DbClusterHandle::from_node(scope.node());
        AuroraHandle::new(scope, cluster, Port::tcp(port))
    }

    /// The name in DNS that leads to those of its instances that are read from, or to the writer
    /// where there are none.
    pub fn read_host(self) -> Value<Str> {
        self.read_endpoint_address().into_value()
    }
}

logged_in_to!(AuroraHandle);
