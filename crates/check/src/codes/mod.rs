//! Every code that there is: those of the rules, and those of what finds something before there
//! is a template to check.
//!
//! Programs report findings while they are built. Their codes are declared here, and not where
//! they are reported, so that every code can be acknowledged, explained and listed without the
//! constructs; a test of the workspace holds the two together.

mod app;
mod constructs;

use stackwright_template::Severity;

use crate::{Declaration, Family, Rule, rules};

/// What is said about every code that there is: of texts that cannot be read, of all rules, and
/// of programs.
pub fn declarations() -> impl Iterator<Item = &'static Declaration> {
    let of_rules = rules().map(Rule::declaration);
    let of_programs = app::CODES.iter().chain(constructs::CODES);
    std::iter::once(&UNREADABLE)
        .chain(of_rules)
        .chain(of_programs)
}

/// What is said about this code.
pub fn declaration(code: &str) -> Option<&'static Declaration> {
    declarations().find(|declaration| declaration.code == code)
}

static UNREADABLE: Declaration = Declaration {
    code: "TPL001",
    family: Family::Template,
    severity: Severity::Error,
    title: "text that is no template",
    why: "CloudFormation refuses what it cannot read; nothing else was checked",
    fix: "mend it where reading stopped; a template is an object, in JSON or in YAML",
    link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
    bad: "
Resources:
  Topic: {Type: AWS::SNS::Topic
",
    good: "
Resources:
  Topic: {Type: AWS::SNS::Topic}
",
};

/// A code of programs. The examples are in the documentation of what reports it.
const fn program(
    code: &'static str,
    title: &'static str,
    why: &'static str,
    fix: &'static str,
    link: &'static str,
) -> Declaration {
    Declaration {
        code,
        family: Family::Program,
        severity: Severity::Error,
        title,
        why,
        fix,
        link,
        bad: "",
        good: "",
    }
}
