//! Fargate has no instance on which a container could be privileged.

use stackwright::prelude::*;

fn main() {
    let agent = Container::new("agent", "agent:1").privileged();
    let _ = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(agent);
}
