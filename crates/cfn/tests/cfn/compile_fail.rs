//! Programs that must not compile, and what the compiler says.
//!
//! `TRYBUILD=overwrite cargo test -p stackwright-cfn compile_fail` writes the messages anew.

/// One test for all: they share a build of this crate.
///
/// The compiler writes paths in full where a name is not unique, so that the messages are those
/// of the default features.
#[test]
#[cfg_attr(feature = "full", ignore = "with more types, other names are unique")]
#[cfg(all(feature = "ec2", feature = "ecs", feature = "iam", feature = "ecr"))]
fn wrong_programs_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
