use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    App, AutoScalingRollingUpdate, Condition, Construct, CreationPolicy, DeletionPolicy, Expr,
    NodeId, Scope, Str, UpdatePolicy, UpdateReplacePolicy, if_, sub,
};

use crate::support::{findings, template, templates, thing};

/// Two resources, and no main one.
struct Pair;

impl Construct for Pair {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scope.add("A", thing());
        scope.add("B", thing());
        scope.node()
    }
}

#[test]
fn dependencies_that_no_reference_makes() {
    let template = template(|stack| {
        let a = stack.add("A", thing());
        let b = stack.add("B", thing());
        let pair = stack.add("Pair", Pair);
        let one = stack.add("One", thing());
        stack.of(one).depends_on(a);
        let several = stack.add("Several", thing());
        stack.of(several).depends_on(b).depends_on(a).depends_on(b);
        let construct = stack.add("Construct", thing());
        stack.of(construct).depends_on(pair);
        let itself = stack.add("Itself", thing());
        stack.of(itself).depends_on(itself);

        let by_ref = stack.add("ByRef", thing().property("P", a.reference::<Str>()));
        stack.of(by_ref).depends_on(a).depends_on(b);
        let by_attribute = stack.add(
            "ByAttribute",
            thing().property("P", a.attribute::<Str>("X")),
        );
        stack.of(by_attribute).depends_on(a);
        let text = sub!(
            "{a}-{b}",
            a = a.reference::<Str>(),
            b = b.attribute::<Str>("Y")
        );
        let by_sub = stack.add("BySub", thing().property("P", text));
        stack.of(by_sub).depends_on(a).depends_on(b);
    });
    assert_snapshot!(template, @"
    Resources:
      A:
        Type: Test::Thing
      B:
        Type: Test::Thing
      PairA644D79C4:
        Type: Test::Thing
      PairBA3098BF5:
        Type: Test::Thing
      One:
        Type: Test::Thing
        DependsOn: A
      Several:
        Type: Test::Thing
        DependsOn:
          - B
          - A
      Construct:
        Type: Test::Thing
        DependsOn:
          - PairA644D79C4
          - PairBA3098BF5
      Itself:
        Type: Test::Thing
      ByRef:
        Type: Test::Thing
        DependsOn: B
        Properties:
          P: !Ref A
      ByAttribute:
        Type: Test::Thing
        Properties:
          P: !GetAtt A.X
      BySub:
        Type: Test::Thing
        Properties:
          P: !Sub '${A}-${B.Y}'
    ");
}

/// A reference makes a dependency only where it is taken, and where it is still there.
#[test]
fn a_dependency_stays_where_the_reference_may_not_be_there() {
    let template = template(|stack| {
        let a = stack.add("A", thing());
        let condition = stack.add("Is", Condition::equals("a", "b"));
        let reference = if_::<Str>(condition, a.reference::<Str>(), "none");
        let perhaps = stack.add("Perhaps", thing().property("P", reference));
        stack.of(perhaps).depends_on(a);
        let replaced = stack.add("Replaced", thing().property("P", a.reference::<Str>()));
        stack
            .of(replaced)
            .depends_on(a)
            .override_property("/P", "fixed");
    });
    assert_snapshot!(template, @"
    Conditions:
      Is: !Equals [a, b]
    Resources:
      A:
        Type: Test::Thing
      Perhaps:
        Type: Test::Thing
        DependsOn: A
        Properties:
          P: !If [Is, !Ref A, none]
      Replaced:
        Type: Test::Thing
        DependsOn: A
        Properties:
          P: fixed
    ");
}

#[test]
fn a_dependency_on_another_stack_is_one_between_stacks() {
    let app = App::new();
    let late = app.stack("Late");
    let early = app.stack("Early");
    let a = early.add("A", thing());
    let b = late.add("B", thing());
    late.of(b).depends_on(a);
    assert_snapshot!(templates(&app), @"
    # Early
    Resources:
      A:
        Type: Test::Thing
    # Late after Early
    Resources:
      B:
        Type: Test::Thing
    ");
}

#[test]
pub(crate) fn policies_and_metadata() {
    let template = template(|stack| {
        let all = stack.add("All", thing().property("P", json!(1)));
        let condition = stack.add("Is", Condition::equals("a", "b"));
        stack
            .of(all)
            .condition(condition)
            .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
            .update_replace_policy(UpdateReplacePolicy::Snapshot)
            .creation_policy(CreationPolicy::signals(3, "PT15M").min_successful_instances(50))
            .update_policy(
                UpdatePolicy::rolling_update(
                    AutoScalingRollingUpdate::new()
                        .max_batch_size(2)
                        .min_instances_in_service(1)
                        .pause_time("PT5M")
                        .wait_on_signals(),
                )
                .ignore_unmodified_group_size(),
            )
            .metadata("Why", "because")
            .metadata("Who", json!({"Team": "web"}));
        let kept = stack.add("Kept", thing());
        stack.of(kept).retain();
        for (id, policy) in [
            ("Replacing", UpdatePolicy::replacing_update()),
            ("Resharding", UpdatePolicy::online_resharding()),
            ("Upgrading", UpdatePolicy::upgrade_version()),
            (
                "Alias",
                UpdatePolicy::code_deploy_lambda_alias(Expr::from("app"), Expr::from("g")),
            ),
        ] {
            let thing = stack.add(id, thing());
            stack.of(thing).update_policy(policy);
        }
        let fleet = stack.add("Fleet", thing());
        stack
            .of(fleet)
            .creation_policy(CreationPolicy::start_fleet());
    });
    assert_snapshot!(template, @"
    Conditions:
      Is: !Equals [a, b]
    Resources:
      All:
        Type: Test::Thing
        Condition: Is
        Metadata:
          Why: because
          Who:
            Team: web
        CreationPolicy:
          ResourceSignal:
            Count: 3
            Timeout: PT15M
          AutoScalingCreationPolicy:
            MinSuccessfulInstancesPercent: 50
        UpdatePolicy:
          AutoScalingRollingUpdate:
            MaxBatchSize: 2
            MinInstancesInService: 1
            PauseTime: PT5M
            WaitOnResourceSignals: true
          AutoScalingScheduledAction:
            IgnoreUnmodifiedGroupSizeProperties: true
        DeletionPolicy: RetainExceptOnCreate
        UpdateReplacePolicy: Snapshot
        Properties:
          P: 1
      Kept:
        Type: Test::Thing
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
      Replacing:
        Type: Test::Thing
        UpdatePolicy:
          AutoScalingReplacingUpdate:
            WillReplace: true
      Resharding:
        Type: Test::Thing
        UpdatePolicy:
          UseOnlineResharding: true
      Upgrading:
        Type: Test::Thing
        UpdatePolicy:
          EnableVersionUpgrade: true
      Alias:
        Type: Test::Thing
        UpdatePolicy:
          CodeDeployLambdaAliasUpdate:
            ApplicationName: app
            DeploymentGroupName: g
      Fleet:
        Type: Test::Thing
        CreationPolicy:
          StartFleet: true
    ");
}

#[test]
pub(crate) fn every_policy_has_its_word() {
    let words = [
        DeletionPolicy::Delete,
        DeletionPolicy::Retain,
        DeletionPolicy::RetainExceptOnCreate,
        DeletionPolicy::Snapshot,
    ]
    .map(DeletionPolicy::as_str);
    assert_eq!(
        words,
        ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"]
    );
    let words = [
        UpdateReplacePolicy::Delete,
        UpdateReplacePolicy::Retain,
        UpdateReplacePolicy::Snapshot,
    ]
    .map(UpdateReplacePolicy::as_str);
    assert_eq!(words, ["Delete", "Retain", "Snapshot"]);
}

#[test]
fn settings_of_what_has_no_resource() {
    let findings = findings(|app| {
        let stack = app.stack("Test");
        let pair = stack.add("Pair", Pair);
        stack.of(pair).deletion_policy(DeletionPolicy::Retain);
    });
    assert_snapshot!(findings, @"
    error[APP104]: `Test/Pair` has no resource that could be changed
      at Test/Pair
      help: an imported construct belongs to somebody else; change it where it is made
    ");
}

#[test]
fn needs_sees_all_that_makes_a_dependency() {
    let app = App::new();
    let stack = app.stack("Test");
    let a = stack.add("A", thing());
    let arn = || a.attribute::<Str>("Arn");
    let part = stack.scope("Part");
    part.define("Arn", arn());
    let pair = stack.add("Pair", Pair);
    let node = stackwright_core::Handle::node;

    let by_property = stack.add("ByProperty", thing().property("P", arn()));
    let through = stack.add(
        "Through",
        thing().property("P", by_property.reference::<Str>()),
    );
    let defined = stackwright_core::Value::<Str>::attribute(part.node(), "Arn");
    let by_definition = stack.add("ByDefinition", thing().property("P", defined));
    let by_order = stack.add("ByOrder", thing());
    stack.of(by_order).depends_on(a);
    let by_metadata = stack.add("ByMetadata", thing());
    stack.of(by_metadata).metadata("M", arn());
    let by_override = stack.add("ByOverride", thing());
    stack.of(by_override).override_property("/P", arn());
    let tagged = stack.scope("Tagged");
    tagged.tag("T", arn());
    let by_tag = tagged.add("ByTag", crate::support::taggable());
    let untagged = tagged.add("Untagged", thing());
    stack.of(stack.add("OnPair", thing())).depends_on(pair);

    for user in [
        by_property,
        through,
        by_definition,
        by_order,
        by_metadata,
        by_override,
        by_tag,
    ] {
        assert!(
            app.needs(node(user), node(a)),
            "{}",
            app.scope_of(node(user)).path()
        );
        assert!(!app.needs(node(a), node(user)));
    }
    assert!(!app.needs(node(untagged), node(a)));
    // A construct stands for all of its resources.
    let on_pair = stack.add("AfterPair", thing());
    stack.of(on_pair).depends_on(pair);
    assert!(app.needs(node(on_pair), pair));
    assert!(!app.needs(pair, node(on_pair)));
    assert_eq!(app.users_of(node(by_property)), [node(through)]);
}

#[test]
fn attributes_are_written_and_taken_out_past_what_is_said() {
    let template = template(|stack| {
        let a = stack.add("A", thing());
        let b = stack.add("B", thing());
        stack.of(b).depends_on(a).retain();
        stack
            .of(b)
            .remove_attribute("DependsOn")
            .remove_attribute("UpdateReplacePolicy")
            .override_attribute("DeletionPolicy", "Delete");
    });
    assert!(template.contains("DeletionPolicy: Delete"), "{template}");
    for taken in ["DependsOn", "UpdateReplacePolicy", "Retain"] {
        assert!(!template.contains(taken), "{template}");
    }
}
