//! Parameter of the wrong shape.

use crate::ParameterType;
use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Node, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL120",
        family: Family::Template,
        severity: Severity::Error,
        title: "parameter of the wrong shape",
        why: "CloudFormation refuses the template",
        fix: "give the parameter a type and attributes that exist",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Name:
    Type: Text
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
"#,
        good: r#"
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
"#,
    },
    check,
};

const KNOWN: &[&str] = &[
    "Type",
    "Default",
    "Description",
    "AllowedPattern",
    "AllowedValues",
    "ConstraintDescription",
    "MaxLength",
    "MaxValue",
    "MinLength",
    "MinValue",
    "NoEcho",
];
const TYPES: &[&str] = &[
    "String",
    "Number",
    "CommaDelimitedList",
    "List<Number>",
    "AWS::EC2::Subnet::Id",
    "List<AWS::EC2::Subnet::Id>",
    "AWS::EC2::SecurityGroup::Id",
    "List<AWS::EC2::SecurityGroup::Id>",
    "AWS::EC2::VPC::Id",
    "AWS::EC2::KeyPair::KeyName",
    "AWS::Route53::HostedZone::Id",
    "AWS::SSM::Parameter::Name",
    "AWS::SSM::Parameter::Value<String>",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for parameter in model.template().parameters() {
        let Some(map) = parameter.node().as_map() else {
            continue;
        };
        let id = parameter.id();
        for (key, node) in map.iter() {
            let name = key.as_str();
            let place = Place::new(format_args!("Parameters/{id}/{name}"), key.span);
            if !KNOWN.contains(&name) {
                let nearest = stackwright_facts::nearest(name, KNOWN.iter().copied());
                findings
                    .report(
                        place,
                        format!("parameters have no attribute `{}`", short(name)),
                    )
                    .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
                continue;
            }
            if let Some(expected) = misread(name, model.text(node).as_deref()) {
                let message = format!("`{name}` of `{id}` is {}, not {expected}", shown(node));
                findings.report(place, message);
                continue;
            }
            let list = node.as_list().is_some();
            let wrong = match (name, &node.value) {
                (_, Value::Null) => false,
                (_, Value::Map(_) | Value::Call(_)) => true,
                ("AllowedValues", _) => !list,
                _ => list,
            };
            if wrong {
                findings
                    .report(place, format!("`{name}` of `{id}` is {}", shown(node)))
                    .help(match name {
                        "AllowedValues" => "give a list of values",
                        _ => "give a plain value; functions are not evaluated here",
                    });
            } else if name == "AllowedValues" {
                check_allowed(id, node, findings);
            }
        }
        let Some(node) = parameter.get("Type") else {
            findings
                .report(
                    Place::new(format_args!("Parameters/{id}"), parameter.span()),
                    format!("the parameter `{}` has no type", short(id)),
                )
                .help("give it a `Type`, as `String`");
            continue;
        };
        if let Some(name) = node.as_str()
            && ParameterType::parse(name).is_none()
        {
            let nearest = stackwright_facts::nearest(name, TYPES.iter().copied());
            findings
                .report(
                    Place::new(format_args!("Parameters/{id}/Type"), node.span),
                    format!("there is no parameter type `{}`", short(name)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
}

/// Each allowed value is a plain one: a function is not evaluated, and a list is no item.
fn check_allowed(id: &str, values: &Node, findings: &mut Findings<'_>) {
    let items = values.as_list().unwrap_or_default().iter().enumerate();
    for (index, item) in items {
        if matches!(item.value, Value::List(_) | Value::Map(_) | Value::Call(_)) {
            findings
                .report(
                    Place::new(
                        format_args!("Parameters/{id}/AllowedValues/{index}"),
                        item.span,
                    ),
                    format!("{} is no value that `{id}` can have", shown(item)),
                )
                .help(
                    "give plain values; functions are not evaluated here, and lists are no items",
                );
        }
    }
}

/// What an attribute wants, where its text is something else.
fn misread(name: &str, text: Option<&str>) -> Option<&'static str> {
    let text = text?;
    let (fits, expected) = match name {
        "NoEcho" => {
            let flag = ["true", "false"]
                .iter()
                .any(|flag| text.eq_ignore_ascii_case(flag));
            (flag, "`true` or `false`")
        }
        "MinLength" | "MaxLength" => (text.parse::<u64>().is_ok(), "a whole number"),
        "MinValue" | "MaxValue" => (text.parse::<f64>().is_ok(), "a number"),
        _ => return None,
    };
    (!fits).then_some(expected)
}
