//! Deployment group that cannot deploy its service.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Service, Target, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS451",
        family: Family::Operations,
        severity: Severity::Error,
        title: "deployment group that does not fit its service",
        why: "AWS CodeDeploy deploys to Amazon ECS by blue/green with traffic control, between two target groups, and only services that leave their deployments to it; it refuses the group otherwise",
        fix: "an application for ECS, a service with the controller CODE_DEPLOY, and a pair of target groups by their names",
        link: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-ecs.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Balancer:
    Type: String
  Role:
    Type: String
Resources:
  Blue:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Green:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Production:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Blue
  Service:
    Type: AWS::ECS::Service
    DependsOn: Production
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      HealthCheckGracePeriodSeconds: 60
      DeploymentController:
        Type: CODE_DEPLOY
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Blue
  Application:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: ECS
  DeploymentGroup:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Application
      ServiceRoleArn: !Ref Role
      DeploymentConfigName: CodeDeployDefault.ECSAllAtOnce
      DeploymentStyle:
        DeploymentOption: WITH_TRAFFIC_CONTROL
        DeploymentType: BLUE_GREEN
      BlueGreenDeploymentConfiguration:
        DeploymentReadyOption:
          ActionOnTimeout: CONTINUE_DEPLOYMENT
        TerminateBlueInstancesOnDeploymentSuccess:
          Action: TERMINATE
          TerminationWaitTimeInMinutes: 5
      ECSServices:
        - ClusterName: !Ref Cluster
          ServiceName: !GetAtt Service.Name
      LoadBalancerInfo:
        TargetGroupPairInfoList:
          - ProdTrafficRoute:
              ListenerArns: [!Ref Production]
            TargetGroups:
              - Name: !GetAtt Blue.TargetGroupName
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Balancer:
    Type: String
  Role:
    Type: String
Resources:
  Blue:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Green:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Production:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Blue
  Service:
    Type: AWS::ECS::Service
    DependsOn: Production
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      HealthCheckGracePeriodSeconds: 60
      DeploymentController:
        Type: CODE_DEPLOY
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Blue
  Application:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: ECS
  DeploymentGroup:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Application
      ServiceRoleArn: !Ref Role
      DeploymentConfigName: CodeDeployDefault.ECSAllAtOnce
      DeploymentStyle:
        DeploymentOption: WITH_TRAFFIC_CONTROL
        DeploymentType: BLUE_GREEN
      BlueGreenDeploymentConfiguration:
        DeploymentReadyOption:
          ActionOnTimeout: CONTINUE_DEPLOYMENT
        TerminateBlueInstancesOnDeploymentSuccess:
          Action: TERMINATE
          TerminationWaitTimeInMinutes: 5
      ECSServices:
        - ClusterName: !Ref Cluster
          ServiceName: !GetAtt Service.Name
      LoadBalancerInfo:
        TargetGroupPairInfoList:
          - ProdTrafficRoute:
              ListenerArns: [!Ref Production]
            TargetGroups:
              - Name: !GetAtt Blue.TargetGroupName
              - Name: !GetAtt Green.TargetGroupName
"#,
    },
    check,
};

const LONGEST_WAIT: u32 = 2880;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in deployment.resources_of("AWS::CodeDeploy::DeploymentGroup") {
        if group.get("ECSServices").is_given() {
            check_style(&group, findings);
            check_targets(&group, findings);
            for named in group.get("ECSServices").items().known {
                check_service(deployment, &named, findings);
            }
        }
    }
}

/// How it deploys.
fn check_style<'d>(group: &Property<'d>, findings: &mut Findings<'_>) {
    let application = group.get("ApplicationName");
    let application = application.target_of(&["AWS::CodeDeploy::Application"]);
    if let Some(application) = application {
        let platform = application.get("ComputePlatform");
        if platform.is_absent() || platform.all_values(|own| own != "ECS") {
            let message = format!("the application `{}` is not for ECS", application.id());
            findings
                .report(group.get("ApplicationName").place(), message)
                .help(format!(
                    "set `ComputePlatform: ECS` for `{}`",
                    application.id()
                ));
        }
    }
    for (way, wanted) in [
        ("DeploymentStyle/DeploymentType", "BLUE_GREEN"),
        ("DeploymentStyle/DeploymentOption", "WITH_TRAFFIC_CONTROL"),
    ] {
        let own = group.get(way);
        if own.is_absent() || own.all_values(|own| own != wanted) {
            let name = way.rsplit('/').next().unwrap_or(way);
            let message = format!("the `{name}` of deployments to ECS is {wanted}");
            findings.report(own.place(), message);
        }
    }
    for name in ["BlueGreenDeploymentConfiguration", "LoadBalancerInfo"] {
        if group.get(name).is_absent() {
            let message = format!("deployments to ECS need `{name}`");
            findings.report(group.place(), message);
        }
    }
    let config = group.get("DeploymentConfigName");
    let of_aws = "CodeDeployDefault.";
    if config.all_values(|own| own.starts_with(of_aws) && !own.starts_with("CodeDeployDefault.ECS"))
    {
        let message = format!("{} is not for deployments to ECS", config.shown());
        findings.report(config.place(), message);
    }
    let wait = group.get("BlueGreenDeploymentConfiguration/TerminateBlueInstancesOnDeploymentSuccess/TerminationWaitTimeInMinutes");
    if wait.is_outside(0..=LONGEST_WAIT) {
        let message = format!("{} minutes are more than {LONGEST_WAIT}", wait.shown());
        findings.report(wait.place(), message);
    }
}

/// Between what it changes over.
fn check_targets(group: &Property<'_>, findings: &mut Findings<'_>) {
    let pairs = group.get("LoadBalancerInfo/TargetGroupPairInfoList");
    for pair in pairs.items().known {
        let groups = pair.get("TargetGroups");
        let items = groups.items();
        if items.complete && items.known.len() != 2 {
            let message = format!(
                "a pair of target groups is wanted, and there are {}",
                items.known.len()
            );
            findings.report(groups.place(), message);
        }
        for own in &items.known {
            let name = own.get("Name");
            if let Target::Resource(own, None) = name.target()
                && own.resource_type() == "AWS::ElasticLoadBalancingV2::TargetGroup"
            {
                let message = format!("`Ref` of `{}` is its ARN, and its name is wanted", own.id());
                let help = format!("!GetAtt {}.TargetGroupName", own.id());
                findings.report(name.place(), message).help(help);
            }
        }
        compare_types(&items.known, findings);
        let production = pair.get("ProdTrafficRoute/ListenerArns").items().known;
        for test in pair.get("TestTrafficRoute/ListenerArns").items().known {
            if production.iter().any(|own| own.is_same(&test)) {
                let message = "the listener for tests is the one for production";
                findings.report(test.place(), message);
            }
        }
    }
}

/// The targets of both groups are of one type.
fn compare_types(groups: &[Property<'_>], findings: &mut Findings<'_>) {
    let here = groups.iter().filter_map(|own| {
        let name = own.get("Name");
        let group = name.target_of(&["AWS::ElasticLoadBalancingV2::TargetGroup"])?;
        Some((name, target_type(&group)?))
    });
    let here: Vec<(Property<'_>, String)> = here.collect();
    if let [(_, first), (other, second)] = here.as_slice()
        && first != second
    {
        let message =
            format!("one target group has targets of type `{first}`, the other `{second}`");
        findings.report(other.place(), message);
    }
}

/// What it deploys.
fn check_service<'d>(
    deployment: &'d Deployment<'d>,
    named: &Property<'d>,
    findings: &mut Findings<'_>,
) {
    let (name, cluster) = (named.get("ServiceName"), named.get("ClusterName"));
    let target = name.target();
    let Target::Resource(resource, attribute) = target else {
        return;
    };
    let mut services = deployment.services().iter();
    let service = services.find(|own| own.properties.id() == resource.id());
    let Some(service) = service else { return };
    let id = service.properties.id();
    if attribute.is_none() {
        let message = format!("`Ref` of `{id}` is its ARN, and its name is wanted");
        let help = format!("!GetAtt {id}.Name");
        findings.report(name.place(), message).help(help);
    }
    if let Some(controller) = service.controller().filter(|own| own != "CODE_DEPLOY") {
        let message =
            format!("the deployment controller of `{id}` is {controller}, not CODE_DEPLOY");
        findings.report(name.place(), message);
    }
    if runs_elsewhere(service, &cluster) {
        let message = format!("`{id}` does not run in the cluster {}", cluster.shown());
        findings.report(cluster.place(), message);
    }
}

fn runs_elsewhere<'d>(service: &Service<'d>, cluster: &Property<'d>) -> bool {
    let own = service.cluster;
    own.is_some_and(|own| cluster.means(&own, "ClusterName") == Some(false))
}
