//! Writes the example `booking` with each of the wrong edits of `cases/booking/edits.rs`, so that all of
//! them are compiled with the cases, and their findings have the lines of the example.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

#[path = "cases/booking/edits.rs"]
mod edits;

use edits::{EDITS, EXAMPLE, Says};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=cases/booking/edits.rs");
    println!("cargo::rerun-if-changed={EXAMPLE}");
    let example = fs::read_to_string(EXAMPLE)?;
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let folder = Path::new(&out).join("booking");
    fs::create_dir_all(&folder)?;
    let mut modules = String::new();
    let mut names = String::new();
    for edit in EDITS {
        if let Says::Compiler(_) = edit.says {
            continue;
        }
        // A module has its documentation outside, and images stand beside the example.
        let text = edit.of(&example).replace("//!", "//");
        let text = text.replace("directory(\"booking/", "directory(\"../examples/booking/");
        let text =
            format!("{text}\n\npub fn edited(app: &App) {{ build(app, &staging()) }}\n{STAGING}");
        let file = folder.join(format!("{}.rs", edit.name));
        fs::write(&file, text)?;
        let _ = writeln!(
            modules,
            "#[path = {:?}]\n#[allow(warnings, clippy::all)]\nmod {};",
            file, edit.name
        );
        let _ = writeln!(names, "    ({:?}, {}::edited),", edit.name, edit.name);
    }
    let text = format!(
        "{modules}\ntype Build = fn(&stackwright::core::App);\npub const EDITED: &[(&str, Build)] = &[\n{names}];\n"
    );
    fs::write(folder.join("mod.rs"), text)
}

/// What stands in `staging.yaml`.
const STAGING: &str = r#"
fn staging() -> Settings {
    Settings {
        stage: "Staging".to_owned(),
        domain: "staging.booking.example.com".to_owned(),
        zone: Zone { id: "Z0123456789ABC".to_owned(), name: "example.com".to_owned() },
        zones: 2,
        tasks: (1, 2),
        keep: false,
        on_call: "team@example.com".to_owned(),
    }
}
"#;
