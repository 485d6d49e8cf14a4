//! Acknowledgement of a code that does not exist.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "ACK103",
        family: Family::Acknowledgement,
        severity: Severity::Warning,
        title: "acknowledgement of a code that does not exist",
        why: "it acknowledges nothing; a typing error, or a rule that is no more",
        fix: "name the code as the finding shows it, or take the acknowledgement out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Metadata:
  Stackwright:
    Acknowledge:
      TPL12: the pipeline passes it to every stack
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
    for entry in &model.acknowledgements().entries {
        let code = entry.code;
        if code.starts_with("ACK") && options.knows(code) {
            let message = format!("`{code}` is about acknowledgements and cannot be acknowledged");
            findings
                .report(entry.place.clone(), message)
                .help("mend the acknowledgement that it is about");
        } else if !options.knows(code) {
            let nearest = stackwright_facts::nearest(code, options.codes());
            findings
                .report(
                    entry.place.clone(),
                    format!("there is no code `{}`", short(code)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
}
