//! Resource of a service that ends.

use super::service_gone::{ending, is_gone};
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH129",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "resource of a service that ends",
        why: "AWS takes no new customers, or shuts the service down",
        fix: "move to the service that AWS recommends instead",
        link: "https://docs.aws.amazon.com/general/latest/gr/service_lifecycle.html",
        bad: r#"
Resources:
  Mesh:
    Type: AWS::AppMesh::Mesh
"#,
        good: r#"
Resources:
  Network:
    Type: AWS::VpcLattice::ServiceNetwork
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (place, type_name, life) in ending(model) {
        if is_gone(life) {
            continue;
        }
        let since = life.date.as_ref().map(|date| format!(" since {date}"));
        let message = match life.status.as_str() {
            "maintenance" => format!("`{type_name}` is kept alive only"),
            _ => format!("the service of `{type_name}` is being ended"),
        };
        let message = match (life.date.as_deref(), since) {
            (Some(date), _) if date > stackwright_facts::as_of() => {
                format!("the service of `{type_name}` ends on {date}")
            }
            (_, since) => message + &since.unwrap_or_default(),
        };
        findings.report(place, message);
    }
}
