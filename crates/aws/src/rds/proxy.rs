use std::time::Duration;

use stackwright_cfn::rds as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, NodeId, ResourceHandle, Scope, Str, Value, With, handle, select,
    split,
};

use super::access::{self, Access, logged_in_to};
use super::engine::EngineKind;
use super::ground::subnets;
use super::instance::Source;
use super::{AuroraHandle, DatabaseHandle};
use crate::ec2::{ConnectExt, Ground, IntoSubnets, Port, SecurityGroupHandle, VpcHandle};
use crate::iam::{EncryptedWith, GrantExt, Principal, Role};
use crate::names;
use crate::units::{Percent, whole_seconds};

/// A proxy before a database: it keeps connections, so that many tasks share few, and holds clients
/// while the database fails over.
///
/// It speaks TLS and nothing else. Who logs in does as he would at the database, with the same link:
/// `proxy.login()`. It reads the database's secret itself, at once after RDS has changed the password.
///
/// It adds `SecurityGroup`, which reaches the database and lets nobody in until something is connected;
/// `Role`, which may read the secret; and `Targets`. It is called after its path, in small letters.
///
/// # Stays
///
/// Another VPC, or other subnets, replace it.
///
/// # Findings
///
/// - `RDS101`: its subnets are in fewer than two Availability Zones, which RDS refuses.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::rds::{DatabaseProxy, Postgres, PostgresVersion};
/// # let app = stackwright_core::App::new();
/// # let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let db = data.add("Db", Postgres::new(vpc, PostgresVersion::V17));
/// let proxy = data.add("Proxy", DatabaseProxy::of(db, vpc));
/// let api = Container::new("api", "public.ecr.aws/nginx/nginx:1.27").link_as("DB", proxy.login());
/// ```
#[derive(Clone, Debug)]
pub struct DatabaseProxy {
    target: Target,
    ground: Ground,
    name: Option<Value<Str>>,
    iam: bool,
    idle: Option<Duration>,
    share: Option<Percent>,
    wait: Option<Duration>,
}

#[derive(Clone, Copy, Debug)]
enum Target {
    Instance(DatabaseHandle),
    Cluster(AuroraHandle),
}

impl Target {
    fn node(self) -> NodeId {
        match self {
            Target::Instance(database) => database.node(),
            Target::Cluster(cluster) => cluster.node(),
        }
    }

    fn port(self) -> Port {
        match self {
            Target::Instance(database) => database.port(),
            Target::Cluster(cluster) => cluster.port(),
        }
    }
}

impl DatabaseProxy {
    /// A proxy before a database of one instance.
    pub fn of(database: impl Into<DatabaseHandle>, vpc: impl Into<VpcHandle>) -> Self {
        DatabaseProxy::before(Target::Instance(database.into()), vpc.into())
    }

    /// A proxy before a cluster of Aurora.
    pub fn of_cluster(cluster: impl Into<AuroraHandle>, vpc: impl Into<VpcHandle>) -> Self {
        DatabaseProxy::before(Target::Cluster(cluster.into()), vpc.into())
    }

    fn before(target: Target, vpc: VpcHandle) -> Self {
        DatabaseProxy {
            target,
            ground: Ground::new(vpc),
            name: None,
            iam: false,
            idle: None,
            share: None,
            wait: None,
        }
    }

    /// The subnets that it stands in, in two Availability Zones at least.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.ground.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.ground.group = Some(group.into());
        self
    }

    /// Names it, in letters, digits and hyphens, at most 64 of them.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Takes clients who show a token of IAM, and no others: it still logs in to the database with the
    /// password itself. They have a link by `proxy.iam_login("app")`.
    pub fn only_by_iam(mut self) -> Self {
        self.iam = true;
        self
    }

    /// After how long it lets a client go who says nothing: 30 minutes, if this is not said, and 8
    /// hours at most.
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.idle = Some(time);
        self
    }

    /// How many of the connections that the database takes it may have: all, if this is not said.
    pub fn connections(mut self, share: Percent) -> Self {
        self.share = Some(share);
        self
    }

    /// How long a client waits for one of them: two minutes, if this is not said.
    pub fn wait(mut self, time: Duration) -> Self {
        self.wait = Some(time);
        self
    }
}

impl Construct for DatabaseProxy {
    type Handle = DatabaseProxyHandle;

    fn build(self, scope: Scope<'_>) -> DatabaseProxyHandle {
        use cfn::db_proxy as part;

        let node = self.target.node();
        let port = self.target.port();
        let secret = access::secret(node);
        if let Some(encrypted) = scope.app().data::<EncryptedWith>(node) {
            scope.set_data(encrypted.again());
        }
        let role = Role::new(Principal::service("rds.amazonaws.com"));
        let role = scope.add("Role", role);
        scope.grant(role, access::read_secret(node).decrypting(scope.node()));
        let source = scope.app().data::<Source>(node);
        let family = match source.as_ref().map(|source| source.kind) {
            Some(EngineKind::MySql) => part::EngineFamily::Mysql,
            Some(EngineKind::Postgres) | None => part::EngineFamily::Postgresql,
        };
        let auth = part::AuthFormat::new()
            .auth_scheme(part::AuthScheme::Secrets)
            .secret_arn(
                secret
                    .clone()
                    .assume::<stackwright_cfn::kind::secretsmanager::SecretId>(),
            )
            .iam_auth(match self.iam {
                true => part::IamAuth::Required,
                false => part::IamAuth::Disabled,
            });
        let name = self
            .name
            .unwrap_or_else(|| scope.identity_text(names::small::<60>));
        let group = self.ground.guard(scope);
        let proxy = cfn::DbProxy::new()
            .db_proxy_name(name)
            .engine_family(family)
            .require_tls(true)
            .role_arn(role)
            .vpc_subnet_ids(subnets(&self.ground, scope))
            .vpc_security_group_ids([group])
            .auth([auth])
            .with(self.idle, |it, time| {
                it.idle_client_timeout(whole_seconds(time))
            });
        let resource = scope.add("Resource", proxy);
        scope.set_primary(resource);
        let pool = cfn::db_proxy_target_group::ConnectionPoolConfigurationInfoFormat::new()
            .max_connections_percent(self.share.map_or(100, Percent::rounded))
            .with(self.wait, |it, time| {
                it.connection_borrow_timeout(whole_seconds(time))
            });
        let targets = cfn::DbProxyTargetGroup::new()
            .db_proxy_name(resource)
            .target_group_name(cfn::db_proxy_target_group::TargetGroupName::Default)
            .connection_pool_configuration_info(pool);
        let handle = DatabaseProxyHandle::of_port(scope, port);
        scope.set_data(access::TakesIam(self.iam));
        let targets = match self.target {
            Target::Instance(database) => {
                scope.connect(handle, database, port);
                targets.db_instance_identifiers([database.reference()])
            }
            Target::Cluster(cluster) => {
                scope.connect(handle, cluster, port);
                targets.db_cluster_identifiers([cluster])
            }
        };
        let targets = scope.add("Targets", targets);
        for instance in source.iter().flat_map(|source| &source.instances) {
            // In another stack it is there already.
            if scope.app().scope_of(*instance).stack_node() == scope.stack_node() {
                scope.of(targets).depends_on(*instance);
            }
        }
        // `prx-0a1b` of `arn:aws:rds:region:account:db-proxy:prx-0a1b`.
        let arn: Value<Str> = resource.db_proxy_arn().assume();
        Access {
            host: resource.endpoint().assume(),
            port: access::port(node),
            database: access::database(node),
            secret: Some(secret),
            resource: Some(select(6, split(":", arn))),
        }
        .define(scope);
        handle
    }
}

handle! {
    /// Names a proxy.
    pub struct DatabaseProxyHandle {
        /// The proxy, to [`edit`](Scope::edit) it.
        main resource: cfn::DbProxyHandle,
        /// The port that it listens on.
        port: Port,
    }
}

impl DatabaseProxyHandle {
    pub(super) fn of_port(scope: Scope<'_>, port: Port) -> Self {
        let proxy = cfn::DbProxyHandle::from_node(scope.node());
        DatabaseProxyHandle::new(scope, proxy, port)
    }
}

logged_in_to!(DatabaseProxyHandle);
