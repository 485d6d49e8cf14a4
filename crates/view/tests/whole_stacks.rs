//! What whole stacks cost, against sums made by hand from the rows of `schema/prices`. A month has 730 hours.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::cost::{Options, Usage, dollars, estimate};

/// The dollars a month of each resource, those of the sum, and the least and the most.
fn bill(region: &str, resources: &str, usage: &str) -> (Vec<(String, String)>, [String; 3]) {
    let template = Template::from_yaml(resources).unwrap();
    let stack = Stack::new("Test", template).in_region(Some(region.to_owned()));
    let options = Options {
        usage: Usage::read(usage.as_bytes(), "usage.yaml").unwrap(),
        ..Options::default()
    };
    let month = estimate(&[stack], &options);
    let resources = month.stacks.iter().flat_map(|stack| &stack.resources);
    let each = resources.map(|own| (own.id.clone(), dollars(own.amount().usual)));
    let mut each: Vec<(String, String)> = each.collect();
    each.sort();
    let sum = month.amount();
    (each, [sum.least, sum.usual, sum.most].map(dollars))
}

fn is_billed(region: &str, resources: &str, usage: &str, each: &[(&str, &str)], sum: [&str; 3]) {
    let (found, total) = bill(region, resources, usage);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(id, own)| (id.as_str(), own.as_str()))
        .collect();
    assert_eq!(found, each);
    assert_eq!(total, sum);
}

const TASK: &str = "ContainerDefinitions: [{Name: web, Image: nginx}]";
const ARM: &str = "RuntimePlatform: {CpuArchitecture: ARM64, OperatingSystemFamily: LINUX}";

#[test]
fn a_shop_on_arm_behind_a_nat_gateway_and_a_load_balancer_with_a_database() {
    let resources = format!(
        "Resources:
  Address: {{Type: AWS::EC2::EIP, Properties: {{Domain: vpc}}}}
  Alb: {{Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {{Scheme: internet-facing, Subnets: [a, b]}}}}
  Db: {{Type: AWS::RDS::DBInstance, Properties: {{Engine: postgres, DBInstanceClass: db.t4g.micro, StorageType: gp3, AllocatedStorage: 20}}}}
  Logs: {{Type: AWS::Logs::LogGroup, Properties: {{RetentionInDays: 30}}}}
  Nat: {{Type: AWS::EC2::NatGateway, Properties: {{SubnetId: a, AllocationId: !GetAtt Address.AllocationId}}}}
  Task: {{Type: AWS::ECS::TaskDefinition, Properties: {{Cpu: 512, Memory: 1024, {ARM}, {TASK}}}}}
  Web: {{Type: AWS::ECS::Service, Properties: {{TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 2}}}}
"
    );
    is_billed(
        "us-east-1",
        &resources,
        "every: {nat-gb: 100, lcu: 1, out-gb: 50, log-gb: 10}",
        &[
            // 730 x 0.005
            ("Address", "$3.65"),
            // 730 x 0.0225 = 16.425; 730 x 0.008 = 5.84; 2 x 730 x 0.005 = 7.3; 50 x 0.09 = 4.5
            ("Alb", "$34.07"),
            // 730 x 0.016 = 11.68; 20 x 0.115 = 2.3
            ("Db", "$13.98"),
            // 10 x 0.5 = 5; 10 x 0.986301 months x 0.03 = 0.295890
            ("Logs", "$5.30"),
            // 730 x 0.045 = 32.85; 100 x 0.045 = 4.5
            ("Nat", "$37.35"),
            // 2 x 730 x (0.5 x 0.03238 + 0.00356 = 0.01975) = 28.835
            ("Web", "$28.84"),
        ],
        // 3.65 + 34.065 + 13.98 + 5.295890 + 37.35 + 28.835 = 123.175890
        ["$123.18", "$123.18", "$123.18"],
    );
}

#[test]
fn an_inner_service_that_reaches_aws_by_endpoints() {
    let endpoint = |id: &str| {
        format!(
            "  {id}: {{Type: AWS::EC2::VPCEndpoint, Properties: {{VpcEndpointType: Interface, SubnetIds: [a, b], VpcId: v, ServiceName: s}}}}\n"
        )
    };
    let resources = format!(
        "Resources:
{}{}{}  Alb: {{Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {{Scheme: internal, Subnets: [a, b]}}}}
  Files: {{Type: AWS::EC2::VPCEndpoint, Properties: {{VpcEndpointType: Gateway, VpcId: v, ServiceName: s3}}}}
  Login: {{Type: AWS::SecretsManager::Secret}}
  Task: {{Type: AWS::ECS::TaskDefinition, Properties: {{Cpu: 256, Memory: 512, {TASK}}}}}
  Web: {{Type: AWS::ECS::Service, Properties: {{TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 3}}}}
",
        endpoint("EcrApi"),
        endpoint("EcrDkr"),
        endpoint("Secrets"),
    );
    // 2 x 730 x 0.012 = 17.52; 10 x 0.01 = 0.1
    let endpoint = "$17.62";
    is_billed(
        "eu-central-1",
        &resources,
        "every: {endpoint-gb: 10, lcu: 0.5, secret-calls: 1}",
        &[
            // 730 x 0.027 = 19.71; 0.5 x 730 x 0.008 = 2.92
            ("Alb", "$22.63"),
            // That of S3, `Files`, costs nothing, and has no line.
            ("EcrApi", endpoint),
            ("EcrDkr", endpoint),
            // 0.4 + 0.05
            ("Login", "$0.45"),
            ("Secrets", endpoint),
            // 3 x 730 x (0.25 x 0.04656 + 0.5 x 0.00511 = 0.014195) = 31.08705
            ("Web", "$31.09"),
        ],
        // 22.63 + 3 x 17.62 + 0.45 + 31.08705 = 107.02705
        ["$107.03", "$107.03", "$107.03"],
    );
}

#[test]
fn workers_on_arm_of_which_most_are_on_spot() {
    let strategy = "CapacityProviderStrategy: [{CapacityProvider: FARGATE, Base: 1, Weight: 1}, {CapacityProvider: FARGATE_SPOT, Weight: 3}]";
    let resources = format!(
        "Resources:
  Deep: {{Type: AWS::CloudWatch::Alarm, Properties: {{Period: 60, Threshold: 1}}}}
  Jobs: {{Type: AWS::SQS::Queue}}
  Task: {{Type: AWS::ECS::TaskDefinition, Properties: {{Cpu: 1024, Memory: 2048, {ARM}, {TASK}}}}}
  Worker: {{Type: AWS::ECS::Service, Properties: {{TaskDefinition: !Ref Task, DesiredCount: 9, {strategy}}}}}
"
    );
    is_billed(
        "eu-west-1",
        &resources,
        "every: {queue-requests: 5}",
        &[
            ("Deep", "$0.10"),
            // 5 x 0.4
            ("Jobs", "$2.00"),
            // A task: 730 x (0.03238 + 2 x 0.00356 = 0.0395) = 28.835. Of 9 one is the base; of the other 8 two are on
            // demand and 6 on Spot: 3 x 28.835 + 6 x 28.835 x 0.4 = 86.505 + 69.204
            ("Worker", "$155.71"),
        ],
        // 0.1 + 2 + 155.709 = 157.809; at 30 % 86.505 + 51.903 + 2.1 = 140.508
        ["$140.51", "$157.81", "$157.81"],
    );
}

#[test]
fn data_twice_in_two_zones_in_tokyo() {
    let resources = "Resources:
  Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {Engine: valkey, CacheNodeType: cache.t4g.small, NumCacheClusters: 2, ReplicationGroupDescription: d}}
  Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, DBInstanceClass: db.t4g.small, MultiAZ: true, StorageType: gp3, AllocatedStorage: 50}}
  Nlb: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Type: network, Scheme: internal, Subnets: [a, b]}}
  One: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: a, AllocationId: !GetAtt OneAddress.AllocationId}}
  OneAddress: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
  Two: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: b, AllocationId: !GetAtt TwoAddress.AllocationId}}
  TwoAddress: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
";
    is_billed(
        "ap-northeast-1",
        resources,
        "every: {nat-gb: 50, nlcu: 1}",
        &[
            // 2 x 730 x 0.0392
            ("Cache", "$57.23"),
            // 730 x 0.101 = 73.73; 50 x 0.276 = 13.8
            ("Db", "$87.53"),
            // 730 x 0.0243 = 17.739; 730 x 0.006 = 4.38
            ("Nlb", "$22.12"),
            // 730 x 0.062 = 45.26; 50 x 0.062 = 3.1
            ("One", "$48.36"),
            ("OneAddress", "$3.65"),
            ("Two", "$48.36"),
            ("TwoAddress", "$3.65"),
        ],
        // 57.232 + 87.53 + 22.119 + 2 x 48.36 + 2 x 3.65 = 270.901
        ["$270.90", "$270.90", "$270.90"],
    );
}

#[test]
fn an_api_that_scales_behind_a_regional_nat_gateway() {
    let resources = format!(
        "Resources:
  Api: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: HTTP, Name: api}}}}
  Files: {{Type: AWS::S3::Bucket}}
  Nat: {{Type: AWS::EC2::NatGateway, Properties: {{AvailabilityMode: regional, VpcId: v}}}}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/default/${{Web.Name}}
      MinCapacity: 1
      MaxCapacity: 6
  Task: {{Type: AWS::ECS::TaskDefinition, Properties: {{Cpu: 256, Memory: 512, {TASK}}}}}
  Web: {{Type: AWS::ECS::Service, Properties: {{TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 2}}}}
  Zone: {{Type: AWS::Route53::HostedZone, Properties: {{Name: example.com}}}}
"
    );
    is_billed(
        "eu-west-1",
        &resources,
        "every: {api-requests: 3, bucket-gb: 200, zones: 2, nat-gb: 200, queries: 1}",
        &[
            // 3 x 1.11
            ("Api", "$3.33"),
            // 200 x 0.023
            ("Files", "$4.60"),
            // 2 x 730 x 0.048 = 70.08; 200 x 0.048 = 9.6
            ("Nat", "$79.68"),
            // 2 x 730 x (0.25 x 0.04048 + 0.5 x 0.004445 = 0.0123425) = 18.02005
            ("Web", "$18.02"),
            // 0.5 + 0.4
            ("Zone", "$0.90"),
        ],
        // 3.33 + 4.6 + 79.68 + 0.9 = 88.51; with 1, 2 and 6 times 9.010025: 97.520025, 106.53005, 142.57015
        ["$97.52", "$106.53", "$142.57"],
    );
}
