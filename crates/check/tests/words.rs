//! What findings say, and where: the place and the value at hand, each cause once.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use stackwright_check::{Options, check};
use stackwright_template::{Diagnostic, Severity, Template};

fn found(text: &str) -> Vec<Diagnostic> {
    let template = Template::read(text.as_bytes(), "template.yaml").expect("a template");
    let mut found = check(&template, &Options::new());
    found.retain(|finding| finding.severity != Severity::Info);
    found
}

/// Code, way and message of each finding.
fn told(text: &str) -> Vec<String> {
    let each = |finding: Diagnostic| {
        let path = finding.path.unwrap_or_default();
        format!("{} {path}: {}", finding.code, finding.message)
    };
    found(text).into_iter().map(each).collect()
}

#[test]
fn a_region_that_stands_in_many_places_is_told_once() {
    let text = "
Resources:
  One: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-12345678, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1a}}
  Two: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-12345678, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1b}}
";
    assert_eq!(
        told(text),
        [
            "DES103 Resources/One/Properties/AvailabilityZone: the zone \"eu-central-1a\" is \
             written out, also in another resource"
        ]
    );
}

/// What is too long or too short, not allowed, or above two bounds, is told once, with what follows.
#[test]
fn each_cause_is_told_once_and_where_it_stands() {
    let text = "
Parameters:
  Word: {Type: String, NoEcho: true}
Resources:
  Images: {Type: AWS::ECR::Repository, Properties: {RepositoryName: A, ImageTagMutability: IMMUTABLE, ImageScanningConfiguration: {ScanOnPush: true}}}
  Fn: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Handler: a.b, Role: !Ref Word, Code: {ZipFile: x}, Timeout: 9000}}
  Table: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Properties: {KeySchema: [{AttributeName: a, KeyType: HASH}], AttributeDefinitions: [{AttributeName: a, AttributeType: S}], BillingMode: PAYPERREQUEST}}
  Old: {Type: AWS::RDS::DBInstance, DeletionPolicy: Snapshot, UpdateReplacePolicy: Snapshot, Properties: {Engine: postgres, EngineVersion: '11.5', DBInstanceClass: db.t4g.micro, AllocatedStorage: '20', MasterUsername: books, MasterUserPassword: !Ref Word}}
  Reader: {Type: AWS::RDS::DBInstance, DeletionPolicy: Delete, UpdateReplacePolicy: Delete, Properties: {Engine: aurora-mysql, DBClusterIdentifier: books, CopyTagsToSnapshot: true, DBInstanceClass: db.t4g.medium}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRol'}]}}}
  Image: {Type: AWS::Lambda::Function, Properties: {PackageType: Image, Runtime: python3.13, Role: !Ref Word, Code: {ImageUri: !Ref Word}}}
";
    assert_eq!(
        told(text),
        [
            "SCH111 Resources/Images/Properties/RepositoryName: \"A\" has 1 characters, where 2 to 256 \
             are taken",
            "SCH110 Resources/Fn/Properties/Timeout: `Timeout` of 9000 is out of range: at most 900 is \
             taken",
            "SCH107 Resources/Table/Properties/BillingMode: \"PAYPERREQUEST\" is not allowed here",
            "SCH120 Resources/Old/Properties/EngineVersion: this version is deprecated: `Engine` being \
             \"postgres\" with `EngineVersion` being \"11.5\"",
            "SCH120 Resources/Reader/Properties/CopyTagsToSnapshot: `CopyTagsToSnapshot` has no place \
             here because of `Engine` being \"aurora-mysql\"",
            "TPL154 Resources/Role/Properties/AssumeRolePolicyDocument/Statement/0/Action: \
             \"sts:AssumeRol\" does not assume a role",
            "SCH117 Resources/Image/Properties/Runtime: `Runtime` has no place here because of \
             `PackageType` being \"Image\"",
        ]
    );
}

/// What a loop makes is looked at as it is deployed, by every rule; a place in it is told once.
#[test]
fn what_a_loop_repeats_is_looked_at_with_its_values() {
    let text = "
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Tasks:
    - Name
    - [small, large]
    - Task${Name}:
        Type: AWS::ECS::TaskDefinition
        Properties:
          RequiresCompatibilities: [FARGATE]
          NetworkMode: awsvpc
          Cpu: '256'
          Memory: '8192'
          ExecutionRoleArn: arn:aws:iam::aws:role/x
          ContainerDefinitions:
            - Name: !Sub 'app-${Name}'
              Image: public.ecr.aws/nginx/nginx:1.27
              LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: x, awslogs-region: !Ref AWS::Region, awslogs-stream-prefix: x}}
              DependsOn: [{ContainerName: app-large, Condition: START}]
";
    let task = "Resources/Fn::ForEach::Tasks/2/Task${Name}/Properties";
    let containers = format!("{task}/ContainerDefinitions/0");
    assert_eq!(
        told(text),
        [
            format!(
                "OPS301 {task}/Memory: Fargate has no `Memory` of \"8192\" for a `Cpu` of \"256\""
            ),
            format!(
                "OPS516 {containers}/LogConfiguration/Options/awslogs-group: nobody creates the log \
                 group \"x\""
            ),
            format!("OPS320 {containers}/DependsOn: the container \"app-large\" waits for itself"),
            format!(
                "OPS320 {containers}/DependsOn/0/ContainerName: `Tasksmall` has no container \
                 \"app-large\""
            ),
        ]
    );
}

/// A member that parts a way, as a block of addresses, is no other place.
#[test]
fn a_loop_over_what_is_no_name_is_told_once() {
    let text = "
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - Name
    - ['10.0.0.0/24', 'a-b']
    - Queue${Name}:
        Type: AWS::SQS::Queue
        Properties: {VisibilityTimeoutt: 3}
";
    let queue = "Resources/Fn::ForEach::Queues/2/Queue${Name}";
    assert_eq!(
        told(text),
        [
            format!(
                "TPL106 {queue}: `Queue${{Name}}` comes to `Queue10.0.0.0/24`, which is not alphanumeric"
            ),
            format!(
                "SCH102 {queue}/Properties/VisibilityTimeoutt: `AWS::SQS::Queue` has no property `VisibilityTimeoutt`"
            ),
        ]
    );
}

#[test]
fn a_value_of_none_of_several_types_is_told_all_of_them() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: a.b, CodeUri: [a]}}
";
    assert_eq!(
        told(text),
        [
            "SCH105 Resources/Fn/Properties/CodeUri: a string or an object is expected here, not a list"
        ]
    );
}

#[test]
fn of_two_lists_of_words_the_shorter_one_is_told() {
    let text = "
Resources:
  Ahead: {Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {PolicyName: ahead, PolicyType: PredictiveScaling, ServiceNamespace: ecs, ScalableDimension: 'ecs:service:DesiredCount', ResourceId: service/a/b, PredictiveScalingPolicyConfiguration: {MetricSpecifications: [{TargetValue: 50, PredefinedScalingMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}, PredefinedLoadMetricSpecification: {PredefinedMetricType: ALBTargetGroupRequestCount}}]}}}
";
    let told = told(text);
    let told: Vec<&String> = told.iter().filter(|t| t.starts_with("SCH107")).collect();
    assert_eq!(
        told,
        [
            "SCH107 Resources/Ahead/Properties/PredictiveScalingPolicyConfiguration/MetricSpecifications/0/\
          PredefinedLoadMetricSpecification/PredefinedMetricType: \"ALBTargetGroupRequestCount\" is not \
          allowed here"
        ]
    );
}
