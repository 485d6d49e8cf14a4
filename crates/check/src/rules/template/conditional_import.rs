//! Import of what a condition can leave out.

use stackwright_deployment::exports::shared_name;
use stackwright_template::{Function, Severity};

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL214",
        family: Family::Template,
        severity: Severity::Warning,
        title: "import of what a condition can leave out",
        why: "where the condition does not hold there is no such export, and the stack that imports it fails",
        fix: "import it under a condition as well, or export it always",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html",
        bad: r#"
# --beside
Parameters:
  Stage:
    Type: String
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !ImportValue shop-queue
Outputs:
  Queue:
    Condition: Prod
    Value: shop
    Export:
      Name: shop-queue
"#,
        good: r#"
# --beside
Parameters:
  Stage:
    Type: String
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Prod
    Properties:
      DisplayName: !ImportValue shop-queue
Outputs:
  Queue:
    Condition: Prod
    Value: shop
    Export:
      Name: shop-queue
"#,
    },
    check,
};

/// Says something only where other templates are known.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(exports) = model.options().exports() else {
        return;
    };
    for (spot, call) in model.nodes().calls() {
        if call.function != Function::ImportValue {
            continue;
        }
        let Some(name) = call.import_value().and_then(shared_name) else {
            continue;
        };
        let mut named = exports.named(&name).peekable();
        // Whether one condition holds where the other does is not known.
        if named.peek().is_some()
            && named.all(|export| export.conditional)
            && model.assumptions_at(&spot.path()).is_empty()
        {
            let name = short(&name);
            let message = format!("\"{name}\" is exported under a condition, and always imported");
            findings.report(spot.place(), message);
        }
    }
}
