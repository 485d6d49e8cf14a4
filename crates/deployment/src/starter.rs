//! What starts tasks without being a service: targets of rules, schedules and pipes.

use super::{Deployment, Property, Service};

/// A target of Amazon EventBridge that starts tasks.
pub struct Starter<'d> {
    /// The target, with its role and its input.
    pub target: Property<'d>,
    /// What names the cluster.
    pub cluster: Property<'d>,
    /// The role that it starts them with.
    pub role: Property<'d>,
    /// What it starts, and how. Its properties are those that say so.
    pub tasks: Service<'d>,
}

/// How a kind of target says what it starts.
struct Way {
    cluster: &'static str,
    parameters: &'static str,
    interface: &'static str,
}

const OF_RULES: Way = Way {
    cluster: "Arn",
    parameters: "EcsParameters",
    interface: "NetworkConfiguration/AwsVpcConfiguration",
};

const OF_SCHEDULES: Way = Way {
    interface: "NetworkConfiguration/AwsvpcConfiguration",
    ..OF_RULES
};

const OF_PIPES: Way = Way {
    cluster: "Target",
    parameters: "TargetParameters/EcsTaskParameters",
    ..OF_SCHEDULES
};

impl<'d> Deployment<'d> {
    /// The targets that start tasks, in order.
    pub fn starters(&'d self) -> &'d [Starter<'d>] {
        self.starters.get_or_init(&self.met, || {
            let targets = self.event_targets().map(|(target, way)| {
                let tasks = target.get(way.parameters);
                tasks.is_given().then(|| Starter::of(self, target, way))
            });
            targets.flatten().collect()
        })
    }

    /// The targets that lead to a cluster of this template without saying which tasks to start.
    pub fn targets_without_tasks(&'d self) -> impl Iterator<Item = Property<'d>> {
        self.event_targets().filter_map(|(target, way)| {
            let cluster = target.get(way.cluster).target_of(&["AWS::ECS::Cluster"]);
            (cluster.is_some() && target.get(way.parameters).is_absent()).then_some(target)
        })
    }

    fn event_targets(&'d self) -> impl Iterator<Item = (Property<'d>, &'static Way)> {
        let mut targets = Vec::new();
        for rule in self.resources_of("AWS::Events::Rule") {
            for target in rule.get("Targets").items().known {
                targets.push((target, &OF_RULES));
            }
        }
        for schedule in self.resources_of("AWS::Scheduler::Schedule") {
            targets.push((schedule.get("Target"), &OF_SCHEDULES));
        }
        for pipe in self.resources_of("AWS::Pipes::Pipe") {
            targets.push((pipe, &OF_PIPES));
        }
        targets.into_iter()
    }
}

impl<'d> Starter<'d> {
    /// The tags that it gives to the tasks, where it gives some.
    pub fn tags(&self) -> Option<Property<'d>> {
        let mut lists = ["TagList", "Tags"].into_iter();
        lists.find_map(|name| {
            let list = self.tasks.properties.get(name);
            (!list.items().known.is_empty()).then_some(list)
        })
    }

    fn of(deployment: &'d Deployment<'d>, target: Property<'d>, way: &'static Way) -> Self {
        let properties = target.get(way.parameters);
        let definition = properties.get("TaskDefinitionArn");
        let cluster = target.get(way.cluster);
        Starter {
            target,
            cluster,
            role: target.get("RoleArn"),
            tasks: Service {
                properties,
                definition,
                placed: properties.get(way.interface),
                task: deployment.task_of(&definition),
                cluster: deployment.cluster_of(&cluster),
                load_balancers: Vec::new(),
            },
        }
    }
}
