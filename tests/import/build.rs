//! Writes the program of every template in `templates/`, once as it stands and once in the other
//! notation, as modules of one crate; `IMPORT_TEMPLATES` names further files.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use stackwright_import::{Program, stack_id};
use stackwright_template::Template;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-env-changed=IMPORT_TEMPLATES");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files = Vec::new();
    for entry in fs::read_dir("templates")? {
        files.push(entry?.path());
    }
    if let Ok(more) = env::var("IMPORT_TEMPLATES") {
        files.extend(more.split_whitespace().map(PathBuf::from));
    }
    files.sort();

    let (mut modules, mut table) = (String::new(), String::new());
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(&file)?;
        let name = file.display().to_string();
        let template = Template::read(text.as_bytes(), &name)?;
        let other = match file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            true => ("yaml", template.to_yaml()),
            false => ("json", template.to_json()),
        };
        let own = match other.0 {
            "yaml" => "json",
            _ => "yaml",
        };
        for (notation, text) in [(own, text), other] {
            count += 1;
            write_module(&out, count, &file, notation, &text)?;
            writeln!(
                modules,
                "#[path = {:?}]\nmod m{count};",
                out.join(format!("m{count}.rs"))
            )?;
            writeln!(
                table,
                "    Imported {{ file: {name:?}, notation: {notation:?}, text: include_str!({:?}), build: m{count}::build }},",
                out.join(format!("m{count}.{notation}"))
            )?;
        }
    }
    let all =
        format!("{modules}\n/// All of them.\npub const ALL: [Imported; {count}] = [\n{table}];\n");
    fs::write(out.join("all.rs"), all)?;
    Ok(())
}

fn write_module(
    out: &Path,
    count: usize,
    file: &Path,
    notation: &str,
    text: &str,
) -> Result<(), Box<dyn Error>> {
    let template = Template::read(text.as_bytes(), &format!("a.{notation}"))?;
    let stem = file.file_name().unwrap_or_default().to_string_lossy();
    let program = Program::of(&template, &stack_id(&stem));
    let module = format!("{}\n{}", program.uses(), program.build);
    fs::write(out.join(format!("m{count}.rs")), module)?;
    fs::write(out.join(format!("m{count}.{notation}")), text)?;
    Ok(())
}
