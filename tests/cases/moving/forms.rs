//! The forms that AWS CDK writes, resource by resource: ids and names are those of its own templates.

use insta::assert_snapshot;
use stackwright::aws::ecs::Ec2Task;
use stackwright::aws::events::{EventPattern, Rule};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::route53::HostedZone;
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

/// Capacity of Fargate that a service or the cluster names stands beside the cluster, as AWS CDK lists it.
#[test]
pub(crate) fn capacity_of_fargate_that_is_used_stands_beside_the_cluster() {
    let build = |names: bool, defaults: bool| {
        let app = App::new();
        let stack = app.stack("Web");
        stack.forms(Forms::aws_cdk());
        let vpc = Vpc::imported("vpc-0123456789abcdef0").private(["subnet-0123456789abcdef0"]);
        let vpc = stack.add("Net", vpc);
        let mut cluster = Cluster::new(vpc);
        if defaults {
            cluster = cluster.default_strategy(CapacityProvider::fargate_spot());
        }
        let cluster = stack.add("Cluster", cluster);
        let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512));
        let image = "public.ecr.aws/docker/library/busybox:1.37";
        let task = task.container(Container::new("web", image));
        let mut service = FargateService::new(cluster, task);
        if names {
            service = service.on([CapacityProvider::fargate_spot().weight(1)]);
        }
        stack.add("Service", service);
        let template = Template::of(&app.synth().stacks[0]);
        let resources = template.json()["Resources"].as_object().cloned();
        let resources = resources.expect("resources");
        let of_type = |type_name: &str| {
            let mut all = resources.values().filter(|one| one["Type"] == type_name);
            all.next().cloned()
        };
        let cluster = of_type("AWS::ECS::Cluster").expect("the cluster");
        assert_eq!(cluster["Properties"].get("CapacityProviders"), None);
        assert_eq!(
            cluster["Properties"].get("DefaultCapacityProviderStrategy"),
            None
        );
        of_type("AWS::ECS::ClusterCapacityProviderAssociations").map(|mut one| {
            let of = one["Properties"].take();
            (
                of["CapacityProviders"].to_string(),
                of["DefaultCapacityProviderStrategy"].to_string(),
            )
        })
    };
    let both = r#"["FARGATE","FARGATE_SPOT"]"#;
    assert_eq!(build(false, false), None);
    assert_eq!(build(true, false), Some((both.into(), "[]".into())));
    let (list, strategy) = build(false, true).expect("it stands beside");
    assert_eq!(list, both);
    assert!(strategy.contains("FARGATE_SPOT"), "{strategy}");
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

/// What it writes of groups, records, repositories, rules and services, where the program leaves it to it.
#[test]
pub(crate) fn groups_records_and_what_is_left_open_are_as_in_aws_cdk() {
    let app = App::new();
    let stack = app.stack("Web");
    stack.forms(Forms::aws_cdk());
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
    let zone = HostedZone::imported("Z0123456789ABCDEFGHIJ", "shop.example.com");
    let zone = stack.add("Zone", zone);
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("LB", front.domain("www.shop.example.com", zone));
    let images = stack.add("Images", EcrRepository::new());
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let container = Container::new("web", images.image("1")).port(80);
    let container = container.memory_reservation(512.mib());
    let service = Ec2Service::new(cluster, Ec2Task::new().container(container));
    stack.add("Service", service.behind(front));
    let closed = SecurityGroup::new(vpc).without_outbound();
    stack.add(
        "Closed",
        closed.allow_from(Peer::ipv4("10.1.0.0/16"), Port::udp(53)),
    );
    let logs = stack.add("Kept", LogGroup::new());
    stack.add("Rule", Rule::new(EventPattern::source("shop")).to(logs));
    let template = Template::of(&app.synth().stacks[0]);
    let resources = &template.json()["Resources"];
    let property = |id: &str, pointer: &str| {
        let of = resources[id].pointer(pointer);
        of.unwrap_or_else(|| panic!("{id} has no {pointer}"))
            .clone()
    };
    let called = |type_name: &str, start: &str| {
        let mut all = resources.as_object().expect("resources").iter();
        let found = all.find(|(id, own)| own["Type"] == type_name && id.starts_with(start));
        let (id, _) = found.unwrap_or_else(|| panic!("no {type_name} {start}"));
        id.clone()
    };
    let of_type = |type_name: &str| called(type_name, "");
    // The load balancer's group has no rule of its own for what leaves, because one stands beside it.
    let group = "AWS::EC2::SecurityGroup";
    let balancer = called(group, "LB");
    let balancer = balancer.as_str();
    assert!(
        resources[balancer]
            .pointer("/Properties/SecurityGroupEgress")
            .is_none()
    );
    let first = property(balancer, "/Properties/SecurityGroupIngress/0/Description");
    assert_eq!(first, "Allow from anyone on port 443");
    for type_name in [
        "AWS::EC2::SecurityGroupEgress",
        "AWS::EC2::SecurityGroupIngress",
    ] {
        let text = property(&of_type(type_name), "/Properties/Description");
        assert_eq!(text, "Load balancer to target");
    }
    let closed = called(group, "Closed");
    let closed = |pointer: &str| property(&closed, &format!("/Properties/{pointer}"));
    assert_eq!(
        closed("SecurityGroupEgress/0/Description"),
        "Disallow all traffic"
    );
    assert_eq!(
        closed("SecurityGroupIngress/0/Description"),
        "from 10.1.0.0/16:UDP 53"
    );
    let record = of_type("AWS::Route53::RecordSet");
    assert_eq!(
        property(&record, "/Properties/Name"),
        "www.shop.example.com."
    );
    let target = property(&record, "/Properties/AliasTarget/DNSName").to_string();
    assert!(target.contains("dualstack."), "{target}");
    let images = of_type("AWS::ECR::Repository");
    assert_eq!(resources[&images]["DeletionPolicy"], "Retain");
    assert!(
        resources[&images]
            .pointer("/Properties/ImageTagMutability")
            .is_none()
    );
    let service = of_type("AWS::ECS::Service");
    assert_eq!(
        property(&service, "/Properties/SchedulingStrategy"),
        "REPLICA"
    );
    let rule = of_type("AWS::Events::Rule");
    assert_eq!(property(&rule, "/Properties/Targets/0/Id"), "Target0");
    for (start, days) in [("Service", serde_json::Value::Null), ("Kept", 731.into())] {
        let logs = called("AWS::Logs::LogGroup", start);
        assert_eq!(resources[&logs]["Properties"]["RetentionInDays"], days);
    }
}

/// Subnets of a name of their own have the ids and tags of AWS CDK.
#[test]
pub(crate) fn subnets_that_are_called_otherwise() {
    let app = App::new();
    let stack = app.stack("Platform");
    stack.forms(Forms::aws_cdk());
    let vpc = Vpc::new("10.0.0.0/16").without_private().isolated();
    let vpc = vpc.route_table_each().called(SubnetKind::Isolated, "App");
    stack.add("Network", vpc);
    let template = Template::of(&app.synth().stacks[0]);
    let resources = &template.json()["Resources"];
    for (id, name, kind) in [
        ("NetworkAppSubnet1SubnetFF6B5364", "App", "Isolated"),
        ("NetworkPublicSubnet1Subnet5B78347B", "Public", "Public"),
    ] {
        let tags = resources[id]["Properties"]["Tags"].as_array().expect(id);
        for (key, value) in [("aws-cdk:subnet-name", name), ("aws-cdk:subnet-type", kind)] {
            assert!(
                tags.contains(&serde_json::json!({"Key": key, "Value": value})),
                "{tags:?}"
            );
        }
    }
    let all = resources.as_object().expect("resources");
    assert!(all.keys().all(|id| !id.contains("Private")), "{all:?}");
    assert!(
        all.values()
            .all(|own| own["Type"] != "AWS::EC2::NatGateway")
    );
}

/// AWS CDK tells paths by what a stack is called in the program, whatever it is deployed as.
#[test]
pub(crate) fn paths_begin_with_the_id_of_the_stack() {
    let app = App::new();
    let stack = app.stack("ShopStack").name("shop-prod");
    stack.forms(Forms::aws_cdk());
    let vpc = stack.add("VPC", Vpc::new("10.0.0.0/16"));
    stack.add("Group", SecurityGroup::new(vpc));
    let synthesis = app.synth();
    assert_eq!(synthesis.stacks[0].name, "shop-prod");
    let template = Template::of(&synthesis.stacks[0]).json().to_string();
    for text in [
        r#""GroupDescription":"ShopStack/Group""#,
        r#"{"Key":"Name","Value":"ShopStack/VPC/PublicSubnet1"}"#,
        r#""aws:cdk:path":"ShopStack/Group/Resource""#,
    ] {
        assert!(template.contains(text), "{text} in {template}");
    }
    assert!(!template.contains("shop-prod"), "{template}");
}
