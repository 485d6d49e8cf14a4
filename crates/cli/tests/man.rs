//! Manual pages, made of what the help says.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use stackwright_cli::tool_with;

fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "man"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn names(dir: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(dir).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_page_says_what_the_help_says() {
    let (code, page, err) = call(&["man"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("man_man", page);
}

#[test]
fn every_command_has_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("share/man1");
    let (code, printed, err) = call(&["--out", out.to_str().unwrap()]);
    assert_eq!((code, printed.as_str()), (0, ""));
    let (_, main, _) = call(&[]);
    let listed = main.lines().filter_map(|line| {
        let name = line.strip_suffix("(1)")?;
        Some(format!("{}.1", name.replace('\\', "")))
    });
    let mut expected: BTreeSet<String> = listed.collect();
    assert!(expected.contains("stackwright-check.1"), "{main}");
    expected.insert("stackwright.1".to_owned());
    assert_eq!(names(&out), expected);
    assert_eq!(
        err,
        format!("wrote {} pages to {}\n", expected.len(), out.display())
    );
    for name in expected {
        let page = fs::read_to_string(out.join(&name)).unwrap();
        let again = name
            .trim_end_matches(".1")
            .trim_start_matches("stackwright")
            .trim_start_matches('-');
        let args: Vec<&str> = [again].into_iter().filter(|one| !one.is_empty()).collect();
        assert_eq!(call(&args).1, page, "{name}");
        // Where there is groff, as nearly everywhere where pages are read.
        if let Ok(groff) = Command::new("groff")
            .args(["-man", "-ww", "-Tutf8", "-z"])
            .arg(out.join(&name))
            .output()
        {
            let warnings = String::from_utf8_lossy(&groff.stderr);
            assert!(
                groff.status.success() && warnings.is_empty(),
                "{name}: {warnings}"
            );
        }
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let (code, _, err) = call(&["chekc"]);
    assert_eq!(
        (code, err.as_str()),
        (
            2,
            "error: there is no command `chekc`\n  help: did you mean `check`?\n"
        )
    );
    let file = tempfile::NamedTempFile::new().unwrap();
    let (code, _, err) = call(&["--out", file.path().to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(
        err.starts_with(&format!("error: {}: ", file.path().display())),
        "{err}"
    );
}
