//! Bounds by the clock.

use stackwright::aws::scaling::ScheduledScaling;
use stackwright::aws::schedule::{Cron, Schedule, TimeZone, Weekday};

use super::*;

const BERLIN: TimeZone = TimeZone::EUROPE_BERLIN;

fn actions(template: &Template) -> serde_json::Value {
    let targets = template.find_resources(TARGET, stackwright_assert::any());
    targets[0].value["Properties"]["ScheduledActions"].clone()
}

/// A minute that is left out is every minute in AWS CDK, and a zone that is left out is UTC: both
/// are said here.
#[test]
pub(crate) fn minute_and_time_zone_are_always_said() {
    let template = scaled(|service| {
        ScheduledScaling::new(service)
            .between(2..=40)
            .action("Morning", Cron::on_weekdays(8, 0), BERLIN, 10..)
            .action("Evening", Cron::on_weekdays(18, 30), BERLIN, ..=20)
    });
    only(
        &template,
        TARGET,
        like!({ "MinCapacity": 2, "MaxCapacity": 40 }),
    );
    assert_eq!(
        actions(&template),
        json!([
            {
                "ScheduledActionName": "Test/Scaling/Morning",
                "Schedule": "cron(0 8 ? * MON-FRI *)",
                "Timezone": "Europe/Berlin",
                "ScalableTargetAction": {"MinCapacity": 10},
            },
            {
                "ScheduledActionName": "Test/Scaling/Evening",
                "Schedule": "cron(30 18 ? * MON-FRI *)",
                "Timezone": "Europe/Berlin",
                "ScalableTargetAction": {"MaxCapacity": 20},
            },
        ])
    );
}

#[test]
pub(crate) fn rates_moments_and_other_zones() {
    let template = scaled(|service| {
        let zone = TimeZone::other("Antarctica/Troll");
        ScheduledScaling::new(service)
            .between(1..=2)
            .action("Often", Schedule::rate(1.hours()), TimeZone::UTC, 1..=2)
            .from_until("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z")
            .action("Once", Schedule::at("2026-12-24T18:00:00"), zone, 0..=0)
    });
    let actions = actions(&template);
    assert_eq!(actions[0]["Schedule"], "rate(1 hour)");
    assert_eq!(actions[0]["Timezone"], "Etc/UTC");
    assert_eq!(actions[0]["StartTime"], "2026-12-01T00:00:00Z");
    assert_eq!(actions[0]["EndTime"], "2027-01-01T00:00:00Z");
    assert_eq!(actions[1]["Schedule"], "at(2026-12-24T18:00:00)");
    assert_eq!(actions[1]["Timezone"], "Antarctica/Troll");
    let nothing = json!({"MinCapacity": 0, "MaxCapacity": 0});
    assert_eq!(actions[1]["ScalableTargetAction"], nothing);
}

/// In the morning the bounds are those that something else says.
#[test]
pub(crate) fn off_at_night_beside_tracking() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let nights = ScheduledScaling::new(service).off_at_night("20:00", "07:30", BERLIN);
        stack.add("Nights", nights);
        let scaling = TargetTrackingScaling::new(service, 2..=9).cpu(60.percent());
        stack.add("Scaling", scaling);
    });
    only(
        &template,
        TARGET,
        like!({ "MinCapacity": 2, "MaxCapacity": 9 }),
    );
    let action = |name: &str, schedule: &str, min: u32, max: u32| {
        json!({
            "ScheduledActionName": format!("Test/Nights/{name}"),
            "Schedule": schedule,
            "Timezone": "Europe/Berlin",
            "ScalableTargetAction": {"MinCapacity": min, "MaxCapacity": max},
        })
    };
    assert_eq!(
        actions(&template),
        json!([
            action("NightBegins", "cron(0 20 * * ? *)", 0, 0),
            action("NightEnds", "cron(30 7 * * ? *)", 2, 9),
        ])
    );
}

#[test]
pub(crate) fn schedules_as_aws_reads_them() {
    let text = |schedule: Schedule| {
        assert_eq!(schedule.fault(), None);
        schedule.expression()
    };
    let cron = |cron: Cron| text(cron.into());
    assert_eq!(cron(Cron::hourly(5)), "cron(5 * * * ? *)");
    assert_eq!(
        cron(Cron::weekly(Weekday::Sunday, 0, 0)),
        "cron(0 0 ? * SUN *)"
    );
    assert_eq!(cron(Cron::monthly(31, 1, 2)), "cron(2 1 31 * ? *)");
    let last = Cron::new("0/15", "8-17,20")
        .days_of_month("L")
        .months("JAN,6-8");
    assert_eq!(
        cron(last.years("2027")),
        "cron(0/15 8-17,20 L JAN,6-8 ? 2027)"
    );
    assert_eq!(
        cron(Cron::daily(1, 1).weekdays("2#1")),
        "cron(1 1 ? * 2#1 *)"
    );
    assert_eq!(text(Schedule::rate(1.minutes())), "rate(1 minute)");
    assert_eq!(text(Schedule::rate(90.minutes())), "rate(90 minutes)");
    assert_eq!(text(Schedule::rate(2.days())), "rate(2 days)");
    let faults = [
        Cron::daily(24, 0).into(),
        Cron::daily(0, 60).into(),
        Cron::new("", "1").into(),
        Cron::new("*/0", "1").into(),
        Cron::daily(0, 0).weekdays("MOON").into(),
        Cron::monthly(32, 0, 0).into(),
        Cron::daily(0, 0).months("13").into(),
        Cron::daily(0, 0).years("26").into(),
        Schedule::rate(90.seconds()),
        Schedule::rate(0.minutes()),
        Schedule::at("tomorrow"),
    ];
    for schedule in faults {
        assert!(schedule.fault().is_some(), "{}", schedule.expression());
    }
}
