//! A resource id of scaling that names no service.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, segments};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS708",
        family: Family::Operations,
        severity: Severity::Error,
        title: "resource id that is not that of a service",
        why: "services are named `service/CLUSTER/NAME`; Application Auto Scaling finds nothing by another name",
        fix: "`!Sub service/${Cluster}/${Service.Name}`",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/${Cluster}/${Service}
      MinCapacity: 2
      MaxCapacity: 10
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 70
        PredefinedMetricSpecification:
          PredefinedMetricType: ECSServiceAverageCPUUtilization
"#,
        good: r#"
Parameters:
  Task:
    Type: String
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/${Cluster}/${Service.Name}
      MinCapacity: 2
      MaxCapacity: 10
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 70
        PredefinedMetricSpecification:
          PredefinedMetricType: ECSServiceAverageCPUUtilization
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let targets = deployment
        .scalable_targets()
        .iter()
        .map(|target| target.properties);
    for resource in targets.chain(deployment.scaling_policies()) {
        let id = resource.get("ResourceId");
        if !resource.get("ServiceNamespace").is("ecs") || !id.is_given() {
            continue;
        }
        let parts = segments(&id);
        if parts.is_empty() || parts.iter().any(|part| part.contains("${...}")) {
            continue;
        }
        if let Some(why) = fault(deployment, &parts) {
            findings.report(id.place(), format!("`{}` {why}", id.shown()));
        } else if let Some(why) = stranger(deployment, &parts) {
            // Another stack may have put it there since.
            findings.warn(id.place(), format!("`{}` {why}", id.shown()));
        }
    }
}

fn fault<'d>(deployment: &'d Deployment<'d>, parts: &[String]) -> Option<String> {
    let [kind, cluster, service] = parts else {
        // An unknown part may have the others in it.
        // A parameter or an import may have several parts in it; names and ARNs of clusters not.
        let may_have = |part: &String| part.contains("${") && named(deployment, part).is_none();
        let may_fit = parts.len() < 3 && parts.iter().any(may_have);
        return (!may_fit).then(|| "is not of the form `service/CLUSTER/NAME`".to_owned());
    };
    if kind != "service" && !kind.contains("${") {
        return Some("does not begin with `service/`".to_owned());
    }
    if let Some(why) = service_fault(deployment, service) {
        return Some(why);
    }
    let own = named(deployment, service).filter(|own| own.resource_type() == "AWS::ECS::Service");
    cluster_fault(deployment, cluster, own)
}

fn service_fault<'d>(deployment: &'d Deployment<'d>, part: &str) -> Option<String> {
    let resource = named(deployment, part)?;
    let attribute = attribute(part);
    match (resource.resource_type(), attribute) {
        ("AWS::ECS::Service", Some("Name")) => None,
        ("AWS::ECS::Service", _) => Some(format!(
            "has the ARN of `{0}`, not its name `${{{0}.Name}}`",
            resource.id()
        )),
        ("AWS::ECS::Cluster", _) => Some("has the cluster where the service belongs".to_owned()),
        _ => None,
    }
}

fn cluster_fault<'d>(
    deployment: &'d Deployment<'d>,
    part: &str,
    service: Option<Property<'d>>,
) -> Option<String> {
    let given = named(deployment, part);
    match given.map(|given| given.resource_type()) {
        Some("AWS::ECS::Service") => {
            return Some("has the service where the cluster belongs".to_owned());
        }
        Some("AWS::ECS::Cluster") if attribute(part).is_some() => {
            return Some("has the ARN of the cluster, not its name".to_owned());
        }
        _ => {}
    }
    let service = service?;
    let cluster = service.get("Cluster");
    let own = cluster.target_of(&["AWS::ECS::Cluster"]);
    let differs = match (own, given) {
        (Some(own), Some(given)) => {
            given.resource_type() == "AWS::ECS::Cluster" && own.id() != given.id()
        }
        (Some(own), None) if !part.contains("${") => {
            let name = own.get("ClusterName");
            name.is_absent() || !may_be(&name, part)
        }
        (None, _) if cluster.is_absent() => {
            part != "default" && !part.contains("${") || given.is_some()
        }
        _ => false,
    };
    differs.then(|| format!("has another cluster than `{}` runs in", service.id()))
}

/// What is wrong with a service that a cluster of this template does not have.
fn stranger<'d>(deployment: &'d Deployment<'d>, parts: &[String]) -> Option<String> {
    let [_, cluster, service] = parts else {
        return None;
    };
    let mut clusters = deployment.resources_of("AWS::ECS::Cluster");
    let here = clusters.find(|own| match named(deployment, cluster) {
        Some(named) => named.id() == own.id(),
        None => own.get("ClusterName").is(cluster),
    })?;
    let may_be_meant = |own: &Property<'d>| own.is_given() && may_be(own, service);
    let mut names = deployment
        .services()
        .iter()
        .map(|own| own.get("ServiceName"));
    let is_unknown =
        service.contains('$') || !deployment.sees_all() || names.any(|own| may_be_meant(&own));
    (!is_unknown).then(|| format!("names a service that `{}` does not have", here.id()))
}

/// Whether a name, of which parts may be unknown, can be this one.
fn may_be(name: &Property<'_>, wanted: &str) -> bool {
    let Some(text) = name.symbolic() else {
        return true;
    };
    match name.text() {
        Some(name) => name == wanted,
        None => text.literals().all(|part| wanted.contains(part)),
    }
}

/// The resource that a part refers to: `${Service}` or `${Service.Name}`.
fn named<'d>(deployment: &'d Deployment<'d>, part: &str) -> Option<Property<'d>> {
    let inside = part.strip_prefix("${")?.strip_suffix('}')?;
    deployment.resource(inside.split('.').next()?)
}

fn attribute(part: &str) -> Option<&str> {
    let inside = part.strip_prefix("${")?.strip_suffix('}')?;
    Some(inside.split_once('.')?.1)
}
