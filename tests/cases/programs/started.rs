//! What starts tasks without a service: schedules, rules, state machines, queues of jobs; and what changes secrets.

use stackwright::aws::batch::{BatchPipeline, ComputeEnvironment, JobDefinition, JobQueue};
use stackwright::aws::ecs::{ContainerOverride, RunTask, TaskHandle};
use stackwright::aws::events::{
    ApiDestination, Authorization, Connection, EventBus, EventPattern, HttpMethod, Match, Rule,
    Target,
};
use stackwright::aws::scheduler::{ScheduleGroup, ScheduledTask};
use stackwright::aws::secretsmanager::Rotation;
use stackwright::aws::sns::Topic;
use stackwright::aws::sqs::{Queue, QueueHandle};
use stackwright::aws::stepfunctions::{OneOffTask, Step};
use stackwright::prelude::*;

use super::KEY;
use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// A task, and all that starts it.
pub fn started(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let letters = place.add("Letters", Queue::new());
    let container = Container::new("report", around.image(dice)).link(letters.send());
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
    let task = place.add("Task", task.container(container));
    schedules(place, around, task, letters, dice);
    rules(place, around, task, letters, dice);
    state_machines(place, around, task, dice);
    rotation(place, dice);
    jobs(place, around, letters, dice);
}

fn jobs(place: Place<'_>, around: &Around, letters: QueueHandle, dice: &mut Dice) {
    let spot = dice.some(
        ComputeEnvironment::fargate_spot(around.vpc, 32),
        &[&|it, _| it.disabled(), &|it, _| it.container_insights()],
    );
    let spot = place.add("Spot", spot);
    let arn = "arn:aws:batch:eu-west-1:111122223333:compute-environment/known";
    let known = place.add("KnownEnvironment", ComputeEnvironment::imported(arn));
    let queue = dice.some(
        JobQueue::new(spot),
        &[&|it, _| it.or_else(known), &|it, _| it.priority(10)],
    );
    let queue = place.add("JobQueue", queue);
    let arn = "arn:aws:batch:eu-west-1:111122223333:job-queue/known";
    place.add("KnownQueue", JobQueue::imported(arn));
    let arn = "arn:aws:batch:eu-west-1:111122223333:job-definition/old:7";
    let old = place.add("OldJob", JobDefinition::imported(arn));
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1));
    let task = task.container(Container::new("load", around.image(dice)).link(letters.consume()));
    let load = dice.some(
        JobDefinition::new(task),
        &[
            &|it, _| it.on(queue),
            &|it, dice| it.attempts(dice.number(1..=10)),
            &|it, _| it.attempts(2).not_after_exit(2),
            &|it, _| it.timeout(1.hours()),
            &|it, _| it.parameter("day", "today"),
        ],
    );
    let load = place.add("LoadJob", load);
    let nightly = BatchPipeline::new(queue, "Load", load).then("Old", old);
    place.add("Pipeline", nightly);
}

fn state_machines(place: Place<'_>, around: &Around, task: TaskHandle, dice: &mut Dice) {
    let ops = place.add("Ops", Topic::new());
    let logs = place.add("History", LogGroup::new());
    let arn = "arn:aws:states:eu-west-1:111122223333:stateMachine:known";
    let known = place.add("KnownMachine", OneOffTask::imported(arn));
    let second = dice.some(
        Step::new("Second", RunTask::new(around.cluster, task)),
        &[
            &|it, _| it.after(10.minutes()),
            &|it, dice| it.retries(dice.number(1..=5), 1.minutes()),
            &|it, _| it.timeout(1.hours()),
        ],
    );
    let migrate = dice.some(
        OneOffTask::new(around.cluster, task),
        &[
            &|it, _| it.then(second.clone()),
            &|it, _| it.timeout(2.hours()),
            &|it, _| it.on_failure(ops),
            &|it, _| it.logs(logs),
            &|it, _| it.traced(),
            &|it, _| it.encrypted_with(KEY),
        ],
    );
    let migrate = place.add("Migrate", migrate);
    let weekly = ScheduledTask::of(migrate).every(7.days());
    place.add("Weekly", weekly);
    let told = Rule::new(EventPattern::source("shop"))
        .to(migrate)
        .to(known);
    place.add("Told", told);
}

fn rotation(place: Place<'_>, dice: &mut Dice) {
    let token = place.add("Rotated", Secret::generated(32));
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:rotates";
    let rotation = dice.some(
        Rotation::by_function(token, function),
        &[
            &|it, _| it.every(12.hours()),
            &|it, _| it.at_utc(Cron::new("0", "4")),
            &|it, _| it.window(2.hours()),
            &|it, _| it.not_at_once(),
        ],
    );
    place.add("Rotation", rotation);
}

fn rules(
    place: Place<'_>,
    around: &Around,
    task: TaskHandle,
    letters: QueueHandle,
    dice: &mut Dice,
) {
    let bus = dice.some(
        EventBus::new(),
        &[
            &|it, _| it.archive(30.days()),
            &|it, _| it.archive_for_ever(),
            &|it, _| it.archive_only(EventPattern::source("shop")),
            &|it, _| it.describe("orders"),
            &|it, _| it.encrypted_with(KEY),
            &|it, _| it.dead_letters_to(letters),
        ],
    );
    let bus = place.add("Orders", bus);
    let known = "arn:aws:events:eu-west-1:111122223333:event-bus/known";
    let known = place.add("KnownBus", EventBus::imported(known));
    let arn = "arn:aws:events:eu-west-1:111122223333:rule/known";
    place.add("KnownRule", Rule::imported(arn));
    let token = place.add("Token", Secret::generated(32));
    let key = Authorization::api_key("X-Api-Key", token.value());
    let crm = place.add("Crm", Connection::new(key));
    let page = ApiDestination::new(crm, HttpMethod::Post, "https://crm.example.com/orders");
    let page = place.add("Page", page);
    let arn = "arn:aws:events:eu-west-1:111122223333:connection/old/1";
    place.add("KnownConnection", Connection::imported(arn));
    let arn = "arn:aws:events:eu-west-1:111122223333:api-destination/old/1";
    let old_page = place.add("KnownPage", ApiDestination::imported(arn));
    let people = place.add("People", Topic::new());
    let audit = place.add("Audit", LogGroup::new());
    let from_event = ContainerOverride::new("report").env_from("ORDER", "$.detail.order");
    let target = dice.some(
        Target::from(letters),
        &[
            &|it, _| it.input(object!({ "kind": "paid" })),
            &|it, _| it.part("$.detail"),
            &|it, _| it.path("order", "$.detail.order").template("\"<order>\""),
            &|it, dice| it.retries(dice.number(0..=185)),
            &|it, _| it.max_age(1.hours()),
        ],
    );
    let pattern = dice.some(
        EventPattern::source("shop.orders"),
        &[
            &|it, _| it.detail_type("Order Paid"),
            &|it, _| it.detail("state", ["paid", "refunded"]),
            &|it, _| it.detail("customer.country", Match::prefix("D")),
            &|it, _| it.detail("total", Match::at_least(100.0)),
        ],
    );
    let rule = Rule::new(pattern)
        .to(target)
        .to(RunTask::new(around.cluster, task).overriding(from_event));
    let rule = dice.some(
        rule,
        &[
            &|it, _| it.on(bus),
            &|it, _| it.describe("what is paid"),
            &|it, _| it.disabled(),
            &|it, _| it.to(page),
        ],
    );
    let rule = match dice.says() {
        true => rule.to(people).to(audit),
        false => rule.to(known).to(old_page),
    };
    place.add("Paid", rule);
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
