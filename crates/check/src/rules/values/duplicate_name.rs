//! Two resources of one name.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL173",
        family: Family::Template,
        severity: Severity::Error,
        title: "two resources with the same name",
        why: "the second one is refused, as the first has the name",
        fix: "give each a name of its own, or leave names out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/web
      RetentionInDays: 30
  Api:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/web
      RetentionInDays: 30
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/api
      RetentionInDays: 30
  Api:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/web
      RetentionInDays: 30
"#,
    },
    check,
};

/// Types whose names are unique, though something else identifies them: the property that names
/// them, and in what they are unique, if that is not the account.
const NAMED: [(&str, &str, Option<&str>); 10] = [
    ("AWS::CloudWatch::CompositeAlarm", "AlarmName", None),
    ("AWS::EC2::SecurityGroup", "GroupName", Some("VpcId")),
    ("AWS::ECS::Service", "ServiceName", Some("Cluster")),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name", None),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name", None),
    ("AWS::SNS::Topic", "TopicName", None),
    ("AWS::SQS::Queue", "QueueName", None),
    ("AWS::SecretsManager::Secret", "Name", None),
    (
        "AWS::ServiceDiscovery::Service",
        "Name",
        Some("NamespaceId"),
    ),
    ("AWS::StepFunctions::StateMachine", "StateMachineName", None),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for resource in deployment.resources() {
        let Some((name, scope)) = name_of(&resource) else {
            continue;
        };
        let within = scope.map(|scope| resource.get(scope));
        let within = within.filter(|scope| !scope.is_absent());
        let within = within.map(|scope| scope.shown()).unwrap_or_default();
        let shown = name.shown();
        // What cannot be told apart may be different.
        if !name.is_given() || shown.contains("...") || within.contains("...") {
            continue;
        }
        let of_type = match resource.resource_type() {
            "AWS::Serverless::Function" => "AWS::Lambda::Function",
            other => other,
        };
        let key = (of_type, within, shown);
        if let Some(other) = seen.insert(key, resource.id()) {
            findings.report(
                name.place(),
                format!("`{other}` has the name {} already", name.shown()),
            );
        }
    }
}

/// What names a resource, and the property that says where the name is unique.
fn name_of<'d>(resource: &Property<'d>) -> Option<(Property<'d>, Option<&'static str>)> {
    let kind = resource.resource_type();
    if let Some((_, name, scope)) = NAMED.iter().find(|(named, ..)| *named == kind) {
        return Some((resource.get(name), *scope));
    }
    let facts = resource.facts()?;
    let [identifier] = facts.identifier.as_slice() else {
        return None;
    };
    let identifier: &'static str = identifier;
    let named = identifier.ends_with("Name") && facts.properties.contains_key(identifier);
    named.then(|| (resource.get(identifier), None))
}
