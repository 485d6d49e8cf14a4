use std::time::Duration;

use stackwright_cfn::elasticache as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, DeletionPolicy, IntoValue, Scope, Str, Value, With, handle};

use super::access::{self, cache_handle};
use super::{CacheAccess, CacheSize};
use crate::ec2::{Ground, IntoSubnets, SecurityGroupHandle, VpcHandle};
use crate::units::whole_days;

/// A cache of nodes that speaks Valkey: one that is written to, and copies of it in other zones, one of
/// which takes over when it fails. Made by [`Valkey::nodes`](super::Valkey::nodes).
///
/// It is encrypted, speaks TLS and nothing else, and is used by one user with a password that is in no
/// template: [`CacheAccess::Password`]. ElastiCache does none of these by itself. It has two nodes, if
/// nothing is said. It goes with its stack, as what is in a cache is elsewhere, too.
///
/// It adds `SecurityGroup`, which lets nobody in until something is connected; `SubnetGroup`; and for
/// its user `Secret`, `User` and `UserGroup`.
///
/// # Stays
///
/// Another [key](Self::encrypted_with), name or VPC replaces it, with all that is in it.
///
/// # Findings
///
/// - `EC2117`: the VPC has no such subnets.
///
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::elasticache::{CacheSize, Valkey};
/// # let app = stackwright_core::App::new();
/// # let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let cache = data.add("Cache", Valkey::nodes(vpc, CacheSize::T4gSmall));
/// ```
#[derive(Clone, Debug)]
pub struct ValkeyNodes {
    ground: Ground,
    access: CacheAccess,
    copies: u32,
    shards: Option<u32>,
    removal_policy: DeletionPolicy,
    /// What is written as it is said.
    written:
        cfn::ReplicationGroup<stackwright_cfn::Missing<cfn::need::ReplicationGroupDescription>>,
}

impl ValkeyNodes {
    pub(super) fn new(vpc: VpcHandle, size: CacheSize) -> Self {
        ValkeyNodes {
            ground: Ground::new(vpc),
            access: CacheAccess::Password,
            copies: 1,
            shards: None,
            removal_policy: DeletionPolicy::Delete,
            written: cfn::ReplicationGroup::new()
                .engine("valkey")
                .engine_version("8.0")
                .cache_node_type(size)
                .transit_encryption_enabled(true)
                .at_rest_encryption_enabled(true)
                .auto_minor_version_upgrade(true)
                .port(access::PORT),
        }
    }

    /// How many copies there are of a node that is written to: one, if this is not said, 5 at most.
    /// Without one nothing takes over.
    pub fn copies(mut self, count: u32) -> Self {
        self.copies = count;
        self
    }

    /// Spreads keys over so many nodes that are written to, each with its copies. Clients have to
    /// speak the protocol of clusters.
    ///
    /// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html>
    pub fn shards(mut self, count: u32) -> Self {
        self.shards = Some(count);
        self
    }

    /// The subnets that its nodes stand in.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.ground.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.ground.group = Some(group.into());
        self
    }

    /// Who may use it; [`CacheAccess::Password`], if this is not said.
    pub fn access(mut self, access: CacheAccess) -> Self {
        self.access = access;
        self
    }

    /// Names it, with letters, digits and hyphens, at most 40 of them.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.written = self.written.replication_group_id(name);
        self
    }

    /// The version of Valkey: `8.0`, if this is not said.
    pub fn version(mut self, version: impl IntoValue<Str>) -> Self {
        self.written = self.written.engine_version(version);
        self
    }

    /// Encrypts what is stored with a key of one's own instead of AWS's.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        let key: Value<Str> = key.into_value().assume();
        self.written = self.written.kms_key_id(key);
        self
    }

    /// Keeps a snapshot of every day for so long.
    pub fn snapshots(mut self, kept: Duration) -> Self {
        self.written = self.written.snapshot_retention_limit(whole_days(kept));
        self
    }

    /// When these are made, in UTC, an hour at least: `03:00-04:00`.
    pub fn snapshot_window(mut self, window: impl IntoValue<Str>) -> Self {
        self.written = self.written.snapshot_window(window);
        self
    }

    /// When it is looked after, in UTC, an hour at least: `sun:04:00-sun:05:00`.
    pub fn maintenance_window(mut self, window: impl IntoValue<Str>) -> Self {
        self.written = self.written.preferred_maintenance_window(window);
        self
    }

    /// Begins with what is in a snapshot, by its name.
    pub fn restored_from(mut self, snapshot: impl IntoValue<Str>) -> Self {
        self.written = self.written.snapshot_name(snapshot);
        self
    }

    /// What becomes of it when it leaves the stack; it goes, if this is not said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }
}

impl Construct for ValkeyNodes {
    type Handle = ValkeyNodesHandle;

    fn build(self, scope: Scope<'_>) -> ValkeyNodesHandle {
        let subnets = cfn::SubnetGroup::new()
            .description(scope.identity_text(str::to_owned))
            .subnet_ids(self.ground.subnets(scope));
        let subnets = scope.add("SubnetGroup", subnets);
        let subnets: Value<Str> = subnets.reference().assume();
        let group = self.ground.guard(scope);
        let users = self.access.group(scope);
        let has_copies = self.copies > 0;
        let nodes = self
            .written
            .replication_group_description(scope.identity_text(str::to_owned))
            .cache_subnet_group_name(subnets)
            .security_group_ids([group])
            .automatic_failover_enabled(has_copies || self.shards.is_some())
            .multi_az_enabled(has_copies)
            .with(users, |it, group| it.user_group_ids([group]));
        let nodes = match self.shards {
            None => nodes.num_cache_clusters(self.copies + 1),
            Some(shards) => nodes
                .num_node_groups(shards)
                .replicas_per_node_group(self.copies)
                .cache_parameter_group_name("default.valkey8.cluster.on"),
        };
        let resource = scope.add("Resource", nodes);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        let host = match self.shards {
            None => resource.primary_end_point_address().assume(),
            Some(_) => resource.configuration_end_point_address().assume(),
        };
        let arn = access::arn_of("replicationgroup", resource.reference().assume());
        access::define(host, arn, scope);
        ValkeyNodesHandle::new(scope)
    }
}

handle! {
    /// Names a cache of nodes.
    pub struct ValkeyNodesHandle(cfn::ReplicationGroupHandle);
}

impl ValkeyNodesHandle {
    /// The name in DNS that leads to copies, to read from: of a cache without
    /// [shards](ValkeyNodes::shards).
    pub fn read_host(self) -> Value<Str> {
        self.reader_end_point_address().assume()
    }
}

cache_handle!(ValkeyNodesHandle, crate::ec2::Port::tcp(access::PORT));
