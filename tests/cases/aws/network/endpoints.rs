use std::collections::BTreeMap;

use serde_json::Value as Json;
use stackwright::aws::ec2::{
    EndpointAddresses, GatewayEndpoint, GatewayService, InterfaceEndpoint, InterfaceService,
    TaskEndpoints, VpcHandle,
};
use stackwright::aws::iam::PolicyDocument;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};

use super::{at, ids, made, made_of, nginx, only, quiet, small};

/// A VPC without NAT, whose tasks have endpoints.
fn closed() -> Vpc {
    Vpc::new("10.0.0.0/16").nat(Nat::None).endpoints_for_tasks()
}

/// A service that pulls an image of its own and writes logs.
fn service(stack: Scope<'_>, vpc: VpcHandle) -> FargateService {
    let repository = stack.add("Repository", EcrRepository::new().keep_last(10));
    let container = Container::new("api", repository.image("1.4.2")).port(8080);
    let task = stack.add("Task", small().container(container));
    FargateService::new(stack.add("Cluster", Cluster::new(vpc)), task)
}

/// The services that a template has endpoints for.
fn endpoints(template: &Template) -> Vec<String> {
    let found = template.find_resources("AWS::EC2::VPCEndpoint", any());
    let name = |value: &Json| value["Properties"]["ServiceName"]["Fn::Sub"].to_string();
    let names = found.into_iter().map(|found| name(&found.value));
    let mut names: Vec<String> = names
        .map(|name| {
            name.trim_matches('"')
                .replace("com.amazonaws.${AWS::Region}.", "")
        })
        .collect();
    names.sort();
    names
}

/// amazon-ecs-agent 2235: in a VPC without NAT a task cannot pull its image, and nothing says so.
#[test]
pub(crate) fn a_private_pull_has_all_that_it_needs() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", closed());
        let service = service(stack, vpc);
        stack.add("Service", service);
    });
    assert_eq!(endpoints(&template), ["ecr.api", "ecr.dkr", "logs", "s3"]);
    at(
        &template,
        "VpcEndpointsEcrDkr",
        "AWS::EC2::VPCEndpoint",
        like!({
            "VpcEndpointType": "Interface",
            "VpcId": { "Ref": "Vpc" },
            "PrivateDnsEnabled": true,
            "SubnetIds": [{ "Ref": "VpcPrivateSubnet1" }, { "Ref": "VpcPrivateSubnet2" }],
            "SecurityGroupIds": [{ "Ref": "VpcEndpointsSecurityGroup" }],
        }),
    );
    at(
        &template,
        "VpcS3Endpoint",
        "AWS::EC2::VPCEndpoint",
        like!({
            "VpcEndpointType": "Gateway",
            "RouteTableIds": [
                { "Ref": "VpcPrivateSubnet1RouteTable" },
                { "Ref": "VpcPrivateSubnet2RouteTable" },
            ],
        }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "FromPort": 443,
            "GroupId": { "Fn::GetAtt": ["VpcEndpointsSecurityGroup", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["ServiceSecurityGroup", "GroupId"] },
        }),
    );
    let service = template
        .find_resources("AWS::ECS::Service", any())
        .remove(0);
    let waits = service.value["DependsOn"].as_array().expect("a list");
    for way in [
        "EndpointsEcrApi",
        "EndpointsEcrDkr",
        "EndpointsLogs",
        "S3Endpoint",
    ] {
        assert!(
            waits.contains(&format!("Vpc{way}").into()),
            "{way}: {waits:?}"
        );
    }
    template.every_flow_is_open();
}

#[test]
pub(crate) fn what_tasks_read_and_open_has_an_endpoint() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", closed());
        let secret = stack.add("Secret", Secret::generated(32));
        let key = stack.add("Key", SsmParameter::imported("/shop/key"));
        let container = nginx().secret("TOKEN", secret).secret("KEY", key);
        let task = stack.add("Task", small().container(container));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        stack.add("Service", FargateService::new(cluster, task).exec());
        let rights = Statement::allow(["sqs:SendMessage", "dynamodb:GetItem"]).on_all();
        stack.grant(task.task_role(), rights);
    });
    assert_eq!(
        endpoints(&template),
        [
            "dynamodb",
            "s3",
            "secretsmanager",
            "sqs",
            "ssm",
            "ssmmessages"
        ]
    );
}

/// A key that a service uses for a task needs no way from the task; one that it uses itself does.
#[test]
pub(crate) fn a_key_that_another_service_uses_needs_none() {
    let of = |direct: bool| {
        let template = made(|stack| {
            let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
            let vpc = stack.add("Vpc", closed());
            let secret = stack.add("Secret", Secret::generated(32).encrypted_with(key));
            let task = small().container(nginx().secret("TOKEN", secret));
            let task = stack.add("Task", task);
            let cluster = stack.add("Cluster", Cluster::new(vpc));
            stack.add("Service", FargateService::new(cluster, task));
            if direct {
                stack.grant(
                    task.task_role(),
                    Statement::allow(["kms:Decrypt"]).on([key]),
                );
            }
        });
        endpoints(&template)
    };
    assert_eq!(of(false), ["s3", "secretsmanager"]);
    assert_eq!(of(true), ["kms", "s3", "secretsmanager"]);
}

/// Rights of a role that exists are known, too, though it is left alone; and so are images of a
/// registry that are named by their address.
#[test]
pub(crate) fn roles_and_images_that_exist() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", closed());
        let role = stack.add("Role", Role::imported("arn:aws:iam::111122223333:role/app"));
        let image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1";
        let container = Container::new("app", image).logs(LogGroup::imported("/app").added(stack));
        let task = small().execution_role(role).container(container);
        let task = stack.add("Task", task);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        stack.add("Service", FargateService::new(cluster, task));
    });
    assert_eq!(endpoints(&template), ["ecr.api", "ecr.dkr", "logs", "s3"]);
}

trait Added {
    type Handle;
    fn added(self, stack: Scope<'_>) -> Self::Handle;
}

impl<C: Construct> Added for C {
    type Handle = C::Handle;

    fn added(self, stack: Scope<'_>) -> C::Handle {
        stack.add("Logs", self)
    }
}

/// All resources of all stacks, by stack and id.
fn everything(app: &App) -> BTreeMap<(String, String), Json> {
    let mut all = BTreeMap::new();
    for (stack, template) in made_of(app) {
        for (id, resource) in template.json()["Resources"].as_object().expect("resources") {
            all.insert((stack.clone(), id.clone()), resource.clone());
        }
    }
    all
}

/// Endpoints stand in the stack of the VPC, and are derived from the tasks of all stacks, in whichever
/// order these are written down.
#[test]
pub(crate) fn the_order_of_declaration_decides_nothing() {
    let of = |first: &str, second: &str| {
        let app = App::new();
        let network = app.stack("Network");
        let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None));
        for part in [first, second] {
            match part {
                "endpoints" => {
                    network.add("Endpoints", TaskEndpoints::new(vpc));
                }
                _ => {
                    let web = *app.stack("Web");
                    let service = service(web, vpc);
                    web.add("Service", service.exec());
                }
            }
        }
        everything(&app)
    };
    let one = of("endpoints", "service");
    assert_eq!(one, of("service", "endpoints"));
    let key = ("Network".to_owned(), "EndpointsSsmMessages".to_owned());
    assert!(one.contains_key(&key), "{:?}", one.keys());
    // The rule stands in the stack that is deployed later.
    let rules = one
        .iter()
        .filter(|(_, one)| one["Type"] == "AWS::EC2::SecurityGroupIngress");
    assert!(rules.into_iter().all(|((stack, _), _)| stack == "Web"));
}

/// What one task calls in addition changes nothing of another.
#[test]
pub(crate) fn an_endpoint_more_changes_no_other_service() {
    let of = |exec: bool| {
        let template = made(|stack| {
            let vpc = stack.add("Vpc", closed());
            let service = service(stack, vpc);
            stack.add("Service", service);
            let other = stack.scope("Other");
            let service = self::service(other, vpc);
            other.add("Service", if exec { service.exec() } else { service });
        });
        template.json()["Resources"].clone()
    };
    let (before, after) = (of(false), of(true));
    let before = before.as_object().expect("resources");
    for (id, resource) in before.iter().filter(|(id, _)| !id.starts_with("Other")) {
        assert_eq!(*resource, after[id], "{id}");
    }
    assert!(after["VpcEndpointsSsmMessages"].is_object());
}

/// The name of a service leads to its endpoint from everywhere in the VPC: who calls it from a public
/// subnet is let in, too.
#[test]
pub(crate) fn tasks_in_public_subnets_are_let_in() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", closed());
        let service = service(stack, vpc);
        stack.add("Service", service.subnets(SubnetKind::Public));
    });
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 1);
    template.every_flow_is_open();
}

/// Two endpoints for one service would both claim its name, which AWS refuses.
#[test]
pub(crate) fn an_endpoint_that_is_there_is_used() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", closed());
        stack.add("Logs", InterfaceEndpoint::new(vpc, InterfaceService::Logs));
        stack.add("Again", TaskEndpoints::new(vpc));
        let service = service(stack, vpc);
        stack.add("Service", service);
    });
    assert_eq!(endpoints(&template), ["ecr.api", "ecr.dkr", "logs", "s3"]);
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({ "GroupId": { "Fn::GetAtt": ["LogsSecurityGroup", "GroupId"] } }),
    );
    template.every_flow_is_open();
}

/// A VPC whose tasks need none has none, and no group for them.
#[test]
pub(crate) fn nothing_is_added_that_nobody_needs() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", closed());
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", small().container(nginx()));
        stack.add("Service", FargateService::new(cluster, task));
    });
    assert_eq!(endpoints(&template), ["s3"]);
    assert_eq!(
        ids(&template, "AWS::EC2::SecurityGroup"),
        ["ServiceSecurityGroup"]
    );
}

#[test]
pub(crate) fn the_checker_is_content_with_endpoints_alone() {
    quiet(|app| {
        let stack = app.stack("Private");
        stack.tag("Team", "shop");
        let vpc = stack.add("Vpc", closed().without_public());
        let repository = stack.add("Repository", EcrRepository::new().keep_last(10));
        let container = Container::new("api", repository.image("1.4.2")).port(8080);
        let task = stack.add("Task", small().container(container));
        let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
        stack.add("Service", FargateService::new(cluster, task));
    });
}

#[test]
pub(crate) fn every_option_of_an_interface_endpoint() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(3).isolated());
        let group = stack.add("Group", SecurityGroup::new(vpc));
        let endpoint = InterfaceEndpoint::new(vpc, InterfaceService::Other("textract".into()))
            .subnets(SubnetSelection::of(SubnetKind::Isolated).first_zones(2))
            .security_group(group)
            .without_private_dns()
            .private_dns_only_for_inbound_resolver()
            .addresses(EndpointAddresses::DualStack)
            .service_region("us-east-1")
            .policy(PolicyDocument::from(
                Statement::allow(["textract:DetectDocumentText"])
                    .on_all()
                    .to(Principal::anyone()),
            ));
        stack.add("Endpoint", endpoint);
    });
    at(
        &template,
        "Endpoint",
        "AWS::EC2::VPCEndpoint",
        like!({
            "ServiceName": { "Fn::Sub": "com.amazonaws.${AWS::Region}.textract" },
            "SubnetIds": [{ "Ref": "VpcIsolatedSubnet1" }, { "Ref": "VpcIsolatedSubnet2" }],
            "SecurityGroupIds": [{ "Ref": "Group" }],
            "PrivateDnsEnabled": false,
            "IpAddressType": "dualstack",
            "DnsOptions": {
                "DnsRecordIpType": "dualstack",
                "PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver",
            },
            "ServiceRegion": "us-east-1",
            "PolicyDocument": { "Statement": [{ "Action": "textract:DetectDocumentText" }] },
        }),
    );
}

/// A service of somebody else's, by its whole name.
#[test]
pub(crate) fn services_of_others() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
        let name = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d";
        let named = InterfaceService::Named(name.into_value());
        stack.add(
            "Partner",
            InterfaceEndpoint::new(vpc, named).without_private_dns(),
        );
    });
    at(
        &template,
        "Partner",
        "AWS::EC2::VPCEndpoint",
        like!({ "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d" }),
    );
}

/// aws-cdk 4762: an endpoint is open to the VPC's block, which of one that exists is not known. Here
/// nobody is let in unless it is said, and then the block has to be known (EC2119).
#[test]
pub(crate) fn open_to_the_vpc_by_its_block() {
    let of = |vpc: fn(Scope<'_>) -> VpcHandle| {
        let template = made(|stack| {
            let vpc = vpc(stack);
            let endpoint = InterfaceEndpoint::new(vpc, InterfaceService::Sqs).open_to_vpc();
            stack.add("Queues", endpoint);
            let closed = InterfaceEndpoint::new(vpc, InterfaceService::Sns);
            stack.add("Topics", closed);
        });
        let group = |id: &str| template.json()["Resources"][id]["Properties"].clone();
        assert!(group("TopicsSecurityGroup")["SecurityGroupIngress"].is_null());
        group("QueuesSecurityGroup")["SecurityGroupIngress"][0].clone()
    };
    let new = of(|stack| stack.add("Vpc", Vpc::new("10.0.0.0/16")));
    assert_eq!(
        new["CidrIp"]["Fn::GetAtt"],
        serde_json::json!(["Vpc", "CidrBlock"])
    );
    assert_eq!(new["FromPort"], 443);
    let imported = of(|stack| {
        let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0aaaaaaa"]);
        stack.add("Vpc", vpc.cidr("10.4.0.0/16"))
    });
    assert_eq!(imported["CidrIp"], "10.4.0.0/16");
}

#[test]
pub(crate) fn a_gateway_endpoint() {
    let template = made(|stack| {
        let vpc = stack.add(
            "Vpc",
            Vpc::new("10.0.0.0/16").isolated().without_s3_endpoint(),
        );
        stack.add(
            "Tables",
            GatewayEndpoint::new(vpc, GatewayService::DynamoDb),
        );
        let read = Statement::allow(["s3:GetObject"])
            .on_all()
            .to(Principal::anyone());
        let files = GatewayEndpoint::new(vpc, GatewayService::S3)
            .route_tables(["rtb-0a1b2c3d"])
            .policy(read);
        stack.add("Files", files);
    });
    at(
        &template,
        "Tables",
        "AWS::EC2::VPCEndpoint",
        like!({
            "ServiceName": { "Fn::Sub": "com.amazonaws.${AWS::Region}.dynamodb" },
            "RouteTableIds": [
                { "Ref": "VpcPrivateSubnet1RouteTable" },
                { "Ref": "VpcPrivateSubnet2RouteTable" },
                { "Ref": "VpcIsolatedRouteTable" },
            ],
            "SecurityGroupIds": absent(),
        }),
    );
    at(
        &template,
        "Files",
        "AWS::EC2::VPCEndpoint",
        like!({ "RouteTableIds": ["rtb-0a1b2c3d"], "PolicyDocument": any() }),
    );
}

/// <https://github.com/aws/aws-cdk/issues/9864>: of the endpoints in China some begin with `cn`, and
/// others do not.
#[test]
pub(crate) fn names_of_endpoints_in_china() {
    let named = |region: &'static str| {
        let app = App::new();
        let stack = app.stack("Test");
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::None));
        stack.add("S3", GatewayEndpoint::new(vpc, GatewayService::S3));
        for service in [InterfaceService::EcrDkr, InterfaceService::Logs] {
            let id = service.as_str().unwrap_or_default().replace('.', "-");
            stack.add(id, InterfaceEndpoint::new(vpc, service));
        }
        // A region that is said late counts.
        stack.environment("111122223333", region);
        let template = made_of(&app).remove("Test").expect("the stack");
        ["ecrdkr", "logs", "S3"].map(|id| {
            let name = &template.json()["Resources"][id]["Properties"]["ServiceName"];
            let text = name.as_str().or(name["Fn::Sub"].as_str());
            text.unwrap_or_default().to_owned()
        })
    };
    let anywhere = |service: &str| format!("com.amazonaws.${{AWS::Region}}.{service}");
    assert_eq!(
        named("cn-north-1"),
        [
            "cn.com.amazonaws.cn-north-1.ecr.dkr".to_owned(),
            anywhere("logs"),
            anywhere("s3"),
        ],
    );
    assert_eq!(named("eu-west-1"), ["ecr.dkr", "logs", "s3"].map(anywhere),);
}
