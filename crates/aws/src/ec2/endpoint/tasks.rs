use stackwright_core::{App, Construct, Expr, Handle, NodeId, Piece, Scope, SourceLine};

use super::gateway::tables;
use super::interface::HTTPS;
use super::{GatewayEndpoint, GatewayService, InterfaceEndpoint, InterfaceService, Known};
use crate::ec2::placed::{Derives, Standing, Tenant};
use crate::ec2::{ConnectExt, Connectable, Guarded, SecurityGroup, SecurityGroupHandle, VpcHandle};
use crate::iam::called_by;
use crate::keyed::Names;

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
        let wish = Wish {
            vpc: self.vpc,
            scope: scope.node(),
        };
        scope.record(Standing::Derived(Box::new(wish)));
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
struct Wish {
    vpc: VpcHandle,
    scope: NodeId,
}

impl Derives for Wish {
    fn vpc(&self) -> NodeId {
        self.vpc.node()
    }

    /// Adds what those who stand in the VPC call, lets them in, and makes them wait.
    fn derive(&self, app: &App, source: SourceLine, tenants: &[&Tenant]) {
        let tasks = Tasks::of(app);
        let mut started = Services::default();
        let mut calls: Vec<(&Tenant, Services)> = Vec::new();
        for tenant in tenants {
            let called = tasks.called_from(tenant.what);
            started.extend(&called);
            calls.push((tenant, called));
        }
        let mut wanted = Services::default();
        for (tenant, called) in &mut calls {
            if tasks.is_capacity(tenant.what) {
                called.extend(&started);
                for service in AGENT {
                    called.add(Service::Interface(service));
                }
            }
            wanted.extend(called);
        }
        let mut ways: Vec<(Service, NodeId)> = Vec::new();
        app.on_line(source, || {
            for service in wanted.0 {
                if let Some(way) = self.way(app, service.clone()) {
                    ways.push((service, way));
                }
            }
        });
        for (tenant, called) in calls {
            app.on_line(tenant.source, || {
                // In the order of the services, as they stand in both.
                for (_, way) in ways
                    .iter()
                    .filter(|(service, _)| called.0.contains(service))
                {
                    let_in(app, tenant, *way);
                }
            });
        }
    }
}

impl Wish {
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

/// Services that are called, sorted by their ids.
#[derive(Default)]
struct Services(Vec<Service>);

impl Services {
    fn add(&mut self, service: Service) {
        if let Err(place) = self.0.binary_search_by(|own| own.id().cmp(&service.id())) {
            self.0.insert(place, service);
        }
    }

    fn extend(&mut self, others: &Services) {
        for service in &others.0 {
            self.add(service.clone());
        }
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
    /// In the order of nodes.
    definitions: Vec<NodeId>,
    capacity: Vec<NodeId>,
}

impl<'a> Tasks<'a> {
    fn of(app: &'a App) -> Self {
        let mut capacity = app.resources_of_type("AWS::AutoScaling::AutoScalingGroup");
        capacity.extend(app.resources_of_type("AWS::ECS::CapacityProvider"));
        Tasks {
            app,
            definitions: app.resources_of_type("AWS::ECS::TaskDefinition"),
            capacity,
        }
    }

    fn is_capacity(&self, what: NodeId) -> bool {
        let resource = self.app.resource_of(what);
        resource.is_some_and(|resource| self.capacity.contains(&resource))
    }

    /// What the tasks call that something runs.
    fn called_from(&self, what: NodeId) -> Services {
        let mut called = Services::default();
        for node in self.named_by(what, None) {
            if let Some(task) = self.app.resource_of(node)
                && self.definitions.binary_search(&task).is_ok()
            {
                self.add_called(task, &mut called);
            }
        }
        called
    }

    fn add_called(&self, task: NodeId, called: &mut Services) {
        let mut prefixes = Names::default();
        for role in ["ExecutionRoleArn", "TaskRoleArn"] {
            for node in self.named_by(task, Some(role)) {
                prefixes.extend(&called_by(self.app, node));
            }
        }
        let is_pulled = self.app.read_props(task, |props| {
            let containers = props.get("ContainerDefinitions");
            containers.is_some_and(is_of_a_registry)
        });
        if is_pulled == Some(true) {
            prefixes.insert("ecr".into());
        }
        for prefix in prefixes.iter() {
            for service in services_of(prefix) {
                called.add(service);
            }
        }
    }

    /// The nodes that a property of a resource names, or that all of them do.
    fn named_by(&self, node: NodeId, property: Option<&str>) -> Vec<NodeId> {
        let mut named = Vec::new();
        self.app.read_props(node, |props| {
            for (name, value) in props.iter() {
                if property.is_none_or(|property| property == name) {
                    value.walk(&mut |expr| {
                        if let Expr::Get(node, _) = expr
                            && !named.contains(node)
                        {
                            named.push(*node);
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
