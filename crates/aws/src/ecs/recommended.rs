//! The alarms and the dashboard of a service.

use std::time::Duration;

use stackwright_core::{Handle, NodeId, ResourceHandle, Scope, Text};

use super::ServiceHandle;
use super::cluster::Home;
use crate::cloudwatch::{
    Alarm, Dashboard, MathExpression, MissingData, RecommendedAlarms, Statistic, Widget,
};
use crate::elb::HttpCodeTarget;

/// How long a service starts, in which nobody is told of it.
const START: Duration = Duration::from_secs(10 * 60);

impl ServiceHandle {
    /// The alarms that somebody who has to answer for it wants to have: to be added, and to
    /// [tell](RecommendedAlarms::notify) somebody.
    ///
    /// - `Cpu`, `Memory`: more than 80 percent for five minutes.
    /// - `TasksMissing`: fewer tasks run than are to, for ten minutes; in a cluster that is known to have
    ///   Container Insights, which count them.
    /// - For each group of targets that it stands in, with the id of the group's construct behind:
    ///   `UnhealthyHosts`, one or more of its tasks for five minutes; and where requests are HTTP,
    ///   `Errors`, more than five of a hundred answered with 5xx for five minutes, and `Latency`, more
    ///   than two seconds for 95 of a hundred requests for five minutes.
    ///
    /// Their numbers are AWS's where AWS has some. They tell nobody of the first ten minutes, and counts
    /// of requests mean nothing where there are none. The alarms watch the service, which needs none of
    /// them, so that there is no ring, also where they
    /// [fail its deployments](RecommendedAlarms::fail_deployments_of).
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }

    /// A dashboard of it: CPU and memory, and for each group of targets requests, answers, times and
    /// health. More rows can be said.
    pub fn dashboard(self, scope: Scope<'_>) -> Dashboard {
        let of_tasks = [
            Widget::graph("CPU, percent", [self.cpu_utilization()]),
            Widget::graph("Memory, percent", [self.memory_utilization()]),
        ];
        let mut dashboard = Dashboard::new().row(of_tasks);
        if counts_tasks(self, scope) {
            let tasks = [self.running_tasks(), self.desired_tasks()];
            dashboard = dashboard.row([Widget::graph("Tasks", tasks)]);
        }
        for targets in self.targets(scope) {
            let health = Widget::graph(
                "Healthy and unhealthy tasks",
                [targets.healthy_host_count(), targets.unhealthy_host_count()],
            );
            if !targets.is_of_http() {
                dashboard = dashboard.row([health]);
                continue;
            }
            let slowest = targets.target_response_time();
            dashboard = dashboard.row([
                Widget::graph("Requests", [targets.request_count()]),
                Widget::graph(
                    "Answers with 4xx and 5xx",
                    [
                        targets.http_code_target(HttpCodeTarget::ClientError4xx),
                        targets.http_code_target(HttpCodeTarget::ServerError5xx),
                    ],
                ),
                Widget::graph(
                    "Time to answer, seconds",
                    [
                        targets.target_response_time(),
                        slowest.statistic(Statistic::Percentile(95.0)),
                    ],
                ),
                health,
            ]);
        }
        dashboard
    }
}

/// Whether it is known that its tasks are counted.
fn counts_tasks(service: ServiceHandle, scope: Scope<'_>) -> bool {
    let home = service.cluster(scope);
    let home = home.and_then(|cluster| scope.data::<Home>(cluster));
    home.is_some_and(|home| home.has_insights == Some(true))
}

fn alarms(node: NodeId, scope: Scope<'_>) -> Vec<(Text, Alarm)> {
    let service = ServiceHandle::from(stackwright_cfn::ecs::ServiceHandle::from_node(node));
    let mut alarms: Vec<(Text, Alarm)> = vec![
        ("Cpu".into(), Alarm::above(service.cpu_utilization(), 80.0)),
        (
            "Memory".into(),
            Alarm::above(service.memory_utilization(), 80.0),
        ),
    ];
    for (_, alarm) in &mut alarms {
        *alarm = alarm.clone().periods(5);
    }
    if counts_tasks(service, scope) {
        let missing = MathExpression::new("desired - running")
            .using("desired", service.desired_tasks())
            .using("running", service.running_tasks())
            .label("tasks that are missing");
        let alarm = Alarm::above(missing, 0.0).periods(10);
        alarms.push(("TasksMissing".into(), alarm));
    }
    for targets in service.targets(scope) {
        let id = scope.at(targets.group()).id();
        let named = |name: &str| Text::from(format!("{name}{id}"));
        let unhealthy = targets.unhealthy_host_count().maximum();
        let alarm = Alarm::above(unhealthy, 0.0).periods(5);
        alarms.push((
            named("UnhealthyHosts"),
            alarm.missing(MissingData::NotBreaching),
        ));
        if !targets.is_of_http() {
            continue;
        }
        let errors = MathExpression::new("100 * errors / requests")
            .using(
                "errors",
                targets.http_code_target(HttpCodeTarget::ServerError5xx),
            )
            .using("requests", targets.request_count())
            .label("percent of requests");
        let errors = Alarm::above(errors, 5.0).periods(5);
        alarms.push((named("Errors"), errors.missing(MissingData::NotBreaching)));
        let slowest = targets.target_response_time();
        let slowest = slowest.statistic(Statistic::Percentile(95.0));
        let slow = Alarm::above(slowest, 2.0).periods(5);
        alarms.push((named("Latency"), slow.missing(MissingData::NotBreaching)));
    }
    let warm = |(name, alarm): (Text, Alarm)| (name, alarm.warm_up(START));
    alarms.into_iter().map(warm).collect()
}
