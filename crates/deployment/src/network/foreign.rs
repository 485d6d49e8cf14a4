//! Ids of what this stack does not make.

use std::fmt;

use crate::text::Text;
use crate::{Answer, Property};

/// The id of a VPC or of a security group that is told by other means than its logical id.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreign<'d> {
    text: Text<'d>,
    is_older: bool,
}

impl<'d> Foreign<'d> {
    /// The id that a property is.
    pub(super) fn of(named: &Property<'d>) -> Option<Self> {
        let text = named.symbolic()?;
        let template = named.deployment().model().template();
        let parameter = text
            .first_name()
            .filter(|name| Some(*name) == text.last_name());
        let is_parameter = text.literals().next().is_none()
            && parameter.is_some_and(|(name, _)| template.parameter(name).is_some());
        Some(Foreign {
            is_older: text.is_known() || is_parameter,
            text,
        })
    }

    /// Whether it was written down, or handed in, before there was a stack: it cannot be the id of
    /// what the stack makes. That of an output of a nested stack can.
    pub(super) fn is_older(&self) -> bool {
        self.is_older
    }

    /// Whether it is the same id.
    pub(super) fn is(&self, other: &Foreign<'d>) -> Answer {
        self.text.equals(&other.text).into()
    }
}

/// As the template writes it.
impl fmt::Display for Foreign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
