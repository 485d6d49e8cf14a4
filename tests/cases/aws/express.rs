use serde_json::json;
use stackwright::aws::ecs::{ExpressContainer, ExpressMetric, ExpressService};
use stackwright::check::{Options, check_app};
use stackwright::core::Severity;
use stackwright::prelude::*;
use stackwright_assert::{Findings, any, exact, like};

use super::{at, ids, made, only, vpc, web};

const EXPRESS: &str = "AWS::ECS::ExpressGatewayService";
const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";

#[test]
pub(crate) fn an_express_service_of_an_image() {
    let template = made(|stack| {
        stack.add("Shop", ExpressService::new(IMAGE).vpc(vpc(stack)));
    });
    only(
        &template,
        EXPRESS,
        exact(json!({
            "InfrastructureRoleArn": {"Fn::GetAtt": ["ShopInfrastructureRole", "Arn"]},
            "ExecutionRoleArn": {"Fn::GetAtt": ["ShopExecutionRole", "Arn"]},
            "TaskRoleArn": {"Fn::GetAtt": ["ShopTaskRole", "Arn"]},
            "Cpu": "1024",
            "Memory": "2048",
            "PrimaryContainer": {
                "Image": IMAGE,
                "ContainerPort": 80,
                "AwsLogsConfiguration": {
                    "LogGroup": {"Ref": "ShopLogs"},
                    "LogStreamPrefix": "ecs",
                },
            },
            "NetworkConfiguration": {
                "SecurityGroups": [{"Ref": "ShopSecurityGroup"}],
                "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
            },
        })),
    );
    let policy = "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices";
    let policy = format!("arn:${{AWS::Partition}}:iam::aws:policy/{policy}");
    at(
        &template,
        "ShopInfrastructureRole",
        "AWS::IAM::Role",
        like!({ "ManagedPolicyArns": [{ "Fn::Sub": policy }] }),
    );
}

#[test]
pub(crate) fn every_option_of_an_express_service() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let role = |id| stack.add(id, Role::imported(format!("arn:aws:iam::1:role/{id}")));
        let container = ExpressContainer::new(IMAGE)
            .port(8080)
            .size(TaskSize::Half(HalfMemory::Gib1))
            .command(["serve", "--all"])
            .env("MODE", "live")
            .task_role(role("tasks"));
        let service = ExpressService::new(container)
            .name("shop")
            .cluster(cluster)
            .subnets(SubnetKind::Public)
            .security_group(stack.add("Group", SecurityGroup::imported("sg-1")))
            .health_check("/healthz")
            .scale(ExpressMetric::RequestsPerTarget(800), 2..=10)
            .infrastructure_role(role("ecs"))
            .tag("team", "shop");
        stack.add("Shop", service);
    });
    only(
        &template,
        EXPRESS,
        exact(json!({
            "ServiceName": "shop",
            "Cluster": {"Ref": "Cluster"},
            "InfrastructureRoleArn": "arn:aws:iam::1:role/ecs",
            "ExecutionRoleArn": {"Fn::GetAtt": ["ShopExecutionRole", "Arn"]},
            "TaskRoleArn": "arn:aws:iam::1:role/tasks",
            "Cpu": "512",
            "Memory": "1024",
            "HealthCheckPath": "/healthz",
            "PrimaryContainer": {
                "Image": IMAGE,
                "ContainerPort": 8080,
                "Command": ["serve", "--all"],
                "Environment": [{"Name": "MODE", "Value": "live"}],
                "AwsLogsConfiguration": {
                    "LogGroup": {"Ref": "ShopLogs"},
                    "LogStreamPrefix": "ecs",
                },
            },
            "NetworkConfiguration": {
                "SecurityGroups": ["sg-1"],
                "Subnets": ["subnet-0aaaaaaa", "subnet-0bbbbbbb"],
            },
            "ScalingTarget": {
                "AutoScalingMetric": "REQUEST_COUNT_PER_TARGET",
                "AutoScalingTargetValue": 800,
                "MinTaskCount": 2,
                "MaxTaskCount": 10,
            },
            "Tags": [{"Key": "team", "Value": "shop"}],
        })),
    );
    let metric = |metric| {
        let template = made(|stack| {
            let service = ExpressService::new(IMAGE).scale(metric, 1..=3);
            stack.add("Shop", service);
        });
        let found = template.find_resources(EXPRESS, any());
        let target = &found[0].value["Properties"]["ScalingTarget"];
        [
            &target["AutoScalingMetric"],
            &target["AutoScalingTargetValue"],
        ]
        .map(ToString::to_string)
    };
    let cpu = metric(ExpressMetric::Cpu(60.percent()));
    assert_eq!(cpu, ["\"AVERAGE_CPU\"", "60"]);
    let memory = metric(ExpressMetric::Memory(70.percent()));
    assert_eq!(memory, ["\"AVERAGE_MEMORY\"", "70"]);
}

#[test]
pub(crate) fn an_express_service_gets_the_rights_that_its_container_needs() {
    let template = made(|stack| {
        let repository = stack.add("Repo", EcrRepository::new());
        let token = stack.add("Token", Secret::generated(32));
        let registry = stack.add(
            "Registry",
            Secret::imported("arn:aws:secretsmanager:eu-west-1:1:secret:r-aaaaaa"),
        );
        let container = ExpressContainer::new(repository.image("v1"))
            .secret("TOKEN", token)
            .credentials(registry);
        let service = stack.add("Shop", ExpressService::new(container));
        let role = service.task_role(stack).expect("it has one");
        stack.grant(
            role,
            Statement::allow(["s3:GetObject"]).on(["arn:aws:s3:::files/*"]),
        );
    });
    let policies = |id: &str| {
        let roles = template.find_resources("AWS::IAM::Role", any());
        let role = roles.iter().find(|role| role.id == id).expect("the role");
        role.value["Properties"]["Policies"].to_string()
    };
    let of_ecs = policies("ShopExecutionRole");
    for right in [
        "ecr:BatchGetImage",
        "logs:PutLogEvents",
        "secretsmanager:GetSecretValue",
        "r-aaaaaa",
    ] {
        assert!(of_ecs.contains(right), "{of_ecs}");
    }
    let of_tasks = policies("ShopTaskRole");
    assert!(of_tasks.contains("s3:GetObject"), "{of_tasks}");
    only(
        &template,
        EXPRESS,
        like!({ "PrimaryContainer": {
            "Secrets": [{ "Name": "TOKEN", "ValueFrom": { "Ref": "Token" } }],
            "RepositoryCredentials": { "CredentialsParameter":
                "arn:aws:secretsmanager:eu-west-1:1:secret:r-aaaaaa" },
        } }),
    );
}

/// The size, the roles and the logs are the task's.
#[test]
pub(crate) fn an_express_service_of_a_task() {
    let template = made(|stack| {
        let task = web(stack, "Task");
        let service = stack.add("Shop", ExpressService::new(task));
        assert!(service.execution_role(stack).is_some());
    });
    only(
        &template,
        EXPRESS,
        exact(json!({
            "InfrastructureRoleArn": {"Fn::GetAtt": ["ShopInfrastructureRole", "Arn"]},
            "TaskDefinitionArn": {"Ref": "Task"},
        })),
    );
}

/// A change of the tags replaces the service, and its address with it.
#[test]
pub(crate) fn a_tag_of_the_stack_does_not_replace_an_express_service() {
    let with = |is_tagged: bool| {
        let template = made(|stack| {
            if is_tagged {
                stack.tag("cost-center", "4711");
            }
            stack.add("Shop", ExpressService::new(IMAGE));
        });
        let tagged = template.find_resources(
            "AWS::Logs::LogGroup",
            like!({ "Properties": { "Tags": any() } }),
        );
        assert_eq!(tagged.len(), usize::from(is_tagged));
        template.find_resources(EXPRESS, any())[0].value.clone()
    };
    assert_eq!(with(false), with(true));
}

/// ECS tells public subnets by their routes: without them all, the subnets are a mixture.
#[test]
pub(crate) fn an_express_service_waits_for_the_routes_of_its_subnets() {
    let waits = |kind| {
        let template = made(|stack| {
            let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
            stack.add("Shop", ExpressService::new(IMAGE).vpc(vpc).subnets(kind));
        });
        template.find_resources(EXPRESS, any())[0].value["DependsOn"].to_string()
    };
    for kind in [SubnetKind::Public, SubnetKind::Private] {
        let waits = waits(kind);
        assert!(waits.contains("Route"), "{waits}");
    }
}

#[test]
pub(crate) fn an_express_service_has_attributes_and_ways() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let service = stack.add("Shop", ExpressService::new(IMAGE).vpc(vpc));
        let database = stack.add("Database", SecurityGroup::new(vpc).without_outbound());
        stack.connect(service, database, Port::tcp(5432));
        stack.add("Address", Output::new(service.endpoint()));
        stack.add("Balancer", Output::new(service.load_balancer()));
        stack.add("Listener", Output::new(service.listener()));
        stack.add("Certificate", Output::new(service.certificate()));
    });
    let attribute = |name: &str| json!({"Fn::GetAtt": ["Shop", name]});
    for (id, name) in [
        ("Address", "Endpoint"),
        (
            "Balancer",
            "ECSManagedResourceArns.IngressPath.LoadBalancerArn",
        ),
        ("Listener", "ECSManagedResourceArns.IngressPath.ListenerArn"),
        (
            "Certificate",
            "ECSManagedResourceArns.IngressPath.CertificateArn",
        ),
    ] {
        template.has_output(id, exact(json!({"Value": attribute(name)})));
    }
    assert_eq!(
        ids(&template, "AWS::EC2::SecurityGroupIngress"),
        ["DatabaseIngressFromShopSecurityGroupTcp5432"]
    );
}

#[test]
pub(crate) fn an_imported_express_service_is_left_alone() {
    let template = made(|stack| {
        let service = ExpressService::imported("arn:aws:ecs:eu-west-1:1:service/default/shop")
            .endpoint("shop.ecs.eu-west-1.on.aws");
        let service = stack.add("Shop", service);
        assert!(service.task_role(stack).is_none());
        stack.add("Address", Output::new(service.endpoint()));
    });
    template.resource_count_is(EXPRESS, 0);
    template.has_output(
        "Address",
        exact(json!({"Value": "shop.ecs.eu-west-1.on.aws"})),
    );
}

#[test]
pub(crate) fn nothing_is_to_be_said_of_an_express_service() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("team", "shop");
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
    let service = ExpressService::new(IMAGE).vpc(vpc);
    stack.add(
        "Shop",
        service.scale(ExpressMetric::Cpu(60.percent()), 2..=10),
    );
    stack.add("Plain", ExpressService::new(IMAGE));
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.severity != Severity::Info);
    Findings::of(&found).are_none();
}
