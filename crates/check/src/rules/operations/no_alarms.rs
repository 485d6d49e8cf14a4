//! A service that no alarm watches.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS437",
        family: Family::Operations,
        severity: Severity::Info,
        title: "service that no alarm watches",
        why: "nobody is told when its tasks fail",
        fix: "add an alarm on a metric of the service or of its target group",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
"#,
        good: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
  Busy:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 3
      MetricName: CPUUtilization
      Namespace: AWS/ECS
      Dimensions:
        - Name: ServiceName
          Value: !GetAtt Service.Name
        - Name: ClusterName
          Value: default
      Period: 60
      Statistic: Average
      Threshold: 90
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if !deployment.sees_all() {
        return;
    }
    let watches = |id: &str| {
        let kind = deployment
            .resource(id)
            .map(|resource| resource.resource_type());
        kind.is_some_and(|kind| kind == "AWS::CloudWatch::Alarm" || !kind.starts_with("AWS::"))
    };
    let edges = deployment.edges().filter(|edge| watches(edge.from));
    let watched: HashSet<&str> = edges.map(|edge| edge.to).collect();
    let dimensions = deployment.resources_of("AWS::CloudWatch::Alarm");
    let dimensions = dimensions.flat_map(|alarm| alarm.get("Dimensions").items().known);
    let named: HashSet<String> = dimensions.map(|one| one.get("Value").shown()).collect();
    for service in deployment.services() {
        let mut groups = service
            .load_balancers
            .iter()
            .filter_map(|entry| entry.target_group);
        let name = service.get("ServiceName");
        let alarms = service.get("DeploymentConfiguration/Alarms");
        if watched.contains(service.properties.id())
            || groups.any(|group| watched.contains(group.id()))
            || name.is_given() && named.contains(&name.shown())
            || !alarms.is_absent()
        {
            continue;
        }
        let message = format!(
            "no alarm of this template watches `{}`",
            service.properties.id()
        );
        findings.report(service.properties.place(), message);
    }
}
