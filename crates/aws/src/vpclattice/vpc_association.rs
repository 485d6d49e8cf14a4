use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::ServiceNetworkHandle;
use crate::ec2::{Connectable, Guarded, SecurityGroupHandle, VpcHandle};

/// Lets what is in a VPC reach the services of a network.
///
/// It adds `SecurityGroup`, unless it is given one: it says who in the VPC reaches the network, which is
/// who is [connected](crate::ec2::ConnectExt::connect) to the association, and nobody else. A change of
/// the network or the VPC replaces it.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html>
#[derive(Clone, Debug)]
pub struct ServiceNetworkVpcAssociation {
    network: ServiceNetworkHandle,
    vpc: VpcHandle,
    group: Option<SecurityGroupHandle>,
    private_dns: Option<PrivateDns>,
}

/// For which domains names of their own are answered in an associated VPC.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-vpclattice-servicenetworkvpcassociation-dnsoptions.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PrivateDns {
    /// Those that their owners have proved to own.
    Verified,
    /// All.
    All,
    /// Those that are proved, and these.
    VerifiedAnd(Vec<Value<Str>>),
    /// These only.
    Only(Vec<Value<Str>>),
}

impl ServiceNetworkVpcAssociation {
    /// Lets what is in this VPC reach that network.
    pub fn new(network: impl Into<ServiceNetworkHandle>, vpc: impl Into<VpcHandle>) -> Self {
        ServiceNetworkVpcAssociation {
            network: network.into(),
            vpc: vpc.into(),
            group: None,
            private_dns: None,
        }
    }

    /// Who in the VPC reaches the network, by this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Answers for the domains that resources of the network bring along; for none, if this is not
    /// said.
    pub fn private_dns(mut self, domains: PrivateDns) -> Self {
        self.private_dns = Some(domains);
        self
    }
}

impl Construct for ServiceNetworkVpcAssociation {
    type Handle = ServiceNetworkVpcAssociationHandle;

    fn build(self, scope: Scope<'_>) -> ServiceNetworkVpcAssociationHandle {
        let group = Guarded::by_own(scope, self.vpc, self.group);
        let dns = self.private_dns.map(PrivateDns::into_property);
        let association = cfn::ServiceNetworkVpcAssociation::new()
            .service_network_identifier(self.network.arn())
            .vpc_identifier(self.vpc.vpc_id())
            .security_group_ids([group.group_id()])
            .with(dns, |association, dns| {
                association.private_dns_enabled(true).dns_options(dns)
            });
        scope.set_primary(scope.add("Resource", association));
        ServiceNetworkVpcAssociationHandle::new(scope)
    }
}

impl PrivateDns {
    fn into_property(self) -> cfn::service_network_vpc_association::DnsOptions {
        use cfn::service_network_vpc_association::{DnsOptions, PrivateDnsPreference as Which};

        let (which, domains) = match self {
            PrivateDns::Verified => (Which::VerifiedDomainsOnly, Vec::new()),
            PrivateDns::All => (Which::AllDomains, Vec::new()),
            PrivateDns::VerifiedAnd(domains) => {
                (Which::VerifiedDomainsAndSpecifiedDomains, domains)
            }
            PrivateDns::Only(domains) => (Which::SpecifiedDomainsOnly, domains),
        };
        let domains = (!domains.is_empty()).then(|| domains.into_value());
        DnsOptions::new().private_dns_preference(which).with(
            domains,
            |options, domains: Value<stackwright_core::List<Str>>| {
                options.private_dns_specified_domains(domains)
            },
        )
    }
}

handle! {
    /// Names the association of a VPC with a service network.
    pub struct ServiceNetworkVpcAssociationHandle(cfn::ServiceNetworkVpcAssociationHandle);
}

impl Connectable for ServiceNetworkVpcAssociationHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}
