//! Alias of YAML.

use stackwright_template::{Severity, Walk};

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL219",
        family: Family::Template,
        severity: Severity::Warning,
        title: "alias of YAML",
        why: "CloudFormation refuses a template with an alias; `aws cloudformation package` and other tools write what it stands for in its place, before that",
        fix: "write what the alias stands for, or deploy what `aws cloudformation package` makes of the template",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
        bad: r#"
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Tags: &tags
        - Key: owner
          Value: shop
  Bills:
    Type: AWS::SNS::Topic
    Properties:
      Tags: *tags
"#,
        good: r#"
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: owner
          Value: shop
  Bills:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: owner
          Value: shop
"#,
    },
    check,
};

/// A template of SAM is always packaged, and says nothing.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    let Some(source) = template
        .source()
        .filter(|source| may_have_one(source.text()))
    else {
        return;
    };
    if template.has_transform("AWS::Serverless-2016-10-31") {
        return;
    }
    template.walk(|path, node| {
        // The copy of what an alias names stands where the alias does.
        match source.slice(node.span).filter(|text| text.starts_with('*')) {
            Some(alias) => {
                let message = format!("`{}` is an alias", short(alias));
                findings.report(Place::new(path, node.span), message);
                Walk::Over
            }
            None => Walk::Into,
        }
    });
}

/// Whether a star stands where an alias could begin: behind a space or a bracket, in front of a name.
fn may_have_one(text: &str) -> bool {
    let stars = text.match_indices('*').map(|(at, _)| at);
    let mut around =
        stars.filter_map(|at| text.as_bytes().get(at.checked_sub(1)?..)?.first_chunk());
    around.any(|part| {
        matches!(part, [b' ' | b'[' | b',' | b'\n', b'*', name] if name.is_ascii_alphanumeric() || *name == b'_')
    })
}
