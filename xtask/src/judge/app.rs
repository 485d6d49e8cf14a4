//! The command line of AWS CDK runs a program as a user has it, by `"app": "cargo run -q"`, from the
//! bootstrap of an account to the end of its stacks: what it lists, publishes, deploys, compares,
//! watches and destroys. `tests/judge/app` is the program, `tests/judge/bin/docker` stands in for Docker
//! and writes down how it was called.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::examples;
use super::install::Ready;
use super::moto::{ACCOUNT, Moto, REGION};
use super::process::{self, Said, Server};

/// The program is compiled within the first call.
const LIMIT: Duration = Duration::from_secs(900);

/// The key of what a stack publishes of this kind: the hash of the only asset that has this name.
struct Hashes {
    settings: String,
    site: String,
    api: String,
    jobs: String,
    template: String,
    nested: String,
}

/// Judges; each line is something that is wrong.
pub fn judge(root: &Path, folder: &Path, moto: &Ready, cdk: &Ready) -> Result<Vec<String>, String> {
    let (moto, cdk) = (moto.as_ref()?, cdk.as_ref()?);
    let judged = Shop::new(root, folder, moto, cdk).and_then(|mut shop| {
        shop.life()?;
        Ok(shop.wrong)
    });
    Ok(judged.unwrap_or_else(|error| vec![format!("app: {error:#}")]))
}

struct Shop {
    moto: Moto,
    cdk: PathBuf,
    python: PathBuf,
    /// Where the program is.
    dir: PathBuf,
    /// How Docker was called.
    calls: PathBuf,
    path: String,
    target: PathBuf,
    wrong: Vec<String>,
}

impl Shop {
    fn new(root: &Path, folder: &Path, moto: &Path, cdk: &Path) -> Result<Self> {
        let dir = folder.join("app");
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        copy(&root.join("tests/judge/app"), &dir)?;
        let calls = folder.join("docker.calls");
        if calls.exists() {
            fs::remove_file(&calls)?;
        }
        // So that what is compiled for the examples is compiled once.
        fs::copy(root.join("Cargo.lock"), dir.join("Cargo.lock"))?;
        let stand_in = root.join("tests/judge/bin");
        let others = std::env::var("PATH").unwrap_or_default();
        Ok(Self {
            moto: Moto::start(root, moto, &folder.join("app.log"))?,
            cdk: cdk.join("node_modules/aws-cdk/bin/cdk"),
            python: moto.join("bin/python"),
            calls,
            path: format!("{}:{others}", stand_in.display()),
            target: root.join("target"),
            dir,
            wrong: Vec::new(),
        })
    }

    /// From the bootstrap to the end.
    fn life(&mut self) -> Result<()> {
        let environment = format!("aws://{ACCOUNT}/{REGION}");
        self.succeed(&["bootstrap", &environment])?;
        self.lists_and_prints()?;
        self.takes_context()?;
        self.looks_up()?;
        let hashes = self.deploys()?;
        self.published(&hashes)?;
        self.nests()?;
        self.compares_and_deploys_again(&hashes)?;
        self.watches()?;
        self.rolls_back()?;
        self.take_image("shop", &hashes.jobs)?;
        self.destroys(&[])?;
        self.deploys_by_roles()
    }

    fn lists_and_prints(&mut self) -> Result<()> {
        let said = self.succeed(&["ls"])?;
        self.expect(
            "ls",
            "Registry\nWeb (shop-web)\nParts\nLarge\n",
            &said.stdout,
        );
        let said = self.succeed(&["synth", "--json", "Web"])?;
        let printed: Value = serde_json::from_str(&said.stdout).context("synth prints no JSON")?;
        let written = examples::read(&self.dir.join("cdk.out/Web.template.json"))?;
        self.expect("synth", &written, &printed);
        Ok(())
    }

    /// What `cdk.json` says reaches the program, what the call says goes before, and what is too
    /// long for the environment comes by a file.
    fn takes_context(&mut self) -> Result<()> {
        let team = |shop: &Self, words: &[&str]| -> Result<Value> {
            let said = shop.succeed(&[&["synth", "--json", "Registry"], words].concat())?;
            let template: Value = serde_json::from_str(&said.stdout)?;
            let tags = template.pointer("/Resources/Shop563325D0/Properties/Tags/0/Value");
            Ok(tags.cloned().unwrap_or_default())
        };
        let found = team(self, &[])?;
        self.expect("context of cdk.json", &json!("shop"), &found);
        let found = team(self, &["--context", "team=records"])?;
        self.expect("context of the call", &json!("records"), &found);

        let file = self.dir.join("cdk.json");
        let text = fs::read_to_string(&file)?;
        let mut settings: Value = serde_json::from_str(&text)?;
        settings["context"]["long"] = json!("x".repeat(300_000));
        fs::write(&file, settings.to_string())?;
        let found = team(self, &[])?;
        self.expect("a long context", &json!("shop"), &found);
        fs::write(&file, text)?;
        Ok(())
    }

    /// The command line looks up what the manifest says is missing and runs the program again; the
    /// program's own command writes the same file, by the AWS command line.
    fn looks_up(&mut self) -> Result<()> {
        let words = ["synth", "--json", "Found", "--context", "lookups=true"];
        let said = self.succeed(&words)?;
        let template: Value = serde_json::from_str(&said.stdout).context("synth prints no JSON")?;
        let zones = template.pointer("/Outputs/Zones/Value").cloned();
        self.expect(
            "zones of the account",
            &Some(json!("us-east-1a,us-east-1b")),
            &zones,
        );
        let vpc = self.moto.ask([
            "ec2",
            "describe-vpcs",
            "--filters",
            "Name=isDefault,Values=true",
        ])?;
        let vpc = vpc.pointer("/Vpcs/0/VpcId").cloned();
        let resources = template["Resources"].as_object().into_iter().flatten();
        let mut found = resources.filter_map(|(_, one)| one.pointer("/Properties/VpcId").cloned());
        self.expect("the VPC of the account", &vpc, &found.next_back());

        let file = self.dir.join("cdk.context.json");
        let by_cdk = examples::read(&file)?;
        fs::remove_file(&file)?;
        let mut command = Command::new("cargo");
        command
            .args([
                "run",
                "-q",
                "--",
                "context",
                "--context",
                "lookups=true",
                "--aws",
            ])
            .arg(self.moto.aws())
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", &self.target);
        process::without_cargo(&mut command);
        self.moto.point(&mut command);
        process::succeed(&mut command, LIMIT)?;
        let by_us = examples::read(&file)?;
        // The command line looks up side by side, and writes what is there first.
        let keys = |file: &Value| -> BTreeSet<String> {
            let keys = file.as_object().into_iter().flatten();
            keys.map(|(key, _)| key.clone()).collect()
        };
        self.expect("keys of what was looked up", &keys(&by_cdk), &keys(&by_us));
        for key in keys(&by_cdk) {
            // The command line of AWS CDK writes lists for older libraries as well, and takes the subnets of
            // moto's default network for public, which gives them addresses and no way in.
            let (theirs, ours) = (&by_cdk[&key], &by_us[&key]);
            let parts = ["vpcId", "vpcCidrBlock", "ownerAccountId"];
            match theirs.is_object() {
                true => parts.iter().for_each(|part| {
                    self.expect(
                        &format!("{part} that was looked up"),
                        &theirs[*part],
                        &ours[*part],
                    );
                }),
                false => self.expect(&key, theirs, ours),
            }
        }
        // What was found before is what the command line passes on.
        self.succeed(&words)?;
        let again = examples::read(&file)?;
        self.expect("the command line leaves what is there", &by_us, &again);
        fs::remove_file(&file)?;
        Ok(())
    }

    /// Deploys all stacks, and finds no difference to what is deployed.
    fn deploys(&mut self) -> Result<Hashes> {
        self.deploy(&["--all"])?;
        let stacks = super::cdk::stacks_of(&self.moto)?;
        for name in ["Registry", "shop-web", "Parts", "Large"] {
            let status = stacks.get(name).map_or("not there", String::as_str);
            self.expect(&format!("deploy {name}"), "CREATE_COMPLETE", status);
        }
        let hashes = self.hashes()?;
        let calls = self.calls()?;
        let built: BTreeSet<String> = of(&calls, "build").collect();
        let words = |hash: &str, target: &str| {
            format!(
                "{}/cdk.out/asset.{hash}|(attestations=1)|build|--build-arg|COLOUR=blue|--build-arg|\
                 STAGE=test|--secret|id=token,env=NPM_TOKEN|--tag|cdkasset-{hash}|{target}\
                 --platform|linux/arm64|.",
                self.dir.display()
            )
        };
        let expected = BTreeSet::from([
            words(&hashes.api, ""),
            words(&hashes.jobs, "--target|jobs|"),
        ]);
        self.expect("docker build", &expected, &built);
        let registry = format!("{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com");
        let pushed: BTreeSet<String> = of(&calls, "push").collect();
        let push = |repository: &str, hash: &str| {
            let dir = self.dir.display();
            format!("{dir}|push|{registry}/{repository}:{hash}")
        };
        let expected = BTreeSet::from([
            push(&bootstrapped("container-assets"), &hashes.api),
            push("shop", &hashes.jobs),
        ]);
        self.expect("docker push", &expected, &pushed);
        self.succeed(&["diff", "--fail", "--method", "template"])?;
        Ok(hashes)
    }

    /// The bucket has what the lists say, and the archive what was hashed.
    fn published(&mut self, hashes: &Hashes) -> Result<()> {
        let bucket = bootstrapped("assets");
        let words = ["s3api", "list-objects-v2", "--bucket", &bucket];
        let found = self.moto.ask(words)?;
        let found = found.pointer("/Contents").and_then(Value::as_array);
        let keys = found.into_iter().flatten();
        let keys: BTreeSet<&str> = keys.filter_map(|object| object["Key"].as_str()).collect();
        let expected = [
            format!("{}.env", hashes.settings),
            format!("{}.zip", hashes.site),
            format!("{}.json", hashes.template),
            format!("{}.json", hashes.nested),
        ];
        let expected: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
        self.expect("objects", &expected, &keys);

        let archive = self.dir.join("site.zip");
        let place = archive.to_string_lossy().into_owned();
        let key = format!("{}.zip", hashes.site);
        let words = [
            "s3api",
            "get-object",
            "--bucket",
            &bucket,
            "--key",
            &key,
            &place,
        ];
        self.moto.ask(words)?;
        let script = "import sys, zipfile\n\
                      for one in zipfile.ZipFile(sys.argv[1]).infolist():\n    \
                      print(one.filename, oct(one.external_attr >> 16), one.date_time)";
        let mut command = Command::new(&self.python);
        let listed = process::succeed(command.args(["-c", script, &place]), LIMIT)?;
        let time = "(1980, 1, 1, 0, 0, 0)";
        let expected = format!("index.html 0o100644 {time}\nrun.sh 0o100755 {time}\n");
        self.expect("archive", expected.as_str(), &listed);
        Ok(())
    }

    /// A nested stack is made of its own template, with what it is given, and shows what others ask for.
    fn nests(&mut self) -> Result<()> {
        let words = ["ssm", "get-parameter", "--name", "/parts/mail"];
        let found = self.moto.ask(words)?;
        let expected = format!("arn:aws:sqs:{REGION}:{ACCOUNT}:mail");
        let value = found.pointer("/Parameter/Value").cloned();
        self.expect(
            "a nested stack is given a value",
            &Some(json!(expected)),
            &value,
        );
        // moto shows what is in the nested stack, and not what the one around it reads of that.
        let found = self.moto.ask(["cloudformation", "describe-stacks"])?;
        let mut stacks = found["Stacks"].as_array().into_iter().flatten();
        let is_nested = |stack: &&Value| {
            let name = stack["StackName"].as_str().unwrap_or_default();
            name.starts_with("Parts-Inner")
        };
        let nested = stacks.find(is_nested);
        let shown = nested.and_then(|stack| stack.pointer("/Outputs/0/OutputValue"));
        self.expect(
            "a nested stack shows a value",
            &Some(json!("/parts/mail")),
            &shown.cloned(),
        );

        // `cdk diff` looks into it.
        let file = self.dir.join("src/main.rs");
        let text = fs::read_to_string(&file)?;
        fs::write(
            &file,
            text.replace(
                r#""Type", "String")
        .property("Value", mail"#,
                r#""Type", "String")
        .property("Description", "changed")
        .property("Value", mail"#,
            ),
        )?;
        let said = self.run(&["diff", "--fail", "--method", "template", "Parts"])?;
        self.expect("diff of a nested stack", &Some(1), &said.code);
        let shows = said.all().contains("AWS::SSM::Parameter") && said.all().contains("changed");
        self.expect("diff shows what changes in a nested stack", &true, &shows);
        fs::write(&file, text)?;
        Ok(())
    }

    /// What is ignored changes nothing, what is there is not built again, and what changes is.
    fn compares_and_deploys_again(&mut self, hashes: &Hashes) -> Result<()> {
        fs::write(self.dir.join("api/.env"), "SECRET=2")?;
        self.succeed(&["diff", "--fail", "--method", "template"])?;
        self.put_image(&bootstrapped("container-assets"), &hashes.api)?;
        self.put_image("shop", &hashes.jobs)?;
        self.calls()?;
        self.deploy(&["--all"])?;
        let none: Vec<Vec<String>> = Vec::new();
        let calls = self.calls()?;
        self.expect("calls for images that are there", &none, &calls);

        fs::write(self.dir.join("api/src/main.js"), "serve(2)\n")?;
        let said = self.run(&["diff", "--fail", "--method", "template", "Web"])?;
        self.expect("diff of an image", &Some(1), &said.code);
        let is_shown = said.all().contains("AWS::ECS::TaskDefinition");
        self.expect("diff of an image shows the task", &true, &is_shown);
        self.deploy(&["Web"])?;
        let new = self.hashes()?;
        self.expect("another hash", &true, &(new.api != hashes.api));
        // moto leaves the task definition as it was; the stack has the template.
        let words = ["cloudformation", "get-template", "--stack-name", "shop-web"];
        let template = self.moto.ask(words)?.to_string();
        self.expect(
            "the new image is deployed",
            &true,
            &template.contains(&new.api),
        );
        Ok(())
    }

    /// A change of a file is deployed without being asked for.
    fn watches(&mut self) -> Result<()> {
        self.calls()?;
        let mut command = self.command(&["watch", "--no-hotswap", "--asset-prebuild=false", "Web"]);
        let log = self.dir.join("watch.log");
        let watching = Server::start(&mut command, &log, LIMIT)?;
        let started = Instant::now();
        let mut change = 3;
        loop {
            // The first deployment has to be over before a change is seen as one.
            fs::write(
                self.dir.join("api/src/main.js"),
                format!("serve({change})\n"),
            )?;
            change += 1;
            thread::sleep(Duration::from_secs(5));
            let calls = fs::read_to_string(&self.calls).unwrap_or_default();
            let built: BTreeSet<&str> = calls
                .lines()
                .filter(|line| line.contains("\tbuild\t"))
                .filter_map(|line| line.split('\t').next())
                .collect();
            // Two images are built of one directory.
            if built.len() >= 4 {
                break;
            }
            if started.elapsed() > Duration::from_secs(180) {
                self.wrong.push(format!("watch: {} builds", built.len()));
                break;
            }
        }
        drop(watching);
        Ok(())
    }

    /// The manifest says where the version of the bootstrap is: else it is refused.
    fn rolls_back(&mut self) -> Result<()> {
        let said = self.run(&["rollback", "Web"])?;
        let is_understood = said.all().contains("does not need a rollback");
        if !is_understood {
            self.wrong.push(format!("rollback: {}", said.end()));
        }
        Ok(())
    }

    fn destroys(&mut self, words: &[&str]) -> Result<()> {
        self.succeed(&[&["destroy", "--all", "--force"], words].concat())?;
        let stacks = super::cdk::stacks_of(&self.moto)?;
        let left: Vec<&str> = stacks.keys().map(String::as_str).collect();
        self.expect("destroy", &vec!["CDKToolkit"], &left);
        Ok(())
    }

    /// The roles of the bootstrap publish and deploy where the program says so.
    fn deploys_by_roles(&mut self) -> Result<()> {
        let roles = ["--context", "roles=true"];
        self.deploy(&[&["--all"], &roles[..]].concat())?;
        let words = [
            "cloudformation",
            "describe-stacks",
            "--stack-name",
            "shop-web",
        ];
        let found = self.moto.ask(words)?;
        let role = found.pointer("/Stacks/0/RoleARN").cloned();
        let expected =
            format!("arn:aws:iam::{ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-{REGION}");
        self.expect("the role of the stack", &Some(json!(expected)), &role);
        self.destroys(&roles)
    }

    /// What the lists of the last synthesis name.
    fn hashes(&self) -> Result<Hashes> {
        let hash = |stack: &str, name: &str| -> Result<String> {
            let list = examples::read(&self.dir.join(format!("cdk.out/{stack}.assets.json")))?;
            let kinds = ["files", "dockerImages"].into_iter();
            let assets = kinds.filter_map(|kind| list[kind].as_object()).flatten();
            let mut named = assets.filter(|(_, asset)| asset["displayName"] == name);
            let (hash, _) = named.next().with_context(|| format!("no asset {name}"))?;
            Ok(hash.clone())
        };
        Ok(Hashes {
            settings: hash("Web", "Web/Settings")?,
            site: hash("Web", "Web/Site")?,
            api: hash("Web", "Web/Task/Images/api")?,
            jobs: hash("Web", "Web/Task/Images/jobs")?,
            template: hash("Large", "Large template")?,
            nested: hash("Parts", "Parts/Inner template")?,
        })
    }

    /// As if Docker had pushed it.
    fn put_image(&self, repository: &str, tag: &str) -> Result<()> {
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
            "config": {
                "mediaType": "application/vnd.docker.container.image.v1+json",
                "size": 1,
                "digest": format!("sha256:{tag}"),
            },
            "layers": [],
        });
        let words = [
            "ecr",
            "put-image",
            "--repository-name",
            repository,
            "--image-tag",
            tag,
        ];
        let manifest = manifest.to_string();
        let words = [&words[..], &["--image-manifest", &manifest]].concat();
        self.moto.ask(words).map(drop)
    }

    /// A repository with images is not deleted.
    fn take_image(&self, repository: &str, tag: &str) -> Result<()> {
        let image = format!("imageTag={tag}");
        let words = ["ecr", "batch-delete-image", "--repository-name", repository];
        let words = [&words[..], &["--image-ids", &image]].concat();
        self.moto.ask(words).map(drop)
    }

    fn deploy(&self, words: &[&str]) -> Result<Said> {
        // What moto makes by a change set exports nothing. Images for a repository of the app are
        // built before there is one, unless they are not.
        let deploy = [
            "deploy",
            "--method",
            "direct",
            "--asset-prebuild=false",
            "--require-approval",
            "never",
            "--progress",
            "events",
        ];
        self.succeed(&[&deploy[..], words].concat())
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("node");
        command
            .arg(&self.cdk)
            .args(["--no-notices", "--no-color"])
            .args(words)
            .current_dir(&self.dir)
            .env("CDK_DISABLE_CLI_TELEMETRY", "true")
            .env("CI", "true")
            .env("PATH", &self.path)
            .env("STAND_IN_LOG", &self.calls)
            .env("CARGO_TARGET_DIR", &self.target)
            // Where CloudFormation finds templates; moto takes an address of AWS for its own.
            .env(
                "AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION",
                format!("https://s3.{REGION}.amazonaws.com"),
            );
        process::without_cargo(&mut command);
        self.moto.point(&mut command);
        command
    }

    fn run(&self, words: &[&str]) -> Result<Said> {
        process::run(&mut self.command(words), LIMIT)
    }

    fn succeed(&self, words: &[&str]) -> Result<Said> {
        let said = self.run(words)?;
        ensure!(said.succeeded(), "{}: {}", words.join(" "), said.end());
        Ok(said)
    }

    /// How Docker was called since the last time: the directory, and the words.
    fn calls(&self) -> Result<Vec<Vec<String>>> {
        let text = fs::read_to_string(&self.calls).unwrap_or_default();
        if self.calls.exists() {
            fs::remove_file(&self.calls)?;
        }
        let words = |line: &str| line.split('\t').map(str::to_owned).collect();
        Ok(text.lines().map(words).collect())
    }

    fn expect<T: PartialEq + std::fmt::Debug + ?Sized>(
        &mut self,
        what: &str,
        expected: &T,
        found: &T,
    ) {
        if expected != found {
            self.wrong.push(format!(
                "app: {what}: expected {expected:?}, found {found:?}"
            ));
        }
    }
}

/// The calls of one of Docker's commands, as texts.
fn of<'a>(calls: &'a [Vec<String>], command: &'a str) -> impl Iterator<Item = String> + 'a {
    let calls = calls.iter();
    let of_command = calls.filter(move |words| words.iter().take(3).any(|word| word == command));
    of_command.map(|words| words.join("|"))
}

/// What the bootstrap calls something.
fn bootstrapped(what: &str) -> String {
    format!("cdk-hnb659fds-{what}-{ACCOUNT}-{REGION}")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &to)?,
            false => drop(fs::copy(entry.path(), to)?),
        }
    }
    Ok(())
}
