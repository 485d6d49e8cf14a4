//! What `plan` prints is run as it is, by a shell: the commands of the AWS command line make the stacks of an
//! example, and each service is asked for each resource; those of the AWS CDK command line make them too; a
//! stack set stands in two regions. What `mapping` prints is read by both.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};

use super::cdk::stacks_of;
use super::examples::{Example, Stack};
use super::moto::{ACCOUNT, Moto, REGION};
use super::parameters::{self, Given};
use super::process::{self, Said};
use super::questions::Questions;
use super::services::{self, Total};
use super::table::Verdict;

/// How long a script, or the first build of the tool, may take.
const LIMIT: Duration = Duration::from_secs(900);

/// Where templates go that are too long for the call.
const BUCKET: &str = "templates";

/// The tool, and whose command lines are on the way of a shell.
pub struct Tool {
    root: PathBuf,
    path: OsString,
}

impl Tool {
    /// Builds the tool; `aws` and `cdk` are where the two command lines are installed.
    pub fn ready(root: &Path, aws: &Path, cdk: &Path) -> Result<Self> {
        let mut build = Command::new("cargo");
        build.args(["build", "--quiet", "--package", "stackwright-cli"]);
        process::succeed(build.current_dir(root), LIMIT)?;
        let others = std::env::var_os("PATH").unwrap_or_default();
        let first = [aws.join("bin"), cdk.join("node_modules/.bin")];
        let others = std::env::split_paths(&others);
        Ok(Tool {
            root: root.to_owned(),
            path: std::env::join_paths(first.into_iter().chain(others))?,
        })
    }

    /// What the tool prints.
    pub fn print<S: AsRef<std::ffi::OsStr>>(
        &self,
        words: impl IntoIterator<Item = S>,
    ) -> Result<String> {
        let mut command = Command::new(self.root.join("target/debug/stackwright"));
        process::succeed(command.args(words), LIMIT)
    }

    /// Runs a script as somebody does who has an account.
    fn shell(&self, moto: &Moto, file: &Path, given: &Given) -> Result<Said> {
        let mut command = Command::new("sh");
        command
            .arg(file)
            .env("PATH", &self.path)
            .env("TEMPLATE_BUCKET", BUCKET)
            .env("CDK_DISABLE_CLI_TELEMETRY", "true")
            .env("CDK_REQUIRE_APPROVAL", "never")
            .env("CI", "true");
        for (name, value) in given {
            command.env(format!("PARAM_{name}"), value);
        }
        process::run(moto.point(&mut command), LIMIT)
    }
}

/// Of how many resources at most the services are asked: for all of an example they are asked where its
/// templates are judged.
const ASKED: usize = 60;

fn resources(example: &Example) -> usize {
    let of = |stack: &Stack| {
        stack.template["Resources"]
            .as_object()
            .map_or(0, |all| all.len())
    };
    example.stacks.iter().map(of).sum()
}

/// Makes the stacks of an example by what is printed for it.
pub fn judge(moto: &mut Moto, tool: &Tool, questions: &Questions, example: &Example) -> Verdict {
    let mut total = Total::default();
    let is_asked = resources(example) <= ASKED;
    let result = ["cdk", "aws"].iter().try_for_each(|client| {
        let given = by(moto, tool, example, client)?;
        if *client == "aws" && is_asked {
            for stack in &example.stacks {
                services::inspect(moto, questions, stack, &given, &mut total)?;
            }
        }
        Ok(())
    });
    if let Err(error) = result.map_err(|error: anyhow::Error| format!("{error:#}")) {
        total.wrong.push(error);
    }
    match total.wrong.is_empty() {
        true if is_asked => Verdict::Good(format!("both command lines; {total}")),
        true => Verdict::Good("both command lines".to_owned()),
        false => Verdict::Bad(total.wrong),
    }
}

/// Makes the stacks by one of the command lines; what their parameters were given, which is the same for all that
/// have one of a name.
fn by(moto: &mut Moto, tool: &Tool, example: &Example, client: &str) -> Result<Given> {
    moto.reset()?;
    moto.ask(["s3api", "create-bucket", "--bucket", BUCKET])?;
    let mut given = Given::new();
    for stack in &example.stacks {
        given.extend(parameters::given(moto, &stack.template)?);
    }
    let assembly = example.assembly.to_string_lossy();
    let script = tool.print(["plan", &assembly, "--with", client, "--format", "shell"])?;
    let file = example.assembly.with_extension(format!("{client}.sh"));
    fs::write(&file, script)?;
    let said = tool.shell(moto, &file, &given)?;
    ensure!(said.succeeded(), "{}: {}", file.display(), said.end());
    let deployed = stacks_of(moto)?;
    for stack in &example.stacks {
        let status = deployed
            .get(&stack.name)
            .map_or("not there", String::as_str);
        let name = &stack.name;
        ensure!(status == "CREATE_COMPLETE", "{client}: {name} is {status}");
    }
    Ok(given)
}

/// moto names what has no name by its stack, whose name has a colon in a stack set.
const STREAM: &str = "Parameters: {Shards: {Type: Number}}
Resources: {Jobs: {Type: AWS::Kinesis::Stream, Properties: {Name: jobs, ShardCount: !Ref Shards}}}
";

/// A template stands in two regions of an account as a stack set; what is wrong with that.
pub fn spreads(moto: &mut Moto, tool: &Tool, folder: &Path) -> Result<Vec<String>> {
    moto.reset()?;
    let (template, file) = (folder.join("jobs.yaml"), folder.join("jobs.sh"));
    fs::write(&template, STREAM)?;
    let template = template.to_string_lossy();
    let places = ["--accounts", ACCOUNT, "--regions", "us-east-1,eu-west-1"];
    let words = ["plan", &template, "--format", "shell"];
    fs::write(&file, tool.print(words.into_iter().chain(places))?)?;
    let given = Given::from([("Shards".to_owned(), "3".to_owned())]);
    let said = tool.shell(moto, &file, &given)?;
    ensure!(said.succeeded(), "stack set: {}", said.end());
    let mut wrong = Vec::new();
    for region in ["us-east-1", "eu-west-1"] {
        let words = [
            "kinesis",
            "describe-stream-summary",
            "--stream-name",
            "jobs",
        ];
        let found = moto.ask(words.into_iter().chain(["--region", region]))?;
        let shards = found
            .pointer("/StreamDescriptionSummary/OpenShardCount")
            .cloned();
        if shards != Some(3.into()) {
            wrong.push(format!("stack set: the shards in {region} are {shards:?}"));
        }
    }
    let words = [
        "cloudformation",
        "list-stack-instances",
        "--stack-set-name",
        "jobs",
    ];
    let found = moto.ask(words)?;
    let found = found["Summaries"].as_array().into_iter().flatten();
    let regions: BTreeSet<&str> = found.filter_map(|one| one["Region"].as_str()).collect();
    if regions != BTreeSet::from(["eu-west-1", "us-east-1"]) {
        wrong.push(format!("stack set: it stands in {regions:?}"));
    }
    Ok(wrong)
}

/// What has moved, as `mapping refactor` and `cdk refactor` see it: two topics that say the same, which only the
/// beginnings of their ids tell apart.
const MOVED: [(&str, [&str; 2]); 2] = [
    ("before", ["OrderTopic", "StockTopic"]),
    ("after", ["OrderEvents", "StockEvents"]),
];

/// The clients read what `mapping` prints; what is wrong with that. moto takes an import for a creation and has
/// no refactoring, so what becomes of either is not seen.
pub fn maps(moto: &mut Moto, tool: &Tool, folder: &Path) -> Result<Vec<String>> {
    moto.reset()?;
    let mut wrong = imports(moto, tool, folder)?;
    for (name, ids) in MOVED {
        let topics = ids.map(|id| {
            let properties = "\"Properties\": {\"DisplayName\": \"t\"}";
            format!("\"{id}\": {{\"Type\": \"AWS::SNS::Topic\", {properties}}}")
        });
        let assembly = folder.join(name);
        fs::create_dir_all(&assembly)?;
        let template = format!("{{\"Resources\": {{{}}}}}", topics.join(", "));
        fs::write(assembly.join("A.template.json"), template)?;
        fs::write(assembly.join("manifest.json"), MANIFEST)?;
    }
    let place = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (before, after) = (place("before"), place("after"));
    let body = format!("file://{before}/A.template.json");
    let words = ["cloudformation", "create-stack", "--stack-name", "A"];
    moto.ask(words.into_iter().chain(["--template-body", &body]))?;
    let cdk = |more: &[&str]| -> Result<Said> {
        let mut command = Command::new("cdk");
        command
            .args(["refactor", "--unstable=refactor", "--dry-run", "--no-color"])
            .args(["--app", &after])
            .args(more)
            .current_dir(folder)
            .env("PATH", &tool.path)
            .env("CDK_DISABLE_CLI_TELEMETRY", "true")
            .env("CI", "true");
        process::run(moto.point(&mut command), LIMIT)
    };
    let asked = ["mapping", "refactor", &before, &after];
    let places = ["--account", ACCOUNT, "--region", REGION];
    let file = place("refactor.json");
    fs::write(&file, tool.print(asked.into_iter().chain(places))?)?;
    let (without, with) = (cdk(&[])?, cdk(&["--override-file", &file])?);
    if !without.all().contains("ambiguities") {
        wrong.push(format!("refactor without a file: {}", without.end()));
    }
    let is_mapped = |from: &str, to: &str| {
        let said = with.all();
        let lines = said.lines();
        lines
            .filter(|line| line.contains(from))
            .any(|line| line.contains(to))
    };
    let mapping = super::examples::read(Path::new(&file))?;
    let pairs = mapping.pointer("/environments/0/resources");
    let pairs = pairs
        .and_then(|pairs| pairs.as_object())
        .into_iter()
        .flatten();
    let pairs: Vec<(&str, &str)> = pairs
        .filter_map(|(from, to)| Some((from.as_str(), to.as_str()?)))
        .collect();
    if pairs.len() != 2 || pairs.iter().any(|(from, to)| !is_mapped(from, to)) {
        wrong.push(format!("refactor with a file ({pairs:?}): {}", with.end()));
    }
    let file = place("refactor.list.json");
    let list = tool.print(asked.into_iter().chain(["--for", "aws"]))?;
    fs::write(&file, list)?;
    let definition = format!("StackName=A,TemplateBody@=file://{after}/A.template.json");
    let mappings = format!("file://{file}");
    let words = [
        "cloudformation",
        "create-stack-refactor",
        "--stack-definitions",
        &definition,
    ];
    let words = words
        .into_iter()
        .chain(["--resource-mappings", &mappings, "--debug"]);
    let said = moto.say(words)?;
    // What it sends has the template, and the names of both places.
    let sent = [
        "Resources",
        "Source.LogicalResourceId",
        "Destination.LogicalResourceId",
    ];
    let is_sent = sent.iter().all(|part| said.stderr.contains(part));
    if !is_sent || said.stderr.contains("Parameter validation failed") {
        wrong.push(format!(
            "create-stack-refactor does not send the file: {}",
            said.end()
        ));
    }
    Ok(wrong)
}

const MANIFEST: &str = r#"{"version": "36.0.0", "artifacts": {"A": {"type": "aws:cloudformation:stack",
"environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "A.template.json"}}}}
"#;

/// The client of AWS takes the list of what is imported, and makes a change set of it.
fn imports(moto: &Moto, tool: &Tool, folder: &Path) -> Result<Vec<String>> {
    let place = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (template, file) = (place("import.yaml"), place("import.json"));
    let bucket = "Resources: {Kept: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, \
                  Properties: {BucketName: kept}}}\n";
    fs::write(&template, bucket)?;
    fs::write(
        &file,
        tool.print(["mapping", "import", &template, "--for", "aws"])?,
    )?;
    let (body, list) = (format!("file://{template}"), format!("file://{file}"));
    let words = [
        "cloudformation",
        "create-change-set",
        "--change-set-type",
        "IMPORT",
    ];
    let words = words
        .into_iter()
        .chain(["--stack-name", "kept", "--change-set-name", "import"]);
    let words = words.chain(["--template-body", &body, "--resources-to-import", &list]);
    moto.ask(words)?;
    let words = [
        "cloudformation",
        "describe-change-set",
        "--change-set-name",
        "import",
    ];
    let found = moto.ask(words.into_iter().chain(["--stack-name", "kept"]))?;
    let id = found
        .pointer("/Changes/0/ResourceChange/LogicalResourceId")
        .cloned();
    Ok(match id == Some("Kept".into()) {
        true => Vec::new(),
        false => vec![format!("import: the change set is of {id:?}")],
    })
}
