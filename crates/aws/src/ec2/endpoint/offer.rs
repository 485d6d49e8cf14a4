use crate::filled;
use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::ec2::vpc_endpoint_service::SupportedIpAddressTypes;
use stackwright_cfn::kind::elasticloadbalancingv2::LoadBalancerArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use super::InterfaceService;

/// A service of one's own that others reach by an interface endpoint in their VPC, behind network load
/// balancers.
///
/// Who wants an endpoint has to be [allowed](Self::allow), and each endpoint is accepted by hand, unless
/// [`without_acceptance`](Self::without_acceptance) is said. It adds `Permissions`, where somebody is
/// allowed.
///
/// ```
/// use stackwright_aws::ec2::VpcEndpointService;
/// use stackwright_cfn::elasticloadbalancingv2 as elb;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Api");
/// let balancer = stack.add("Balancer", elb::LoadBalancer::new().r#type(elb::load_balancer::Type::Network));
/// let service = VpcEndpointService::new([balancer]).allow("arn:aws:iam::444455556666:root");
/// stack.add("Service", service);
/// ```
///
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
#[derive(Clone, Debug)]
pub struct VpcEndpointService {
    balancers: Vec<Value<LoadBalancerArn>>,
    allowed: Vec<Value<Str>>,
    acceptance: bool,
    insights: bool,
    dual_stack: bool,
    private_name: Option<Value<Str>>,
    regions: Vec<Value<Str>>,
}

impl VpcEndpointService {
    /// What these network load balancers lead to.
    pub fn new<B: IntoValue<LoadBalancerArn>>(balancers: impl IntoIterator<Item = B>) -> Self {
        VpcEndpointService {
            balancers: balancers.into_iter().map(IntoValue::into_value).collect(),
            allowed: Vec::new(),
            acceptance: true,
            insights: false,
            dual_stack: false,
            private_name: None,
            regions: Vec::new(),
        }
    }

    /// Who may make an endpoint to it, by ARN: an account (`arn:aws:iam::444455556666:root`), a role, a
    /// user; `*` for anyone.
    pub fn allow(mut self, principal: impl IntoValue<Str>) -> Self {
        self.allowed.push(principal.into_value());
        self
    }

    /// Takes endpoints of who is allowed without asking.
    pub fn without_acceptance(mut self) -> Self {
        self.acceptance = false;
        self
    }

    /// Tells who uses it most, which is paid for.
    pub fn contributor_insights(mut self) -> Self {
        self.insights = true;
        self
    }

    /// Takes endpoints over IPv6, too; the load balancers must have it.
    pub fn dual_stack(mut self) -> Self {
        self.dual_stack = true;
        self
    }

    /// A name that leads to it within the VPCs of others, of a domain that one can prove to own.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html>
    pub fn private_dns_name(mut self, name: impl IntoValue<Str>) -> Self {
        self.private_name = Some(name.into_value());
        self
    }

    /// Other regions from which it is reached.
    pub fn regions<R: IntoValue<Str>>(mut self, regions: impl IntoIterator<Item = R>) -> Self {
        self.regions = regions.into_iter().map(IntoValue::into_value).collect();
        self
    }
}

impl Construct for VpcEndpointService {
    type Handle = VpcEndpointServiceHandle;

    fn build(self, scope: Scope<'_>) -> VpcEndpointServiceHandle {
        let both = [SupportedIpAddressTypes::Ipv4, SupportedIpAddressTypes::Ipv6];
        let service = cfn::VpcEndpointService::new()
            .network_load_balancer_arns(self.balancers)
            .acceptance_required(self.acceptance)
            .with(self.insights.then_some(true), |service, yes| {
                service.contributor_insights_enabled(yes)
            })
            .with(self.dual_stack.then_some(both), |service, both| {
                service.supported_ip_address_types(both)
            })
            .with(self.private_name, |service, name| {
                service.private_dns_name(name)
            })
            .with(filled(self.regions), |service, regions| {
                service.supported_regions(regions)
            });
        let service = scope.add("Resource", service);
        scope.set_primary(service);
        if let Some(allowed) = filled(self.allowed) {
            let permissions = cfn::VpcEndpointServicePermissions::new()
                .service_id(service)
                .allowed_principals(allowed);
            scope.add("Permissions", permissions);
        }
        VpcEndpointServiceHandle::new(scope)
    }
}

handle! {
    /// Names a service that is offered to other VPCs.
    pub struct VpcEndpointServiceHandle(cfn::VpcEndpointServiceHandle);
}

impl VpcEndpointServiceHandle {
    /// What an [`InterfaceEndpoint`](super::InterfaceEndpoint) in another VPC leads to.
    pub fn service(self) -> InterfaceService {
        let id = self.service_id();
        InterfaceService::Named(sub!("com.amazonaws.vpce.{AWS::Region}.{id}"))
    }
}
