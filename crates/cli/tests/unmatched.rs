//! What synthesis says of lines that keep nothing, in a project with a lock: alone here, because it is found from the
//! working directory.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_cli::run_args;
use stackwright_core::{App, RawResource};

fn app(args: &[&str], moved: Option<&'static str>) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_args(args, &mut out, &mut err, |app: &App| {
        let web = app.stack("Web");
        let jobs = web.add("Jobs", RawResource::new("AWS::SQS::Queue"));
        if let Some(path) = moved {
            web.moved(jobs, path);
        }
    });
    (code, String::from_utf8(err).unwrap())
}

#[test]
fn what_moved_from_where_the_lock_has_nothing_is_told_by_synthesis() {
    let dir = tempfile::tempdir().unwrap();
    std::env::set_current_dir(dir.path()).unwrap();
    let synth = ["app", "synth", "--no-check"];
    let told = "note: Web/Jobs is said to have moved from Web/Older, of which the lock has nothing";
    // Without a lock nobody knows.
    let (code, err) = app(&synth, Some("Older"));
    assert!(code == 0 && !err.contains("is said to have moved"), "{err}");
    assert_eq!(app(&["app", "ids", "--write"], None).0, 0);
    let (code, err) = app(&synth, Some("Older"));
    assert!(code == 0 && err.contains(told), "{err}");
    assert!(!app(&synth, None).1.contains("is said to have moved"));
    // What it moved from is there.
    assert_eq!(app(&["app", "ids", "--write"], Some("Older")).0, 0);
    assert!(
        !app(&synth, Some("Older"))
            .1
            .contains("is said to have moved")
    );
}
