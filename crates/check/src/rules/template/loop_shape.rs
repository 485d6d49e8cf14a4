//! Loop of the wrong shape.

use stackwright_template::hash::HashSet;

use crate::Place;
use crate::findings::BY_DEFAULT;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Node, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL165",
        family: Family::Template,
        severity: Severity::Error,
        title: "loop of the wrong shape",
        why: "the transform cannot expand it, and CloudFormation refuses the template",
        fix: "write a name, a list of values, and an object whose keys hold the name",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html",
        bad: r#"
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic:
        Type: AWS::SNS::Topic
"#,
        good: r#"
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic${Name}:
        Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    if model.is_rewritten() {
        return;
    }
    for (spot, map) in model.nodes().function_maps() {
        for (key, value) in map.iter() {
            if key.as_str().starts_with("Fn::ForEach::") {
                let path = format!("{}/{}", spot.path(), key.as_str());
                one(model, &path, value, findings);
            }
        }
    }
    check_names(model, findings);
}

/// What loops make must have names of its own. What is the same every time is told above.
fn check_names(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashSet<(&str, &str)> = HashSet::default();
    let mut told: HashSet<(&str, &str)> = HashSet::default();
    for made in model.loops().made() {
        let section = model.template().root().get(made.section);
        let is_plain = section
            .and_then(|section| section.get(&made.name))
            .is_some();
        let is_new = seen.insert((made.section, &made.name));
        let varies = made.name != made.key;
        if is_new && !is_plain || !varies || !told.insert((made.section, &made.way)) {
            continue;
        }
        let (key, name) = (short(made.key), short(&made.name));
        let message = format!("`{key}` comes to `{name}`, which is there already");
        let place = Place::new(format_args!("{}/{}", made.section, made.way), made.span);
        let report = findings.report(place, message);
        let report = match made.by_default {
            true => report.milder(BY_DEFAULT),
            false => report,
        };
        report.help("go through values that make names of their own");
    }
}

fn one(model: &Model<'_>, path: &str, node: &Node, findings: &mut Findings<'_>) {
    let Some([variable, values, body]) = node.as_list() else {
        let message = "a loop is a list of three: a name, the values and what is repeated";
        findings.report(Place::new(path, node.span), message);
        return;
    };
    let at = |index: usize, node: &Node| Place::new(format_args!("{path}/{index}"), node.span);
    let Some(name) = variable.as_str() else {
        let message = format!("the variable of a loop is {}, not a name", shown(variable));
        findings.report(at(0, variable), message);
        return;
    };
    if model.template().parameter(name).is_some() || model.template().resource(name).is_some() {
        let message = format!(
            "the variable `{}` is the name of something else",
            short(name)
        );
        findings
            .report(at(0, variable), message)
            .help("give the variable a name of its own");
    }
    let count = match &values.value {
        Value::List(items) => Some(items.len()),
        Value::Call(_) => None,
        _ => {
            let message = format!("the values of a loop are {}, not a list", shown(values));
            findings.report(at(1, values), message);
            None
        }
    };
    let Some(map) = body.as_map() else {
        if body.as_call().is_none() {
            let message = format!("a loop repeats an object, not {}", shown(body));
            findings.report(at(2, body), message);
        }
        return;
    };
    // With one value there is nothing to tell apart; a call among the values may be a list.
    let several = count.is_some_and(|count| count > 1);
    let holds = |key: &str| {
        ["${", "&{"]
            .iter()
            .any(|open| key.contains(&format!("{open}{name}}}")))
    };
    for key in map
        .keys()
        .filter(|key| several && !key.is_macro() && !holds(key.as_str()))
    {
        findings.report(
            Place::new(format_args!("{path}/2/{}", key.as_str()), key.span),
            format!("`{}` comes out the same every time", short(key.as_str())),
        );
    }
}
