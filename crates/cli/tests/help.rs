//! All that the commands say of themselves, in one place.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fmt::Write;

use insta::assert_snapshot;
use stackwright_cli::{run_args, tool_with};

/// What a command line prints, without the spaces that clap leaves in empty lines.
fn help(args: &[&str]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = match args[0] {
        "app" => run_args(args, &mut out, &mut err, |_| ()),
        _ => tool_with(args, &mut &b""[..], &mut out, &mut err),
    };
    assert_eq!((code, err.len()), (0, 0), "{args:?}");
    let text = String::from_utf8(out).unwrap();
    let lines = text.lines().map(str::trim_end);
    lines.fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn help_says_what_there_is() {
    let mut all = String::new();
    for command in [
        &["app"][..],
        &["app", "synth"],
        &["app", "list"],
        &["app", "check"],
        &["app", "diff"],
        &["app", "cost"],
        &["app", "why"],
        &["app", "graph"],
        &["app", "plan"],
        &["app", "adopt"],
        &["app", "ids"],
        &["stackwright"],
        &["stackwright", "check"],
        &["stackwright", "diff"],
        &["stackwright", "plan"],
        &["stackwright", "cost"],
        &["stackwright", "ids"],
        &["stackwright", "mapping"],
        &["stackwright", "mapping", "import"],
        &["stackwright", "mapping", "refactor"],
        &["stackwright", "explain"],
        &["stackwright", "graph"],
        &["stackwright", "import"],
        &["stackwright", "adopt"],
        &["stackwright", "rules"],
        &["stackwright", "types"],
        &["stackwright", "init"],
        &["stackwright", "why"],
        &["stackwright", "watch"],
        &["stackwright", "doctor"],
        &["stackwright", "completions"],
        &["stackwright", "man"],
    ] {
        for option in ["-h", "--help"] {
            let args = [command, &[option]].concat();
            write!(all, "$ {}\n{}\n", args.join(" "), help(&args)).unwrap();
        }
    }
    assert_snapshot!("help", all);
}
