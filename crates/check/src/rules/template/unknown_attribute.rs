//! Attribute that the resource does not have.

use crate::Place;
use crate::check::{nested_file, nested_path};
use crate::model::Target;
use crate::rule::BuiltIn;
use crate::schema::{short, some_of};
use crate::{Declaration, Family, Findings, Model};
use stackwright_facts::ResourceType;
use stackwright_template::{Function, Key, Map, Node, Severity};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL114",
        family: Family::Template,
        severity: Severity::Error,
        title: "attribute that the resource does not have",
        why: "CloudFormation refuses the template",
        fix: "use an attribute of the type, or `!Ref`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Arn:
    Value: !GetAtt Topic.Arm
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Arn:
    Value: !GetAtt Topic.TopicArn
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for reference in model.references() {
        let Some(attribute) = reference.attribute else {
            continue;
        };
        let of_resource = matches!(reference.function, Function::GetAtt | Function::Sub);
        if of_resource && model.target(reference.target) == Target::Parameter {
            let place = Place::new(&reference.path, reference.span);
            let name = short(reference.target);
            findings
                .report(
                    place,
                    format!("`{name}` is a parameter, which has no attributes"),
                )
                .help(format!("use `!Ref {name}`"));
            continue;
        }
        let resource = model.template().resource(reference.target);
        let Some(type_name) = resource.and_then(|r| r.resource_type()) else {
            continue;
        };
        // The transform gives them the attributes of what it makes of them.
        if type_name.starts_with("AWS::Serverless::") || attribute.contains(['$', '&', '{']) {
            continue;
        }
        // What is in a module is named by both names, and has the attribute.
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/module-ref-resources.html
        if type_name.ends_with("::MODULE") && !attribute.contains('.') {
            let name = short(reference.target);
            let message = format!("`{name}` is a module, which has no attributes of its own");
            let help = format!("name what is in it: `{name}.<its logical id>.{attribute}`");
            findings
                .warn(Place::new(&reference.path, reference.span), message)
                .help(help);
            continue;
        }
        if let Some(output) = attribute.strip_prefix("Outputs.")
            && let Some(resource) = resource
            && let Some(help) = unknown_output(model, resource.node(), output)
        {
            let message = format!(
                "the template of `{}` has no output `{}`",
                short(reference.target),
                short(output)
            );
            findings
                .report(Place::new(&reference.path, reference.span), message)
                .help(help);
            continue;
        }
        let Some(facts) = model.facts(type_name) else {
            continue;
        };
        if has(facts, attribute) {
            continue;
        }
        let known = facts.attributes.keys();
        let nearest = stackwright_facts::nearest(attribute, known.clone());
        let help = match (nearest, facts.attributes.len()) {
            (Some(nearest), _) => Some(format!("did you mean `{nearest}`?")),
            (None, 0) => Some("it has none; use `!Ref`".to_owned()),
            (None, _) => Some(format!(
                "use {}",
                some_of(&known.map(str::to_owned).collect::<Vec<String>>())
            )),
        };
        findings
            .report(
                Place::new(&reference.path, reference.span),
                format!("`{type_name}` has no attribute `{}`", short(attribute)),
            )
            .help_if(help);
    }
}

/// What to do where the template of a nested stack, which lies beside, certainly has no such output.
fn unknown_output(model: &Model<'_>, stack: &Node, name: &str) -> Option<String> {
    let file = model.template().source()?.name()?;
    let file = nested_file(file, nested_path(stack)?);
    let root = model.options().nested_in(&file)?.root();
    let outputs = root.get("Outputs").and_then(Node::as_map);
    let names = || outputs.into_iter().flat_map(Map::keys).map(Key::as_str);
    // What loops and macros make is not known.
    let made = root.contains_key("Transform") || names().any(|own| own.starts_with("Fn::"));
    if made || names().any(|own| own == name) {
        return None;
    }
    Some(match stackwright_facts::nearest(name, names()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("add it to the `Outputs` of `{}`", short(&file)),
    })
}

/// Whether there is such an attribute; a last part `*` stands for any name.
fn has(facts: &ResourceType, attribute: &str) -> bool {
    if facts.attributes.contains_key(attribute) {
        return true;
    }
    let any = |known: &str| {
        known
            .strip_suffix('*')
            .is_some_and(|start| attribute.starts_with(start))
    };
    facts.attributes.keys().any(any)
}
