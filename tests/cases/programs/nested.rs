//! Stacks in stacks, which share what is around them.

use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// A worker in a nested stack, with the network, the cluster and the queue around it; perhaps with a
/// stack in that one, whose table it reads.
pub fn nested(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let jobs = Queue::new().dead_letter_after(5).visibility(5.minutes());
    let jobs = place.add("Jobs", jobs);
    let stack = place.scope.nested_stack("Inner");
    let inner = place.at(*stack);
    let container = Container::new("worker", around.image(dice)).link(jobs.consume());
    let container = match dice.says() {
        true => {
            let level = inner.add("Level", Parameter::string().default("info"));
            stack.parameter(level, dice.one_of(["debug", "warn"]));
            container.env("LEVEL", level)
        }
        false => container,
    };
    let container = match dice.says() {
        true => {
            let innermost = inner.at(*stack.nested_stack("Innermost"));
            let secret = innermost.add("Token", Secret::generated(32));
            container.secret("TOKEN", secret)
        }
        false => container,
    };
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container);
    let worker = inner.add("Worker", FargateService::new(around.cluster, task));
    if dice.says() {
        inner.add(
            "Tasks",
            TargetTrackingScaling::new(worker, 1..=4).cpu(70.percent()),
        );
    }
    place.add("Shown", Output::new(worker.name()));
}
