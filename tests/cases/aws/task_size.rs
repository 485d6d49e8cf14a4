use std::collections::BTreeSet;

use stackwright::prelude::*;
use stackwright_assert::like;

use super::{made, nginx, only};

/// Every size that the types admit.
fn all() -> Vec<TaskSize> {
    fn sizes<M: Copy>(make: fn(M) -> TaskSize, all: &[M]) -> impl Iterator<Item = TaskSize> {
        all.iter().map(move |memory| make(*memory))
    }
    sizes(TaskSize::Quarter, QuarterMemory::ALL)
        .chain(sizes(TaskSize::Half, HalfMemory::ALL))
        .chain(sizes(TaskSize::One, OneMemory::ALL))
        .chain(sizes(TaskSize::Two, TwoMemory::ALL))
        .chain(sizes(TaskSize::Four, FourMemory::ALL))
        .chain(sizes(TaskSize::Eight, EightMemory::ALL))
        .chain(sizes(TaskSize::Sixteen, SixteenMemory::ALL))
        .chain(sizes(TaskSize::ThirtyTwo, ThirtyTwoMemory::ALL))
        .collect()
}

#[test]
pub(crate) fn every_pair_that_fargate_has_and_no_other() {
    let documented: BTreeSet<_> = stackwright_facts::fargate_sizes()
        .flat_map(|size| size.memory.all().map(|memory| (size.cpu, memory)))
        .collect();
    let admitted = all();
    let pairs: BTreeSet<_> = admitted
        .iter()
        .map(|size| (size.cpu_units(), size.memory_mib()))
        .collect();
    assert_eq!(pairs, documented);
    assert_eq!(admitted.len(), 77, "each pair once");
    assert_eq!(documented.len(), 77);
}

#[test]
fn sizes_are_written_as_text() {
    let template = super::made(|stack| {
        let task = FargateTask::new(TaskSize::ThirtyTwo(ThirtyTwoMemory::Gib244));
        stack.add("Task", task.container(super::nginx()));
    });
    let size = stackwright_assert::like!({ "Cpu": "32768", "Memory": "249856" });
    super::only(&template, "AWS::ECS::TaskDefinition", size);
}

#[test]
pub(crate) fn a_size_that_is_known_at_deployment_only() {
    let template = made(|stack| {
        let cpu = stack.add("Cpu", Parameter::string().default("256"));
        let memory = stack.add("Memory", Parameter::string().default("512"));
        stack.add(
            "Task",
            FargateTask::sized_by(cpu, memory).container(nginx()),
        );
    });
    only(
        &template,
        "AWS::ECS::TaskDefinition",
        like!({ "Cpu": { "Ref": "Cpu" }, "Memory": { "Ref": "Memory" } }),
    );
}
