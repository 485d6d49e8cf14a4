//! What scales services, and what else Application Auto Scaling scales.

use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::scaling::{
    AdjustmentType, PredefinedMetric, PredictiveScaling, RunningTasks, ScalableDimension,
    ScalableTarget, SuspendedScaling,
};
use stackwright::prelude::*;

use super::dice::Dice;
use super::doors::Door;
use super::ground::Around;
use super::place::Place;

/// All that scales a service, between the same numbers.
pub fn of(place: Place<'_>, dice: &mut Dice, service: ServiceHandle, door: Door) {
    if !dice.says() {
        return;
    }
    let most = dice.number(2..=50);
    let tracking = TargetTrackingScaling::new(service, 1..=most);
    let tracking = dice.some(
        tracking.cpu(60.percent()),
        &[
            &|it, _| it.cooldown(60.seconds()),
            &|it, _| it.scale_in_cooldown(10.minutes()),
            &|it, _| match door {
                // What exists is not told to measure more often.
                Door::Elsewhere => it,
                _ => it.fast(),
            },
            &|it, _| it.memory(70.percent()),
            &|it, _| match door.counts_requests() {
                true => it.requests(500),
                false => it,
            },
            &|it, _| it.policy_name("tracking"),
        ],
    );
    let (open, done) = (Metric::new("Shop", "Open"), Metric::new("Shop", "Done"));
    let waiting = MathExpression::new("open - done")
        .using("open", open.maximum())
        .using("done", done.sum().dimension("Stage", "live"));
    let steps = StepScaling::new(service, 1..=most, waiting.clone());
    let steps = dice.some(
        steps.at_least(10, 1).at_least(100, 5),
        &[
            &|it, _| {
                it.adjustment(AdjustmentType::PercentChangeInCapacity)
                    .min_adjustment_magnitude(2)
            },
            &|it, _| it.cooldown(2.minutes()),
            &|it, _| it.evaluation_periods(3).datapoints_to_alarm(2),
            &|it, _| it.without_data_is_fine(),
        ],
    );
    let jobs = TargetTrackingScaling::new(service, 1..=most);
    let running = Metric::new("Shop", "Running");
    let jobs = dice.some(
        jobs.backlog_per_task("jobs", 100),
        &[
            &|it, _| it.without_scale_in(),
            &|it, _| it.running_tasks(RunningTasks::from(running.clone())),
            &|it, _| it.metric("Waiting", waiting.clone(), 20.0),
        ],
    );
    let nights = ScheduledScaling::new(service);
    let nights = match dice.says() {
        true => nights.off_at_night("20:00", "07:00", TimeZone::ASIA_TOKYO),
        false => nights.action("Noon", Cron::daily(12, 0), TimeZone::EUROPE_BERLIN, 1..),
    };
    let forecast = PredictiveScaling::new(service, 1..=most).cpu(60.percent());
    let forecast = dice.some(
        forecast,
        &[
            &|it, _| it.forecast_and_scale(),
            &|it, _| it.scheduling_buffer(10.minutes()),
            &|it, _| it.above_maximum(10.percent()),
        ],
    );
    let suspended = dice.some(
        SuspendedScaling::new(service),
        &[&|it, _| it.scale_in(), &|it, _| it.schedules()],
    );
    let said = [(); 6].map(|()| dice.says());
    place.in_any_order(&[
        &|| {
            place.add("Tracking", tracking.clone());
        },
        &|| {
            if said[0] {
                place.add("Steps", steps.clone());
            }
        },
        &|| {
            if said[1] {
                place.add("Jobs", jobs.clone());
            }
        },
        &|| {
            if said[2] {
                place.add("Nights", nights.clone());
            }
        },
        &|| {
            if said[3] {
                place.add("Forecast", forecast.clone());
            }
        },
        &|| {
            if said[4] {
                place.add("Suspended", suspended.clone());
            }
        },
    ]);
}

/// What is no service of ECS.
pub fn others(place: Place<'_>, _: &Around, dice: &mut Dice) {
    let dimension = ScalableDimension::DynamodbTableReadCapacityUnits;
    let reads = ScalableTarget::new(dimension, "table/orders", 5..=100);
    let reads = place.add("Reads", reads);
    let metric = PredefinedMetric::DynamoDbReadCapacityUtilization;
    let tracking = TargetTrackingScaling::of(reads).predefined(metric, 70.0);
    place.add("Tracking", tracking);
    let old = ScalableTarget::imported("service/shop/web|ecs:service:DesiredCount|ecs");
    let old = place.add("Old", old);
    let throttled = Metric::new("Shop", "Throttled").sum();
    if dice.says() {
        let steps = StepScaling::of(old, throttled).at_least(1, 2);
        place.add("Steps", steps);
    }
    if dice.says() {
        place.add("Suspended", SuspendedScaling::of(reads));
    }
}
