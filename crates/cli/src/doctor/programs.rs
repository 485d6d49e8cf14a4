use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::version::Version;
use super::{Item, State};
use crate::at_once::at_once;
use crate::progress::Progress;

/// How long a program may think of its version.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program that is asked for its version.
struct Program {
    name: &'static str,
    command: &'static str,
    /// What it is for.
    purpose: &'static str,
    /// The file of a project that cannot do without it.
    needed_by: Option<&'static str>,
    url: &'static str,
    /// What a version means, and what is to be said of it.
    judge: fn(Version) -> (State, String),
}

const PROGRAMS: [Program; 5] = [
    Program {
        name: "Rust",
        command: "rustc",
        purpose: "compiles programs",
        needed_by: Some("Cargo.toml"),
        url: "https://rustup.rs",
        judge: rust,
    },
    Program {
        name: "cargo",
        command: "cargo",
        purpose: "builds programs",
        needed_by: Some("Cargo.toml"),
        url: "https://rustup.rs",
        judge: rust,
    },
    Program {
        name: "Node.js",
        command: "node",
        purpose: "runs the AWS CDK command line",
        needed_by: None,
        url: "https://docs.aws.amazon.com/cdk/v2/guide/node-versions.html",
        judge: node,
    },
    Program {
        name: "AWS CDK command line",
        command: "cdk",
        purpose: "deploys; `npx aws-cdk@2` runs it where it is not installed",
        needed_by: None,
        url: "https://docs.aws.amazon.com/cdk/v2/guide/getting-started.html",
        judge: cdk,
    },
    Program {
        name: "AWS command line",
        command: "aws",
        purpose: "looks up, and deploys without the AWS CDK",
        needed_by: None,
        url: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
        judge: aws,
    },
];

/// What the programs say.
pub(super) fn items(folder: &Path, progress: &Progress) -> Vec<Item> {
    progress.begin("asked", "programs", PROGRAMS.len());
    at_once(&PROGRAMS, |program| {
        let item = program.item(folder);
        progress.step();
        item
    })
}

impl Program {
    fn item(&self, folder: &Path) -> Item {
        let said = ask(self.command, folder);
        let version = said.as_deref().and_then(Version::find);
        let (state, note) = match (&said, version) {
            (_, Some(version)) => (self.judge)(version),
            (Some(_), None) => (State::Unknown, "it says no version".to_owned()),
            (None, None) => match self.needed_by {
                Some(file) if folder.join(file).exists() => {
                    (State::Unfit, format!("{file} is here, and needs it"))
                }
                _ => (State::Missing, self.purpose.to_owned()),
            },
        };
        Item {
            name: self.name.to_owned(),
            version: version.map(|version| version.to_string()),
            state,
            note,
            url: Some(self.url.to_owned()),
        }
    }
}

/// What a program says of its version; nothing where it is not there, fails, or takes too long.
fn ask(program: &str, folder: &Path) -> Option<String> {
    let mut command = match cfg!(windows) {
        // Some are scripts there.
        true => {
            let mut shell = Command::new("cmd");
            shell.args(["/C", program]);
            shell
        }
        false => Command::new(program),
    };
    command.arg("--version").current_dir(folder);
    // Neither looks for newer ones, nor gets one.
    command.env("CDK_DISABLE_VERSION_CHECK", "1");
    command.env("RUSTUP_AUTO_INSTALL", "0");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let start = Instant::now();
    loop {
        if child.try_wait().ok()?.is_some() {
            break;
        }
        if start.elapsed() > PATIENCE {
            // It may have ended just now.
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(said)
}

/// What stackwright is compiled with at least.
const RUST: &str = env!("CARGO_PKG_RUST_VERSION");

fn rust(version: Version) -> (State, String) {
    match Version::find(RUST) {
        Some(least) if version < least => (
            State::Unfit,
            format!("stackwright needs {RUST} or later: `rustup update`"),
        ),
        _ => (State::Fits, format!("stackwright needs {RUST} or later")),
    }
}

/// Until when AWS supports a major version of Node.js for the AWS CDK.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/node-versions.html>
const SUPPORTED: [(u32, &str); 4] = [
    (18, "2025-11-30"),
    (20, "2026-10-30"),
    (22, "2027-10-30"),
    (24, "2028-10-30"),
];

/// What aws-cdk 2.1148.1 says in its package.json.
const NODE: u32 = 18;

fn node(version: Version) -> (State, String) {
    let Version(major, ..) = version;
    if major < NODE {
        let note = format!("the AWS CDK command line needs {NODE} or later");
        return (State::Unfit, note);
    }
    let until = SUPPORTED.iter().find(|(own, _)| *own == major);
    let note = match until {
        Some((_, until)) => format!("for the AWS CDK command line; AWS supports it until {until}"),
        None => "for the AWS CDK command line".to_owned(),
    };
    (State::Fits, note)
}

/// The oldest that was tried with what programs write; `docs/judges.md` has what was tried.
const CDK: Version = Version(2, 1000, 0);

/// <https://docs.aws.amazon.com/cdk/v2/guide/versioning.html>
fn cdk(version: Version) -> (State, String) {
    match version {
        Version(0 | 1, ..) => (
            State::Unfit,
            "its support ended on 2023-06-01: `npm install --global aws-cdk@2`".to_owned(),
        ),
        older if older < CDK => (
            State::Unknown,
            format!("the oldest that was tried is {CDK}"),
        ),
        _ => (
            State::Fits,
            format!("reads what programs write since {CDK}"),
        ),
    }
}

/// <https://aws.amazon.com/blogs/developer/aws-cli-v1-maintenance-mode-announcing-changes-to-dependency-updates/>
fn aws(version: Version) -> (State, String) {
    let note = match version {
        Version(0 | 1, ..) => "in maintenance since 2026-07-15; there is a version 2",
        _ => "looks up, and deploys without the AWS CDK",
    };
    (State::Fits, note.to_owned())
}
