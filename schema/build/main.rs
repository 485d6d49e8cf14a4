//! Packs the committed facts, so that at run time they are read in place, and writes the places that
//! take a role as a table.
//!
//! | file | what it answers |
//! |---|---|
//! | `main` | what there is to pack, and by which names it is found |
//! | `pack` | how values are packed |

mod pack;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, error, fs};

use pack::{At, Packer};

/// The files below `facts/common/`, and by which name each is found.
const COMMON: [&str; 5] = [
    "cross-resource-rules",
    "enum-lists",
    "iam-actions",
    "lambda-runtimes",
    "regions",
];

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=facts");
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let root = Path::new(&root).join("facts");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);

    let mut services = Vec::new();
    for entry in fs::read_dir(&root)? {
        let path = entry?.path();
        if let (Some("json"), Some(name)) = (
            path.extension().and_then(|e| e.to_str()),
            path.file_stem().and_then(|s| s.to_str()),
        ) {
            services.push((name.to_owned(), fs::read_to_string(&path)?));
        }
    }
    services.sort();
    let mut common = Vec::new();
    for name in COMMON {
        common.push((
            name,
            fs::read_to_string(root.join(format!("common/{name}.json")))?,
        ));
    }

    let mut packer = Packer::default();
    let (mut by_name, mut types) = (Vec::new(), Vec::new());
    for (name, text) in &services {
        let service = packer.json(text)?;
        let name = packer.text(name)?;
        by_name.push((name, service));
        for (type_name, facts) in packer.entries_in(service, "types") {
            types.push((type_name, packer.list(&[name, facts])?));
        }
    }
    types.sort_by(|(a, _), (b, _)| packer.text_of(*a).cmp(packer.text_of(*b)));
    let count = types.len();
    let mut documents = vec![
        (packer.text("services")?, packer.map(&by_name)?),
        (packer.text("types")?, packer.map(&types)?),
    ];
    for (name, text) in &common {
        let document = packer.json(text)?;
        let document = match *name {
            "cross-resource-rules" | "enum-lists" => by_type(&mut packer, document)?,
            _ => document,
        };
        documents.push((packer.text(name)?, document));
    }
    let documents = packer.map(&documents)?;
    let (words, texts) = packer.finish(documents);
    fs::write(out.join("facts.words"), words)?;
    fs::write(out.join("facts.txt"), texts)?;
    fs::write(
        out.join("count.rs"),
        format!("const TYPES: usize = {count};"),
    )?;
    let roles = role_places(&fs::read_to_string(
        root.join("common/role-principals.txt"),
    )?)?;
    fs::write(out.join("roles.rs"), roles)?;
    Ok(())
}

/// What a list says in `at` to be about types, by these types, sorted.
fn by_type(packer: &mut Packer<'_>, list: At) -> Result<At, String> {
    let mut found: Vec<(String, Vec<At>)> = Vec::new();
    for entry in packer.items_of(list).to_vec() {
        for place in packer.list_in(entry, "at") {
            let place = packer.text_of(*place);
            let of_type = place.split('/').next().unwrap_or(place);
            match found.iter_mut().find(|(name, _)| name == of_type) {
                Some((_, entries)) if entries.contains(&entry) => {}
                Some((_, entries)) => entries.push(entry),
                None => found.push((of_type.to_owned(), vec![entry])),
            }
        }
    }
    found.sort();
    let mut entries = Vec::new();
    for (name, list) in found {
        // Few, and needed until the end.
        entries.push((packer.text(name.leak())?, packer.list(&list)?));
    }
    packer.map(&entries)
}

/// The places that take a role, as a table that needs no parsing.
fn role_places(text: &str) -> Result<String, Box<dyn error::Error>> {
    let mut code = String::from("static PLACES: &[RolePlace] = &[\n");
    for line in text.lines() {
        let mut words = line.split(' ');
        let (Some(name), Some(way), Some(known)) = (words.next(), words.next(), words.next())
        else {
            return Err(format!("role-principals.txt: no place and services in {line:?}").into());
        };
        let services: Vec<&str> = words.collect();
        let read = known == "read";
        writeln!(
            code,
            "RolePlace {{ resource_type: {name:?}, way: {way:?}, services: &{services:?}, read: {read} }},"
        )?;
    }
    code.push_str("];\n");
    Ok(code)
}
