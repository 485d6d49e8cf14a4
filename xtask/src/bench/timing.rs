//! How long other programs take.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::judge::process;

/// Runs a program several times and says how long that took: by the clock, by the program, by
/// the kernel for it. Bash is the one clock that measures both in every image.
const SCRIPT: &str = r#"
TIMEFORMAT='%R %U %S'
times=$1; shift
time (for ((i = 0; i < times; i++)); do "$@" >said 2>&1 || { cat said >&2; exit 1; }; done)
"#;

/// What one run took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// By the clock: swings with whatever else the machine does.
    pub clock: Duration,
    /// Of processors, all threads together.
    pub cpu: Duration,
}

/// Runs a program `times` times in a folder; the mean.
pub fn measure(
    command: &[String],
    variables: &[(&str, String)],
    times: u32,
    folder: &Path,
    limit: Duration,
) -> Result<Time> {
    let mut bash = Command::new("bash");
    bash.current_dir(folder)
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .args(["-c", SCRIPT, "bash", &times.to_string()])
        .args(command);
    let said = process::run(&mut bash, limit)?;
    anyhow::ensure!(
        said.succeeded(),
        "{} failed: {}",
        command.join(" "),
        said.end()
    );
    let time = parse(&said.stderr).with_context(|| format!("no times in {:?}", said.stderr))?;
    Ok(Time {
        clock: time.clock / times,
        cpu: time.cpu / times,
    })
}

fn parse(said: &str) -> Option<Time> {
    let mut numbers = said.lines().last()?.split(' ').map(|number| {
        let seconds: f64 = number.parse().ok()?;
        Duration::try_from_secs_f64(seconds).ok()
    });
    let mut next = || numbers.next().flatten();
    Some(Time {
        clock: next()?,
        cpu: next()? + next()?,
    })
}

/// The medians of several runs.
pub fn median(times: &[Time]) -> Option<Time> {
    let middle = |of: fn(&Time) -> Duration| {
        let mut values: Vec<Duration> = times.iter().map(of).collect();
        values.sort();
        values.get(values.len() / 2).copied()
    };
    Some(Time {
        clock: middle(|time| time.clock)?,
        cpu: middle(|time| time.cpu)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(clock: u64, cpu: u64) -> Time {
        let of = Duration::from_millis;
        Time {
            clock: of(clock),
            cpu: of(cpu),
        }
    }

    #[test]
    fn the_times_of_bash_are_read() {
        assert_eq!(
            parse("a warning\n1.500 0.250 0.010\n"),
            Some(time(1500, 260))
        );
        assert_eq!(parse("bash: not found"), None);
    }

    #[test]
    fn clock_and_processors_have_medians_of_their_own() {
        assert_eq!(
            median(&[time(9, 1), time(2, 3), time(5, 2)]),
            Some(time(5, 2))
        );
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn what_fails_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let run = |script: &str| {
            let command = ["sh", "-c", script].map(str::to_owned);
            measure(
                &command,
                &[("WORD", "broken".to_owned())],
                2,
                folder.path(),
                Duration::from_secs(9),
            )
        };
        let took = run("sleep 0.1").unwrap().clock;
        assert!(
            took >= Duration::from_millis(100) && took < Duration::from_secs(2),
            "{took:?}"
        );
        let error = run("echo $WORD; false").unwrap_err().to_string();
        assert!(error.contains("broken"), "{error}");
    }
}
