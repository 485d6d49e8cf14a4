//! What exists already gives the same handles.

use insta::assert_snapshot;
use stackwright::aws::ecs::{AsgCapacityProvider, Ec2Task};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::like;

use super::{made, nginx, only, small};

#[test]
pub(crate) fn everything_imported() {
    assert_snapshot!(crate::support::template(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]));
        let namespace = stack.add("Namespace", PrivateDnsNamespace::imported("ns-1"));
        let cluster = stack.add("Cluster", Cluster::imported("shared", vpc).namespace(namespace));
        let repository = stack.add("Repository", EcrRepository::imported("team/app"));
        let logs = stack.add("Logs", LogGroup::imported("/ecs/app"));
        let secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf";
        let secret = stack.add("Secret", Secret::imported(secret));
        let key = stack.add("Key", SsmParameter::imported("/app/key"));
        let role = stack.add("Role", Role::imported("arn:aws:iam::111122223333:role/app"));
        let group = stack.add("Group", SecurityGroup::imported("sg-1"));
        let container = Container::new("app", repository.image("v1"))
            .logs(logs)
            .secret("TOKEN", secret.field("token"))
            .secret("KEY", key);
        let task = stack.add("Task", small().task_role(role).container(container));
        let service = FargateService::new(cluster, task)
            .security_group(group)
            .discover_as("app")
            .capacity_of_cluster();
        let service = stack.add("Service", service);
        stack.add("Scaling", TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()));
    }), @r"
    Resources:
      TaskExecutionRoleEF964934:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: ecs-tasks.amazonaws.com
                Action: sts:AssumeRole
          Policies:
            - PolicyName: Grants
              PolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Action:
                      - ecr:BatchCheckLayerAvailability
                      - ecr:BatchGetImage
                      - ecr:GetDownloadUrlForLayer
                    Resource: !Sub 'arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/team/app'
                  - Effect: Allow
                    Action: ecr:GetAuthorizationToken
                    Resource: '*'
                  - Effect: Allow
                    Action:
                      - logs:CreateLogStream
                      - logs:PutLogEvents
                    Resource: !Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/ecs/app:*'
                  - Effect: Allow
                    Action: secretsmanager:GetSecretValue
                    Resource: arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf
                  - Effect: Allow
                    Action: ssm:GetParameters
                    Resource: !Sub 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/key'
      Task79114B6B:
        Type: AWS::ECS::TaskDefinition
        Properties:
          NetworkMode: awsvpc
          RequiresCompatibilities:
            - FARGATE
          Cpu: '256'
          Memory: '512'
          ExecutionRoleArn: !GetAtt TaskExecutionRoleEF964934.Arn
          TaskRoleArn: arn:aws:iam::111122223333:role/app
          ContainerDefinitions:
            - Name: app
              Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/team/app:v1'
              Essential: true
              Secrets:
                - Name: TOKEN
                  ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf:token::'
                - Name: KEY
                  ValueFrom: !Sub 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/key'
              LogConfiguration:
                LogDriver: awslogs
                Options:
                  awslogs-group: /ecs/app
                  awslogs-region: !Ref AWS::Region
                  awslogs-stream-prefix: ecs
      ServiceDiscovery88ED3ADC:
        Type: AWS::ServiceDiscovery::Service
        Properties:
          Name: app
          DnsConfig:
            DnsRecords:
              - Type: A
                TTL: 60
            NamespaceId: ns-1
          HealthCheckCustomConfig:
            FailureThreshold: 1
      ServiceD69D759B:
        Type: AWS::ECS::Service
        Properties:
          Cluster: shared
          TaskDefinition: !Ref Task79114B6B
          NetworkConfiguration:
            AwsvpcConfiguration:
              SecurityGroups:
                - sg-1
              Subnets:
                - subnet-1
                - subnet-2
              AssignPublicIp: DISABLED
          ServiceRegistries:
            - RegistryArn: !GetAtt ServiceDiscovery88ED3ADC.Arn
          DeploymentConfiguration:
            MaximumPercent: 200
            MinimumHealthyPercent: 100
            DeploymentCircuitBreaker:
              Enable: true
              Rollback: true
          AvailabilityZoneRebalancing: ENABLED
          EnableECSManagedTags: true
          PropagateTags: SERVICE
      ServiceScalableTargetC884D4CA:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties:
          ServiceNamespace: ecs
          ResourceId: !Sub 'service/shared/${ServiceD69D759B.Name}'
          ScalableDimension: ecs:service:DesiredCount
          MinCapacity: 1
          MaxCapacity: 2
      ScalingCpuC505F142:
        Type: AWS::ApplicationAutoScaling::ScalingPolicy
        Properties:
          PolicyName: Test/Scaling/Cpu
          PolicyType: TargetTrackingScaling
          ScalingTargetId: !Ref ServiceScalableTargetC884D4CA
          TargetTrackingScalingPolicyConfiguration:
            PredefinedMetricSpecification:
              PredefinedMetricType: ECSServiceAverageCPUUtilization
            TargetValue: 70
    ");
}

#[test]
pub(crate) fn a_service_that_exists() {
    let template = super::made(|stack| {
        let vpc = super::vpc(stack);
        let cluster = stack.add("Cluster", Cluster::imported("shared", vpc));
        let group = stack.add("Group", SecurityGroup::new(vpc));
        let service = FargateService::imported(cluster, "shop").security_group(group);
        let service = stack.add("Service", service);
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()),
        );
        stack.connect(
            stack.add("Other", SecurityGroup::new(vpc)),
            service,
            Port::tcp(80),
        );
        stack.add("Arn", Output::new(service.service_arn()));
    });
    let resource = stackwright_assert::like!({ "ResourceId": "service/shared/shop" });
    super::only(
        &template,
        "AWS::ApplicationAutoScaling::ScalableTarget",
        resource,
    );
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 1);
    template.resource_count_is("AWS::ECS::Service", 0);
}

/// What the program says exists is not missed; a name that nobody explains is.
#[test]
pub(crate) fn the_checker_believes_what_is_imported() {
    let missed = |says: bool| -> Vec<&'static str> {
        let app = App::new();
        let stack = app.stack("Web");
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        let (logs, capacity) = match says {
            true => {
                let logs = stack.add("Logs", LogGroup::imported("/shop/web"));
                let own = stack.add("Own", AsgCapacityProvider::imported("own"));
                (LogDriver::awslogs(logs), CapacityProvider::from(own))
            }
            false => {
                let options = [
                    ("awslogs-group", "/shop/web"),
                    ("awslogs-region", "eu-west-1"),
                    ("awslogs-stream-prefix", "ecs"),
                ];
                let logs = LogDriver::other("awslogs", options);
                (logs, CapacityProvider::named("own"))
            }
        };
        let container = super::nginx().memory(256.mib()).logs(logs);
        let role = Role::imported("arn:aws:iam::111122223333:role/starts");
        let role = stack.add("Role", role);
        let task = Ec2Task::new().container(container).execution_role(role);
        stack.add("Service", Ec2Service::new(cluster, task).on([capacity]));
        let found = check_app(app.synth(), &Options::new()).diagnostics;
        let codes = found.iter().map(|found| found.code);
        codes
            .filter(|code| ["OPS438", "OPS516"].contains(code))
            .collect()
    };
    assert_eq!(missed(true), [""; 0]);
    assert_eq!(missed(false), ["OPS438", "OPS516"]);
}

#[test]
fn a_service_of_a_cluster_whose_vpc_is_not_known_says_where_it_lives() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", Cluster::imported_without_vpc("shared"));
        let group = stack.add("Group", SecurityGroup::imported("sg-0123456789abcdef0"));
        let task = small().container(nginx());
        let service = FargateService::new(cluster, task).security_group(group);
        stack.add("Service", service.subnets(["subnet-0123456789abcdef0"]));
    });
    let network = like!({ "Subnets": ["subnet-0123456789abcdef0"] });
    let expected = like!({
        "Cluster": "shared",
        "NetworkConfiguration": { "AwsvpcConfiguration": network },
    });
    only(&template, "AWS::ECS::Service", expected);
}
