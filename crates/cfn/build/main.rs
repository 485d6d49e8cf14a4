//! Generates the typed resources of the enabled features from the facts.
//!
//! For each service a file is written into `OUT_DIR`, and `services.rs`, which makes modules of
//! them and holds the kinds of references that they mention:
//!
//! - [`resources`]: a service, type by type; [`structs`], [`enums`] and [`handles`] write what a
//!   type is made of
//! - [`kinds`]: the marker types for what `Ref` and attributes stand for
//! - [`types`]: which Rust type a property has, and what its documentation says
//! - [`code`]: lines with indentation
//!
//! What everything is called, and which feature brings it, `stackwright_facts::rust` says, because
//! others write programs with these names.

mod code;
mod enums;
mod handles;
mod kinds;
mod resources;
mod structs;
mod types;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use stackwright_facts::rust;

use code::Code;
use kinds::Kinds;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);

    let enabled: BTreeSet<&str> = stackwright_facts::type_names()
        .filter(|name| {
            stackwright_facts::service_of(name)
                .is_some_and(|service| is_enabled(rust::feature(service, name)))
        })
        .collect();
    let services: BTreeSet<&str> = enabled
        .iter()
        .filter_map(|name| stackwright_facts::service_of(name))
        .collect();

    let mut kinds = Kinds::default();
    let mut code = Code::default();
    for service in services {
        let mut facts = stackwright_facts::service(service)?;
        facts
            .types
            .retain(|name, _| enabled.contains(name.as_str()));
        fs::write(
            out.join(format!("{service}.rs")),
            resources::service(service, &facts, &mut kinds)?,
        )?;
        code.doc([format!("Resources of `{}`.", facts.name)]);
        code.block(format_args!("pub mod {}", rust::module(service)), |code| {
            code.line(format_args!(
                "include!(concat!(env!(\"OUT_DIR\"), \"/{service}.rs\"));"
            ));
        });
    }
    code.append(&kinds.modules(&enabled)?);
    fs::write(out.join("services.rs"), code.into_text())?;
    Ok(())
}

/// Whether a feature is on.
fn is_enabled(feature: &str) -> bool {
    let name = feature.replace('-', "_").to_uppercase();
    env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
}
