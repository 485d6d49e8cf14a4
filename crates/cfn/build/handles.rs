//! Handles: what `add` returns for a resource.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;

use stackwright_facts::{PropertyKind, Reference, ResourceType};

use crate::kinds::Kinds;
use crate::names::{self, snake};

/// The methods that give the attributes of a type: `endpoint_address` for `Endpoint.Address`.
pub fn methods(facts: &ResourceType) -> BTreeMap<&str, String> {
    let mut taken = BTreeSet::from(["node".to_owned(), "reference".to_owned()]);
    let mut methods = BTreeMap::new();
    for attribute in facts.attributes.keys() {
        let mut method = match attribute.as_str() {
            "*" => "attribute".to_owned(),
            name => snake(name.trim_end_matches(".*")),
        };
        while !taken.insert(method.clone()) {
            method.push('_');
        }
        methods.insert(attribute.as_str(), method);
    }
    methods
}

/// Writes the handle of a resource type.
pub fn handle(
    code: &mut String,
    name: &str,
    type_name: &str,
    facts: &ResourceType,
    kinds: &mut Kinds,
) -> Result<(), Box<dyn Error>> {
    let handle = names::handle(type_name);
    writeln!(code, "/// Names a resource of type `{type_name}`.")?;
    writeln!(code, "#[derive(Clone, Copy, Debug)]\npub struct {handle}(c::NodeId);")?;
    writeln!(
        code,
        "impl c::Handle for {handle} {{ #[inline] fn node(self) -> c::NodeId {{ self.0 }} }}"
    )?;
    writeln!(
        code,
        "impl c::ResourceHandle for {handle} {{ type Resource = {name}; #[inline] fn from_node(node: c::NodeId) -> Self {{ {handle}(node) }} }}"
    )?;
    writeln!(code, "impl {handle} {{")?;
    let reference = |attribute: Option<&str>| Reference {
        resource_type: type_name.to_owned(),
        attribute: attribute.map(str::to_owned),
    };
    let kind = kinds.path(&reference(None))?;
    let returns = match &facts.reference {
        Some(value) => format!("`Ref`: the same as `{}`.", value.name()),
        None => "`Ref`; what it returns is not known from the schema.".to_owned(),
    };
    writeln!(
        code,
        "/// {returns}\n#[inline] pub fn reference(self) -> c::Value<{kind}> {{ c::Value::reference(self.0) }}"
    )?;
    let methods = methods(facts);
    for (attribute, value) in &facts.attributes {
        let Some(method) = methods.get(attribute.as_str()) else { continue };
        writeln!(code, "/// `Fn::GetAtt` of `{attribute}`.\n#[inline]")?;
        if let Some(prefix) = attribute.strip_suffix('*') {
            writeln!(
                code,
                "pub fn {method}(self, name: &str) -> c::Value<c::Str> {{ c::named(self.0, {prefix:?}, name) }}"
            )?;
        } else {
            let kind = match &value.kind {
                PropertyKind::String => kinds.path(&reference(Some(attribute)))?,
                other => plain(other),
            };
            writeln!(
                code,
                "pub fn {method}(self) -> c::Value<{kind}> {{ c::Value::attribute(self.0, {attribute:?}) }}"
            )?;
        }
    }
    writeln!(code, "}}")?;
    Ok(())
}

/// The kind of an attribute's value that is not plain text.
fn plain(kind: &PropertyKind) -> String {
    match kind {
        PropertyKind::String => "c::Str".to_owned(),
        PropertyKind::Integer => "c::Int".to_owned(),
        PropertyKind::Number => "c::Float".to_owned(),
        PropertyKind::Boolean => "c::Bool".to_owned(),
        PropertyKind::List(item) => format!("c::List<{}>", plain(&item.kind)),
        PropertyKind::Map(item) => format!("c::MapOf<{}>", plain(&item.kind)),
        PropertyKind::Json | PropertyKind::Object(_) | PropertyKind::Union(_) => {
            "c::Json".to_owned()
        }
    }
}
