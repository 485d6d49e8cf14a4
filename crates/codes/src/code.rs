use stackwright_template::{Diagnostic, Severity};

/// What is said about a code, once for all of its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// The code as findings have it, as `ECS104`.
    pub name: &'static str,
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
    /// The rules of the checker that find the same fault in what the program comes to.
    pub echoes: &'static [&'static str],
}

impl Code {
    /// A code of mistakes that keep a program from being deployed: its name, as `ECS104`, and in
    /// a few words, lower case, what is wrong.
    pub const fn error(name: &'static str, title: &'static str) -> Self {
        Code {
            name,
            severity: Severity::Error,
            title,
            why: "",
            fix: "",
            link: "",
            echoes: &[],
        }
    }

    /// A code of what deploys, and is regretted later.
    pub const fn warning(name: &'static str, title: &'static str) -> Self {
        Code {
            severity: Severity::Warning,
            ..Code::error(name, title)
        }
    }

    /// Says why it matters.
    pub const fn why(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }

    /// Says what to do instead.
    pub const fn fix(mut self, fix: &'static str) -> Self {
        self.fix = fix;
        self
    }

    /// Names the page that says so.
    pub const fn link(mut self, link: &'static str) -> Self {
        self.link = link;
        self
    }

    /// Names the rules of the checker that would say the same of the template; they are left out
    /// where this was said.
    pub const fn echoes(mut self, codes: &'static [&'static str]) -> Self {
        self.echoes = codes;
        self
    }

    /// A finding of this code, with its severity. The message has the value received, in lower
    /// case and one sentence; the help is what the code says to do, until it is replaced.
    pub fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.name, self.severity, message).help(self.fix)
    }
}
