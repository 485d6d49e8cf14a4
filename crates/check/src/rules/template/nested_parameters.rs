//! Parameters of a nested stack that its template does not have, or misses.

use stackwright_template::{Node, Severity};

use crate::check::nested_file;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL218",
        family: Family::Template,
        severity: Severity::Error,
        title: "parameters of a nested stack that do not fit its template",
        why: "CloudFormation refuses a parameter that the template does not have, and a template that lacks the value of one",
        fix: "give the parameters that the template has, and all that have no default",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        bad: r#"
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./inner.yaml
      Parameters:
        Sise: large
# --with inner.yaml
Parameters:
  Size:
    Type: String
  Colour:
    Type: String
    Default: grey
Resources:
  Note:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: !Sub ${Size} ${Colour}
"#,
        good: r#"
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./inner.yaml
      Parameters:
        Size: large
# --with inner.yaml
Parameters:
  Size:
    Type: String
  Colour:
    Type: String
    Default: grey
Resources:
  Note:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: !Sub ${Size} ${Colour}
"#,
    },
    check,
};

/// Says something only of templates that are known by their files.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(file) = model.template().source().and_then(|source| source.name()) else {
        return;
    };
    for stack in model.resources_of("AWS::CloudFormation::Stack") {
        let Some(url) = stack.property("TemplateURL").and_then(Node::as_str) else {
            continue;
        };
        let Some(child) = model.options().nested_in(&nested_file(file, url)) else {
            continue;
        };
        let empty = Node::from(stackwright_template::Map::new());
        let given = stack.property("Parameters").unwrap_or(&empty);
        let Some(map) = given
            .as_map()
            .filter(|map| !map.keys().any(|key| key.is_macro()))
        else {
            continue;
        };
        let id = stack.id();
        let path = format!("Resources/{id}/Properties/Parameters");
        for key in map
            .keys()
            .filter(|key| child.parameter(key.as_str()).is_none())
        {
            let name = key.as_str();
            let known = child.parameters().map(|parameter| parameter.id());
            let free = known.filter(|known| !map.contains_key(known));
            let nearest = stackwright_facts::nearest(name, free);
            let message = format!("`{}` has no parameter `{}`", short(url), short(name));
            findings
                .report(Place::new(format_args!("{path}/{name}"), key.span), message)
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
        let missing = child
            .parameters()
            .filter(|parameter| parameter.default().is_none() && !map.contains_key(parameter.id()));
        for parameter in missing {
            let name = parameter.id();
            let message = format!("`{}` needs a value for `{name}`", short(url));
            let span = stack
                .property("Parameters")
                .map_or(stack.span(), |own| own.span);
            findings.report(Place::new(&path, span), message);
        }
    }
}
