//! What shells complete: asked of bash itself, and read in the scripts of the others.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use stackwright_cli::tool_with;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

fn script(shell: &str) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "completions", shell];
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    assert_eq!((code, err.len()), (0, 0), "{shell}");
    String::from_utf8(out).unwrap()
}

/// What bash gives for words, the last of which is being typed.
///
/// `=` is a word of its own, as it is for bash unless somebody has changed that.
fn complete(words: &[&str]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("stackwright.bash");
    fs::write(&file, script("bash")).unwrap();
    // What bash hands to the function: the word before the cursor, which is empty behind `=`.
    let ask = r#"
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        word="${COMP_WORDS[COMP_CWORD]}"
        [[ "${word}" == "=" ]] && word=""
        _stackwright_words stackwright "${word}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", ask, "bash"])
        .arg(&file)
        .args(words)
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    // It is no function of readline's here, which alone may set options.
    let err: Vec<&str> = err
        .lines()
        .filter(|line| !line.contains("compopt"))
        .collect();
    assert!(err.is_empty(), "{words:?}: {err:?}");
    let out = String::from_utf8(output.stdout).unwrap();
    out.lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn bash_reads_the_script() {
    let mut bash = Command::new("bash")
        .arg("-n")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = bash.stdin.take().unwrap();
    stdin.write_all(script("bash").as_bytes()).unwrap();
    drop(stdin);
    let output = bash.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
}

#[test]
fn bash_completes_commands_options_and_values() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["che"], &["check"]),
        (&["check", "--form"], &["--format"]),
        (&["check", "--format", "sa"], &["sarif"]),
        (&["check", "--format", ""], &["text", "json", "sarif"]),
        // As bash splits it, and as it does not where `=` has been taken out of COMP_WORDBREAKS.
        (&["check", "--format", "="], &["text", "json", "sarif"]),
        (&["check", "--format", "=", "sa"], &["sarif"]),
        (&["check", "--format=sa"], &["--format=sarif"]),
        (
            &["diff", "--fail-on", "broadening,des"],
            &["broadening,destructive"],
        ),
        (
            &["diff", "--fail-on=broadening,any"],
            &["--fail-on=broadening,any-change"],
        ),
        (&["check", "--region", "eu-central-1"], &["eu-central-1"]),
        (&["check", "--ignore", "TPL122"], &["TPL122"]),
        (&["explain", "CHG101"], &["CHG101"]),
        // Of which no option may be made by mistake.
        (&["check", "--ignore", "CHG101"], &[]),
        // Files, which bash finds itself where nothing is offered.
        (&["check", ""], &[]),
        (&["check", "web"], &[]),
    ];
    for (words, expected) in cases {
        let words: Vec<&str> = ["stackwright"].iter().chain(*words).copied().collect();
        assert_eq!(complete(&words), *expected, "{words:?}");
    }
    let codes = complete(&["stackwright", "explain", "OPS"]);
    assert!(codes.len() > 100 && codes.iter().all(|code| code.starts_with("OPS")));
}

/// As somebody types it.
#[test]
#[cfg(target_os = "linux")]
fn bash_completes_what_is_typed() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    file("web-template.yaml", "");
    file("stackwright.bash", &script("bash"));
    let start = file(
        "start.bash",
        "PS1='$ '\nbind 'set enable-bracketed-paste off'\nsource stackwright.bash\n\
         stackwright() { printf '<%s>' \"$@\"; echo; }\n",
    );
    let typed = "stackwright che\tweb\t\n\
                 stackwright check --format=sar\t\n\
                 stackwright explain CHG10\t1\nexit\n";
    let out = typed_in_bash(dir.path(), &start, typed);
    assert!(out.contains("<check><web-template.yaml>"), "{out}");
    assert!(out.contains("<check><--format=sarif>"), "{out}");
    assert!(out.contains("<explain><CHG101>"), "{out}");
}

/// What a terminal shows.
#[cfg(target_os = "linux")]
fn typed_in_bash(dir: &Path, start: &Path, typed: &str) -> String {
    let bash = format!("bash --noprofile --rcfile {} -i", start.display());
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", &bash, "/dev/null"])
        .current_dir(dir)
        .env("TERM", "dumb")
        .env_remove("INPUTRC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = terminal.stdin.take().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    drop(stdin);
    let output = terminal.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Scripts offer also what is hidden: nothing may be.
#[test]
fn scripts_have_every_command_and_option() {
    let help = |args: &[&str]| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = ["stackwright"].iter().chain(args).chain(&["--help"]);
        assert_eq!(tool_with(args, &mut &b""[..], &mut out, &mut err), 0);
        String::from_utf8(out).unwrap()
    };
    let first = |line: &str| line.split_whitespace().next().unwrap_or("").to_owned();
    let all = help(&[]);
    let commands = all.split("Commands:\n").nth(1).unwrap();
    let commands: Vec<String> = commands
        .lines()
        .take_while(|line| !line.is_empty())
        .map(first)
        .collect();
    assert!(commands.len() > 4);
    for shell in SHELLS {
        let script = script(shell);
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
            let help = help(&[command]);
            let options = help
                .lines()
                .map(str::trim)
                .filter(|line| line.starts_with("--"));
            for option in options.map(first) {
                // Fish has the names without dashes.
                let name = option.trim_start_matches('-');
                assert!(script.contains(name), "{shell}: {command} {option}");
            }
        }
        if shell != "powershell" && shell != "elvish" {
            for value in ["SCH102", "eu-central-1", "any-change"] {
                assert!(script.contains(value), "{shell}: {value}");
            }
        }
    }
}

#[test]
fn another_shell_is_not_known() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "completions", "tcsh"];
    assert_eq!(tool_with(args, &mut &b""[..], &mut out, &mut err), 2);
    let err = String::from_utf8(err).unwrap();
    assert!(
        err.contains("[possible values: bash, zsh, fish, powershell, elvish]"),
        "{err}"
    );
}
