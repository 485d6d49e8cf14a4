//! Writes the index of the embedded facts: every service file, and where in it each type stands;
//! and which lines of the large common files are about which service or type.
//!
//! The service files are written one property a line by `cargo xtask facts`, with the types at a
//! fixed depth, and the common files one entry a line, so that what is asked for can be cut out
//! without parsing JSON. At run time only the slices in use are ever parsed.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, error, fmt, fs};

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
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("index.rs"), code)?;

    let common = |name: &str| fs::read_to_string(Path::new(&root).join("facts/common").join(name));
    let mut code = String::new();
    let actions = common("iam-actions.json")?;
    write_lines(&mut code, "IAM_ACTIONS", keyed(&actions))?;
    for (name, file) in [
        ("ENUM_LISTS", "enum-lists.json"),
        ("CROSS_RULES", "cross-resource-rules.json"),
    ] {
        write_lines(&mut code, name, placed(&common(file)?))?;
    }
    fs::write(Path::new(&out).join("lines.rs"), code)?;
    let roles = role_places(&common("role-principals.txt")?)?;
    fs::write(Path::new(&out).join("roles.rs"), roles)?;
    Ok(())
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

/// What a line of a common file is about, and the range of its value.
type Line<'a> = (&'a str, usize, usize);

/// Writes an index that can be searched by what a line is about.
fn write_lines(code: &mut String, name: &str, mut lines: Vec<Line<'_>>) -> fmt::Result {
    // Stable, so that several lines about one thing keep their order.
    lines.sort_by_key(|(about, _, _)| *about);
    writeln!(code, "static {name}: &[(&str, usize, usize)] = &{lines:?};")
}

/// The lines of a file that begin with a key.
fn keyed(text: &str) -> Vec<Line<'_>> {
    let entries = lines(text).filter_map(|(line, start)| {
        let (key, value) = line.strip_prefix(" \"")?.split_once("\": ")?;
        let start = start + line.len() - value.len();
        Some((key, start, start + value.trim_end_matches(',').len()))
    });
    entries.collect()
}

/// The lines of a file that say in `at` to which types they apply, once for each type.
fn placed(text: &str) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::new();
    for (line, start) in lines(text) {
        let places = line
            .split_once("\"at\":[")
            .and_then(|(_, rest)| rest.split_once(']'));
        let Some((places, _)) = places else { continue };
        let of_line = found.len();
        for place in places.split(',') {
            let place = place.trim_matches('"');
            let of_type = place.split('/').next().unwrap_or(place);
            if !found
                .iter()
                .skip(of_line)
                .any(|(seen, _, _)| *seen == of_type)
            {
                found.push((of_type, start + 1, start + line.trim_end_matches(',').len()));
            }
        }
    }
    found
}

/// The lines of a text, without their ends, and where they start.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut offset = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = offset;
        offset += line.len();
        (line.trim_end_matches('\n'), start)
    })
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
