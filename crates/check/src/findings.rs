//! Where rules put what they find.

use stackwright_template::hash::HashSet;
use stackwright_template::{Diagnostic, Severity};

use crate::{Declaration, Place, Rule};

/// What findings say that hold for the defaults of parameters only.
pub(crate) const BY_DEFAULT: &str = " (with the parameters' defaults)";

/// Where a rule reports. Code and severity come from its declaration.
pub struct Findings<'r> {
    declaration: &'r Declaration,
    told: &'r dyn Told,
    found: &'r mut Vec<Diagnostic>,
}

/// Who knows where the schemas of resource types say already that something is wrong.
pub(crate) trait Told {
    fn is_told(&self, place: &Place) -> bool;
}

impl<'r> Findings<'r> {
    pub(crate) fn of(
        rule: &'r dyn Rule,
        told: &'r dyn Told,
        found: &'r mut Vec<Diagnostic>,
    ) -> Self {
        Findings {
            declaration: rule.declaration(),
            told,
            found,
        }
    }

    /// Whether the schema of the resource type says already that something is wrong at a place.
    pub(crate) fn is_told(&self, place: &Place) -> bool {
        self.told.is_told(place)
    }

    /// What `report` finds that nothing was found of before: as warnings, with a remark, because
    /// whoever deploys may know better.
    pub(crate) fn perhaps(&mut self, remark: &str, report: impl FnOnce(&mut Findings<'_>)) {
        let mut found = Vec::new();
        report(&mut Findings {
            declaration: self.declaration,
            told: self.told,
            found: &mut found,
        });
        self.add_perhaps(remark, found);
    }

    fn add_perhaps(&mut self, remark: &str, mut found: Vec<Diagnostic>) {
        if found.is_empty() {
            return;
        }
        // What the rule has found stands together, at the end.
        let code = self.declaration.code;
        let own = self.found.iter().rev().take_while(|own| own.code == code);
        let before: HashSet<Option<&str>> = own.map(|own| own.path.as_deref()).collect();
        found.retain(|finding| !before.contains(&finding.path.as_deref()));
        for mut finding in found {
            finding.severity = finding.severity.max(Severity::Warning);
            finding.message.push_str(remark);
            self.found.push(finding);
        }
    }

    /// Reports that something is wrong at a place. The message has the value received, in lower
    /// case and one sentence; the help is the declaration's, until it is replaced.
    pub fn report(&mut self, place: Place, message: impl Into<String>) -> Report<'_> {
        self.add(self.declaration.severity, place, message.into())
    }

    /// The same, as no more than a warning: for what deploys, in a rule about what does not.
    pub fn warn(&mut self, place: Place, message: impl Into<String>) -> Report<'_> {
        let severity = self.declaration.severity.max(Severity::Warning);
        self.add(severity, place, message.into())
    }

    /// The same, as no more than worth knowing: for what is the same in the end.
    pub fn note(&mut self, place: Place, message: impl Into<String>) -> Report<'_> {
        self.add(Severity::Info, place, message.into())
    }

    fn add(&mut self, severity: Severity, place: Place, message: String) -> Report<'_> {
        let mut diagnostic =
            Diagnostic::new(self.declaration.code, severity, message).at(place.span());
        diagnostic.resource = place.logical_id().map(str::to_owned);
        diagnostic.path = (!place.path().is_empty()).then(|| place.into());
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
    /// Makes it a warning, with a remark why: what is certain otherwise depends on something here.
    pub fn milder(self, remark: &str) -> Self {
        if let Some(diagnostic) = self.diagnostic {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str(remark);
            return Report {
                diagnostic: Some(diagnostic),
            };
        }
        self
    }

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
