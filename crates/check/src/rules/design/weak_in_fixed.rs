//! What is read while a stack is deployed, in a property that replaces its resource.

use stackwright_facts::{Property, PropertyKind, ResourceType, Update};
use stackwright_template::{Function, Segment, Severity};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "DES106",
        family: Family::Design,
        severity: Severity::Warning,
        title: "weak reference in a property that replaces its resource",
        why: "CloudFormation does not know the value while it plans an update, and plans to replace the resource when the reference is written there, whatever the value is",
        fix: "import the value (`Fn::ImportValue`), or acknowledge it where the resource may be replaced",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html",
        bad: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: what may reach the service
      VpcId:
        Fn::GetStackOutput:
          StackName: network
          OutputName: VpcId
"#,
        good: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: what may reach the service
      VpcId: !ImportValue network:VpcId
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (spot, call) in model.nodes().calls() {
        if call.function != Function::GetStackOutput {
            continue;
        }
        let path = spot.path();
        let [
            Segment::Key("Resources"),
            Segment::Key(id),
            Segment::Key("Properties"),
            below @ ..,
        ] = path.segments()
        else {
            continue;
        };
        let resource = model.template().resource(id);
        let of_type = resource.and_then(|resource| resource.resource_type());
        let Some(facts) = of_type.and_then(|name| model.facts(name)) else {
            continue;
        };
        if let Some(property) = replacing(facts, below) {
            let message = format!(
                "`{property}` of `{id}` is read from another stack during the deployment, and a change of it replaces `{id}`"
            );
            findings.report(spot.place(), message);
        }
    }
}

/// The property on a way into a resource a change of which replaces it.
fn replacing<'s>(facts: &ResourceType, way: &[Segment<'s>]) -> Option<&'s str> {
    let mut properties = &facts.properties;
    let mut element: Option<&Property> = None;
    for segment in way {
        let here = match (segment, element.map(|element| &element.kind)) {
            (Segment::Index(_), Some(PropertyKind::List(item)))
            | (Segment::Key(_), Some(PropertyKind::Map(item))) => item,
            // What is in a function is where the function is.
            (Segment::Key(name), None | Some(PropertyKind::Object(_))) => properties.get(name)?,
            _ => return None,
        };
        if here.update == Update::Replacement {
            return way.first().and_then(|first| match first {
                Segment::Key(name) => Some(*name),
                Segment::Index(_) => None,
            });
        }
        if let PropertyKind::Object(name) = &here.kind {
            properties = &facts.definitions.get(name)?.properties;
        }
        element = Some(here);
    }
    None
}
