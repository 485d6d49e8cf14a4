//! What is known of resource types, for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use stackwright_view::types::{AttributeOf, Maker, PropertyLine, PropertyPage, TypePage};

use super::JsonTypes;
use crate::report::Style;

const BOLD: &str = "1";
const FAINT: &str = "2";
const YELLOW: &str = "33";

/// More properties of other types than this are told by their number.
const REFERRING: usize = 12;
/// More properties of a name than this are told by their number.
const PROPERTIES: usize = 24;
/// More types than this are told by their services.
const LISTED: usize = 60;

impl JsonTypes {
    /// For people.
    pub fn to_text(&self, style: Style) -> String {
        match self {
            JsonTypes::Type(page) => of_type(page, style),
            JsonTypes::Property(page) => of_property(page, style),
            JsonTypes::Attribute(page) => of_attribute(page, style),
            JsonTypes::Others(all) => others(all),
            JsonTypes::Properties(names) => some(names, PROPERTIES),
            JsonTypes::Types(names) => list(names),
        }
    }
}

/// A construct, with the feature that brings it.
fn maker(own: &Maker) -> String {
    match &own.feature {
        Some(feature) => format!("{} (feature `{feature}`)", own.construct),
        None => own.construct.clone(),
    }
}

/// What is no resource type.
fn others(all: &[Maker]) -> String {
    let lines = all.iter().map(|own| {
        format!(
            "{}  of stackwright; it makes no resource of its own\n",
            maker(own)
        )
    });
    lines.collect()
}

fn list(names: &[&str]) -> String {
    let mut text = String::new();
    if names.len() <= LISTED {
        for name in names {
            let _ = writeln!(text, "{name}");
        }
        return text;
    }
    let mut services: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        let service = name.rsplit_once("::").map_or(*name, |(service, _)| service);
        *services.entry(service).or_default() += 1;
    }
    for (service, count) in &services {
        let _ = writeln!(text, "{service}  {count}");
    }
    let _ = writeln!(
        text,
        "\n{} types of {} services; `stackwright types AWS::ECS` lists those of one",
        names.len(),
        services.len()
    );
    text
}

/// The first of some names, a line each, and how many more there are.
fn some(names: &[String], most: usize) -> String {
    let mut text = String::new();
    for name in names.iter().take(most) {
        let _ = writeln!(text, "{name}");
    }
    let more = names.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(text, "and {more} more: --format json has all");
    }
    text
}

fn of_attribute(page: &AttributeOf, style: Style) -> String {
    let own = &page.attribute;
    let mut text = String::new();
    let name = format!("{}.{}", page.type_name, own.name);
    let _ = writeln!(text, "{}", style.paint(BOLD, &name));
    let method = own
        .rust
        .as_ref()
        .map(|own| format!(".{own}() of the handle"));
    pairs(
        &mut text,
        &[
            (
                "is",
                format!("{}, an attribute: Fn::GetAtt gives it", own.kind),
            ),
            ("in Rust", method.unwrap_or_default()),
            ("page", page.url.clone()),
        ],
        style,
    );
    text
}

/// Lines of a name and what belongs to it.
fn pairs(text: &mut String, pairs: &[(&str, String)], style: Style) {
    let pairs: Vec<_> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let wide = pairs.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in pairs {
        let space = " ".repeat(wide - name.len());
        let _ = writeln!(text, "  {}{space}  {value}", style.paint(FAINT, name));
    }
}

fn of_type(page: &TypePage, style: Style) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", style.paint(BOLD, &page.name));
    let constructs: Vec<String> = page.constructs.iter().map(maker).collect();
    let yes = |is: bool, text: &str| if is { text.to_owned() } else { String::new() };
    pairs(
        &mut text,
        &[
            ("constructs", constructs.join(", ")),
            (
                "typed resource",
                format!(
                    "{} (feature `{}` of stackwright-cfn)",
                    page.rust, page.feature
                ),
            ),
            ("Ref", page.reference.clone().unwrap_or_default()),
            ("tags", page.tags.clone().unwrap_or_default()),
            ("data", yes(page.stateful, "is lost with it")),
            ("ends", page.ends.clone().unwrap_or_default()),
            ("page", page.url.clone()),
        ],
        style,
    );
    properties(&mut text, &page.properties, style);
    if !page.attributes.is_empty() {
        let _ = writeln!(text, "\n{}", style.paint(BOLD, "Attributes"));
        let wide = page
            .attributes
            .iter()
            .map(|own| own.name.len())
            .max()
            .unwrap_or(0);
        for own in &page.attributes {
            let space = " ".repeat(wide - own.name.len());
            let method = own
                .rust
                .as_ref()
                .map(|name| format!("  .{name}()"))
                .unwrap_or_default();
            let _ = writeln!(
                text,
                "  {}{space}  {}{}",
                own.name,
                own.kind,
                style.paint(FAINT, &method)
            );
        }
    }
    rules(&mut text, &page.rules, style);
    if !page.referred_by.is_empty() {
        let _ = writeln!(text, "\n{}", style.paint(BOLD, "Referred to by"));
        for name in page.referred_by.iter().take(REFERRING) {
            let _ = writeln!(text, "  {name}");
        }
        if let Some(more) = page
            .referred_by
            .len()
            .checked_sub(REFERRING)
            .filter(|more| *more > 0)
        {
            let _ = writeln!(text, "  and {more} more: --format json has all");
        }
    }
    text
}

fn properties(text: &mut String, properties: &[PropertyLine], style: Style) {
    if properties.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", style.paint(BOLD, "Properties"));
    let wide = properties
        .iter()
        .map(|own| own.name.len())
        .max()
        .unwrap_or(0);
    for own in properties {
        let space = " ".repeat(wide - own.name.len());
        let mut more = Vec::new();
        if own.required {
            more.push("required");
        }
        if own.update != "in place" {
            more.push(own.update);
        }
        let more = match more.is_empty() {
            true => String::new(),
            false => format!("  {}", style.paint(YELLOW, &more.join(", "))),
        };
        let _ = writeln!(text, "  {}{space}  {}{more}", own.name, own.kind);
    }
}

fn rules(text: &mut String, rules: &[String], style: Style) {
    if rules.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", style.paint(BOLD, "Together"));
    for rule in rules {
        let _ = writeln!(text, "  {rule}");
    }
}

fn of_property(page: &PropertyPage, style: Style) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", style.paint(BOLD, &page.name));
    let update = match page.update {
        "in place" => "updated in place".to_owned(),
        "replaces" => "the resource is replaced".to_owned(),
        "may replace" => "the resource may be replaced".to_owned(),
        _ => "the resource may be replaced: the value decides".to_owned(),
    };
    let required = if page.required { "yes" } else { "no" };
    pairs(
        &mut text,
        &[
            ("is", page.kind.clone()),
            ("required", required.to_owned()),
            ("a change", update),
            ("access", page.access.unwrap_or_default().to_owned()),
            (
                "deprecated",
                if page.deprecated {
                    "AWS advises against it".to_owned()
                } else {
                    String::new()
                },
            ),
            ("default", page.default.clone().unwrap_or_default()),
            ("one of", page.values.join(", ")),
            ("limits", page.limits.join("; ")),
            ("refers to", page.takes.join(", ")),
            ("setter", page.rust.clone().unwrap_or_default()),
            ("enum", page.rust_enum.clone().unwrap_or_default()),
            ("feature", format!("`{}` of stackwright-cfn", page.feature)),
            ("page", page.url.clone()),
        ],
        style,
    );
    properties(&mut text, &page.properties, style);
    rules(&mut text, &page.rules, style);
    text
}
