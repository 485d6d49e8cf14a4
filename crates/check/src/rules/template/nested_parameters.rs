//! Parameters of a nested stack that its template does not have, or misses.

use stackwright_template::{Node, Severity};

use super::parameter_default::fault;
use crate::check::{nested_file, nested_path};
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL218",
        family: Family::Template,
        severity: Severity::Error,
        title: "parameters of a nested stack that do not fit its template",
        why: "CloudFormation refuses a parameter that the template does not have, a value that it does not take, and a template that lacks the value of one",
        fix: "give the parameters that the template has, each what it takes, and all that have no default",
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
    for stack in model.bodies() {
        let Some(url) = nested_path(stack.node()) else {
            continue;
        };
        let Some(child) = model.options().nested_in(&nested_file(file, url)) else {
            continue;
        };
        let own = model.options().model_of(child);
        let empty = Node::from(stackwright_template::Map::new());
        let given = stack.property("Parameters").unwrap_or(&empty);
        let Some(map) = given
            .as_map()
            .filter(|map| !map.keys().any(|key| key.is_macro()))
        else {
            continue;
        };
        let path = format!("{}/Properties/Parameters", stack.path);
        for (key, value) in map.iter() {
            let name = key.as_str();
            let Some(parameter) = child.parameter(name) else {
                let known = child.parameters().map(|parameter| parameter.id());
                let free = known.filter(|known| !map.contains_key(known));
                let nearest = stackwright_facts::nearest(name, free);
                let message = format!("`{}` has no parameter `{}`", short(url), short(name));
                findings
                    .report(Place::new(format_args!("{path}/{name}"), key.span), message)
                    .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
                continue;
            };
            let place = || Place::new(format_args!("{path}/{name}"), value.span);
            if is_list(model, value) {
                findings
                    .report(
                        place(),
                        "a list is given, and what is given has to be a text",
                    )
                    .help("join the list with `Fn::Join` and a comma");
                continue;
            }
            // What is resolved first may be anything.
            let text = model.text(value).filter(|text| !text.contains("{{"));
            if let Some(text) = text
                && let Some(problem) = fault(&own, parameter, &text)
            {
                let message = format!("\"{}\" for `{name}` {problem}", short(&text));
                findings
                    .report(place(), message)
                    .help(format!("give what `{}` takes", short(url)));
            }
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

/// Whether a list is given, which CloudFormation does not pass on to a stack.
///
/// <https://repost.aws/knowledge-center/cloudformation-parameters-nested-stacks>
fn is_list(model: &Model<'_>, value: &Node) -> bool {
    let reference = value.as_call().and_then(|call| call.reference());
    value.as_list().is_some() || reference.is_some_and(|name| model.is_list_parameter(name))
}
