use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::vpc_origin::{OriginProtocolPolicy, VpcOriginEndpointConfig};
use stackwright_cfn::kind::ec2::PrefixListId;
use stackwright_codes as codes;
use stackwright_core::{
    App, Construct, Expr, Fact, Handle, IntoValue, NodeId, Recorded, ResourceHandle, Scope, Str,
    Value, With, handle,
};

use super::names::name;
use crate::ec2::{ApplicationProtocol, ConnectExt, Guarded, Peer, Port, SecurityGroupHandle};
use crate::elb::{AnyLoadBalancer, EndsTls, LoadBalancerHandle};

/// A load balancer in private subnets as an origin: nobody goes around CloudFront, because there is
/// no other way.
///
/// CloudFront comes from network interfaces of its own in the VPC. Their security group is made with
/// the first origin of a VPC, so it is not known to the program that makes it: what is let in is the
/// list of CloudFront's addresses, whose id differs by region, or that group, once it is there.
///
/// ```text
/// aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing
/// ```
///
/// ```
/// use stackwright_aws::cloudfront::{Distribution, VpcOrigin};
/// # use stackwright_aws::{ec2::Port, elb::LoadBalancerHandle};
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, front: LoadBalancerHandle) {
/// let origin = web.add("Origin", VpcOrigin::new(front, Port::http(80), "pl-0a1b2c3d"));
/// web.add("Site", Distribution::new(origin));
/// # }
/// ```
///
/// It speaks HTTP or HTTPS, as the port says, and never as the viewer does: that would be port 443 of
/// a load balancer that does not listen there. The VPC needs an internet gateway, which is not used.
///
/// The load balancer is for HTTP, or for connections: a [network one](crate::elb::NetworkLoadBalancer)
/// passes TLS on to its targets, which show the certificate then; it must not end TLS itself.
///
/// # Findings
///
/// - `CDN101`: the security group of the load balancer is not known, so nobody is let in.
/// - `CDN102`: the load balancer faces the internet.
/// - `CDN104`: a network load balancer that ends TLS, or has IPv6 addresses.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html>
#[derive(Clone, Debug)]
pub struct VpcOrigin {
    balancer: LoadBalancerHandle,
    port: Port,
    from: From,
    name: Option<Value<Str>>,
}

#[derive(Clone, Debug)]
enum From {
    List(Value<PrefixListId>),
    Group(SecurityGroupHandle),
}

impl VpcOrigin {
    /// A load balancer that listens on a port, as `Port::http(80)`, and lets in the addresses of this
    /// list: `com.amazonaws.global.cloudfront.origin-facing` by its id.
    pub fn new(
        balancer: impl Into<AnyLoadBalancer>,
        port: Port,
        prefix_list: impl IntoValue<PrefixListId>,
    ) -> Self {
        VpcOrigin {
            balancer: balancer.into().handle(),
            port,
            from: From::List(prefix_list.into_value()),
            name: None,
        }
    }

    /// An origin in a VPC that exists, by its id and the name of what it leads to: a load balancer's,
    /// or the private one of an instance.
    ///
    /// ```
    /// use stackwright_aws::cloudfront::{Distribution, VpcOrigin};
    /// # let app = stackwright_core::App::new();
    /// # let web = app.stack("Web");
    /// let inside = VpcOrigin::imported("vo_0a1b2c3d", "ip-10-0-1-2.eu-west-1.compute.internal");
    /// let inside = web.add("Inside", inside);
    /// web.add("Site", Distribution::new(inside));
    /// ```
    pub fn imported(id: impl IntoValue<Str>, domain: impl IntoValue<Str>) -> ImportedVpcOrigin {
        ImportedVpcOrigin(id.into_value(), domain.into_value())
    }

    /// Lets in CloudFront's group of the VPC, `CloudFront-VPCOrigins-Service-SG`, instead of all of
    /// CloudFront's addresses.
    pub fn admit(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.from = From::Group(group.into());
        self
    }

    /// Names it, for people; the path of the construct, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for VpcOrigin {
    type Handle = VpcOriginHandle;

    fn build(self, scope: Scope<'_>) -> VpcOriginHandle {
        let port = self.port.bare();
        match (self.from, Guarded::group(scope, self.balancer)) {
            (From::List(list), Some(group)) => group.let_in(scope, Peer::prefix_list(list), port),
            (From::Group(from), Some(_)) => scope.connect(from, self.balancer, port),
            (_, None) => {
                let path = scope.at(self.balancer).path();
                let message = format!("the security group of `{path}` is not known");
                scope.report(codes::CDN101.finding(message));
            }
        }
        let scheme = scope.app().read_props(self.balancer.node(), |props| {
            let scheme = props.get("Scheme").and_then(Expr::as_str);
            scheme == Some("internet-facing")
        });
        if scheme == Some(true) {
            let path = scope.at(self.balancer).path();
            let message = format!("`{path}` faces the internet, and is to be reached in its VPC");
            scope.report(codes::CDN102.finding(message));
        }
        let is_https = self.port.application() == Some(ApplicationProtocol::Https);
        let number = self.port.number();
        let endpoint = VpcOriginEndpointConfig::new()
            .arn(self.balancer.load_balancer_arn())
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)));
        let endpoint = match is_https {
            true => endpoint
                .origin_protocol_policy(OriginProtocolPolicy::HttpsOnly)
                .with(number, |endpoint, port| endpoint.https_port(port)),
            false => endpoint
                .origin_protocol_policy(OriginProtocolPolicy::HttpOnly)
                .with(number, |endpoint, port| endpoint.http_port(port)),
        };
        let endpoint = endpoint.origin_ssl_protocols(["TLSv1.2"]);
        let origin = scope.add(
            "Resource",
            cfn::VpcOrigin::new().vpc_origin_endpoint_config(endpoint),
        );
        scope.set_primary(origin);
        scope.set_data(Domain(self.balancer.dns_name().assume()));
        scope.record(Leads {
            here: scope.node(),
            to: self.balancer,
        });
        VpcOriginHandle::new(scope)
    }
}

/// That an origin leads to a load balancer, which may get a listener yet.
struct Leads {
    here: NodeId,
    to: LoadBalancerHandle,
}

impl Fact for Leads {
    const NAME: &'static str = "cloudfront/vpc-origin";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, .. } in facts {
            let node = fact.to.node();
            let is = |name, value| {
                let read = app.read_props(node, |props| {
                    props.get(name).and_then(Expr::as_str) == Some(value)
                });
                read == Some(true)
            };
            if !is("Type", "network") {
                continue;
            }
            let path = app.scope_of(node).path();
            let message = if app.data::<EndsTls>(node).is_some() {
                format!("`{path}` ends TLS")
            } else if is("IpAddressType", "dualstack") {
                format!("`{path}` has IPv6 addresses")
            } else {
                continue;
            };
            app.scope_of(fact.here)
                .report(codes::CDN104.finding(message));
        }
    }
}

/// An origin in a VPC that exists; see [`VpcOrigin::imported`].
#[derive(Clone, Debug)]
pub struct ImportedVpcOrigin(Value<Str>, Value<Str>);

impl Construct for ImportedVpcOrigin {
    type Handle = VpcOriginHandle;

    fn build(self, scope: Scope<'_>) -> VpcOriginHandle {
        scope.define("Ref", self.0.clone());
        scope.define("Id", self.0);
        scope.set_data(Domain(self.1));
        VpcOriginHandle::new(scope)
    }
}

/// Whose name requests are sent to.
struct Domain(Value<Str>);

handle! {
    /// Names an origin in a VPC.
    pub struct VpcOriginHandle(cfn::VpcOriginHandle);
}

impl VpcOriginHandle {
    /// The name that requests are sent to; nothing for what is no construct.
    pub(super) fn domain(self, scope: Scope<'_>) -> Option<Value<Str>> {
        Some(scope.data::<Domain>(self)?.0.clone())
    }

    pub(super) fn typed(self) -> cfn::VpcOriginHandle {
        cfn::VpcOriginHandle::from_node(self.node())
    }
}
