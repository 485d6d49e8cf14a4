//! What starts tasks without a service.

use stackwright::aws::ecs::{ContainerOverride, RunTask, TaskHandle};
use stackwright::aws::scheduler::{ScheduleGroup, ScheduledTask};
use stackwright::aws::sqs::{Queue, QueueHandle};
use stackwright::prelude::*;

use super::KEY;
use super::dice::Dice;
use super::ground::{Around, IMAGE};
use super::place::Place;

/// A task, and all that starts it.
pub fn started(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let letters = place.add("Letters", Queue::new());
    let container = Container::new("report", IMAGE).link(letters.send());
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
    let task = place.add("Task", task.container(container));
    schedules(place, around, task, letters, dice);
}

fn schedules(
    place: Place<'_>,
    around: &Around,
    task: TaskHandle,
    letters: QueueHandle,
    dice: &mut Dice,
) {
    let nights = place.add("Nights", ScheduleGroup::new());
    let known = place.add("KnownGroup", ScheduleGroup::imported("known"));
    place.add("KnownSchedule", ScheduledTask::imported("default", "known"));
    let nightly = ScheduledTask::new(around.cluster, task)
        .at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)
        .run(|how| run(how, dice));
    let nightly = dice.some(
        nightly,
        &[
            &|it, _| it.every(6.hours()),
            &|it, _| it.once("2027-12-24T18:00:00", TimeZone::UTC),
            &|it, _| it.flexible(15.minutes()),
            &|it, dice| it.retries(dice.number(0..=185)),
            &|it, _| it.max_age(1.hours()),
            &|it, _| it.dead_letters_to(letters),
            &|it, _| it.group(nights),
            &|it, _| it.group(known),
            &|it, _| it.describe("the report"),
            &|it, _| {
                it.starting("2026-12-01T00:00:00Z")
                    .ending("2027-12-31T00:00:00Z")
            },
            &|it, _| it.disabled(),
            &|it, _| it.encrypted_with(KEY),
        ],
    );
    place.add("Nightly", nightly);
}

/// A run, with what it can say.
fn run(run: RunTask, dice: &mut Dice) -> RunTask {
    dice.some(
        run,
        &[
            &|it, _| it.on(CapacityProvider::fargate_spot()),
            &|it, dice| it.count(dice.number(1..=10)),
            &|it, _| it.group("nights"),
            &|it, _| it.without_tags(),
            &|it, _| it.exec(),
            &|it, _| it.size(TaskSize::Half(HalfMemory::Gib1)),
            &|it, _| it.overriding(ContainerOverride::new("report").env("KIND", "short")),
        ],
    )
}
