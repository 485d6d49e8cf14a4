//! Alarms, and dashboards.

use stackwright::aws::chatbot::SlackChannel;
use stackwright::aws::cloudwatch::{
    Alarm, CompositeAlarm, Dashboard, MathExpression, Metric, MissingData, MuteRule, Widget,
};
use stackwright::aws::ecs::DeploymentFailures;
use stackwright::aws::logs::{MetricFilter, QueryDefinition, SubscriptionFilter};
use stackwright::aws::sns::Topic;
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

const TOPIC: &str = "arn:aws:sns:eu-west-1:111122223333:on-call";

/// Alarms of metrics, of formulas, of others, and a page to see them on.
pub fn alarms(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let failed = Metric::new("Shop/Orders", "Failed").sum();
    let all = Metric::new("Shop/Orders", "All").sum();
    let share = MathExpression::new("100 * failed / all")
        .using("failed", failed.clone())
        .using("all", all);
    let alarm = match dice.number(0..=3) {
        0 => Alarm::above(failed.clone(), 10.0),
        1 => Alarm::above(share.clone(), 5.0),
        2 => Alarm::unusual(failed.clone(), 2.0),
        _ => Alarm::at_most(failed.clone(), 1.0),
    };
    let alarm = dice.some(
        alarm,
        &[
            &|it, dice| it.periods(dice.number(1..=10)),
            &|it, _| it.datapoints(3, 5),
            &|it, _| it.missing(MissingData::Breaching),
            &|it, _| it.warm_up(10.minutes()),
            &|it, _| it.notify_ok(TOPIC),
            &|it, _| it.describe("call the shop"),
        ],
    );
    let alarm = place.add("Orders", alarm.notify(TOPIC));
    let old = place.add("Old", Alarm::imported("deploying"));
    let both = CompositeAlarm::any([alarm, old]).notify(TOPIC);
    let both = dice.some(
        both,
        &[
            &|it, _| it.silent_while(old, 1.minutes(), 2.minutes()),
            &|it, _| it.describe("look at both"),
        ],
    );
    place.add("Unwell", both);
    place.add("OldBoth", CompositeAlarm::imported("both"));
    let nights = MuteRule::new(
        [alarm],
        Cron::daily(3, 0),
        TimeZone::EUROPE_BERLIN,
        2.hours(),
    );
    place.add("Nights", nights);
    let page = Dashboard::new()
        .row([
            Widget::graph("Failed", [failed]),
            Widget::number("Share", [share]),
        ])
        .row([
            Widget::alarms("Alarms", [alarm]),
            Widget::text("# The shop"),
        ]);
    place.add("Page", page);
    let logs = dice.some(
        LogGroup::new(),
        &[
            &|it, _| it.protected(),
            &|it, _| it.mask(["EmailAddress"]),
            &|it, _| it.index(["requestId"]),
        ],
    );
    let logs = place.add("Logs", logs);
    let errors = dice.some(
        MetricFilter::new(logs, "ERROR", "Shop", "Errors"),
        &[&|it, _| it.value("$.count"), &|it, _| {
            it.dimension("Path", "$.path")
        }],
    );
    place.add("Errors", errors);
    let stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/logs";
    let query = QueryDefinition::new("shop/errors", "filter level = 'error'").of(logs);
    place.add("Query", query);
    let on = match dice.says() {
        true => SubscriptionFilter::to_stream(logs, stream),
        false => {
            let function = "arn:aws:lambda:eu-west-1:111122223333:function:read";
            SubscriptionFilter::to_function(logs, function)
        }
    };
    place.add("On", dice.some(on, &[&|it, _| it.random()]));
    if around.owns_cluster {
        let container = Container::new("watched", around.image(dice));
        let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
        let service = FargateService::new(around.cluster, task.container(container));
        let service = place.add("Watched", service);
        let recommended = dice.some(
            service.recommended_alarms(),
            &[
                &|it, _| it.notify(TOPIC),
                &|it, _| it.without("Memory"),
                &|it, _| it.fail_deployments_of(service),
            ],
        );
        place.add("Recommended", recommended);
        let people = place.add("OnCall", Topic::new());
        place.add("Failures", DeploymentFailures::of(service).notify(people));
        let slack = SlackChannel::new("T0123456789", "C0123456789").topic(people);
        place.add("Slack", slack);
    }
}
