//! Two resources that are the same.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings, Place};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL189",
        family: Family::Template,
        severity: Severity::Error,
        title: "two resources that are the same one",
        why: "what identifies the resource is the same for both: the second is refused, or changes the first",
        fix: "make one resource of the two, or change what identifies them",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-identifier.html",
        bad: r#"
Resources:
  Low:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: table/orders
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      MinCapacity: 1
      MaxCapacity: 5
  High:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: table/orders
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      MinCapacity: 1
      MaxCapacity: 10
"#,
        good: r#"
Resources:
  Low:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: table/orders
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      MinCapacity: 1
      MaxCapacity: 5
  High:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: table/orders
      ScalableDimension: dynamodb:table:WriteCapacityUnits
      MinCapacity: 1
      MaxCapacity: 10
"#,
    },
    check,
};

/// What services tell their resources apart by, where identifiers are made up.
const SAME_BY: [(&str, &[&str]); 6] = [
    (
        "AWS::ApiGateway::Method",
        &["RestApiId", "ResourceId", "HttpMethod"],
    ),
    (
        "AWS::ApiGateway::Resource",
        &["RestApiId", "ParentId", "PathPart"],
    ),
    ("AWS::ApiGatewayV2::Route", &["ApiId", "RouteKey"]),
    (
        "AWS::EC2::NetworkAclEntry",
        &["NetworkAclId", "Egress", "RuleNumber"],
    ),
    ("AWS::Lambda::Alias", &["FunctionName", "Name"]),
    ("AWS::S3::BucketPolicy", &["Bucket"]),
];

/// Records of one name, which CloudFormation takes twice only where they say the same.
///
/// <https://github.com/aws-quickstart/quickstart-drupal/issues/24>
fn check_records<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for record in deployment.resources_of("AWS::Route53::RecordSet") {
        let zone = ["HostedZoneId", "HostedZoneName"].map(|name| record.get(name));
        let Some(zone) = zone.into_iter().find(Property::is_given) else {
            continue;
        };
        let (name, of_type) = (record.get("Name"), record.get("Type"));
        let shown = [zone, name, of_type].map(|part| part.shown());
        if record.get("SetIdentifier").is_absent() && shown.iter().all(|part| part != "...") {
            let key = shown.map(|part| part.trim_end_matches('.').to_ascii_lowercase());
            if let Some(other) = seen.insert(key, record.id()) {
                let message = format!("`{other}` is a record of the same name and type");
                findings
                    .warn(name.place(), message)
                    .help("let one record say all, or give both a `SetIdentifier`");
            }
        }
    }
}

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    check_records(deployment, findings);
    let mut seen = HashMap::default();
    for resource in deployment.resources() {
        let Some(identity) = identity(&resource) else {
            continue;
        };
        let shown: Vec<String> = identity.iter().map(Property::shown).collect();
        let said: Vec<&str> = shown.iter().map(|text| plain(text)).collect();
        let said = said.join(", ");
        if let Some(other) = seen.insert((resource.resource_type(), shown), resource.id()) {
            let place = Place::of_resource(resource.id(), resource.resource().span());
            findings.report(place, format!("`{other}` is the same: {said}"));
        }
    }
}

/// A value without the braces of what it refers to, where it is nothing else.
fn plain(shown: &str) -> &str {
    let inside = shown
        .strip_prefix("${")
        .and_then(|text| text.strip_suffix('}'));
    inside.filter(|text| !text.contains('$')).unwrap_or(shown)
}

/// The properties that identify a resource together, where all of them are written. What a single
/// name identifies is told by another rule.
fn identity<'d>(resource: &Property<'d>) -> Option<Vec<Property<'d>>> {
    let facts = resource.facts()?;
    let written = |name: &'static str| {
        let property = resource.get(name);
        let whole = property.is_given() && !property.shown().contains("...");
        (whole && facts.properties.contains_key(name)).then_some(property)
    };
    let told = |(of_type, _): &&(&str, _)| *of_type == resource.resource_type();
    if let Some((_, names)) = SAME_BY.iter().find(told) {
        return names.iter().copied().map(written).collect();
    }
    let names: &'static [String] = &facts.identifier;
    (names.len() > 1).then(|| names.iter().map(String::as_str).map(written).collect())?
}
