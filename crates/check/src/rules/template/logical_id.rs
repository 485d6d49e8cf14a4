//! Name that is not alphanumeric or too long.

use stackwright_template::hash::HashSet;

use crate::Place;
use crate::findings::BY_DEFAULT;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Map, Node, Section};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL106",
        family: Family::Template,
        severity: Severity::Error,
        title: "name that is not alphanumeric or too long",
        why: "CloudFormation takes letters and digits only, at most 255",
        fix: "use letters and digits only",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        bad: r#"
Resources:
  my-topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

/// How many characters a name can have.
const LONGEST: usize = 255;

const NAMED: [Section; 6] = [
    Section::Parameters,
    Section::Mappings,
    Section::Conditions,
    Section::Rules,
    Section::Resources,
    Section::Outputs,
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for section in NAMED {
        let map = model.template().section(section).and_then(Node::as_map);
        for key in map
            .into_iter()
            .flat_map(Map::keys)
            .filter(|key| !key.is_macro())
        {
            let name = key.as_str();
            if let Some(problem) = problem(name) {
                let place = Place::new(format_args!("{}/{name}", section.name()), key.span);
                findings.report(place, format!("the name `{}` {problem}", short(name)));
            }
        }
    }
    check_loops(model, findings);
}

/// What is wrong with a name.
fn problem(name: &str) -> Option<String> {
    let alphanumeric = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    match alphanumeric {
        false => Some("is not alphanumeric".to_owned()),
        true => (name.len() > LONGEST).then(|| format!("has {} characters", name.len())),
    }
}

/// Names that loops make: one of each key is enough to tell.
fn check_loops(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut told = HashSet::default();
    for made in model.loops().made() {
        let Some(problem) = problem(&made.name) else {
            continue;
        };
        if !told.insert((made.section, &made.way)) {
            continue;
        }
        let (key, name) = (short(made.key), short(&made.name));
        let message = format!("`{key}` comes to `{name}`, which {problem}");
        let place = Place::new(format_args!("{}/{}", made.section, made.way), made.span);
        let report = findings.report(place, message);
        let report = match made.by_default {
            true => report.milder(BY_DEFAULT),
            false => report,
        };
        // The other mark leaves out what is neither letter nor digit.
        let other = made.key.replace("${", "&{");
        let helps = other != made.key && problem_is_of_value(made.key);
        report.help_if(helps.then(|| format!("write `{}`", short(&other))));
    }
}

/// Whether what a key says itself is alphanumeric, so that it is a value that is not.
fn problem_is_of_value(key: &str) -> bool {
    let mut rest = key;
    while let Some((before, after)) = rest.split_once("${").or_else(|| rest.split_once("&{")) {
        if !before.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return false;
        }
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    rest.bytes().all(|b| b.is_ascii_alphanumeric())
}
