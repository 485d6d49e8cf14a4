use stackwright_cfn::ecs as cfn;
use stackwright_core::{Expr, NodeId, ResourceHandle, Scope, With};

use super::runtime::{platform, runs_on};
use super::{Exposed, Options, TaskHandle};
use crate::ecs::container::{Logs, Spec};
use crate::ecs::volume::of_task;
use crate::ecs::ways::keep as keep_ways;
use crate::ecs::{Compatibility, PortMapping};
use crate::iam::{GrantExt, NoRole, Principal, Role, RoleHandle, Told};
use crate::link::Taken;
use crate::logs::{LogGroup, LogGroupHandle};
use crate::{filled, gathered, mapped};

/// What a task comes to, with its roles made.
pub(super) struct Settled {
    pub definition: cfn::TaskDefinition,
    pub task_role: RoleHandle,
    execution_role: RoleHandle,
    /// What is to be there before it runs.
    pub waits: Vec<NodeId>,
}

impl Options {
    /// The one road of all tasks.
    pub(super) fn build(self, on: Compatibility, scope: Scope<'_>) -> TaskHandle {
        let settled = self.settle(on, scope);
        let resource = scope.add("Resource", settled.definition);
        for target in settled.waits {
            // A task that starts before there is one in its zone cannot mount.
            scope.of(resource).depends_on(target);
        }
        scope.set_primary(resource);
        TaskHandle::new(
            scope,
            ResourceHandle::from_node(scope.node()),
            settled.task_role,
            settled.execution_role,
        )
    }

    /// The same up to its definition, for what has another word for it, as a job.
    pub(super) fn settle(mut self, on: Compatibility, scope: Scope<'_>) -> Settled {
        if let Some(router) = self.log_router {
            let router = router.into_container(on, scope);
            self.containers.push(router.spec);
        }
        let built_for = runs_on(on, self.architecture, self.system);
        for container in &mut self.containers {
            container.settle_image(&built_for, scope);
        }
        scope.set_data(Exposed {
            on,
            network: self.network,
            containers: gathered(self.containers.iter().map(exposed)),
            named: gathered(self.containers.iter().flat_map(Spec::named_ports)),
        });
        let mut taken = Taken::default();
        for container in &mut self.containers {
            container.settle_links(&mut taken, scope);
        }
        let has_own_role = self.task_role.is_none() && !self.lacks_task_role;
        let has_execution_role = !matches!(self.execution_role, Execution::Without);
        let given = match self.lacks_task_role {
            true => Some(scope.add("TaskRole", NoRole)),
            false => self.task_role,
        };
        let roles = Roles::of(&self.containers, given, self.execution_role, scope);
        let (task_role, execution_role, logs) = (roles.task, roles.execution, roles.logs);
        for container in &self.containers {
            container.check_ports(scope);
        }
        if !self.rights.is_empty() {
            scope.grant(task_role, self.rights);
        }
        taken.grant_rights(task_role, scope);
        for (of, name, at) in taken.told.into_iter().filter(|_| has_own_role) {
            scope.record(Told {
                by: scope.node(),
                role: task_role,
                of,
                name,
                at,
            });
        }
        let volumes = of_task(&self.containers, on, &roles, scope);
        let mut ways = volumes.ways;
        ways.extend(taken.ways);
        keep_ways(ways, scope);
        let mounted = filled(volumes.properties);
        let storage = self
            .ephemeral_storage
            .map(|size| cfn::task_definition::EphemeralStorage::new().size_in_gib(size.as_gib()));
        let members = filled(mapped(self.members, |expression| {
            use cfn::task_definition::{
                TaskDefinitionPlacementConstraint as Constraint,
                TaskDefinitionPlacementConstraintType as Kind,
            };

            let constraint = Constraint::new().r#type(Kind::MemberOf);
            constraint.expression(expression)
        }));
        let containers: Vec<_> = self
            .containers
            .into_iter()
            .map(|container| container.into_property(logs))
            .collect();
        let definition = cfn::TaskDefinition::new()
            .with(self.family, |task, name| task.family(name))
            .network_mode(self.network.into_property())
            .requires_compatibilities([compatibility(on)])
            .with(self.cpu, |task, cpu| task.cpu(cpu))
            .with(self.memory, |task, memory| task.memory(memory))
            .with(
                has_execution_role.then_some(execution_role),
                |task, role| task.execution_role_arn(role),
            )
            .with(
                (!self.lacks_task_role).then(|| task_role.arn()),
                |task, arn| task.task_role_arn(arn),
            )
            .with(
                platform(self.architecture.map(|(said, _)| said), self.system),
                |task, platform| task.runtime_platform(platform),
            )
            .with(storage, |task, storage| task.ephemeral_storage(storage))
            .with(self.processes.pid, |task, mode| {
                task.pid_mode(mode.into_property())
            })
            .with(self.processes.ipc, |task, mode| {
                task.ipc_mode(mode.into_property())
            })
            .with(self.fault_injection.then_some(true), |task, yes| {
                task.enable_fault_injection(yes)
            })
            .with(members, |task, members| task.placement_constraints(members))
            .with(mounted, |task, volumes| task.volumes(volumes))
            .container_definitions(containers);
        Settled {
            definition,
            task_role,
            execution_role,
            waits: volumes.waits,
        }
    }
}

/// By which role ECS acts for what runs containers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Execution {
    /// One of its own.
    Own,
    /// This one, which is granted what the containers need.
    Granted(RoleHandle),
    /// This one, which has that.
    Ready(RoleHandle),
    Without,
}

impl From<Option<RoleHandle>> for Execution {
    fn from(role: Option<RoleHandle>) -> Self {
        role.map_or(Execution::Own, Execution::Granted)
    }
}

/// The roles of what runs containers, and the group that these log to.
pub(crate) struct Roles {
    pub task: RoleHandle,
    pub execution: RoleHandle,
    pub logs: Option<LogGroupHandle>,
}

impl Roles {
    /// Adds those that are not given, and lets ECS do what the containers need.
    pub fn of(
        containers: &[Spec],
        task: Option<RoleHandle>,
        execution: Execution,
        scope: Scope<'_>,
    ) -> Self {
        let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let task = task.unwrap_or_else(|| scope.add("TaskRole", role()));
        let is_ready = matches!(execution, Execution::Ready(_) | Execution::Without);
        let execution = match execution {
            Execution::Own => scope.add("ExecutionRole", role()),
            Execution::Without => scope.add("ExecutionRole", NoRole),
            Execution::Granted(role) | Execution::Ready(role) => role,
        };
        let needs_group = |container: &Spec| matches!(container.logs, Logs::Default);
        let needs_group = containers.iter().any(needs_group);
        let logs = needs_group.then(|| scope.add("Logs", LogGroup::new()));
        for container in containers.iter().filter(|_| !is_ready) {
            container.grant_what_is_used(execution, logs, scope);
        }
        Roles {
            task,
            execution,
            logs,
        }
    }
}

fn compatibility(on: Compatibility) -> cfn::task_definition::RequiresCompatibilities {
    use cfn::task_definition::RequiresCompatibilities as Required;

    match on {
        Compatibility::Fargate => Required::Fargate,
        Compatibility::Ec2 => Required::Ec2,
        Compatibility::ManagedInstances => Required::ManagedInstances,
        Compatibility::External => Required::External,
    }
}

fn exposed(container: &Spec) -> (Expr, Vec<PortMapping>) {
    (container.name.expr().clone(), container.ports.clone())
}
