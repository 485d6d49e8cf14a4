//! What a rule is.

use stackwright_template::Severity;

use crate::{Deployment, Findings, Model};

/// A check: it looks at a template, or at what the template comes to, and reports what is wrong.
///
/// A rule must not panic, whatever the template; must not depend on anything but what it is shown, so
/// that the same template gives the same findings; and must stay silent where it does not know.
pub trait Rule: Send + Sync {
    /// What the rule is about.
    fn declaration(&self) -> &Declaration;

    /// Looks at the template as it is written, and reports.
    fn check(&self, _model: &Model<'_>, _findings: &mut Findings<'_>) {}

    /// Looks at one deployment of the template, with its conditions settled, and reports: what
    /// resources do together. It is called for each way in which the conditions can come out, up
    /// to a bound, and need not think of them; what it says several times stands once. Where it asks
    /// for nothing that conditions decide, it is called once.
    ///
    /// It is called once more with parameters at their defaults. What is wrong there alone is a
    /// warning, because another value may be right.
    fn check_deployment<'d>(&self, _deployment: &'d Deployment<'d>, _findings: &mut Findings<'_>) {}
}

/// What is said about a rule, once for all of its findings.
///
/// ```
/// use stackwright_check::{Declaration, Family};
/// use stackwright_template::Severity;
///
/// static OWNER: Declaration =
///     Declaration::new("ORG001", Severity::Warning, "bucket without an owner")
///         .why("nobody knows whom to ask before it is deleted")
///         .fix("tag the bucket with its owner");
///
/// assert_eq!((OWNER.family, OWNER.link), (Family::User, ""));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Declaration {
    /// The stable code: letters of the family and three digits.
    pub code: &'static str,
    /// Which part of the checker it belongs to.
    pub family: Family,
    /// How bad its findings are.
    pub severity: Severity,
    /// What is wrong, in a few words; lower case.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do instead.
    pub fix: &'static str,
    /// The page that says so; empty where there is none.
    pub link: &'static str,
    /// A template in YAML that has this fault and no other.
    pub bad: &'static str,
    /// The same template without the fault.
    pub good: &'static str,
}

impl Declaration {
    /// A rule of one's own ([`Family::User`]): its stable code, how bad its findings are, and what is
    /// wrong, in a few words.
    ///
    /// The letters of the code are best none of the checker's, as those of the organization.
    pub const fn new(code: &'static str, severity: Severity, title: &'static str) -> Self {
        Declaration {
            code,
            family: Family::User,
            severity,
            title,
            why: "",
            fix: "",
            link: "",
            bad: "",
            good: "",
        }
    }

    /// Why it matters; nothing by default.
    pub const fn why(self, why: &'static str) -> Self {
        Declaration { why, ..self }
    }

    /// What to do instead, which findings show as their help; nothing by default.
    pub const fn fix(self, fix: &'static str) -> Self {
        Declaration { fix, ..self }
    }

    /// The page that says so; none by default.
    pub const fn link(self, link: &'static str) -> Self {
        Declaration { link, ..self }
    }

    /// A template in YAML that has this fault and no other, and the same without it; none by default.
    pub const fn examples(self, bad: &'static str, good: &'static str) -> Self {
        Declaration { bad, good, ..self }
    }
}

/// Which part of the checker a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Family {
    /// The template as a document: sections, functions, references.
    Template,
    /// Resources against what is known of their types.
    Schema,
    /// What resources do together once they are deployed: networks, permissions, services.
    Operations,
    /// What deploys, and is regretted later.
    Design,
    /// What is found while a program is built, before there is a template.
    Program,
    /// What a template says is known and meant.
    Acknowledgement,
    /// Rules that users bring along.
    User,
}

/// A rule that comes with this crate: a declaration and a function.
pub(crate) struct BuiltIn {
    pub(crate) declaration: Declaration,
    pub(crate) check: fn(&Model<'_>, &mut Findings<'_>),
}

impl Rule for BuiltIn {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn check(&self, model: &Model<'_>, findings: &mut Findings<'_>) {
        (self.check)(model, findings);
    }
}
