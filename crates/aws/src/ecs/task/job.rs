use stackwright_core::{NodeId, Props, Resource, Scope};

use super::FargateTask;
use crate::ecs::Compatibility;
use crate::iam::RoleHandle;

/// A task for what runs jobs: its definition, which stands in no resource of its own.
pub(crate) struct JobTask {
    pub definition: Props,
    pub task_role: RoleHandle,
    /// What is to be there before it runs.
    pub waits: Vec<NodeId>,
}

impl FargateTask {
    /// What the task comes to, with its roles and its logs below this scope.
    pub(crate) fn settle_for_job(self, scope: Scope<'_>) -> JobTask {
        let settled = self.options.settle(Compatibility::Fargate, scope);
        JobTask {
            definition: settled.definition.into_props(),
            task_role: settled.task_role,
            waits: settled.waits,
        }
    }
}
