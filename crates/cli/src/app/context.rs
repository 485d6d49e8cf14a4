//! The values that an app is called with.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value as Json;
use stackwright_core::Context;

use crate::failure::Failure;
use crate::lookups::{ContextFile, beside_manifest};

/// Where the CDK CLI puts the context of the app it calls.
const IN_ENVIRONMENT: &str = "CDK_CONTEXT_JSON";
/// Where it says in which file the rest is, of a context that the environment does not take.
///
/// <https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/cxapi.ts>
const IN_FILE: &str = "CONTEXT_OVERFLOW_LOCATION_ENV";

/// What says how the CDK CLI runs the program, and the context of every call.
const PROJECT: &str = "cdk.json";

// Without a comment for the documentation, which would become the text about the program.
#[derive(Args, Debug)]
pub(super) struct ContextArgs {
    /// A value for the program to read, as text; said again, another one.
    #[arg(short, long = "context", value_name = "KEY=VALUE", global = true, value_parser = pair)]
    context: Vec<(String, String)>,

    /// Where what was looked up is kept [default: cdk.context.json beside Cargo.toml].
    #[arg(long = "context-file", value_name = "FILE", global = true)]
    file: Option<PathBuf>,
}

/// What the program is called with.
pub(super) struct Called {
    pub context: Context,
    pub file: Option<PathBuf>,
    /// Whether the CDK CLI calls, which looks up what is missing.
    pub by_cdk: bool,
}

impl ContextArgs {
    /// What the CDK CLI passes on, and before it what this call says.
    pub fn gather(self) -> Result<Called, Failure> {
        let file = self.file.clone();
        let by_cdk = std::env::var_os(IN_ENVIRONMENT).is_some();
        let context = self.gather_with(&|name| std::env::var_os(name))?;
        Ok(Called {
            context,
            file,
            by_cdk,
        })
    }

    fn gather_with(self, variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Context, Failure> {
        let mut context = Context::new();
        if let Some(path) = variable(IN_FILE) {
            let text = fs::read_to_string(&path)
                .map_err(|error| wrong(format!("{} of {IN_FILE}: {error}", path.display())))?;
            context.extend(object(&text, IN_FILE)?);
        }
        match variable(IN_ENVIRONMENT) {
            Some(text) => context.extend(object(&text.to_string_lossy(), IN_ENVIRONMENT)?),
            // The CDK CLI passes on what is in both files, the former first.
            None => {
                context.extend(ContextFile::read(self.file)?.values().clone());
                context.extend(of_project(&beside_manifest(PROJECT))?);
            }
        }
        let said = self.context.into_iter();
        context.extend(said.map(|(key, value)| (key, Json::String(value))));
        Ok(context)
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("a key and a value are wanted, as `stage=test`".to_owned()),
    }
}

fn object(text: &str, source: &str) -> Result<Context, Failure> {
    serde_json::from_str(text)
        .map_err(|error| wrong(format!("{source} holds no JSON object: {error}")))
}

/// The context that the file of a project gives, if there is one.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/context.html>
fn of_project(path: &Path) -> Result<Context, Failure> {
    let name = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Context::new()),
        Err(error) => return Err(wrong(format!("{name}: {error}"))),
    };
    let mut project = object(&text, &name.to_string())?;
    match project.remove("context") {
        None => Ok(Context::new()),
        Some(Json::Object(context)) => Ok(context),
        Some(_) => Err(wrong(format!("{name}: `context` is no object"))),
    }
}

fn wrong(message: String) -> Failure {
    Failure::Context(message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn gather(said: &[(&str, &str)], set: &[(&str, &str)]) -> Result<Context, String> {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        let args = ContextArgs {
            context: said.iter().map(owned).collect(),
            file: None,
        };
        let variable = |name: &str| {
            let found = set.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        };
        args.gather_with(&variable)
            .map_err(|failure| match failure {
                Failure::Context(message) => message,
                other => format!("{other:?}"),
            })
    }

    #[test]
    fn without_the_cdk_cli_the_file_of_the_project_is_read_as_it_would() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("cdk.json");
        assert!(of_project(&file).unwrap().is_empty());
        fs::write(&file, r#"{"app": "cargo run"}"#).unwrap();
        assert!(of_project(&file).unwrap().is_empty());
        fs::write(&file, r#"{"context": {"settings": "a.yaml"}}"#).unwrap();
        let context = of_project(&file).unwrap();
        assert_eq!(Json::Object(context), json!({"settings": "a.yaml"}));
        for (text, said) in [
            (r#"{"context": []}"#, "`context` is no object"),
            ("[]", "holds no JSON object"),
        ] {
            fs::write(&file, text).unwrap();
            match of_project(&file) {
                Err(Failure::Context(message)) => {
                    assert!(message.starts_with(file.to_str().unwrap()), "{message}");
                    assert!(message.contains(said), "{message}");
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn what_is_said_goes_before_what_the_cdk_cli_passes_on() {
        let passed = (IN_ENVIRONMENT, r#"{"stage":"prod","zones":3}"#);
        let context = gather(&[("stage", "test"), ("c.d", "x=y")], &[passed]).unwrap();
        assert_eq!(
            Json::Object(context),
            json!({"stage": "test", "zones": 3, "c.d": "x=y"})
        );
    }

    #[test]
    fn what_the_environment_does_not_take_is_in_a_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), r#"{"vpc":{"id":"vpc-1"},"stage":"file"}"#).unwrap();
        let path = file.path().to_str().unwrap();
        let set = [(IN_FILE, path), (IN_ENVIRONMENT, r#"{"stage":"prod"}"#)];
        let context = gather(&[], &set).unwrap();
        assert_eq!(
            Json::Object(context),
            json!({"vpc": {"id": "vpc-1"}, "stage": "prod"})
        );
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let message = gather(&[], &[(IN_ENVIRONMENT, "[1]")]).unwrap_err();
        assert!(
            message.starts_with("CDK_CONTEXT_JSON holds no JSON object: "),
            "{message}"
        );
        let message = gather(&[], &[(IN_FILE, "/nowhere/at/all")]).unwrap_err();
        assert!(
            message.starts_with("/nowhere/at/all of CONTEXT_OVERFLOW"),
            "{message}"
        );
    }
}
