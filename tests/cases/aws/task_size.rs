use std::collections::BTreeSet;

use stackwright::prelude::*;

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
        .collect()
}

/// The table of AWS's documentation, as it is printed there: CPU units, then the memories as
/// first, last and step, in MiB.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size>
const TABLE: [(u32, u32, u32, u32); 8] = [
    (256, 512, 1024, 512),
    (256, 2048, 2048, 1024),
    (512, 1024, 4096, 1024),
    (1024, 2048, 8192, 1024),
    (2048, 4096, 16384, 1024),
    (4096, 8192, 30720, 1024),
    (8192, 16384, 61440, 4096),
    (16384, 32768, 122_880, 8192),
];

#[test]
fn every_pair_that_fargate_has_and_no_other() {
    let mut documented = BTreeSet::new();
    for (cpu, first, last, step) in TABLE {
        let memories = (first..=last).step_by(step as usize);
        documented.extend(memories.map(|memory| (cpu, memory)));
    }
    let admitted = all();
    let pairs: BTreeSet<_> = admitted
        .iter()
        .map(|size| (size.cpu_units(), size.memory_mib()))
        .collect();
    assert_eq!(pairs, documented);
    assert_eq!(admitted.len(), 74, "each pair once");
    assert_eq!(documented.len(), 74);
}

#[test]
fn sizes_are_written_as_text() {
    let template = super::made(|stack| {
        let task = FargateTask::new(TaskSize::Sixteen(SixteenMemory::Gib120));
        stack.add("Task", task.container(super::nginx()));
    });
    let size = stackwright_assert::like!({ "Cpu": "16384", "Memory": "122880" });
    super::only(&template, "AWS::ECS::TaskDefinition", size);
}
