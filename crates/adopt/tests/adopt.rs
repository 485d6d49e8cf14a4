//! What becomes a construct, what does not, and why.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use stackwright_adopt::{Adopted, Why};
use stackwright_template::Template;

fn adopted(text: &str) -> Adopted {
    Adopted::of(&Template::from_yaml(text).unwrap(), "Web", "build")
}

fn pool(name: &str) -> Adopted {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/pool/templates");
    let text = fs::read(folder.join(name)).unwrap();
    Adopted::of(&Template::read(&text, name).unwrap(), "Web", "build")
}

fn why(adopted: &Adopted, id: &str) -> Why {
    let left = adopted.left.iter().find(|left| left.id == id);
    left.unwrap().why.clone()
}

/// That a program has each of these.
#[track_caller]
fn says(build: &str, all: &[&str]) {
    for expected in all {
        assert!(build.contains(expected), "{expected}: {build}");
    }
}

#[test]
fn a_vpc_of_aws_cdk_is_one_construct_and_pins_nothing() {
    let adopted = pool("cdk-BalancedService.json");
    let vpc = adopted.groups.iter().find(|group| group.construct == "Vpc");
    let vpc = vpc.unwrap();
    assert_eq!((vpc.resources.len(), vpc.pinned), (21, 0));
    assert_eq!(vpc.laid, []);
    assert!(vpc.lines < vpc.typed_lines / 5, "{vpc:?}");
}

#[test]
fn a_policy_that_says_more_stays_beside_its_queue() {
    let policy = |statements: &str| {
        format!(
            "Resources:
  Jobs: {{Type: AWS::SQS::Queue, Properties: {{VisibilityTimeout: 90, ReceiveMessageWaitTimeSeconds: 20, SqsManagedSseEnabled: true}}}}
  Rules:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{statements}]
"
        )
    };
    let clear = "{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: !GetAtt Jobs.Arn, Condition: {Bool: {'aws:SecureTransport': 'false'}}}";
    let more = "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}";
    let both = adopted(&policy(&format!("{clear}, {more}")));
    assert_eq!(both.groups.first().unwrap().resources, ["Jobs"]);
    assert!(both.program.build.contains(".allow_http()"));
    let one = adopted(&policy(clear));
    assert_eq!(one.groups.first().unwrap().resources, ["Jobs", "Rules"]);
    assert!(!one.program.build.contains(".allow_http()"));
}

#[test]
fn what_a_resource_waits_for_is_written_past_its_construct() {
    let adopted = adopted(
        "Resources:
  First: {Type: Custom::First, Properties: {ServiceToken: here}}
  Role:
    Type: AWS::IAM::Role
    DependsOn: First
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]
",
    );
    let build = &adopted.program.build;
    assert_eq!(adopted.groups.first().unwrap().construct, "Role");
    let expected = "stack.of(role).override_attribute(\"DependsOn\", \"First\");";
    assert!(build.contains(expected), "{build}");
}

#[test]
fn a_policy_that_the_template_does_not_have_is_taken_out() {
    let adopted = adopted(
        "Resources:
  Images:
    Type: AWS::ECR::Repository
    DeletionPolicy: Retain
    Properties:
      ImageScanningConfiguration: {ScanOnPush: true}
      ImageTagMutability: IMMUTABLE
      LifecyclePolicy:
        LifecyclePolicyText: '{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":30},\"action\":{\"type\":\"expire\"}}]}'
",
    );
    let build = &adopted.program.build;
    assert!(build.contains("EcrRepository::new()"), "{build}");
    let expected = ".remove_attribute(\"UpdateReplacePolicy\")";
    assert!(build.contains(expected), "{build}");
}

#[test]
fn a_security_group_has_the_rules_that_stand_in_it() {
    let adopted = adopted(
        "Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: of the balancer
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {CidrIp: 0.0.0.0/0, Description: from everywhere, FromPort: 443, ToPort: 443, IpProtocol: tcp}
      SecurityGroupEgress:
        - {CidrIp: 10.0.0.0/16, Description: to the tasks, FromPort: 8000, ToPort: 8100, IpProtocol: tcp}
  Other:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: of the default one}
",
    );
    let build = &adopted.program.build;
    says(
        build,
        &[
            "SecurityGroup::new(vpc)",
            "Peer::any_ipv4().describe(\"from everywhere\")",
            "Port::tcp(443)",
            "Peer::ipv4(\"10.0.0.0/16\").describe(\"to the tasks\")",
            "Port::tcp_range(8000, 8100)",
        ],
    );
    assert_eq!(adopted.groups.first().unwrap().laid, []);
    let why = why(&adopted, "Other");
    assert_eq!(
        why,
        Why::NoWord("a VPC that is the default one, or comes after it")
    );
}

#[test]
fn what_needs_more_lines_past_it_than_it_saves_stays() {
    let adopted = adopted("Resources: {Jobs: {Type: AWS::SQS::Queue}}");
    assert!(matches!(why(&adopted, "Jobs"), Why::Longer { .. }));
    assert_eq!(adopted.lines, adopted.typed_lines);
}

#[test]
fn a_role_says_whom_it_trusts_in_a_word() {
    let adopted = adopted(
        "Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]
      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess']
",
    );
    let build = &adopted.program.build;
    assert!(
        build.contains("Role::new(Principal::service(\"ecs-tasks.amazonaws.com\"))"),
        "{build}"
    );
    assert!(
        build.contains(".managed_policy(ManagedPolicy::aws(\"ReadOnlyAccess\"))"),
        "{build}"
    );
    assert_eq!(adopted.groups.first().unwrap().laid, []);
}

#[test]
fn policies_in_a_role_are_said_in_words() {
    let role = |version: &str| {
        adopted(&format!(
            "Resources:
  Jobs: {{Type: AWS::SQS::Queue}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{{Effect: Allow, Principal: {{Service: ecs-tasks.amazonaws.com}}, Action: sts:AssumeRole}}]
      Policies:
        - PolicyName: jobs
          PolicyDocument:
            {version}
            Statement:
              - Effect: Allow
                Action: [sqs:ReceiveMessage, sqs:DeleteMessage]
                Resource: !GetAtt Jobs.Arn
                Condition: {{StringEquals: {{'aws:RequestedRegion': !Ref AWS::Region}}}}
              - {{Effect: Deny, Action: 'iam:*', Resource: '*'}}
"
        ))
    };
    let said = role("Version: '2012-10-17'");
    let build = &said.program.build;
    says(
        build,
        &[
            "Statement::allow([\"sqs:ReceiveMessage\", \"sqs:DeleteMessage\"])",
            ".on([jobs.arn()])",
            "\"aws:RequestedRegion\",",
            "Pseudo::Region.value(),",
            "Statement::deny([\"iam:*\"]).on_all()",
        ],
    );
    assert_eq!(said.groups.first().unwrap().laid, []);
    // Without a version, variables are no variables: another document.
    let other = role("Id: other");
    assert!(!other.program.build.contains("Statement::allow"));
}

#[test]
fn a_bucket_with_its_policy_and_a_key_with_its_alias_are_constructs() {
    let adopted = adopted(
        "Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Action: 'kms:*', Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}, Resource: '*'}
          - {Effect: Allow, Action: 'kms:Decrypt', Principal: {Service: sns.amazonaws.com}, Resource: '*'}
  Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/files, TargetKeyId: !Ref Key}}
  Files:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      VersioningConfiguration: {Status: Enabled}
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - {BucketKeyEnabled: true, ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn}}
      PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Deny, Action: 's3:*', Principal: {AWS: '*'}, Resource: [!GetAtt Files.Arn, !Sub '${Files.Arn}/*'], Condition: {Bool: {'aws:SecureTransport': 'false'}}}
",
    );
    let build = &adopted.program.build;
    let groups: Vec<_> = adopted
        .groups
        .iter()
        .map(|own| own.resources.len())
        .collect();
    assert_eq!(groups, [2, 2], "{build}");
    says(
        build,
        &[
            ".encrypted_with(key)",
            ".versions()",
            ".alias(\"files\")",
            ".to(Principal::service(\"sns.amazonaws.com\"))",
        ],
    );
}

#[test]
fn a_cluster_is_in_the_only_vpc_that_stands_before_it() {
    let vpc = "  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n";
    let cluster = "  Cluster: {Type: AWS::ECS::Cluster, Properties: {CapacityProviders: [FARGATE, FARGATE_SPOT]}}\n";
    let before = adopted(&format!("Resources:\n{vpc}{cluster}"));
    let build = &before.program.build;
    assert!(build.contains("Cluster::new(vpc)"), "{build}");
    let behind = adopted(&format!("Resources:\n{cluster}{vpc}"));
    let expected = Why::NoWord("a VPC that is not the only one before it");
    assert_eq!(why(&behind, "Cluster"), expected);
}

/// A task with what is given, and a role and a group of logs before it.
fn task(container: &str, roles: &str) -> Adopted {
    adopted(&format!(
        "Parameters: {{Port: {{Type: String}}}}
Resources:
  Logs: {{Type: AWS::Logs::LogGroup, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Properties: {{RetentionInDays: 7}}}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{{Effect: Allow, Principal: {{Service: ecs-tasks.amazonaws.com}}, Action: sts:AssumeRole}}]
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 512
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      {roles}
      ContainerDefinitions:
        - Name: web
          Image: web:1
          Essential: true
          LogConfiguration: {{LogDriver: awslogs, Options: {{awslogs-group: !Ref Logs, awslogs-region: !Ref AWS::Region, awslogs-stream-prefix: ecs}}}}
          {container}
"
    ))
}

const ROLES: &str = "ExecutionRoleArn: !GetAtt Role.Arn\n      TaskRoleArn: !GetAtt Role.Arn";

#[test]
fn a_task_is_told_its_roles_and_its_logs_by_their_handles() {
    let container = "PortMappings: [{ContainerPort: 80, Protocol: tcp}, {ContainerPort: 53, Protocol: udp}, {ContainerPort: 8080, Protocol: tcp, Name: http, AppProtocol: http}]";
    let adopted = task(container, ROLES);
    let build = &adopted.program.build;
    says(
        build,
        &[
            "FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))",
            ".execution_role_without_grants(role)",
            ".task_role(role)",
            ".port(80)",
            ".expose(Port::udp(53))",
            ".named_port(\"http\", Port::http(8080))",
            ".logs(logs)",
        ],
    );
    let group = adopted.groups.iter().find(|own| own.construct == "Task");
    assert_eq!(group.unwrap().laid, []);
}

#[test]
fn what_a_container_says_beyond_words_is_written_where_it_differs() {
    let adopted = task("PortMappings: [{ContainerPort: !Ref Port}]", ROLES);
    let build = &adopted.program.build;
    let expected = "/ContainerDefinitions/0/PortMappings";
    assert!(build.contains(expected), "{build}");
    assert!(build.contains("FargateTask::new"), "{build}");
}

#[test]
fn a_task_has_the_roles_of_others_or_none() {
    let none = task("Command: [run]", "TaskRoleArn: !GetAtt Role.Arn");
    let build = &none.program.build;
    assert!(build.contains(".without_execution_role()"), "{build}");
    let parameter = task("Command: [run]", "ExecutionRoleArn: !ImportValue execution");
    let build = &parameter.program.build;
    says(
        build,
        &[
            "Role::imported(assume(import_value::<Str>(\"execution\")))",
            ".without_task_role()",
        ],
    );
}

#[test]
fn a_policy_of_a_role_that_stays_typed_is_a_construct_all_the_same() {
    let adopted = adopted(
        "Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: list
      Roles: [!Ref Role]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: 's3:List*', Resource: '*'}
",
    );
    assert_eq!(why(&adopted, "Role"), Why::NoWord("whom it trusts"));
    let build = &adopted.program.build;
    let expected = "Policy::new(\"list\", Statement::allow([\"s3:List*\"]).on_all()).role(role)";
    assert!(build.contains(expected), "{build}");
}

#[test]
fn groups_and_clusters_are_in_a_vpc_of_others() {
    let adopted = adopted(
        "Parameters: {Vpc: {Type: 'AWS::EC2::VPC::Id'}}
Resources:
  Cluster: {Type: AWS::ECS::Cluster, Properties: {CapacityProviders: [FARGATE, FARGATE_SPOT]}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: of the balancer
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {CidrIp: 0.0.0.0/0, Description: from everywhere, FromPort: 443, ToPort: 443, IpProtocol: tcp}
      SecurityGroupEgress:
        - {CidrIp: 0.0.0.0/0, Description: anywhere, IpProtocol: '-1'}
",
    );
    let build = &adopted.program.build;
    says(
        build,
        &[
            "stack.add(\"ImportedVpc\", Vpc::imported(vpc))",
            "Cluster::new(imported_vpc)",
            "SecurityGroup::new(imported_vpc)",
        ],
    );
    assert_eq!(build.matches("Vpc::imported").count(), 1, "{build}");
}

#[test]
fn a_service_stands_on_what_is_beside_it() {
    let service = |more: &str| {
        adopted(&format!(
            "Parameters: {{Subnets: {{Type: 'List<AWS::EC2::Subnet::Id>'}}}}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 512
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions: [{{Name: web, Image: 'web:1', Essential: true, PortMappings: [{{ContainerPort: 80, Protocol: tcp}}]}}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !ImportValue cluster
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      AvailabilityZoneRebalancing: ENABLED
      EnableECSManagedTags: true
      PropagateTags: SERVICE
      DeploymentConfiguration: {{MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: {{Enable: true, Rollback: true}}}}
      NetworkConfiguration: {{AwsvpcConfiguration: {{AssignPublicIp: DISABLED, SecurityGroups: [sg-0123456789abcdef0], Subnets: !Ref Subnets}}}}
{more}"
        ))
    };
    let unknown = service("").program.build;
    let expected = "Cluster::imported_without_vpc(";
    assert!(unknown.contains(expected), "{unknown}");
    let of_vpc = "  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: other, VpcId: vpc-0123456789abcdef0}}\n";
    let known = service(of_vpc);
    let build = &known.program.build;
    says(
        build,
        &[
            "import_value::<Str>(\"cluster\")",
            "FargateService::new(imported_cluster, task)",
            "SecurityGroup::imported(\"sg-0123456789abcdef0\")",
            ".subnets(subnets)",
        ],
    );
    let group = known.groups.iter().find(|own| own.construct == "Service");
    assert_eq!(group.unwrap().laid, []);
}

#[test]
fn what_scales_a_service_stands_below_it_and_other_targets_by_themselves() {
    let adopted = pool("troposphere-table.json");
    let build = &adopted.program.build;
    says(
        build,
        &[
            "ScalableTarget::new(",
            "ScalableDimension::DynamodbTableReadCapacityUnits,",
            "5..=100,",
            "PredefinedMetric::DynamoDbReadCapacityUtilization, 70.0",
        ],
    );
    let adopted = pool("cdk-QueueWorker.json");
    let build = &adopted.program.build;
    assert!(build.contains(".cpu(50.percent())"), "{build}");
    let group = adopted.groups.iter();
    let mut group = group.filter(|own| own.construct == "TargetTrackingScaling");
    assert_eq!(group.next().unwrap().resources.len(), 2);
}

#[test]
fn balancers_listeners_and_target_groups_say_what_is_deployed_and_no_more() {
    let adopted = pool("cdk-BalancedService.json");
    let build = &adopted.program.build;
    says(
        build,
        &[
            "ApplicationLoadBalancer::new(vpc8378_eb38)",
            ".without_defaults()",
            ".attribute(\"deletion_protection.enabled\", \"false\")",
            "Action::redirect(Redirect::to_https())",
            "TargetHealthCheck::path(\"/health\").without_defaults()",
            ".registered_in(",
        ],
    );
    let adopted = pool("cdk-Firewall.json");
    let build = &adopted.program.build;
    says(
        build,
        &[
            ".path(\"/health\")",
            ".method(\"GET\")",
            ".priority(20)",
            "Action::respond(200)",
        ],
    );
    let rule = why(&adopted, "BalancerHttpsAppRuleDD0413F8");
    assert_eq!(rule, Why::NoWord("what it does with requests"));
}

#[test]
fn rules_in_a_group_may_name_groups_and_say_nothing_of_themselves() {
    let adopted = adopted(
        "Parameters: {Vpc: {Type: 'AWS::EC2::VPC::Id'}}
Resources:
  Front: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: front, VpcId: !Ref Vpc}}
  Tasks:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: tasks
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt Front.GroupId}
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8, Description: !Sub 'from ${AWS::Region}'}
",
    );
    let build = &adopted.program.build;
    says(
        build,
        &[
            ".without_defaults()",
            "Peer::group(front).without_description()",
            "Peer::ipv4(\"10.0.0.0/8\").described_by(sub!(\"from {AWS::Region}\"))",
        ],
    );
    assert!(
        adopted.groups.iter().all(|own| own.laid.is_empty()),
        "{build}"
    );
}

#[test]
fn a_topic_and_who_is_told_stand_beside_their_policies() {
    let adopted = pool("troposphere-messages.json");
    let build = &adopted.program.build;
    says(
        build,
        &[
            ".without_policy()",
            ".encrypted_with(",
            "Subscription::to_endpoint(",
            ".raw()",
        ],
    );
    let adopted = pool("troposphere-database.json");
    let build = &adopted.program.build;
    assert!(build.contains("Alarm::below("), "{build}");
    assert!(build.contains(".notify(topic)"), "{build}");
}

#[test]
fn a_role_says_where_it_trusts_and_groups_keep_their_events_for_ever() {
    let adopted = pool("cdk-People.json");
    let build = &adopted.program.build;
    says(
        build,
        &[
            "Principal::federated(",
            ".trusted_when(\"Bool\", \"aws:MultiFactorAuthPresent\", \"true\")",
        ],
    );
    let adopted = pool("cdk-BlueGreen.json");
    let build = &adopted.program.build;
    assert!(
        build.contains("LogGroup::new().kept_for_ever().retain()"),
        "{build}"
    );
    let adopted = pool("cdk-Firewall.json");
    let build = &adopted.program.build;
    assert!(build.contains("Bucket::new()"), "{build}");
    assert!(build.contains(".without_policy()"), "{build}");
}
