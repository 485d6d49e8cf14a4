use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    App, Condition, Expr, IntoValue, Parameter, Pseudo, RawResource, Str, TagShape, if_,
};

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
pub(crate) fn types_left_out_and_tags_taken_off() {
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
            - - Key: Project
                Value: shop
              - Key: a
                Value: b
            - - Key: Project
                Value: shop
      Item:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Project
              Value: shop
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
            - Project: shop
            - Project: shop
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

#[test]
fn tags_of_scopes_are_added_to_what_depends_on_a_condition() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("Owner", "platform");
    stack.tag("Stage", "test");
    let is = stack.add("Is", Condition::equals("a", "b"));
    let name = stack.add("Name", Parameter::string());
    let tag = |key: &str, value: &str| json!({"Key": key, "Value": value});
    let add = |id: &'static str, tags: Expr| {
        stack.add(id, taggable().property("Tags", tags));
    };
    let choice = |then: Expr, otherwise: Expr| Expr::If(is.node(), Box::new((then, otherwise)));
    let nothing = || Expr::Pseudo(Pseudo::NoValue);
    let list = |items: Vec<Expr>| Expr::List(items);
    // One of them, of a key of the scopes' and of another.
    add(
        "Item",
        list(vec![choice(tag("Owner", "me").into(), nothing())]),
    );
    add(
        "Other",
        list(vec![choice(tag("Mine", "me").into(), nothing())]),
    );
    // All of them.
    add(
        "All",
        choice(list(vec![tag("Owner", "me").into()]), nothing()),
    );
    add(
        "Raw",
        json!({"Fn::If": ["Is", [tag("A", "b")], {"Ref": "AWS::NoValue"}]}).into(),
    );
    // A key that is known at deployment only.
    let key = IntoValue::<Str>::into_value(name).into_expr();
    add(
        "Key",
        list(vec![Expr::object([("Key", key), ("Value", "x".into())])]),
    );
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    assert_snapshot!(crate::support::yaml(&synthesis.stacks[0]), @"
    Parameters:
      Name:
        Type: String
    Conditions:
      Is: !Equals [a, b]
    Resources:
      Item:
        Type: Test::Thing
        Properties:
          Tags:
            - !If
              - Is
              - !Ref AWS::NoValue
              - Key: Owner
                Value: platform
            - Key: Stage
              Value: test
            - !If
              - Is
              - Key: Owner
                Value: me
              - !Ref AWS::NoValue
      Other:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Owner
              Value: platform
            - Key: Stage
              Value: test
            - !If
              - Is
              - Key: Mine
                Value: me
              - !Ref AWS::NoValue
      All:
        Type: Test::Thing
        Properties:
          Tags: !If
            - Is
            - - Key: Owner
                Value: me
              - Key: Stage
                Value: test
            - - Key: Owner
                Value: platform
              - Key: Stage
                Value: test
      Raw:
        Type: Test::Thing
        Properties:
          Tags: !If
            - Is
            - - Key: Owner
                Value: platform
              - Key: Stage
                Value: test
              - Key: A
                Value: b
            - - Key: Owner
                Value: platform
              - Key: Stage
                Value: test
      Key:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Owner
              Value: platform
            - Key: Stage
              Value: test
            - Key: !Ref Name
              Value: x
    ");
}

#[test]
fn tags_that_nothing_can_be_added_to_are_reported() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let tags = stack.add("Tags", Parameter::comma_delimited_list());
        let whole = || taggable().property("Tags", tags);
        stack.scope("Untagged").add("Thing", whole());
        stack.tag("Owner", "platform");
        let thing = stack.add("Thing", whole());
        stack.untag("Owner");
        stack.at(thing).tag("Owner", "platform");
    });
    assert_snapshot!(text, @"
    warning[APP125]: the tags of the scopes do not reach it: its `Tags` is a function
      at Test/Thing
      help: write its own tags as a list, where functions may stand for keys, values and tags
    ");
}
