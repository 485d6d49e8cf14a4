use std::fmt;

use crate::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The deployment would fail or hang.
    Error,
    /// It deploys, and hurts later.
    Warning,
    /// Worth knowing.
    Info,
}

/// A line of the program that made something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceLine {
    /// The file, as the compiler named it.
    pub file: &'static str,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// A finding: what is wrong, where, and the way out.
///
/// Findings are data. Nothing that finds one prints it; the caller sorts and shows them all.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// A stable code, as `ECS104`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, with the value received; lower case, one sentence.
    pub message: String,
    /// What to do instead.
    pub help: Option<String>,
    /// The stack, where there are several.
    pub stack: Option<String>,
    /// The logical id of the resource, parameter or output.
    pub resource: Option<String>,
    /// The construct's path in the program, as `Web/Service`.
    pub construct: Option<String>,
    /// The place in the template, as `Resources/Service/Properties/Cluster`.
    pub path: Option<String>,
    /// The place in the file, if the template was read from one.
    pub span: Span,
    /// The lines of the program that made it; the first is where to look.
    pub source: Vec<SourceLine>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity,
            message: message.into(),
            help: None,
            stack: None,
            resource: None,
            construct: None,
            path: None,
            span: Span::NONE,
            source: Vec::new(),
        }
    }

    /// An error without a place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(code, Severity::Error, message)
    }

    /// A warning without a place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(code, Severity::Warning, message)
    }

    /// Says what to do instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says where in the file.
    pub fn at(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    fn order_key(&self) -> impl Ord + '_ {
        let what = (self.severity, self.code, &self.message);
        let place = (self.span.start, &self.construct, &self.path);
        (self.source.first(), &self.stack, place, what)
    }

    /// Puts findings into the order in which they are shown: by place, then by weight, then by code and
    /// text.
    pub fn sort(found: &mut [Diagnostic]) {
        found.sort_by(|one, other| one.order_key().cmp(&other.order_key()));
    }

    /// The same, each once.
    #[must_use]
    pub fn sorted(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        Diagnostic::sort(&mut found);
        found.dedup();
        found
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        })
    }
}

impl fmt::Display for SourceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The text form, without excerpt or colour: what, where, the way out.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)?;
        for (index, line) in self.source.iter().enumerate() {
            write!(f, "\n  --> {line}")?;
            if let (0, Some(construct)) = (index, &self.construct) {
                write!(f, "   at {construct}")?;
            }
        }
        if self.source.is_empty() {
            if self.span.is_known() {
                write!(f, "\n  --> {}", self.span)?;
            }
            if let Some(place) = self.construct.as_ref().or(self.path.as_ref()) {
                write!(f, "\n  at {place}")?;
            }
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}
