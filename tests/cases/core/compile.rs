//! What must not compile, and what the compiler says then.

#[test]
fn wrong_programs_are_refused_with_the_words_of_the_user() {
    trybuild::TestCases::new().compile_fail("data/compile-fail/*.rs");
}
