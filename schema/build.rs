//! Writes the index of the embedded facts: every service file, and where in it each type stands.
//!
//! The service files are written one property a line by `cargo xtask facts`, with the types at a
//! fixed depth, so that a type can be cut out without parsing JSON. At run time only the slices of
//! the types in use are ever parsed.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, error, fs};

/// How the line of a type begins, and how the line after its last one does.
const TYPE_BEGINS: &str = "  \"";
const TYPE_ENDS: &str = "  }";

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=facts");
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut services = Vec::new();
    for entry in fs::read_dir(Path::new(&root).join("facts"))? {
        let path = entry?.path();
        if let (Some("json"), Some(name)) = (
            path.extension().and_then(|e| e.to_str()),
            path.file_stem().and_then(|s| s.to_str()),
        ) {
            services.push((name.to_owned(), fs::read_to_string(&path)?));
        }
    }
    services.sort();

    let mut types = Vec::new();
    let mut code = String::from("static SERVICES: &[(&str, &str)] = &[\n");
    for (index, (name, text)) in services.iter().enumerate() {
        writeln!(
            code,
            "({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/facts/{name}.json\"))),"
        )?;
        types.extend(slices(text).map(|(name, start, end)| (name, index, start, end)));
    }
    types.sort_unstable();
    code.push_str("];\nstatic TYPES: &[Entry] = &[\n");
    for (name, service, start, end) in &types {
        writeln!(
            code,
            "Entry {{ name: {name:?}, service: {service}, start: {start}, end: {end} }},"
        )?;
    }
    code.push_str("];\n");
    writeln!(
        code,
        "static PARSED: [Slot; {count}] = [const {{ Slot::new() }}; {count}];",
        count = types.len()
    )?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("index.rs"), code)?;
    Ok(())
}

/// The types of a service file: name, and the range of the object that describes it.
fn slices(text: &str) -> impl Iterator<Item = (&str, usize, usize)> {
    let mut offset = 0;
    let mut open = None;
    text.split_inclusive('\n').filter_map(move |line| {
        let begin = offset;
        offset += line.len();
        if let Some(rest) = line.strip_prefix(TYPE_BEGINS) {
            let (name, _) = rest.split_once('"')?;
            open = Some((name, begin + line.find('{')?));
            None
        } else if line.starts_with(TYPE_ENDS) {
            let (name, start) = open.take()?;
            Some((name, start, begin + TYPE_ENDS.len()))
        } else {
            None
        }
    })
}
