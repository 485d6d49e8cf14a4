//! Acknowledgement of what was not found.

use stackwright_template::Severity;

use crate::acknowledge::{Acknowledgement, Acknowledgements, Covers, Outcome};
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "ACK105",
        family: Family::Acknowledgement,
        severity: Severity::Warning,
        title: "acknowledgement of what was not found",
        why: "it says that something is wrong which is not, and would hide it if it came back",
        fix: "take the acknowledgement out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Metadata:
  Stackwright:
    Acknowledge:
      TPL122: the pipeline passes it to every stack
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Metadata:
  Stackwright:
    Acknowledge:
      TPL122: the pipeline passes it to every stack
Parameters:
  Owner:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let options = model.options();
    if model.acknowledgements().entries.is_empty() {
        return;
    }
    let declared = Acknowledgements::declared(model);
    let is_declared = |id: &&str| declared.as_ref().is_none_or(|ids| ids.contains(*id));
    for entry in &model.acknowledgements().entries {
        // What was not looked for, or is wrong in another way, is not unused.
        let is_there = match &entry.covers {
            Covers::Ids(ids) => ids.is_empty() || ids.iter().any(|(id, _)| is_declared(id)),
            Covers::Template | Covers::Resource(_) => true,
        };
        let Some(Outcome::Unmatched { elsewhere }) = entry.outcome.get() else {
            continue;
        };
        let code = entry.code;
        if !is_there
            || code.starts_with("ACK")
            || !options.knows(code)
            || !entry.codes().any(|code| options.looks_for(code))
        {
            continue;
        }
        let help = elsewhere
            .as_ref()
            .map(|id| format!("`{code}` is found at `{}`", short(id)));
        findings
            .report(
                entry.place.clone(),
                format!("there is no {code} {}", at(entry)),
            )
            .help_if(help);
    }
}

/// Where nothing was found.
fn at(entry: &Acknowledgement<'_>) -> String {
    match &entry.covers {
        Covers::Template => "in the template".to_owned(),
        Covers::Resource(id) => format!("at `{}`", short(id)),
        Covers::Ids(ids) => match &ids[..] {
            [(id, _)] => format!("at `{}`", short(id)),
            _ => "at what it is acknowledged for".to_owned(),
        },
    }
}
