use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::ec2::vpc_endpoint::PrivateDnsOnlyForInboundResolverEndpoint as ResolverEndpoint;
use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, IntoValue, Scope, Str, Value, With, handle};

use super::china::Named;
use super::{InterfaceService, Known};
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, Peer, Port, SecurityGroup, SecurityGroupHandle, SubnetKind,
    SubnetSelection, VpcHandle,
};
use crate::iam::PolicyDocument;

/// The port that AWS's services listen on.
pub(super) const HTTPS: Port = Port::https(443);

/// A way to a service that is a network interface in each of some subnets, behind a security group.
///
/// It stands in the private subnets of its VPC, or in the isolated ones where it has no private ones, one
/// in each zone. The service's own name leads to it, for all that is in the VPC, public subnets
/// included: who calls the service has to be let in. AWS CDK lets the whole VPC in; here nobody is let
/// in but who is [connected](crate::ec2::ConnectExt::connect), on 443, and
/// [`open_to_vpc`](Self::open_to_vpc) is a word. What tasks need derives
/// [`endpoints_for_tasks`](crate::ec2::Vpc::endpoints_for_tasks).
///
/// Each hour of each of its interfaces is paid for, and each gigabyte, at less than what a NAT gateway
/// takes for one.
///
/// It adds a security group named `SecurityGroup`, unless it is [given one](Self::security_group).
///
/// ```
/// use stackwright_aws::ec2::{ConnectExt, InterfaceEndpoint, InterfaceService, Port, SecurityGroup, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let queues = network.add("Queues", InterfaceEndpoint::new(vpc, InterfaceService::Sqs));
/// let workers = network.add("Workers", SecurityGroup::new(vpc));
/// network.connect(workers, queues, Port::https(443));
/// ```
///
/// Another service or another VPC replaces it.
///
/// # Findings
///
/// - `EC2117`: the VPC is not known to have subnets for it.
/// - `EC2119`: it is open to a VPC whose addresses are not known.
///
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
#[derive(Clone, Debug)]
pub struct InterfaceEndpoint {
    vpc: VpcHandle,
    service: InterfaceService,
    subnets: Option<SubnetSelection>,
    group: Option<SecurityGroupHandle>,
    open: bool,
    private_dns: bool,
    inbound_only: bool,
    addresses: Option<EndpointAddresses>,
    region: Option<Value<Str>>,
    policy: Option<PolicyDocument>,
}

/// Which addresses an endpoint has, and its names lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointAddresses {
    /// IPv4 alone.
    Ipv4,
    /// IPv6 alone.
    Ipv6,
    /// Both.
    DualStack,
}

impl EndpointAddresses {
    fn kind(self) -> cfn::vpc_endpoint::IpAddressType {
        match self {
            EndpointAddresses::Ipv4 => cfn::vpc_endpoint::IpAddressType::Ipv4,
            EndpointAddresses::Ipv6 => cfn::vpc_endpoint::IpAddressType::Ipv6,
            EndpointAddresses::DualStack => cfn::vpc_endpoint::IpAddressType::Dualstack,
        }
    }

    fn records(self) -> cfn::vpc_endpoint::DnsRecordIpType {
        match self {
            EndpointAddresses::Ipv4 => cfn::vpc_endpoint::DnsRecordIpType::Ipv4,
            EndpointAddresses::Ipv6 => cfn::vpc_endpoint::DnsRecordIpType::Ipv6,
            EndpointAddresses::DualStack => cfn::vpc_endpoint::DnsRecordIpType::Dualstack,
        }
    }
}

impl InterfaceEndpoint {
    /// A way from this VPC to a service.
    pub fn new(vpc: impl Into<VpcHandle>, service: InterfaceService) -> Self {
        InterfaceEndpoint {
            vpc: vpc.into(),
            service,
            subnets: None,
            group: None,
            open: false,
            private_dns: true,
            inbound_only: false,
            addresses: None,
            region: None,
            policy: None,
        }
    }

    /// The subnets that it stands in, at most one in each zone. Not every service is in every zone:
    /// choose by zone where one is not.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Lets in all of the VPC, by its block of addresses, which has to be known: of one that exists
    /// by [`cidr`](crate::ec2::ImportedVpc::cidr). For a group of its own.
    pub fn open_to_vpc(mut self) -> Self {
        self.open = true;
        self
    }

    /// Leaves the service's own name alone: it leads past the endpoint, which has names of its own.
    pub fn without_private_dns(mut self) -> Self {
        self.private_dns = false;
        self
    }

    /// Answers the service's own name for those who ask from outside, through an inbound endpoint of
    /// Route 53 Resolver, and not within the VPC, which goes by a gateway endpoint: for S3.
    pub fn private_dns_only_for_inbound_resolver(mut self) -> Self {
        self.inbound_only = true;
        self
    }

    /// Which addresses it has; IPv4, if this is not said.
    pub fn addresses(mut self, addresses: EndpointAddresses) -> Self {
        self.addresses = Some(addresses);
        self
    }

    /// The region of the service, where it is another one.
    pub fn service_region(mut self, region: impl IntoValue<Str>) -> Self {
        self.region = Some(region.into_value());
        self
    }

    /// What may be done through it; everything, if this is not said.
    pub fn policy(mut self, policy: impl Into<PolicyDocument>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    fn group(&self, scope: Scope<'_>) -> SecurityGroupHandle {
        if let Some(group) = self.group {
            return group;
        }
        let mut group = SecurityGroup::new(self.vpc).without_outbound();
        if self.open {
            match self.vpc.known_cidr(scope) {
                Some(block) => group = group.allow_from(Peer::ipv4(block), HTTPS),
                None => {
                    let message = "an endpoint open to a VPC whose addresses are not known";
                    scope.report(codes::EC2119.finding(message));
                }
            }
        }
        scope.add("SecurityGroup", group)
    }
}

impl Construct for InterfaceEndpoint {
    type Handle = InterfaceEndpointHandle;

    fn build(mut self, scope: Scope<'_>) -> InterfaceEndpointHandle {
        let group = self.group(scope);
        Guarded::by(scope, group);
        let is_here = self.region.is_none();
        if self.private_dns && is_here {
            Known::add_interface(self.vpc, self.service.clone(), scope);
        }
        let subnets = self.subnets.take().unwrap_or_else(|| {
            let kinds = [SubnetKind::Private, SubnetKind::Isolated];
            let kind = self.vpc.first_of(kinds, scope);
            SubnetSelection::of(kind.unwrap_or(SubnetKind::Private)).one_per_known_zone()
        });
        let subnets = subnets.resolve(Some(self.vpc), scope);
        let dns = (self.addresses.is_some() || self.inbound_only).then(|| {
            cfn::vpc_endpoint::DnsOptionsSpecification::new()
                .with(self.addresses, |dns, addresses| {
                    dns.dns_record_ip_type(addresses.records())
                })
                .with(self.inbound_only.then_some(()), |dns, ()| {
                    dns.private_dns_only_for_inbound_resolver_endpoint(
                        ResolverEndpoint::OnlyInboundResolver,
                    )
                })
        });
        let endpoint = cfn::VpcEndpoint::new()
            .vpc_id(self.vpc)
            .vpc_endpoint_type(cfn::vpc_endpoint::VpcEndpointType::Interface)
            .service_name(self.service.name())
            .private_dns_enabled(self.private_dns)
            .with(subnets, |endpoint, subnets| endpoint.subnet_ids(subnets))
            .security_group_ids([group])
            .with(self.addresses, |endpoint, kind| {
                endpoint.ip_address_type(kind.kind())
            })
            .with(dns, |endpoint, dns| endpoint.dns_options(dns))
            .with(self.region, |endpoint, region| {
                endpoint.service_region(region)
            })
            .with(self.policy, |endpoint, policy| {
                endpoint.policy_document(policy)
            });
        let endpoint = scope.add("Resource", endpoint);
        scope.set_primary(endpoint);
        if is_here {
            scope.record(Named {
                endpoint: endpoint.node(),
                service: self.service,
            });
        }
        InterfaceEndpointHandle::new(scope)
    }
}

handle! {
    /// Names an interface endpoint.
    pub struct InterfaceEndpointHandle(cfn::VpcEndpointHandle);
}

impl Connectable for InterfaceEndpointHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}
