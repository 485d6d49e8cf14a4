//! Load balancer for a container or a port that the task does not have.

use stackwright_template::Severity;

use crate::deployment::{
    Deployment, DeploymentRule, LoadBalancer, Lookup, Property, TaskDefinition,
};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS401",
        family: Family::Operations,
        severity: Severity::Error,
        title: "load balancer for a container or port that the task does not have",
        why: "Amazon ECS refuses to create the service",
        fix: "name a container of the task definition, and one of its container ports",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
        bad: r#"
Parameters:
  Group:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      HealthCheckGracePeriodSeconds: 60
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 8080
          TargetGroupArn: !Ref Group
"#,
        good: r#"
Parameters:
  Group:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      HealthCheckGracePeriodSeconds: 60
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.running() {
        let Some(task) = service.task else { continue };
        for entry in &service.load_balancers {
            compare(task, &entry.properties, findings);
            compare_protocol(task, entry, findings);
        }
    }
}

/// Reports the `ContainerName` and the `ContainerPort` that a task does not have.
pub(super) fn compare<'d>(
    task: &TaskDefinition<'d>,
    entry: &Property<'d>,
    findings: &mut Findings<'_>,
) {
    let (name, port) = (entry.get("ContainerName"), entry.get("ContainerPort"));
    let task_id = task.properties.id();
    match task.container(&name) {
        _ if !name.is_given() => {}
        Lookup::Missing => {
            let message = format!("`{task_id}` has no container \"{}\"", name.shown());
            findings.report(name.place(), message);
        }
        Lookup::Found(container) if port.is_given() && container.has_port(&port) == Some(false) => {
            let (name, port_) = (name.shown(), port.shown());
            let message = format!("the container \"{name}\" of `{task_id}` has no port {port_}");
            findings.report(port.place(), message);
        }
        _ => {}
    }
}

/// A target group sends by the protocol that the port is for.
fn compare_protocol<'d>(
    task: &TaskDefinition<'d>,
    entry: &LoadBalancer<'d>,
    findings: &mut Findings<'_>,
) {
    let (name, port) = (entry.get("ContainerName"), entry.get("ContainerPort"));
    let (Some(group), Lookup::Found(container)) = (entry.target_group, task.container(&name))
    else {
        return;
    };
    let sends = match group.get("Protocol").text().as_deref() {
        Some("UDP") => "udp",
        Some("TCP" | "TLS" | "HTTP" | "HTTPS") => "tcp",
        _ => return,
    };
    let own = container
        .ports
        .iter()
        .filter(|own| own.get("ContainerPort").equals(&port) == Some(true));
    let protocols: Vec<Property<'d>> = own.map(|own| own.get("Protocol")).collect();
    let differs = |own: &Property<'d>| match own.is_absent() {
        true => sends != "tcp",
        false => own.all_values(|own| !own.eq_ignore_ascii_case(sends)),
    };
    if !protocols.is_empty() && protocols.iter().all(differs) {
        let message = format!(
            "`{}` sends by {sends}, and the port {} of \"{}\" is for another protocol",
            group.id(),
            port.shown(),
            name.shown()
        );
        findings.warn(port.place(), message);
    }
}
