//! How far what takes long has come: one line on a terminal, which is gone when it is done.

use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What is done before is done before anybody wonders.
const PATIENCE: Duration = Duration::from_secs(1);
/// Nobody reads faster.
const PAUSE: Duration = Duration::from_millis(100);
/// To the beginning of the line, and the line is empty.
const CLEAR: &[u8] = b"\r\x1b[2K";

/// Counts the steps of a command, and shows them where somebody sits before a terminal and has
/// waited for a second. What was shown is gone when it is dropped.
///
/// [`Outputs::progress`](crate::terminal::Outputs::progress) makes one. Steps may be done on several
/// threads. A step costs no more than a look at the clock, and where there is no terminal an addition.
pub(crate) struct Progress {
    done: AtomicUsize,
    line: Option<Mutex<Line>>,
}

struct Line {
    terminal: Box<dyn Write + Send>,
    /// How long it takes so far.
    elapsed: Box<dyn Fn() -> Duration + Send>,
    /// When it was written last.
    written: Option<Duration>,
    /// What is done to what, as "checked" and "files".
    verb: &'static str,
    noun: &'static str,
    total: usize,
}

impl Progress {
    /// Nobody sees it.
    pub fn silent() -> Self {
        Progress {
            done: AtomicUsize::new(0),
            line: None,
        }
    }

    /// Shown on standard error.
    pub fn on_stderr() -> Self {
        let start = Instant::now();
        Progress::on(Box::new(io::stderr()), Box::new(move || start.elapsed()))
    }

    fn on(terminal: Box<dyn Write + Send>, elapsed: Box<dyn Fn() -> Duration + Send>) -> Self {
        let line = Line {
            terminal,
            elapsed,
            written: None,
            verb: "",
            noun: "",
            total: 0,
        };
        Progress {
            done: AtomicUsize::new(0),
            line: Some(Mutex::new(line)),
        }
    }

    /// Something begins that has so many steps: `begin("checked", "files", 7500)` is shown as
    /// `checked 1204 of 7500 files`. What has begun before is over.
    pub fn begin(&self, verb: &'static str, noun: &'static str, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        if let Some(line) = &self.line
            && let Ok(mut line) = line.lock()
        {
            (line.verb, line.noun, line.total) = (verb, noun, total);
        }
    }

    /// One step is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Where another thread is writing, this number would be gone at once.
        if let Some(line) = &self.line
            && let Ok(mut line) = line.try_lock()
        {
            line.show(done);
        }
    }
}

impl Line {
    fn show(&mut self, done: usize) {
        let now = (self.elapsed)();
        let due = self.written.map_or(PATIENCE, |written| written + PAUSE);
        if now < due {
            return;
        }
        self.written = Some(now);
        let Line {
            verb, noun, total, ..
        } = self;
        let text = format!("{verb} {done} of {total} {noun}");
        self.write(text.as_bytes());
    }

    fn write(&mut self, text: &[u8]) {
        // Where the terminal is gone, nobody could be told.
        let _ = self.terminal.write_all(CLEAR);
        let _ = self.terminal.write_all(text);
        let _ = self.terminal.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(line) = &mut self.line
            && let Ok(line) = line.get_mut()
            && line.written.is_some()
        {
            line.write(b"");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicU64;
    use std::thread;

    use super::*;

    #[derive(Clone, Default)]
    struct Terminal(Arc<Mutex<Vec<u8>>>);

    impl Write for Terminal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Terminal {
        /// What was on the line, one after the other.
        fn lines(&self) -> Vec<String> {
            let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
            let clear = str::from_utf8(CLEAR).unwrap();
            text.split(clear).skip(1).map(str::to_owned).collect()
        }
    }

    /// A progress, what it shows, and its clock in milliseconds.
    fn progress() -> (Progress, Terminal, Arc<AtomicU64>) {
        let (terminal, clock) = (Terminal::default(), Arc::new(AtomicU64::new(0)));
        let hand = clock.clone();
        let elapsed = move || Duration::from_millis(hand.load(Ordering::Relaxed));
        let progress = Progress::on(Box::new(terminal.clone()), Box::new(elapsed));
        (progress, terminal, clock)
    }

    #[test]
    fn what_is_done_within_a_second_shows_nothing() {
        let (progress, terminal, clock) = progress();
        progress.begin("checked", "files", 3);
        for time in [0, 500, 999] {
            clock.store(time, Ordering::Relaxed);
            progress.step();
        }
        drop(progress);
        assert!(terminal.0.lock().unwrap().is_empty());
    }

    #[test]
    fn what_takes_longer_is_counted_and_cleared() {
        let (progress, terminal, clock) = progress();
        progress.begin("read", "files", 4);
        progress.step();
        progress.begin("checked", "files", 4);
        // The third is too soon after the second.
        for time in [900, 1000, 1050, 1100] {
            clock.store(time, Ordering::Relaxed);
            progress.step();
        }
        drop(progress);
        assert_eq!(
            terminal.lines(),
            ["checked 2 of 4 files", "checked 4 of 4 files", ""]
        );
    }

    #[test]
    fn steps_of_all_threads_count() {
        let (progress, terminal, clock) = progress();
        progress.begin("compared", "stacks", 81);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..10).for_each(|_| progress.step()));
            }
        });
        clock.store(2000, Ordering::Relaxed);
        progress.step();
        assert_eq!(terminal.lines(), ["compared 81 of 81 stacks"]);
    }

    #[test]
    fn nobody_sees_what_is_silent() {
        let progress = Progress::silent();
        progress.begin("checked", "files", 1);
        progress.step();
        assert!(progress.line.is_none());
    }
}
