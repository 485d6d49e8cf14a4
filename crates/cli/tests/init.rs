//! The command `init`: what it makes, and what it refuses. That projects build, test, check and
//! synthesize is tried by `cargo xtask init`.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use stackwright_cli::tool_with;

const TEMPLATES: [&str; 4] = ["fargate-service", "microservices", "queue-worker", "empty"];

/// The code, and what is said.
fn init(args: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "init"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    assert!(out.is_empty());
    (code, String::from_utf8(err).unwrap())
}

/// All files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_project_has_all_that_it_needs() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("web-shop");
    let (code, said) = init(&[folder.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let said = said.replace(folder.to_str().unwrap(), "web-shop");
    let shown = files(&folder).into_iter().map(|path| {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        format!("{name}\n")
    });
    let shown: String = shown.collect();
    assert_snapshot!("init_said", format!("{said}\n{shown}"));
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_snapshot!("init_manifest", read("Cargo.toml"));
    assert_snapshot!("init_readme", read("README.md"));
    assert_snapshot!("init_library", read("src/lib.rs"));
}

#[test]
fn nothing_of_a_template_is_left_in_a_project() {
    for template in TEMPLATES {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("a_b");
        let path = folder.to_str().unwrap();
        let (code, said) = init(&["--template", template, path]);
        assert_eq!(code, 0, "{said}");
        for file in files(&folder) {
            let text = fs::read_to_string(&file).unwrap();
            let words = [
                "my-app",
                "my_app",
                "MyApp",
                "ABOUT",
                "PACKAGE",
                "STACKWRIGHT",
                "ASSERT",
                "FEATURES",
            ];
            for word in words {
                let is_left = text.contains(word);
                assert!(!is_left, "{template}: {word} in {}", file.display());
            }
        }
        let tests = fs::read_to_string(folder.join("tests/templates.rs")).unwrap();
        assert!(tests.contains("use a_b::{Settings, build};"), "{tests}");
        let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
        assert!(library.contains("stage.stack(\"AB"), "{library}");
        assert!(library.contains("\"System\", \"a-b\""), "{library}");
    }
}

/// What a project holds is what people type, so that it can be read without knowing where it is.
#[test]
fn settings_of_both_environments_have_the_same_names() {
    for template in TEMPLATES {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("shop");
        init(&["--template", template, folder.to_str().unwrap()]);
        let names = |environment: &str| {
            let file = folder.join(format!("settings/{environment}.yaml"));
            let text = fs::read_to_string(file).unwrap();
            let names = text.lines().filter_map(|line| line.split_once(':'));
            names
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<String>>()
        };
        assert_eq!(names("staging"), names("production"), "{template}");
    }
}

#[test]
fn what_somebody_has_made_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(path("full")).unwrap();
    fs::write(path("full/notes.txt"), "mine").unwrap();
    fs::create_dir(path("empty")).unwrap();
    fs::write(path("file"), "mine").unwrap();

    let (code, said) = init(&[&path("full")]);
    let full = path("full");
    assert_eq!(
        (code, said),
        (
            2,
            format!(
                "error: `{full}` has something in it\n  help: name another folder, or empty this one\n"
            )
        )
    );
    assert_eq!(
        files(Path::new(&full)),
        [PathBuf::from(path("full/notes.txt"))]
    );

    let (code, said) = init(&[&path("file")]);
    assert_eq!(code, 2);
    assert!(
        said.contains("is no folder\n  help: name another"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(path("file")).unwrap(), "mine");

    // A folder that was made for it, and one whose parent is not there yet.
    assert_eq!(init(&[&path("empty")]).0, 0);
    assert!(Path::new(&path("empty/src/lib.rs")).is_file());
    assert_eq!(init(&[&path("deep/down/shop")]).0, 0);
    assert!(Path::new(&path("deep/down/shop/Cargo.toml")).is_file());

    // What is written on the way is gone.
    let left = fs::read_dir(dir.path()).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name());
    assert!(
        !left
            .into_iter()
            .any(|name| name.to_string_lossy().starts_with('.'))
    );
}

#[test]
fn where_nothing_can_be_written_nothing_is() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let (code, said) = init(&[file.join("shop").to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(said.starts_with("error: "), "{said}");
    assert_eq!(files(dir.path()), [file]);
}

#[test]
fn names_and_sources_are_looked_at_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (code, said) = init(&[&path("Web Shop")]);
    let expected = "error: a project cannot be called `Web Shop`: it does not begin with a small letter\n  \
                    help: `web-shop` would do\n";
    assert_eq!((code, said.as_str()), (2, expected));
    let (code, said) = init(&[".."]);
    assert_eq!(code, 2);
    assert!(said.contains("cannot be called ``"), "{said}");
    let (code, said) = init(&["--stackwright", &path("nothing"), &path("shop")]);
    assert_eq!(code, 2);
    assert!(
        said.contains("is no checkout of stackwright\n  help: "),
        "{said}"
    );
    assert!(files(dir.path()).is_empty());
}
