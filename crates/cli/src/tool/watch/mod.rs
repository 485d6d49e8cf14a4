//! `stackwright watch`: on every save the program is built, what is found is shown, and what has changed.
//!
//! | file | what it answers |
//! |---|---|
//! | `app` | how the program is called, and what comes of it |
//! | `files` | which files count, and that one of them was written |

mod app;
mod files;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use clap::Args;

use self::app::Command;
use self::files::Watched;
use crate::diff::{Difference, StackTemplates};
use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright watch
  stackwright watch -- --settings settings/production.yaml
  stackwright watch --against cdk.out --once";

/// How long nothing more is written when a save is over: editors write in several steps, and several files.
const QUIET: Duration = Duration::from_millis(150);

/// Build, check and compare on every save.
///
/// In the folder of a program: it is run as cdk.json says, or by `cargo run --quiet`, whenever one of its
/// files is written. What does not compile and what is found is shown, and what changes against the
/// templates of the first run. Nothing is written to cdk.out. Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Watch {
    /// The command that runs the program [default: `app` of cdk.json, or cargo run --quiet].
    #[arg(long, value_name = "COMMAND")]
    app: Option<String>,

    /// The assembly to compare with [default: that of the first run].
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,

    /// Do it once, and end: with 1 where the program fails.
    #[arg(long)]
    once: bool,

    /// The folder of the program.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// What is passed on to the program.
    #[arg(value_name = "ARGUMENT", last = true)]
    arguments: Vec<String>,
}

/// What happens while it waits, and while the program runs.
enum Event {
    /// A file was written.
    Saved(PathBuf),
    /// The program says something.
    Said(String),
    /// One of the program's outputs is at its end.
    Silent,
    /// Ctrl-C.
    Stop,
}

/// What a run comes to.
enum Run {
    Done,
    Failed,
    Stopped,
}

impl Watch {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        match self.watch(outputs) {
            Ok(code) => code,
            Err(failure) => outputs.fail(&failure),
        }
    }

    fn watch(&self, outputs: &mut Outputs<'_>) -> Result<u8, Failure> {
        let command = Command::of(&self.folder, self.app.as_deref(), &self.arguments)?;
        let mut session = Session {
            command,
            base: match &self.against {
                Some(dir) => Some(
                    StackTemplates::read(dir)
                        .map_err(|error| Failure::Unreadable(error.to_string()))?,
                ),
                None => None,
            },
            saved: Vec::new(),
        };
        let (sender, events) = mpsc::channel();
        let stop = sender.clone();
        // Where somebody else handles it, as in a test, it ends as that one says.
        let _ = ctrlc::set_handler(move || drop(stop.send(Event::Stop)));
        if self.once {
            let run = session.round(&sender, &events, outputs)?;
            return Ok(match run {
                Run::Failed => ERRORS,
                Run::Done | Run::Stopped => SUCCESS,
            });
        }
        // Before the first run, so that nothing that is written during it is missed.
        let _watched = Watched::new(&self.folder, sender.clone())?;
        loop {
            if let Run::Stopped = session.round(&sender, &events, outputs)? {
                return Ok(SUCCESS);
            }
            say(outputs, "waiting for a file to be written; Ctrl-C ends it");
            if !session.wait(&events) {
                return Ok(SUCCESS);
            }
        }
    }
}

struct Session {
    command: Command,
    /// What is compared with.
    base: Option<StackTemplates>,
    /// What was written since the last run began.
    saved: Vec<PathBuf>,
}

impl Session {
    /// Runs the program, and shows what comes of it.
    fn round(
        &mut self,
        sender: &mpsc::Sender<Event>,
        events: &Receiver<Event>,
        outputs: &mut Outputs<'_>,
    ) -> Result<Run, Failure> {
        self.saved.clear();
        let start = Instant::now();
        let out = app::Out::new()?;
        let mut running = self.command.start(&out, outputs.styles.stderr, sender)?;
        let mut open = 2;
        while open > 0 {
            match events.recv() {
                // That it was written, and where, is of use to nobody: it is gone at once.
                Ok(Event::Said(line)) if out.is_reported_by(&line) => {}
                Ok(Event::Said(line)) => say(outputs, &line),
                Ok(Event::Silent) => open -= 1,
                Ok(Event::Saved(path)) => self.saved.push(path),
                Ok(Event::Stop) | Err(_) => {
                    running.end();
                    return Ok(Run::Stopped);
                }
            }
        }
        let took = start.elapsed();
        if !running.has_succeeded() {
            say(outputs, &format!("failed after {}", seconds(took)));
            return Ok(Run::Failed);
        }
        let now = match StackTemplates::read(out.path()) {
            Ok(now) => now,
            Err(failure) => {
                say(outputs, &format!("error: {failure}"));
                return Ok(Run::Failed);
            }
        };
        match &self.base {
            Some(base) => {
                let difference = Difference::between(base, &now);
                outputs.print(&difference.to_text(outputs.styles.stdout))?;
            }
            None => {
                let stacks: Vec<&str> = now.stacks().iter().map(|(name, _)| &**name).collect();
                say(outputs, &format!("began with {}", stacks.join(", ")));
                self.base = Some(now);
            }
        }
        say(outputs, &format!("done after {}", seconds(took)));
        Ok(Run::Done)
    }

    /// Waits for the end of a save; says whether to go on.
    fn wait(&mut self, events: &Receiver<Event>) -> bool {
        // What was written while the program ran is a save, too.
        while self.saved.is_empty() {
            match events.recv() {
                Ok(Event::Saved(path)) => self.saved.push(path),
                Ok(Event::Stop) | Err(_) => return false,
                Ok(Event::Said(_) | Event::Silent) => {}
            }
        }
        loop {
            match events.recv_timeout(QUIET) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return true,
            }
        }
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// On standard error, because what was asked for is the difference.
fn say(outputs: &mut Outputs<'_>, line: &str) {
    // Where standard error is closed, nobody could be told.
    let _ = writeln!(outputs.stderr, "{line}");
}
