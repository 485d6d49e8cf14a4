//! The values that an app is called with.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value as Json;
use stackwright_core::Context;

use crate::failure::Failure;
use crate::lookups::ContextFile;

/// Where the CDK CLI puts the context of the app it calls.
const IN_ENVIRONMENT: &str = "CDK_CONTEXT_JSON";
/// Where it says in which file the rest is, of a context that the environment does not take.
///
/// <https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/cxapi.ts>
const IN_FILE: &str = "CONTEXT_OVERFLOW_LOCATION_ENV";

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
            // The CDK CLI passes on what is in the file.
            None => context.extend(ContextFile::read(self.file)?.values().clone()),
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
