//! Imports that no order of deployments gives: from templates that import from this one, or of nothing.

use std::collections::BTreeSet;

use stackwright_deployment::exports::{Export, Import, shared_name};
use stackwright_template::{Call, Severity};

use crate::check::Exports;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL217",
        family: Family::Template,
        severity: Severity::Error,
        title: "import that no other template gives",
        why: "a stack can import only what another one has exported already: of two that import from each other neither can be first, and a name that is written in another way is not found",
        fix: "let one of the two make what both need, put them into one template, or write the name as it is exported",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
        bad: r#"
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !ImportValue bills-name
Outputs:
  Orders:
    Value: !GetAtt Orders.TopicName
    Export:
      Name: orders-name
# --with bills.yaml
Resources:
  Bills:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !ImportValue orders-name
Outputs:
  Bills:
    Value: !GetAtt Bills.TopicName
    Export:
      Name: bills-name
"#,
        good: r#"
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !ImportValue bills-name
Outputs:
  Orders:
    Value: !GetAtt Orders.TopicName
    Export:
      Name: orders-name
# --with bills.yaml
Resources:
  Bills:
    Type: AWS::SNS::Topic
Outputs:
  Bills:
    Value: !GetAtt Bills.TopicName
    Export:
      Name: bills-name
"#,
    },
    check,
};

/// Says something only where other templates are known.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(known) = model.options().exports() else {
        return;
    };
    let Some(own_file) = model.template().source().and_then(|source| source.name()) else {
        return;
    };
    let own = |template: usize| {
        let mut all = known.all().iter();
        let first = all.find(|export| export.template == template);
        first.is_some_and(|export| export.file.as_deref() == Some(own_file))
    };
    for (spot, call) in model.nodes().calls() {
        let Some(name) = Call::import_value(call).and_then(shared_name) else {
            continue;
        };
        if known.named(&name).next().is_none() {
            unknown(&name, spot.place(), known, own_file, findings);
            continue;
        }
        let mut exporters = known.named(&name);
        let ring = exporters.find(|export| {
            !own(export.template) && needs(known.imports(), known.all(), export.template, &own)
        });
        if let Some(other) = ring {
            let file = other.file.as_deref().unwrap_or("another template");
            let message = format!(
                "`{file}` exports \"{}\", and imports from this template itself",
                short(&name)
            );
            findings.report(spot.place(), message);
        }
    }
}

/// An import of what no template exports here is one of another stack, or a slip. What the template
/// exports itself cannot have been meant: a stack does not import from itself.
fn unknown(name: &str, place: Place, known: &Exports, own: &str, findings: &mut Findings<'_>) {
    let others = known
        .all()
        .iter()
        .filter(|export| export.file.as_deref() != Some(own))
        .map(|export| &*export.name)
        .filter(|export| is_slip(name, export));
    if let Some(nearest) = stackwright_facts::nearest(name, others) {
        let message = format!("no template here exports \"{}\"", short(name));
        findings
            .warn(place, message)
            .help(format!("did you mean `{nearest}`?"));
    }
}

/// Whether one name can be the other one with a slip: only the case or the signs between words
/// differ, or no more than two letters. Names of one system are alike, and `shop-vpc-id` and
/// `shop-alb-dns` are two things, as are `subnet-1` and `subnet-2`.
fn is_slip(name: &str, other: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let signs = text.chars().filter(|c| c.is_alphanumeric());
        signs.flat_map(char::to_lowercase).collect()
    };
    let (name, other) = (letters(name), letters(other));
    let same = |(a, b): &(&char, &char)| a == b;
    let front = name.iter().zip(&other).take_while(same).count();
    let most = name.len().min(other.len()) - front;
    let pairs = name.iter().rev().zip(other.iter().rev());
    let back = pairs.take_while(same).count().min(most);
    let middle = |text: &[char]| -> Vec<char> {
        text.iter()
            .take(text.len() - back)
            .skip(front)
            .copied()
            .collect()
    };
    let (name, other) = (middle(&name), middle(&other));
    let are_numbers = [&name, &other]
        .iter()
        .any(|part| part.iter().any(char::is_ascii_digit));
    let is_last_letter = back == 0 && name.len() == 1 && other.len() == 1;
    name.len().max(other.len()) <= 2 && !are_numbers && !is_last_letter
}

/// Whether a template imports from ours, by itself or through others.
fn needs(
    imports: &[Import],
    exports: &[Export],
    template: usize,
    own: &impl Fn(usize) -> bool,
) -> bool {
    let mut seen = BTreeSet::from([template]);
    let mut open = vec![template];
    while let Some(next) = open.pop() {
        for import in imports.iter().filter(|import| import.template == next) {
            for export in exports.iter().filter(|export| export.name == import.name) {
                if own(export.template) {
                    return true;
                }
                if seen.insert(export.template) {
                    open.push(export.template);
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_not_another_thing_of_the_same_system() {
        for (name, other) in [
            ("bill-name", "bills-name"),
            ("shop-VpcId", "shop-vpc-id"),
            ("netwrok:vpc", "network:vpc"),
            ("shop-vpc", "shop-vpcs"),
            ("shop-vpc", "shop-vpc"),
        ] {
            assert!(is_slip(name, other), "{name} {other}");
        }
        for (name, other) in [
            ("shop-vpc-id", "shop-alb-dns"),
            ("shop-subnet-1", "shop-subnet-2"),
            ("shop-subnet-1-id", "shop-subnet-12-id"),
            ("shop-SubnetA", "shop-SubnetB"),
            ("", "shop"),
        ] {
            assert!(!is_slip(name, other), "{name} {other}");
        }
    }
}
