use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::RouteTableId;
use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, IntoValue, List, Scope, Value, With, handle};

use super::{GatewayService, Known};
use crate::ec2::{SubnetKind, VpcHandle};
use crate::iam::PolicyDocument;

/// A way to Amazon S3 or DynamoDB that is a route: it costs nothing, and no NAT gateway carries what
/// goes there.
///
/// A [new VPC](crate::ec2::Vpc::new) has one for S3 anyway. It stands in the tables of the private and
/// the isolated subnets, unless it is given [others](Self::route_tables); another zone adds a table to
/// it, in place.
///
/// ```
/// use stackwright_aws::ec2::{GatewayEndpoint, GatewayService, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16"));
/// network.add("Tables", GatewayEndpoint::new(vpc, GatewayService::DynamoDb));
/// ```
///
/// Another service or another VPC replaces it.
///
/// # Findings
///
/// - `EC2118`: the route tables of a VPC that exists are not known.
///
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
#[derive(Clone, Debug)]
pub struct GatewayEndpoint {
    vpc: VpcHandle,
    service: GatewayService,
    tables: Option<Value<List<RouteTableId>>>,
    policy: Option<PolicyDocument>,
}

impl GatewayEndpoint {
    /// A way from this VPC to a service.
    pub fn new(vpc: impl Into<VpcHandle>, service: GatewayService) -> Self {
        GatewayEndpoint {
            vpc: vpc.into(),
            service,
            tables: None,
            policy: None,
        }
    }

    /// The route tables that it stands in.
    pub fn route_tables(mut self, tables: impl IntoValue<List<RouteTableId>>) -> Self {
        self.tables = Some(tables.into_value());
        self
    }

    /// What may be done through it; everything, if this is not said. The layers of images lie in
    /// buckets of AWS's, which a narrower policy has to name.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
    pub fn policy(mut self, policy: impl Into<PolicyDocument>) -> Self {
        self.policy = Some(policy.into());
        self
    }
}

impl Construct for GatewayEndpoint {
    type Handle = GatewayEndpointHandle;

    fn build(self, scope: Scope<'_>) -> GatewayEndpointHandle {
        let tables = self.tables.or_else(|| {
            let known = tables(self.vpc, scope);
            (!known.is_empty()).then(|| known.into_value())
        });
        if tables.is_none() {
            let service = self.service.as_str();
            let message = format!("a way to `{service}` that stands in no route table");
            scope.report(codes::EC2118.finding(message));
        }
        Known::add_gateway(self.vpc, self.service, scope);
        let endpoint = cfn::VpcEndpoint::new()
            .vpc_id(self.vpc)
            .vpc_endpoint_type(cfn::vpc_endpoint::VpcEndpointType::Gateway)
            .service_name(self.service.name())
            .with(tables, |endpoint, tables| endpoint.route_table_ids(tables))
            .with(self.policy, |endpoint, policy| {
                endpoint.policy_document(policy)
            });
        scope.set_primary(scope.add("Resource", endpoint));
        GatewayEndpointHandle::new(scope)
    }
}

/// The tables of what has no public way out.
pub(super) fn tables(vpc: VpcHandle, scope: Scope<'_>) -> Vec<cfn::RouteTableHandle> {
    let mut tables = vpc.route_tables(scope, SubnetKind::Private);
    for table in vpc.route_tables(scope, SubnetKind::Isolated) {
        if tables.iter().all(|own| own.node() != table.node()) {
            tables.push(table);
        }
    }
    tables
}

handle! {
    /// Names a gateway endpoint.
    pub struct GatewayEndpointHandle(cfn::VpcEndpointHandle);
}
