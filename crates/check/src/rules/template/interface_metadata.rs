//! Interface of parameters of the wrong shape.

use stackwright_template::{Map, Node, Section, Severity};

use crate::model::{Field, Shape};
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL192",
        family: Family::Template,
        severity: Severity::Warning,
        title: "interface of parameters of the wrong shape",
        why: "the console does not show the parameters as it says",
        fix: "write groups and labels as the console reads them, of parameters that are there",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label:
          default: network
        Parameters:
          - VpcId
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: of the service
      VpcId: !Ref Vpc
"#,
        good: r#"
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label:
          default: network
        Parameters:
          - Vpc
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: of the service
      VpcId: !Ref Vpc
"#,
    },
    check,
};

const LABEL: &[Field] = &[("default", true, Shape::Text)];

const INTERFACE: Shape = Shape::Object(&[
    (
        "ParameterGroups",
        false,
        Shape::List(&Shape::Object(&[
            ("Label", false, Shape::Object(LABEL)),
            ("Parameters", false, Shape::List(&Shape::Text)),
        ])),
    ),
    ("ParameterLabels", false, Shape::Map(&Shape::Object(LABEL))),
]);

const PATH: &str = "Metadata/AWS::CloudFormation::Interface";

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    let Some(node) = template
        .metadata()
        .and_then(|map| map.get("AWS::CloudFormation::Interface"))
    else {
        return;
    };
    INTERFACE.check(model, PATH.to_owned(), node, findings);
    if model.makes_names_in(Section::Parameters) || model.is_rewritten() {
        return;
    }
    let mut named = |path: String, name: &str, span| {
        if template.parameter(name).is_none() && !name.contains("${") {
            let message = format!("there is no parameter `{}`", short(name));
            findings.report(Place::new(path, span), message);
        }
    };
    let groups = node
        .get("ParameterGroups")
        .and_then(Node::as_list)
        .unwrap_or_default();
    for (index, group) in groups.iter().enumerate() {
        let names = group
            .get("Parameters")
            .and_then(Node::as_list)
            .unwrap_or_default();
        for (at, name) in names.iter().enumerate() {
            if let Some(text) = name.as_str() {
                let path = format!("{PATH}/ParameterGroups/{index}/Parameters/{at}");
                named(path, text, name.span);
            }
        }
    }
    let labels = node.get("ParameterLabels").and_then(Node::as_map);
    for (key, _) in labels
        .into_iter()
        .flat_map(Map::iter)
        .filter(|(key, _)| !key.is_macro())
    {
        named(
            format!("{PATH}/ParameterLabels/{}", key.as_str()),
            key.as_str(),
            key.span,
        );
    }
}
