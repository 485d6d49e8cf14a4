use crate::filled;
use std::time::Duration;

use stackwright_cfn::elasticache as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::access::{self, cache_handle};
use super::{CacheAccess, CacheSize, ImportedValkey, ValkeyNodes};
use crate::ec2::{Ground, IntoSubnets, SecurityGroupHandle, VpcHandle};
use crate::units::{Size, whole_days};

/// A cache that speaks Valkey, as Redis does, and grows with what it is asked for.
///
/// It is encrypted, speaks TLS and nothing else, and is used by one user with a password that is in no
/// template: [`CacheAccess::Password`], where AWS lets everybody in who reaches it. A password, and not
/// a token of IAM, because every client can do it and none has to make a new one every quarter of an
/// hour. It costs by the hour and by what it is asked for: [`at_most`](Self::at_most) says an end to
/// that. It goes with its stack, as what is in a cache is elsewhere, too.
///
/// It adds `SecurityGroup`, which lets nobody in until something is connected, and for its user
/// `Secret`, `User` and `UserGroup`. It is called after its path, in small letters, at most 40 of
/// them.
///
/// # Stays
///
/// Another [key](Self::encrypted_with), name, VPC or other subnets replace it, with all that is in
/// it.
///
/// # Findings
///
/// - `EC2117`: the VPC has no such subnets.
///
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::elasticache::Valkey;
/// # let app = stackwright_core::App::new();
/// # let data = app.stack("Data");
/// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
/// let cache = data.add("Cache", Valkey::new(vpc));
/// let api = Container::new("api", "public.ecr.aws/nginx/nginx:1.27").link(cache.login());
/// ```
#[derive(Clone, Debug)]
pub struct Valkey {
    ground: Ground,
    access: CacheAccess,
    name: Option<Value<Str>>,
    version: Value<Str>,
    key: Option<Value<KeyArn>>,
    snapshots: Option<Duration>,
    most_storage: Option<Size>,
    most_units: Option<u32>,
    snapshot_arns: Vec<Value<Str>>,
}

impl Valkey {
    /// A serverless cache in the isolated or private subnets of a VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        Valkey {
            ground: Ground::new(vpc.into()),
            access: CacheAccess::Password,
            name: None,
            version: "8".into_value(),
            key: None,
            snapshots: None,
            most_storage: None,
            most_units: None,
            snapshot_arns: Vec::new(),
        }
    }

    /// A cache of nodes of this type, which cost the same whatever they are asked for.
    pub fn nodes(vpc: impl Into<VpcHandle>, size: CacheSize) -> ValkeyNodes {
        ValkeyNodes::new(vpc.into(), size)
    }

    /// A serverless cache that exists, by its name and its endpoint, with the group that guards it.
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedValkey {
        ImportedValkey::new(name.into_value(), host.into_value(), group.into())
    }

    /// The subnets that it is reached in.
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

    /// Names it, in small letters, digits and hyphens, at most 40 of them.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The major version of Valkey: `8`, if this is not said.
    pub fn version(mut self, major: impl IntoValue<Str>) -> Self {
        self.version = major.into_value();
        self
    }

    /// Encrypts what is stored with a key of one's own instead of AWS's.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// Keeps a snapshot of every day for so long.
    pub fn snapshots(mut self, kept: Duration) -> Self {
        self.snapshots = Some(kept);
        self
    }

    /// Begins with what is in snapshots, by their ARNs.
    pub fn restored_from<S: IntoValue<Str>>(
        mut self,
        snapshots: impl IntoIterator<Item = S>,
    ) -> Self {
        for snapshot in snapshots {
            self.snapshot_arns.push(snapshot.into_value());
        }
        self
    }

    /// How much it holds, and how many units a second it does, at most: what comes on top is thrown
    /// out, or refused.
    ///
    /// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html>
    pub fn at_most(mut self, storage: Size, units_per_second: u32) -> Self {
        self.most_storage = Some(storage);
        self.most_units = Some(units_per_second);
        self
    }
}

impl Construct for Valkey {
    type Handle = ValkeyHandle;

    fn build(self, scope: Scope<'_>) -> ValkeyHandle {
        use cfn::serverless_cache as part;

        let subnets = self.ground.subnets(scope);
        let group = self.ground.guard(scope);
        let users = self.access.group(scope);
        let storage = self
            .most_storage
            .map(|most| part::DataStorage::new().unit("GB").maximum(most.as_gib()));
        let limits = storage.map(|storage| {
            part::CacheUsageLimits::new()
                .data_storage(storage)
                .with(self.most_units, |it, most| {
                    it.ecpu_per_second(part::EcpuPerSecond::new().maximum(most))
                })
        });
        let key: Option<Value<Str>> = self.key.map(Value::assume);
        let cache = cfn::ServerlessCache::new()
            .engine("valkey")
            .major_engine_version(self.version)
            .serverless_cache_name(self.name.unwrap_or_else(|| access::name(scope)))
            .subnet_ids(subnets)
            .security_group_ids([group])
            .with(users, |it, group| {
                it.user_group_id(group.assume::<stackwright_cfn::kind::elasticache::UserGroupId>())
            })
            .with(key, |it, key| it.kms_key_id(key))
            .with(self.snapshots, |it, kept| {
                it.snapshot_retention_limit(whole_days(kept))
            })
            .with(filled(self.snapshot_arns), |it, snapshots| {
                it.snapshot_arns_to_restore(snapshots)
            })
            .with(limits, |it, limits| it.cache_usage_limits(limits));
        let resource = scope.add("Resource", cache);
        scope.set_primary(resource);
        let host = resource.endpoint_address().assume();
        access::define(host, resource.arn().assume(), scope);
        ValkeyHandle::new(scope)
    }
}

handle! {
    /// Names a serverless cache.
    pub struct ValkeyHandle(cfn::ServerlessCacheHandle);
}

// The second answers those who only read.
// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/wwe-troubleshooting.html#wwe-troubleshooting.connection>
cache_handle!(
    ValkeyHandle,
    crate::ec2::Port::tcp_range(access::PORT, access::PORT + 1)
);
