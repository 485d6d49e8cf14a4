//! Managed instances have no swap, and a host name of one's own is for machines of one's own.

use stackwright::aws::ecs::ManagedInstancesTask;
use stackwright::aws::units::SizeExt;
use stackwright::prelude::*;

fn main() {
    let agent = Container::new("agent", "agent:1")
        .hostname("agent")
        .privileged();
    let _ = ManagedInstancesTask::new(1024, 2.gib()).container(agent);
}
