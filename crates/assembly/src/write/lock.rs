use std::path::Path;
use std::time::Duration;

use super::WriteError;

/// How long a run waits for another one, which takes some milliseconds.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// Keeps other runs out of a directory until it is dropped, or the process ends in whatever way.
///
/// It is the directory itself that is locked, so that no file is left behind. Where the file
/// system knows no locks, and on Windows, there is none, and of two runs at a time one may fail.
pub(super) struct Lock {
    #[cfg(unix)]
    _dir: Option<std::fs::File>,
}

#[cfg(unix)]
impl Lock {
    pub fn take(dir: &Path, patience: Duration) -> Result<Self, WriteError> {
        use std::fs::TryLockError;
        use std::io::ErrorKind;
        use std::time::Instant;

        const PAUSE: Duration = Duration::from_millis(5);

        // What must not be opened is locked by nobody.
        let Ok(file) = std::fs::File::open(dir) else {
            return Ok(Lock { _dir: None });
        };
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _dir: Some(file) }),
                Err(TryLockError::WouldBlock) if since.elapsed() >= patience => {
                    return Err(WriteError::Busy {
                        dir: dir.to_owned(),
                    });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
                Err(TryLockError::Error(_)) => return Ok(Lock { _dir: None }),
            }
        }
    }
}

#[cfg(not(unix))]
impl Lock {
    pub fn take(_dir: &Path, _patience: Duration) -> Result<Self, WriteError> {
        Ok(Lock {})
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_waits_and_then_says_what_it_waits_for() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path(), Duration::ZERO).unwrap();
        let error = Lock::take(dir.path(), Duration::from_millis(20)).err();
        assert_eq!(
            error.unwrap().to_string(),
            format!(
                "cannot write below `{}`: another run holds it and does not end; \
                 end that run and try again",
                dir.path().display()
            )
        );
        let waiting = std::thread::scope(|scope| {
            let second = scope.spawn(|| Lock::take(dir.path(), PATIENCE).is_ok());
            std::thread::sleep(Duration::from_millis(20));
            drop(first);
            second.join().unwrap()
        });
        assert!(waiting);
    }
}
