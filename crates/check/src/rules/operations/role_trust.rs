//! Role that does not trust the service that is to use it.

use stackwright_facts::RolePlace;
use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS202",
        family: Family::Operations,
        severity: Severity::Error,
        title: "role that its service cannot assume",
        why: "the service is refused the role, and what it should run never starts",
        fix: "let the role trust the service in its `AssumeRolePolicyDocument`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs.amazonaws.com
            Action: sts:AssumeRole
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // Without a role there is nothing to find, and most of the facts need not be looked at.
    if deployment.roles().is_empty() {
        return;
    }
    for resource in deployment.resources() {
        for place in stackwright_facts::role_places(resource.resource_type()) {
            for named in at(resource, place.way) {
                check_role(deployment, &named, place, findings);
            }
        }
    }
}

fn check_role<'d>(
    deployment: &'d Deployment<'d>,
    named: &Property<'d>,
    known: &RolePlace,
    findings: &mut Findings<'_>,
) {
    let (Some(role), Some(service)) = (deployment.role(named), known.services.first()) else {
        return;
    };
    let mut services = known.services.iter();
    if services.all(|service| role.trusts(service).is_no()) {
        let id = role.properties.id();
        let message = format!("the role `{id}` does not trust {service}");
        // What nobody has read on a page of AWS stops no deployment.
        let report = match known.read {
            true => findings.report(named.place(), message),
            false => findings.warn(named.place(), message),
        };
        report.help(format!(
            "let the `AssumeRolePolicyDocument` of `{id}` allow sts:AssumeRole to the service \
             {service}"
        ));
    }
}

/// What a resource has at the end of a way, on which `*` is every item or entry.
pub(super) fn at<'d>(resource: Property<'d>, way: &'static str) -> Vec<Property<'d>> {
    let mut found = Vec::new();
    gather(resource, way, &mut found);
    found
}

fn gather<'d>(from: Property<'d>, way: &'static str, found: &mut Vec<Property<'d>>) {
    let Some((to, behind)) = way.split_once("/*") else {
        let end = from.get(way);
        if !end.is_absent() {
            found.push(end);
        }
        return;
    };
    for element in elements(&from.get(to)) {
        match behind.strip_prefix('/') {
            Some(way) => gather(element, way, found),
            None => found.push(element),
        }
    }
}

/// The items of a list, or the entries of a map.
fn elements<'d>(of: &Property<'d>) -> Vec<Property<'d>> {
    match of.node().is_some_and(|node| node.as_map().is_some()) {
        true => of.entries().known,
        false => of.items().known,
    }
}
