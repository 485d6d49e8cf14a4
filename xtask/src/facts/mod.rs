//! `cargo xtask facts`: fetch the pinned sources, distil them into `schema/facts/`.
//!
//! fetch -> [`spec`] and [`lint`] read one source each -> [`resource`] merges one type, with
//! [`structure`] (properties and definitions), [`conditions`] (limits) and [`marks`] (facts by
//! path) -> [`rules`] -> [`additions`] -> [`overrides`] -> [`references`] -> [`write`](mod@write) and [`report`].
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `fetch` | which versions of the sources are pinned, and how they are got |
//! | `spec` | what is read of AWS CDK's database |
//! | `lint` | what is read of cfn-lint's schemas and tables |
//! | `node` | a place in a schema, through its references |
//! | `resource` | how one type is merged from both sources |
//! | `structure` | properties and definitions of a type |
//! | `conditions` | how a JSON Schema becomes limits |
//! | `pattern` | how a regular expression of ECMAScript's becomes one that can be compiled here |
//! | `marks` | what the sources say of a property by its path, as that it is read-only |
//! | `references` | which resource's `Ref` or attribute a property wants |
//! | `regions` | which types are missing in which regions |
//! | `rules` | rules across properties and resources, and lists of values |
//! | `case` | texts whose case the service changes by itself |
//! | `additions` | limits from the documentation: `schema/additions.json` |
//! | `principals` | which service assumes the role that a property names: `schema/principals.json` |
//! | `overrides` | corrections by hand: `schema/overrides.json` |
//! | `write` | how the facts are written, and whether the committed ones are these |
//! | `report` | what a refresh changed |
//! | `tests` | the whole way on a small type |

mod additions;
mod case;
mod conditions;
mod fetch;
mod lint;
mod marks;
mod node;
mod overrides;
mod pattern;
mod principals;
mod references;
mod regions;
mod report;
mod resource;
mod rules;
mod spec;
mod structure;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use stackwright_facts::Service;

use fetch::{LINT, SPEC};
use overrides::Stage;

/// How many changes are printed before the rest is only counted.
const MOST_CHANGES: usize = 200;

/// Options of `cargo xtask facts`.
#[derive(clap::Args)]
pub struct Args {
    /// Write nothing; fail if the committed facts differ from what would be written.
    #[arg(long)]
    check: bool,
    /// Tell where the two sources disagree.
    #[arg(long)]
    verbose: bool,
}

/// Distils the facts and writes or checks them.
pub fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let schema = root.join("schema");
    let cache = root.join("target/facts");
    let spec = spec::read(&fetch::fetch(&SPEC, &cache)?)?;
    let lint = lint::read(&fetch::fetch(&LINT, &cache)?)?;

    let mut services = distil(&spec, &lint, args.verbose)?;
    let others = rules::distil(&lint, &mut services)?;
    additions::apply(&additions::read(&schema)?, &mut services)?;
    case::apply(&lint, &mut services);
    let overrides = overrides::read(&schema)?;
    overrides::apply(&overrides, Stage::Structure, &mut services)?;
    let dropped = references::resolve(&mut services);
    if args.verbose {
        for (reference, count) in dropped {
            println!("dropped {count} times: {reference}");
        }
    }
    overrides::apply(&overrides, Stage::References, &mut services)?;
    references::complete(&mut services);

    let mut files = write::Files::new();
    for (name, service) in &services {
        files.insert(format!("facts/{name}.json"), write::service(service)?);
    }
    let mut common = |name: &str, text| files.insert(format!("facts/common/{name}.json"), text);
    common("regions", write::common(&regions::distil(&lint), 2)?);
    common("iam-actions", write::common(&lint.actions, 1)?);
    common("lambda-runtimes", write::common(&lint.runtimes, 1)?);
    common("enum-lists", write::common(&others.lists, 1)?);
    common("cross-resource-rules", write::common(&others.cross, 1)?);
    files.insert(
        "facts/common/role-principals.txt".to_owned(),
        principals::table(&schema, &services)?,
    );
    files.insert("SOURCES".to_owned(), sources()?);

    if args.check {
        let differing = write::differing(&files, &schema)?;
        for file in &differing {
            eprintln!("schema/{file} differs; run `cargo xtask facts`");
        }
        return Ok(if differing.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    let changes = report::changes(&report::committed(&schema), &services);
    write::save(&files, &schema)?;
    for change in changes.iter().take(MOST_CHANGES) {
        println!("{change}");
    }
    if changes.len() > MOST_CHANGES {
        println!("... and {} more", changes.len() - MOST_CHANGES);
    }
    let types: usize = services.values().map(|service| service.types.len()).sum();
    let bytes: usize = files.values().map(String::len).sum();
    println!(
        "{} services, {types} types, {} kB",
        services.len(),
        bytes / 1000
    );
    Ok(ExitCode::SUCCESS)
}

/// All types of both sources, by service.
fn distil(
    spec: &spec::Spec,
    lint: &lint::Lint,
    verbose: bool,
) -> Result<BTreeMap<String, Service>> {
    let names: BTreeSet<&String> = spec.resources.keys().chain(lint.schemas.keys()).collect();
    let mut services: BTreeMap<String, Service> = BTreeMap::new();
    for name in names {
        let distilled = resource::distil(name, spec, lint).with_context(|| name.clone())?;
        if verbose {
            for place in &distilled.only_in_spec {
                println!("only in {}: {name} {place}", SPEC.package);
            }
            if distilled.disagreements > 0 {
                println!("{} kinds differ: {name}", distilled.disagreements);
            }
        }
        let (namespace, file) = service_name(name);
        let service = services.entry(file).or_insert_with(|| Service {
            name: namespace,
            types: BTreeMap::new(),
        });
        service.types.insert(name.clone(), distilled.resource);
    }
    Ok(services)
}

/// `AWS::ECS` and `ecs` for `AWS::ECS::Service`; `Alexa::ASK` and `alexa-ask` for another vendor.
fn service_name(type_name: &str) -> (String, String) {
    let mut parts = type_name.split("::");
    let (vendor, service) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let file = match vendor {
        "AWS" => service.to_lowercase(),
        _ => format!("{vendor}-{service}").to_lowercase(),
    };
    (format!("{vendor}::{service}"), file)
}

/// The text of `schema/SOURCES`.
fn sources() -> Result<String> {
    let mut text = String::from(
        "Where the facts come from. Written by `cargo xtask facts`; names, types and numbers are\n\
         taken, descriptions are not.\n",
    );
    for source in [&SPEC, &LINT] {
        write!(
            text,
            "\npackage   {} {} ({})\nreleased  {}\nsha256    {}\nlicence   {}\ntaken     {}\n",
            source.package,
            source.version,
            source.registry,
            source.released,
            source.sha256,
            source.licence,
            source.taken
        )?;
    }
    Ok(text)
}
