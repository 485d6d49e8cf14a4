//! `Ref` and `Fn::GetAtt`.

use stackwright_facts::Reference;
use stackwright_template::Call;

use super::{Binding, Names, What, Written, call, text};
use crate::rust::Code;
use crate::types::{Kind, Type, Typed};

/// The pseudo parameters, and what they are called in Rust.
const PSEUDO: [(&str, &str); 7] = [
    ("AWS::AccountId", "AccountId"),
    ("AWS::NotificationARNs", "NotificationArns"),
    ("AWS::Partition", "Partition"),
    ("AWS::Region", "Region"),
    ("AWS::StackId", "StackId"),
    ("AWS::StackName", "StackName"),
    ("AWS::URLSuffix", "UrlSuffix"),
];

impl Names<'_> {
    /// What `Ref` of a name is.
    pub(super) fn reference(&self, target: &str, kind: &Kind) -> Option<Written> {
        if target == "AWS::NoValue" {
            return Some((call("no_value", []), Type::Any));
        }
        if let Some((_, variant)) = PSEUDO.iter().find(|(name, _)| *name == target) {
            let code = Code::atom(format!("Pseudo::{variant}")).method("value", []);
            return Some((code, Type::Value(Kind::Text)));
        }
        let Binding { name, what } = self.bound.get(target)?;
        let variable = Code::atom(name.clone());
        Some(match what {
            What::Parameter(kind) => (variable, Type::Parameter(kind.clone())),
            What::Raw => (
                variable.method("reference::<Str>", []),
                Type::Value(Kind::Text),
            ),
            What::Resource(typed) if stands_for(typed, None, kind) => {
                (variable, Type::Handle(typed.name.clone()))
            }
            What::Resource(typed) => (
                variable.method("reference", []),
                Type::Value(typed.reference(None)?),
            ),
        })
    }

    pub(super) fn get_att(&self, call: &Call, kind: &Kind) -> Option<Written> {
        let get_att = call.get_att()?;
        self.attribute(get_att.resource, get_att.attribute.as_str()?, kind)
    }

    /// What an attribute of a resource is.
    pub(super) fn attribute(&self, target: &str, name: &str, kind: &Kind) -> Option<Written> {
        let binding = self.bound.get(target)?;
        let variable = Code::atom(binding.name.clone());
        match &binding.what {
            What::Parameter(_) => None,
            What::Raw => Some((
                variable.method("attribute::<Str>", [text(name)]),
                Type::Value(Kind::Text),
            )),
            What::Resource(typed) => {
                let (method, rest, own) = typed.attribute(name)?;
                if stands_for(typed, Some(name), kind) {
                    return Some((variable, Type::Handle(typed.name.clone())));
                }
                let arguments: Vec<Code> = rest.iter().map(|rest| text(rest)).collect();
                Some((variable.method(method, arguments), Type::Value(own)))
            }
        }
    }
}

/// Whether the bare handle comes to just this, in a place of this kind: of what a place takes, the
/// handle picks the first that is of its type.
fn stands_for(typed: &Typed, attribute: Option<&str>, kind: &Kind) -> bool {
    let is_it = |wanted: &Reference| {
        wanted.resource_type == typed.name && wanted.attribute.as_deref() == attribute
    };
    match kind {
        Kind::Reference(wanted) => is_it(wanted),
        Kind::OneOf(wanted) => {
            let mut own = wanted.iter().filter(|it| it.resource_type == typed.name);
            own.next().is_some_and(is_it)
        }
        _ => false,
    }
}
