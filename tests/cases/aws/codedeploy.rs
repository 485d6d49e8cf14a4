use serde_json::json;
use stackwright::aws::codedeploy::{
    EcsApplication, EcsDeploymentConfig, EcsDeploymentConfigName, EcsDeploymentGroup, Shift,
};
use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::elb::{AlbHandle, Listener, TargetGroup, TargetGroupHandle};
use stackwright::check::{Options, check_app};
use stackwright::core::Severity;
use stackwright::prelude::*;
use stackwright_assert::{Findings, any, exact, like};

use super::{made, only, small, vpc};

const GROUP: &str = "AWS::CodeDeploy::DeploymentGroup";
const CONFIG: &str = "AWS::CodeDeploy::DeploymentConfig";

/// A service that CodeDeploy deploys, what it stands behind, and the second target group.
fn web(stack: Scope<'_>) -> (ServiceHandle, AlbHandle, TargetGroupHandle) {
    let vpc = vpc(stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
    let green = stack.add("Green", TargetGroup::new(vpc, Port::http(80)));
    let container = Container::new("web", "public.ecr.aws/nginx/nginx:1.27").port(80);
    let service = FargateService::new(cluster, small().container(container));
    let service = service.behind(alb).deployed_by_code_deploy();
    (stack.add("Service", service), alb, green)
}

#[test]
pub(crate) fn a_service_that_code_deploy_deploys() {
    let template = made(|stack| {
        web(stack);
    });
    only(
        &template,
        "AWS::ECS::Service",
        like!({
            "DeploymentController": { "Type": "CODE_DEPLOY" },
            // The circuit breaker is one of ECS's own deployments.
            "DeploymentConfiguration":
                exact(json!({"MaximumPercent": 200, "MinimumHealthyPercent": 100})),
        }),
    );
}

#[test]
pub(crate) fn a_deployment_group_that_says_nothing() {
    let template = made(|stack| {
        let (service, alb, green) = web(stack);
        let application = stack.add("Application", EcsApplication::new());
        let group = EcsDeploymentGroup::new(application, service, alb, green);
        stack.add("Group", group);
    });
    only(
        &template,
        GROUP,
        exact(json!({
            "ApplicationName": {"Ref": "Application"},
            "ServiceRoleArn": {"Fn::GetAtt": ["GroupServiceRole", "Arn"]},
            "DeploymentStyle": {
                "DeploymentType": "BLUE_GREEN",
                "DeploymentOption": "WITH_TRAFFIC_CONTROL",
            },
            "DeploymentConfigName": "CodeDeployDefault.ECSAllAtOnce",
            "ECSServices": [{
                "ClusterName": {"Ref": "Cluster"},
                "ServiceName": {"Fn::GetAtt": ["Service", "Name"]},
            }],
            "LoadBalancerInfo": {"TargetGroupPairInfoList": [{
                "TargetGroups": [
                    {"Name": {"Fn::GetAtt": ["AlbTargetGroup", "TargetGroupName"]}},
                    {"Name": {"Fn::GetAtt": ["Green", "TargetGroupName"]}},
                ],
                "ProdTrafficRoute": {"ListenerArns": [{"Ref": "AlbListener"}]},
            }]},
            "BlueGreenDeploymentConfiguration": {
                "DeploymentReadyOption": {"ActionOnTimeout": "CONTINUE_DEPLOYMENT"},
                "TerminateBlueInstancesOnDeploymentSuccess": {
                    "Action": "TERMINATE",
                    "TerminationWaitTimeInMinutes": 60,
                },
            },
            "AutoRollbackConfiguration": {"Enabled": true, "Events": ["DEPLOYMENT_FAILURE"]},
        })),
    );
    only(
        &template,
        "AWS::CodeDeploy::Application",
        exact(json!({"ComputePlatform": "ECS"})),
    );
    let policy = "arn:${AWS::Partition}:iam::aws:policy/AWSCodeDeployRoleForECS";
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({
            "ManagedPolicyArns": [{ "Fn::Sub": policy }],
            "AssumeRolePolicyDocument":
                { "Statement": [{ "Principal": { "Service": "codedeploy.amazonaws.com" } }] },
        }),
    );
}

#[test]
pub(crate) fn every_option_of_a_deployment_group() {
    let template = made(|stack| {
        let (service, alb, green) = web(stack);
        let role = stack.add(
            "Role",
            Role::imported("arn:aws:iam::111122223333:role/deploy"),
        );
        let test = Listener::forward(alb.load_balancer(), Port::http(8080), green);
        let test = stack.add("Test", test);
        let application = stack.add("Application", EcsApplication::imported("shop"));
        let group = EcsDeploymentGroup::new(application, service, alb, green)
            .name("web")
            .test_listener(test)
            .config(EcsDeploymentConfigName::canary_10_percent_5_minutes())
            .termination_wait(30.minutes())
            .approval_wait(8.hours())
            .alarm("errors")
            .ignore_lost_alarms()
            .rollback_when_stopped()
            .role(role);
        stack.add("Group", group);
    });
    only(
        &template,
        GROUP,
        like!({
            "ApplicationName": "shop",
            "ServiceRoleArn": "arn:aws:iam::111122223333:role/deploy",
            "DeploymentGroupName": "web",
            "DeploymentConfigName": "CodeDeployDefault.ECSCanary10Percent5Minutes",
            "LoadBalancerInfo": { "TargetGroupPairInfoList": [{
                "TestTrafficRoute": { "ListenerArns": [{ "Ref": "Test" }] },
            }] },
            "BlueGreenDeploymentConfiguration": exact(json!({
                "DeploymentReadyOption": {
                    "ActionOnTimeout": "STOP_DEPLOYMENT",
                    "WaitTimeInMinutes": 480,
                },
                "TerminateBlueInstancesOnDeploymentSuccess": {
                    "Action": "TERMINATE",
                    "TerminationWaitTimeInMinutes": 30,
                },
            })),
            "AlarmConfiguration": exact(json!({
                "Enabled": true,
                "IgnorePollAlarmFailure": true,
                "Alarms": [{"Name": "errors"}],
            })),
            "AutoRollbackConfiguration": exact(json!({
                "Enabled": true,
                "Events":
                    ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
            })),
        }),
    );
}

#[test]
pub(crate) fn a_deployment_group_that_rolls_nothing_back() {
    let template = made(|stack| {
        let (service, alb, green) = web(stack);
        let application = stack.add("Application", EcsApplication::new().name("shop"));
        let group = EcsDeploymentGroup::new(application, service, alb, green);
        stack.add("Group", group.without_rollback());
    });
    let rollback = exact(json!({"Enabled": false}));
    only(
        &template,
        GROUP,
        like!({ "AutoRollbackConfiguration": rollback }),
    );
}

/// They stay named, so that one word turns them on again.
#[test]
pub(crate) fn alarms_that_are_ignored_for_a_while() {
    let template = made(|stack| {
        let (service, alb, green) = web(stack);
        let application = stack.add("Application", EcsApplication::new());
        let group = EcsDeploymentGroup::new(application, service, alb, green);
        stack.add("Group", group.alarm("errors").ignore_alarms());
    });
    let alarms = json!({
        "Enabled": false,
        "IgnorePollAlarmFailure": false,
        "Alarms": [{"Name": "errors"}],
    });
    only(
        &template,
        GROUP,
        like!({ "AlarmConfiguration": exact(alarms) }),
    );
}

#[test]
pub(crate) fn traffic_is_shifted_at_once_or_in_steps() {
    let routing = |shift| {
        let template = made(|stack| {
            stack.add("Config", EcsDeploymentConfig::new(shift).name("own"));
        });
        only(
            &template,
            CONFIG,
            like!({ "ComputePlatform": "ECS", "DeploymentConfigName": "own" }),
        );
        let found = template.find_resources(CONFIG, any());
        found[0].value["Properties"]["TrafficRoutingConfig"].clone()
    };
    assert_eq!(routing(Shift::AllAtOnce), json!({"Type": "AllAtOnce"}));
    assert_eq!(
        routing(Shift::Canary(5.percent(), 10.minutes())),
        json!({
            "Type": "TimeBasedCanary",
            "TimeBasedCanary": {"CanaryPercentage": 5, "CanaryInterval": 10},
        })
    );
    assert_eq!(
        routing(Shift::Linear(20.percent(), 2.minutes())),
        json!({
            "Type": "TimeBasedLinear",
            "TimeBasedLinear": {"LinearPercentage": 20, "LinearInterval": 2},
        })
    );
}

#[test]
pub(crate) fn configurations_of_code_deploys_and_of_ones_own() {
    use EcsDeploymentConfigName as Name;

    let named = |name: fn(Scope<'_>) -> Name| {
        let template = made(|stack| {
            let (service, alb, green) = web(stack);
            let application = stack.add("Application", EcsApplication::new());
            let group = EcsDeploymentGroup::new(application, service, alb, green);
            stack.add("Group", group.config(name(stack)));
        });
        template.find_resources(GROUP, any())[0].value["Properties"]["DeploymentConfigName"].clone()
    };
    let own = |name: &str| json!(format!("CodeDeployDefault.ECS{name}"));
    assert_eq!(named(|_| Name::all_at_once()), own("AllAtOnce"));
    let canary = named(|_| Name::canary_10_percent_15_minutes());
    assert_eq!(canary, own("Canary10Percent15Minutes"));
    let linear = named(|_| Name::linear_10_percent_every_1_minute());
    assert_eq!(linear, own("Linear10PercentEvery1Minutes"));
    let linear = named(|_| Name::linear_10_percent_every_3_minutes());
    assert_eq!(linear, own("Linear10PercentEvery3Minutes"));
    let made = named(|stack| {
        let config = EcsDeploymentConfig::new(Shift::AllAtOnce);
        stack.add("Config", config).into()
    });
    assert_eq!(made, json!({"Ref": "Config"}));
    let imported = named(|stack| {
        let config = EcsDeploymentConfig::imported("slowly");
        stack.add("Config", config).into()
    });
    assert_eq!(imported, json!("slowly"));
}

#[test]
pub(crate) fn what_exists_in_code_deploy_is_left_alone() {
    let template = made(|stack| {
        let group = stack.add("Group", EcsDeploymentGroup::imported("web"));
        stack.add("Name", Output::new(group.reference()));
    });
    template.resource_count_is(GROUP, 0);
    template.has_output("Name", exact(json!({"Value": "web"})));
}

#[test]
pub(crate) fn nothing_is_to_be_said_of_code_deploy() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("team", "shop");
    let (service, alb, green) = web(*stack);
    let test = Listener::forward(alb.load_balancer(), Port::http(8080), green);
    let test = stack.add("Test", test);
    let client = stack.add("Client", SecurityGroup::imported("sg-1"));
    for port in [80, 8080] {
        stack.connect(client, alb.load_balancer(), Port::tcp(port));
    }
    let application = stack.add("Application", EcsApplication::new());
    let group = EcsDeploymentGroup::new(application, service, alb, green);
    stack.add("Group", group.test_listener(test));
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.severity != Severity::Info);
    Findings::of(&found).are_none();
}
