//! What starts tasks without being a service: targets of rules, schedules and pipes, steps of state
//! machines.

use stackwright_template::Node;

use super::{Deployment, Property, Service, TaskDefinition};

/// A target of Amazon EventBridge that starts tasks, or a step of a state machine that does.
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

    /// The steps of state machines that start tasks, where the template writes the definition out: a step
    /// has parameters of its own, which its input may fill in.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html>
    pub(crate) fn steps(&'d self) -> &'d [Starter<'d>] {
        self.steps.get_or_init(&self.met, || {
            let machines = self.resources_of("AWS::StepFunctions::StateMachine");
            let mut found = Vec::new();
            for machine in machines {
                let mut open = vec![machine.get("Definition")];
                while let Some(part) = open.pop() {
                    for state in part.get("States").entries().known {
                        open.extend(state.get("Branches").items().known);
                        open.extend(["ItemProcessor", "Iterator"].map(|inner| state.get(inner)));
                        found.extend(Starter::of_step(self, machine, state));
                    }
                }
            }
            found
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

    /// What names a role of the tasks: the one of the definition, if no other is given in its place.
    pub(crate) fn role_of(&self, task: &TaskDefinition<'d>, name: &'d str) -> Option<Property<'d>> {
        let given = self.tasks.properties.get("Overrides");
        // The input of a step may say them.
        let is_open = given.text().is_some() || self.tasks.properties.get("Overrides.$").is_given();
        let own = given.get(name);
        match own.is_absent() {
            true => (!is_open).then(|| task.get(name)),
            false => Some(own),
        }
    }

    fn of_step(
        deployment: &'d Deployment<'d>,
        machine: Property<'d>,
        state: Property<'d>,
    ) -> Option<Self> {
        let service = state.get("Resource").text()?;
        if !service.contains(":states:::ecs:runTask") {
            return None;
        }
        let ways = ["Parameters", "Arguments"].map(|way| state.get(way));
        let properties = ways.into_iter().find(Property::is_given)?;
        // What is put into a definition stands beside it.
        let put_in = |property: Property<'d>| {
            let text = property.node().and_then(Node::as_str).unwrap_or_default();
            let name = text
                .strip_prefix("${")
                .and_then(|text| text.strip_suffix('}'));
            name.map_or(property, |name| {
                machine.get("DefinitionSubstitutions").get(name)
            })
        };
        let definition = put_in(properties.get("TaskDefinition"));
        let cluster = put_in(properties.get("Cluster"));
        let placed = properties.get(OF_SCHEDULES.interface);
        let tasks = started(deployment, properties, definition, placed, &cluster);
        Some(Starter {
            target: state,
            cluster,
            role: machine.get("RoleArn"),
            tasks,
        })
    }

    fn of(deployment: &'d Deployment<'d>, target: Property<'d>, way: &'static Way) -> Self {
        let properties = target.get(way.parameters);
        let definition = properties.get("TaskDefinitionArn");
        let cluster = target.get(way.cluster);
        let placed = properties.get(way.interface);
        Starter {
            target,
            cluster,
            role: target.get("RoleArn"),
            tasks: started(deployment, properties, definition, placed, &cluster),
        }
    }
}

/// What is started: tasks of a definition, which are placed so and run in a cluster.
fn started<'d>(
    deployment: &'d Deployment<'d>,
    properties: Property<'d>,
    definition: Property<'d>,
    placed: Property<'d>,
    cluster: &Property<'d>,
) -> Service<'d> {
    Service {
        properties,
        definition,
        placed,
        task: deployment.task_of(&definition),
        cluster: deployment.cluster_of(cluster),
        load_balancers: Vec::new(),
    }
}
