use super::Container;
use crate::ecs::{HasMachines, Launch};

/// What a [`Container`] needs: nothing that Fargate does not have.
#[derive(Clone, Copy, Debug)]
pub enum Anywhere {}

/// What a [`Container`] needs: an instance, whose devices or name spaces it uses. Fargate does
/// not take it, and neither does a [`FargateTask`](crate::ecs::FargateTask).
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
#[derive(Clone, Copy, Debug)]
pub enum AnInstance {}

/// Containers that a task takes which runs on this kind of capacity.
#[diagnostic::on_unimplemented(
    message = "this container has a setting that tasks on `{On}` do not have",
    note = "Fargate takes no privileged containers, devices, GPUs, swap, links, name servers or hosts of one's own; take the setting out, or run the task on instances"
)]
pub trait RunsOn<On: Launch>: sealed::Sealed {
    /// The container, for whoever has seen that it runs there.
    #[doc(hidden)]
    fn admitted(self) -> Container;
}

impl<On: Launch> RunsOn<On> for Container<Anywhere> {
    fn admitted(self) -> Container {
        self
    }
}

impl<On: HasMachines> RunsOn<On> for Container<AnInstance> {
    fn admitted(self) -> Container {
        self.needing()
    }
}

mod sealed {
    pub trait Sealed {}

    impl<Needs> Sealed for super::Container<Needs> {}
}
