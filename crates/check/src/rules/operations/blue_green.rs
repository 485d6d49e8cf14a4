//! Blue/green deployments that have nothing to change to.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, Property, Service, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS450",
        family: Family::Operations,
        severity: Severity::Error,
        title: "blue/green deployment that cannot change over",
        why: "Amazon ECS starts the new tasks behind another target group of the same kind, and changes the rule of the listener; without those it refuses the service, or no deployment ends",
        fix: "give each load balancer an `AdvancedConfiguration` with another target group, the rule of the listener, and a role that may change it",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
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
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 1
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: ['/*']
      Actions:
        - Type: forward
          ForwardConfig:
            TargetGroups:
              - TargetGroupArn: !Ref Blue
                Weight: 1
              - TargetGroupArn: !Ref Green
                Weight: 0
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
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      HealthCheckGracePeriodSeconds: 60
      DeploymentConfiguration:
        Strategy: BLUE_GREEN
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Blue
          AdvancedConfiguration:
            AlternateTargetGroupArn: !Ref Blue
            ProductionListenerRule: !Ref Rule
            RoleArn: !Ref Role
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
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 1
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: ['/*']
      Actions:
        - Type: forward
          ForwardConfig:
            TargetGroups:
              - TargetGroupArn: !Ref Blue
                Weight: 1
              - TargetGroupArn: !Ref Green
                Weight: 0
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
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      HealthCheckGracePeriodSeconds: 60
      DeploymentConfiguration:
        Strategy: BLUE_GREEN
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Blue
          AdvancedConfiguration:
            AlternateTargetGroupArn: !Ref Green
            ProductionListenerRule: !Ref Rule
            RoleArn: !Ref Role
"#,
    },
    check,
};

/// The strategies that change over between two target groups.
const CHANGING: [&str; 3] = ["BLUE_GREEN", "LINEAR", "CANARY"];

const GROUP: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let strategy = service.get("DeploymentConfiguration/Strategy");
        let name = strategy.text();
        let changes = name.is_some_and(|name| CHANGING.contains(&&*name));
        if changes && service.controller().is_some_and(|own| own != "ECS") {
            let message = format!(
                "{} is how Amazon ECS deploys, and the deployment controller is another",
                strategy.shown()
            );
            findings.report(strategy.place(), message);
        }
        for (name, own) in [
            ("LinearConfiguration", "LINEAR"),
            ("CanaryConfiguration", "CANARY"),
        ] {
            let given = service.get("DeploymentConfiguration").get(name);
            if given.is_given() && strategy.all_values(|strategy| strategy != own) {
                let message = format!(
                    "`{name}` is for the strategy {own}, not {}",
                    strategy.shown()
                );
                findings.warn(given.place(), message);
            }
        }
        too_long(service, findings);
        for entry in &service.load_balancers {
            let advanced = entry.get("AdvancedConfiguration");
            match advanced.is_absent() {
                true if changes => {
                    let message = "nothing says which target group the deployment changes over to";
                    findings.report(entry.properties.place(), message);
                }
                false if changes => compare(entry.target_group, &advanced, findings),
                false if service.is_rolling() == Some(true) => unused(service, &advanced, findings),
                _ => {}
            }
        }
    }
}

/// How many minutes a deployment may bake: CloudFormation refuses more than 33 hours, before it begins.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-canaryconfiguration.html>
const MINUTES: f64 = 33.0 * 60.0;

fn too_long(service: &Service<'_>, findings: &mut Findings<'_>) {
    let own = service.get("DeploymentConfiguration");
    let Some(bake) = own.get("BakeTimeInMinutes").number() else {
        return;
    };
    let strategy = own.get("Strategy");
    let (settings, shifting) = if strategy.is("CANARY") {
        let settings = own.get("CanaryConfiguration");
        (settings, settings.get("CanaryBakeTimeInMinutes").number())
    } else if strategy.is("LINEAR") {
        let settings = own.get("LinearConfiguration");
        let percent = settings.get("StepPercent");
        let percent = match percent.is_absent() {
            true => Some(10.0),
            false => percent.number(),
        };
        let step = settings.get("StepBakeTimeInMinutes").number();
        // Nothing is waited for once all of the traffic has come over.
        let steps = percent.filter(|percent| *percent > 0.0).map(|percent| {
            let steps = (100.0 / percent).floor();
            if 100.0 % percent == 0.0 {
                steps - 1.0
            } else {
                steps
            }
        });
        (settings, step.zip(steps).map(|(step, steps)| step * steps))
    } else {
        return;
    };
    if let Some(minutes) = shifting.map(|shifting| shifting + bake)
        && minutes > MINUTES
    {
        let message = format!(
            "a deployment bakes for {minutes} minutes, and CloudFormation takes {MINUTES} at most"
        );
        findings.report(settings.place(), message).help(
            "let `BakeTimeInMinutes` and what is waited for between the steps be 33 hours together",
        );
    }
}

fn compare<'d>(group: Option<Property<'d>>, advanced: &Property<'d>, findings: &mut Findings<'_>) {
    let other = advanced.get("AlternateTargetGroupArn");
    if let (Some(group), Some(alternate)) = (group, other.target_of(&[GROUP])) {
        let (own, of_other) = (target_type(&group), target_type(&alternate));
        if group.id() == alternate.id() {
            let message = format!(
                "`{}` is the target group that it is to be changed for",
                group.id()
            );
            findings.report(other.place(), message);
        } else if let (Some(own), Some(of_other)) = (own, of_other)
            && own != of_other
        {
            let message = format!(
                "the targets of `{}` are of type `{of_other}`, and those of `{}` are `{own}`",
                alternate.id(),
                group.id()
            );
            findings.report(other.place(), message);
        }
    }
    for name in ["ProductionListenerRule", "TestListenerRule"] {
        let rule = advanced.get(name);
        let listener = rule.target_of(&["AWS::ElasticLoadBalancingV2::Listener"]);
        let protocol = listener.and_then(|own| own.get("Protocol").text());
        let spoken = protocol.and_then(|own| Balancer::of_protocol(&own));
        if spoken == Some(Balancer::Application) {
            let message = format!(
                "`{}` is a listener, and a rule of it is wanted",
                rule.shown()
            );
            findings
                .report(rule.place(), message)
                .help("make an `AWS::ElasticLoadBalancingV2::ListenerRule` that forwards to both target groups, and refer to it");
        }
    }
    let needed = [
        (
            "ProductionListenerRule",
            "no rule is given for the deployment to change",
        ),
        (
            "RoleArn",
            "no role is given to change the load balancer with",
        ),
    ];
    for (name, message) in needed {
        if advanced.get(name).is_absent() {
            findings.warn(advanced.place(), message);
        }
    }
}

fn unused(service: &Service<'_>, advanced: &Property<'_>, findings: &mut Findings<'_>) {
    let message = format!(
        "`{}` replaces its tasks little by little, and changes over to no other target group",
        service.properties.id()
    );
    findings.warn(advanced.place(), message);
}
