//! Writes the programs of all files as modules of a crate.
use std::collections::BTreeSet;
use std::fmt::Write;
fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap();
    let (mut mods, mut table) = (String::new(), String::new());
    let mut features = BTreeSet::new();
    for (i, file) in args.enumerate() {
        let text = std::fs::read_to_string(&file).unwrap();
        let json = file.ends_with(".json");
        let template = if json {
            stackwright_template::Template::from_json(&text)
        } else {
            stackwright_template::Template::from_yaml(&text)
        };
        let template = match template {
            Ok(t) => t,
            Err(e) => {
                eprintln!("{file}: {e}");
                continue;
            }
        };
        let p = stackwright_import::Program::of(
            &template,
            &stackwright_import::stack_id(
                std::path::Path::new(&file)
                    .file_name()
                    .unwrap()
                    .to_str()
                    .unwrap(),
            ),
        );
        for n in &p.notes {
            println!("{file}: {:?} {} {}", n.kind, n.place, n.what);
        }
        std::fs::write(
            format!("{out}/m{i}.rs"),
            format!("// {file}\n{}\n{}", p.uses, p.build),
        )
        .unwrap();
        writeln!(mods, "mod m{i};").unwrap();
        let file = std::fs::canonicalize(&file).unwrap();
        writeln!(table, "    ({file:?}, m{i}::build),").unwrap();
        features.extend(p.features);
    }
    std::fs::write(
        format!("{out}/table.rs"),
        format!("{mods}\npub const ALL: &[(&str, fn(&stackwright::core::App))] = &[\n{table}];\n"),
    )
    .unwrap();
    std::fs::write(
        format!("{out}/features"),
        features
            .into_iter()
            .map(|f| format!("{f:?}"))
            .collect::<Vec<_>>()
            .join(", "),
    )
    .unwrap();
}
