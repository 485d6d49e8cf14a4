//! Runs other programs, each with a limit on its time.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How often is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(20);

/// What cargo has set for this program is not meant for the other.
pub fn without_cargo(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
}

/// What a program said.
pub struct Said {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    pub fn succeeded(&self) -> bool {
        self.code == Some(0)
    }

    /// Both outputs, standard error first, without empty lines around.
    pub fn all(&self) -> String {
        format!("{}\n{}", self.stderr.trim(), self.stdout.trim())
            .trim()
            .to_owned()
    }

    /// The last lines of what was said: where programs tell why they failed.
    pub fn end(&self) -> String {
        let all = self.all();
        let lines: Vec<&str> = all.lines().filter(|line| !line.trim().is_empty()).collect();
        let start = lines.len().saturating_sub(6);
        lines.get(start..).unwrap_or_default().join("\n")
    }
}

/// Runs a program to its end; an error if it cannot be started or takes too long.
pub fn run(command: &mut Command, limit: Duration) -> Result<Said> {
    let name = name(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {name}; is it installed?"))?;
    let stdout = gather(child.stdout.take());
    let stderr = gather(child.stderr.take());
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() > limit {
            end(&mut child);
            bail!("{name} took longer than {} s", limit.as_secs());
        }
        thread::sleep(LOOK);
    };
    Ok(Said {
        code: status.code(),
        stdout: stdout.recv().unwrap_or_default(),
        stderr: stderr.recv().unwrap_or_default(),
    })
}

/// As [`run`], where failing is an error, too.
pub fn succeed(command: &mut Command, limit: Duration) -> Result<String> {
    let name = name(command);
    let said = run(command, limit)?;
    if !said.succeeded() {
        bail!("{name} failed: {}", said.end());
    }
    Ok(said.stdout)
}

/// Ends a process that was started here, by its own id.
pub fn end(child: &mut Child) {
    // Both fail only if it has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

/// A program that answers a line with a line; it ends with this value.
pub struct Server {
    child: Child,
    answers: mpsc::Receiver<String>,
    limit: Duration,
}

impl Server {
    /// Starts a program; what it writes to standard error goes to a file.
    pub fn start(command: &mut Command, log: &Path, limit: Duration) -> Result<Self> {
        let name = name(command);
        let log = std::fs::File::create(log)
            .with_context(|| format!("cannot create {}", log.display()))?;
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot run {name}; is it installed?"))?;
        let (sender, answers) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            thread::spawn(move || {
                for line in std::io::BufRead::lines(std::io::BufReader::new(stdout)) {
                    if line.map(|line| sender.send(line)).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self {
            child,
            answers,
            limit,
        })
    }

    /// The next line that the program writes.
    pub fn line(&self) -> Result<String> {
        self.answers
            .recv_timeout(self.limit)
            .context("the server does not answer")
    }

    /// Sends a line and waits for the answer.
    pub fn ask(&mut self, line: &str) -> Result<String> {
        let stdin = self.child.stdin.as_mut().context("the server is deaf")?;
        writeln!(stdin, "{line}").context("the server has ended")?;
        self.line()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Reads a pipe beside the program, which would stop when the pipe is full.
fn gather(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(mut pipe) = pipe {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            // What could be read is kept.
            let _ = pipe.read_to_end(&mut bytes);
            let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
        });
    }
    receiver
}

fn name(command: &Command) -> String {
    Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_outputs_and_the_code_are_kept() {
        let said = run(
            &mut shell("echo out; echo err >&2; exit 3"),
            Duration::from_secs(9),
        )
        .unwrap();
        assert_eq!(said.code, Some(3));
        assert_eq!(said.all(), "err\nout");
    }

    #[test]
    fn what_takes_too_long_is_ended() {
        let error = run(&mut shell("exec sleep 60"), Duration::from_millis(50))
            .err()
            .unwrap();
        assert_eq!(error.to_string(), "sh took longer than 0 s");
    }

    #[test]
    fn a_server_answers_and_ends_with_its_value() {
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut server = Server::start(
            &mut shell("echo $$; while read line; do echo \"got $line\"; done"),
            log.path(),
            Duration::from_secs(9),
        )
        .unwrap();
        let id = server.line().unwrap();
        assert_eq!(server.ask("a").unwrap(), "got a");
        assert!(Path::new("/proc").join(&id).exists());
        drop(server);
        assert!(!Path::new("/proc").join(&id).exists());
    }
}
