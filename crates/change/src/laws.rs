//! What a change of a property does to its resource.

use stackwright_facts::Update;
use stackwright_template::{Node, Resource};

use crate::difference::{Decides, Difference, Typed};
use crate::form::word;
use crate::side::Side;
use crate::values::is_custom;
use crate::{Effect, Why};

/// The resource whose property changes, in both templates.
pub(crate) struct Asked<'s, 't> {
    pub type_name: &'s str,
    pub later: &'s Side<'t>,
    pub after: Resource<'s>,
}

/// What a difference does to the resource.
pub(crate) fn effect(asked: &Asked<'_, '_>, difference: &Difference) -> (Effect, Why) {
    if is_custom(asked.type_name) {
        let is_provider = difference.path.first() == Some("ServiceToken");
        return match is_provider {
            true => (Effect::None, Why::Provider),
            false => (Effect::MayReplace, Why::Provider),
        };
    }
    // No resource: what AWS CDK notes of itself.
    if asked.type_name == "AWS::CDK::Metadata" {
        return (Effect::InPlace, Why::Property);
    }
    let known = Typed::of(asked.type_name);
    let name = difference.path.first().unwrap_or_default();
    if known.property(name).is_none() && !known.facts().is_some_and(|facts| facts.open) {
        return (Effect::MayReplace, Why::Unknown);
    }
    let path = difference.path.dotted();
    let by_law = crate::law::decided(asked, difference, &path);
    let is_law = by_law.is_some();
    let (effect, why) = by_law.unwrap_or_else(|| by_facts(difference));
    match &difference.decides {
        Some(decides) if effect == Effect::Replaces || !is_law => {
            let why = match decides {
                Decides::Condition(name) => Why::Condition(name.clone()),
                Decides::Parameter(name) => Why::Parameter(name.clone()),
                Decides::Mapping(name) => Why::Mapping(name.clone()),
            };
            (effect.min(Effect::MayReplace), why)
        }
        _ => (effect, why),
    }
}

fn by_facts(difference: &Difference) -> (Effect, Why) {
    match difference.update {
        Update::Replacement => (Effect::Replaces, Why::Property),
        Update::Conditional => (Effect::MayReplace, Why::Values),
        Update::Maybe => (Effect::MayReplace, Why::Unsaid),
        Update::InPlace => (Effect::InPlace, Why::Property),
    }
}

impl Asked<'_, '_> {
    /// A property of the later resource as a word; nothing where it is not known.
    pub fn now(&self, name: &str) -> Option<String> {
        self.later.word(self.after, name)
    }
}

/// A value as a word; nothing where it is not known.
pub(crate) fn known(node: Option<&Node>) -> Option<String> {
    node.and_then(word)
}
