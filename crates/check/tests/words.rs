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
            "DES103 Resources/One/Properties/AvailabilityZone: the region \"eu-central-1a\" is \
             written out, also in another resource"
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
