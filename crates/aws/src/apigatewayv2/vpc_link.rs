use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle};

use super::Integration;
use super::http_api::name;
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, PlaceExt, Port, SecurityGroup, SecurityGroupHandle,
    SubnetKind, SubnetSelection, VpcHandle,
};
use crate::ecs::ServiceHandle;
use crate::elb::ListenerHandle;
use crate::servicediscovery::DiscoveryServiceHandle;

/// The way of an API into a VPC: to load balancers and services that nobody else can reach.
///
/// It stands in the private subnets of the VPC, or in isolated ones, where there are no others
/// (<https://github.com/aws/aws-cdk/issues/29221>). All APIs of a VPC can share one.
///
/// It always has a security group of its own, named `SecurityGroup`, that lets nothing out but to
/// what it [leads to](VpcLinkHandle::to_service), unless it is given one. AWS CDK's has none, so that what is
/// behind it cannot tell it from the rest of the VPC, and nothing opens the way; nor is it made in
/// shared subnets (<https://github.com/aws/aws-cdk/issues/34137>).
///
/// ```
/// use stackwright_aws::apigatewayv2::{HttpApi, HttpRoute, VpcLink};
/// # use stackwright_aws::{ec2::VpcHandle, ecs::ServiceHandle};
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, vpc: VpcHandle, users: ServiceHandle) {
/// let link = web.add("Link", VpcLink::new(vpc));
/// let api = web.add("Api", HttpApi::new());
/// web.add("Users", HttpRoute::new(api, "ANY /users/{proxy+}", link.to_service(users)));
/// # }
/// ```
///
/// A change of subnets or groups replaces it.
///
/// # Findings
///
/// - `API105`: there are no subnets for it.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html>
#[derive(Clone, Debug)]
pub struct VpcLink {
    vpc: VpcHandle,
    name: Option<Value<Str>>,
    subnets: Option<SubnetSelection>,
    group: Option<SecurityGroupHandle>,
}

impl VpcLink {
    /// A way into this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        VpcLink {
            vpc: vpc.into(),
            name: None,
            subnets: None,
            group: None,
        }
    }

    /// A link that exists, by its id. Say its [group](ImportedVpcLink::security_group), so that
    /// what it leads to is opened to it.
    pub fn imported(id: impl IntoValue<Str>) -> ImportedVpcLink {
        ImportedVpcLink {
            id: id.into_value(),
            group: None,
        }
    }

    /// Names it, for people; the path of the construct, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The subnets that it stands in: their ids, or a kind of them.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for VpcLink {
    type Handle = VpcLinkHandle;

    fn build(self, scope: Scope<'_>) -> VpcLinkHandle {
        let group = match self.group {
            Some(group) => group,
            None => scope.add(
                "SecurityGroup",
                SecurityGroup::new(self.vpc).without_outbound(),
            ),
        };
        Guarded::by(scope, group);
        let kinds = [SubnetKind::Private, SubnetKind::Isolated];
        let kind = self.vpc.first_of(kinds, scope);
        let subnets = match (self.subnets, kind) {
            (Some(subnets), _) => subnets.resolve(Some(self.vpc), scope),
            (None, Some(kind)) => Some(self.vpc.subnets(kind)),
            (None, None) => {
                let found = codes::API105.finding("this link's VPC has no private subnets");
                scope.report(found.help("name subnets with `.subnets(...)`"));
                None
            }
        };
        if let Some(subnets) = &subnets {
            scope.place(scope.node(), subnets);
        }
        let link = cfn::VpcLink::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .subnet_ids(subnets.unwrap_or_else(|| Vec::<Value<_>>::new().into_value()))
            .security_group_ids([group]);
        scope.set_primary(scope.add("Resource", link));
        VpcLinkHandle::new(scope)
    }
}

/// A link that exists; see [`VpcLink::imported`].
#[derive(Clone, Debug)]
pub struct ImportedVpcLink {
    id: Value<Str>,
    group: Option<SecurityGroupHandle>,
}

impl ImportedVpcLink {
    /// The group that guards it.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedVpcLink {
    type Handle = VpcLinkHandle;

    fn build(self, scope: Scope<'_>) -> VpcLinkHandle {
        scope.define("VpcLinkId", self.id.clone());
        scope.define("Ref", self.id);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        VpcLinkHandle::new(scope)
    }
}

handle! {
    /// Names a VPC link.
    pub struct VpcLinkHandle(cfn::VpcLinkHandle);
}

impl Connectable for VpcLinkHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl VpcLinkHandle {
    /// Sends requests to the tasks of a service, without a load balancer, and opens the way to
    /// them.
    ///
    /// API Gateway finds them in Cloud Map, by address and port, and Amazon ECS tells the port
    /// where there are SRV records, and not where there are A records (`API104`): say
    /// `.discover(Discover::named("users").srv())` at the service.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html>
    pub fn to_service(self, service: impl Into<ServiceHandle>) -> Integration {
        Integration::of_service(self, service.into())
    }

    /// Sends requests to a listener of a load balancer of either kind, and opens the way to it.
    pub fn to_listener(self, listener: impl Into<ListenerHandle>) -> Integration {
        Integration::of_listener(self, listener.into())
    }

    /// Sends requests to what is registered in a service of Cloud Map with addresses and ports.
    /// Opens no way:
    /// [`connect`](crate::ec2::ConnectExt::connect) this link to it.
    pub fn to_discovered(self, service: impl Into<DiscoveryServiceHandle>) -> Integration {
        Integration::of_discovered(self, service.into())
    }

    /// The same way, for what another construct makes of it.
    pub(super) fn connect(self, to: impl Connectable, port: Port, scope: Scope<'_>) {
        use crate::ec2::ConnectExt;
        if Guarded::group(scope, self).is_some() {
            scope.connect(self, to, port);
        }
    }
}
