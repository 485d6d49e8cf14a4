//! Metrics that handles know by name: what an alarm or a policy comes to that takes one.

use serde_json::{Value as Json, json};
use stackwright::aws::apigatewayv2::{HttpApi, WebSocketApi};
use stackwright::aws::cloudwatch::Metric;
use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::elb::{
    HttpCodeElb, HttpCodeTarget, NetworkLoadBalancer, Target, TargetMetrics,
};
use stackwright::aws::scaling::StepScaling;
use stackwright::prelude::*;
use stackwright_assert::{any, like};

use super::{cluster, made, nginx, small, vpc, web};

/// The alarms that watch these metrics: each namespace, name, statistic and dimensions.
fn watched(metrics: impl FnOnce(Scope<'_>) -> Vec<Metric>) -> Vec<Json> {
    let template = made(|stack| {
        let of = stack.scope("Of");
        let metrics = metrics(of);
        let cluster = stack.add("Home", Cluster::imported("home", vpc(of.scope("Network"))));
        for (n, metric) in metrics.into_iter().enumerate() {
            let service = FargateService::imported(cluster, format!("s{n}"));
            let service = stack.add(format!("S{n}"), service);
            let steps = StepScaling::new(service, 1..=2, metric).at_least(1, 1);
            stack.add(format!("Steps{n:02}"), steps);
        }
    });
    let alarms = template.find_resources("AWS::CloudWatch::Alarm", any());
    let part = |alarm: &Json, name: &str| alarm["Properties"][name].clone();
    let said = alarms.iter().map(|found| {
        let dimensions = part(&found.value, "Dimensions");
        let pairs = dimensions.as_array().expect("dimensions").iter();
        let pairs = pairs.map(|pair| (pair["Name"].as_str().expect("a name"), &pair["Value"]));
        json!([
            part(&found.value, "Namespace"),
            part(&found.value, "MetricName"),
            part(&found.value, "Statistic"),
            pairs.collect::<std::collections::BTreeMap<_, _>>(),
        ])
    });
    said.collect()
}

#[test]
pub(crate) fn of_a_service_and_of_its_cluster() {
    let found = watched(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)).container_insights());
        let service = FargateService::new(cluster, web(stack, "Task"));
        let service = stack.add("Service", service);
        vec![
            service.cpu_utilization(),
            service.memory_utilization().maximum(),
            service.metric("EBSFilesystemUtilization"),
            service.running_tasks(),
            service.desired_tasks(),
            service.insights_metric("PendingTaskCount"),
            cluster.cpu_utilization(),
            cluster.memory_utilization(),
            cluster.cpu_reservation(),
            cluster.memory_reservation(),
            cluster.insights_metric("TaskCount").sum(),
        ]
    });
    let cluster = json!({"Fn::Select": [1, {"Fn::Split": ["/", {"Fn::GetAtt": ["OfService", "ServiceArn"]}]}]});
    let service =
        json!({"ClusterName": cluster, "ServiceName": {"Fn::GetAtt": ["OfService", "Name"]}});
    let cluster = json!({"ClusterName": {"Ref": "OfCluster"}});
    let (ecs, insights) = ("AWS/ECS", "ECS/ContainerInsights");
    assert_eq!(
        found,
        [
            json!([ecs, "CPUUtilization", "Average", service]),
            json!([ecs, "MemoryUtilization", "Maximum", service]),
            json!([ecs, "EBSFilesystemUtilization", "Average", service]),
            json!([insights, "RunningTaskCount", "Average", service]),
            json!([insights, "DesiredTaskCount", "Average", service]),
            json!([insights, "PendingTaskCount", "Average", service]),
            json!([ecs, "CPUUtilization", "Average", cluster]),
            json!([ecs, "MemoryUtilization", "Average", cluster]),
            json!([ecs, "CPUReservation", "Average", cluster]),
            json!([ecs, "MemoryReservation", "Average", cluster]),
            json!([insights, "TaskCount", "Sum", cluster]),
        ]
    );
}

/// A typed resource has them as well: the ARN of a service has the name of its cluster.
#[test]
fn of_a_service_that_is_no_construct() {
    let found = watched(|stack| {
        let typed = stack.add("Typed", cfn::ecs::Service::new());
        vec![ServiceHandle::from(typed).cpu_utilization()]
    });
    let arn = json!({"Fn::GetAtt": ["OfTyped", "ServiceArn"]});
    let cluster = json!({"Fn::Select": [1, {"Fn::Split": ["/", arn]}]});
    assert_eq!(found[0][3]["ClusterName"], cluster);
}

#[test]
pub(crate) fn of_load_balancers() {
    let found = watched(|stack| {
        let vpc = vpc(stack);
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc));
        let nlb = stack.add("Nlb", NetworkLoadBalancer::new(vpc));
        vec![
            alb.request_count(),
            alb.target_response_time(),
            alb.http_code_target(HttpCodeTarget::Success2xx),
            alb.http_code_target(HttpCodeTarget::Redirection3xx),
            alb.http_code_target(HttpCodeTarget::ClientError4xx),
            alb.http_code_target(HttpCodeTarget::ServerError5xx),
            alb.http_code_elb(HttpCodeElb::Redirection3xx),
            alb.http_code_elb(HttpCodeElb::ClientError4xx),
            alb.http_code_elb(HttpCodeElb::ServerError5xx),
            alb.active_connection_count(),
            alb.rejected_connection_count(),
            alb.metric("ConsumedLCUs"),
            nlb.active_flow_count(),
            nlb.new_flow_count(),
            nlb.processed_bytes(),
            nlb.metric("PeakPacketsPerSecond").maximum(),
        ]
    });
    let full = |id: &str| json!({"LoadBalancer": {"Fn::GetAtt": [id, "LoadBalancerFullName"]}});
    let (alb, nlb) = (full("OfAlb"), full("OfNlb"));
    let (http, network) = ("AWS/ApplicationELB", "AWS/NetworkELB");
    assert_eq!(
        found,
        [
            json!([http, "RequestCount", "Sum", alb]),
            json!([http, "TargetResponseTime", "Average", alb]),
            json!([http, "HTTPCode_Target_2XX_Count", "Sum", alb]),
            json!([http, "HTTPCode_Target_3XX_Count", "Sum", alb]),
            json!([http, "HTTPCode_Target_4XX_Count", "Sum", alb]),
            json!([http, "HTTPCode_Target_5XX_Count", "Sum", alb]),
            json!([http, "HTTPCode_ELB_3XX_Count", "Sum", alb]),
            json!([http, "HTTPCode_ELB_4XX_Count", "Sum", alb]),
            json!([http, "HTTPCode_ELB_5XX_Count", "Sum", alb]),
            json!([http, "ActiveConnectionCount", "Sum", alb]),
            json!([http, "RejectedConnectionCount", "Sum", alb]),
            json!([http, "ConsumedLCUs", "Average", alb]),
            json!([network, "ActiveFlowCount", "Average", nlb]),
            json!([network, "NewFlowCount", "Sum", nlb]),
            json!([network, "ProcessedBytes", "Sum", nlb]),
            json!([network, "PeakPacketsPerSecond", "Maximum", nlb]),
        ]
    );
}

/// A metric of targets without its load balancer is another one, which has no values.
#[test]
pub(crate) fn of_targets_behind_load_balancers() {
    let found = watched(|stack| {
        let vpc = vpc(stack);
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let nlb = stack.add("Nlb", NetworkLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = FargateService::new(cluster, small().container(nginx().port(80)))
            .behind(alb)
            .behind(front.path("/api/*"))
            .behind(nlb.tcp(80));
        let service = stack.add("Api", service);
        let of: Vec<TargetMetrics> = service.targets(stack);
        let first = Target::from(alb).targets();
        let by_hand = alb.load_balancer().targets(alb.target_group());
        let mut metrics: Vec<Metric> = of.iter().map(|of| of.healthy_host_count()).collect();
        metrics.extend([
            first.unhealthy_host_count(),
            first.request_count(),
            first.request_count_per_target(),
            by_hand.target_response_time(),
            by_hand.http_code_target(HttpCodeTarget::ServerError5xx),
        ]);
        metrics
    });
    let of = |balancer: &str, group: &str| {
        json!({
            "LoadBalancer": {"Fn::GetAtt": [balancer, "LoadBalancerFullName"]},
            "TargetGroup": {"Fn::GetAtt": [group, "TargetGroupFullName"]},
        })
    };
    let alb = of("OfAlbLoadBalancer", "OfAlbTargetGroup");
    let (http, network) = ("AWS/ApplicationELB", "AWS/NetworkELB");
    let healthy = "HealthyHostCount";
    assert_eq!(
        found,
        [
            json!([http, healthy, "Minimum", alb]),
            json!([
                http,
                healthy,
                "Minimum",
                of("OfFront", "OfApiOfFrontTargetGroup")
            ]),
            json!([
                network,
                healthy,
                "Minimum",
                of("OfNlb", "OfApiOfNlbTcp80TargetGroup")
            ]),
            json!([http, "UnHealthyHostCount", "Maximum", alb]),
            json!([http, "RequestCount", "Sum", alb]),
            json!([http, "RequestCountPerTarget", "Sum", alb]),
            json!([http, "TargetResponseTime", "Average", alb]),
            json!([http, "HTTPCode_Target_5XX_Count", "Sum", alb]),
        ]
    );
}

#[test]
pub(crate) fn of_apis() {
    let found = watched(|stack| {
        let http = stack.add("Http", HttpApi::new());
        let socket = stack.add("Socket", WebSocketApi::imported("a1b2c3d4e5"));
        vec![
            http.request_count(),
            http.client_errors(),
            http.server_errors(),
            http.latency(),
            http.integration_latency(),
            http.metric("DataProcessed").sum(),
            socket.connect_count(),
            socket.message_count(),
            socket.client_errors(),
            socket.integration_errors(),
            socket.metric("ExecutionError").sum(),
        ]
    });
    let (http, socket) = (
        json!({"ApiId": {"Ref": "OfHttp"}}),
        json!({"ApiId": "a1b2c3d4e5"}),
    );
    let name = "AWS/ApiGateway";
    assert_eq!(
        found,
        [
            json!([name, "Count", "Sum", http]),
            json!([name, "4xx", "Sum", http]),
            json!([name, "5xx", "Sum", http]),
            json!([name, "Latency", "Average", http]),
            json!([name, "IntegrationLatency", "Average", http]),
            json!([name, "DataProcessed", "Sum", http]),
            json!([name, "ConnectCount", "Sum", socket]),
            json!([name, "MessageCount", "Sum", socket]),
            json!([name, "ClientError", "Sum", socket]),
            json!([name, "IntegrationError", "Sum", socket]),
            json!([name, "ExecutionError", "Sum", socket]),
        ]
    );
}

/// What tracks a target takes them as well.
#[test]
fn a_policy_tracks_one() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let cpu = service.cpu_utilization().maximum();
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 1..=4).metric("Busy", cpu, 90),
        );
    });
    template.has_resource_properties(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        like!({ "TargetTrackingScalingPolicyConfiguration": { "CustomizedMetricSpecification": {
            "Namespace": "AWS/ECS",
            "MetricName": "CPUUtilization",
            "Statistic": "Maximum",
        } } }),
    );
}
