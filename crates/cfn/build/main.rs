//! Generates the typed resources of the enabled features from the facts.
//!
//! One feature is one family of services (see `families`). For each service a file is written
//! into `OUT_DIR`, and `services.rs`, which makes modules of them.

mod enums;
mod families;
mod handles;
mod kinds;
mod names;
mod structs;
mod types;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use kinds::Kinds;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);

    let enabled: BTreeSet<&str> = stackwright_facts::service_names()
        .filter(|service| is_enabled(families::family(service)))
        .collect();
    let mut kinds = Kinds::default();
    let mut code = String::new();
    for &service in &enabled {
        let facts = stackwright_facts::service(service)?;
        fs::write(
            out.join(format!("{service}.rs")),
            structs::service(&facts, service, &mut kinds)?,
        )?;
        let module = names::module(service);
        writeln!(
            code,
            "/// Resources of `{}`.\npub mod {module} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{service}.rs\"));\n}}",
            facts.name
        )?;
    }
    writeln!(code, "{}", kinds.modules(&enabled)?)?;
    fs::write(out.join("services.rs"), code)?;
    Ok(())
}

/// Whether the feature of a family is on.
fn is_enabled(family: &str) -> bool {
    let name = family.replace('-', "_").to_uppercase();
    env::var_os(format!("CARGO_FEATURE_{name}")).is_some()
}
