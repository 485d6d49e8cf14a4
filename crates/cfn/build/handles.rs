//! Handles: what `add` returns for a resource.

use std::error::Error;

use stackwright_facts::rust::{self, Kind};
use stackwright_facts::{PropertyKind, Reference};

use crate::code::Code;
use crate::kinds::Kinds;
use crate::resources::Type;
use crate::types::plain;

/// Writes the handle of a resource type.
pub fn write(code: &mut Code, ty: &Type<'_>, kinds: &mut Kinds) -> Result<(), Box<dyn Error>> {
    let handle = rust::handle(ty.type_name);
    code.doc([format!("Names a resource of type `{}`.", ty.type_name)]);
    code.line("#[derive(Clone, Copy, Debug)]");
    code.line(format_args!("pub struct {handle}(c::NodeId);"));
    code.block(format_args!("impl c::Handle for {handle}"), |code| {
        code.function("fn node(self) -> c::NodeId", "self.0");
    });
    code.block(
        format_args!("impl c::ResourceHandle for {handle}"),
        |code| {
            code.line(format_args!("type Resource = {};", ty.name));
            code.function(
                "fn from_node(node: c::NodeId) -> Self",
                format_args!("{handle}(node)"),
            );
        },
    );
    let mut attributes = Code::default();
    self::attributes(&mut attributes, ty, kinds)?;
    code.block(format_args!("impl {handle}"), |code| {
        code.append(&attributes)
    });
    Ok(())
}

/// Writes the methods that give what `Ref` and `Fn::GetAtt` return.
fn attributes(code: &mut Code, ty: &Type<'_>, kinds: &mut Kinds) -> Result<(), Box<dyn Error>> {
    let reference = |attribute: Option<&str>| Reference {
        resource_type: ty.type_name.to_owned(),
        attribute: attribute.map(str::to_owned),
    };
    let kind = kinds.path(&reference(None))?;
    code.doc([match &ty.facts.reference {
        Some(value) => format!("`Ref`: the same as `{}`.", value.name()),
        None => "`Ref`; what it returns is not known from the schema.".to_owned(),
    }]);
    code.function(
        format_args!("pub fn reference(self) -> c::Value<{kind}>"),
        "c::Value::reference(self.0)",
    );

    for (attribute, method) in rust::attributes(ty.facts) {
        let kind = match ty.facts.attributes.get(attribute).map(|facts| &facts.kind) {
            // The outputs of a nested stack, the answer of a custom resource: mostly text.
            Some(_) if attribute.ends_with('*') => "c::Str".to_owned(),
            Some(PropertyKind::String) => kinds.path(&reference(Some(attribute)))?,
            Some(other) => plain(&Kind::of_attribute(other)),
            None => continue,
        };
        code.doc([format!("`Fn::GetAtt` of `{attribute}`.")]);
        if let Some(prefix) = attribute.strip_suffix('*') {
            code.function(
                format_args!("pub fn {method}(self, name: &str) -> c::Value<{kind}>"),
                format_args!("c::named(self.0, {prefix:?}, name)"),
            );
        } else {
            code.function(
                format_args!("pub fn {method}(self) -> c::Value<{kind}>"),
                format_args!("c::Value::attribute(self.0, {attribute:?})"),
            );
        }
    }
    Ok(())
}
