//! The forms that AWS CDK writes, resource by resource: ids and names are those of its own templates.

use insta::assert_snapshot;
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::prelude::*;
use stackwright_assert::Template;

use super::{adopted, deployed};
use crate::support::templates;

const BALANCED: &str = include_str!("../../peers/pool/templates/cdk-BalancedService.json");

/// A program with the paths of AWS CDK's pattern, in either order.
fn at_its_paths(forms_first: bool) -> App {
    let app = App::new();
    let stack = app.stack("BalancedService");
    if forms_first {
        stack.forms(Forms::aws_cdk());
    }
    let web = stack.scope("Web");
    let vpc = stack.add("Net", Vpc::imported("vpc-0123456789abcdef0"));
    let group = || SecurityGroup::new(vpc).without_outbound();
    let service = web.scope("Service").add("SecurityGroup", group());
    let front = web.scope("LB").add("SecurityGroup", group());
    stack.connect(front, service, Port::tcp(3000));
    let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
    let role = web.scope("TaskDef").add("ExecutionRole", role);
    stack.grant(
        role,
        Statement::allow(["ecr:GetAuthorizationToken"]).on(["*"]),
    );
    if !forms_first {
        stack.forms(Forms::aws_cdk());
    }
    app
}

#[test]
pub(crate) fn rules_and_policies_have_the_ids_of_aws_cdk() {
    let app = at_its_paths(true);
    let template = Template::of(&app.synth().stacks[0]);
    for (id, type_name) in [
        ("WebServiceSecurityGroupBAF50CC8", "AWS::EC2::SecurityGroup"),
        (
            "WebServiceSecurityGroupfromBalancedServiceWebLBSecurityGroup1EE629FA3000A2D85640",
            "AWS::EC2::SecurityGroupIngress",
        ),
        (
            "WebLBSecurityGrouptoBalancedServiceWebServiceSecurityGroup03B1FCEB3000A0ADFAD2",
            "AWS::EC2::SecurityGroupEgress",
        ),
        (
            "WebTaskDefExecutionRoleDefaultPolicyCD2B0D05",
            "AWS::IAM::Policy",
        ),
    ] {
        assert_eq!(template.json()["Resources"][id]["Type"], type_name, "{id}");
    }
    assert_snapshot!(templates(&app));
    assert_eq!(templates(&at_its_paths(false)), templates(&app));
}

#[test]
pub(crate) fn what_is_unsaid_is_what_aws_cdk_says() {
    let app = App::new();
    let stack = app.stack("Web");
    stack.forms(Forms::aws_cdk());
    let vpc = Vpc::imported("vpc-0123456789abcdef0").private(["subnet-0123456789abcdef0"]);
    let vpc = stack.add("Net", vpc);
    let names = stack.add("Names", PrivateDnsNamespace::new("web.internal", vpc));
    stack.add("Found", DiscoveryService::new(names, "web"));
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
    let image = "public.ecr.aws/docker/library/busybox:1.37";
    let task = task.container(Container::new("web", image));
    stack.add("Service", FargateService::new(cluster, task));
    let said = LogGroup::new().removal_policy(DeletionPolicy::Delete);
    stack.add("Said", said);
    assert_snapshot!(templates(&app));
}

/// With the forms, adoption has the policy of the execution role and the controller no more to say.
#[test]
pub(crate) fn a_balanced_service_in_the_forms_of_aws_cdk() {
    let build = |app: &App| {
        super::cdk::balanced(app);
        let stack = app.find("BalancedService").expect("it was just added");
        app.scope_of(stack).forms(Forms::aws_cdk());
    };
    let text = adopted(build, &deployed(BALANCED));
    assert!(!text.contains("DefaultPolicyCD2B0D05\",\n]));"), "{text}");
    assert_snapshot!(text);
}
