//! What has to be acknowledged when a stack is deployed.

use stackwright_deployment::model::Unrolled;
use stackwright_template::{Function, Resource, Template, Value, Walk};

use crate::Stack;

/// Something that has to be acknowledged.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Capability {
    /// `CAPABILITY_IAM`: rights are given.
    Iam,
    /// `CAPABILITY_NAMED_IAM`: rights are given, under names that the template says. It stands for the other,
    /// too.
    NamedIam,
    /// `CAPABILITY_AUTO_EXPAND`: macros rewrite the template.
    AutoExpand,
}

impl Capability {
    /// What AWS calls it.
    pub fn name(self) -> &'static str {
        match self {
            Capability::Iam => "CAPABILITY_IAM",
            Capability::NamedIam => "CAPABILITY_NAMED_IAM",
            Capability::AutoExpand => "CAPABILITY_AUTO_EXPAND",
        }
    }
}

/// A capability, and what asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asked {
    /// The capability.
    pub capability: Capability,
    /// What in the template asks for it, at least one.
    pub by: Vec<Asker>,
}

/// What asks for a capability.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asker {
    /// A resource.
    Resource {
        /// Its logical id, behind the path of the stack that it is in if that is in the stack.
        id: String,
        /// Its type.
        type_name: String,
        /// The property that names it, if one does.
        property: Option<&'static str>,
    },
    /// A macro.
    Macro {
        /// Its name, as `AWS::Serverless-2016-10-31`.
        name: String,
    },
}

/// What names the resources of these types.
const NAMES: [(&str, &str); 5] = [
    ("AWS::IAM::Group", "GroupName"),
    ("AWS::IAM::InstanceProfile", "InstanceProfileName"),
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::IAM::User", "UserName"),
];

/// What a stack asks for. Of `CAPABILITY_IAM` and `CAPABILITY_NAMED_IAM` only the one that is needed.
pub(crate) fn of(stack: &Stack) -> Vec<Asked> {
    let (mut iam, mut named, mut macros) = (Vec::new(), Vec::new(), Vec::new());
    for (path, template) in stack.templates() {
        let written = Unrolled::of(template);
        let written = written.as_ref().map_or(template, Unrolled::template);
        for resource in written.resources() {
            match rights(path, resource) {
                Some(
                    asker @ Asker::Resource {
                        property: Some(_), ..
                    },
                ) => named.push(asker),
                Some(asker) => iam.push(asker),
                None => {}
            }
        }
        for name in macros_of(template) {
            let asker = Asker::Macro { name };
            if !macros.contains(&asker) {
                macros.push(asker);
            }
        }
    }
    let asked = match named.is_empty() {
        true => (Capability::Iam, iam),
        false => (Capability::NamedIam, named),
    };
    let all = [asked, (Capability::AutoExpand, macros)].into_iter();
    let some = all.filter(|(_, by)| !by.is_empty());
    some.map(|(capability, by)| Asked { capability, by })
        .collect()
}

/// A resource that gives rights.
fn rights(path: &str, resource: Resource<'_>) -> Option<Asker> {
    let type_name = resource.resource_type()?;
    // The transform of AWS SAM makes a role for a function without one.
    let makes_role =
        type_name == "AWS::Serverless::Function" && resource.property("Role").is_none();
    if !type_name.starts_with("AWS::IAM::") && !makes_role {
        return None;
    }
    let mut names = NAMES.iter().filter(|(own, _)| *own == type_name);
    let name = names.next().map(|(_, property)| *property);
    let id = match path {
        "" => resource.id().to_owned(),
        path => format!("{path}/{}", resource.id()),
    };
    Some(Asker::Resource {
        id,
        type_name: type_name.to_owned(),
        property: name.filter(|name| resource.property(name).is_some()),
    })
}

/// The macros that rewrite a template or parts of it.
fn macros_of(template: &Template) -> Vec<String> {
    let whole = template.transforms().filter_map(|one| one.name());
    let mut names: Vec<String> = whole.map(str::to_owned).collect();
    template.walk(|_, node| {
        let name = match &node.value {
            Value::Call(call) if call.function == Function::Transform => {
                call.transform().map(|(name, _)| name)
            }
            Value::Map(map) => map
                .get("Fn::Transform")
                .and_then(|own| own.get("Name")?.as_str()),
            _ => None,
        };
        names.extend(name.map(str::to_owned));
        Walk::Into
    });
    names
}
