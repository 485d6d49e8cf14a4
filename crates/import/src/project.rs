//! The files of a project.

use std::collections::{BTreeSet, HashSet};

use crate::construct::Constructs;
use crate::value::snake;
use crate::{Program, uses};

/// A project that synthesizes templates: a manifest, and a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// `Cargo.toml`
    pub manifest: String,
    /// `src/main.rs`
    pub main: String,
}

impl Project {
    /// The project of some programs that were made from `from`. `name` is the name of the package;
    /// `dependency` says where a crate of ours comes from by its folder, as `version = "0.1"` or
    /// `path = '../stackwright/crates/cfn'`.
    #[must_use]
    pub fn of(
        programs: &[Program],
        from: &str,
        name: &str,
        dependency: impl Fn(&str) -> String,
    ) -> Self {
        let features = programs.iter().flat_map(|program| &program.features);
        let features: BTreeSet<&str> = features.map(String::as_str).collect();
        let constructs = constructs(programs);
        let constructs: Vec<&str> = constructs.keys().copied().collect();
        Project {
            manifest: manifest(name, &dependency, &features, &constructs),
            main: main(programs, from),
        }
    }
}

/// The constructs that some programs name.
fn constructs(programs: &[Program]) -> Constructs {
    let mut all = Constructs::new();
    for (module, names) in programs.iter().flat_map(|program| &program.constructs) {
        all.entry(module).or_default().extend(names);
    }
    all
}

/// The modules of constructs that are there without a feature.
const ALWAYS: [&str; 16] = [
    "assets",
    "cloudwatch",
    "ec2",
    "ecr",
    "ecs",
    "efs",
    "elb",
    "forms",
    "iam",
    "link",
    "scaling",
    "schedule",
    "secretsmanager",
    "servicediscovery",
    "ssm",
    "units",
];

fn manifest(
    name: &str,
    dependency: &dyn Fn(&str) -> String,
    features: &BTreeSet<&str>,
    constructs: &[&str],
) -> String {
    let of_constructs = constructs.iter().filter(|module| !ALWAYS.contains(module));
    let of_constructs: Vec<String> = of_constructs.map(|module| format!("{module:?}")).collect();
    let of_constructs = match of_constructs.as_slice() {
        [] => String::new(),
        features => format!(", features = [{}]", features.join(", ")),
    };
    let mut text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nstackwright = {{ {}, default-features = false{of_constructs} }}\n",
        dependency("stackwright")
    );
    if !features.is_empty() {
        let mut list = String::new();
        for feature in features {
            list.push_str(&format!("\n    {feature:?},"));
        }
        text.push_str(&format!(
            "# Just the services whose types are used.\n\
             stackwright-cfn = {{ {}, default-features = false, features = [{list}\n] }}\n",
            dependency("cfn"),
        ));
    }
    text.push_str(
        "\n# Whatever is around this folder, it stands for itself. Take this out where it is to be a \
         member.\n[workspace]\n",
    );
    text
}

fn main(programs: &[Program], from: &str) -> String {
    let mut code = String::new();
    if let [single] = programs {
        code.push_str(&single.build);
    } else {
        code.push_str("/// All stacks.\npub fn build(app: &App) {\n");
        for program in programs {
            code.push_str(&format!("    {}(app);\n", program.function));
        }
        code.push_str("}\n");
        for program in programs {
            code.push('\n');
            code.push_str(&program.build);
        }
    }
    let entry = match programs {
        [single] => single.function.as_str(),
        _ => "build",
    };
    let from: String = from.chars().filter(|c| !c.is_control()).collect();
    format!(
        "//! What `{from}` deploys.\n\n{}\nfn main() -> std::process::ExitCode {{\n    \
         stackwright::run({entry})\n}}\n\n{code}",
        uses::uses(&code, &constructs(programs))
    )
}

/// The functions of stacks with these ids: `build` for a single one, else each its own.
#[must_use]
pub fn function_names(stacks: &[&str]) -> Vec<String> {
    if let [_] = stacks {
        return vec!["build".to_owned()];
    }
    let taken = [
        "build", "main", "assume", "join", "select", "split", "cidr", "length", "sub",
    ];
    let mut taken: HashSet<String> = taken.map(str::to_owned).into();
    let names = stacks.iter().map(|stack| {
        let mut name = format!("{}_stack", snake(stack).trim_matches('_'));
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        name
    });
    names.collect()
}

/// The id of a stack for a file's name: `web-app` for `web-app.template.yaml`.
#[must_use]
pub fn stack_id(file: &str) -> String {
    let stem = file.split('.').next().unwrap_or_default();
    let mut id = String::new();
    for character in stem.chars() {
        match character {
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_matches('-');
    match id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => id.chars().take(128).collect(),
        false => format!("Stack{id}").chars().take(128).collect(),
    }
}
