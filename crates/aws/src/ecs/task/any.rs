use stackwright_core::{Scope, Text};

use super::{Options, Task, TaskHandle};
use crate::ecs::Compatibility;
use crate::ecs::launch::Launch;

/// A task of any kind, for who runs one without a service, as a schedule: one to add, as a
/// [`FargateTask`](super::FargateTask) or an [`Ec2Task`](super::Ec2Task), or one that was added.
///
/// What is to be added becomes a part of the construct that takes it, named `Task` where it takes one.
#[derive(Clone, Debug)]
pub struct AnyTask(AnySource);

#[derive(Clone, Debug)]
enum AnySource {
    Added(TaskHandle),
    New(Box<Options>, Compatibility),
}

impl From<TaskHandle> for AnyTask {
    fn from(task: TaskHandle) -> Self {
        AnyTask(AnySource::Added(task))
    }
}

impl<On: Launch> From<Task<On>> for AnyTask {
    fn from(task: Task<On>) -> Self {
        AnyTask(AnySource::New(Box::new(task.options), On::COMPATIBILITY))
    }
}

impl AnyTask {
    /// The task, added below this scope unless it stands elsewhere.
    pub(crate) fn place(self, id: Text, scope: Scope<'_>) -> TaskHandle {
        match self.0 {
            AnySource::Added(task) => task,
            AnySource::New(options, on) => options.build(on, scope.scope(id)),
        }
    }

    /// The task, where that was added.
    pub(crate) fn added(&self) -> Option<TaskHandle> {
        match &self.0 {
            AnySource::Added(task) => Some(*task),
            AnySource::New(..) => None,
        }
    }
}
