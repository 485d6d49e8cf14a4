//! Resources and their nested objects, as structs whose types say what is missing.

use std::error::Error;

use stackwright_facts::rust::{Setter, pascal, setters};
use stackwright_facts::{Named, Property};

use crate::code::Code;
use crate::kinds::Kinds;
use crate::resources::Type;
use crate::types::{self, Place};

/// A struct to be written: a resource, or one of its nested objects.
pub struct Struct<'a> {
    /// Its name.
    pub name: String,
    ty: &'a Type<'a>,
    /// The definition, or "" for the resource itself.
    definition: &'a str,
    /// What a template can set.
    setters: Vec<Setter<'a>>,
}

impl<'a> Struct<'a> {
    /// The struct of the resource itself.
    pub fn resource(ty: &'a Type<'a>) -> Self {
        Struct::new(ty, "", ty.name.clone(), &ty.facts.properties)
    }

    /// The struct of a nested object.
    pub fn definition(
        ty: &'a Type<'a>,
        definition: &'a str,
        properties: &'a Named<Property>,
    ) -> Self {
        Struct::new(ty, definition, pascal(definition), properties)
    }

    fn new(
        ty: &'a Type<'a>,
        definition: &'a str,
        name: String,
        properties: &'a Named<Property>,
    ) -> Self {
        Struct {
            name,
            ty,
            definition,
            setters: setters(properties),
        }
    }

    /// The names of the required properties, as types.
    pub fn needs(&self) -> impl Iterator<Item = String> {
        self.setters
            .iter()
            .filter(|setter| setter.property.required)
            .map(|setter| pascal(setter.name))
    }

    /// An expression that makes the struct of its properties.
    pub fn constructor(&self, props: &str) -> String {
        let phantom = match self.needs().next() {
            Some(_) => ", c::PhantomData",
            None => "",
        };
        format!("{}({props}{phantom})", self.name)
    }

    /// Writes the struct and its setters.
    ///
    /// A struct has one type parameter for each required property: `Missing` with the name of
    /// the property, or `Set`. The bare name is the complete struct.
    pub fn write(&self, code: &mut Code, kinds: &mut Kinds) -> Result<(), Box<dyn Error>> {
        let name = &self.name;
        // A parameter of the struct's own name would hide it.
        let states: Vec<String> = self
            .needs()
            .map(|need| {
                if need == *name {
                    format!("{need}_")
                } else {
                    need
                }
            })
            .collect();
        let tuple = states.join(", ");
        let generics = match states.is_empty() {
            true => String::new(),
            false => format!("<{tuple}>"),
        };
        let mut setters = Code::default();
        self.setters(&mut setters, &states, kinds)?;

        if states.is_empty() {
            code.line(format_args!("pub struct {name}(c::Props);"));
        } else {
            let defaults: Vec<String> = states.iter().map(|s| format!("{s} = c::Set")).collect();
            code.line(format_args!(
                "pub struct {name}<{}>(c::Props, c::PhantomData<fn() -> ({tuple},)>);",
                defaults.join(", ")
            ));
        }
        // Written out: what `derive` makes of these takes a third of the crate's compile time.
        code.block(
            format_args!("impl{generics} Clone for {name}{generics}"),
            |code| {
                code.function(
                    "fn clone(&self) -> Self",
                    self.constructor("self.0.clone()"),
                );
            },
        );
        code.block(
            format_args!("impl{generics} c::Debug for {name}{generics}"),
            |code| {
                code.function(
                    "fn fmt(&self, f: &mut c::Formatter<'_>) -> c::FmtResult",
                    format_args!("c::debug({name:?}, &self.0, f)"),
                );
            },
        );

        let new = |code: &mut Code, doc: &str| {
            code.doc([doc]);
            code.function("pub fn new() -> Self", self.constructor("c::Props::new()"));
        };
        if states.is_empty() {
            code.block(format_args!("impl {name}"), |code| {
                new(code, "Nothing is set, and nothing is required.");
                code.append(&setters);
            });
        } else {
            let module = if self.definition.is_empty() {
                ""
            } else {
                "super::"
            };
            let missing: Vec<String> = self
                .needs()
                .map(|need| format!("c::Missing<{module}need::{need}>"))
                .collect();
            code.block(
                format_args!("impl {name}<{}>", missing.join(", ")),
                |code| {
                    new(code, "Nothing is set; what is missing stands in the type.");
                },
            );
            code.block(format_args!("impl{generics} {name}{generics}"), |code| {
                code.append(&setters);
            });
        }
        Ok(())
    }

    /// Writes the setters. Those of required properties change the type.
    fn setters(
        &self,
        code: &mut Code,
        states: &[String],
        kinds: &mut Kinds,
    ) -> Result<(), Box<dyn Error>> {
        let outer = if self.definition.is_empty() {
            ""
        } else {
            "super::"
        };
        let place = Place {
            service: self.ty.service,
            parts: &format!("{outer}{}::", self.ty.module),
            definition: self.definition,
            enums: &self.ty.enums,
        };
        let mut position = 0;
        for Setter {
            name: property_name,
            method,
            property,
        } in &self.setters
        {
            let mut result = "Self".to_owned();
            if property.required {
                let mut after = states.to_vec();
                "c::Set".clone_into(&mut after[position]);
                result = format!("{}<{}>", self.name, after.join(", "));
                position += 1;
            }
            let kind = types::kind(&place, property_name, property, kinds)?;
            code.doc([types::documentation(property_name, property)]);
            code.function(
                format_args!("pub fn {method}(self, value: impl c::IntoValue<{kind}>) -> {result}"),
                self.constructor(&format!(
                    "c::put(self.0, {property_name:?}, value.into_value().into_expr())"
                )),
            );
        }
        Ok(())
    }
}
