use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::Event;
use crate::failure::Failure;
use crate::report::Style;

/// What runs a program of which nobody says anything else.
const CARGO: &str = "cargo run --quiet";

/// How the program is called.
pub(super) struct Command {
    /// For a shell, as the AWS CDK command line has it.
    line: String,
    folder: PathBuf,
}

impl Command {
    pub fn of(folder: &Path, said: Option<&str>, arguments: &[String]) -> Result<Self, Failure> {
        let mut line = match said {
            Some(line) => line.to_owned(),
            None => of_project(folder)?.unwrap_or_else(|| CARGO.to_owned()),
        };
        if !arguments.is_empty() {
            let is_of_cargo = line.split_whitespace().next() == Some("cargo");
            if is_of_cargo && !line.split_whitespace().any(|word| word == "--") {
                line.push_str(" --");
            }
            for argument in arguments {
                line.push(' ');
                line.push_str(&quoted(argument));
            }
        }
        Ok(Command {
            line,
            folder: folder.to_owned(),
        })
    }

    /// Runs it; what it says comes as events.
    pub fn start(
        &self,
        out: &Out,
        style: Style,
        sender: &Sender<Event>,
    ) -> Result<Running, Failure> {
        let mut shell = match cfg!(windows) {
            true => std::process::Command::new("cmd"),
            false => std::process::Command::new("sh"),
        };
        shell.arg(if cfg!(windows) { "/C" } else { "-c" });
        shell.arg(&self.line).current_dir(&self.folder);
        // Where a program writes that is not told anything else.
        shell.env("CDK_OUTDIR", out.path());
        if style == Style::Colour && std::env::var_os("CARGO_TERM_COLOR").is_none() {
            shell.env("CARGO_TERM_COLOR", "always");
        }
        shell.stdin(Stdio::null());
        shell.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = shell.spawn().map_err(|error| {
            Failure::refused(
                format!("`{}` cannot be run: {error}", self.line),
                "`--app COMMAND` says what runs the program",
            )
        })?;
        pass_on(child.stdout.take(), sender.clone());
        pass_on(child.stderr.take(), sender.clone());
        Ok(Running { child })
    }
}

/// Line by line, on a thread of its own: a program that nobody listens to stops.
fn pass_on(pipe: Option<impl Read + Send + 'static>, sender: Sender<Event>) {
    thread::spawn(move || {
        if let Some(pipe) = pipe {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            // What is no text is shown as far as it is.
            while pipe.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                let text = String::from_utf8_lossy(&line);
                let text = text.trim_end_matches(['\n', '\r']).to_owned();
                if sender.send(Event::Said(text)).is_err() {
                    return;
                }
                line.clear();
            }
        }
        // Nobody waits any more.
        let _ = sender.send(Event::Silent);
    });
}

/// The program while it runs.
pub(super) struct Running {
    child: Child,
}

impl Running {
    pub fn has_succeeded(&mut self) -> bool {
        self.child.wait().is_ok_and(|status| status.success())
    }

    /// Ends it, which Ctrl-C has done already where it comes from a terminal.
    pub fn end(&mut self) {
        // Both fail only where it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the names of those folders begin with.
pub(super) const OUT: &str = "stackwright-watch-";

/// Where the program writes: a folder that is gone when this is.
pub(super) struct Out(PathBuf);

impl Out {
    pub fn new() -> Result<Self, Failure> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{OUT}{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        // One that is there is not ours: others may write into the folder around it.
        match fs::create_dir(&path) {
            Ok(()) => Ok(Out(path)),
            Err(error) => Err(Failure::File { path, error }),
        }
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether a line says of no more than that something was written there.
    pub fn is_reported_by(&self, line: &str) -> bool {
        line.starts_with("wrote ") && line.contains(&*self.0.to_string_lossy())
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        // What cannot be removed is in the folder for what may be.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What `cdk.json` says.
fn of_project(folder: &Path) -> Result<Option<String>, Failure> {
    let path = folder.join("cdk.json");
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::File { path, error }),
    };
    let project: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?;
    let app = project.get("app").and_then(serde_json::Value::as_str);
    Ok(app.map(str::to_owned))
}

/// One word for the shell.
fn quoted(word: &str) -> String {
    match cfg!(windows) {
        true => format!("\"{}\"", word.replace('"', "\\\"")),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(app: Option<&str>, project: Option<&str>, arguments: &[&str]) -> String {
        let dir = tempfile::tempdir().unwrap();
        if let Some(text) = project {
            fs::write(dir.path().join("cdk.json"), text).unwrap();
        }
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
        Command::of(dir.path(), app, &arguments).unwrap().line
    }

    #[test]
    #[cfg(unix)]
    fn the_program_is_called_as_the_project_says() {
        let project = r#"{"app": "target/debug/shop"}"#;
        assert_eq!(line(None, None, &[]), "cargo run --quiet");
        assert_eq!(line(None, Some(project), &[]), "target/debug/shop");
        assert_eq!(line(None, Some("{}"), &[]), "cargo run --quiet");
        assert_eq!(line(Some("./shop"), Some(project), &[]), "./shop");
        let words = ["--settings", "it's"];
        assert_eq!(
            line(None, None, &words),
            r"cargo run --quiet -- '--settings' 'it'\''s'"
        );
        assert_eq!(
            line(Some("cargo run -- -v"), None, &["x"]),
            "cargo run -- -v 'x'"
        );
        assert_eq!(line(None, Some(project), &["x"]), "target/debug/shop 'x'");
    }
}
