//! Diagnostics, and what they should say.

use serde_json::{Map, Value};
use stackwright_template::{Diagnostic, Severity};

use crate::compare::Comparison;
use crate::matcher::Matcher;

/// Diagnostics of a synthesis or a check, to say what should be among them.
///
/// Matchers see each as an object with `code`, `severity` (`error`, `warning`, `info`), `message`,
/// `help`, `stack`, `resource`, `construct` and `path`; what a finding does not have is absent.
///
/// ```
/// use stackwright_assert::{Findings, like, regex};
/// use stackwright_core::App;
///
/// let app = App::new();
/// app.stack("Web");
/// app.stack("Web");
/// let findings = Findings::of(&app.synth().diagnostics);
/// findings.has(like!({ "severity": "error", "message": regex("Web") }));
/// findings.has_no(like!({ "severity": "warning" }));
/// ```
#[derive(Clone, Debug)]
pub struct Findings {
    found: Vec<(Value, String)>,
}

impl Findings {
    /// The findings of a synthesis or a check.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let found = diagnostics
            .iter()
            .map(|found| (object(found), found.to_string()));
        Findings {
            found: found.collect(),
        }
    }

    /// Those that are more than an info: what stops a deployment, or is regretted.
    #[must_use]
    pub fn without_infos(mut self) -> Self {
        self.found.retain(|(found, _)| found["severity"] != "info");
        self
    }

    /// There is a finding like this.
    ///
    /// # Panics
    /// When there is none; the message shows the closest one, and how it differs.
    #[track_caller]
    pub fn has(&self, matcher: impl Into<Matcher>) {
        let matcher = matcher.into();
        let compared = self.found.iter();
        let compared = compared.map(|(found, text)| (Comparison::of(&matcher, Some(found)), text));
        match compared.min_by_key(|(comparison, _)| comparison.distance()) {
            Some((comparison, _)) if comparison.fits() => comparison.remember(),
            Some((comparison, text)) => panic!(
                "no finding is as expected; of {}, this comes closest:{comparison}\n{text}",
                self.found.len()
            ),
            None => panic!("nothing was found; expected {matcher}"),
        }
    }

    /// There is no finding like this.
    ///
    /// # Panics
    /// When there are some; the message shows them.
    #[track_caller]
    pub fn has_no(&self, matcher: impl Into<Matcher>) {
        let matcher = matcher.into();
        let like = |(found, _): &&(Value, String)| Comparison::of(&matcher, Some(found)).fits();
        let texts: Vec<&str> = self
            .found
            .iter()
            .filter(like)
            .map(|(_, text)| &**text)
            .collect();
        if !texts.is_empty() {
            panic!(
                "expected nothing like {matcher}, found:\n{}",
                texts.join("\n")
            );
        }
    }

    /// There is nothing at all.
    ///
    /// # Panics
    /// When there is something; the message shows it.
    #[track_caller]
    pub fn are_none(&self) {
        let texts: Vec<&str> = self.found.iter().map(|(_, text)| &**text).collect();
        if !texts.is_empty() {
            panic!("expected no findings, found:\n{}", texts.join("\n"));
        }
    }
}

fn object(found: &Diagnostic) -> Value {
    let severity = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let entries = [
        ("code", Some(found.code)),
        ("severity", Some(severity)),
        ("message", Some(&*found.message)),
        ("help", found.help.as_deref()),
        ("stack", found.stack.as_deref()),
        ("resource", found.resource.as_deref()),
        ("construct", found.construct.as_deref()),
        ("path", found.path.as_deref()),
    ];
    let entries = entries
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?.into())));
    Value::Object(entries.collect::<Map<String, Value>>())
}
