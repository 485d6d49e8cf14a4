use serde_json::json;
use stackwright::aws::apigatewayv2::{HttpApi, HttpRoute, Integration, VpcLink, VpcLinkHandle};
use stackwright::aws::elb::{
    Action, ApplicationLoadBalancer, Listener, NetworkListener, NetworkLoadBalancer,
    NetworkProtocol, NetworkTargetGroup, Target,
};
use stackwright::aws::servicediscovery::{DiscoveryService, DnsRecord};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};

use super::super::{ids, made, only, vpc};
use super::{codes, found, told};

const INTEGRATION: &str = "AWS::ApiGatewayV2::Integration";
const LINK: &str = "AWS::ApiGatewayV2::VpcLink";
const INGRESS: &str = "AWS::EC2::SecurityGroupIngress";
const EGRESS: &str = "AWS::EC2::SecurityGroupEgress";

fn link(stack: Scope<'_>) -> VpcLinkHandle {
    let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0ccccccc", "subnet-0ddddddd"]);
    let vpc = stack.add("LinkVpc", vpc);
    stack.add("Link", VpcLink::new(vpc))
}

fn answered(stack: Scope<'_>, integration: Integration) {
    let api = stack.add("Api", HttpApi::new().without_access_logs());
    stack.add("Route", HttpRoute::new(api, "ANY /{proxy+}", integration));
}

/// One rule each way, between these groups.
#[track_caller]
fn opened(template: &Template, to: &str, port: u16) {
    let group = |id: &str| json!({ "Fn::GetAtt": [id, "GroupId"] });
    only(
        template,
        INGRESS,
        like!({
            "GroupId": group(to),
            "SourceSecurityGroupId": group("LinkSecurityGroup"),
            "FromPort": port,
        }),
    );
    only(
        template,
        EGRESS,
        like!({
            "GroupId": group("LinkSecurityGroup"),
            "DestinationSecurityGroupId": group(to),
            "FromPort": port,
        }),
    );
}

#[test]
pub(crate) fn tasks_behind_an_api_without_a_load_balancer() {
    let template = made(|stack| {
        let users = found(stack, [DnsRecord::Srv]);
        answered(stack, link(stack).to_service(users));
    });
    only(
        &template,
        INTEGRATION,
        json!({
            "ApiId": { "Ref": "Api" },
            "IntegrationType": "HTTP_PROXY",
            "IntegrationUri": { "Fn::GetAtt": ["UsersName", "Arn"] },
            "IntegrationMethod": "ANY",
            "ConnectionType": "VPC_LINK",
            "ConnectionId": { "Fn::GetAtt": ["Link", "VpcLinkId"] },
            "PayloadFormatVersion": "1.0",
        }),
    );
    opened(&template, "UsersSecurityGroup", 8080);
    // Without a port API Gateway finds nobody.
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "ServiceRegistries": [{
            "RegistryArn": any(),
            "ContainerName": "web",
            "ContainerPort": 8080,
        }] }),
    );
}

#[test]
pub(crate) fn it_is_not_warned_of() {
    let said = told(|stack| {
        let users = found(stack, [DnsRecord::Srv]);
        let link = link(stack);
        let api = stack.add("Api", HttpApi::new());
        stack.add(
            "Route",
            HttpRoute::new(api, "ANY /{proxy+}", link.to_service(users)),
        );
    });
    assert_eq!(said, Vec::<String>::new());
}

/// AWS CDK's link has none: <https://github.com/aws/aws-cdk/issues/34137>.
#[test]
pub(crate) fn a_link_always_has_a_group_that_lets_nothing_out_but_where_it_leads() {
    let template = made(|stack| {
        link(stack);
    });
    only(
        &template,
        LINK,
        like!({
            "Name": any(),
            "SubnetIds": ["subnet-0ccccccc", "subnet-0ddddddd"],
            "SecurityGroupIds": [{ "Ref": "LinkSecurityGroup" }],
        }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupEgress": [{ "CidrIp": "255.255.255.255/32" }] }),
    );
}

/// <https://github.com/aws/aws-cdk/issues/29221>
#[test]
pub(crate) fn a_link_stands_in_isolated_subnets_where_there_are_no_others() {
    let template = made(|stack| {
        let vpc = Vpc::imported("vpc-0a1b2c3d").isolated(["subnet-0eeeeeee", "subnet-0fffffff"]);
        let vpc = stack.add("Vpc", vpc);
        stack.add("Link", VpcLink::new(vpc));
    });
    only(
        &template,
        LINK,
        like!({ "SubnetIds": ["subnet-0eeeeeee", "subnet-0fffffff"] }),
    );
}

#[test]
pub(crate) fn a_link_with_options() {
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let link = VpcLink::new(vpc(stack)).name("shop").security_group(group);
        stack.add("Link", link.subnets(["subnet-0aaaaaaa"]));
    });
    only(
        &template,
        LINK,
        json!({
            "Name": "shop",
            "SubnetIds": ["subnet-0aaaaaaa"],
            "SecurityGroupIds": ["sg-0a1b2c3d"],
        }),
    );
}

#[test]
pub(crate) fn a_link_that_exists_opens_what_it_leads_to() {
    let template = made(|stack| {
        let users = found(stack, [DnsRecord::Srv]);
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let link = stack.add("Link", VpcLink::imported("abc123").security_group(group));
        answered(stack, link.to_service(users));
    });
    only(&template, INTEGRATION, like!({ "ConnectionId": "abc123" }));
    only(
        &template,
        INGRESS,
        like!({ "SourceSecurityGroupId": "sg-0a1b2c3d", "FromPort": 8080 }),
    );
    assert!(ids(&template, EGRESS).is_empty());
}

#[test]
pub(crate) fn a_listener_of_a_load_balancer() {
    let template = made(|stack| {
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc(stack)));
        let listener = Listener::new(alb, Port::https(8443), Action::respond(404));
        let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";
        let listener = stack.add("Listener", listener.certificate(certificate));
        answered(
            stack,
            link(stack).to_listener(listener).tls("api.example.com"),
        );
    });
    only(
        &template,
        INTEGRATION,
        like!({
            "IntegrationUri": { "Fn::GetAtt": ["Listener", "ListenerArn"] },
            "ConnectionType": "VPC_LINK",
            "TlsConfig": { "ServerNameToVerify": "api.example.com" },
        }),
    );
    opened(&template, "AlbSecurityGroup", 8443);
}

#[test]
pub(crate) fn a_listener_of_a_network_load_balancer() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let nlb = stack.add("Nlb", NetworkLoadBalancer::new(vpc));
        let group = NetworkTargetGroup::new(vpc, NetworkProtocol::Tcp, 8080);
        let group = stack.add("Group", group);
        let listener = NetworkListener::new(nlb, NetworkProtocol::Tcp, 9000, group);
        let listener = stack.add("Listener", listener);
        answered(stack, link(stack).to_listener(listener));
        let task = super::super::small().container(super::super::nginx().port(8080));
        let service = FargateService::new(stack.add("Cluster", Cluster::new(vpc)), task);
        stack.add("Service", service.behind(Target::new(nlb, listener, group)));
    });
    only(
        &template,
        INTEGRATION,
        like!({
            "IntegrationUri": { "Fn::GetAtt": ["Listener", "ListenerArn"] },
            "ConnectionType": "VPC_LINK",
            "TlsConfig": absent(),
        }),
    );
    let group = |id: &str| json!({ "Fn::GetAtt": [id, "GroupId"] });
    let way = |from: &str, to: &str, port: u16| {
        template.has_resource_properties(
            INGRESS,
            like!({
                "GroupId": group(to),
                "SourceSecurityGroupId": group(from),
                "FromPort": port,
            }),
        );
    };
    way("LinkSecurityGroup", "NlbSecurityGroup", 9000);
    way("NlbSecurityGroup", "ServiceSecurityGroup", 8080);
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "LoadBalancers": [{ "TargetGroupArn": any(), "ContainerPort": 8080 }] }),
    );
}

#[test]
pub(crate) fn what_is_registered_in_cloud_map() {
    let template = made(|stack| {
        let service = stack.add("Name", DiscoveryService::imported("srv-0a1b2c3d4e5f"));
        answered(stack, link(stack).to_discovered(service));
    });
    only(
        &template,
        INTEGRATION,
        like!({ "ConnectionType": "VPC_LINK", "IntegrationUri": any() }),
    );
}

#[test]
pub(crate) fn requests_and_answers_are_changed() {
    let template = made(|stack| {
        let site = Integration::http("https://shop.example.com/{proxy}")
            .method("GET")
            .timeout(Duration::from_millis(1500))
            .append_header("x-id", "$context.requestId")
            .overwrite_header("x-id", "1")
            .remove_header("x-internal")
            .overwrite_path("/v2/$request.path.proxy")
            .map("overwrite:querystring.page", "1")
            .map_response(500, "overwrite:statuscode", "503")
            .map_response(500, "append:header.x-why", "$context.error.message");
        answered(stack, site);
    });
    only(
        &template,
        INTEGRATION,
        json!({
            "ApiId": { "Ref": "Api" },
            "IntegrationType": "HTTP_PROXY",
            "IntegrationUri": "https://shop.example.com/{proxy}",
            "IntegrationMethod": "GET",
            "PayloadFormatVersion": "1.0",
            "TimeoutInMillis": 1500,
            "RequestParameters": {
                "append:header.x-id": "$context.requestId",
                "overwrite:header.x-id": "1",
                "remove:header.x-internal": "''",
                "overwrite:path": "/v2/$request.path.proxy",
                "overwrite:querystring.page": "1",
            },
            "ResponseParameters": { "500": { "ResponseParameters": [
                { "Destination": "overwrite:statuscode", "Source": "503" },
                { "Destination": "append:header.x-why", "Source": "$context.error.message" },
            ] } },
        }),
    );
}

#[test]
pub(crate) fn a_function() {
    let arn = "arn:aws:lambda:eu-west-1:111122223333:function:shop";
    let template = made(|stack| answered(stack, Integration::lambda(arn)));
    only(
        &template,
        INTEGRATION,
        like!({
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": arn,
            "PayloadFormatVersion": "2.0",
        }),
    );
    only(
        &template,
        "AWS::Lambda::Permission",
        like!({ "FunctionName": arn, "Action": "lambda:InvokeFunction" }),
    );
}

#[test]
fn api104_tasks_that_are_found_without_a_port() {
    let said = codes(|stack| {
        let users = found(stack, [DnsRecord::A]);
        answered(stack, link(stack).to_service(users));
    });
    assert_eq!(said, ["API104"]);
}

#[test]
fn api104_tasks_that_are_not_found() {
    let said = codes(|stack| {
        let cluster = super::super::cluster(stack);
        let task = super::small().container(super::nginx().port(8080));
        let users = stack.add("Users", FargateService::new(cluster, task));
        answered(stack, link(stack).to_service(users));
    });
    assert_eq!(said, ["API104"]);
}

#[test]
fn api105_a_link_without_subnets() {
    let said = codes(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
        stack.add("Link", VpcLink::new(vpc));
    });
    assert_eq!(said, ["API105"]);
}

#[test]
fn api106_a_network_load_balancer_that_ends_tls() {
    let said = codes(|stack| {
        let vpc = vpc(stack);
        let nlb = stack.add("Nlb", NetworkLoadBalancer::new(vpc));
        let group = NetworkTargetGroup::new(vpc, NetworkProtocol::Tcp, 8080);
        let group = stack.add("Group", group);
        let listener = NetworkListener::new(nlb, NetworkProtocol::Tls, 443, group);
        let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";
        let listener = stack.add("Listener", listener.certificate(certificate));
        answered(stack, link(stack).to_listener(listener));
    });
    assert_eq!(said, ["API106"]);
}

#[test]
fn api106_a_listener_that_speaks_tls() {
    let said = codes(|stack| {
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc(stack)));
        let listener = Listener::new(alb, Port::https(443), Action::respond(404));
        let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";
        let listener = stack.add("Listener", listener.certificate(certificate));
        answered(stack, link(stack).to_listener(listener));
    });
    assert_eq!(said, ["API106"]);
}
