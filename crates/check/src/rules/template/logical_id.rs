//! Name that is not alphanumeric or too long.

use crate::Place;
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
            let alphanumeric = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
            if alphanumeric && name.len() <= 255 {
                continue;
            }
            let place = Place::new(format_args!("{}/{name}", section.name()), key.span);
            let message = match alphanumeric {
                false => format!("the name `{}` is not alphanumeric", short(name)),
                true => format!("the name `{}` has {} characters", short(name), name.len()),
            };
            findings.report(place, message);
        }
    }
}
