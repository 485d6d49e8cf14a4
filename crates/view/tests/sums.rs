//! What resources cost, against sums made by hand: each says its arithmetic. The prices are those of `schema/prices`; a
//! month has 730 hours.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::cost::{Estimate, Options, Usage, dollars, estimate};

fn month(region: &str, resources: &str, usage: &str) -> Estimate {
    let template = Template::from_yaml(resources).unwrap();
    let stack = Stack::new("Test", template).in_region(Some(region.to_owned()));
    let options = Options {
        usage: Usage::read(usage.as_bytes(), "usage.yaml").unwrap(),
        ..Options::default()
    };
    estimate(&[stack], &options)
}

/// The usual dollars a month, to a cent, where no price is missing.
fn usual(region: &str, resources: &str, usage: &str) -> String {
    let month = month(region, resources, usage);
    for own in month.stacks.iter().flat_map(|stack| &stack.resources) {
        let missing = own.gaps.iter().find(|gap| gap.contains(region));
        assert_eq!(missing, None, "{region}");
    }
    dollars(month.amount().usual)
}

/// From, usually, to.
fn range(region: &str, resources: &str, usage: &str) -> [String; 3] {
    let amount = month(region, resources, usage).amount();
    [amount.least, amount.usual, amount.most].map(dollars)
}

const NOTHING: &str = "every: {}";

fn task(size: &str, service: &str) -> String {
    format!(
        "Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {{TaskDefinition: !Ref Task, {service}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {{{size}, ContainerDefinitions: [{{Name: web, Image: nginx}}]}}
"
    )
}

fn one(kind: &str, properties: &str) -> String {
    format!("Resources: {{One: {{Type: 'AWS::{kind}', Properties: {{{properties}}}}}}}")
}

const QUARTER: &str = "Cpu: 256, Memory: 512";

#[test]
fn a_quarter_of_a_vcpu_and_half_a_gb_cost_nine_dollars_in_virginia_and_more_in_tokyo() {
    let seed = task(QUARTER, "LaunchType: FARGATE, DesiredCount: 1");
    for (region, dollars) in [
        // 0.25 x 730 x 0.04048 = 7.3876; 0.5 x 730 x 0.004445 = 1.622425; together 9.010025
        ("us-east-1", "$9.01"),
        // The same prices.
        ("eu-west-1", "$9.01"),
        // 0.25 x 730 x 0.04656 = 8.4972; 0.5 x 730 x 0.00511 = 1.86515; together 10.36235
        ("eu-central-1", "$10.36"),
        // 0.25 x 730 x 0.05056 = 9.2272; 0.5 x 730 x 0.00553 = 2.01845; together 11.24565
        ("ap-northeast-1", "$11.25"),
    ] {
        assert_eq!(usual(region, &seed, NOTHING), dollars, "{region}");
    }
}

#[test]
fn tasks_of_every_kind() {
    let arm = "RuntimePlatform: {CpuArchitecture: ARM64, OperatingSystemFamily: LINUX}, Cpu: 256, Memory: 512";
    let windows = "RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE}, Cpu: 1024, Memory: 2048";
    let disk = "Cpu: 256, Memory: 512, EphemeralStorage: {SizeInGiB: 50}";
    let fargate = "LaunchType: FARGATE, DesiredCount: 1";
    let public = "LaunchType: FARGATE, DesiredCount: 2, NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, Subnets: [a]}}";
    for (region, size, service, dollars) in [
        // 0.25 x 730 x 0.03238 = 5.90935; 0.5 x 730 x 0.00356 = 1.2994; together 7.20875
        ("us-east-1", arm, fargate, "$7.21"),
        // 0.25 x 730 x 0.04045 = 7.382125; 0.5 x 730 x 0.00442 = 1.6133; together 8.995425
        ("ap-northeast-1", arm, fargate, "$9.00"),
        // 730 x (0.046552 + 2 x 0.0051117 + 0.046) = 730 x 0.1027754 = 75.026042
        ("us-east-1", windows, fargate, "$75.03"),
        // 9.010025 + 30 x 730 x 0.000111 = 9.010025 + 2.4309 = 11.440925
        ("us-east-1", disk, fargate, "$11.44"),
        // 2 x 9.010025 + 2 x 730 x 0.005 = 18.02005 + 7.3 = 25.32005
        ("us-east-1", QUARTER, public, "$25.32"),
    ] {
        assert_eq!(
            usual(region, &task(size, service), NOTHING),
            dollars,
            "{region} {size}"
        );
    }
    // 200 of the 730 hours: 200 x (0.25 x 0.04048 + 0.5 x 0.004445) = 200 x 0.0123425 = 2.4685
    let some = usual(
        "us-east-1",
        &task(QUARTER, fargate),
        "resources: {Web: {hours: 200}}",
    );
    assert_eq!(some, "$2.47");
}

const SCALED: &str = "
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/default/${Web.Name}
      MinCapacity: 2
      MaxCapacity: 10
";

#[test]
fn what_scales_is_a_range() {
    let scaled = task(QUARTER, "LaunchType: FARGATE, DesiredCount: 3") + SCALED;
    // 2, 3 and 10 times 9.010025: 18.02005, 27.030075, 90.10025
    assert_eq!(
        range("us-east-1", &scaled, NOTHING),
        ["$18.02", "$27.03", "$90.10"]
    );
    // Without a count it begins with the least: 2, 2 and 10 times 11.24565
    let bare = task(QUARTER, "LaunchType: FARGATE") + SCALED;
    assert_eq!(
        range("ap-northeast-1", &bare, NOTHING),
        ["$22.49", "$22.49", "$112.46"]
    );
}

#[test]
fn spot_is_a_part_of_the_price_on_demand() {
    let strategy = "DesiredCount: 5, CapacityProviderStrategy: [{CapacityProvider: FARGATE, Base: 1, Weight: 1}, {CapacityProvider: FARGATE_SPOT, Weight: 3}]";
    let web = task(QUARTER, strategy);
    // Of 5, one is the base; of the other 4, one on demand and 3 on Spot.
    // 2 x 9.010025 + 3 x 9.010025 x 0.4 = 18.02005 + 10.81203 = 28.83208; at 30 % 18.02005 + 8.1090225 = 26.1290725
    assert_eq!(
        range("us-east-1", &web, NOTHING),
        ["$26.13", "$28.83", "$28.83"]
    );
    // Somebody knows better: 18.02005 + 3 x 9.010025 x 0.35 = 27.48057625
    assert_eq!(
        usual("us-east-1", &web, "every: {spot-share: 0.35}"),
        "$27.48"
    );
}

#[test]
fn nights_off_are_the_average_of_a_week() {
    let nights = task(QUARTER, "LaunchType: FARGATE, DesiredCount: 2") + SCALED + "      ScheduledActions:
        - {ScheduledActionName: off, Schedule: 'cron(0 20 ? * MON-FRI *)', ScalableTargetAction: {MinCapacity: 0, MaxCapacity: 0}}
        - {ScheduledActionName: on, Schedule: 'cron(0 8 ? * MON-FRI *)', ScalableTargetAction: {MinCapacity: 2, MaxCapacity: 10}}
";
    // 12 hours on 5 days are 60 of 168: 2 x 60 / 168 = 0.714285... x 9.010025 = 6.435732; 10 x 60 / 168 x 9.010025 = 32.178661
    assert_eq!(
        range("us-east-1", &nights, NOTHING),
        ["$6.44", "$6.44", "$32.18"]
    );
}

#[test]
fn what_rules_start_is_paid_by_the_run() {
    let rule = "Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 3 * * ? *)
      Targets:
        - Id: task
          Arn: !GetAtt Cluster.Arn
          EcsParameters: {TaskDefinitionArn: !Ref Task, LaunchType: FARGATE, TaskCount: 2}
  Cluster: {Type: AWS::ECS::Cluster}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Cpu: 1024, Memory: 2048, ContainerDefinitions: [{Name: job, Image: nginx}]}
";
    // 730 / 24 runs x 2 tasks x 0.5 h x (0.04048 + 2 x 0.004445) = 30.41666 x 0.04937 = 1.501670...
    assert_eq!(usual("us-east-1", rule, "every: {run-hours: 0.5}"), "$1.50");
}

#[test]
fn load_balancers() {
    let outside = "Scheme: internet-facing, Subnets: [a, b]";
    let inside = "Scheme: internal, Subnets: [a, b]";
    let network = "Type: network, Scheme: internal, Subnets: [a, b]";
    let kind = "ElasticLoadBalancingV2::LoadBalancer";
    for (region, properties, usage, dollars) in [
        // 730 x 0.0225 = 16.425; 2 x 730 x 0.008 = 11.68; together 28.105
        ("us-east-1", inside, "every: {lcu: 2}", "$28.11"),
        // 730 x 0.0252 = 18.396; 0.5 x 730 x 0.008 = 2.92; together 21.316
        ("eu-west-1", inside, "every: {lcu: 0.5}", "$21.32"),
        // 730 x 0.027 = 19.71; 730 x 0.008 = 5.84; together 25.55
        ("eu-central-1", inside, "every: {lcu: 1}", "$25.55"),
        // 730 x 0.0243 = 17.739; 730 x 0.008 = 5.84; 2 x 730 x 0.005 = 7.3; 100 x 0.114 = 11.4; together 42.279
        (
            "ap-northeast-1",
            outside,
            "every: {lcu: 1, out-gb: 100}",
            "$42.28",
        ),
        // 730 x 0.0225 = 16.425; 730 x 0.006 = 4.38; together 20.805
        ("us-east-1", network, "every: {nlcu: 1}", "$20.81"),
    ] {
        assert_eq!(
            usual(region, &one(kind, properties), usage),
            dollars,
            "{region} {properties}"
        );
    }
}

#[test]
fn networks() {
    let nat = one("EC2::NatGateway", "ConnectivityType: private, SubnetId: a");
    let endpoint = one(
        "EC2::VPCEndpoint",
        "VpcEndpointType: Interface, SubnetIds: [a, b], VpcId: v, ServiceName: s",
    );
    let address = one("EC2::EIP", "Domain: vpc");
    for (region, resources, usage, dollars) in [
        // 730 x 0.045 = 32.85; 100 x 0.045 = 4.5
        ("us-east-1", &nat, "every: {nat-gb: 100}", "$37.35"),
        // 730 x 0.048 = 35.04; 100 x 0.048 = 4.8
        ("eu-west-1", &nat, "every: {nat-gb: 100}", "$39.84"),
        // 730 x 0.052 = 37.96; 100 x 0.052 = 5.2
        ("eu-central-1", &nat, "every: {nat-gb: 100}", "$43.16"),
        // 730 x 0.062 = 45.26; 100 x 0.062 = 6.2
        ("ap-northeast-1", &nat, "every: {nat-gb: 100}", "$51.46"),
        // 2 x 730 x 0.01 = 14.6; 20 x 0.01 = 0.2
        ("us-east-1", &endpoint, "every: {endpoint-gb: 20}", "$14.80"),
        // 2 x 730 x 0.014 = 20.44; 20 x 0.01 = 0.2
        (
            "ap-northeast-1",
            &endpoint,
            "every: {endpoint-gb: 20}",
            "$20.64",
        ),
        // 730 x 0.005
        ("eu-central-1", &address, NOTHING, "$3.65"),
    ] {
        assert_eq!(
            usual(region, resources, usage),
            dollars,
            "{region} {resources}"
        );
    }
}

#[test]
fn logs_and_alarms() {
    let kept = one("Logs::LogGroup", "RetentionInDays: 30");
    let forever = "Resources: {One: {Type: 'AWS::Logs::LogGroup'}}";
    let alarm = one("CloudWatch::Alarm", "Period: 60, Threshold: 1");
    for (region, resources, usage, dollars) in [
        // 10 x 0.5 = 5; 10 x (30 x 24 / 730 = 0.986301) x 0.03 = 0.295890
        ("us-east-1", kept.as_str(), "every: {log-gb: 10}", "$5.30"),
        // 10 x 0.76 = 7.6; 10 x 0.986301 x 0.033 = 0.325479
        (
            "ap-northeast-1",
            kept.as_str(),
            "every: {log-gb: 10}",
            "$7.93",
        ),
        // 10 x 0.63 = 6.3; 10 x 12 months x 0.0324 = 3.888
        ("eu-central-1", forever, "every: {log-gb: 10}", "$10.19"),
        // one metric
        ("eu-west-1", alarm.as_str(), NOTHING, "$0.10"),
    ] {
        assert_eq!(
            usual(region, resources, usage),
            dollars,
            "{region} {resources}"
        );
    }
}

#[test]
fn data() {
    let postgres =
        "Engine: postgres, DBInstanceClass: db.t4g.micro, StorageType: gp3, AllocatedStorage: 20";
    let double = "Engine: postgres, DBInstanceClass: db.t4g.micro, MultiAZ: true, StorageType: gp3, AllocatedStorage: 20";
    let cache = "Engine: valkey, CacheNodeType: cache.t4g.micro, NumCacheClusters: 2, ReplicationGroupDescription: d";
    for (region, kind, properties, usage, dollars) in [
        // 730 x 0.016 = 11.68; 20 x 0.115 = 2.3
        ("us-east-1", "RDS::DBInstance", postgres, NOTHING, "$13.98"),
        // 730 x 0.025 = 18.25; 20 x 0.138 = 2.76
        (
            "ap-northeast-1",
            "RDS::DBInstance",
            postgres,
            NOTHING,
            "$21.01",
        ),
        // Twice 730 x 0.019 = 27.74; 20 x 0.274 = 5.48
        ("eu-central-1", "RDS::DBInstance", double, NOTHING, "$33.22"),
        // 2 x 730 x 0.0136
        (
            "eu-west-1",
            "ElastiCache::ReplicationGroup",
            cache,
            NOTHING,
            "$19.86",
        ),
        // 50 x 0.36
        (
            "ap-northeast-1",
            "EFS::FileSystem",
            "Encrypted: true",
            "every: {files-gb: 50}",
            "$18.00",
        ),
        // 100 x 0.0245
        (
            "eu-central-1",
            "S3::Bucket",
            "BucketName: b",
            "every: {bucket-gb: 100}",
            "$2.45",
        ),
        // 5 x 0.1
        (
            "eu-west-1",
            "ECR::Repository",
            "RepositoryName: r",
            "every: {images-gb: 5}",
            "$0.50",
        ),
    ] {
        assert_eq!(
            usual(region, &one(kind, properties), usage),
            dollars,
            "{region} {kind}"
        );
    }
    let aurora = "Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}}
  Writer:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: aurora-postgresql, DBInstanceClass: db.serverless, DBClusterIdentifier: !Ref Cluster}
";
    // 730 x 0.12 = 87.6 an ACU: 0.5, 1.5 and 4 are 43.8, 131.4, 350.4; 10 x 0.1 = 1 for what it holds
    let told = "every: {acu: 1.5, database-gb: 10}";
    assert_eq!(
        range("us-east-1", aurora, told),
        ["$44.80", "$132.40", "$351.40"]
    );
}

#[test]
fn instances() {
    let group = "Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: '1', MaxSize: '4', DesiredCapacity: '2', LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: '1'}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        InstanceType: m7g.large
        BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeSize: 30, VolumeType: gp3}}]
";
    // One: 730 x 0.0816 = 59.568 and 30 x 0.08 = 2.4, together 61.968; 2 are 123.936, 4 are 247.872
    assert_eq!(
        range("us-east-1", group, NOTHING),
        ["$61.97", "$123.94", "$247.87"]
    );
    // 730 x 0.1054 = 76.942 and 30 x 0.096 = 2.88, together 79.822, twice 159.644
    assert_eq!(usual("ap-northeast-1", group, NOTHING), "$159.64");
}

#[test]
fn the_small_things() {
    for (region, kind, properties, usage, dollars) in [
        // 0.4 + 3 x 0.05
        (
            "us-east-1",
            "SecretsManager::Secret",
            "Name: s",
            "every: {secret-calls: 3}",
            "$0.55",
        ),
        // 1 + 10 x 0.03
        (
            "ap-northeast-1",
            "KMS::Key",
            "Enabled: true",
            "every: {kms-requests: 10}",
            "$1.30",
        ),
        // 0.5 + 2 x 0.4
        (
            "eu-west-1",
            "Route53::HostedZone",
            "Name: example.org",
            "every: {queries: 2}",
            "$1.30",
        ),
        // 5 x 0.5
        (
            "eu-west-1",
            "SQS::Queue",
            "FifoQueue: true",
            "every: {queue-requests: 5}",
            "$2.50",
        ),
        // 4 x 0.5
        (
            "us-east-1",
            "SNS::Topic",
            "TopicName: t",
            "every: {topic-requests: 4}",
            "$2.00",
        ),
        // 20 x 1.29
        (
            "ap-northeast-1",
            "ApiGatewayV2::Api",
            "ProtocolType: HTTP, Name: a",
            "every: {api-requests: 20}",
            "$25.80",
        ),
        // 3 x 1
        (
            "eu-central-1",
            "Events::EventBus",
            "Name: b",
            "every: {events: 3}",
            "$3.00",
        ),
        (
            "eu-central-1",
            "SSM::Parameter",
            "Tier: Advanced, Type: String, Value: v",
            NOTHING,
            "$0.05",
        ),
        (
            "ap-northeast-1",
            "CloudWatch::Dashboard",
            "DashboardBody: '{}'",
            NOTHING,
            "$3.00",
        ),
        // 2 x 1 + 100 x 0.085
        (
            "us-east-1",
            "CloudFront::Distribution",
            "DistributionConfig: {Enabled: true}",
            "every: {cdn-requests: 2, cdn-gb: 100}",
            "$10.50",
        ),
    ] {
        assert_eq!(
            usual(region, &one(kind, properties), usage),
            dollars,
            "{region} {kind}"
        );
    }
}

/// A service of ECS on ARM, most of it on Spot, with what stands around it.
const WHOLE: &str = "Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 4
      CapacityProviderStrategy:
        - {CapacityProvider: FARGATE, Base: 1, Weight: 1}
        - {CapacityProvider: FARGATE_SPOT, Weight: 3}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 512
      Memory: 1024
      RuntimePlatform: {CpuArchitecture: ARM64, OperatingSystemFamily: LINUX}
      ContainerDefinitions: [{Name: web, Image: nginx}]
  Front:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Type: application, Scheme: internet-facing, Subnets: [a, b]}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: a, AllocationId: !GetAtt Address.AllocationId}}
  Address: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
  Orders:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBInstanceClass: db.t4g.small, MultiAZ: true, StorageType: gp3, AllocatedStorage: 40}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 14}}
";

#[test]
fn a_whole_service_in_virginia_and_in_tokyo() {
    let usage = "every: {lcu: 2, nat-gb: 30, out-gb: 20, log-gb: 8, spot-share: 0.4}";
    // Of 4 tasks 1 is the base; of the other 3 a quarter is on demand: 1.75, and 2.25 on Spot.
    for (region, sums, whole) in [
        (
            "us-east-1",
            [
                // 730 x (1.75 + 2.25 x 0.4) x (0.5 x 0.03238 + 1 x 0.00356) = 1934.5 x 0.01975 = 38.206375
                ("Service", "$38.21"),
                // 730 x 0.0225 = 16.425; 2 x 730 x 0.008 = 11.68; 2 x 730 x 0.005 = 7.30; 20 x 0.09 = 1.80: 37.205
                ("Front", "$37.21"),
                // 730 x 0.045 = 32.85; 30 x 0.045 = 1.35
                ("Nat", "$34.20"),
                // 730 x 0.005 = 3.65
                ("Address", "$3.65"),
                // 2 x 730 x 0.032 = 46.72; 40 x 0.23 = 9.20
                ("Orders", "$55.92"),
                // 8 x 0.50 = 4.00; 8 x 14 x 24 / 730 x 0.03 = 0.11047
                ("Logs", "$4.11"),
            ],
            // 38.206375 + 37.205 + 34.20 + 3.65 + 55.92 + 4.11047 = 173.29184
            "$173.29",
        ),
        (
            "ap-northeast-1",
            [
                // 1934.5 x (0.5 x 0.04045 + 1 x 0.00442) = 1934.5 x 0.024645 = 47.67575
                ("Service", "$47.68"),
                // 730 x 0.0243 = 17.739; 11.68; 7.30; 20 x 0.114 = 2.28
                ("Front", "$39.00"),
                // 730 x 0.062 = 45.26; 30 x 0.062 = 1.86
                ("Nat", "$47.12"),
                ("Address", "$3.65"),
                // 730 x 0.101 = 73.73; 40 x 0.276 = 11.04
                ("Orders", "$84.77"),
                // 8 x 0.76 = 6.08; 8 x 14 x 24 / 730 x 0.033 = 0.12151
                ("Logs", "$6.20"),
            ],
            // 47.67575 + 38.999 + 47.12 + 3.65 + 84.77 + 6.20151 = 228.41626
            "$228.42",
        ),
    ] {
        let month = month(region, WHOLE, usage);
        for (id, sum) in sums {
            let mut resources = month.stacks.iter().flat_map(|stack| &stack.resources);
            let own = resources.find(|own| own.id == id).unwrap();
            assert_eq!(dollars(own.amount().usual), sum, "{id} in {region}");
        }
        assert_eq!(dollars(month.amount().usual), whole, "{region}");
    }
}

#[test]
fn a_task_set_is_a_share_of_the_tasks_of_its_service() {
    let set = |scale: &str, set: &str| {
        format!(
            "Resources:
  Web: {{Type: AWS::ECS::Service, Properties: {{DesiredCount: 3, DeploymentController: {{Type: EXTERNAL}}}}}}
  Set:
    Type: AWS::ECS::TaskSet
    Properties: {{Service: !Ref Web, {scale} TaskDefinition: !Ref Task, {set}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {{{QUARTER}, ContainerDefinitions: [{{Name: web, Image: nginx}}]}}
"
        )
    };
    let fargate = "LaunchType: FARGATE";
    for (share, dollars) in [
        // 3 x 9.010025
        ("100", "$27.03"),
        // Half of 3 tasks are 2: 2 x 9.010025
        ("50", "$18.02"),
        ("0", "$0.00"),
    ] {
        let scale = format!("Scale: {{Unit: PERCENT, Value: {share}}},");
        assert_eq!(usual("us-east-1", &set(&scale, fargate), NOTHING), dollars);
    }
    // A third of it on Spot, at 0.4 of the price: 3 x 9.010025 x (2 + 0.4) / 3 = 21.62406
    let spot = "CapacityProviderStrategy: [{CapacityProvider: FARGATE, Weight: 2}, {CapacityProvider: FARGATE_SPOT, Weight: 1}]";
    let all = "Scale: {Unit: PERCENT, Value: 100},";
    assert_eq!(usual("us-east-1", &set(all, spot), NOTHING), "$21.62");
    // What is not said is told, not taken for nothing.
    let month = month("us-east-1", &set("", fargate), NOTHING);
    let gaps = month.stacks.iter().flat_map(|own| &own.resources);
    let gaps: Vec<&String> = gaps.flat_map(|own| &own.gaps).collect();
    assert_eq!(
        gaps,
        ["which share of its service's tasks it runs is not said: `Scale`"]
    );
}
