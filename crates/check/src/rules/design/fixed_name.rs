//! Names that keep a resource from being replaced.

use stackwright_facts::{Property, PropertyKind, ReplacementOrder, ResourceType, Update};
use stackwright_template::{Resource, Severity};

use crate::model::is_no_value;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "DES101",
        family: Family::Design,
        severity: Severity::Warning,
        title: "name that a replacement would collide with",
        why: "CloudFormation creates the new resource before it deletes the old one, and both would have the name",
        fix: "leave the name out, so that CloudFormation makes one up",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-replacing-resources.html",
        bad: r#"
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Name: web
      TargetType: lambda
"#,
        good: r#"
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: lambda
"#,
    },
    check,
};

/// Types whose name is what others look for, or what their service wants, so that it cannot be left
/// out.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateDaemon.html>
const HAVE_TO_BE_NAMED: &[&str] = &[
    "AWS::ECR::PullThroughCacheRule",
    "AWS::ECS::Daemon",
    "AWS::ServiceDiscovery::Service",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for body in model.resources() {
        let resource = **body;
        let Some(facts) = body.facts else {
            continue;
        };
        let has_to_be_named = resource
            .resource_type()
            .is_some_and(|name| HAVE_TO_BE_NAMED.contains(&name));
        let goes_first = facts.replacement_order == Some(ReplacementOrder::DeleteThenCreate);
        if has_to_be_named || goes_first {
            continue;
        }
        let Some(name) = name_of(resource, facts) else {
            continue;
        };
        let Some(other) = replacing(resource, facts, name) else {
            continue;
        };
        let Some(node) = resource.property(name) else {
            continue;
        };
        if is_no_value(node) {
            continue;
        }
        let id = resource.id();
        findings.report(
            Place::new(format_args!("Resources/{id}/Properties/{name}"), node.span),
            format!("a change of `{other}` can replace `{id}`, whose name is fixed by `{name}`"),
        );
    }
}

/// The property that names a resource of its type, where it is given.
fn name_of(resource: Resource<'_>, facts: &'static ResourceType) -> Option<&'static str> {
    let of_type = resource.resource_type()?;
    let names = |name: &str| {
        let own = name.strip_suffix("Name");
        let is_own = |own: &str| {
            let before = of_type.strip_suffix(own);
            own.is_empty() || before.is_some_and(|before| before.ends_with("::"))
        };
        let reference = facts.reference.as_ref();
        own.is_some_and(is_own) || reference.is_some_and(|value| value.name() == name)
    };
    first_given(resource, facts, names, |name, property| {
        property.update == Update::Replacement
            && property.kind == PropertyKind::String
            && !is_required(name, property.required, facts)
    })
}

/// The first name, in alphabetical order, of a property that is given, and of what its name and the property
/// are as they are to be.
fn first_given(
    resource: Resource<'_>,
    facts: &'static ResourceType,
    is_wanted: impl Fn(&str) -> bool,
    is_so: impl Fn(&str, &Property) -> bool,
) -> Option<&'static str> {
    let mut first: Option<&'static str> = None;
    for (key, _) in resource.properties()?.entries() {
        let name = key.as_str();
        if first.is_none_or(|first| name < first)
            && is_wanted(name)
            && let Some((name, property)) = facts.properties.get_entry(name)
            && is_so(name, property)
        {
            first = Some(name);
        }
    }
    first
}

/// Whether a name has to be given, always or together with others.
fn is_required(name: &str, always: bool, facts: &ResourceType) -> bool {
    let together = facts.limits.iter().map(|limits| &**limits);
    let mut all = together.chain(facts.rules.iter().map(|rule| &*rule.limits));
    always || all.any(|limits| limits.required.iter().any(|own| own == name))
}

/// What changes with the name alone: the name of what is FIFO ends in `.fifo`, that of nothing else
/// does.
const ARE_IN_THE_NAME: [&str; 2] = ["FifoQueue", "FifoTopic"];

/// A property beside the name that is given, and whose change can replace the resource. What
/// identifies it does not count: in another API there is no stage of the name, in another cluster no service.
fn replacing(
    resource: Resource<'_>,
    facts: &'static ResourceType,
    name: &str,
) -> Option<&'static str> {
    let wanted = |other: &str| {
        other != name
            && !ARE_IN_THE_NAME.contains(&other)
            && !facts.identifier.iter().any(|part| part == other)
    };
    first_given(resource, facts, wanted, |_, property| {
        match property.update {
            Update::InPlace => false,
            Update::Conditional => !is_kept_by_policy(resource),
            _ => true,
        }
    })
}

/// Whether a group of instances keeps itself in every update: only `AutoScalingReplacingUpdate` makes
/// another one of it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html>
fn is_kept_by_policy(resource: Resource<'_>) -> bool {
    let policy = || {
        resource
            .update_policy()
            .and_then(|policy| policy.get("AutoScalingReplacingUpdate"))
    };
    resource.resource_type() == Some("AWS::AutoScaling::AutoScalingGroup") && policy().is_none()
}
