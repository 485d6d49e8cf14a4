use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use stackwright_core::{App, Construct, Expr, Handle, NodeId, Piece, Scope, SourceLine};

use super::gateway::tables;
use super::interface::HTTPS;
use super::{GatewayEndpoint, GatewayService, InterfaceEndpoint, InterfaceService, Known};
use crate::ec2::placed::Standing;
use crate::ec2::{ConnectExt, Connectable, Guarded, SecurityGroup, SecurityGroupHandle, VpcHandle};
use crate::iam::called_by;

/// The endpoints that the tasks in a VPC need, and no others: derived from what these may do, once the
/// program is over, so it does not matter what was declared first, nor in which stack.
///
/// Whoever [stands](crate::ec2::PlaceExt::place) in a subnet of the VPC and runs a task counts. Which
/// services that calls is known from the rights of its two roles:
///
/// | right | endpoint |
/// |---|---|
/// | to pull an image of Amazon ECR | `EcrApi`, `EcrDkr`, and the gateway endpoint `S3` |
/// | to write logs | `Logs` |
/// | to read a secret or a parameter | `SecretsManager`, `Ssm` |
/// | to open a shell (ECS Exec) | `SsmMessages` |
/// | to use a key itself, and not through another service | `Kms` |
/// | to a queue, a topic, a stream, ... | `Sqs`, `Sns`, `KinesisStreams`, ... |
/// | to a bucket, a table | the gateway endpoints `S3`, `DynamoDb` |
///
/// An instance that joins a cluster needs what tasks on it pull and log, and `Ecs`, `EcsAgent`,
/// `EcsTelemetry`. Each is a part of this construct, under the name in the table, all behind one security
/// group, `SecurityGroup`: it lets in who calls one of them, on 443, and nobody else. Those wait for the
/// endpoints that they call. Gateway endpoints are added where the VPC has none and its route tables are
/// known.
///
/// Public registries have no endpoint: an image from there needs NAT (`OPS102`), or a repository of
/// one's own.
///
/// ```
/// use stackwright_aws::ec2::{Nat, TaskEndpoints, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None));
/// network.add("Endpoints", TaskEndpoints::new(vpc)); // As `.endpoints_for_tasks()` on the VPC.
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html>
#[derive(Clone, Copy, Debug)]
pub struct TaskEndpoints {
    vpc: VpcHandle,
}

impl TaskEndpoints {
    /// What the tasks in this VPC need.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        TaskEndpoints { vpc: vpc.into() }
    }
}

impl Construct for TaskEndpoints {
    type Handle = TaskEndpointsHandle;

    fn build(self, scope: Scope<'_>) -> TaskEndpointsHandle {
        scope.record(Standing::Endpoints(Wish {
            vpc: self.vpc,
            scope: scope.node(),
        }));
        TaskEndpointsHandle(scope.node())
    }
}

/// Names the endpoints that tasks need: connect to it what else calls them, as a function.
#[derive(Clone, Copy, Debug)]
pub struct TaskEndpointsHandle(NodeId);

impl Handle for TaskEndpointsHandle {
    fn node(self) -> NodeId {
        self.0
    }
}

impl Connectable for TaskEndpointsHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

/// That the endpoints of a VPC are to be derived, and where they are to stand.
pub(in crate::ec2) struct Wish {
    vpc: VpcHandle,
    scope: NodeId,
}

/// Who stands in a VPC, and which line says so.
pub(in crate::ec2) struct Tenant {
    pub what: NodeId,
    pub vpc: NodeId,
    pub source: SourceLine,
}

impl Wish {
    /// The VPC, whose endpoints are derived once.
    pub fn vpc(&self) -> NodeId {
        self.vpc.node()
    }

    /// Adds what those who stand in the VPC call, lets them in, and makes them wait.
    pub fn fulfil(&self, app: &App, source: SourceLine, tenants: &[&Tenant]) {
        let tasks = Tasks::of(app);
        let mut started = BTreeSet::new();
        let mut calls: Vec<(&Tenant, BTreeSet<Service>)> = Vec::new();
        for tenant in tenants {
            let called = tasks.called_from(tenant.what);
            started.extend(called.iter().cloned());
            calls.push((tenant, called));
        }
        for (tenant, called) in &mut calls {
            if tasks.is_capacity(tenant.what) {
                called.extend(started.iter().cloned());
                called.extend(AGENT.map(Service::Interface));
            }
        }
        let wanted = calls.iter().flat_map(|(_, called)| called);
        let wanted: BTreeSet<Service> = wanted.cloned().collect();
        let ways: BTreeMap<Service, NodeId> = app.on_line(source, || {
            let way = |service: Service| Some((service.clone(), self.way(app, service)?));
            wanted.into_iter().filter_map(way).collect()
        });
        for (tenant, called) in calls {
            let ways = called.iter().filter_map(|service| ways.get(service));
            app.on_line(tenant.source, || {
                ways.for_each(|way| let_in(app, tenant, *way))
            });
        }
    }

    /// The endpoint for a service: one that the VPC has, or a new one.
    fn way(&self, app: &App, service: Service) -> Option<NodeId> {
        let scope = app.scope_of(self.scope);
        let known = scope.data::<Known>(self.vpc).unwrap_or_default();
        match service {
            Service::Gateway(service) => match known.gateway(service) {
                Some(node) => Some(node),
                None if tables(self.vpc, scope).is_empty() => None,
                None => {
                    let endpoint = GatewayEndpoint::new(self.vpc, service);
                    Some(scope.add(service.id(), endpoint).node())
                }
            },
            Service::Interface(service) => match known.interface(&service) {
                Some(node) => Some(node),
                None => {
                    let id = service.id()?;
                    let endpoint = InterfaceEndpoint::new(self.vpc, service);
                    let endpoint = endpoint.security_group(self.group(scope));
                    Some(scope.add(id, endpoint).node())
                }
            },
        }
    }

    /// The group of all of them.
    fn group(&self, scope: Scope<'_>) -> SecurityGroupHandle {
        Guarded::group(scope, scope.node()).unwrap_or_else(|| {
            let group = SecurityGroup::new(self.vpc).without_outbound();
            let group = scope.add("SecurityGroup", group);
            Guarded::by(scope, group);
            group
        })
    }
}

/// Opens an endpoint to who calls it, who waits for it where that is no ring. In another stack it is
/// there already.
fn let_in(app: &App, tenant: &Tenant, way: NodeId) {
    let scope = app.scope_of(tenant.what);
    let groups = [tenant.what, way].map(|node| Guarded::group(scope, node));
    if let [Some(own), Some(endpoint)] = groups {
        scope.connect(own, endpoint, HTTPS);
    }
    let Some(what) = app.resource_of(tenant.what) else {
        return;
    };
    let is_here = app.scope_of(way).stack_node() == scope.stack_node();
    if is_here && !app.needs(way, what) {
        scope.of(what).depends_on(way);
    }
}

/// What the agent on an instance speaks to.
const AGENT: [InterfaceService; 3] = [
    InterfaceService::Ecs,
    InterfaceService::EcsAgent,
    InterfaceService::EcsTelemetry,
];

/// A service that is called.
#[derive(Clone, Debug, PartialEq)]
enum Service {
    Gateway(GatewayService),
    Interface(InterfaceService),
}

impl Service {
    /// What the endpoint is called.
    fn id(&self) -> Option<&'static str> {
        match self {
            Service::Gateway(service) => Some(service.id()),
            Service::Interface(service) => service.id(),
        }
    }
}

impl Eq for Service {}

impl Ord for Service {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id().cmp(&other.id())
    }
}

impl PartialOrd for Service {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The services that rights with this prefix of their actions are for.
fn services_of(prefix: &str) -> Vec<Service> {
    use InterfaceService as Is;

    let interface = match prefix {
        "ecr" => {
            let both = [Is::EcrApi, Is::EcrDkr].map(Service::Interface);
            // Where the layers lie.
            let layers = Service::Gateway(GatewayService::S3);
            return both.into_iter().chain([layers]).collect();
        }
        "s3" => return vec![Service::Gateway(GatewayService::S3)],
        "dynamodb" => return vec![Service::Gateway(GatewayService::DynamoDb)],
        "logs" => Is::Logs,
        "cloudwatch" => Is::Monitoring,
        "xray" => Is::XRay,
        "secretsmanager" => Is::SecretsManager,
        "ssm" => Is::Ssm,
        "ssmmessages" => Is::SsmMessages,
        "kms" => Is::Kms,
        "sts" => Is::Sts,
        "ecs" => Is::Ecs,
        "sqs" => Is::Sqs,
        "sns" => Is::Sns,
        "events" => Is::Events,
        "states" => Is::States,
        "lambda" => Is::Lambda,
        "kinesis" => Is::KinesisStreams,
        "firehose" => Is::KinesisFirehose,
        "servicediscovery" => Is::ServiceDiscovery,
        "bedrock" => Is::BedrockRuntime,
        "rds-data" => Is::RdsData,
        "execute-api" => Is::ExecuteApi,
        _ => return Vec::new(),
    };
    vec![Service::Interface(interface)]
}

/// The task definitions of a program.
struct Tasks<'a> {
    app: &'a App,
    definitions: BTreeSet<NodeId>,
    capacity: BTreeSet<NodeId>,
}

impl<'a> Tasks<'a> {
    fn of(app: &'a App) -> Self {
        let of_type = |name| app.resources_of_type(name).into_iter();
        let capacity = [
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::ECS::CapacityProvider",
        ];
        Tasks {
            app,
            definitions: of_type("AWS::ECS::TaskDefinition").collect(),
            capacity: capacity.into_iter().flat_map(of_type).collect(),
        }
    }

    fn is_capacity(&self, what: NodeId) -> bool {
        let resource = self.app.resource_of(what);
        resource.is_some_and(|resource| self.capacity.contains(&resource))
    }

    /// What the tasks call that something runs.
    fn called_from(&self, what: NodeId) -> BTreeSet<Service> {
        let named = self.named_by(what, None).into_iter();
        let resources = named.filter_map(|node| self.app.resource_of(node));
        let tasks = resources.filter(|node| self.definitions.contains(node));
        tasks.flat_map(|task| self.called_by(task)).collect()
    }

    fn called_by(&self, task: NodeId) -> BTreeSet<Service> {
        let mut prefixes = BTreeSet::new();
        for role in ["ExecutionRoleArn", "TaskRoleArn"] {
            for node in self.named_by(task, Some(role)) {
                prefixes.extend(called_by(self.app, node));
            }
        }
        let is_pulled = self.app.read_props(task, |props| {
            let containers = props.get("ContainerDefinitions");
            containers.is_some_and(is_of_a_registry)
        });
        prefixes.extend(is_pulled.unwrap_or(false).then(|| "ecr".to_owned()));
        let services = prefixes.iter().flat_map(|prefix| services_of(prefix));
        services.collect()
    }

    /// The nodes that a property of a resource names, or that all of them do.
    fn named_by(&self, node: NodeId, property: Option<&str>) -> BTreeSet<NodeId> {
        let mut named = BTreeSet::new();
        self.app.read_props(node, |props| {
            for (name, value) in props.iter() {
                if property.is_none_or(|property| property == name) {
                    value.walk(&mut |expr| {
                        if let Expr::Get(node, _) = expr {
                            named.insert(*node);
                        }
                    });
                }
            }
        });
        named
    }
}

/// Whether an image of a registry of Amazon ECR stands in there.
fn is_of_a_registry(containers: &Expr) -> bool {
    const REGISTRY: &str = ".dkr.ecr.";

    let mut found = false;
    containers.walk(&mut |expr| {
        found |= match expr {
            Expr::Str(text) => text.contains(REGISTRY),
            Expr::Sub(pieces) => pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Text(text) if text.contains(REGISTRY))),
            _ => false,
        };
    });
    found
}
