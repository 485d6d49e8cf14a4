//! What is said of repositories.

use insta::assert_snapshot;
use stackwright::prelude::*;

use super::said;

#[test]
fn ecr101_a_count_of_zero() {
    assert_snapshot!(said(|stack| {
        stack.add("Repo", EcrRepository::new().keep_last(0));
    }), @r"
    error[ECR101]: a lifecycle rule with a count of 0
      at Web/Repo
      help: keep 1 image, or wait 1 day, or more
    ");
}

#[test]
fn ecr102_two_rules_for_any_tag() {
    assert_snapshot!(said(|stack| {
        stack.add("Repo", EcrRepository::new().keep_last(1).keep_last(2));
    }), @r"
    error[ECR102]: two lifecycle rules for images of any tag
      at Web/Repo
      help: ECR takes one; say of the others which tags they are for
    ");
}

#[test]
fn ecr103_an_empty_list_of_tags() {
    assert_snapshot!(said(|stack| {
        let rule = LifecycleRule::keep_last(1, Tags::prefixed(Vec::<&str>::new()));
        stack.add("Repo", EcrRepository::new().lifecycle_rule(rule));
    }), @r"
    error[ECR103]: a lifecycle rule with an empty list of tags
      at Web/Repo
      help: name a prefix or a pattern, or use `Tags::Any`
    ");
}
