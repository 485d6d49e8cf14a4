//! Lists of what is ignored, as Docker reads them: rows of what its own readers, and those that
//! were made after them, were seen to do.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;

use proptest::prelude::*;
use stackwright_assets::{Files, Ignore, MOST};

/// What is left of these files.
fn kept(list: &str, files: &[&str]) -> Vec<String> {
    let temp = tempfile::tempdir().unwrap();
    for file in files {
        let path = temp.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let ignore = Ignore::parse(list).unwrap();
    let files = Files::below(temp.path(), &ignore, MOST).unwrap();
    files.iter().map(|file| file.path().to_owned()).collect()
}

const TREE: [&str; 12] = [
    ".env",
    "[x].txt",
    "a.txt",
    "abc",
    "b.txt",
    "notes.md",
    "sub/.env",
    "sub/abc",
    "sub/notes.md",
    "sub/x/y",
    "x/deep/y",
    "x/y",
];

/// What a list of one pattern drops of the tree.
fn dropped(pattern: &str) -> Vec<&'static str> {
    let kept = kept(pattern, &TREE);
    let is_gone = |file: &&str| !kept.iter().any(|kept| kept == file);
    TREE.into_iter().filter(is_gone).collect()
}

#[test]
fn a_pattern_without_stars_is_for_the_top_only() {
    for pattern in ["x", "x/", "/x", "./x", "x/**", "x//", "a/../x"] {
        assert_eq!(dropped(pattern), ["x/deep/y", "x/y"], "{pattern}");
    }
    assert_eq!(dropped("abc"), ["abc"]);
    assert_eq!(dropped("*.md"), ["notes.md"]);
    assert_eq!(dropped(".*"), [".env"]);
    assert_eq!(dropped("a?c"), ["abc"]);
}

#[test]
fn two_stars_are_any_number_of_directories() {
    assert_eq!(dropped("**/x"), ["sub/x/y", "x/deep/y", "x/y"]);
    assert_eq!(dropped("**/x/**"), ["sub/x/y", "x/deep/y", "x/y"]);
    assert_eq!(dropped("*/x"), ["sub/x/y"]);
    assert_eq!(dropped("**/*.md"), ["notes.md", "sub/notes.md"]);
    assert_eq!(dropped("**/.*"), [".env", "sub/.env"]);
    assert_eq!(dropped("x/**/y"), ["x/deep/y", "x/y"]);
    assert_eq!(dropped("**").len(), TREE.len());
    assert_eq!(dropped("*/").len(), TREE.len());
}

#[test]
fn two_stars_before_letters_are_directories_too_and_not_letters() {
    // For readers of Git's kind it drops every `.md`.
    assert_eq!(dropped("**.md"), [""; 0]);
    assert_eq!(dropped("**abc"), ["abc", "sub/abc"]);
}

#[test]
fn a_class_is_negated_by_a_circumflex_and_by_nothing_else() {
    assert_eq!(dropped("[ab].txt"), ["a.txt", "b.txt"]);
    assert_eq!(dropped("[a-b].txt"), ["a.txt", "b.txt"]);
    assert_eq!(dropped("[^a].txt"), ["b.txt"]);
    assert_eq!(dropped("[!a].txt"), ["a.txt"]);
    assert_eq!(dropped(r"\[x].txt"), ["[x].txt"]);
    // Braces are letters.
    assert_eq!(dropped("{a,b}.txt"), [""; 0]);
}

#[test]
fn what_leads_out_or_is_nothing_drops_nothing() {
    for pattern in [".", "./", "/", "..", "../ctx/x", "", "   ", "/.."] {
        assert_eq!(dropped(pattern), [""; 0], "{pattern}");
    }
}

#[test]
fn the_last_line_that_matches_decides() {
    let files = ["README-secret.md", "README.md", "other.md"];
    assert_eq!(
        kept("*.md\n!README*.md\nREADME-secret.md", &files),
        ["README.md"]
    );
    assert_eq!(
        kept("*.md\nREADME-secret.md\n!README*.md", &files),
        ["README-secret.md", "README.md"]
    );
}

#[test]
fn what_is_below_a_directory_that_is_left_out_can_be_taken_back() {
    let files = [
        "a",
        "sub/deep/keep/b",
        "sub/drop",
        "sub/keep/a",
        "sub/keep/b",
    ];
    for list in ["*\n!sub/keep", "sub\n!sub/keep\na", "**\n!*/keep"] {
        assert_eq!(kept(list, &files), ["sub/keep/a", "sub/keep/b"], "{list}");
    }
    // Docker's older builder, and what was made after it, does not look into `sub` here.
    assert_eq!(kept("*\n!*/keep", &files), ["sub/keep/a", "sub/keep/b"]);
    assert_eq!(
        kept("**\n!**/keep", &files),
        ["sub/deep/keep/b", "sub/keep/a", "sub/keep/b"]
    );
    assert_eq!(kept("sub/**\n!sub/keep/a", &files), ["a", "sub/keep/a"]);
    // Line order wins over what is nearer.
    assert_eq!(kept("!sub/keep\nsub", &files), ["a"]);
}

#[test]
fn spaces_comments_and_line_ends() {
    let files = ["# x", "#h", "a b", "x", "y"];
    assert_eq!(kept("  x\ny\t\r\n", &files), ["# x", "#h", "a b"]);
    assert_eq!(kept("# x\n", &files).len(), files.len());
    // A comment begins in the first column.
    assert_eq!(kept("  # x", &files), ["#h", "a b", "x", "y"]);
    assert_eq!(kept(r"\#h", &files), ["# x", "a b", "x", "y"]);
    assert_eq!(kept(r"a\ b", &files), ["# x", "#h", "x", "y"]);
    assert_eq!(kept("*\n! x", &files), ["x"]);
    assert_eq!(kept("\u{feff}x\ny", &files), ["# x", "#h", "a b"]);
}

#[test]
fn a_line_that_docker_refuses_is_an_error_with_its_number() {
    for (list, said) in [
        ("a\n!", "line 2, `!`: nothing stands behind the `!`"),
        ("[a", "line 1, `[a`: its `[` is not closed"),
        ("\n\nx\\", "line 3, `x\\`: it ends with a `\\`"),
        (
            "[]a]",
            "line 1, `[]a]`: its `[` holds a `-` or `]` that is not one of a range",
        ),
    ] {
        assert_eq!(Ignore::parse(list).unwrap_err().to_string(), said);
    }
}

#[test]
fn many_stars_take_no_time() {
    let ignore = Ignore::parse(&format!("{}b", "*a".repeat(40))).unwrap();
    assert!(!ignore.excludes(&"a".repeat(4000)));
}

proptest! {
    /// A directory is passed over only if nothing in it is kept.
    #[test]
    fn nothing_is_passed_over_that_is_kept(
        lines in proptest::collection::vec("!?(\\*\\*/)?[ab*?]{1,3}(/[ab*]{1,2}){0,2}", 1..5),
        path in "[ab]{1,2}(/[ab]{1,2}){0,3}",
    ) {
        let ignore = Ignore::parse(&lines.join("\n")).unwrap();
        let mut whole = true;
        for (at, _) in path.match_indices('/') {
            let dir = &path[..at];
            whole &= !ignore.excludes(dir) || ignore.may_keep_below(dir);
        }
        prop_assert!(whole || ignore.excludes(&path));
    }
}
