//! What belongs to an asset, its hash and its copy.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use stackwright_assets::{Context, Digest, Error, Files, Hasher, Ignore, MOST, one_file};

fn write(dir: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), files);
    temp
}

fn all(dir: &Path) -> Files {
    Files::below(dir, &Ignore::default(), MOST).unwrap()
}

fn names(files: &Files) -> Vec<&str> {
    files.iter().map(|file| file.path()).collect()
}

fn hash(dir: &Path) -> Digest {
    all(dir).digest().unwrap()
}

#[test]
fn the_hash_is_a_fact_about_content_wherever_and_whenever_it_was_written() {
    let one = tree(&[("b", "2"), ("a/x", "1"), ("a.x", "3")]);
    let two = tree(&[("a.x", "3"), ("a/x", "1"), ("b", "2")]);
    fs::create_dir(two.path().join("empty")).unwrap();
    // By bytes: `.` comes before `/`.
    assert_eq!(names(&all(one.path())), ["a.x", "a/x", "b"]);
    assert_eq!(hash(one.path()), hash(two.path()));
    // Written down: another version of this crate, and another machine, must find the same.
    assert_eq!(
        hash(one.path()).to_string(),
        "8abd255a3ec0501ccd636d760b403440e1b90edfbc45f5b7e9d7826586952ff6"
    );
}

#[test]
fn every_byte_and_every_name_counts() {
    let base = hash(tree(&[("a", "1"), ("b", "2")]).path());
    for other in [
        tree(&[("a", "1"), ("b", "3")]),
        tree(&[("a", "1"), ("c", "2")]),
        tree(&[("a", "1")]),
        tree(&[("a", "12"), ("b", "")]),
        tree(&[("a", "2"), ("b", "1")]),
        // AWS CDK takes line ends for the same, and zips what it has.
        tree(&[("a", "1"), ("b", "2\r\n")]),
    ] {
        assert_ne!(hash(other.path()), base);
    }
}

/// AWS CDK's hash knows neither size nor content where a cache says that it knows the file.
#[test]
fn a_file_of_the_same_size_and_time_is_read_again() {
    let dir = tree(&[("a", "1")]);
    let path = dir.path().join("a");
    let before = hash(dir.path());
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "2").unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(time).unwrap();
    assert_ne!(hash(dir.path()), before);
}

/// AWS CDK zips the mode and does not hash it, so that `chmod +x` is never deployed.
#[cfg(unix)]
#[test]
fn the_bit_that_makes_a_program_is_hashed_and_copied_and_no_other_is() {
    use std::os::unix::fs::PermissionsExt;

    let dir = tree(&[("run", "#!/bin/sh"), ("text", "")]);
    let set = |name, mode| {
        fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("run", 0o644);
    set("text", 0o644);
    let plain = hash(dir.path());
    set("run", 0o600);
    set("text", 0o664);
    assert_eq!(hash(dir.path()), plain);
    set("run", 0o744);
    assert_ne!(hash(dir.path()), plain);

    let out = tempfile::tempdir().unwrap();
    let copy = out.path().join("copy");
    all(dir.path()).copy_to(&copy).unwrap();
    let mode = |name| fs::metadata(copy.join(name)).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("run"), mode("text")), (0o755, 0o644));
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_what_they_say_is_hashed() {
    use std::os::unix::fs::symlink;

    let dir = tree(&[("a/real", "1")]);
    symlink("real", dir.path().join("a/link")).unwrap();
    symlink("/nowhere/at/all", dir.path().join("dangling")).unwrap();
    let files = all(dir.path());
    assert_eq!(names(&files), ["a/link", "a/real", "dangling"]);
    let before = files.digest().unwrap();
    let out = tempfile::tempdir().unwrap();
    let copy = out.path().join("copy");
    files.copy_to(&copy).unwrap();
    assert_eq!(
        fs::read_link(copy.join("a/link")).unwrap(),
        Path::new("real")
    );
    assert_eq!(fs::read_to_string(copy.join("a/link")).unwrap(), "1");
    assert_eq!(hash(&copy), before);

    fs::remove_file(dir.path().join("a/link")).unwrap();
    symlink("./real", dir.path().join("a/link")).unwrap();
    assert_ne!(hash(dir.path()), before);
    // The packer of archives follows links, and follows this one to somewhere else.
    let error = all(dir.path()).stay_inside().unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "`{}` is a link to `/nowhere/at/all`, which is not in the asset",
            dir.path().join("dangling").display()
        )
    );
    fs::remove_file(dir.path().join("dangling")).unwrap();
    all(dir.path()).stay_inside().unwrap();
    symlink("../a/../a/real", dir.path().join("a/up")).unwrap();
    all(dir.path()).stay_inside().unwrap();
    symlink("../../x", dir.path().join("a/out")).unwrap();
    assert!(all(dir.path()).stay_inside().is_err());
}

/// AWS CDK copies its own output into an asset of the directory around it.
#[test]
fn output_is_never_part_of_an_asset() {
    let dir = tree(&[
        ("a", "1"),
        ("cdk.out/manifest.json", "{}"),
        (".cdk.out.stackwright-new-7/x", ""),
        ("sub/cdk.out/x", ""),
    ]);
    assert_eq!(names(&all(dir.path())), ["a"]);
}

#[test]
fn what_is_too_large_names_the_largest_file() {
    let dir = tree(&[("target/big", "0123456789"), ("a", "1")]);
    let error = Files::below(dir.path(), &Ignore::default(), 9).unwrap_err();
    let Error::TooLarge {
        most: 9, largest, ..
    } = &error
    else {
        panic!("{error}");
    };
    assert_eq!(*largest, dir.path().join("target/big"));
    assert!(error.way_out().contains("leave out"));
    let ignore = Ignore::parse("target").unwrap();
    assert_eq!(names(&Files::below(dir.path(), &ignore, 9).unwrap()), ["a"]);
    assert!(one_file(dir.path().join("target/big"), 9).is_err());
    assert_eq!(one_file(dir.path().join("a"), 9).unwrap(), Digest::of("1"));
}

#[test]
fn what_is_not_there_or_is_something_else_is_said_with_its_path() {
    let dir = tree(&[("a", "1")]);
    let gone = dir.path().join("gone");
    let error = Files::below(&gone, &Ignore::default(), MOST).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&format!("cannot read `{}`: ", gone.display()))
    );
    assert!(error.way_out().contains("relative to the package"));
    let file = dir.path().join("a");
    let error = Files::below(&file, &Ignore::default(), MOST).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("`{}` is not a directory", file.display())
    );
    let error = one_file(dir.path(), MOST).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("`{}` is not a file", dir.path().display())
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_without_unicode_or_a_socket_is_an_error_unless_it_is_ignored() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::UnixListener;

    let dir = tree(&[("a", "1")]);
    let _socket = UnixListener::bind(dir.path().join("socket")).unwrap();
    let error = Files::below(dir.path(), &Ignore::default(), MOST).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("/socket` is not a file, a directory or a link")
    );
    let ignore = Ignore::parse("socket").unwrap();
    assert_eq!(
        names(&Files::below(dir.path(), &ignore, MOST).unwrap()),
        ["a"]
    );
    fs::write(dir.path().join(OsStr::from_bytes(b"\xff")), "").unwrap();
    let error = Files::below(dir.path(), &ignore, MOST).unwrap_err();
    assert!(error.to_string().ends_with("is not Unicode"), "{error}");
}

#[test]
fn the_copy_is_what_was_hashed_and_nothing_else() {
    let dir = tree(&[("a/b/c", "1"), ("skip", "2")]);
    let ignore = Ignore::parse("skip").unwrap();
    let files = Files::below(dir.path(), &ignore, MOST).unwrap();
    let out = tempfile::tempdir().unwrap();
    let copy = out.path().join("copy");
    files.copy_to(&copy).unwrap();
    assert_eq!(names(&all(&copy)), ["a/b/c"]);
    assert_eq!(hash(&copy), files.digest().unwrap());
}

/// AWS CDK names a Dockerfile that it does not stage.
#[test]
fn the_dockerfile_and_the_list_are_sent_whatever_the_list_says() {
    let dir = tree(&[
        (".dockerignore", "*\n!src\n"),
        ("Dockerfile", "FROM scratch"),
        ("docker/Dockerfile.prod", "FROM scratch"),
        ("docker/other", ""),
        ("src/a.txt", ""),
    ]);
    let sent = |dockerfile: &str| {
        let context = Context::of(dir.path(), dockerfile, MOST).unwrap();
        let files = context.files().iter();
        let files: Vec<String> = files.map(|file| file.path().to_owned()).collect();
        (context.dockerfile().to_owned(), files.join(" "))
    };
    let plain = ".dockerignore Dockerfile src/a.txt".to_owned();
    assert_eq!(sent("Dockerfile"), ("Dockerfile".to_owned(), plain.clone()));
    assert_eq!(sent("./x/../Dockerfile"), ("Dockerfile".to_owned(), plain));
    assert_eq!(
        sent("docker/Dockerfile.prod").1,
        ".dockerignore docker/Dockerfile.prod src/a.txt"
    );
    // The list of a Dockerfile comes before the one of the directory, and instead of it.
    write(
        dir.path(),
        &[("docker/Dockerfile.prod.dockerignore", "docker\nsrc")],
    );
    assert_eq!(
        sent("docker/Dockerfile.prod").1,
        ".dockerignore Dockerfile docker/Dockerfile.prod docker/Dockerfile.prod.dockerignore"
    );
}

#[test]
fn a_dockerfile_outside_or_absent_and_a_bad_list_are_errors() {
    let dir = tree(&[(".dockerignore", "a\n[b"), ("Dockerfile", "FROM scratch")]);
    let error = |dockerfile: &str| {
        let context = Context::of(dir.path(), dockerfile, MOST);
        let error = context.unwrap_err().to_string();
        error.replace(&*dir.path().to_string_lossy(), "DIR")
    };
    assert_eq!(
        error("../Dockerfile"),
        "the Dockerfile `../Dockerfile` is not in `DIR`"
    );
    assert_eq!(
        error("/Dockerfile"),
        "the Dockerfile `/Dockerfile` is not in `DIR`"
    );
    assert!(error("Dockerfile.prod").starts_with("cannot read `DIR/Dockerfile.prod`: "));
    assert_eq!(
        error("Dockerfile"),
        "`DIR/.dockerignore`: line 2, `[b`: its `[` is not closed"
    );
}

#[test]
fn parts_of_a_hash_do_not_run_into_each_other() {
    let hash = |parts: &[(&str, &str)]| {
        let parts = parts.iter();
        let hasher = parts.fold(Hasher::new(), |hasher, (name, text)| {
            hasher.part(name, text)
        });
        hasher.end()
    };
    assert_ne!(
        hash(&[("a", "b"), ("c", "d")]),
        hash(&[("a", "bc"), ("", "d")])
    );
    assert_ne!(hash(&[]), hash(&[("", "")]));
}
