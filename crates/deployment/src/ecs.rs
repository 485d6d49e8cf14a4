//! What Amazon ECS makes of a deployment: services, their tasks, and the containers of those.

use super::{Deployment, Items, Lookup, Property, Target};

/// What a service's tasks run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Launch {
    /// AWS Fargate.
    Fargate,
    /// Container instances of Amazon EC2.
    Ec2,
    /// Machines outside of AWS, with ECS Anywhere.
    External,
    /// It is decided outside of the template, or at deployment.
    Unknown,
}

/// An `AWS::ECS::TaskDefinition`.
pub struct TaskDefinition<'d> {
    /// The resource.
    pub properties: Property<'d>,
    /// Its containers, as far as they are known.
    pub containers: Vec<Container<'d>>,
    /// Whether it has no others.
    pub complete: bool,
}

/// A container of a task definition.
pub struct Container<'d> {
    /// Its entry in `ContainerDefinitions`.
    pub properties: Property<'d>,
    /// Its ports, as far as they are known.
    pub ports: Vec<Port<'d>>,
    /// Whether it has no others.
    pub complete: bool,
}

/// A port mapping of a container.
pub struct Port<'d> {
    /// Its entry in `PortMappings`.
    pub properties: Property<'d>,
}

/// An `AWS::ECS::Service`, an `AWS::ECS::TaskSet`, or a target of a rule or schedule that starts tasks as a service does.
pub struct Service<'d> {
    /// The resource, or the part of a target that says what it starts.
    pub properties: Property<'d>,
    /// What names its task definition.
    pub definition: Property<'d>,
    /// How its tasks are placed in a network, given or not.
    pub placed: Property<'d>,
    /// Its task definition, where this template has it.
    pub task: Option<&'d TaskDefinition<'d>>,
    /// Its cluster, where this template has it.
    pub cluster: Option<Property<'d>>,
    /// Where it registers its tasks.
    pub load_balancers: Vec<LoadBalancer<'d>>,
}

/// An entry of the `LoadBalancers` of a service.
pub struct LoadBalancer<'d> {
    /// The entry.
    pub properties: Property<'d>,
    /// The target group, where this template has it.
    pub target_group: Option<Property<'d>>,
}

impl<'d> Deployment<'d> {
    /// The task definitions, in order.
    pub fn tasks(&'d self) -> &'d [TaskDefinition<'d>] {
        self.tasks.get_or_init(&self.met, || {
            let tasks = self.resources_of("AWS::ECS::TaskDefinition");
            tasks.map(TaskDefinition::of).collect()
        })
    }

    /// The services, in order.
    pub fn services(&'d self) -> &'d [Service<'d>] {
        self.services.get_or_init(&self.met, || {
            let services = self.resources_of("AWS::ECS::Service");
            let interface = "NetworkConfiguration/AwsvpcConfiguration";
            services
                .map(|service| Service::of(self, service, interface))
                .collect()
        })
    }

    /// The task sets, in order: what runs of services that somebody else deploys.
    pub fn task_sets(&'d self) -> &'d [Service<'d>] {
        self.task_sets.get_or_init(&self.met, || {
            let sets = self.resources_of("AWS::ECS::TaskSet");
            let interface = "NetworkConfiguration/AwsVpcConfiguration";
            sets.map(|set| Service::of(self, set, interface)).collect()
        })
    }

    /// What keeps tasks running and registers them: the services, and task sets.
    pub fn running(&'d self) -> impl Iterator<Item = &'d Service<'d>> {
        self.services().iter().chain(self.task_sets())
    }

    /// Where services register their tasks themselves, with the target group, where this template
    /// has it. Task sets of an external controller are registered later, by whoever makes them.
    pub fn registrations(
        &'d self,
    ) -> impl Iterator<Item = (&'d Service<'d>, &'d LoadBalancer<'d>, Property<'d>)> {
        let services = self.services().iter();
        let own = services.filter(|service| service.controller().as_deref() != Some("EXTERNAL"));
        own.flat_map(|service| {
            let entries = service.load_balancers.iter();
            entries.filter_map(move |entry| Some((service, entry, entry.target_group?)))
        })
    }

    /// The task definition that a property refers to, where this template has it.
    pub(super) fn task_of(&'d self, named: &Property<'d>) -> Option<&'d TaskDefinition<'d>> {
        let resource = named.target_of(&["AWS::ECS::TaskDefinition"])?;
        let mut tasks = self.tasks().iter();
        tasks.find(|task| task.properties.id() == resource.id())
    }

    /// The cluster that a property refers to or names, where this template has it.
    pub(super) fn cluster_of(&'d self, named: &Property<'d>) -> Option<Property<'d>> {
        let mut clusters = self.resources_of("AWS::ECS::Cluster");
        match named.target() {
            Target::Resource(resource, _) => {
                Some(resource).filter(|own| own.resource_type() == "AWS::ECS::Cluster")
            }
            Target::Text(_) => {
                clusters.find(|cluster| named.equals(&cluster.get("ClusterName")) == Some(true))
            }
            Target::Unknown => None,
        }
    }

    /// All that starts tasks: the services, task sets, and the targets of rules and schedules.
    pub fn starting(&'d self) -> impl Iterator<Item = &'d Service<'d>> {
        let starters = self.starters().iter().map(|starter| &starter.tasks);
        self.running().chain(starters)
    }

    /// What starts tasks of a task definition.
    pub fn starting_of(
        &'d self,
        task: &TaskDefinition<'_>,
    ) -> impl Iterator<Item = &'d Service<'d>> {
        let id = task.properties.id();
        let starts = move |service: &&Service<'_>| {
            service.task.is_some_and(|task| task.properties.id() == id)
        };
        self.starting().filter(starts)
    }
}

impl<'d> TaskDefinition<'d> {
    fn of(properties: Property<'d>) -> Self {
        let containers = properties.get("ContainerDefinitions").items();
        TaskDefinition {
            properties,
            complete: containers.complete,
            containers: containers.known.into_iter().map(Container::of).collect(),
        }
    }

    /// A property of the task definition.
    pub fn get(&self, way: &'d str) -> Property<'d> {
        self.properties.get(way)
    }

    /// Whether it says that it runs on this: `FARGATE`, `EC2`, `EXTERNAL`; nothing where that is
    /// not known. One that says nothing runs on EC2.
    pub fn requires(&self, launch: &str) -> Option<bool> {
        let required = self.get("RequiresCompatibilities");
        if required.is_absent() {
            return Some(false);
        }
        let items = required.items();
        if items.known.iter().any(|item| item.is(launch)) {
            return Some(true);
        }
        let all_known = items.known.iter().all(|item| item.text().is_some());
        (items.complete && all_known).then_some(false)
    }

    /// Whether each task has a network interface of its own; nothing where that is not known.
    pub fn is_awsvpc(&self) -> Option<bool> {
        let mode = self.get("NetworkMode");
        match mode.text() {
            Some(text) => Some(text.eq_ignore_ascii_case("awsvpc")),
            // Fargate knows no other mode, and refuses a task definition without it.
            None if mode.is_absent() => Some(false),
            None => None,
        }
    }

    /// The port that a property names.
    pub fn port(&self, name: &Property<'d>) -> Lookup<&Port<'d>> {
        let mut certain = self.complete;
        for container in &self.containers {
            certain &= container.complete;
            for port in &container.ports {
                let own = port.get("Name");
                match name.equals(&own) {
                    Some(true) => return Lookup::Found(port),
                    Some(false) => {}
                    None => certain &= own.is_absent(),
                }
            }
        }
        match certain {
            true => Lookup::Missing,
            false => Lookup::Unknown,
        }
    }

    /// The container that a property names.
    pub fn container(&self, name: &Property<'d>) -> Lookup<&Container<'d>> {
        let mut certain = self.complete;
        for container in &self.containers {
            match name.equals(&container.name()) {
                Some(true) => return Lookup::Found(container),
                Some(false) => {}
                None => certain = false,
            }
        }
        match certain {
            true => Lookup::Missing,
            false => Lookup::Unknown,
        }
    }
}

impl<'d> Container<'d> {
    fn of(properties: Property<'d>) -> Self {
        let ports = properties.get("PortMappings").items();
        let port = |properties| Port { properties };
        Container {
            properties,
            complete: ports.complete,
            ports: ports.known.into_iter().map(port).collect(),
        }
    }

    /// A property of the container.
    pub fn get(&self, way: &'d str) -> Property<'d> {
        self.properties.get(way)
    }

    /// Its name.
    pub fn name(&self) -> Property<'d> {
        self.get("Name")
    }

    /// Whether it has a port: by number, compared as the template writes it; nothing where that is
    /// not known.
    pub fn has_port(&self, port: &Property<'d>) -> Option<bool> {
        let mut certain = self.complete;
        for own in &self.ports {
            match own.is(port) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => certain = false,
            }
        }
        certain.then_some(false)
    }
}

impl<'d> Port<'d> {
    /// A property of the port mapping.
    pub fn get(&self, way: &'d str) -> Property<'d> {
        self.properties.get(way)
    }

    /// Whether it is a port, or has it in its range; nothing where that is not known.
    fn is(&self, port: &Property<'d>) -> Option<bool> {
        match self.get("ContainerPortRange").is_absent() {
            true => self.get("ContainerPort").equals(port),
            false => self.has(port.number()?),
        }
    }

    /// Whether it is a port of this number, or has it in its range; nothing where that is not
    /// known.
    pub fn has(&self, port: f64) -> Option<bool> {
        let range = self.get("ContainerPortRange");
        if range.is_absent() {
            return Some(self.get("ContainerPort").number()? == port);
        }
        let range = range.text()?;
        let (first, last) = range.split_once('-')?;
        let (first, last): (f64, f64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        Some((first..=last).contains(&port))
    }
}

impl<'d> Service<'d> {
    /// `interface` is the way to what says how its tasks are placed in a network.
    fn of(
        deployment: &'d Deployment<'d>,
        properties: Property<'d>,
        interface: &'static str,
    ) -> Self {
        let load_balancers = properties.get("LoadBalancers").items().known;
        let load_balancer = |properties: Property<'d>| LoadBalancer {
            properties,
            target_group: properties
                .get("TargetGroupArn")
                .target_of(&["AWS::ElasticLoadBalancingV2::TargetGroup"]),
        };
        let definition = properties.get("TaskDefinition");
        Service {
            properties,
            definition,
            placed: properties.get(interface),
            task: deployment.task_of(&definition),
            cluster: deployment.cluster_of(&properties.get("Cluster")),
            load_balancers: load_balancers.into_iter().map(load_balancer).collect(),
        }
    }

    /// A property of the service.
    pub fn get(&self, way: &'d str) -> Property<'d> {
        self.properties.get(way)
    }

    /// What its tasks run on.
    pub fn launch(&self) -> Launch {
        let launch_type = self.get("LaunchType");
        if !launch_type.is_absent() {
            return match launch_type.text().as_deref() {
                Some("FARGATE") => Launch::Fargate,
                Some("EC2") => Launch::Ec2,
                Some("EXTERNAL") => Launch::External,
                _ => Launch::Unknown,
            };
        }
        let own = self.get("CapacityProviderStrategy");
        if !own.is_absent() {
            return launch_of(own);
        }
        let Some(default) = self.default_of_cluster() else {
            // The cluster of the account may have a strategy of its own.
            return match self.task.and_then(|task| task.requires("FARGATE")) {
                Some(true)
                    if self
                        .task
                        .is_some_and(|task| task.requires("EC2") == Some(false)) =>
                {
                    Launch::Fargate
                }
                _ => Launch::Unknown,
            };
        };
        let items = default.items();
        match items.complete && items.known.is_empty() {
            true if self.properties.deployment().sees_all() => Launch::Ec2,
            true => Launch::Unknown,
            false => launch_of(default),
        }
    }

    /// The capacity-provider strategy that its tasks are spread by: its own, or its cluster's; nothing where
    /// it names a launch type, or its cluster is not in this template.
    pub fn capacity_strategy(&self) -> Option<Property<'d>> {
        if !self.get("LaunchType").is_absent() {
            return None;
        }
        let own = self.strategy();
        match own.is_absent() {
            true => self.default_of_cluster(),
            false => Some(own),
        }
    }

    /// The strategy of its cluster, given or not, where this template has the cluster.
    fn default_of_cluster(&self) -> Option<Property<'d>> {
        let cluster = self.cluster.as_ref()?;
        let deployment = self.properties.deployment();
        let mut associations =
            deployment.resources_of("AWS::ECS::ClusterCapacityProviderAssociations");
        let of_cluster = associations.find(|association| {
            association.get("Cluster").means(cluster, "ClusterName") != Some(false)
        });
        Some(match of_cluster {
            Some(association) => association.get("DefaultCapacityProviderStrategy"),
            None => cluster.get("DefaultCapacityProviderStrategy"),
        })
    }

    /// The subnets of its tasks.
    pub fn subnets(&self) -> Items<'d> {
        self.placed.get("Subnets").items()
    }

    /// The security groups of its tasks.
    pub fn security_groups(&self) -> Items<'d> {
        self.placed.get("SecurityGroups").items()
    }
}

impl<'d> LoadBalancer<'d> {
    /// A property of the entry.
    pub fn get(&self, way: &'d str) -> Property<'d> {
        self.properties.get(way)
    }
}

/// What the providers of a strategy run tasks on.
fn launch_of(strategy: Property<'_>) -> Launch {
    let items = strategy.items();
    let fargate = |item: &Property<'_>| {
        let provider = item.get("CapacityProvider").text()?;
        Some(matches!(&*provider, "FARGATE" | "FARGATE_SPOT"))
    };
    let kinds: Vec<Option<bool>> = items.known.iter().map(fargate).collect();
    match kinds.as_slice() {
        [Some(true), rest @ ..] if rest.iter().all(|kind| *kind == Some(true)) => Launch::Fargate,
        [Some(false), rest @ ..]
            if items.complete && rest.iter().all(|kind| *kind == Some(false)) =>
        {
            Launch::Ec2
        }
        _ => Launch::Unknown,
    }
}
