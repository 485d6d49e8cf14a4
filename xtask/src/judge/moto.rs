//! An AWS in memory on this machine, and the command line that people talk to AWS with.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use super::process::{self, Said, Server};

/// Whose account moto has.
pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "us-east-1";

/// How long one call may take; a whole stack is made in one.
const LIMIT: Duration = Duration::from_secs(120);

/// A server of moto's; it ends with this value.
pub struct Moto {
    server: Server,
    address: String,
    aws: PathBuf,
}

impl Moto {
    /// Starts a server on a free port of 127.0.0.1; `kit` is where moto is installed.
    pub fn start(root: &Path, kit: &Path, log: &Path) -> Result<Self> {
        let mut command = Command::new(kit.join("bin/python"));
        // -B: nothing is written beside the script.
        command
            .arg("-B")
            .arg(root.join("tests/judge/moto_server.py"));
        let server = Server::start(&mut command, log, LIMIT)?;
        let address = server
            .line()
            .with_context(|| format!("moto did not start; see {}", log.display()))?;
        Ok(Self {
            server,
            address,
            aws: kit.join("bin/aws"),
        })
    }

    /// Forgets everything.
    pub fn reset(&mut self) -> Result<()> {
        self.server.ask("reset").map(drop)
    }

    /// Makes a client talk to this server and to nobody else.
    pub fn point<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("AWS_ENDPOINT_URL", &self.address)
            .env("AWS_ACCESS_KEY_ID", "judge")
            .env("AWS_SECRET_ACCESS_KEY", "judge")
            .env("AWS_DEFAULT_REGION", REGION)
            .env("AWS_REGION", REGION)
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_PAGER", "")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .env_remove("AWS_PROFILE")
            .env_remove("AWS_SESSION_TOKEN")
    }

    /// Runs the command line of AWS.
    pub fn say<S: AsRef<std::ffi::OsStr>>(
        &self,
        words: impl IntoIterator<Item = S>,
    ) -> Result<Said> {
        let mut command = Command::new(&self.aws);
        // In this region the client of SQS goes elsewhere, whatever the environment says.
        let here = ["--endpoint-url", self.address.as_str()];
        command.args(words).args(here).args(["--output", "json"]);
        process::run(self.point(&mut command), LIMIT)
    }

    /// The command line of AWS.
    pub fn aws(&self) -> &std::path::Path {
        &self.aws
    }

    /// Asks; the answer is JSON, or `null` where there is none.
    pub fn ask<S: AsRef<std::ffi::OsStr>>(
        &self,
        words: impl IntoIterator<Item = S>,
    ) -> Result<Value> {
        let said = self.say(words)?;
        if !said.succeeded() {
            anyhow::bail!("{}", said.end());
        }
        if said.stdout.trim().is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&said.stdout).context("the answer is no JSON")
    }
}
