use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_cfn::kind::s3::BucketName;
use stackwright_cfn::kind::wafv2::WebAclArn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Text, Value, With, handle};

use super::{GatewayConnector, ImportedGateway};
use crate::ec2::{
    Connectable, Guarded, Peer, PlaceExt, Port, SecurityGroup, SecurityGroupHandle, SubnetKind,
    VpcHandle,
};
use crate::ecs::infrastructure::infrastructure_role;
use crate::ecs::named::own_name;
use crate::elb::LogBucket;
use crate::iam::RoleHandle;

/// One front door that many services share: ECS runs the load balancers behind it, and gives every
/// service that goes [through](super::super::Service::through) it an HTTPS name of its own.
///
/// It adds, unless it is given others:
/// - `SecurityGroup`: who may reach it. A public gateway lets everybody in on port 443; a private
///   one lets nobody in but who is [connected](crate::ec2::ConnectExt::connect) to it. It lets
///   nothing out but to the services that go through it.
/// - `InfrastructureRole`: what ECS may do for it, by AWS's policy
///   `AmazonECSInfrastructureRoleForGatewayHostSharedALB`.
/// - `AccessLogs`: a bucket, where [`access_logs`](Self::access_logs) is said.
///
/// For every cluster with a service that goes through it there is an association, whoever asks for
/// it first: `AssociationWith...` below the gateway, or below the cluster where the cluster's stack is
/// deployed later. The services wait for it: ECS refuses a service whose cluster has no gateway.
///
/// It listens for HTTPS on port 443; ECS has no other port and no other protocol for it, so there is
/// nothing to choose. Unlike ECS's own default it is private: being reached from the internet is said
/// ([`access`](Self::access)). As by default in ECS, it cannot be deleted
/// ([`without_deletion_protection`](Self::without_deletion_protection)), because the names of all its
/// services go with it. A change of its name, access, subnets or kind of addresses replaces it, and
/// thereby those names.
///
/// # Findings
///
/// - `ECS160`: the VPC has no subnets of the kind that it needs.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/gateway-managing.html>
///
/// ```
/// use stackwright_aws::ec2::{Port, Vpc};
/// use stackwright_aws::ecs::{
///     Cluster, Container, FargateService, FargateTask, Gateway, GatewayAccess, QuarterMemory, TaskSize,
/// };
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = Vpc::imported("vpc-1").public(["subnet-1", "subnet-2"]).private(["subnet-3", "subnet-4"]);
/// let vpc = web.add("Vpc", vpc);
/// let gateway = web.add("Gateway", Gateway::new(vpc).access(GatewayAccess::Public));
/// let cluster = web.add("Cluster", Cluster::new(vpc));
/// let shop = Container::new("shop", "public.ecr.aws/nginx/nginx:1.27").named_port("http", Port::http(80));
/// let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(shop);
/// let service = FargateService::new(cluster, task).through(gateway.port("http"));
/// web.add("Shop", service);
/// ```
#[derive(Clone, Debug)]
pub struct Gateway {
    vpc: VpcHandle,
    access: GatewayAccess,
    name: Option<Value<Str>>,
    subnets: Option<Value<List<SubnetId>>>,
    group: Option<SecurityGroupHandle>,
    role: Option<RoleHandle>,
    addresses: Option<GatewayAddresses>,
    balancers: Option<u32>,
    desync: Option<GatewayDesync>,
    web_acl: Option<Value<WebAclArn>>,
    logs: Option<Logs>,
    test_header: Option<(Text, Vec<Text>)>,
    is_protected: bool,
}

#[derive(Clone, Debug)]
enum Logs {
    Own,
    In(Value<BucketName>, Option<Text>),
}

/// From where a gateway can be reached; of a service, by which gateways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GatewayAccess {
    /// From within the VPC and what is connected to it.
    Private,
    /// From the internet.
    Public,
}

/// What addresses the load balancers of a gateway have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GatewayAddresses {
    /// IPv4 alone; the default.
    Ipv4,
    /// IPv4 and IPv6.
    DualStack,
    /// IPv6 for clients, IPv4 within the VPC.
    DualStackWithoutPublicIpv4,
}

/// What becomes of requests that may be meant to smuggle others.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GatewayDesync {
    /// Lets all through, and counts them.
    Monitor,
    /// Blocks what is known to be dangerous; the default.
    Defensive,
    /// Blocks all that does not comply with RFC 7230.
    Strictest,
}

impl Gateway {
    /// A private gateway in the private subnets of a VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        Gateway {
            vpc: vpc.into(),
            access: GatewayAccess::Private,
            name: None,
            subnets: None,
            group: None,
            role: None,
            addresses: None,
            balancers: None,
            desync: None,
            web_acl: None,
            logs: None,
            test_header: None,
            is_protected: true,
        }
    }

    /// A gateway that exists, by its ARN, and from where it can be reached.
    ///
    /// It is never changed. A cluster of the program's own is associated with it; of a cluster that
    /// was imported, too, that is taken for done.
    pub fn imported(arn: impl IntoValue<Str>, access: GatewayAccess) -> ImportedGateway {
        ImportedGateway::new(arn.into_value(), access)
    }

    /// From where it can be reached; from the VPC, if this is not said. A public gateway stands in the
    /// public subnets of the VPC. A change replaces it.
    pub fn access(mut self, access: GatewayAccess) -> Self {
        self.access = access;
        self
    }

    /// Names it: 1 to 255 letters, digits and hyphens; the stack's name with its path, if this is not
    /// said. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The subnets that it stands in, at least two, in all the zones in which services run that go
    /// through it. A change replaces it.
    pub fn subnets(mut self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.subnets = Some(subnets.into_value());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// What ECS may do for it, in place of a role of its own.
    pub fn infrastructure_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// What addresses it has; of IPv4, if this is not said. A change replaces it.
    pub fn addresses(mut self, addresses: GatewayAddresses) -> Self {
        self.addresses = Some(addresses);
        self
    }

    /// How many load balancers it may come to; 10, if this is not said.
    pub fn max_load_balancers(mut self, count: u32) -> Self {
        self.balancers = Some(count);
        self
    }

    /// What becomes of requests that may smuggle others;
    /// [`Defensive`](GatewayDesync::Defensive), if this is not said.
    pub fn http_desync(mut self, mode: GatewayDesync) -> Self {
        self.desync = Some(mode);
        self
    }

    /// Filters requests by a web ACL of AWS WAF, by its ARN.
    pub fn web_acl(mut self, arn: impl IntoValue<WebAclArn>) -> Self {
        self.web_acl = Some(arn.into_value());
        self
    }

    /// Writes access logs to a bucket that it adds as `AccessLogs`: private, encrypted by S3, kept
    /// when it leaves the stack, with logs of a year, and with a policy that lets load balancers
    /// write the logs of this account there.
    pub fn access_logs(mut self) -> Self {
        self.logs = Some(Logs::Own);
        self
    }

    /// Writes access logs to this bucket. Its policy has to let
    /// `logdelivery.elasticloadbalancing.amazonaws.com` put objects there.
    pub fn access_logs_in(
        mut self,
        bucket: impl IntoValue<BucketName>,
        prefix: impl Into<Option<&'static str>>,
    ) -> Self {
        let prefix = prefix.into().map(Text::Borrowed);
        self.logs = Some(Logs::In(bucket.into_value(), prefix));
        self
    }

    /// Takes requests with one of these values in a header for test traffic, which a deployment sends
    /// to the new tasks before the others.
    pub fn test_traffic<V: Into<Text>>(
        mut self,
        header: impl Into<Text>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.test_header = Some((header.into(), values));
        self
    }

    /// Lets it be deleted, with its stack or by hand. The names of all services go with it.
    pub fn without_deletion_protection(mut self) -> Self {
        self.is_protected = false;
        self
    }
}

/// How long access logs are kept.
const DAYS: u32 = 365;

/// What services need to know of a gateway.
pub(super) struct Facing {
    pub access: GatewayAccess,
}

impl Construct for Gateway {
    type Handle = GatewayHandle;

    fn build(self, scope: Scope<'_>) -> GatewayHandle {
        let group = self.own_group(scope);
        Guarded::by(scope, group);
        let subnets = self.own_subnets(scope);
        scope.place(scope.node(), &subnets);
        let role = self.role.unwrap_or_else(|| {
            let policy = "AmazonECSInfrastructureRoleForGatewayHostSharedALB";
            infrastructure_role("InfrastructureRole", policy, scope)
        });
        let name = self.name.unwrap_or_else(|| own_name(scope));
        let (bucket, prefix, own_bucket) = match self.logs {
            Some(Logs::Own) => {
                let bucket = scope.add("AccessLogs", LogBucket::new().keep_days(DAYS));
                (Some(bucket.reference().assume()), None, Some(bucket))
            }
            Some(Logs::In(bucket, prefix)) => (Some(bucket), prefix, None),
            None => (None, None, None),
        };
        let logs = bucket.map(|bucket: Value<BucketName>| {
            let s3 = cfn::gateway::GatewayElbAccessLogS3Destination::new()
                .bucket(bucket)
                .with(prefix, |s3, prefix| s3.prefix(prefix));
            let to = cfn::gateway::GatewayElbAccessLogDestination::new().s3(s3);
            cfn::gateway::GatewayElbAccessLogConfiguration::new().destination(to)
        });
        let test = self.test_header.map(|(name, values)| {
            let values: Vec<Value<Str>> = values.into_iter().map(IntoValue::into_value).collect();
            let header = cfn::gateway::GatewayTestTrafficHeader::new();
            cfn::gateway::GatewayAlbTestTrafficRules::new().header(header.name(name).values(values))
        });
        let network = cfn::gateway::GatewayElbNetworkConfiguration::new()
            .subnets(subnets)
            .inbound_security_group(group)
            .with(self.addresses, |network, addresses| {
                network.ip_address_type(addresses.into_property())
            });
        let shared = cfn::gateway::HostSharedAlbConfiguration::new()
            .scheme(match self.access {
                GatewayAccess::Private => cfn::gateway::Scheme::Internal,
                GatewayAccess::Public => cfn::gateway::Scheme::InternetFacing,
            })
            .network_configuration(network)
            .with(self.balancers, |shared, count| shared.max_alb_count(count))
            .with(self.desync, |shared, mode| {
                shared.http_desync(mode.into_property())
            })
            .with(self.web_acl, |shared, arn| shared.web_acl_arn(arn))
            .with(logs, |shared, logs| shared.access_logs(logs))
            .with(test, |shared, rules| shared.test_traffic_rules(rules));
        let gateway = cfn::Gateway::new()
            .gateway_name(name)
            .infrastructure_role_arn(role)
            .configuration(cfn::gateway::GatewayConfiguration::new().host_shared_alb(shared))
            .deletion_protection(self.is_protected)
            .propagate_tags(cfn::gateway::PropagateTags::Gateway);
        let gateway = scope.add("Resource", gateway);
        if let Some(bucket) = own_bucket {
            // Its policy, too: without it the first load balancer is refused.
            scope.of(gateway).depends_on(bucket);
        }
        scope.set_primary(gateway);
        scope.set_data(Facing {
            access: self.access,
        });
        GatewayHandle::new(scope)
    }
}

impl Gateway {
    fn own_group(&self, scope: Scope<'_>) -> SecurityGroupHandle {
        if let Some(group) = self.group {
            return group;
        }
        let mut group = SecurityGroup::new(self.vpc).without_outbound();
        if self.access == GatewayAccess::Public {
            group = group.allow_from(Peer::any_ipv4(), Port::https(443));
            if self
                .addresses
                .is_some_and(|kind| kind != GatewayAddresses::Ipv4)
            {
                group = group.allow_from(Peer::any_ipv6(), Port::https(443));
            }
        }
        scope.add("SecurityGroup", group)
    }

    fn own_subnets(&self, scope: Scope<'_>) -> Value<List<SubnetId>> {
        if let Some(subnets) = &self.subnets {
            return subnets.clone();
        }
        let kind = match self.access {
            GatewayAccess::Private => SubnetKind::Private,
            GatewayAccess::Public => SubnetKind::Public,
        };
        if !self.vpc.has(scope, kind) {
            let kind = kind.as_str();
            let message = format!("the VPC of this gateway has no {kind} subnets");
            let found = codes::ECS160.finding(message);
            scope.report(found.help(format!(
                "give the VPC {kind} subnets, or name those of the gateway with `.subnets(...)`"
            )));
        }
        self.vpc.subnets(kind)
    }
}

impl GatewayAddresses {
    fn into_property(self) -> cfn::gateway::IpAddressType {
        match self {
            GatewayAddresses::Ipv4 => cfn::gateway::IpAddressType::Ipv4,
            GatewayAddresses::DualStack => cfn::gateway::IpAddressType::Dualstack,
            GatewayAddresses::DualStackWithoutPublicIpv4 => {
                cfn::gateway::IpAddressType::DualstackWithoutPublicIpv4
            }
        }
    }
}

impl GatewayDesync {
    fn into_property(self) -> cfn::gateway::HttpDesync {
        match self {
            GatewayDesync::Monitor => cfn::gateway::HttpDesync::Monitor,
            GatewayDesync::Defensive => cfn::gateway::HttpDesync::Defensive,
            GatewayDesync::Strictest => cfn::gateway::HttpDesync::Strictest,
        }
    }
}

handle! {
    /// Names a gateway.
    pub struct GatewayHandle(cfn::GatewayHandle);
}

impl GatewayHandle {
    /// The way through it to the port of a task that [has this name](super::super::Container::named_port),
    /// for [`through`](super::super::Service::through).
    pub fn port(self, name: impl Into<Text>) -> GatewayConnector {
        GatewayConnector::new(self, name.into())
    }
}

impl Connectable for GatewayHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}
