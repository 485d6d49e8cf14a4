//! Reasons, and what is quoted for them.

use serde::Serialize;
use stackwright_deployment::{Deployment, Property};

use crate::Stack;

/// An answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// The reasons; none where nothing says so.
    pub reasons: Vec<Reason>,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// The stack.
    pub stack: String,
    /// What is so, as a sentence.
    pub what: String,
    /// How it stands.
    pub state: State,
    /// What says so: where it stands, and who made it.
    pub because: Vec<Quote>,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// It is so.
    Yes,
    /// It would have to be so, and is not.
    No,
    /// It is decided at deployment, or in another template.
    Unknown,
}

/// Something in a template, and who made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// What it is to the reason, as `the rule`.
    pub role: String,
    /// Where it stands, as `Resources/Web/Properties/Cluster`.
    pub place: String,
    /// The type of the resource.
    #[serde(rename = "type")]
    pub type_name: String,
    /// The construct that made it, where that is known.
    pub construct: Option<String>,
    /// The lines of the program, or of the template.
    pub lines: Vec<String>,
}

/// A stack and what it comes to.
#[derive(Clone, Copy)]
pub(super) struct Seen<'d> {
    pub stack: &'d Stack,
    pub deployment: &'d Deployment<'d>,
}

impl<'d> Seen<'d> {
    /// A reason without quotes.
    pub fn reason(&self, what: String, state: State) -> Reason {
        Reason {
            stack: self.stack.name.clone(),
            what,
            state,
            because: Vec::new(),
        }
    }

    /// Quotes a property, or a resource as a whole.
    pub fn quote(&self, role: &str, property: &Property<'d>) -> Quote {
        let id = property.id();
        let place = property.place();
        let of_program = self.stack.lines(id);
        let span = place.span();
        // The line of the property itself is nearer than that of its resource, where the template has lines.
        let source = property.deployment().model().template().source();
        let line = source
            .and_then(|source| source.name())
            .filter(|_| span.is_known());
        let line = line.map(|file| format!("{file}:{}:{}", span.start.line, span.start.column));
        Quote {
            role: role.to_owned(),
            place: place.path().to_owned(),
            type_name: property.resource_type().to_owned(),
            construct: self.stack.construct(id).map(str::to_owned),
            lines: match line {
                Some(line) => vec![line],
                None => of_program.to_vec(),
            },
        }
    }
}

impl Reason {
    /// With a quote.
    pub fn because(mut self, quote: Quote) -> Self {
        if !self.because.contains(&quote) {
            self.because.push(quote);
        }
        self
    }
}
