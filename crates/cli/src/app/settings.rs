//! Programs with settings: what differs between environments stands in a file each.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use stackwright_core::{App, Context};
use stackwright_template::nearest;

use super::{Build, Cli, Done, in_process, work};
use crate::failure::Failure;
use crate::terminal::{Outputs, Styles};

/// What `--context` and `cdk.json` call the file.
const IN_CONTEXT: &str = "settings";

#[derive(Args, Debug)]
struct SettingsArgs {
    /// The file with the settings of the environment, in YAML or JSON [default: the value `settings`
    /// of the context].
    #[arg(long, value_name = "FILE", global = true)]
    settings: Option<PathBuf>,

    /// Print the JSON Schema of the settings, for editors, and do nothing else.
    #[arg(long)]
    settings_schema: bool,
}

/// Runs the command that the program was called with, as [`run`](super::run) does, with settings that
/// are read from the file of `--settings`: YAML or JSON, one file for each environment.
///
/// The AWS CDK command line passes a file on by `cdk deploy -c settings=prod.yaml`, or in `cdk.json`.
/// A setting that is missing, of another type or not known is an error with its line, and the exit
/// code 2; `--settings-schema` prints what there is as JSON Schema, which editors complete by. What is
/// secret does not belong into such a file: name the secret instead.
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use schemars::JsonSchema;
/// use serde::Deserialize;
/// use stackwright_core::App;
///
/// #[derive(Deserialize, JsonSchema)]
/// struct Settings {
///     /// Over how many zones.
///     zones: u8,
/// }
///
/// fn main() -> ExitCode {
///     stackwright_cli::run_with(|app: &App, settings: &Settings| {
///         let web = app.stack("Web");
///         web.tag("zones", settings.zones.to_string());
///     })
/// }
/// ```
#[track_caller]
pub fn run_with<S: DeserializeOwned + JsonSchema>(build: impl FnOnce(&App, &S)) -> ExitCode {
    in_process(Box::new(|args, outputs| call(args, outputs, build)))
}

/// Does what [`run_with`] does with arguments and outputs of one's own, as a test has them; see
/// [`run_args`](super::run_args).
#[track_caller]
pub fn run_with_args<S: DeserializeOwned + JsonSchema, A: Into<OsString>>(
    args: impl IntoIterator<Item = A>,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
    build: impl FnOnce(&App, &S),
) -> u8 {
    let mut outputs = Outputs {
        stdout,
        stderr,
        styles: Styles::default(),
    };
    let args = args.into_iter().map(Into::into).collect();
    call(args, &mut outputs, build).code
}

/// The settings of a file, as [`run_with`] reads them: for tests, which build the same stacks.
///
/// # Errors
/// What is wrong with the file, each mistake with its line.
///
/// ```no_run
/// # use schemars::JsonSchema;
/// # use serde::Deserialize;
/// #[derive(Deserialize, JsonSchema)]
/// struct Settings {
///     zones: u8,
/// }
///
/// let settings: Settings = stackwright_cli::read_settings("settings/staging.yaml")?;
/// # Ok::<(), stackwright_cli::SettingsError>(())
/// ```
pub fn read_settings<S: DeserializeOwned + JsonSchema>(
    file: impl AsRef<Path>,
) -> Result<S, SettingsError> {
    let schema = schemars::schema_for!(S).to_value();
    read(file.as_ref(), &schema).map_err(SettingsError)
}

/// Why settings cannot be read; see [`read_settings`].
pub struct SettingsError(Failure);

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        // Writing into memory cannot fail.
        let _ = self.0.print(&mut text);
        f.write_str(String::from_utf8_lossy(&text).trim_end())
    }
}

/// As it is shown, because that is what a test shows that unwraps it.
impl fmt::Debug for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for SettingsError {}

#[track_caller]
fn call<S: DeserializeOwned + JsonSchema>(
    args: Vec<OsString>,
    outputs: &mut Outputs<'_>,
    build: impl FnOnce(&App, &S),
) -> Done {
    let cli = match Cli::<SettingsArgs>::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => return Done::with(outputs.no_command(&message)),
    };
    let schema = schemars::schema_for!(S).to_value();
    if cli.more.settings_schema {
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
        let printed = outputs.print(&text);
        return Done::with(outputs.end(printed, crate::exit::SUCCESS));
    }
    let read = cli.context.gather().and_then(|called| {
        let file = file(cli.more.settings, &called.context)?;
        Ok((called, read::<S>(&file, &schema)?))
    });
    match read {
        Ok((called, settings)) => {
            let build: Build = Box::new(|app| build(app, &settings));
            work(cli.command, cli.synth, called, outputs, build)
        }
        Err(failure) => Done::with(outputs.fail(&failure)),
    }
}

fn file(said: Option<PathBuf>, context: &Context) -> Result<PathBuf, Failure> {
    let in_context = || context.get(IN_CONTEXT)?.as_str().map(PathBuf::from);
    said.or_else(in_context).ok_or_else(|| {
        wrong(
            "the program wants settings: say `--settings FILE`\n  help: `--settings-schema` prints \
             what stands in such a file",
        )
    })
}

/// The settings of a file, each mistake with its place.
fn read<S: DeserializeOwned>(path: &Path, schema: &Json) -> Result<S, Failure> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        let help = beside(path).map_or_else(String::new, |help| format!("\n  help: {help}"));
        wrong(format!("{name}: {error}{help}"))
    })?;
    let mut unknown = Vec::new();
    let parsed = serde_yaml::Deserializer::from_str(&text);
    let read = serde_ignored::deserialize(parsed, |path| unknown.push(path.to_string()));
    let read = read.map_err(|error: serde_yaml::Error| {
        let place = error.location();
        let place = place.map(|at| format!(":{}:{}", at.line(), at.column()));
        let message = error.to_string();
        // The place stands in front, where editors and terminals look for it.
        let message = match message.rsplit_once(" at line ") {
            Some((message, _)) if place.is_some() => message.to_owned(),
            _ => message,
        };
        format!("{name}{}: {message}", place.unwrap_or_default())
    });
    let known = names(schema);
    let unknown = unknown.iter().map(|setting| {
        let last = setting.rsplit('.').next().unwrap_or(setting);
        let place = line_of(&text, last).map_or(String::new(), |line| format!(":{line}"));
        let help = match nearest(last, known.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`--settings-schema` prints what there is".to_owned(),
        };
        format!("{name}{place}: unknown setting `{setting}`\n  help: {help}")
    });
    // What is missing is often there under another name.
    match read {
        Ok(settings) => {
            let unknown: Vec<String> = unknown.collect();
            match unknown.is_empty() {
                true => Ok(settings),
                false => Err(Failure::Settings(unknown)),
            }
        }
        Err(first) => Err(Failure::Settings(
            std::iter::once(first).chain(unknown).collect(),
        )),
    }
}

/// The files of settings that stand where there is none of a name.
fn beside(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let shown = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(shown).ok()?;
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names
        .filter_map(|name| name.into_string().ok())
        .filter(|name| [".yaml", ".yml"].iter().any(|end| name.ends_with(end)))
        .collect();
    names.sort();
    (!names.is_empty()).then(|| format!("`{}` has {}", shown.display(), names.join(", ")))
}

/// The names of all properties, at whatever depth.
fn names(schema: &Json) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = vec![schema];
    while let Some(part) = open.pop() {
        match part {
            Json::Object(map) => {
                if let Some(Json::Object(properties)) = map.get("properties") {
                    names.extend(properties.keys().cloned());
                }
                open.extend(map.values());
            }
            Json::Array(items) => open.extend(items),
            _ => {}
        }
    }
    names
}

/// The first line on which a key stands.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let is_key = |line: &str| {
        let line = line.trim_start_matches([' ', '-', '{', ',', '"', '\'']);
        let after = line.strip_prefix(key);
        after.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
    };
    Some(text.lines().position(is_key)? + 1)
}

fn wrong(message: impl Into<String>) -> Failure {
    Failure::Settings(vec![message.into()])
}
