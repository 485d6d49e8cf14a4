//! One generated service, to be read, and to see what a change of the generator comes to.

/// What the build script made of ECR; `UPDATE_GOLDEN=1` accepts it.
#[test]
#[cfg(feature = "ecr")]
fn ecr_is_as_it_was() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/ecr.rs");
    let actual = include_str!(concat!(env!("OUT_DIR"), "/ecr.rs"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let differing = actual
        .lines()
        .zip(expected.lines())
        .position(|(actual, expected)| actual != expected);
    assert!(
        actual == expected,
        "the generated code differs from {path} from line {} on; \
         read the difference and accept it with `UPDATE_GOLDEN=1`",
        differing.unwrap_or_else(|| actual.lines().count().min(expected.lines().count())) + 1,
    );
}
