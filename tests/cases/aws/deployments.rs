use serde_json::{Value, json};
use stackwright::aws::ecs::{
    Cleanup, DeploymentController, Hook, PropagateTags, ServiceHandle, Stage, TaskRevision, Timeout,
};
use stackwright::aws::elb::{Action, Listener, LoadBalancerHandle};
use stackwright::cfn::cloudwatch;
use stackwright::cfn::kind::certificatemanager::CertificateArn;
use stackwright::cfn::kind::lambda::FunctionArn;
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Findings, Matcher, Template, absent, any, exact, like};

use super::{at, cluster, made, nginx, only, small, vpc, web};

const SERVICE: &str = "AWS::ECS::Service";
const ROLE: &str = "AWS::IAM::Role";
const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";
const TARGET: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const FUNCTION: &str = "arn:aws:lambda:eu-west-1:111122223333:function:smoke";

/// A service that nothing is in front of.
fn alone(set: impl FnOnce(FargateService) -> FargateService) -> Template {
    made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", set(service));
    })
}

fn deployment(template: &Template, configuration: impl Into<Matcher>) {
    only(
        template,
        SERVICE,
        like!({ "DeploymentConfiguration": configuration.into() }),
    );
}

/// A service at a place of a load balancer.
fn behind(stack: Scope<'_>, set: impl FnOnce(FargateService) -> FargateService) -> ServiceHandle {
    let vpc = vpc(stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
    let task = small().container(nginx().port(8080));
    let service = FargateService::new(cluster, task).behind(place(front));
    stack.add("Service", set(service))
}

fn place(front: LoadBalancerHandle) -> stackwright::aws::elb::Place {
    front.path("/v1/*").health_check("/healthz")
}

#[test]
pub(crate) fn a_breaker_after_so_many_failures() {
    let breaker = |breaker: CircuitBreaker| alone(|service| service.circuit_breaker(breaker));
    let template = breaker(CircuitBreaker::after(5.failures()).cumulative());
    deployment(
        &template,
        like!({ "DeploymentCircuitBreaker": exact(json!({
            "Enable": true,
            "Rollback": true,
            "ThresholdConfiguration": {"Type": "COUNT", "Value": 5},
            "ResetOnHealthyTask": false,
        })) }),
    );
    let template = breaker(CircuitBreaker::after(20.percent()).without_rollback());
    deployment(
        &template,
        like!({ "DeploymentCircuitBreaker": exact(json!({
            "Enable": true,
            "Rollback": false,
            "ThresholdConfiguration": {"Type": "BOUNDED_PERCENT", "Value": 20},
        })) }),
    );
    let unbounded = CircuitBreaker::after(20.percent()).unbounded();
    let template = breaker(unbounded.reset_on_healthy_task());
    deployment(
        &template,
        like!({ "DeploymentCircuitBreaker": {
            "ThresholdConfiguration": {"Type": "UNBOUNDED_PERCENT", "Value": 20},
            "ResetOnHealthyTask": true,
        } }),
    );
}

#[test]
pub(crate) fn done_before_every_task_is_healthy() {
    let template = alone(|service| service.done_when_healthy(80.percent()));
    deployment(
        &template,
        like!({ "EarlySuccessCriteria": exact(json!({
            "Enable": true, "HealthyPercent": 80, "SourceServiceRevisionCleanup": "DEFERRED",
        })) }),
    );
    let template = alone(|service| service.done_early(50.percent(), Cleanup::Blocking));
    deployment(
        &template,
        like!({ "EarlySuccessCriteria": { "SourceServiceRevisionCleanup": "BLOCKING" } }),
    );
}

fn alarm() -> cloudwatch::Alarm {
    cloudwatch::Alarm::new()
        .comparison_operator(cloudwatch::alarm::ComparisonOperator::GreaterThanThreshold)
        .evaluation_periods(1)
        .namespace("AWS/ECS")
        .metric_name("CPUUtilization")
        .statistic(cloudwatch::alarm::Statistic::Average)
        .period(60)
        .threshold(90)
}

#[test]
pub(crate) fn alarms_roll_a_deployment_back() {
    let template = made(|stack| {
        let errors = stack.add("Errors", alarm());
        let service = FargateService::new(cluster(stack), web(stack, "Task"))
            .deployment_alarms([errors])
            .deployment_alarms(["latency"])
            .without_rollback_on_alarm();
        stack.add("Service", service);
    });
    deployment(
        &template,
        like!({ "Alarms": exact(json!({
            "AlarmNames": [{"Ref": "Errors"}, "latency"], "Enable": true, "Rollback": false,
        })) }),
    );
}

/// An alarm on the service's own metrics needs the service: were the service to need the alarm,
/// CloudFormation could make neither.
#[test]
pub(crate) fn a_deployment_alarm_on_the_service_makes_no_cycle() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let named = stack.add("Named", alarm().alarm_name("busy"));
        let unnamed = stack.add("Unnamed", alarm());
        let service = FargateService::new(cluster, web(stack, "Task"));
        let service = stack.add("Service", service.deployment_alarms([named, unnamed]));
        for alarm in [named, unnamed] {
            stack.edit(alarm, |alarm| {
                alarm.dimensions([cloudwatch::alarm::Dimension::new()
                    .name("ServiceName")
                    .value(service.name())])
            });
        }
    });
    deployment(
        &template,
        like!({ "Alarms": { "AlarmNames": ["busy", "Test-Unnamed"] } }),
    );
    let name = like!({ "AlarmName": "Test-Unnamed" });
    at(&template, "Unnamed", "AWS::CloudWatch::Alarm", name);
}

#[test]
pub(crate) fn a_hook_calls_a_function_with_a_role_that_may_call_it() {
    let hook = Hook::lambda(FUNCTION)
        .at(Stage::PostTestTrafficShift)
        .at(Stage::PostProductionTrafficShift)
        .timeout(Timeout::continue_after(90.seconds()))
        .details(stackwright::core::object!({ "path": "/healthz" }));
    let template = alone(|service| service.blue_green().hook(hook));
    deployment(
        &template,
        like!({ "LifecycleHooks": exact(json!([{
            "LifecycleStages": ["POST_TEST_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"],
            "TimeoutConfiguration": {"Action": "CONTINUE", "TimeoutInMinutes": 2},
            "TargetType": "AWS_LAMBDA",
            "HookTargetArn": FUNCTION,
            "RoleArn": {"Fn::GetAtt": ["ServiceHookRole", "Arn"]},
            "HookDetails": {"path": "/healthz"},
        }])) }),
    );
    let call =
        json!({ "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": FUNCTION });
    at(
        &template,
        "ServiceHookRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [exact(call)] } }] }),
    );
}

#[test]
pub(crate) fn a_pause_before_production_needs_no_role() {
    let pause = Timeout::rollback_after(1.hours());
    let template = alone(|service| {
        service
            .canary(10.percent(), 10.minutes())
            .pause_before_production(pause)
    });
    deployment(
        &template,
        like!({ "LifecycleHooks": exact(json!([{
            "LifecycleStages": ["PRE_PRODUCTION_TRAFFIC_SHIFT"],
            "TimeoutConfiguration": {"Action": "ROLLBACK", "TimeoutInMinutes": 60},
            "TargetType": "PAUSE",
        }])) }),
    );
    template.resource_count_is(ROLE, 2);
}

#[test]
pub(crate) fn every_stage_has_its_word() {
    let stages = [
        Stage::ReconcileService,
        Stage::PreScaleUp,
        Stage::PostScaleUp,
        Stage::TestTrafficShift,
        Stage::PostTestTrafficShift,
        Stage::PreProductionTrafficShift,
        Stage::ProductionTrafficShift,
        Stage::PostProductionTrafficShift,
    ];
    let hook = stages.into_iter().fold(Hook::lambda(FUNCTION), Hook::at);
    let template = alone(|service| service.blue_green().hook(hook));
    deployment(
        &template,
        like!({ "LifecycleHooks": [{ "LifecycleStages": exact(json!([
            "RECONCILE_SERVICE",
            "PRE_SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT",
        ])) }] }),
    );
}

#[test]
pub(crate) fn blue_green_from_one_word() {
    let template = made(|stack| {
        behind(stack, |service| {
            service
                .blue_green()
                .bake(5.minutes())
                .test_header("x-test", "yes")
        });
    });
    deployment(
        &template,
        like!({ "Strategy": "BLUE_GREEN", "BakeTimeInMinutes": 5 }),
    );
    template.resource_count_is(TARGET, 2);
    template.resource_count_is(RULE, 2);
    only(
        &template,
        SERVICE,
        like!({ "LoadBalancers": [exact(json!({
            "ContainerName": "web",
            "ContainerPort": 8080,
            "TargetGroupArn": {"Ref": "ServiceFrontTargetGroup"},
            "AdvancedConfiguration": {
                "AlternateTargetGroupArn": {"Ref": "ServiceFrontAlternateTargetGroup"},
                "ProductionListenerRule": {"Fn::GetAtt": ["ServiceFrontRule", "RuleArn"]},
                "TestListenerRule": {"Fn::GetAtt": ["ServiceFrontTestRule", "RuleArn"]},
                "RoleArn": {"Fn::GetAtt": ["ServiceLoadBalancerRole", "Arn"]},
            },
        }))] }),
    );
    let policy = [
        "arn:",
        ":iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
    ];
    let role = &template.json()["Resources"]["ServiceLoadBalancerRole"]["Properties"];
    let managed = role["ManagedPolicyArns"].to_string();
    assert!(
        policy.iter().all(|part| managed.contains(part)),
        "{managed}"
    );
}

/// At a listener of its own, the same requests reach the new tasks before others do.
#[test]
pub(crate) fn new_tasks_are_tested_at_another_listener() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let test = Listener::new(front, Port::http(9000), Action::respond(404));
        let test = stack.add("Test", test);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = small().container(nginx().port(80));
        let service = FargateService::new(cluster, task)
            .behind(front.host("shop.example.com").path("/v1/*"))
            .blue_green()
            .test_listener(test);
        stack.add("Web", service);
    });
    let conditions = like!([{ "Field": "host-header" }, { "Field": "path-pattern" }]);
    at(
        &template,
        "WebFrontTestRule",
        RULE,
        like!({
            "ListenerArn": { "Ref": "Test" },
            "Conditions": conditions.clone(),
            "Actions": [{ "TargetGroupArn": { "Ref": "WebFrontAlternateTargetGroup" } }],
        }),
    );
    at(
        &template,
        "WebFrontRule",
        RULE,
        like!({
            "Conditions": conditions,
            "Actions": [{ "ForwardConfig": { "TargetGroups": [
                { "TargetGroupArn": { "Ref": "WebFrontTargetGroup" }, "Weight": 100 },
                { "TargetGroupArn": { "Ref": "WebFrontAlternateTargetGroup" }, "Weight": 0 },
            ] } }],
        }),
    );
    only(
        &template,
        SERVICE,
        like!({ "LoadBalancers": [{ "AdvancedConfiguration": {
            "TestListenerRule": { "Fn::GetAtt": ["WebFrontTestRule", "RuleArn"] },
        } }] }),
    );
}

#[test]
pub(crate) fn canary_and_linear_with_their_whiles() {
    let template = made(|stack| {
        behind(stack, |service| service.canary(2.5.percent(), 10.minutes()));
    });
    deployment(
        &template,
        like!({
            "Strategy": "CANARY",
            "CanaryConfiguration": exact(json!({"CanaryPercent": 2.5, "CanaryBakeTimeInMinutes": 10})),
        }),
    );
    let template = made(|stack| {
        behind(stack, |service| service.linear(20.percent(), 3.minutes()));
    });
    deployment(
        &template,
        like!({
            "Strategy": "LINEAR",
            "LinearConfiguration": exact(json!({"StepPercent": 20.0, "StepBakeTimeInMinutes": 3})),
        }),
    );
}

/// <https://github.com/aws/aws-cdk/issues/36649>: CloudFormation sets the weights of a rule back
/// wherever the rule in the template has changed, so nothing about the service may change it.
#[test]
pub(crate) fn a_production_rule_keeps_its_bytes_whatever_becomes_of_the_service() {
    let rule = |set: fn(FargateService) -> FargateService| {
        let template = made(|stack| {
            behind(stack, |service| set(service.blue_green()));
        });
        template.json()["Resources"]["ServiceFrontRule"].clone()
    };
    let before = rule(|service| service);
    assert_ne!(before, Value::Null);
    let after = rule(|service| {
        service
            .canary(10.percent(), 10.minutes())
            .bake(1.hours())
            .test_header("x-test", "yes")
            .redeploy_when("2")
            .desired_count(7)
            .hook(Hook::pause().at(Stage::PostScaleUp))
    });
    assert_eq!(before, after);
}

#[test]
pub(crate) fn a_deployment_that_shifts_is_clean() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("Team", "shop");
    let certificate = stack.add(
        "Certificate",
        Parameter::of_type::<CertificateArn>("String"),
    );
    let function = stack.add("Function", Parameter::of_type::<FunctionArn>("String"));
    let vpc = vpc(*stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("Front", front.certificate(certificate));
    let container = Container::new("web", "public.ecr.aws/nginx/nginx:1.27").port(8080);
    let service = FargateService::new(cluster, small().container(container))
        .behind(place(front))
        .canary(10.percent(), 10.minutes())
        .bake(10.minutes())
        .test_header("x-test", "yes")
        .circuit_breaker(CircuitBreaker::after(3.failures()))
        .done_when_healthy(90.percent())
        .fast_metrics()
        .redeploy_when("1")
        .pause_before_production(Timeout::rollback_after(1.hours()))
        .hook(Hook::lambda(function).at(Stage::PostTestTrafficShift));
    stack.add("Service", service);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    // That nobody watches the service is advice, and true.
    found.retain(|found| found.code != "OPS437");
    Findings::of(&found).are_none();
}

#[test]
pub(crate) fn all_tasks_start_anew_when_a_value_changes() {
    let template = made(|stack| {
        let version = stack.add("Version", Parameter::string());
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.redeploy_when(version));
    });
    let force = exact(json!({
        "EnableForceNewDeployment": true, "ForceNewDeploymentNonce": {"Ref": "Version"},
    }));
    only(&template, SERVICE, like!({ "ForceNewDeployment": force }));
}

#[test]
pub(crate) fn tasks_are_evened_out_among_zones_where_there_is_room() {
    let said = |set: fn(FargateService) -> FargateService, word: Matcher| {
        let template = alone(set);
        only(
            &template,
            SERVICE,
            like!({ "AvailabilityZoneRebalancing": word }),
        );
    };
    said(|service| service, exact(json!("ENABLED")));
    said(
        |service| service.without_zone_rebalancing(),
        exact(json!("DISABLED")),
    );
    said(
        |service| service.min_healthy(0.percent()).max_running(100.percent()),
        absent(),
    );
}

#[test]
pub(crate) fn a_revision_of_the_task_by_number_or_the_latest() {
    let family = json!({"Fn::Select": [0, {"Fn::Split": [":", {"Fn::Select": [1, {"Fn::Split": ["/", {"Ref": "Task"}]}]}]}]});
    let template = alone(|service| service.task_revision(TaskRevision::Latest));
    only(
        &template,
        SERVICE,
        like!({ "TaskDefinition": exact(family.clone()) }),
    );
    let template = alone(|service| service.task_revision(TaskRevision::Number(7)));
    only(
        &template,
        SERVICE,
        like!({ "TaskDefinition": exact(json!({"Fn::Sub": ["${Family}:7", {"Family": family}]})) }),
    );
}

#[test]
pub(crate) fn tags_from_elsewhere_or_none() {
    let template = alone(|service| {
        service
            .propagate_tags(PropagateTags::TaskDefinition)
            .without_managed_tags()
    });
    only(
        &template,
        SERVICE,
        like!({ "PropagateTags": "TASK_DEFINITION", "EnableECSManagedTags": false }),
    );
    let template = alone(|service| service.propagate_tags(PropagateTags::None));
    only(&template, SERVICE, like!({ "PropagateTags": absent() }));
}

#[test]
pub(crate) fn metrics_every_twenty_seconds() {
    let template = alone(|service| service.fast_metrics());
    let metrics = exact(json!({"MetricConfigurations": [{
        "MetricNames": ["CPUUtilization", "MemoryUtilization"], "ResolutionSeconds": 20,
    }]}));
    only(&template, SERVICE, like!({ "Monitoring": metrics }));
}

#[test]
pub(crate) fn another_controller_gets_no_circuit_breaker() {
    let template = alone(|service| service.deployment_controller(DeploymentController::CodeDeploy));
    only(
        &template,
        SERVICE,
        like!({
            "DeploymentController": {"Type": "CODE_DEPLOY"},
            "DeploymentConfiguration": { "DeploymentCircuitBreaker": absent() },
        }),
    );
    let template = alone(|service| service.deployment_controller(DeploymentController::Ecs));
    only(
        &template,
        SERVICE,
        like!({
            "DeploymentController": {"Type": "ECS"},
            "DeploymentConfiguration": { "DeploymentCircuitBreaker": any() },
        }),
    );
}
