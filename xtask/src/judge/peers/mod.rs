//! The service of `examples/ecs-fargate.rs` as others write it, and how their templates differ.
//!
//! The programs stand in `tests/peers`. [`normal`] brings all templates into one form, [`pair`]
//! finds what does the same, [`differ`] the differences, [`reasons`] why there are any. [`booking`] is
//! about a whole system.

mod booking;
mod differ;
mod normal;
mod pair;
mod reasons;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use super::examples::{Example, Stack, read};
use super::install::{CDK, Kit, TROPOSPHERE};
use super::process;
use super::resolve::scalar;
use differ::Difference;
use pair::Paired;
use reasons::Reason;

const LIMIT: Duration = Duration::from_secs(120);

/// The example that the peers' programs are about.
const EXAMPLE: &str = "ecs-fargate";

/// How much of a value is shown.
const SHOWN: usize = 72;

/// The head of a table of figures.
const FIGURES: &str = "| | lines of program | resources | bytes of templates, without spaces |\n\
                       |---|---|---|---|\n";

/// Another way to write the service.
struct Peer {
    name: &'static str,
    package: &'static str,
    kit: &'static Kit,
    program: &'static str,
}

const PEERS: [Peer; 2] = [
    Peer {
        name: "AWS CDK",
        package: "aws-cdk-lib",
        kit: &CDK,
        program: "tests/peers/service_cdk.js",
    },
    Peer {
        name: "troposphere",
        package: "troposphere",
        kit: &TROPOSPHERE,
        program: "tests/peers/service_troposphere.py",
    },
];

/// What comes of the comparison.
#[derive(Default)]
pub struct Compared {
    /// `docs/vs-cdk.md`, if everybody was there.
    pub page: Option<String>,
    /// Differences without a reason, reasons without a difference.
    pub faults: Vec<String>,
    /// Who was not there, and why.
    pub skipped: Vec<(&'static str, String)>,
}

/// Compares our templates with those of each peer; kits stand in `folder`.
pub fn compare(root: &Path, folder: &Path, examples: &[Example]) -> Result<Compared> {
    let example = examples
        .iter()
        .find(|example| example.name == EXAMPLE)
        .with_context(|| format!("there is no example {EXAMPLE}"))?;
    let reasons = reasons::read(root)?;
    let mut used = BTreeSet::new();
    let mut compared = Compared::default();
    let mut rows = vec![figures(
        "stackwright",
        &root.join("examples/ecs-fargate.rs"),
        &example.stacks,
    )?];
    let mut sections = String::new();
    for peer in &PEERS {
        let kit = match peer.kit.ready(folder) {
            Ok(kit) => kit,
            Err(why) => {
                compared.skipped.push((peer.name, why));
                continue;
            }
        };
        let out = folder.join("peers").join(peer.package);
        let stacks = peer.run(root, &kit, &out, &example.stacks)?;
        rows.push(figures(peer.name, &root.join(peer.program), &stacks)?);
        let paired = pair::pair(
            normal::resources(&example.stacks),
            normal::resources(&stacks),
        );
        sections.push_str(&section(
            peer,
            &paired,
            &reasons,
            &mut used,
            &mut compared.faults,
        ));
    }
    let mut whole = String::new();
    match booking::compare(root, folder, examples)? {
        Ok(found) => {
            compared.faults.extend(found.faults);
            whole = found.section;
        }
        Err(why) => compared.skipped.push(("booking in AWS CDK", why)),
    }
    if compared.skipped.is_empty() {
        compared.faults.extend(reasons::stale(&reasons, &used));
        compared.page = Some(page(&rows, &sections) + &whole);
    }
    Ok(compared)
}

impl Peer {
    /// Runs the program and reads the templates of the stacks that we have, too.
    fn run(&self, root: &Path, kit: &Path, out: &Path, ours: &[Stack]) -> Result<Vec<Stack>> {
        if out.exists() {
            fs::remove_dir_all(out)?;
        }
        fs::create_dir_all(out)?;
        let mut command = if self.program.ends_with(".js") {
            let mut node = Command::new("node");
            node.env("NODE_PATH", kit.join("node_modules"))
                .env("CDK_VALIDATION", "false");
            node
        } else {
            Command::new(kit.join("bin/python"))
        };
        process::succeed(command.arg(root.join(self.program)).arg(out), LIMIT)
            .with_context(|| self.program)?;
        ours.iter()
            .map(|stack| {
                let file = out.join(format!("{}.template.json", stack.name));
                Ok(Stack {
                    name: stack.name.clone(),
                    shown: stack.shown.clone(),
                    template: read(&file)?,
                    file,
                })
            })
            .collect()
    }
}

/// A row of the table of figures.
fn figures(name: &str, program: &Path, stacks: &[Stack]) -> Result<[String; 4]> {
    let text = fs::read_to_string(program)
        .with_context(|| format!("cannot read {}", program.display()))?;
    let resources = stacks
        .iter()
        .filter_map(|stack| stack.template.pointer("/Resources")?.as_object());
    let resources: usize = resources.map(serde_json::Map::len).sum();
    // Without the spaces of each writer.
    let bytes: usize = stacks
        .iter()
        .map(|stack| stack.template.to_string().len())
        .sum();
    Ok([
        name.to_owned(),
        lines(program, &text).to_string(),
        resources.to_string(),
        bytes.to_string(),
    ])
}

/// Lines that say something to the compiler.
fn lines(program: &Path, text: &str) -> usize {
    let comments: &[&str] = match program.extension().is_some_and(|end| end == "py") {
        true => &["#"],
        false => &["//", "/*", "*"],
    };
    let said = text.lines().map(str::trim).filter(|line| !line.is_empty());
    said.filter(|line| !comments.iter().any(|mark| line.starts_with(mark)))
        .count()
}

/// The differences from one peer.
fn section(
    peer: &Peer,
    paired: &Paired,
    reasons: &[Reason],
    used: &mut BTreeSet<usize>,
    faults: &mut Vec<String>,
) -> String {
    let mut rows = String::new();
    let mut same = 0;
    let mut add = |id: &str, kind: &str, difference: &Difference| {
        let why = reasons::find(reasons, used, peer.name, kind, difference);
        if why.is_none() {
            faults.push(format!(
                "{}: {id} ({kind}) differs at {:?} for no reason in tests/peers/differences.json: \
                 {} here, {} there",
                peer.name,
                difference.path,
                show(difference.ours.as_ref()),
                show(difference.theirs.as_ref()),
            ));
        }
        let _ = writeln!(
            rows,
            "| {id} | {} | {} | {} | {} |",
            difference.path,
            show(difference.ours.as_ref()),
            show(difference.theirs.as_ref()),
            why.map_or("**unexplained**", |reason| reason.why.as_str()),
        );
    };
    for (our, their) in &paired.pairs {
        let differences = differ::differ(&our.body, &their.body);
        if differences.is_empty() {
            same += 1;
        }
        for difference in &differences {
            add(&our.id, &our.kind, difference);
        }
    }
    for our in &paired.ours {
        add(&our.id, &our.kind, &Difference::whole(true));
    }
    for their in &paired.theirs {
        add(&their.id, &their.kind, &Difference::whole(false));
    }
    format!(
        "\n## {} {}\n\n{} resources do the same in both; {same} of them are the same to the last \
         value.\n\n| resource | property | here | there | why |\n|---|---|---|---|---|\n{rows}",
        peer.name,
        peer.kit.version(peer.package),
        paired.pairs.len(),
    )
}

/// A value, short enough for a table.
fn show(value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "-".to_owned();
    };
    let text = scalar(value).replace('|', "\\|").replace('\n', " ");
    if text.chars().count() > SHOWN {
        let short: String = text.chars().take(SHOWN).collect();
        format!("`{short}`...")
    } else {
        format!("`{text}`")
    }
}

fn page(rows: &[[String; 4]], sections: &str) -> String {
    let mut text = String::from(
        "# The same service by others\n\n\
         Written by `cargo xtask judge`. The service of `examples/ecs-fargate.rs`, written for AWS \
         CDK\n(`tests/peers/service_cdk.js`) and for troposphere \
         (`tests/peers/service_troposphere.py`), as small as\nthey allow: they leave out the \
         tutorial's logical ids and its descriptions of parameters and outputs,\nwhich the \
         program in Rust keeps.\n\n\
         Resources are paired by what they do and compared value by value. Before that, \
         expressions are written\nas text, imports become what was exported, and what may stand \
         inside a resource or beside it (rules of\nsecurity groups, policies of roles, capacity \
         providers of clusters) goes inside. The order of lists is\nnot compared. Why there is a \
         difference stands in `tests/peers/differences.json`; one without a reason\nis a \
         finding.\n\n\
         | | lines of program | resources | bytes of templates, without spaces |\n\
         |---|---|---|---|\n",
    );
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text + sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use normal::Resource;
    use serde_json::json;

    #[test]
    fn an_unexplained_difference_is_a_fault_and_an_explained_one_a_row() {
        let resource = |body| Resource {
            stack: "S".to_owned(),
            id: "Log".to_owned(),
            kind: "AWS::Logs::LogGroup".to_owned(),
            body,
        };
        let paired = pair::pair(
            vec![resource(
                json!({"Days": "30", "Tags": [{"Key": "a", "Value": "1"}]}),
            )],
            vec![resource(json!({"Days": "7"}))],
        );
        let reasons: Vec<Reason> =
            serde_json::from_value(json!([{"path": "Tags", "why": "Tagged."}])).unwrap();
        let mut faults = Vec::new();
        let text = section(
            &PEERS[0],
            &paired,
            &reasons,
            &mut BTreeSet::new(),
            &mut faults,
        );
        assert!(text.contains("1 resources do the same in both; 0 of them"));
        assert!(text.contains("| Log | Days | `30` | `7` | **unexplained** |"));
        assert!(text.contains("| Log | Tags | "));
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("Log (AWS::Logs::LogGroup) differs at \"Days\""));
    }

    #[test]
    fn lines_that_say_nothing_do_not_count() {
        let of = |program: &str, text: &str| lines(Path::new(program), text);
        assert_eq!(of("a.rs", "// a\n\nuse b;\n#[c]\n  d();\n"), 3);
        assert_eq!(of("a.ts", "/**\n * A.\n */\nb();\n"), 1);
        assert_eq!(of("a.py", "# a\n\nb()\n"), 1);
    }
}
