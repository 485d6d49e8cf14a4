//! What rules, buses and schedules report.

codes! {
    EVT101: "a schedule without a time" {
        why: "a schedule starts by the clock, again and again after a time, or once, and AWS takes it as it reads it",
        fix: "say when, as `.at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)`, `.every(1.hours())` or `.once(\"2026-12-24T18:00:00\", TimeZone::UTC)`",
        link: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    }
    EVT102: "something of an event where there is none" {
        why: "who is started by the clock learns of nothing but the time",
        fix: "say the value, `.env(...)`, or start the task by a rule",
        link: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html",
    }
    EVT103: "two targets of one name" {
        why: "targets of a rule are told apart by their names",
        fix: "name one of them, as `Target::from(jobs).named(\"Audit\")`",
        link: TARGETS,
    }
    EVT104: "a template that names what no path is called" {
        why: "what is named in a template stands for a part of the event, which its path tells",
        fix: "say the path, as `.path(\"order\", \"$.detail.order\")`",
        link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
    }
    EVT105: "a rule that sends nothing anywhere" {
        why: "what matches is told to nobody",
        fix: "say where it goes, as `.to(jobs)`",
        severity: warning,
        link: TARGETS,
    }
    EVT106: "a rule at times that are none" {
        why: "rules start things by the clock of UTC, or again and again after whole minutes",
        fix: "say it as `Rule::scheduled(Cron::daily(3, 30))` or `Rule::scheduled(Schedule::rate(5.minutes()))`",
        link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html",
    }
}

const TARGETS: &str = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html";
