use serde_json::json;
use stackwright::aws::elb::{Action, ApplicationLoadBalancer, Listener};
use stackwright::aws::vpclattice::{
    LatticeAction, LatticeAlbTargetGroup, LatticeAuth, LatticeFunctionTargetGroup, LatticeListener,
    LatticeMatch, LatticeRule, LatticeService, LatticeTargetGroup, LatticeTargetGroupHandle,
    PrivateDns, ServiceNetwork, ServiceNetworkServiceAssociation, ServiceNetworkVpcAssociation,
};
use stackwright::check::{Options, check_app};
use stackwright::core::{IntoValue, Severity};
use stackwright::prelude::*;
use stackwright_assert::{Findings, any, exact, like};

use super::{cluster, ids, made, nginx, only, small, vpc};

fn lattice() -> Peer {
    Peer::prefix_list("pl-0721453c7ac4ec009")
}

fn group(stack: Scope<'_>) -> LatticeTargetGroupHandle {
    let vpc = stack.add("TargetVpc", Vpc::imported("vpc-0a1b2c3d"));
    stack.add(
        "Group",
        LatticeTargetGroup::new(vpc, Port::http(80), lattice()),
    )
}

fn named() -> FargateTask {
    small().container(nginx().named_port("http", Port::http(80)))
}

/// Requests come from addresses that no group has: without the rule, no task is ever well.
#[test]
pub(crate) fn a_service_lets_vpc_lattice_in() {
    let template = made(|stack| {
        let group = group(stack);
        let service = FargateService::new(cluster(stack), named());
        stack.add("Service", service.lattice(group.port("http")));
    });
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "VpcLatticeConfigurations": exact(json!([{
            "PortName": "http",
            "RoleArn": {"Fn::GetAtt": ["ServiceLatticeRole", "Arn"]},
            "TargetGroupArn": {"Fn::GetAtt": ["Group", "Arn"]},
        }])) }),
    );
    let policy = "policy/AmazonECSInfrastructureRolePolicyForVpcLattice";
    let policy = format!("arn:${{AWS::Partition}}:iam::aws:{policy}");
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({ "ManagedPolicyArns": [{ "Fn::Sub": policy }] }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [{
            "SourcePrefixListId": "pl-0721453c7ac4ec009",
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
        }] }),
    );
}

/// The second group and the rules are those of VPC Lattice: it is let in for both groups, once.
#[test]
pub(crate) fn a_deployment_shifts_requests_between_two_groups_of_vpc_lattice() {
    let template = made(|stack| {
        let group = group(stack);
        let other = LatticeTargetGroup::new(vpc(stack.scope("Other")), Port::http(80), lattice());
        let other = stack.add("Green", other);
        let orders = stack.add("Orders", LatticeService::new());
        let listener = LatticeListener::new(orders, Port::http(80), LatticeAction::forward(group));
        let listener = stack.add("Http", listener);
        let [rule, test] = [("Rule", 1, group), ("TestRule", 2, other)].map(|(id, n, to)| {
            let matches = LatticeMatch::path_prefix(format!("/{id}"));
            let rule = LatticeRule::new(listener, n, matches, LatticeAction::forward(to));
            stack.add(id, rule)
        });
        let target = group.port("http").shifting_to(other, rule).test_rule(test);
        let service = FargateService::new(cluster(stack), named());
        stack.add("Service", service.blue_green().lattice(target));
    });
    only(
        &template,
        "AWS::ECS::Service",
        like!({
            "DeploymentConfiguration": { "Strategy": "BLUE_GREEN" },
            "VpcLatticeConfigurations": exact(json!([{
                "PortName": "http",
                "RoleArn": {"Fn::GetAtt": ["ServiceLatticeRole", "Arn"]},
                "TargetGroupArn": {"Fn::GetAtt": ["Group", "Arn"]},
                "AdvancedConfiguration": {
                    "AlternateTargetGroupArn": {"Fn::GetAtt": ["Green", "Arn"]},
                    "ProductionListenerRule": {"Fn::GetAtt": ["Rule", "Arn"]},
                    "TestListenerRule": {"Fn::GetAtt": ["TestRule", "Arn"]},
                },
            }])),
        }),
    );
    let groups = template.find_resources("AWS::EC2::SecurityGroup", any());
    let rules = &groups[0].value["Properties"]["SecurityGroupIngress"];
    assert_eq!(rules.as_array().map(Vec::len), Some(1), "{rules:#}");
}

#[test]
pub(crate) fn a_target_group_of_addresses() {
    let template = made(|stack| {
        let check = TargetHealthCheck::path("/health").port(Port::http(8081));
        let group = LatticeTargetGroup::new(vpc(stack), Port::http(8080), lattice())
            .name("orders")
            .grpc()
            .health_check(check);
        stack.add("Group", group);
    });
    only(
        &template,
        "AWS::VpcLattice::TargetGroup",
        exact(json!({
            "Type": "IP",
            "Name": "orders",
            "Config": {
                "VpcIdentifier": "vpc-0a1b2c3d",
                "Protocol": "HTTP",
                "Port": 8080,
                "ProtocolVersion": "GRPC",
                "HealthCheck": {
                    "Enabled": true,
                    "ProtocolVersion": "HTTP1",
                    "Path": "/health",
                    "Port": 8081,
                    "HealthCheckIntervalSeconds": 30,
                    "HealthCheckTimeoutSeconds": 5,
                    "HealthyThresholdCount": 2,
                    "UnhealthyThresholdCount": 3,
                    "Matcher": {"HttpCode": "200"},
                },
            },
        })),
    );
}

/// What answers where gRPC is spoken speaks HTTP/2 only.
#[test]
pub(crate) fn the_health_of_what_speaks_grpc() {
    let template = made(|stack| {
        let group = LatticeTargetGroup::new(vpc(stack), Port::http(8080), lattice())
            .grpc()
            .health_check("/health");
        stack.add("Group", group);
    });
    let config = like!({ "HealthCheck": { "ProtocolVersion": "HTTP2" } });
    only(
        &template,
        "AWS::VpcLattice::TargetGroup",
        like!({ "Config": config }),
    );
}

#[test]
pub(crate) fn a_target_group_of_instances() {
    let template = made(|stack| {
        let group = LatticeTargetGroup::instances(vpc(stack), Port::http(8080));
        stack.add("Group", group.instance("i-0a1b2c3d").instance("i-1a2b3c4d"));
    });
    only(
        &template,
        "AWS::VpcLattice::TargetGroup",
        exact(json!({
            "Type": "INSTANCE",
            "Config": {"VpcIdentifier": "vpc-0a1b2c3d", "Protocol": "HTTP", "Port": 8080},
            "Targets": [{"Id": "i-0a1b2c3d"}, {"Id": "i-1a2b3c4d"}],
        })),
    );
}

/// The load balancer lets VPC Lattice in, and listens before it is a target.
#[test]
pub(crate) fn a_target_group_of_a_load_balancer() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let listener = Listener::new(front, Port::http(80), Action::respond(404));
        let listener = stack.add("Listener", listener);
        let group = LatticeAlbTargetGroup::new(vpc, Port::http(80), front, listener, lattice());
        stack.add("Group", group.name("front"));
    });
    only(
        &template,
        "AWS::VpcLattice::TargetGroup",
        exact(json!({
            "Type": "ALB",
            "Name": "front",
            "Config": {"VpcIdentifier": "vpc-0a1b2c3d", "Protocol": "HTTP", "Port": 80},
            "Targets": [{"Id": {"Fn::GetAtt": ["Front", "LoadBalancerArn"]}, "Port": 80}],
        })),
    );
    template.has_resource(
        "AWS::VpcLattice::TargetGroup",
        like!({ "DependsOn": "Listener" }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [
            { "FromPort": 80, "SourcePrefixListId": "pl-0721453c7ac4ec009" },
        ] }),
    );
}

#[test]
pub(crate) fn a_target_group_of_a_function() {
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:old";
    let template = made(|stack| {
        stack.add(
            "Group",
            LatticeFunctionTargetGroup::new(function).name("old"),
        );
    });
    only(
        &template,
        "AWS::VpcLattice::TargetGroup",
        exact(json!({
            "Type": "LAMBDA",
            "Name": "old",
            "Config": {"LambdaEventStructureVersion": "V2"},
            "Targets": [{"Id": function}],
        })),
    );
    only(
        &template,
        "AWS::Lambda::Permission",
        exact(json!({
            "Action": "lambda:InvokeFunction",
            "FunctionName": function,
            "Principal": "vpc-lattice.amazonaws.com",
            "SourceArn": {"Fn::GetAtt": ["Group", "Arn"]},
        })),
    );
}

#[test]
fn lat102_a_load_balancer_that_faces_the_internet() {
    let app = App::new();
    let stack = *app.stack("Test");
    let vpc = vpc(stack);
    let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
    let listener = Listener::new(front, Port::http(80), Action::respond(404));
    let listener = stack.add("Listener", listener);
    let group = LatticeAlbTargetGroup::new(vpc, Port::http(80), front, listener, lattice());
    stack.add("Group", group);
    let said = app.synth().diagnostics;
    let codes: Vec<&str> = said.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["LAT102"]);
}

#[test]
pub(crate) fn a_network_with_a_service_and_a_vpc() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let network = stack.add("Network", ServiceNetwork::new().name("shop-net"));
        let callers = ServiceNetworkVpcAssociation::new(network, vpc);
        let callers = callers.private_dns(PrivateDns::VerifiedAnd(vec!["shop.local".into_value()]));
        let callers = stack.add("Callers", callers);
        let orders = LatticeService::new()
            .name("orders")
            .domain(
                "orders.example.com",
                "arn:aws:acm:eu-west-1:1:certificate/a",
            )
            .idle_timeout(Duration::from_secs(120));
        let orders = stack.add("Orders", orders);
        let association = ServiceNetworkServiceAssociation::new(network, orders);
        stack.add("OrdersInNetwork", association);
        let client = stack.add("Client", SecurityGroup::new(vpc).without_outbound());
        stack.connect(client, callers, Port::tcp(443));
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role);
        stack.grant(role, orders.invoke());
    });
    only(
        &template,
        "AWS::VpcLattice::ServiceNetworkVpcAssociation",
        exact(json!({
            "ServiceNetworkIdentifier": {"Fn::GetAtt": ["Network", "Arn"]},
            "VpcIdentifier": "vpc-0a1b2c3d",
            "SecurityGroupIds": [{"Fn::GetAtt": ["CallersSecurityGroup", "GroupId"]}],
            "PrivateDnsEnabled": true,
            "DnsOptions": {
                "PrivateDnsPreference": "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
                "PrivateDnsSpecifiedDomains": ["shop.local"],
            },
        })),
    );
    only(
        &template,
        "AWS::VpcLattice::Service",
        exact(json!({
            "Name": "orders",
            "AuthType": "NONE",
            "CustomDomainName": "orders.example.com",
            "CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/a",
            "IdleTimeoutSeconds": 120,
        })),
    );
    only(
        &template,
        "AWS::VpcLattice::ServiceNetworkServiceAssociation",
        exact(json!({
            "ServiceNetworkIdentifier": {"Fn::GetAtt": ["Network", "Arn"]},
            "ServiceIdentifier": {"Fn::GetAtt": ["Orders", "Arn"]},
        })),
    );
    assert_eq!(
        ids(&template, "AWS::EC2::SecurityGroupIngress"),
        ["CallersSecurityGroupIngressFromClientTcp443"]
    );
    let invoke = like!({ "PolicyDocument": { "Statement": [{
        "Action": "vpc-lattice-svcs:Invoke",
        "Resource": { "Fn::Sub": "${Orders.Arn}/*" },
    }] } });
    only(&template, "AWS::IAM::Role", like!({ "Policies": [invoke] }));
}

/// IAM without a policy lets nobody in.
#[test]
pub(crate) fn who_may_call_is_said_with_iam() {
    let template = made(|stack| {
        let role = "arn:aws:iam::111122223333:role/client";
        let policy = || {
            let allow = Statement::allow(["vpc-lattice-svcs:Invoke"]);
            LatticeAuth::iam(allow.to(Principal::arn(role)).on_all())
        };
        stack.add("Orders", LatticeService::new().auth(policy()));
        stack.add("Network", ServiceNetwork::new().auth(policy()));
    });
    let auth = like!({ "AuthType": "AWS_IAM" });
    only(&template, "AWS::VpcLattice::Service", auth.clone());
    only(&template, "AWS::VpcLattice::ServiceNetwork", auth);
    let policies = ids(&template, "AWS::VpcLattice::AuthPolicy");
    assert_eq!(policies, ["OrdersAuthPolicy", "NetworkAuthPolicy"]);
    template.has_resource_properties(
        "AWS::VpcLattice::AuthPolicy",
        like!({ "ResourceIdentifier": { "Fn::GetAtt": ["Orders", "Arn"] } }),
    );
}

#[test]
pub(crate) fn listeners_and_rules() {
    let template = made(|stack| {
        let one = group(stack);
        let other = LatticeTargetGroup::imported(
            "arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/tg-0123456789abcdef0",
            lattice(),
        );
        let other = stack.add("Other", other);
        let orders = stack.add("Orders", LatticeService::new());
        let split = LatticeAction::split([(one, 90), (other, 10)]);
        let https = LatticeListener::new(orders, Port::https(443), split).name("https");
        let https = stack.add("Https", https);
        let requests = LatticeMatch::path_prefix("/v1/")
            .and_header("x-team", "shop")
            .and_method("GET");
        stack.add(
            "V1",
            LatticeRule::new(https, 10, requests, LatticeAction::forward(one)),
        );
        let gone = LatticeRule::new(
            https,
            20,
            LatticeMatch::path("/old"),
            LatticeAction::answer(404),
        );
        stack.add("Old", gone.name("old"));
        stack.add(
            "Tls",
            LatticeListener::new(orders, Port::tcp(8443), LatticeAction::forward(one)),
        );
    });
    template.has_resource_properties(
        "AWS::VpcLattice::Listener",
        exact(json!({
            "ServiceIdentifier": {"Fn::GetAtt": ["Orders", "Arn"]},
            "Protocol": "HTTPS",
            "Port": 443,
            "Name": "https",
            "DefaultAction": {"Forward": {"TargetGroups": [
                {"TargetGroupIdentifier": {"Fn::GetAtt": ["Group", "Arn"]}, "Weight": 90},
                {"TargetGroupIdentifier": "arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/tg-0123456789abcdef0", "Weight": 10},
            ]}},
        })),
    );
    template.has_resource_properties(
        "AWS::VpcLattice::Listener",
        like!({ "Protocol": "TLS_PASSTHROUGH", "Port": 8443 }),
    );
    template.has_resource_properties(
        "AWS::VpcLattice::Rule",
        exact(json!({
            "ServiceIdentifier": {"Fn::GetAtt": ["Orders", "Arn"]},
            "ListenerIdentifier": {"Fn::GetAtt": ["Https", "Arn"]},
            "Priority": 10,
            "Match": {"HttpMatch": {
                "Method": "GET",
                "PathMatch": {"Match": {"Prefix": "/v1/"}},
                "HeaderMatches": [{"Name": "x-team", "Match": {"Exact": "shop"}}],
            }},
            "Action": {"Forward": {"TargetGroups": [
                {"TargetGroupIdentifier": {"Fn::GetAtt": ["Group", "Arn"]}},
            ]}},
        })),
    );
    template.has_resource_properties(
        "AWS::VpcLattice::Rule",
        like!({ "Priority": 20, "Name": "old", "Action": { "FixedResponse": { "StatusCode": 404 } } }),
    );
}

#[test]
pub(crate) fn what_exists_in_vpc_lattice_is_left_alone() {
    let template = made(|stack| {
        let network = ServiceNetwork::imported(
            "arn:aws:vpc-lattice:eu-west-1:111122223333:servicenetwork/sn-0123456789abcdef0",
        );
        let network = stack.add("Network", network);
        let service = LatticeService::imported(
            "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0",
        );
        let service = stack.add("Orders", service);
        stack.add(
            "Both",
            ServiceNetworkServiceAssociation::new(network, service),
        );
    });
    assert_eq!(
        template
            .find_resources("AWS::VpcLattice::Service", any())
            .len(),
        0
    );
    only(
        &template,
        "AWS::VpcLattice::ServiceNetworkServiceAssociation",
        like!({ "ServiceIdentifier": "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0" }),
    );
}

#[test]
pub(crate) fn nothing_is_to_be_said_of_vpc_lattice() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("team", "shop");
    let vpc = vpc(*stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let network = stack.add("Network", ServiceNetwork::new());
    stack.add("Callers", ServiceNetworkVpcAssociation::new(network, vpc));
    let orders = stack.add("Orders", LatticeService::new());
    stack.add(
        "OrdersInNetwork",
        ServiceNetworkServiceAssociation::new(network, orders),
    );
    let group = stack.add(
        "Group",
        LatticeTargetGroup::new(vpc, Port::http(80), lattice()),
    );
    let http = LatticeListener::new(orders, Port::http(80), LatticeAction::forward(group));
    stack.add("Http", http);
    let container = Container::new("web", "public.ecr.aws/nginx/nginx:1.27");
    let task = small().container(container.named_port("http", Port::http(80)));
    let service = FargateService::new(cluster, task).lattice(group.port("http"));
    stack.add("Service", service);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.severity != Severity::Info);
    Findings::of(&found).are_none();
}
