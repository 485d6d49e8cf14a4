//! Enums: properties that take one of a few texts.

use stackwright_facts::rust::{Enums, variants};

use crate::code::Code;

/// Writes the enums of a type.
pub fn write(enums: &Enums, code: &mut Code) {
    for (name, values) in enums.iter() {
        let variants = variants(values);
        code.doc([match values {
            [value] => format!("Always `{value}`, as far as is known."),
            values => format!("One of {} values.", values.len()),
        }]);
        code.line("#[derive(Clone, Debug, PartialEq)]");
        code.line("#[non_exhaustive]");
        code.block(format_args!("pub enum {name}"), |code| {
            for (variant, value) in &variants {
                code.doc([format!("`{value}`")]);
                code.line(format_args!("{variant},"));
            }
            code.doc(["A value that came later."]);
            code.line("Other(c::Text),");
        });
        code.block(
            format_args!("impl c::IntoValue<{name}> for {name}"),
            |code| {
                code.line("#[inline]");
                code.block(
                    format_args!("fn into_value(self) -> c::Value<{name}>"),
                    |code| {
                        code.statement("let text = match self", |code| {
                            for (variant, value) in &variants {
                                code.line(format_args!(
                                    "{name}::{variant} => c::Text::Borrowed({value:?}),"
                                ));
                            }
                            code.line(format_args!("{name}::Other(text) => text,"));
                        });
                        code.line("c::text(text)");
                    },
                );
            },
        );
        code.block(
            format_args!("impl c::IntoValue<c::Json> for {name}"),
            |code| {
                code.function(
                    "fn into_value(self) -> c::Value<c::Json>",
                    format_args!("c::IntoValue::<{name}>::into_value(self).assume()"),
                );
            },
        );
    }
}
