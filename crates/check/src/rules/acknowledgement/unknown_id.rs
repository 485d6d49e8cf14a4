//! Acknowledgement for something that is not there.

use stackwright_template::Severity;

use crate::acknowledge::{Acknowledgements, Covers};
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "ACK104",
        family: Family::Acknowledgement,
        severity: Severity::Warning,
        title: "acknowledgement for a logical id that is not there",
        why: "it acknowledges nothing there; a typing error, or something that is no more",
        fix: "name what the template declares, or take the id out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Metadata:
  Stackwright:
    Acknowledge:
      - Code: TPL122
        Reason: the pipeline passes it to every stack
        Resources: [Owner, Ower]
Parameters:
  Owner:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Metadata:
  Stackwright:
    Acknowledge:
      - Code: TPL122
        Reason: the pipeline passes it to every stack
        Resources: Owner
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
    let entries = model.acknowledgements().entries.iter();
    let mut by_id = entries.filter_map(|entry| match &entry.covers {
        Covers::Ids(ids) => Some(ids),
        Covers::Template | Covers::Resource(_) => None,
    });
    let Some(first) = by_id.next() else {
        return;
    };
    let Some(declared) = Acknowledgements::declared(model) else {
        return;
    };
    for ids in std::iter::once(first).chain(by_id) {
        for (id, place) in ids.iter().filter(|(id, _)| !declared.contains(id)) {
            let nearest = stackwright_facts::nearest(id, declared.iter().copied());
            findings
                .report(
                    place.clone(),
                    format!("nothing in the template has the logical id `{}`", short(id)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
}
