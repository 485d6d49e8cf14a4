use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value as Json;

/// The AWS command line, which has the credentials.
pub(crate) struct Aws {
    program: PathBuf,
    /// Which account the credentials are of, as it said when it was asked first.
    account: Option<String>,
    /// What it has answered: several look-ups ask the same.
    answers: BTreeMap<String, Json>,
}

impl Aws {
    pub fn new(program: PathBuf) -> Self {
        Aws {
            program,
            account: None,
            answers: BTreeMap::new(),
        }
    }

    /// What a command says, as `["ec2", "describe-vpcs"]`, in a region.
    pub fn ask(&mut self, region: &str, words: &[&str]) -> Result<Json, String> {
        let question = format!("{region} {}", words.join(" "));
        if let Some(known) = self.answers.get(&question) {
            return Ok(known.clone());
        }
        let program = self.program.display();
        let run = Command::new(&self.program)
            .args(words)
            .args(["--region", region, "--output", "json"])
            .output()
            .map_err(|error| format!("`{program}` cannot be run: {error}"))?;
        if !run.status.success() {
            let said = String::from_utf8_lossy(&run.stderr);
            let said = said.trim();
            return Err(format!("`{program} {}` failed: {said}", words.join(" ")));
        }
        let answer: Json = serde_json::from_slice(&run.stdout)
            .map_err(|error| format!("`{program} {}` prints no JSON: {error}", words.join(" ")))?;
        self.answers.insert(question, answer.clone());
        Ok(answer)
    }

    /// That the credentials are of an account: else what is in another one would be kept as its own.
    pub fn be_of(&mut self, account: &str, region: &str) -> Result<(), String> {
        if self.account.is_none() {
            let said = self.ask(region, &["sts", "get-caller-identity"])?;
            self.account = said["Account"].as_str().map(str::to_owned);
        }
        match &self.account {
            Some(own) if own == account => Ok(()),
            Some(own) => Err(format!(
                "the credentials are of the account {own}, and {account} is asked for: choose others, by `AWS_PROFILE` say"
            )),
            None => Err("the AWS command line does not say whose the credentials are".to_owned()),
        }
    }
}
