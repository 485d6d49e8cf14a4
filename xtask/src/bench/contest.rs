//! Who is timed, at which work.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::timing::{self, Time};
use crate::judge::install::{CDK, Kit, LINT, TROPOSPHERE};
use crate::judge::process;

/// How long one run may take; who needs longer is told so in the table.
const LIMIT: Duration = Duration::from_secs(900);
/// Who has taken this long is not asked for a further round.
const ENOUGH: Duration = Duration::from_secs(60);
/// How long building may take.
const BUILDING: Duration = Duration::from_secs(3600);

/// Work that several programs do.
pub struct Contest {
    pub title: String,
    /// Ratios are to the first.
    pub entries: Vec<Entry>,
}

/// A program at some work.
pub struct Entry {
    pub name: String,
    command: Vec<String>,
    variables: Vec<(&'static str, String)>,
    /// Where it writes to, if it does.
    out: Option<PathBuf>,
    /// How many runs are one measurement, so that the clock's steps do not matter.
    times: u32,
    times_taken: Vec<Time>,
    /// Why there is no time.
    pub failure: Option<String>,
}

impl Entry {
    fn new(name: impl Into<String>, command: Vec<String>, times: u32) -> Self {
        Self {
            name: name.into(),
            command,
            variables: Vec::new(),
            out: None,
            times,
            times_taken: Vec::new(),
            failure: None,
        }
    }

    fn absent(name: impl Into<String>, why: String) -> Self {
        Self {
            failure: Some(why),
            ..Self::new(name, Vec::new(), 1)
        }
    }

    /// The program writes to a folder, which is its last argument.
    fn to(mut self, out: PathBuf) -> Self {
        self.command.push(out.display().to_string());
        self.out = Some(out);
        self
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.variables.push((name, value.to_string()));
        self
    }

    /// One more measurement, unless there are enough.
    pub fn round(&mut self, folder: &Path) {
        let spent: Duration = self
            .times_taken
            .iter()
            .map(|time| time.clock * self.times)
            .sum();
        if self.failure.is_some() || spent > ENOUGH {
            return;
        }
        match timing::measure(&self.command, &self.variables, self.times, folder, LIMIT) {
            Ok(time) => self.times_taken.push(time),
            Err(error) => self.failure = Some(format!("{error:#}")),
        }
    }

    pub fn median(&self) -> Option<Time> {
        timing::median(&self.times_taken)
    }

    pub fn rounds(&self) -> usize {
        self.times_taken.len()
    }

    /// How many resources there are in what it wrote.
    pub fn resources(&self) -> Option<usize> {
        let files = templates(self.out.as_ref()?).ok()?;
        let count = |file: &PathBuf| {
            let text = fs::read_to_string(file).ok()?;
            let template: Value = serde_json::from_str(&text).ok()?;
            Some(template.get("Resources")?.as_object()?.len())
        };
        files.iter().map(count).sum()
    }
}

/// The templates of an assembly.
fn templates(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".template.json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Our programs, built in both profiles; what they and others write goes below a folder.
pub struct Ground<'a> {
    root: &'a Path,
    kits: PathBuf,
    built: PathBuf,
    out: PathBuf,
}

impl<'a> Ground<'a> {
    /// Builds our programs.
    pub fn prepare(root: &'a Path) -> Result<Self> {
        for profile in ["release", "dev"] {
            let bins = ["-p", "stackwright-bench", "-p", "stackwright-cli", "--bins"];
            // Apart, because examples are built with what tests need.
            let example = ["-p", "stackwright-examples", "--example", "ecs-fargate"];
            for programs in [&bins[..], &example] {
                build(root, &[&["--profile", profile], programs].concat())?;
            }
        }
        Self::standing(root)
    }

    /// Builds the command line that compares templates, and nothing else.
    pub fn of_diff(root: &'a Path) -> Result<Self> {
        for profile in ["release", "dev"] {
            let program = ["-p", "stackwright-cli", "--bin", "stackwright"];
            build(root, &[&["--profile", profile], &program[..]].concat())?;
        }
        Self::standing(root)
    }

    /// Builds what the page of `graph` is timed with, and nothing else.
    pub fn of_page(root: &'a Path) -> Result<Self> {
        build(root, &["--release", "-p", "stackwright-bench", "--bins"])?;
        Self::standing(root)
    }

    fn standing(root: &'a Path) -> Result<Self> {
        let out = root.join("target/bench");
        fs::create_dir_all(&out)?;
        Ok(Self {
            root,
            kits: root.join("target/judge"),
            built: built(root),
            out,
        })
    }

    pub fn folder(&self) -> &Path {
        &self.out
    }

    fn kit(&self, kit: &Kit) -> Result<PathBuf, String> {
        fs::create_dir_all(&self.kits).map_err(|error| error.to_string())?;
        kit.ready(&self.kits)
    }

    fn ours(&self, profile: &str, program: &str) -> String {
        self.built.join(profile).join(program).display().to_string()
    }

    /// From a program to the files of its templates.
    pub fn synthesis(&self, work: &Work) -> Contest {
        let ours = |profile: &str, options: &[&str], times| {
            let name = match options {
                [] => format!("stackwright, {profile}"),
                _ => format!("stackwright, {profile}, `{}`", options.join(" ")),
            };
            let mut command = vec![self.ours(profile, work.ours), "synth".to_owned()];
            command.extend(options.iter().map(|&option| option.to_owned()));
            command.push("--out".to_owned());
            let entry = Entry::new(name, command, times);
            self.at(work, entry, &format!("{profile}{}", options.concat()))
        };
        let fast = work.times;
        let mut entries = vec![
            ours("release", &[], fast),
            ours("release", &["--no-check"], fast),
            ours("debug", &[], 1),
            ours("debug", &["--no-check"], 1),
        ];
        for validation in [true, false] {
            let name = format!(
                "AWS CDK {}, {}",
                CDK.version("aws-cdk-lib"),
                if validation {
                    "with its validation"
                } else {
                    "`CDK_VALIDATION=false`"
                }
            );
            entries.push(match self.kit(&CDK) {
                Ok(kit) => {
                    let program = self.root.join(work.cdk).display().to_string();
                    let entry = Entry::new(name, vec!["node".to_owned(), program], 1)
                        .with("NODE_PATH", kit.join("node_modules").display())
                        .with("CDK_VALIDATION", validation);
                    self.at(work, entry, &format!("cdk-{validation}"))
                }
                Err(why) => Entry::absent(name, why),
            });
        }
        let name = format!("troposphere {}", TROPOSPHERE.version("troposphere"));
        entries.push(match self.kit(&TROPOSPHERE) {
            Ok(kit) => {
                let program = self.root.join(work.troposphere).display().to_string();
                let python = kit.join("bin/python").display().to_string();
                self.at(
                    work,
                    Entry::new(name, vec![python, program], 1),
                    "troposphere",
                )
            }
            Err(why) => Entry::absent(name, why),
        });
        Contest {
            title: format!("Synthesis of {}", work.title),
            entries,
        }
    }

    fn at(&self, work: &Work, entry: Entry, place: &str) -> Entry {
        let out = self.out.join(work.name).join(place);
        entry.with("SERVICES", work.services).to(out)
    }

    /// The templates that [`Ground::synthesis`] wrote, checked.
    pub fn checking(&self, work: &Work) -> Result<Contest> {
        let files = templates(&self.out.join(work.name).join("release"))?;
        let files = || files.iter().map(|file| file.display().to_string());
        let ours = |profile: &str, times| {
            let command = [self.ours(profile, "stackwright"), "check".to_owned()];
            let command = command.into_iter().chain(files()).collect();
            Entry::new(format!("`stackwright check`, {profile}"), command, times)
        };
        let name = format!("cfn-lint {}", LINT.version("cfn-lint"));
        let lint = match self.kit(&LINT) {
            Ok(kit) => {
                let program = kit.join("bin/cfn-lint").display().to_string();
                let command = [
                    program,
                    "--non-zero-exit-code".into(),
                    "none".into(),
                    "--".into(),
                ];
                Entry::new(name, command.into_iter().chain(files()).collect(), 1)
            }
            Err(why) => Entry::absent(name, why),
        };
        Ok(Contest {
            title: format!("Checking the templates of {}", work.title),
            entries: vec![ours("release", work.times), ours("debug", 1), lint],
        })
    }

    /// The page of `graph`, and its model, beside synthesis of the same app.
    pub fn page(&self) -> Contest {
        let [.., work] = &WORKS;
        let folder = self.out.join("page");
        let ours = |words: &[&str]| {
            let program = self.ours("release", work.ours);
            let mut command = vec![program];
            command.extend(words.iter().chain(&["--out"]).map(|own| (*own).to_owned()));
            let name = format!("`{}`, release", words.join(" "));
            Entry::new(name, command, work.times).with("SERVICES", work.services)
        };
        let graph = |format: &str| {
            let mut entry = ours(&["graph", "--format", format]);
            let file = folder.join(format!("app.{format}"));
            entry.command.push(file.display().to_string());
            entry
        };
        Contest {
            title: format!("The page of {}", work.title),
            entries: vec![
                ours(&["synth"]).to(folder.join("synth")),
                graph("html"),
                graph("json"),
            ],
        }
    }

    /// Two templates of 500 resources against each other, every tenth of which changes.
    pub fn comparing(&self) -> Result<Contest> {
        let folder = self.out.join("comparing");
        fs::create_dir_all(&folder)?;
        let place = |name: &str| folder.join(name).display().to_string();
        let (before, after) = (place("before.json"), place("A.template.json"));
        fs::write(&before, template_of_500(false).to_string())?;
        fs::write(&after, template_of_500(true).to_string())?;
        fs::write(place("manifest.json"), ASSEMBLY)?;
        let ours = |profile: &str, times| {
            let command = [&*self.ours(profile, "stackwright"), "diff", &before, &after];
            let command = command.map(str::to_owned).to_vec();
            Entry::new(format!("`stackwright diff`, {profile}"), command, times)
        };
        let name = format!("`cdk diff --template`, aws-cdk {}", CDK.version("aws-cdk"));
        let cdk = match self.kit(&CDK) {
            Ok(kit) => {
                let program = kit
                    .join("node_modules/aws-cdk/bin/cdk")
                    .display()
                    .to_string();
                let command = [
                    "node",
                    &program,
                    "diff",
                    "--app",
                    &place(""),
                    "--template",
                    &before,
                ];
                let mut command = command.map(str::to_owned).to_vec();
                command.extend(["--no-notices", "--no-color"].map(str::to_owned));
                Entry::new(name, command, 1)
                    .with("CDK_DISABLE_CLI_TELEMETRY", true)
                    .with("CDK_DISABLE_VERSION_CHECK", 1)
                    .with("CI", true)
            }
            Err(why) => Entry::absent(name, why),
        };
        Ok(Contest {
            title: "What changes between two templates of 500 resources".to_owned(),
            entries: vec![ours("release", 20), ours("debug", 1), cdk],
        })
    }

    /// What serde_json needs for writing the files that [`Ground::synthesis`] wrote.
    pub fn floor(&self, work: &Work) -> Result<Time> {
        let mut floor = Command::new(self.ours("release", "floor"));
        floor
            .arg(self.out.join(work.name).join("release"))
            .arg(self.out.join(work.name).join("floor"));
        let said = process::succeed(&mut floor, LIMIT)?;
        let (clock, cpu) = said.trim().split_once(' ').context("not two times")?;
        Ok(Time {
            clock: Duration::from_nanos(clock.parse()?),
            cpu: Duration::from_nanos(cpu.parse()?),
        })
    }
}

/// An assembly of one stack.
const ASSEMBLY: &str = r#"{"version": "36.0.0", "artifacts": {"A": {"type": "aws:cloudformation:stack",
"environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "A.template.json"}}}}"#;

/// A hundred times a queue, a topic, a group of logs, a role and a task definition; of every tenth something is
/// other later.
fn template_of_500(is_later: bool) -> Value {
    let mut resources = serde_json::Map::new();
    for at in 0..100 {
        let changes = is_later && at % 10 == 0;
        let days = if changes { 14 } else { 7 };
        let mut add = |name: &str, kind: &str, properties: Value| {
            let resource = json!({"Type": kind, "Properties": properties});
            resources.insert(format!("{name}{at}"), resource);
        };
        let seconds = days * 10;
        add(
            "Jobs",
            "AWS::SQS::Queue",
            json!({"VisibilityTimeout": seconds}),
        );
        add(
            "Told",
            "AWS::SNS::Topic",
            json!({"DisplayName": format!("told {days}")}),
        );
        add(
            "Logs",
            "AWS::Logs::LogGroup",
            json!({"RetentionInDays": days}),
        );
        let actions = match changes {
            true => json!(["sqs:ReceiveMessage", "sqs:DeleteMessage"]),
            false => json!(["sqs:ReceiveMessage"]),
        };
        let queue = json!({"Fn::GetAtt": [format!("Jobs{at}"), "Arn"]});
        let may = json!({"Effect": "Allow", "Action": actions, "Resource": queue});
        let tasks = json!({"Service": "ecs-tasks.amazonaws.com"});
        let taken = json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": tasks});
        let document =
            |statement: Value| json!({"Version": "2012-10-17", "Statement": [statement]});
        let policy = json!({"PolicyName": "jobs", "PolicyDocument": document(may)});
        let role = json!({"AssumeRolePolicyDocument": document(taken), "Policies": [policy]});
        add("Role", "AWS::IAM::Role", role);
        let container = json!({
            "Name": "work",
            "Image": format!("work:{days}"),
            "Environment": [{"Name": "QUEUE", "Value": {"Ref": format!("Jobs{at}")}}],
        });
        let role = json!({"Fn::GetAtt": [format!("Role{at}"), "Arn"]});
        let task = json!({"TaskRoleArn": role, "ContainerDefinitions": [container]});
        add("Task", "AWS::ECS::TaskDefinition", task);
    }
    json!({"Resources": resources})
}

/// The same work for everybody.
pub struct Work {
    pub name: &'static str,
    pub title: &'static str,
    ours: &'static str,
    cdk: &'static str,
    troposphere: &'static str,
    services: usize,
    /// How many runs of a fast program are one measurement.
    times: u32,
}

/// From small to large.
pub const WORKS: [Work; 2] = [
    Work {
        name: "service",
        title: "one service, the example in two stacks",
        ours: "examples/ecs-fargate",
        cdk: "tests/peers/service_cdk.js",
        troposphere: "tests/peers/service_troposphere.py",
        services: 1,
        times: 20,
    },
    Work {
        name: "platform",
        title: "500 services in 20 stacks",
        ours: "platform",
        cdk: "tests/peers/platform_cdk.js",
        troposphere: "tests/peers/platform_troposphere.py",
        services: 500,
        times: 1,
    },
];

/// Builds programs, as the options say which and how.
pub fn build(root: &Path, options: &[&str]) -> Result<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(["build", "--quiet"]);
    process::succeed(command.args(options), BUILDING).map(drop)
}

/// Where cargo puts what it builds.
pub fn built(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
