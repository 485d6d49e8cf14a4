//! The template as rules see it: its model, and what the checker keeps beside that.

mod arns;
mod shape;

use std::cell::OnceCell;
use std::ops::Deref;

use stackwright_deployment::Behind;

use crate::acknowledge::Acknowledgements;
use crate::findings::Told;
use crate::rules::{Unlisted, unlisted};
use crate::schema::Violation;
use crate::{Options, Place};

pub(crate) use shape::{Field, Shape};
pub use stackwright_deployment::model::{
    Assumption, Conditions, Edge, Holds, Kind, PSEUDO_PARAMETERS, ParameterType, Use, Values,
};
pub(crate) use stackwright_deployment::model::{
    Body, Policy, PolicyKind, Spot, Statement, Target, Unrolled, along, follow, holds,
    is_broken_call, is_no_value, knots, like, like_action, one_by_one, path_below, rings,
};

/// A template, the facts on its resource types, what follows from both, and what is checked for.
///
/// What follows from the template alone is had from the [model](stackwright_deployment::Model) that
/// it dereferences to.
pub struct Model<'a> {
    /// Behind a trait, where debug information ends: every rule has a model.
    model: &'a dyn Behind<stackwright_deployment::Model<'a>>,
    options: &'a Options,
    violations: OnceCell<Vec<Violation>>,
    unlisted: OnceCell<Vec<Unlisted>>,
    acknowledgements: OnceCell<Acknowledgements<'a>>,
}

impl<'a> Model<'a> {
    pub(crate) fn new(model: &'a stackwright_deployment::Model<'a>, options: &'a Options) -> Self {
        Model {
            model,
            options,
            violations: OnceCell::new(),
            unlisted: OnceCell::new(),
            acknowledgements: OnceCell::new(),
        }
    }

    /// What is checked for.
    pub fn options(&self) -> &'a Options {
        self.options
    }

    /// How many bytes the template has: those of the text that it was read from, or those that
    /// [are written](Options::written_bytes). 0 if nothing is known.
    pub fn bytes(&self) -> usize {
        let read = self.template().source().map(|source| source.text().len());
        read.or(self.options.size()).unwrap_or_default()
    }

    /// What does not fit the schemas of the resource types, found in one walk for all rules.
    pub(crate) fn violations(&self) -> &[Violation] {
        self.violations
            .get_or_init(|| crate::schema::violations(self))
    }

    /// Every type of instance that is in no list of its place.
    pub(crate) fn unlisted(&self) -> &[Unlisted] {
        self.unlisted.get_or_init(|| unlisted(self))
    }

    /// What the template says is known and meant.
    pub(crate) fn acknowledgements(&self) -> &Acknowledgements<'a> {
        self.acknowledgements
            .get_or_init(|| Acknowledgements::of(self.template()))
    }
}

impl<'a> Deref for Model<'a> {
    type Target = stackwright_deployment::Model<'a>;

    fn deref(&self) -> &Self::Target {
        self.model.it()
    }
}

impl Told for Model<'_> {
    fn is_told(&self, place: &Place) -> bool {
        let mut violations = self.violations().iter();
        violations.any(|violation| violation.path == place.path())
    }
}
