//! What a tag means.

use granit_parser::Tag;

use super::super::shortened;
use crate::Function;
use crate::suggest::nearest;

/// What a tag stands before.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Scalar,
    List,
    Map,
}

/// What a tag makes of a value.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// Nothing: the value is what it looks like.
    Plain,
    /// A string, whatever it looks like.
    String,
    /// What it looks like, also in quotes; the tag is `!!int` or one of its like.
    Resolved(&'static str),
    /// The argument of a function.
    Call(Function),
    /// What another tool puts something else in the place of, before CloudFormation reads the text.
    Foreign,
}

/// What `tag` means before a value of some kind, or why it means nothing.
pub(super) fn meaning(tag: &Tag, kind: Kind) -> Result<Meaning, String> {
    let (handle, suffix) = (tag.handle(), tag.suffix());
    if handle == "!"
        && let Some(function) = Function::from_tag(suffix)
    {
        return Ok(Meaning::Call(function));
    }
    // The parser takes tags apart differently, depending on how they are written.
    let full = format!("{handle}{suffix}");
    if let Some(name) = full.strip_prefix("tag:yaml.org,2002:") {
        return core(name, kind);
    }
    match full.strip_prefix('!') {
        Some("") if kind == Kind::Scalar => Ok(Meaning::String),
        Some("") => Ok(Meaning::Plain),
        Some(name) => match Function::from_tag(name) {
            Some(function) => Ok(Meaning::Call(function)),
            None if is_foreign(name) => Ok(Meaning::Foreign),
            None => Err(unknown(&full, name)),
        },
        None => Err(unknown(&full, &full)),
    }
}

fn core(name: &str, kind: Kind) -> Result<Meaning, String> {
    match (name, kind) {
        ("str", Kind::Scalar) => Ok(Meaning::String),
        ("int", Kind::Scalar) => Ok(Meaning::Resolved("int")),
        ("float", Kind::Scalar) => Ok(Meaning::Resolved("float")),
        ("bool", Kind::Scalar) => Ok(Meaning::Resolved("bool")),
        ("null", Kind::Scalar) => Ok(Meaning::Resolved("null")),
        ("seq", Kind::List) | ("map", Kind::Map) => Ok(Meaning::Plain),
        ("str" | "int" | "float" | "bool" | "null" | "seq" | "map", _) => {
            let found = match kind {
                Kind::Scalar => "a word",
                Kind::List => "a list",
                Kind::Map => "a map",
            };
            Err(format!(
                "found the tag `!!{name}` before {found}; expected it before its own kind"
            ))
        }
        _ => Err(format!(
            "found the tag `!!{name}`, which CloudFormation does not know; expected none"
        )),
    }
}

/// The name of a [foreign](Meaning::Foreign) tag.
pub(super) fn name(tag: &Tag) -> String {
    let full = format!("{}{}", tag.handle(), tag.suffix());
    full.strip_prefix('!').unwrap_or(&full).to_owned()
}

/// Whether a tag is another tool's: a name, and none that is nearly a function's.
fn is_foreign(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
    let own = name.strip_prefix("Fn::").unwrap_or(name);
    own == name
        && !name.starts_with("ForEach::")
        && name.chars().all(plain)
        && nearest(name, Function::ALL.map(Function::tag)).is_none()
}

fn unknown(full: &str, name: &str) -> String {
    let name = name.strip_prefix("Fn::").unwrap_or(name);
    if name.starts_with("ForEach::") {
        return format!(
            "found the tag `{}`, but a loop has no short form; expected the key `Fn::{}` below the section",
            shortened(full),
            shortened(name)
        );
    }
    let known = Function::ALL.map(Function::tag);
    let hint = match nearest(name, known) {
        Some(near) => format!("did you mean `!{near}`? "),
        None => String::new(),
    };
    format!(
        "found the unknown tag `{}`; {hint}expected one of !{}",
        shortened(full),
        known.join(", !")
    )
}
