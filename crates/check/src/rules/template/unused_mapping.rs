//! Mapping that nothing uses.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL125",
        family: Family::Template,
        severity: Severity::Warning,
        title: "mapping that nothing uses",
        why: "it misleads whoever reads the template",
        fix: "use the mapping, or take it out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
        bad: r#"
Mappings:
  Sizes:
    dev:
      Delay: 5
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Mappings:
  Sizes:
    dev:
      Delay: 5
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, dev, Delay]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    if model.is_rewritten() || template.mappings().next().is_none() {
        return;
    }
    let mut used: HashSet<&str> = HashSet::default();
    let mut computed = false;
    for find in model
        .nodes()
        .calls()
        .filter_map(|(_, call)| call.find_in_map())
    {
        match find.mapping.as_str().filter(|name| !name.contains("${")) {
            Some(name) => {
                used.insert(name);
            }
            None => computed = true,
        }
    }
    let unused = template
        .mappings()
        .filter(|mapping| !used.contains(mapping.id()));
    for mapping in unused.filter(|_| !computed) {
        let name = mapping.id();
        findings.report(
            Place::new(format_args!("Mappings/{name}"), mapping.span()),
            format!("nothing uses the mapping `{}`", short(name)),
        );
    }
}
