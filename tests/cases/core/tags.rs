use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{App, Condition, Parameter, RawResource, Str, TagShape, if_};

use crate::support::{findings, lines, taggable, template, thing};

#[test]
fn a_scope_tags_what_is_below_it() {
    let template = template(|stack| {
        let project = stack.add("Project", Parameter::string());
        stack.tag("Project", project);
        stack.tag("Level", "stack");
        stack.add("Above", taggable());
        stack.add("Without", thing());
        let inner = stack.scope("Inner");
        inner.tag("Level", "inner");
        inner.add("Below", taggable());
        inner.add(
            "Own",
            taggable().property(
                "Tags",
                json!([{"Key": "Level", "Value": "own"}, {"Key": "X", "Value": "y"}]),
            ),
        );
        let handle = stack.add("Single", taggable());
        stack.at(handle).tag("Level", "single");
    });
    assert_snapshot!(template, @"
    Parameters:
      Project:
        Type: String
    Resources:
      Above:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: !Ref Project
            - Key: Level
              Value: stack
      Without:
        Type: Test::Thing
      InnerBelowC49DF482:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: !Ref Project
            - Key: Level
              Value: inner
      InnerOwnA2F95EA6:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: !Ref Project
            - Key: Level
              Value: own
            - Key: X
              Value: 'y'
      Single:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: !Ref Project
            - Key: Level
              Value: single
    ");
}

/// Tags set later reach what was added before: order of declaration does not matter.
#[test]
fn the_order_of_tagging_and_adding_does_not_matter() {
    let before = template(|stack| {
        stack.tag("A", "b");
        stack.add("Thing", taggable());
    });
    let after = template(|stack| {
        stack.add("Thing", taggable());
        stack.tag("A", "b");
    });
    assert_eq!(before, after);
}

#[test]
fn types_left_out_and_tags_taken_off() {
    let template = template(|stack| {
        stack.tag_except("Backup", "daily", ["Test::Cache"]);
        stack.tag("Owner", "web");
        stack.add("Thing", taggable());
        stack.add(
            "Cache",
            RawResource::new("Test::Cache").taggable(TagShape::List),
        );
        let inner = stack.scope("Inner");
        inner.untag("Backup");
        inner.untag("Owner");
        inner.add("Bare", taggable());
        let again = inner.scope("Again");
        again.tag("Owner", "data");
        again.add("Tagged", taggable());
    });
    assert_snapshot!(template, @"
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Backup
              Value: daily
            - Key: Owner
              Value: web
      Cache:
        Type: Test::Cache
        Properties:
          Tags:
            - Key: Owner
              Value: web
      InnerBareB25F4EDD:
        Type: Test::Thing
      InnerAgainTagged625CC82D:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Owner
              Value: data
    ");
}

#[test]
fn four_shapes() {
    let template = template(|stack| {
        stack.tag("Project", "shop");
        for (id, shape) in [
            ("List", TagShape::List),
            ("Group", TagShape::AutoScalingGroup),
            ("LowLevel", TagShape::LowLevelList),
            ("Map", TagShape::Map),
        ] {
            stack.add(id, thing().taggable(shape));
        }
        // What the resource says itself stays as it says it.
        stack.add(
            "OwnGroup",
            thing().taggable(TagShape::AutoScalingGroup).property(
                "Tags",
                json!([{"Key": "Name", "Value": "x", "PropagateAtLaunch": false}]),
            ),
        );
        stack.add(
            "OwnMap",
            thing()
                .taggable(TagShape::Map)
                .property("Tags", json!({"Project": "own", "b": "c"})),
        );
    });
    assert_snapshot!(template, @"
    Resources:
      List:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: shop
      Group:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: shop
              PropagateAtLaunch: true
      LowLevel:
        Type: Test::Thing
        Properties:
          Tags:
            - TagKey: Project
              TagValue: shop
      Map:
        Type: Test::Thing
        Properties:
          Tags:
            Project: shop
      OwnGroup:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: shop
              PropagateAtLaunch: true
            - Key: Name
              Value: x
              PropagateAtLaunch: false
      OwnMap:
        Type: Test::Thing
        Properties:
          Tags:
            Project: own
            b: c
    ");
}

#[test]
fn tags_that_are_an_expression_are_left_alone() {
    let template = template(|stack| {
        stack.tag("Project", "shop");
        let is = stack.add("Is", Condition::equals("a", "b"));
        let tags =
            if_::<stackwright_core::Json>(is, json!([{"Key": "a", "Value": "b"}]), json!([]));
        stack.add("Whole", taggable().property("Tags", tags));
        let item = if_::<stackwright_core::Json>(is, json!({"Key": "a", "Value": "b"}), json!("x"));
        let items = stackwright_core::Expr::List(vec![item.into_expr()]);
        stack.add("Item", taggable().property("Tags", items));
        stack.add(
            "Map",
            thing()
                .taggable(TagShape::Map)
                .property("Tags", json!({"Fn::If": ["Is", {}, {}]})),
        );
        // Only the value is one.
        let value = if_::<Str>(is, "a", "b");
        stack.at(stack.add("Value", taggable())).tag("Maybe", value);
    });
    assert_snapshot!(template, @"
    Conditions:
      Is: !Equals [a, b]
    Resources:
      Whole:
        Type: Test::Thing
        Properties:
          Tags: !If
            - Is
            - - Key: a
                Value: b
            - []
      Item:
        Type: Test::Thing
        Properties:
          Tags:
            - !If
              - Is
              - Key: a
                Value: b
              - x
      Map:
        Type: Test::Thing
        Properties:
          Tags: !If
            - Is
            - {}
            - {}
      Value:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: shop
            - Key: Maybe
              Value: !If [Is, a, b]
    ");
}

#[test]
fn the_prefix_of_aws_is_reported_once_at_its_line() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.add("A", taggable());
    stack.add("B", taggable());
    stack.tag("AWS:x", "y");
    let line = line!() - 1;
    stack.untag("aws:cloudformation:stack-name");
    assert_eq!(lines(&app), [(vec![line], "APP107")]);
    let text = findings(|app| app.stack("Test").scope("Part").tag("aws:x", "y"));
    assert_snapshot!(text, @"
    error[APP107]: the tag key `aws:x` begins with `aws:`
      at Test/Part
      help: AWS keeps that prefix for itself; choose another key
    ");
}
