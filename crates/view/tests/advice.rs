//! What would cost less, with amounts made by hand; and what is not known, which is never counted as nothing.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::cost::{Advice, AdviceKind, Estimate, Options, dollars, estimate};

fn month(region: &str, resources: &str) -> Estimate {
    let template = Template::from_yaml(resources).unwrap();
    let stack = Stack::new("Test", template).in_region(Some(region.to_owned()));
    estimate(&[stack], &Options::default())
}

fn advice(region: &str, resources: &str) -> Vec<Advice> {
    month(region, resources).stacks.remove(0).advice
}

/// What advice of a kind saves.
fn saves(all: &[Advice], is: fn(&AdviceKind) -> bool) -> Vec<String> {
    let own = all.iter().filter(|own| is(&own.kind));
    own.map(|own| dollars(own.saves)).collect()
}

fn gaps(resources: &str) -> Vec<String> {
    let stack = month("us-east-1", resources).stacks.remove(0);
    let own = stack.resources.into_iter().flat_map(|own| own.gaps);
    stack.gaps.into_iter().chain(own).collect()
}

#[test]
fn tasks_may_run_on_spot_on_arm_and_not_at_night() {
    let web = "Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 4}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Cpu: 256, Memory: 512, ContainerDefinitions: [{Name: web, Image: nginx}]}
";
    let all = advice("us-east-1", web);
    // 4 x 9.010025 = 36.0401 for all; of 3 of them 60 %: 27.030075 x 0.6 = 16.218045
    assert_eq!(saves(&all, |kind| *kind == AdviceKind::Spot), ["$16.22"]);
    // 4 x (182.5 x (0.04048 - 0.03238) + 365 x (0.004445 - 0.00356)) = 4 x (1.47825 + 0.323025) = 7.2051
    assert_eq!(saves(&all, |kind| *kind == AdviceKind::Arm), ["$7.21"]);
    // 36.0401 x 108 / 168 = 23.168636
    assert_eq!(
        saves(&all, |kind| *kind == AdviceKind::NightsOff),
        ["$23.17"]
    );
    // What saves most comes first.
    assert_eq!(all[0].kind, AdviceKind::NightsOff);
    let one = advice(
        "us-east-1",
        &web.replace("DesiredCount: 4", "DesiredCount: 1"),
    );
    assert!(saves(&one, |kind| *kind == AdviceKind::Spot).is_empty());
    let arm = web.replace(
        "Cpu: 256",
        "RuntimePlatform: {CpuArchitecture: ARM64}, Cpu: 256",
    );
    assert!(saves(&advice("us-east-1", &arm), |kind| *kind == AdviceKind::Arm).is_empty());
}

/// Tasks in one subnet, with their image, and NAT gateways.
fn behind_nat(image: &str, gateways: usize) -> String {
    let nat = (0..gateways).map(|number| {
        format!(
            "  Nat{number}: {{Type: AWS::EC2::NatGateway, Properties: {{SubnetId: !Ref Subnet}}}}\n"
        )
    });
    let nat: String = nat.collect();
    format!(
        "Resources:
  Vpc: {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: 10.0.0.0/16}}}}
  Subnet: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}}}
{nat}  Logs: {{Type: AWS::Logs::LogGroup, Properties: {{RetentionInDays: 30}}}}
  Cluster: {{Type: AWS::ECS::Cluster}}
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      NetworkConfiguration: {{AwsvpcConfiguration: {{Subnets: [!Ref Subnet]}}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 512
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: web
          Image: {image}
          LogConfiguration: {{LogDriver: awslogs, Options: {{awslogs-group: !Ref Logs, awslogs-region: us-east-1, awslogs-stream-prefix: web}}}}
  Role: {{Type: AWS::IAM::Role, Properties: {{AssumeRolePolicyDocument: {{}}}}}}
"
    )
}

const OF_ECR: &str = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1";

#[test]
fn endpoints_are_advised_against_nat_gateways_where_they_cost_less() {
    let all = advice("us-east-1", &behind_nat(OF_ECR, 2));
    // 2 x (730 x 0.045 + 50 x 0.045) = 70.2; 3 endpoints x 730 x 0.01 + 100 x 0.01 = 22.9
    let of_endpoints = |kind: &AdviceKind| matches!(kind, AdviceKind::EndpointsForNat { .. });
    assert_eq!(saves(&all, of_endpoints), ["$47.30"]);
    let own = all.iter().find(|own| of_endpoints(&own.kind)).unwrap();
    assert!(
        own.words()
            .starts_with("endpoints for ecr.api, ecr.dkr, logs, s3 in 1 zone in place of"),
        "{}",
        own.words()
    );
    // 35.1 against 22.4 for one of them
    let one = advice("us-east-1", &behind_nat(OF_ECR, 1));
    assert_eq!(saves(&one, of_endpoints), ["$12.70"]);
    // What comes from elsewhere needs the internet.
    let foreign = advice("us-east-1", &behind_nat("nginx:1", 2));
    assert!(saves(&foreign, of_endpoints).is_empty());
}

#[test]
fn an_endpoint_is_left_out_where_there_is_a_nat_gateway_anyway_and_little_goes_through() {
    let both = behind_nat("nginx:1", 1)
        + "  Api:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcEndpointType: Interface, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet, !Ref Other], ServiceName: com.amazonaws.us-east-1.logs}
  Other: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
";
    // 2 x 730 x 0.01 + 10 x 0.01 = 14.7; 10 x 0.045 = 0.45 through the NAT gateway
    let all = advice("us-east-1", &both);
    assert_eq!(
        saves(&all, |kind| *kind == AdviceKind::NatForEndpoint),
        ["$14.25"]
    );
}

#[test]
fn a_load_balancer_that_sends_to_nothing_is_idle_unless_others_have_it() {
    let idle = "Resources: {Alb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Scheme: internal, Subnets: [a, b]}}}";
    // 730 x 0.0225 + 730 x 0.008 = 22.265
    let is = |kind: &AdviceKind| *kind == AdviceKind::IdleBalancer;
    assert_eq!(saves(&advice("us-east-1", idle), is), ["$22.27"]);
    let handed_out = format!("{idle}\nOutputs: {{Arn: {{Value: !Ref Alb}}}}");
    assert!(saves(&advice("us-east-1", &handed_out), is).is_empty());
    let used = idle.replace(
        "[a, b]}}}",
        "[a, b]}}, L: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {LoadBalancerArn: !Ref Alb, DefaultActions: [{Type: fixed-response}]}}}",
    );
    assert!(saves(&advice("us-east-1", &used), is).is_empty());
}

#[test]
fn logs_that_are_never_deleted_are_told_of() {
    let forever = "Resources: {Logs: {Type: 'AWS::Logs::LogGroup'}}";
    // 5 x (12 - 0.986301) x 0.033 = 1.817260
    let all = advice("ap-northeast-1", forever);
    assert_eq!(
        saves(&all, |kind| *kind == AdviceKind::Retention),
        ["$1.82"]
    );
    let kept = "Resources: {Logs: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: 7}}}";
    assert!(advice("ap-northeast-1", kept).is_empty());
}

#[test]
fn what_is_not_known_is_listed_and_never_counted_as_nothing() {
    let elsewhere = month(
        "sa-east-1",
        "Resources: {Nat: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: a}}}",
    );
    let nat = &elsewhere.stacks[0].resources[0];
    assert!(nat.lines.is_empty() && !elsewhere.is_complete());
    assert_eq!(
        nat.gaps[0],
        "NAT gateway: the price of `NAT gateway (zonal)` in sa-east-1 is not known"
    );
    let table = month(
        "us-east-1",
        "Resources: {Carts: {Type: 'AWS::DynamoDB::Table'}, Role: {Type: 'AWS::IAM::Role'}}",
    );
    assert_eq!(table.stacks[0].unpriced["AWS::DynamoDB::Table"], ["Carts"]);
    assert_eq!((table.stacks[0].free, table.is_complete()), (1, false));
    for (resources, told) in [
        (
            "Resources: {A: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: u}}}",
            "the stack `A` in it is not at hand",
        ),
        (
            "Transform: Mine\nResources: {A: {Type: 'AWS::EC2::EIP'}}",
            "a macro rewrites the template, and what comes of it is not known",
        ),
        (
            "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a]}\nResources: {A: {Type: 'AWS::EC2::EIP', Condition: C}}",
            "its conditions can come out in 2 ways, of which the first was counted",
        ),
        (
            "Resources: {A: {Type: 'AWS::RDS::DBInstance', Properties: {DBInstanceClass: db.t4g.micro, Engine: mysql}}}",
            "`db.t4g.micro` with the engine `mysql`: no price is known",
        ),
        (
            "Resources: {A: {Type: 'AWS::ECS::Cluster', Properties: {ClusterSettings: [{Name: containerInsights, Value: enabled}]}}}",
            "metrics that Container Insights makes of a cluster: say `insights-metrics`",
        ),
    ] {
        let all = gaps(resources);
        assert!(all.iter().any(|gap| gap == told), "{all:?}");
    }
}

#[test]
fn a_condition_on_the_region_is_settled_by_the_region() {
    let resources = "Conditions: {Far: !Equals [!Ref 'AWS::Region', ap-northeast-1]}
Resources: {A: {Type: 'AWS::EC2::EIP', Condition: Far}, B: {Type: 'AWS::EC2::EIP'}}";
    // 730 x 0.005, and twice that
    assert_eq!(
        dollars(month("us-east-1", resources).amount().usual),
        "$3.65"
    );
    let far = month("ap-northeast-1", resources);
    assert_eq!(dollars(far.amount().usual), "$7.30");
    assert!(far.is_complete());
}

#[test]
fn a_parameter_is_its_default_or_what_is_said() {
    let web = "Parameters: {Count: {Type: Number, Default: 2}, Size: {Type: String}}
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: !Ref Count}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Cpu: !Ref Size, Memory: 512, ContainerDefinitions: [{Name: web, Image: nginx}]}
";
    let of = |parameters: &[(&str, &str)]| {
        let stack = Stack::new("Web", Template::from_yaml(web).unwrap());
        let parameters = parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        estimate(
            &[stack],
            &Options {
                parameters: parameters.collect(),
                ..Options::default()
            },
        )
    };
    let bare = of(&[]);
    assert_eq!(
        bare.stacks[0].resources[0].gaps,
        ["the CPU and the memory of its task are not known"]
    );
    // 2 x 9.010025, and 3 x
    assert_eq!(dollars(of(&[("Size", "256")]).amount().usual), "$18.02");
    assert_eq!(
        dollars(of(&[("Size", "256"), ("Count", "3")]).amount().usual),
        "$27.03"
    );
    assert_eq!(of(&[("Siz", "256")]).no_parameters, ["Siz"]);
}
