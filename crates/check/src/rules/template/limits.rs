//! More than CloudFormation takes.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::{Section, Severity, Template};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL129",
        family: Family::Template,
        severity: Severity::Error,
        title: "more than CloudFormation takes",
        why: "CloudFormation refuses the template",
        fix: "split the template into several stacks, or shorten it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
        bad: r#"
Description: a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description a long description 
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Description: a short description
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    for section in Section::ALL {
        let (Some(most), Some(node)) = (section.max_entries(), template.section(section)) else {
            continue;
        };
        let written = node.as_map().map_or(0, |map| map.len());
        let count = model.loops().count(section).unwrap_or(written);
        if count > most && written <= most {
            let name = section.name();
            findings
                .report(
                    Place::new(name, node.span),
                    format!("loops make {count} entries of `{name}`, where {most} are taken"),
                )
                .help("divide what the loops go through among several stacks");
        } else if written > most {
            let count = written;
            let name = section.name();
            findings.report(
                Place::new(name, node.span),
                format!("there are {count} entries in `{name}`, where {most} are taken"),
            );
        }
    }
    if let Some(node) = template.section(Section::Description)
        && let Some(bytes) = node.as_str().map(str::len).filter(|bytes| *bytes > 1024)
    {
        findings.report(
            Place::new(Section::Description.name(), node.span),
            format!("the description has {bytes} bytes, where 1024 are taken"),
        );
    }
    let bytes = model.bytes();
    let most = Template::MAX_BYTES;
    if bytes > most {
        findings.report(
            Place::whole(),
            format!("the template has {bytes} bytes, where {most} are taken"),
        );
    }
}
