//! What is said of scaling.

use insta::assert_snapshot;
use stackwright::aws::cloudwatch::{MathExpression, Metric};
use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::scaling::{
    AdjustmentType, PredictiveScaling, ScalableDimension, ScalableTarget, ScheduledScaling,
    StepScaling, SuspendedScaling,
};
use stackwright::aws::schedule::{Cron, TimeZone};
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, web};

#[test]
fn ecs114_scaling_a_service_without_a_cluster() {
    assert_snapshot!(said(|stack| {
        let service = stack.add("Typed", cfn::ecs::Service::new().task_definition("web:1"));
        let service = ServiceHandle::from(service);
        stack.add("Scaling", TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()));
    }), @r"
    error[ECS114]: `Web/Typed` is to be scaled, and its cluster is not known
      at Web/Typed/ScalableTarget
      help: scale a service that was added as `FargateService`
    ");
}

fn scaled<C: Construct>(scale: impl FnOnce(ServiceHandle) -> C) -> String {
    said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add("Scaling", scale(service));
    })
}

#[test]
fn ops701_scaling_downhill() {
    #[allow(clippy::reversed_empty_ranges)]
    let capacity = 10..=1;
    assert_snapshot!(
        scaled(|service| TargetTrackingScaling::new(service, capacity).cpu(70.percent())),
        @r"
    error[OPS701]: the minimum 10 is above the maximum 1
      at Web/Service/ScalableTarget
      help: let `MinCapacity` be no more than `MaxCapacity`, and neither negative
    "
    );
}

#[test]
fn ecs116_scaling_by_nothing() {
    assert_snapshot!(scaled(|service| TargetTrackingScaling::new(service, 1..=2)), @r"
    error[ECS116]: scaling without a metric
      at Web/Scaling
      help: say what to keep near what, as `.cpu(70.percent())`
    ");
}

#[test]
fn ops703_two_policies_for_one_metric() {
    assert_snapshot!(scaled(|service| {
        TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()).cpu(50.percent())
    }), @r"
    error[OPS703]: `ScalingCpuC505F142` tracks the same metric of the same target
      at Web/Scaling/Cpu2
      help: keep one policy for each metric of a target
    ");
}

#[test]
pub(crate) fn ecs123_counting_requests_that_go_elsewhere() {
    assert_snapshot!(said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let other = Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]);
        let other = stack.add("Other", other);
        let alb = stack.add("Alb", AlbWithTargetGroup::new(other, Port::http(80)));
        let scaling = TargetTrackingScaling::new(service, 1..=2).requests_per_target(alb, 100);
        stack.add("Scaling", scaling);
    }), @r"
    error[ECS123]: requests of `Web/Alb/LoadBalancer` are counted, which do not reach this service
      at Web/Scaling
      help: put the service behind it with `.behind(...)`
    ");
}

/// What is said of a service that is scaled twice.
fn twice<A: Construct, B: Construct>(
    one: impl FnOnce(ServiceHandle) -> A,
    other: impl FnOnce(ServiceHandle) -> B,
) -> String {
    said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add("One", one(service));
        stack.add("Other", other(service));
    })
}

fn depth() -> Metric {
    Metric::new("Shop/Orders", "Depth")
}

/// The policy by CPU that AWS CDK's queue services have beside their steps takes away the tasks
/// that the steps add: <https://github.com/aws/aws-cdk/issues/20706>.
#[test]
pub(crate) fn ecs190_steps_that_fight_with_tracking() {
    let cpu = |service| TargetTrackingScaling::new(service, 1..=9).cpu(50.percent());
    let steps = |service| StepScaling::new(service, 1..=9, depth()).at_least(10, 1);
    assert_snapshot!(twice(cpu, |service| steps(service).at_most(1, -1)), @r"
    warning[ECS190]: steps take away what `Web/One` adds again, and the other way round
      at Web/Other
      help: let one of them take away: steps with `at_least` only, or tracking `.without_scale_in()`
    ");
    // Tasks that are wanted are never too many for the steps.
    assert_eq!(twice(cpu, steps), "");
    let adds = |service| cpu(service).without_scale_in();
    assert_eq!(twice(adds, |service| steps(service).at_most(1, -1)), "");
    // A number of tasks may be less than there are.
    assert_snapshot!(twice(cpu, |service| steps(service).adjustment(AdjustmentType::ExactCapacity)), @r"
    warning[ECS190]: steps take away what `Web/One` adds again, and the other way round
      at Web/Other
      help: let one of them take away: steps with `at_least` only, or tracking `.without_scale_in()`
    ");
}

#[test]
pub(crate) fn ecs193_steps_that_fight_with_each_other() {
    assert_snapshot!(scaled(|service| {
        StepScaling::new(service, 1..=9, depth()).at_least(10, 1).at_most(20, -1)
    }), @r"
    error[ECS193]: steps go up from 10 and down from 20, so that both are taken between them
      at Web/Scaling
      help: leave room between them, where nothing is done
    ");
}

#[test]
pub(crate) fn ecs191_two_bounds_for_one_target() {
    assert_snapshot!(twice(
        |service| TargetTrackingScaling::new(service, 1..=9).cpu(50.percent()),
        |service| TargetTrackingScaling::new(service, 2..=9).memory(50.percent()).role("arn:aws:iam::111122223333:role/a"),
    ), @r"
    error[ECS191]: other bounds of one target: 2..=9 here, 1..=9 at `Web/One`
      at Web/Other
      help: say the same in both places
    ");
}

#[test]
pub(crate) fn ecs192_names_in_formulas() {
    assert_snapshot!(scaled(|service| {
        let inner = MathExpression::new("a + Upper").using("a", depth()).using("Upper", depth());
        let outer = MathExpression::new("a / b").using("a", depth().sum()).using("b", inner);
        TargetTrackingScaling::new(service, 1..=9)
            .metric("One", outer, 1)
            .metric("Two", MathExpression::new("1"), 1)
    }), @r"
    error[ECS192]: `Upper` is no name in a formula
      at Web/Scaling/One
      help: name each metric once with `.using(...)`: a small letter, then letters, digits, underscores
    error[ECS192]: `a` stands for two things in one formula
      at Web/Scaling/One
      help: name each metric once with `.using(...)`: a small letter, then letters, digits, underscores
    error[ECS192]: a formula over no metric
      at Web/Scaling/Two
      help: name each metric once with `.using(...)`: a small letter, then letters, digits, underscores
    ");
}

#[test]
pub(crate) fn ecs193_steps_that_cannot_be() {
    assert_snapshot!(scaled(|service| StepScaling::new(service, 1..=9, depth())), @r"
    error[ECS193]: steps without a step
      at Web/Scaling
      help: say what to do where, as `.at_least(100, 1)`
    ");
    assert_snapshot!(scaled(|service| {
        StepScaling::new(service, 1..=9, depth()).at_least(1, 1).at_least(1.0, 2)
    }), @r"
    error[ECS193]: two steps begin at 1
      at Web/Scaling
      help: say one step for each value
    ");
}

#[test]
pub(crate) fn ecs194_nothing_brings_the_first_task_back() {
    let cpu = |service| TargetTrackingScaling::new(service, 0..=9).cpu(50.percent());
    assert_snapshot!(scaled(cpu), @r"
    warning[ECS194]: there may be no task, and then there is no metric that would bring one back
      at Web/Scaling
      help: keep one task, or scale by what is there without tasks, as `.backlog_per_task(...)`
    ");
    // The clock takes the last task away, and nothing says that one is to come back.
    let nights = |service| {
        let nights = ScheduledScaling::new(service).between(0..=9);
        nights.off_at_night("20:00", "07:00", TimeZone::UTC)
    };
    assert_snapshot!(scaled(nights), @r"
    warning[ECS194]: there may be no task, and then there is no metric that would bring one back
      at Web/Scaling
      help: keep one task, or scale by what is there without tasks, as `.backlog_per_task(...)`
    ");
    let morning =
        |service| nights(service).action("Morning", Cron::daily(7, 0), TimeZone::UTC, 1..);
    assert_eq!(scaled(morning), "");
    // Something that is there without tasks does.
    let steps = |service| StepScaling::new(service, 0..=9, depth()).at_least(1, 1);
    assert_eq!(twice(cpu, steps), "");
}

#[test]
pub(crate) fn ecs195_nobody_says_the_bounds() {
    assert_snapshot!(scaled(|service| {
        ScheduledScaling::new(service).off_at_night("20:00", "07:00", TimeZone::UTC)
    }), @r"
    error[ECS195]: a service is scaled, and nobody says between which numbers
      at Web/Service/ScalableTarget
      help: say it with `.between(1..=10)`, or where a metric scales it
    ");
    assert_snapshot!(scaled(SuspendedScaling::new), @r"
    error[ECS195]: a service is scaled, and nobody says between which numbers
      at Web/Service/ScalableTarget
      help: say it with `.between(1..=10)`, or where a metric scales it
    ");
}

#[test]
pub(crate) fn ecs196_fast_by_what_is_not() {
    assert_snapshot!(scaled(|service| {
        TargetTrackingScaling::new(service, 1..=9).metric("Depth", depth(), 1).fast()
    }), @r"
    error[ECS196]: scaling is to be fast, and by neither CPU nor memory
      at Web/Scaling
      help: leave `.fast()` out: only these come every 20 seconds
    ");
}

#[test]
pub(crate) fn ecs197_running_tasks_that_nobody_counts() {
    assert_snapshot!(scaled(|service| {
        TargetTrackingScaling::new(service, 1..=9).backlog_per_task("jobs", 10)
    }), @r"
    warning[ECS197]: running tasks are to be counted, and `Web/Cluster` has no Container Insights
      at Web/Scaling/Backlog
      help: turn them on with `.container_insights()`, or say another metric with `.running_tasks(...)`
    ");
}

#[test]
pub(crate) fn ecs199_times_that_are_none() {
    assert_snapshot!(scaled(|service| {
        ScheduledScaling::new(service)
            .between(1..=2)
            .action("Late", Cron::daily(24, 0), TimeZone::UTC, 1..)
            .action("Noon", Cron::daily(12, 0), TimeZone::UTC, 1..)
            .action("Noon", Cron::daily(13, 0), TimeZone::UTC, 2..)
            .action("Never", Cron::monthly(30, 1, 0).months("2"), TimeZone::UTC, 2..)
            .off_at_night("20:00", "7 am", TimeZone::UTC)
    }), @r"
    error[ECS199]: `24` is no hour
      at Web/Scaling
      help: say a time as AWS reads it, as `Cron::daily(7, 30)`
    error[ECS199]: `7 am` is no time of the day
      at Web/Scaling
      help: say a time as AWS reads it, as `Cron::daily(7, 30)`
    error[ECS199]: there is no day `30` in the month `2`
      at Web/Scaling
      help: say a time as AWS reads it, as `Cron::daily(7, 30)`
    error[ECS199]: two actions of the name `Noon`
      at Web/Scaling
      help: give each a name of its own
    ");
}

#[test]
fn ecs116_a_forecast_of_two_things() {
    assert_snapshot!(scaled(|service| {
        PredictiveScaling::new(service, 1..=2).cpu(50.percent()).memory(50.percent())
    }), @r"
    error[ECS116]: a forecast by 2 loads, and a policy has one
      at Web/Scaling
      help: say one thing to foretell, as `.cpu(60.percent())`
    ");
}

#[test]
fn ecs116_a_backlog_of_what_has_no_tasks() {
    assert_snapshot!(said(|stack| {
        let table = ScalableDimension::DynamodbTableReadCapacityUnits;
        let table = stack.add("Table", ScalableTarget::new(table, "table/a", 1..=9));
        stack.add("Scaling", TargetTrackingScaling::of(table).backlog_per_task("jobs", 10));
    }), @r"
    error[ECS116]: a backlog for each task of what has no tasks
      at Web/Scaling/Backlog
      help: say what to count with `.running_tasks(...)`
    ");
}

#[test]
fn ecs123_counting_requests_that_nobody_sends() {
    assert_snapshot!(scaled(|service| TargetTrackingScaling::new(service, 1..=2).requests(100)), @r"
    error[ECS123]: requests are counted, and no load balancer is known that counts any
      at Web/Scaling
      help: put the service behind an application load balancer with `.behind(...)`
    ");
}

#[test]
fn ecs180_a_metric_of_another_account_is_tracked() {
    let depth = || Metric::new("Shop/Orders", "Depth").account("111122223333");
    assert_snapshot!(scaled(|service| {
        TargetTrackingScaling::new(service, 1..=2).metric("Depth", depth(), 10)
    }), @r"
    error[ECS180]: the metric `Depth` is of another account
      at Web/Scaling/Depth
      help: scale in steps, whose alarms know accounts, or publish the metric where the policy is
    ");
    let maths = MathExpression::new("depth / 2").using("depth", depth());
    let said =
        scaled(|service| TargetTrackingScaling::new(service, 1..=2).metric("Depth", maths, 10));
    assert!(said.contains("error[ECS180]"), "{said}");
    let said =
        scaled(|service| PredictiveScaling::new(service, 1..=2).metrics(depth(), depth(), 10));
    assert!(said.contains("error[ECS180]"), "{said}");
}
