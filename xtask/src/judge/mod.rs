//! `cargo xtask judge`: what tools and clients that others wrote say of our output.
//!
//! A judge is a file: [`lint`], [`checkov`], [`manifest`], [`cdk`] and [`services`], which makes the
//! stacks in [`moto`], asks as [`questions`] say and holds the answers ([`compare`]) against what the
//! template is worth ([`resolve`]).
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `install` | which judges there are, in which versions, and how they are installed |
//! | `examples` | what is judged: the assemblies of the examples |
//! | `lint` | what cfn-lint says |
//! | `checkov` | what checkov says, and what of it is accepted |
//! | `manifest` | whether manifests fit AWS CDK's schema |
//! | `app` | whether AWS CDK's command line can run a program, publish what it names and deploy it |
//! | `cdk` | whether AWS CDK's command line can list, compare, deploy and destroy |
//! | `changes` | whether AWS CDK's `diff` says of changes what their pages say, and why not |
//! | `services` | whether the services have what the templates say, once moto has made the stacks |
//! | `plan` | whether what `plan` prints makes the stacks |
//! | `moto` | how moto is started and spoken to |
//! | `parameters` | what parameters of stacks are given |
//! | `questions` | how services are asked |
//! | `resolve` | what an expression is worth in a deployed stack |
//! | `compare` | whether an answer is what the template says |
//! | `peers/` | how the templates of others differ from ours |
//! | `process` | how programs are run, with a limit on their time |
//! | `table` | what the judges said, as one table |

mod app;
mod cdk;
mod changes;
mod checkov;
mod compare;
mod examples;
pub mod install;
mod lint;
mod manifest;
mod moto;
mod parameters;
mod peers;
mod plan;
pub mod process;
mod questions;
mod resolve;
mod services;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use examples::Example;
use install::{CDK, CHECKOV, Kit, LINT, MOTO, OLDER_CDK, Ready, TROPOSPHERE};
use moto::Moto;
use table::{Judge, Table, Verdict};

/// Options of `cargo xtask judge`.
#[derive(clap::Args)]
pub struct Args {
    /// Fail if a judge cannot be installed.
    #[arg(long)]
    require_all: bool,
    /// Judge what an earlier run of the examples wrote.
    #[arg(long)]
    again: bool,
    /// Only compare what AWS CDK's `diff` says of changes.
    #[arg(long, conflicts_with_all = ["only_app", "only_plan"])]
    only_changes: bool,
    /// Only run what `plan` prints.
    #[arg(long, conflicts_with = "only_app")]
    only_plan: bool,
    /// Only let the command line of AWS CDK run a program, publish and deploy.
    #[arg(long)]
    only_app: bool,
}

/// Verdicts by example.
type Verdicts = Vec<(String, Verdict)>;

/// Installs the judges, asks all of them, and writes what they say to `docs/judges.md`.
pub fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let folder = root.join("target/judge");
    fs::create_dir_all(&folder)?;
    let started = Instant::now();
    let step = |what: &str| eprintln!("{:>4} s  {what}", started.elapsed().as_secs());

    step("installing");
    if args.only_changes {
        let wrong = changes::judge(root, &changes::ready(&folder)).unwrap_or_else(|why| vec![why]);
        wrong.iter().for_each(|line| eprintln!("{line}"));
        return Ok(ExitCode::from(u8::from(!wrong.is_empty())));
    }
    let kits = Kits::ready(&folder);
    if args.only_app {
        let wrong =
            app::judge(root, &folder, &kits.moto, &kits.cdk).unwrap_or_else(|why| vec![why]);
        wrong.iter().for_each(|line| eprintln!("{line}"));
        step("done");
        return Ok(ExitCode::from(u8::from(!wrong.is_empty())));
    }
    step("running the examples");
    let examples = examples::all(root, &folder.join("examples"), args.again)?;
    if args.only_plan {
        let questions = questions::read(root)?;
        let unserved = examples::unserved(root, &examples)?;
        let wrong = planned(root, &folder, &kits, &examples, &questions, &unserved);
        let bad = |(name, verdict)| match verdict {
            Verdict::Bad(wrong) => format!("{name}: {}\n", wrong.join("\n  ")),
            Verdict::Good(what) => {
                eprintln!("{name}: {what}");
                String::new()
            }
            _ => String::new(),
        };
        let wrong: String = wrong.into_iter().map(bad).collect();
        eprint!("{wrong}");
        step("done");
        return Ok(ExitCode::from(u8::from(!wrong.is_empty())));
    }
    step("asking the judges");
    let mut table = ask(root, &folder, &kits, &examples)?;
    step("running a program by the AWS CDK command line");
    match app::judge(root, &folder, &kits.moto, &kits.cdk) {
        Ok(wrong) => table.faults.extend(wrong),
        Err(why) => drop(table.absent.insert("app", why)),
    }
    step("comparing changes");
    match changes::judge(root, &changes::ready(&folder)) {
        Ok(wrong) => table.faults.extend(wrong),
        Err(why) => drop(table.absent.insert("changes", why)),
    }
    step("comparing with peers");
    let compared = peers::compare(root, &folder, &examples)?;
    table.faults.extend(compared.faults);
    table.absent.extend(compared.skipped);
    step("done");

    write(root, "docs/judges.md", &table.markdown(&today()?))?;
    if let Some(page) = compared.page {
        write(root, "docs/vs-cdk.md", &page)?;
    }
    for (judge, why) in table.skips() {
        eprintln!("skipped: {judge}: {why}");
    }
    let wrong = table.wrong(args.require_all);
    for line in &wrong {
        eprintln!("{line}");
    }
    println!(
        "{} examples, {} findings: docs/judges.md",
        examples.len(),
        wrong.len()
    );
    Ok(if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn write(root: &Path, name: &str, text: &str) -> Result<()> {
    let file = root.join(name);
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// What is installed, and what could not be.
struct Kits {
    lint: Ready,
    checkov: Ready,
    moto: Ready,
    cdk: Ready,
    older_cdk: Ready,
}

impl Kits {
    fn ready(folder: &Path) -> Self {
        let ready = |kit: &Kit| kit.ready(folder);
        thread::scope(|scope| {
            let checkov = scope.spawn(|| (ready(&CHECKOV), ready(&CDK), ready(&OLDER_CDK)));
            let (lint, moto) = (ready(&LINT), ready(&MOTO));
            // Whether it is there is asked again where it is used.
            let _ = ready(&TROPOSPHERE);
            let (checkov, cdk, older_cdk) =
                checkov.join().unwrap_or_else(|_| (gone(), gone(), gone()));
            Self {
                lint,
                checkov,
                moto,
                cdk,
                older_cdk,
            }
        })
    }
}

fn gone() -> Ready {
    Err("the installation broke down".to_owned())
}

/// Asks all judges; those that talk to moto do so side by side, each to its own.
fn ask(root: &Path, folder: &Path, kits: &Kits, examples: &[Example]) -> Result<Table> {
    let questions = questions::read(root)?;
    let accepted = checkov::accepted(root)?;
    let unserved = examples::unserved(root, examples)?;
    let mut table = Table::default();
    thread::scope(|scope| -> Result<()> {
        let services = scope.spawn(|| {
            let mut forgotten = services::Forgotten::new();
            let verdicts = with_moto(
                root,
                folder,
                &kits.moto,
                "services",
                examples,
                |moto, one| match unserved.get(&one.name) {
                    Some(why) => Verdict::Unserved(why.clone()),
                    None => services::judge(moto, &questions, one, &mut forgotten),
                },
            );
            (verdicts, forgotten)
        });
        let plan = scope.spawn(|| planned(root, folder, kits, examples, &questions, &unserved));
        let cdk = scope.spawn(|| match &kits.cdk {
            Ok(kit) => with_moto(root, folder, &kits.moto, "cdk", examples, |moto, one| {
                cdk::judge(moto, kit, one, !unserved.contains_key(&one.name))
            }),
            Err(why) => skipped(examples, why),
        });

        let judge = Judge {
            name: "cfn-lint",
            version: LINT.version("cfn-lint").to_owned(),
            asked: "errors and warnings in the templates, as JSON and as YAML, with strict types",
        };
        table.add(judge, linted(&kits.lint, examples));

        let judge = Judge {
            name: "checkov",
            version: CHECKOV.version("checkov").to_owned(),
            asked: "security findings but those that are accepted below",
        };
        let (verdicts, stale) = checked(&kits.checkov, &accepted, examples);
        table.add(judge, verdicts);
        table.faults.extend(stale);

        let judge = Judge {
            name: "schema",
            version: CDK.version("@aws-cdk/cloud-assembly-schema").to_owned(),
            asked: "the manifest, against the JSON Schema of cloud assemblies",
        };
        let verdicts = match (&kits.lint, &kits.cdk) {
            (Ok(lint), Ok(cdk)) => each(examples, |one| {
                manifest::judge(lint, cdk, one).unwrap_or_else(broken)
            }),
            (Err(why), _) | (_, Err(why)) => skipped(examples, why),
        };
        table.add(judge, verdicts);

        let judge = Judge {
            name: "CDK CLI",
            version: CDK.version("aws-cdk").to_owned(),
            asked: "`ls`, `synth`, `diff --template`; `deploy` to moto, `diff`, `destroy`",
        };
        let verdicts = cdk.join();
        table.add(
            judge,
            verdicts.unwrap_or_else(|_| bad(examples, "it broke down")),
        );

        let judge = Judge {
            name: "plan",
            version: format!(
                "awscli {}, aws-cdk {}",
                MOTO.version("awscli"),
                CDK.version("aws-cdk")
            ),
            asked: "what `plan` prints for several stacks, run by a shell for either command line; then as services",
        };
        let verdicts = plan.join();
        table.add(
            judge,
            verdicts.unwrap_or_else(|_| bad(examples, "it broke down")),
        );

        let judge = Judge {
            name: "older CDK CLI",
            version: OLDER_CDK.version("aws-cdk").to_owned(),
            asked: "`ls`, `synth`, `diff --template`",
        };
        let verdicts = match &kits.older_cdk {
            Ok(kit) => each(examples, |one| cdk::judge_older(kit, one)),
            Err(why) => skipped(examples, why),
        };
        table.add(judge, verdicts);

        let judge = Judge {
            name: "services",
            version: format!(
                "awscli {}, moto {}",
                MOTO.version("awscli"),
                MOTO.version("moto")
            ),
            asked: "every resource, on its service's own API, and each of its values",
        };
        let (verdicts, forgotten) = services
            .join()
            .unwrap_or_else(|_| (bad(examples, "it broke down"), services::Forgotten::new()));
        table.add(judge, verdicts);
        table.notes = notes(&accepted, &forgotten);
        Ok(())
    })?;
    Ok(table)
}

/// What `plan` prints for the examples of several stacks.
fn planned(
    root: &Path,
    folder: &Path,
    kits: &Kits,
    examples: &[Example],
    questions: &questions::Questions,
    unserved: &BTreeMap<String, String>,
) -> Verdicts {
    let ready = match (&kits.moto, &kits.cdk) {
        (Ok(moto), Ok(cdk)) => plan::Tool::ready(root, moto, cdk),
        (Err(why), _) | (_, Err(why)) => return skipped(examples, why),
    };
    let tool = match ready {
        Ok(tool) => tool,
        Err(error) => return bad(examples, &format!("{error:#}")),
    };
    let mut spread = None;
    with_moto(root, folder, &kits.moto, "plan", examples, |moto, one| {
        // Once, with the first.
        let wrong = spread.get_or_insert_with(|| {
            let mut wrong = plan::spreads(moto, &tool, folder)?;
            wrong.extend(plan::maps(moto, &tool, folder)?);
            anyhow::Ok(wrong)
        });
        match wrong {
            Ok(wrong) if wrong.is_empty() => {}
            Ok(wrong) => return Verdict::Bad(wrong.clone()),
            Err(error) => return Verdict::Bad(vec![format!("{error:#}")]),
        }
        match (unserved.get(&one.name), one.stacks.len()) {
            (Some(why), _) => Verdict::Unserved(why.clone()),
            (None, 0 | 1) => Verdict::Good("one stack: not asked".to_owned()),
            _ => plan::judge(moto, &tool, questions, one),
        }
    })
}

fn each(examples: &[Example], mut judge: impl FnMut(&Example) -> Verdict) -> Verdicts {
    examples
        .iter()
        .map(|example| (example.name.clone(), judge(example)))
        .collect()
}

fn skipped(examples: &[Example], why: &str) -> Verdicts {
    each(examples, |_| Verdict::Skipped(why.to_owned()))
}

fn bad(examples: &[Example], why: &str) -> Verdicts {
    each(examples, |_| Verdict::Bad(vec![why.to_owned()]))
}

/// A judge that does not judge is a finding, too.
fn broken(error: anyhow::Error) -> Verdict {
    Verdict::Bad(vec![format!("{error:#}")])
}

/// Judges all examples with one server, which ends with this function.
fn with_moto(
    root: &Path,
    folder: &Path,
    kit: &Ready,
    name: &str,
    examples: &[Example],
    mut judge: impl FnMut(&mut Moto, &Example) -> Verdict,
) -> Verdicts {
    let kit = match kit {
        Ok(kit) => kit,
        Err(why) => return skipped(examples, why),
    };
    match Moto::start(root, kit, &folder.join(format!("{name}.log"))) {
        Ok(mut moto) => each(examples, |example| judge(&mut moto, example)),
        Err(error) => bad(examples, &format!("{error:#}")),
    }
}

fn linted(kit: &Ready, examples: &[Example]) -> Verdicts {
    let kit = match kit {
        Ok(kit) => kit,
        Err(why) => return skipped(examples, why),
    };
    match lint::judge(kit, examples) {
        Ok(findings) => each(examples, |example| {
            let files = example.files().count();
            of_files(example.files(), |file| findings.get(file))
                .unwrap_or_else(|| Verdict::Good(format!("{files} files")))
        }),
        Err(error) => bad(examples, &format!("{error:#}")),
    }
}

fn checked(
    kit: &Ready,
    accepted: &[checkov::Accepted],
    examples: &[Example],
) -> (Verdicts, Vec<String>) {
    let kit = match kit {
        Ok(kit) => kit,
        Err(why) => return (skipped(examples, why), Vec::new()),
    };
    match checkov::judge(kit, accepted, examples) {
        Ok(found) => {
            let verdicts = each(examples, |example| {
                let accepted = example.files().filter_map(|file| found.accepted.get(file));
                let accepted: usize = accepted.map(Vec::len).sum();
                of_files(example.files(), |file| found.findings.get(file))
                    .unwrap_or_else(|| Verdict::Good(format!("{accepted} accepted")))
            });
            let mut faults = found.stale;
            faults.extend(untold(examples, &found.accepted));
            (verdicts, faults)
        }
        Err(error) => (bad(examples, &format!("{error:#}")), Vec::new()),
    }
}

/// What is accepted of an example with a page of its own has its reason there, and nothing else has.
fn untold(examples: &[Example], accepted: &BTreeMap<PathBuf, Vec<String>>) -> Vec<String> {
    let mut pages: BTreeMap<&Path, BTreeSet<&str>> = BTreeMap::new();
    for example in examples {
        if let Some(page) = &example.page {
            let checks = example.files().filter_map(|file| accepted.get(file));
            let checks = checks.flatten().map(String::as_str);
            pages.entry(page).or_default().extend(checks);
        }
    }
    let mut faults = Vec::new();
    for (page, found) in pages {
        let name = page.display();
        let text = match fs::read_to_string(page) {
            Ok(text) => text,
            Err(error) => {
                faults.push(format!("{name}: {error}"));
                continue;
            }
        };
        let cells = text.lines().filter_map(|line| line.strip_prefix("| `"));
        let told = cells.filter_map(|line| line.split_once("` | checkov |"));
        let told: BTreeSet<&str> = told.map(|(check, _)| check).collect();
        let untold = found.difference(&told);
        faults.extend(untold.map(|check| format!("{name} does not say why {check} is left")));
        let stale = told.difference(&found);
        faults.extend(stale.map(|check| format!("{name} tells {check}, which is not found")));
    }
    faults
}

/// The findings in the files of an example, if there are any.
fn of_files<'a, 'b>(
    files: impl Iterator<Item = &'a PathBuf>,
    findings: impl Fn(&Path) -> Option<&'b Vec<String>>,
) -> Option<Verdict> {
    let all: Vec<String> = files
        .filter_map(|file| findings(file))
        .flatten()
        .cloned()
        .collect();
    (!all.is_empty()).then_some(Verdict::Bad(all))
}

/// What stands below the table: what is accepted, and what could not be seen.
fn notes(accepted: &[checkov::Accepted], forgotten: &services::Forgotten) -> String {
    let mut text = String::from(
        "\n## What checkov says and is accepted\n\n| check | type | reason |\n|---|---|---|\n",
    );
    for row in checkov::rows(accepted) {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    if !forgotten.is_empty() {
        text.push_str(
            "\n## What is not told again\n\nThe services took these properties, and the models of \
             their APIs know them; but moto does not\nkeep them, or no service would tell.\n\n",
        );
        for (kind, properties) in forgotten {
            let properties: Vec<String> = properties
                .iter()
                .map(|property| format!("`{property}`"))
                .collect();
            text.push_str(&format!("- {kind}: {}\n", properties.join(", ")));
        }
    }
    text
}

/// The date, as everybody writes it.
fn today() -> Result<String> {
    let mut date = Command::new("date");
    let date = process::succeed(date.args(["-u", "+%F"]), Duration::from_secs(9))?;
    Ok(date.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_an_example_tells_what_is_accepted_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("README.md");
        fs::write(&page, "| `C1` | checkov | a |\n| `C2` | checkov | b |\n").unwrap();
        let file = folder.path().join("a.yaml");
        let example = Example {
            name: "a".to_owned(),
            page: Some(page),
            assembly: folder.path().to_owned(),
            stacks: Vec::new(),
            yaml: vec![file.clone()],
        };
        let accepted = BTreeMap::from([(file, vec!["C1".to_owned(), "C3".to_owned()])]);
        let faults = untold(&[example], &accepted);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].ends_with("does not say why C3 is left"));
        assert!(faults[1].ends_with("tells C2, which is not found"));
    }
}
