//! Every code that there is: those of the rules, and those of what finds something before there
//! is a template to check.

use std::sync::LazyLock;

use stackwright_codes::{self as codes, Code};
use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::{Declaration, Family, rules};

/// What is said about every code that there is: of texts that cannot be read, of all rules, and
/// of programs.
pub fn declarations() -> impl Iterator<Item = &'static Declaration> {
    ALL.iter().copied()
}

/// What is said about this code; nothing about a retired one, see [`stackwright_codes::retired`].
pub fn declaration(code: &str) -> Option<&'static Declaration> {
    BY_CODE.get(code).copied()
}

static ALL: LazyLock<Vec<&'static Declaration>> = LazyLock::new(|| {
    let mut all = vec![&UNREADABLE];
    for rule in rules() {
        all.push(rule.declaration());
    }
    for declared in OF_PROGRAMS.iter() {
        all.push(declared);
    }
    all
});

static BY_CODE: LazyLock<HashMap<&'static str, &'static Declaration>> = LazyLock::new(|| {
    let mut by_code = HashMap::default();
    by_code.reserve(ALL.len());
    for declaration in ALL.iter() {
        by_code.insert(declaration.code, *declaration);
    }
    by_code
});

/// What programs report while they are built.
static OF_PROGRAMS: LazyLock<Vec<Declaration>> =
    LazyLock::new(|| codes::all().map(Declaration::from).collect());

/// The examples of a program's codes are in the documentation of what reports them.
impl From<&Code> for Declaration {
    fn from(code: &Code) -> Self {
        Declaration {
            code: code.name,
            family: Family::Program,
            severity: code.severity,
            title: code.title,
            why: code.why,
            fix: code.fix,
            link: code.link,
            bad: "",
            good: "",
        }
    }
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
