//! Reasons, and what is quoted for them.

use serde::Serialize;
use stackwright_deployment::{Deployment, Property};
use stackwright_template::Span;

use crate::together::Whole;

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
    /// The stack, where it is another one than that of the reason; left out where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack: Option<String>,
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

/// A stack, or some that lead to each other, and what they come to.
#[derive(Clone, Copy)]
pub(super) struct Seen<'d> {
    pub whole: &'d Whole<'d>,
    pub deployment: &'d Deployment<'d>,
}

impl<'d> Seen<'d> {
    /// A reason without quotes: of the stack that has a resource.
    pub fn reason(&self, of: &str, what: String, state: State) -> Reason {
        Reason {
            stack: self.stack_of(of).to_owned(),
            what,
            state,
            because: Vec::new(),
        }
    }

    /// The name of the stack that has a resource.
    pub fn stack_of(&self, id: &str) -> &str {
        let home = self.whole.home(id);
        home.map_or("", |(stack, _)| &stack.name)
    }

    /// The construct that made a resource, where that is known.
    pub fn construct(&self, id: &str) -> Option<&str> {
        let (stack, own) = self.whole.home(id)?;
        stack.construct(own)
    }

    /// The line of the template of a resource's stack where something stands, where the template has lines.
    pub fn line(&self, id: &str, span: Span) -> Option<String> {
        let (stack, _) = self.whole.home(id)?;
        let file = stack.template.source()?.name()?;
        let start = span.start;
        span.is_known()
            .then(|| format!("{file}:{}:{}", start.line, start.column))
    }

    /// Quotes a property, or a resource as a whole.
    pub fn quote(&self, role: &str, property: &Property<'d>) -> Quote {
        let id = property.id();
        let home = self.whole.home(id);
        let of_program = home.map_or(&[][..], |(stack, own)| stack.lines(own));
        // The line of the property itself is nearer than that of its resource, where the template has lines.
        let line = self.line(id, property.place().span());
        Quote {
            role: role.to_owned(),
            stack: Some(self.stack_of(id).to_owned()),
            place: self.whole.place(property),
            type_name: property.resource_type().to_owned(),
            construct: self.construct(id).map(str::to_owned),
            lines: match line {
                Some(line) => vec![line],
                None => of_program.to_vec(),
            },
        }
    }
}

impl Reason {
    /// With a quote.
    pub fn because(mut self, mut quote: Quote) -> Self {
        // The stack of the reason is not said twice.
        quote.stack = quote.stack.filter(|own| *own != self.stack);
        if !self.because.contains(&quote) {
            self.because.push(quote);
        }
        self
    }
}
