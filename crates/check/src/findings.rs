//! Where rules put what they find.

use std::fmt::Display;

use foldhash::HashSet;
use stackwright_template::{Diagnostic, Severity, Span};

use crate::{Declaration, Rule};

/// The sections that hold things under logical ids.
pub(crate) const NAMED: [&str; 6] = [
    "Resources",
    "Parameters",
    "Outputs",
    "Conditions",
    "Mappings",
    "Rules",
];

/// A place in a template: the path to it, and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    path: String,
    span: Span,
}

impl Place {
    /// The place at a path, as `Resources/Service/Properties/Cluster`.
    pub fn new(path: impl Display, span: Span) -> Self {
        let path = path.to_string();
        Place { path, span }
    }

    /// A resource as a whole; the span is that of its key.
    pub fn of_resource(id: &str, span: Span) -> Self {
        Place::new(format_args!("Resources/{id}"), span)
    }

    /// The template as a whole.
    pub fn whole() -> Self {
        Place::new("", Span::NONE)
    }

    /// The path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The logical id of the resource, parameter, output, ... that the place is in.
    pub fn logical_id(&self) -> Option<&str> {
        let mut segments = self.path.split('/');
        let section = segments.next()?;
        NAMED.contains(&section).then(|| segments.next())?
    }
}

/// Where a rule reports. Code and severity come from its declaration.
pub struct Findings<'r> {
    declaration: &'r Declaration,
    found: &'r mut Vec<Diagnostic>,
}

impl<'r> Findings<'r> {
    pub(crate) fn of(rule: &'r dyn Rule, found: &'r mut Vec<Diagnostic>) -> Self {
        Findings {
            declaration: rule.declaration(),
            found,
        }
    }

    /// What `report` finds that nothing was found of before, made less severe, with a remark.
    pub(crate) fn milder(
        &mut self,
        severity: Severity,
        remark: &str,
        report: impl FnOnce(&mut Findings<'_>),
    ) {
        let mut found = Vec::new();
        report(&mut Findings {
            declaration: self.declaration,
            found: &mut found,
        });
        if found.is_empty() {
            return;
        }
        // What the rule has found stands together, at the end.
        let code = self.declaration.code;
        let own = self.found.iter().rev().take_while(|own| own.code == code);
        let before: HashSet<Option<&str>> = own.map(|own| own.path.as_deref()).collect();
        found.retain(|finding| !before.contains(&finding.path.as_deref()));
        for mut finding in found {
            if finding.severity == Severity::Error {
                finding.severity = severity;
            }
            finding.message.push_str(remark);
            self.found.push(finding);
        }
    }

    /// Reports that something is wrong at a place. The message has the value received, in lower
    /// case and one sentence; the help is the declaration's, until it is replaced.
    pub fn report(&mut self, place: Place, message: impl Into<String>) -> Report<'_> {
        let mut diagnostic =
            Diagnostic::new(self.declaration.code, self.declaration.severity, message)
                .at(place.span);
        diagnostic.resource = place.logical_id().map(str::to_owned);
        diagnostic.path = (!place.path.is_empty()).then_some(place.path);
        diagnostic.help = Some(self.declaration.fix.to_owned());
        self.found.push(diagnostic);
        Report {
            diagnostic: self.found.last_mut(),
        }
    }
}

/// What was just reported, to add to it.
pub struct Report<'f> {
    diagnostic: Option<&'f mut Diagnostic>,
}

impl Report<'_> {
    /// Says what to do instead, more closely than the declaration does.
    pub fn help(self, help: impl Into<String>) {
        if let Some(diagnostic) = self.diagnostic {
            diagnostic.help = Some(help.into());
        }
    }

    /// The same, where there is something closer to say.
    pub fn help_if(self, help: Option<String>) {
        if let Some(help) = help {
            self.help(help);
        }
    }
}
