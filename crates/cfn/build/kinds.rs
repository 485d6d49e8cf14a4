//! Reference kinds: marker types for what an attribute of a resource stands for.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use stackwright_facts::Reference;
use stackwright_facts::rust::{self, Wanted, canonical, kind_names, module, parameter_type};

use crate::code::Code;

/// The kinds that the enabled services mention.
#[derive(Default)]
pub struct Kinds {
    /// By service, the names of its kinds; all of them, so that a name does not depend on the
    /// features.
    named: BTreeMap<String, BTreeMap<Reference, String>>,
    /// The single kinds that are to be written.
    used: BTreeSet<Reference>,
    /// Those of them that some property wants.
    wanted: BTreeSet<Reference>,
    /// The kinds that take several others: by service that wants them and name.
    unions: BTreeMap<String, BTreeMap<String, BTreeSet<Reference>>>,
}

impl Kinds {
    /// The path of the kind that a property of `service` wants, if it is one.
    pub fn wanted(
        &mut self,
        service: &str,
        wants: &Wanted,
    ) -> Result<Option<String>, Box<dyn Error>> {
        let kinds = match wants {
            Wanted::Text => return Ok(None),
            Wanted::One(kind) => {
                self.wanted.insert(kind.clone());
                return self.path(kind).map(Some);
            }
            Wanted::OneOf(kinds) => kinds,
        };
        let mut names = Vec::new();
        for kind in kinds {
            self.path(kind)?;
            names.push(self.name(kind)?);
        }
        let name = names.join("Or");
        let path = format!("crate::kind::{}::{name}", module(service));
        let unions = self.unions.entry(service.to_owned()).or_default();
        unions.insert(name, kinds.clone());
        Ok(Some(path))
    }

    /// The path of a kind, which is then written.
    pub fn path(&mut self, reference: &Reference) -> Result<String, Box<dyn Error>> {
        let reference = canonical(reference)?;
        let name = self.name(&reference)?;
        let service = service_of(&reference.resource_type)?;
        self.used.insert(reference);
        Ok(format!("crate::kind::{}::{name}", module(service)))
    }

    /// The name of a kind.
    fn name(&mut self, reference: &Reference) -> Result<String, Box<dyn Error>> {
        let service = service_of(&reference.resource_type)?;
        if !self.named.contains_key(service) {
            let names = kind_names(service)?;
            self.named.insert(service.to_owned(), names);
        }
        self.named
            .get(service)
            .and_then(|names| names.get(reference))
            .cloned()
            .ok_or_else(|| format!("{reference} is no attribute").into())
    }

    /// The module `kind`, with everything that was mentioned. Handles are converted where their
    /// type is enabled.
    pub fn modules(&self, enabled: &BTreeSet<&str>) -> Result<Code, Box<dyn Error>> {
        let mut by_service: BTreeMap<&str, Code> = BTreeMap::new();
        for reference in &self.used {
            let (service, name) = self.known(reference)?;
            let code = by_service.entry(service).or_default();
            kind(code, name, &format!("`{reference}`"));
            if let Some(ty) = parameter_type(reference) {
                code.block(format_args!("impl c::ParameterKind for {name}"), |code| {
                    code.line(format_args!("const TYPE: &'static str = {ty:?};"));
                });
            }
            let is_enabled = enabled.contains(reference.resource_type.as_str());
            if is_enabled && self.converts(reference) {
                let value = format!("self.{}()", method(reference)?);
                conversion(code, &handle(service, reference), name, &value);
            }
        }
        for (service, unions) in &self.unions {
            let code = by_service.entry(service).or_default();
            for (name, members) in unions {
                self.union(code, name, members, enabled)?;
            }
        }

        let mut modules = Code::default();
        modules.doc(["What attributes of resources stand for."]);
        modules.block("pub mod kind", |modules| {
            for (service, kinds) in by_service {
                modules.doc([format!("Attributes of `{service}`.")]);
                modules.block(format_args!("pub mod {}", module(service)), |code| {
                    code.line("use crate::support as c;");
                    code.append(&kinds);
                });
            }
        });
        Ok(modules)
    }

    /// Whether a handle stands for this: for what `Ref` returns, for the ARN, and for what some
    /// property wants. Its other attributes are there by method, and out of error messages.
    fn converts(&self, reference: &Reference) -> bool {
        matches!(reference.attribute.as_deref(), None | Some("Arn"))
            || self.wanted.contains(reference)
    }

    /// The service of a kind, and the kind's name.
    fn known(&self, reference: &Reference) -> Result<(&str, &str), Box<dyn Error>> {
        let service = service_of(&reference.resource_type)?;
        let name = self
            .named
            .get(service)
            .and_then(|names| names.get(reference))
            .ok_or_else(|| format!("{reference} has no name"))?;
        Ok((service, name))
    }

    /// A kind that takes several others.
    fn union(
        &self,
        code: &mut Code,
        name: &str,
        members: &BTreeSet<Reference>,
        enabled: &BTreeSet<&str>,
    ) -> Result<(), Box<dyn Error>> {
        let list: Vec<String> = members.iter().map(|member| format!("`{member}`")).collect();
        kind(code, name, &list.join(" or "));
        let mut handles = BTreeSet::new();
        for member in members {
            let (service, member_name) = self.known(member)?;
            let path = format!("crate::kind::{}::{member_name}", module(service));
            let value = format!("c::Value<{path}>");
            conversion(code, &value, name, "self.assume()");
            let parameter = format!("c::ParameterHandle<{path}>");
            conversion(code, &parameter, name, "self.value().assume()");
            // `Ref` comes first in the order of references, so it is what a handle gives.
            let is_enabled = enabled.contains(member.resource_type.as_str());
            if is_enabled && handles.insert(&member.resource_type) {
                let value = format!("self.{}().assume()", method(member)?);
                conversion(code, &handle(service, member), name, &value);
            }
        }
        Ok(())
    }
}

/// Writes a kind.
fn kind(code: &mut Code, name: &str, doc: &str) {
    code.doc([doc]);
    code.line(format_args!("pub enum {name} {{}}"));
    code.line(format_args!("impl c::TextKind for {name} {{}}"));
    code.line(format_args!("impl c::ReferenceKind for {name} {{}}"));
}

/// Writes how something becomes a value of a kind.
fn conversion(code: &mut Code, from: &str, name: &str, value: &str) {
    code.block(
        format_args!("impl c::IntoValue<{name}> for {from}"),
        |code| {
            code.function(
                format_args!("fn into_value(self) -> c::Value<{name}>"),
                value,
            );
        },
    );
}

/// The path of a resource type's handle.
fn handle(service: &str, reference: &Reference) -> String {
    let name = rust::handle(&reference.resource_type);
    format!("crate::{}::{name}", module(service))
}

/// The method of a handle that gives a reference.
fn method(reference: &Reference) -> Result<String, Box<dyn Error>> {
    let Some(attribute) = &reference.attribute else {
        return Ok("reference".to_owned());
    };
    let facts = stackwright_facts::resource_type(&reference.resource_type)?;
    let methods = rust::attributes(facts);
    let method = methods.get(attribute.as_str()).cloned();
    method.ok_or_else(|| format!("{reference} is no attribute").into())
}

/// The service that a resource type belongs to.
fn service_of(type_name: &str) -> Result<&'static str, Box<dyn Error>> {
    stackwright_facts::service_of(type_name)
        .ok_or_else(|| format!("{type_name} is no resource type").into())
}
