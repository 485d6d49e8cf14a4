use serde_json::json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{ClusterHandle, Discover};
use stackwright::aws::patterns::{
    BlueGreenService, HttpApiService, Microservices, MultiRegion, PrivateService, QueueWorker,
};
use stackwright::aws::route53::HostedZone;
use stackwright::aws::servicediscovery::PrivateDnsNamespace;
use stackwright::aws::sqs::{Queue, QueueHandle};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, ids, made, made_of, nginx, only, small, vpc};

const SERVICE: &str = "AWS::ECS::Service";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";
const TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
const ALARM: &str = "AWS::CloudWatch::Alarm";
const TASK: &str = "AWS::ECS::TaskDefinition";
const RECORD: &str = "AWS::Route53::RecordSet";

fn counted(stack: Scope<'_>) -> ClusterHandle {
    let vpc = vpc(stack);
    let cluster = Cluster::new(vpc).container_insights();
    stack.add("Cluster", cluster.namespace("shop.internal"))
}

fn jobs(stack: Scope<'_>) -> QueueHandle {
    let jobs = Queue::new().dead_letter_after(5).visibility(5.minutes());
    stack.add("Jobs", jobs)
}

fn worker() -> Container {
    Container::new("worker", "public.ecr.aws/nginx/nginx:1.27").without_logs()
}

/// aws-cdk 20706: a policy that follows CPU fights the one that follows the queue.
#[test]
pub(crate) fn a_worker_is_scaled_by_its_queue_alone() {
    let template = made(|stack| {
        let worker = QueueWorker::new(counted(stack), jobs(stack), worker())
            .backlog_per_task(100)
            .between(0..=20)
            .service(|service| service.spot_from(1));
        stack.add("Worker", worker);
    });
    only(
        &template,
        TARGET,
        like!({ "MinCapacity": 0, "MaxCapacity": 20 }),
    );
    let tracking = like!({ "PolicyType": "TargetTrackingScaling" });
    let tracking = template.find_resources(POLICY, like!({ "Properties": tracking }));
    assert_eq!(tracking.len(), 1, "one policy takes tasks away");
    let policies = template.json()["Resources"].to_string();
    assert!(!policies.contains("ECSServiceAverageCPUUtilization"));
    only(
        &template,
        SERVICE,
        like!({ "CapacityProviderStrategy": [{ "CapacityProvider": "FARGATE_SPOT" }] }),
    );
}

/// copilot-cli 3376: an alarm that goes off above one message never starts the first task.
#[test]
pub(crate) fn one_message_starts_the_first_task_of_a_worker() {
    let template = made(|stack| {
        let worker = QueueWorker::new(counted(stack), jobs(stack), worker());
        stack.add("Worker", worker.between(0..=5));
    });
    template.has_resource_properties(
        ALARM,
        like!({ "ComparisonOperator": "GreaterThanOrEqualToThreshold", "Threshold": 1 }),
    );
}

/// The right, the URL, and time to stop, of one line.
#[test]
pub(crate) fn a_worker_is_linked_to_its_queue() {
    let template = made(|stack| {
        let worker = QueueWorker::new(counted(stack), jobs(stack), worker());
        stack.add("Worker", worker.work_time(100.seconds()));
    });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [{
            "Environment": [{ "Name": "JOBS_URL", "Value": { "Ref": "Jobs" } }],
            "StopTimeout": 100,
        }] }),
    );
    let rights = template.json()["Resources"].to_string();
    assert!(rights.contains("sqs:ReceiveMessage"));
    // Whoever links it by another name has said it.
    let template = made(|stack| {
        let jobs = jobs(stack);
        let worker = worker().link_as("WORK", jobs.consume());
        stack.add("Worker", QueueWorker::new(counted(stack), jobs, worker));
    });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [{
            "Environment": exact(json!([{ "Name": "WORK_URL", "Value": { "Ref": "Jobs" } }])),
        }] }),
    );
}

#[test]
pub(crate) fn a_worker_of_a_task_that_was_added_elsewhere_may_consume() {
    let template = made(|stack| {
        let task = stack.add("Task", small().container(worker()));
        let worker =
            QueueWorker::<stackwright::aws::ecs::Fargate>::new(counted(stack), jobs(stack), task);
        stack.add("Worker", worker.without_alarms());
    });
    let rights = template.json()["Resources"].to_string();
    assert!(rights.contains("sqs:ReceiveMessage"));
    assert_eq!(
        ids(&template, ALARM).len(),
        ids(&template, ALARM)
            .iter()
            .filter(|id| id.contains("Scaling"))
            .count()
    );
}

/// Dead letters are told of without a word of the program's.
#[test]
pub(crate) fn a_worker_has_the_alarms_of_its_queue() {
    let topic = "arn:aws:sns:eu-west-1:111122223333:on-call";
    let template = made(|stack| {
        let worker = QueueWorker::new(counted(stack), jobs(stack), worker());
        stack.add("Worker", worker.alarms(|alarms| alarms.notify(topic)));
    });
    at(
        &template,
        "WorkerAlarmsDeadLetters",
        ALARM,
        like!({ "AlarmActions": [topic], "Threshold": 0 }),
    );
    at(&template, "WorkerAlarmsAge", ALARM, any());
}

#[test]
pub(crate) fn services_behind_one_load_balancer_call_each_other() {
    let template = made(|stack| {
        let cluster = counted(stack);
        let service = || FargateService::new(cluster, nginx().port(8080));
        let front = ApplicationLoadBalancer::new(vpc_of(stack));
        let shop = Microservices::new(front)
            .service("Web", service(), |place| place)
            .service("Orders", service(), |place| place.path("/orders/*"))
            .internal("PriceLists", service())
            .calls("Web", "PriceLists")
            .calls("Orders", "PriceLists");
        let shop = stack.add("Shop", shop);
        assert!(shop.service(stack, "Orders").is_some());
        assert!(shop.service(stack, "Nobody").is_none());
    });
    template.resource_count_is(SERVICE, 3);
    template.resource_count_is("AWS::ElasticLoadBalancingV2::LoadBalancer", 1);
    template.resource_count_is("AWS::ElasticLoadBalancingV2::ListenerRule", 2);
    only(
        &template,
        "AWS::ServiceDiscovery::Service",
        like!({ "Name": "price-lists" }),
    );
    for caller in ["ShopWebTask", "ShopOrdersTask"] {
        at(
            &template,
            caller,
            TASK,
            like!({ "ContainerDefinitions": [{ "Environment": [{
                "Name": "PRICE_LISTS_URL",
                "Value": "http://price-lists.shop.internal:8080",
            }] }] }),
        );
    }
    at(
        &template,
        "ShopPriceListsTask",
        TASK,
        like!({ "ContainerDefinitions": [{ "Environment": absent() }] }),
    );
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "GroupId": { "Fn::GetAtt": ["ShopPriceListsSecurityGroup", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["ShopWebSecurityGroup", "GroupId"] },
            "FromPort": 8080,
        }),
    );
}

/// The VPC that [`counted`] has added.
fn vpc_of(stack: Scope<'_>) -> VpcHandle {
    use stackwright_core::ResourceHandle;

    let node = stack.find("Vpc").expect("it was added");
    stackwright::cfn::ec2::VpcHandle::from_node(node).into()
}

/// One link of the service that is called: the way and the URL; a name of Service Connect goes first.
#[test]
pub(crate) fn a_link_to_a_service_that_is_called() {
    let template = made(|stack| {
        let cluster = counted(stack);
        let api = FargateService::new(cluster, nginx().named_port("http", Port::http(8080)));
        let api = api.service_connect(Served::port("http").alias("api", 80));
        let api = stack.add("Api", api);
        let old = PrivateDnsNamespace::imported("ns-0a1b2c3d4e5f").name("old.internal");
        let old = stack.add("Old", old);
        let books = FargateService::new(cluster, nginx().port(9000));
        let books = books.discover(Discover::named("books").namespace(old));
        let books = stack.add("Books", books);
        let web = nginx().link(api.call()).link_as("LIBRARY", books.call());
        let web = FargateService::new(cluster, web);
        stack.add("Web", web.service_connect(ServiceConnect::client()));
    });
    at(
        &template,
        "WebTask",
        TASK,
        like!({ "ContainerDefinitions": [{ "Environment": [
            { "Name": "API_URL", "Value": "http://api:80" },
            { "Name": "LIBRARY_URL", "Value": "http://books.old.internal:9000" },
        ] }] }),
    );
    for (group, port) in [("ApiSecurityGroup", 8080), ("BooksSecurityGroup", 9000)] {
        template.has_resource_properties(
            "AWS::EC2::SecurityGroupIngress",
            like!({
                "GroupId": { "Fn::GetAtt": [group, "GroupId"] },
                "SourceSecurityGroupId": { "Fn::GetAtt": ["WebSecurityGroup", "GroupId"] },
                "FromPort": port,
            }),
        );
    }
}

#[test]
pub(crate) fn a_private_service_has_no_way_to_the_internet() {
    let template = made(|stack| {
        let images = stack.add("Images", EcrRepository::new());
        let container = Container::new("records", images.image("v1")).port(8080);
        let records = PrivateService::new(Vpc::new("10.20.0.0/16"), container)
            .place(|place| place.health_check("/health"))
            .cluster(|cluster| cluster.namespace("records.internal"))
            .front(|front| front.idle_timeout(90.seconds()))
            .service(|service| service.exec());
        let records = stack.add("Records", records);
        let inside = SecurityGroup::new(records.vpc()).without_outbound();
        let inside = stack.add("Inside", inside);
        stack.connect(inside, records.front(), Port::http(80));
    });
    template.resource_count_is("AWS::EC2::NatGateway", 0);
    template.resource_count_is("AWS::EC2::InternetGateway", 0);
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        like!({ "Scheme": "internal" }),
    );
    only(&template, SERVICE, like!({ "EnableExecuteCommand": true }));
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        like!({ "HealthCheckPath": "/health" }),
    );
    for service in ["ecr.api", "ecr.dkr", "logs", "ssmmessages"] {
        assert!(
            template.json().to_string().contains(service),
            "no endpoint of {service}"
        );
    }
    template.every_flow_is_open();
}

/// aws-cdk 35674: deployments that shift requests are in no pattern.
#[test]
pub(crate) fn a_blue_green_service_goes_back_when_its_alarms_say_so() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let shop = FargateService::new(cluster, nginx().port(80)).test_header("x-next", "yes");
        let shop = BlueGreenService::new(shop, front.path("/*").health_check("/healthz"));
        stack.add("Shop", shop.alarms(|alarms| alarms.without("Memory")));
    });
    only(
        &template,
        SERVICE,
        like!({ "DeploymentConfiguration": {
            "Strategy": "BLUE_GREEN",
            "BakeTimeInMinutes": 10,
            "Alarms": { "Enable": true, "Rollback": true },
        } }),
    );
    let alarms = ids(&template, ALARM);
    assert!(
        alarms.iter().any(|id| id.starts_with("ShopAlarmsErrors")),
        "{alarms:?}"
    );
    assert!(!alarms.iter().any(|id| id.contains("Memory")), "{alarms:?}");
    template.resource_count_is("AWS::ElasticLoadBalancingV2::TargetGroup", 2);
}

#[test]
pub(crate) fn a_service_that_only_an_http_api_reaches() {
    let template = made(|stack| {
        let orders = FargateService::new(counted(stack), nginx().port(8080));
        let orders = HttpApiService::new(orders).api(|api| api.throttle(100, 200));
        let orders = stack.add("Orders", orders.service(|service| service.exec()));
        stack.add("Address", Output::new(orders.api().api_endpoint()));
    });
    template.resource_count_is("AWS::ElasticLoadBalancingV2::LoadBalancer", 0);
    only(
        &template,
        "AWS::ServiceDiscovery::Service",
        like!({ "Name": "orders", "DnsConfig": { "DnsRecords": [{ "Type": "SRV" }] } }),
    );
    only(
        &template,
        "AWS::ApiGatewayV2::Route",
        like!({ "RouteKey": "$default" }),
    );
    only(
        &template,
        "AWS::ApiGatewayV2::Integration",
        like!({ "ConnectionType": "VPC_LINK" }),
    );
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "SourceSecurityGroupId": { "Fn::GetAtt": ["OrdersLinkSecurityGroup", "GroupId"] },
            "FromPort": 8080,
        }),
    );
}

#[test]
pub(crate) fn a_service_that_an_http_api_reaches_through_a_load_balancer() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)));
        let orders = FargateService::new(cluster, nginx().port(8080));
        let orders = HttpApiService::new(orders)
            .through_load_balancer(|place| place.health_check("/healthz"))
            .without_default_route();
        stack.add("Orders", orders);
    });
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        like!({ "Scheme": "internal" }),
    );
    template.resource_count_is("AWS::ApiGatewayV2::Route", 0);
    template.resource_count_is("AWS::ServiceDiscovery::Service", 0);
    template.every_flow_is_open();
}

fn in_two_regions(how: MultiRegion) -> Vec<Template> {
    let app = App::new();
    how.health_check("/healthz").build(&app, "Shop", |region| {
        let stack = region.stack;
        let vpc = vpc(*stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = ApplicationLoadBalancer::new(vpc).internet_facing();
        let front = stack.add("Front", front.certificate(region.certificate));
        let shop = FargateService::new(cluster, nginx().port(80));
        let count = if region.is_first { 3 } else { 1 };
        stack.add("Service", shop.desired_count(count).behind(front));
        front
    });
    let made = made_of(&app);
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        ["Shop-eu-central-1", "Shop-eu-west-1"]
    );
    made.into_values().collect()
}

#[test]
pub(crate) fn one_service_in_two_regions_that_fails_over() {
    let zone = HostedZone::imported("Z0123456789ABC", "example.com");
    let regions = ["eu-west-1", "eu-central-1"];
    let how = MultiRegion::failover("shop", zone, "111122223333", regions);
    let made = in_two_regions(how);
    let record = |failover: &'static str, region: &'static str| {
        like!({
            "Name": "shop.example.com",
            "Failover": failover,
            "SetIdentifier": region,
            "HealthCheckId": { "Ref": "InRegionHealthCheck" },
            "AliasTarget": { "EvaluateTargetHealth": true },
        })
    };
    only(&made[0], RECORD, record("SECONDARY", "eu-central-1"));
    only(&made[1], RECORD, record("PRIMARY", "eu-west-1"));
    only(&made[1], SERVICE, like!({ "DesiredCount": 3 }));
    for template in &made {
        only(
            template,
            "AWS::Route53::HealthCheck",
            like!({ "HealthCheckConfig": {
                "Type": "HTTPS",
                "ResourcePath": "/healthz",
                "FullyQualifiedDomainName": { "Fn::GetAtt": ["Front", "DNSName"] },
            } }),
        );
        only(
            template,
            "AWS::CertificateManager::Certificate",
            like!({ "DomainName": "shop.example.com" }),
        );
    }
}

#[test]
pub(crate) fn one_service_in_two_regions_where_the_nearer_one_answers() {
    let zone = HostedZone::imported("Z0123456789ABC", "example.com");
    let regions = ["eu-west-1", "eu-central-1"];
    let how = MultiRegion::latency("shop", zone, "111122223333", regions);
    let made = in_two_regions(how);
    for (template, region) in made.iter().zip(["eu-central-1", "eu-west-1"]) {
        only(
            template,
            RECORD,
            like!({ "Region": region, "Failover": absent(), "SetIdentifier": region }),
        );
    }
}
