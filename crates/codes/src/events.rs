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
}
