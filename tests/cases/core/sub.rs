use insta::assert_snapshot;
use stackwright_core::{Expr, IntoValue, Json, List, Parameter, Str, Value, select, split, sub};

use crate::support::{template, thing};

/// The property that a value comes to, in a stack with the parameter `Project`, the resource
/// `Repo` and one named `Dollar`.
fn lowered(
    build: impl FnOnce(stackwright_core::ParameterHandle, stackwright_core::RawHandle) -> Value<Str>,
) -> String {
    let template = template(|stack| {
        let project = stack.add("Project", Parameter::string());
        let repo = stack.add("Repo", thing());
        stack.add("Thing", thing().property("P", build(project, repo)));
    });
    let (_, property) = template
        .split_once("      P: ")
        .expect("the property is there");
    property.to_owned()
}

#[test]
fn captures_and_named_arguments() {
    assert_snapshot!(lowered(|project, _| sub!("{project}-web")), @"!Sub '${Project}-web'");
    assert_snapshot!(lowered(|project, _| sub!("{name}-{name}-x", name = project)), @"!Sub '${Project}-${Project}-x'");
    assert_snapshot!(lowered(|_, repo| sub!("{arn}/*", arn = repo.attribute::<Str>("Arn"))), @"!Sub '${Repo.Arn}/*'");
    assert_snapshot!(lowered(|_, repo| sub!("{id}!", id = repo.reference::<Str>())), @"!Sub '${Repo}!'");
}

#[test]
fn arguments_are_evaluated_before_any_is_bound() {
    let (a, b) = ("1", "2");
    assert_snapshot!(lowered(|_, _| sub!("{a}{b}", a = b, b = a)), @"'21'");
}

#[test]
fn names_that_the_expansion_itself_might_use() {
    const CRATE: &str = "c";
    const NAME: &str = "n";
    assert_snapshot!(lowered(|_, _| sub!("{CRATE}{NAME}")), @"cn");
}

#[test]
fn a_literal_that_a_macro_passes_on() {
    macro_rules! named {
        ($text:literal) => {
            sub!($text)
        };
    }
    assert_snapshot!(lowered(|_, _| named!("plain")), @"plain");
}

#[test]
fn escapes_of_rust_are_read_as_rust_reads_them() {
    let text = sub!(
        "a\tb\\\"\x41\u{1F600}\u{e_9} \
        c"
    );
    assert_eq!(text.into_expr(), sub_of("a\tb\\\"A\u{1F600}é c"));
    assert_eq!(sub!(r#"a\t"b" #"#).into_expr(), sub_of("a\\t\"b\" #"));
}

fn sub_of(text: &'static str) -> Expr {
    Expr::Sub(vec![stackwright_core::Piece::Text(text.into())])
}

#[test]
fn braces_and_pseudo_parameters() {
    assert_snapshot!(lowered(|project, _| sub!("{{{project}}}")), @"!Sub '{${Project}}'");
    assert_snapshot!(lowered(|_, _| sub!("{AWS::Region}.{AWS::URLSuffix}")), @"!Sub '${AWS::Region}.${AWS::URLSuffix}'");
    assert_snapshot!(
        lowered(|_, _| sub!("{AWS::AccountId}{AWS::Partition}{AWS::StackId}{AWS::StackName}")),
        @"!Sub '${AWS::AccountId}${AWS::Partition}${AWS::StackId}${AWS::StackName}'"
    );
}

#[test]
fn what_is_known_is_plain_text() {
    assert_snapshot!(lowered(|_, _| sub!("a-{n}-{s}", n = 3, s = String::from("b"))), @"a-3-b");
    assert_snapshot!(lowered(|_, _| sub!("")), @"''");
    // Nothing substitutes in plain text, so nothing is escaped.
    assert_snapshot!(lowered(|_, _| sub!("${{HOME}}")), @"'${HOME}'");
}

#[test]
fn what_stands_alone_is_itself() {
    assert_snapshot!(lowered(|project, _| sub!("{project}")), @"!Ref Project");
    assert_snapshot!(lowered(|_, repo| sub!("{a}", a = repo.attribute::<Str>("Arn"))), @"!GetAtt Repo.Arn");
    assert_snapshot!(lowered(|_, _| sub!("{AWS::Region}")), @"!Ref AWS::Region");
}

#[test]
fn text_that_looks_like_a_variable_is_escaped() {
    assert_snapshot!(lowered(|project, _| sub!("${{HOME}}/{project}")), @"!Sub '${!HOME}/${Project}'");
    assert_snapshot!(lowered(|project, _| sub!("${{!HOME}}/{project}")), @"!Sub '${!!HOME}/${Project}'");
    assert_snapshot!(lowered(|project, _| sub!("$$ {project} ${project}")), @"!Sub '$$ ${Project} $${Project}'");
    // Put together from two values.
    assert_snapshot!(lowered(|project, _| sub!("{project}{a}{b}", a = "$", b = "{X}")), @"!Sub '${Project}${!X}'");
    // The escape would reach to the brace of the variable, so the dollar is one itself.
    assert_snapshot!(lowered(|project, _| sub!("${{{project}}}")), @"
    !Sub
            - '${Dollar}{${Project}}'
            - Dollar: $
    ");
    assert_snapshot!(lowered(|project, _| sub!("${{a ${{b}} {project}")), @"
    !Sub
            - '${Dollar}{a ${!b} ${Project}'
            - Dollar: $
    ");
    assert_snapshot!(lowered(|project, _| sub!("{project} ${{")), @"
    !Sub
            - '${Project} ${Dollar}{'
            - Dollar: $
    ");
}

#[test]
fn values_that_cannot_stand_in_the_text_are_variables() {
    let template = template(|stack| {
        let list = stack.add("Texts", Parameter::comma_delimited_list());
        let repo = stack.add("Repo", thing());
        let first: Value<Str> = select(0, list);
        let second: Value<Str> = select(1, list);
        let third: Value<Str> = select(2, split(":", repo.attribute::<Str>("Arn")));
        // The same value twice is one variable; another one of the same name is not, nor may
        // one take the name of something that the text refers to.
        let same = first.clone();
        stack.add(
            "Thing",
            thing()
                .property("One", sub!("{first}-x"))
                .property("Twice", sub!("{first}-{first}-{second}-{same}"))
                .property("Names", {
                    let first_name = first.clone();
                    let outer = sub!("{first_name}/", first_name = third.clone());
                    sub!("{first_name}-{outer}")
                })
                .property(
                    "Clash",
                    sub!("{repo}-{id}", repo = first, id = repo.reference::<Str>()),
                ),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Texts:
        Type: CommaDelimitedList
    Resources:
      Repo:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          One: !Sub
            - '${First}-x'
            - First: !Select [0, !Ref Texts]
          Twice: !Sub
            - '${First}-${First}-${Second}-${Same}'
            - First: !Select [0, !Ref Texts]
              Second: !Select [1, !Ref Texts]
              Same: !Select [0, !Ref Texts]
          Names: !Sub
            - '${FirstName}-${FirstName2}/'
            - FirstName: !Select [0, !Ref Texts]
              FirstName2: !Select [2, !Split [':', !GetAtt Repo.Arn]]
          Clash: !Sub
            - '${Repo2}-${Repo}'
            - Repo2: !Select [0, !Ref Texts]
    ");
}

#[test]
fn texts_in_texts_are_one_text() {
    let inner = |project| sub!("{project}-{AWS::Region}");
    assert_snapshot!(lowered(|project, _| sub!("a/{i}/b", i = inner(project))), @"!Sub 'a/${Project}-${AWS::Region}/b'");

    let mut grown: Value<Str> = sub!("0");
    for _ in 0..3 {
        grown = sub!("{grown}{AWS::Region}");
    }
    assert_snapshot!(lowered(|_, _| grown), @"!Sub '0${AWS::Region}${AWS::Region}${AWS::Region}'");
}

#[test]
fn what_a_construct_defines_is_put_in_as_text() {
    let template = template(|stack| {
        let project = stack.add("Project", Parameter::string());
        let part = stack.scope("Part");
        part.define("Name", sub!("{project}-part"));
        part.define("Literal", IntoValue::<Str>::into_value("literal"));
        let name: Value<Str> = Value::attribute(part.node(), "Name");
        let literal: Value<Str> = Value::attribute(part.node(), "Literal");
        stack.add(
            "Thing",
            thing()
                .property("P", sub!("{name}/x"))
                .property("Q", sub!("{literal}/x")),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Project:
        Type: String
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          P: !Sub '${Project}-part/x'
          Q: literal/x
    ");
}

#[test]
fn numbers_and_truth_values_taken_for_text_are_text() {
    let number: Value<Str> = IntoValue::<Json>::into_value(serde_json::json!(1.5)).assume();
    let yes: Value<Str> = IntoValue::<Json>::into_value(serde_json::json!(true)).assume();
    assert_snapshot!(lowered(|_, _| sub!("{number}-{yes}")), @"1.5-true");
    let _: Value<List<Str>> = split(",", sub!("a"));
}
