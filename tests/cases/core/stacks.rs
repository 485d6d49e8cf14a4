use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    App, Condition, IntoValue, List, Output, Parameter, Pseudo, Str, Value, sub, weak,
};

use crate::support::{findings, lines, templates, thing};

#[test]
pub(crate) fn references_between_stacks() {
    let app = App::new();
    // Used before it is made: the order of deployment is not that of declaration.
    let web = app.stack("Web");
    let data = app.stack("Data");
    let repo = data.scope("Images").add("Repo", thing());
    let name = data.add("Name", Parameter::string());
    let arn = || repo.attribute::<Str>("Arn");
    web.add(
        "Service",
        thing()
            .property("Ref", repo.reference::<Str>())
            .property("Arn", arn())
            .property("Again", arn())
            .property("Parameter", name)
            .property("Text", sub!("{name}/{arn}/*", arn = arn())),
    );
    web.add("Shown", Output::new(arn()));
    assert_snapshot!(templates(&app), @"
    # Data
    Parameters:
      Name:
        Type: String
    Resources:
      ImagesRepo61E1774E:
        Type: Test::Thing
    Outputs:
      ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78:
        Value: !GetAtt ImagesRepo61E1774E.Arn
        Export:
          Name: Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
      ExportsOutputRefImagesRepo61E1774E6C63FB5F:
        Value: !Ref ImagesRepo61E1774E
        Export:
          Name: Data:ExportsOutputRefImagesRepo61E1774E6C63FB5F
      ExportsOutputRefName11C79F9E:
        Value: !Ref Name
        Export:
          Name: Data:ExportsOutputRefName11C79F9E
    # Web after Data
    Resources:
      Service:
        Type: Test::Thing
        Properties:
          Ref: !ImportValue Data:ExportsOutputRefImagesRepo61E1774E6C63FB5F
          Arn: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
          Again: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
          Parameter: !ImportValue Data:ExportsOutputRefName11C79F9E
          Text: !Sub
            - '${Name}/${Arn}/*'
            - Name: !ImportValue Data:ExportsOutputRefName11C79F9E
              Arn: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
    Outputs:
      Shown:
        Value: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
    ");
}

#[test]
fn what_a_construct_of_another_stack_defines_is_of_that_stack() {
    let app = App::new();
    let (data, near) = (app.stack("Data"), app.stack("Near"));
    data.name("data-live")
        .environment("111111111111", "eu-central-1");
    let far = app.stack("Far");
    far.environment("111111111111", "us-east-1");
    let part = data.scope("Part");
    part.define(
        "Name",
        sub!("{AWS::StackName}-{AWS::Region}-{AWS::AccountId}"),
    );
    part.define(
        "Topics",
        Value::<List<Str>>::from_expr(Pseudo::NotificationArns.value().into_expr()),
    );
    let name = || Value::<Str>::attribute(part.node(), "Name");
    let topics = Value::<List<Str>>::attribute(part.node(), "Topics");
    data.add("Thing", thing().property("Name", name()));
    near.add(
        "Thing",
        thing().property("Name", name()).property("Topics", topics),
    );
    far.add("Thing", thing().property("Name", name()));
    assert_snapshot!(templates(&app), @"
    # data-live
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Sub '${AWS::StackName}-${AWS::Region}-${AWS::AccountId}'
    Outputs:
      ExportsOutputRefAWSNotificationARNsFD81F496:
        Value: !Join ['||', !Ref AWS::NotificationARNs]
        Export:
          Name: data-live:ExportsOutputRefAWSNotificationARNsFD81F496
    # Near after Data
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Sub 'data-live-${AWS::Region}-${AWS::AccountId}'
          Topics: !Split
            - '||'
            - !ImportValue data-live:ExportsOutputRefAWSNotificationARNsFD81F496
    # Far
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Sub 'data-live-eu-central-1-${AWS::AccountId}'
    ");
}

#[test]
fn stacks_that_lack_something_say_so() {
    let app = App::new();
    let (whole, lacking) = (app.stack("Whole"), app.stack("Lacking"));
    let here = whole.add("Is", Condition::equals("a", "b"));
    let thing = whole.add("Thing", thing());
    lacking.add("Shown", Output::new("x").condition(here));
    whole.report(stackwright_core::Diagnostic::error(
        "TST1",
        "of a construct",
    ));
    whole.moved(whole, "Elsewhere");
    let _ = thing;
    let synthesis = app.synth();
    assert!(synthesis.has_errors());
    let told = synthesis
        .stacks
        .iter()
        .map(|stack| (stack.id.as_ref(), stack.is_complete));
    let told: Vec<(&str, bool)> = told.collect();
    assert_eq!(told, [("Whole", true), ("Lacking", false)]);
}

#[test]
pub(crate) fn an_order_that_no_reference_makes() {
    let app = App::new();
    let (a, b, c) = (app.stack("A"), app.stack("B"), app.stack("C"));
    a.deploy_after(b);
    b.scope("Part")
        .stack()
        .deploy_after(c.scope("Part").stack());
    let order: Vec<(String, String)> = app
        .synth()
        .stacks
        .iter()
        .map(|stack| (stack.name.to_string(), stack.dependencies.join(",")))
        .collect();
    let order: Vec<(&str, &str)> = order
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(order, [("C", ""), ("B", "C"), ("A", "B")]);
}

#[test]
fn ten_thousand_stacks_in_a_row() {
    let app = App::new();
    let stacks: Vec<_> = (0..10_000).map(|n| app.stack(format!("S{n}"))).collect();
    for pair in stacks.windows(2) {
        pair[0].deploy_after(pair[1]);
    }
    let synthesis = app.synth();
    assert_eq!(synthesis.stacks[0].name, "S9999");
    assert_eq!(synthesis.stacks[9_999].name, "S0");
}

#[test]
fn a_ring_is_explained_with_the_lines_of_both_references() {
    let app = App::new();
    let (one, two) = (app.stack("One"), app.stack("Two"));
    let a = one.add("A", thing());
    let b = two.add("B", thing().property("P", a.attribute::<Str>("Arn")));
    let line = line!();
    one.add("C", thing().property("P", b.reference::<Str>()));
    assert_eq!(lines(&app), [(vec![line + 1, line - 1], "APP112")]);

    let text = findings(|app| {
        let (one, two, three) = (app.stack("One"), app.stack("Two"), app.stack("Three"));
        let a = one.add("A", thing());
        let b = two.add("B", thing().property("P", a.attribute::<Str>("Arn")));
        let c = three.add("C", thing().property("P", b.reference::<Str>()));
        let d = one.add("D", thing());
        one.of(d).depends_on(c);
        three.deploy_after(three);
    });
    assert_snapshot!(text, @"
    error[APP112]: stacks need each other in a ring: One -> Three -> Two -> One
      at One
      help: `One/D` is to be deployed after `Three`, `Three/C` refers to `Two/B`, `Two/B` refers to `One/A`; move what both need into a stack of its own, or break one of these references
      lines: 3
    error[APP112]: stacks need each other in a ring: Three -> Three
      at Three
      help: `Three` is to be deployed after `Three`; move what both need into a stack of its own, or break one of these references
    ");
}

#[test]
fn stacks_of_different_places_cannot_refer_to_each_other() {
    let text = findings(|app| {
        let (one, two, three) = (app.stack("One"), app.stack("Two"), app.stack("Three"));
        one.environment("111111111111", "eu-central-1");
        two.environment("111111111111", "us-east-1");
        let a = one.add("A", thing());
        two.add("B", thing().property("P", a.reference::<Str>()));
        // What is not said may be the same.
        three.add("C", thing().property("P", a.reference::<Str>()));
    });
    assert_snapshot!(text, @"
    error[APP109]: stack `Two` in 111111111111/us-east-1 refers to stack `One` in 111111111111/eu-central-1
      at Two/B
      help: exports do not cross regions; `weak(..)` reads the value while the stack is deployed
    ");
}

#[test]
fn a_weak_reference_is_read_and_not_imported() {
    let app = App::new();
    let (one, two) = (app.stack("One"), app.stack("Two"));
    let a = one.add("A", thing());
    let value = sub!("{arn}/x", arn = weak(a.attribute::<Str>("Arn")));
    two.add(
        "B",
        thing()
            .property("P", weak(a.reference::<Str>()))
            .property("Q", value),
    );
    let own = two.add("C", thing());
    two.add("D", thing().property("P", weak(own.reference::<Str>())));
    assert_snapshot!(templates(&app), @r#"
    # One
    Resources:
      A:
        Type: Test::Thing
    Outputs:
      PublishOutputFnGetAttAArnF3904DE9:
        Value: !GetAtt A.Arn
      PublishOutputRefA295B5829:
        Value: !Ref A
    # Two after One
    Resources:
      B:
        Type: Test::Thing
        Properties:
          P: !GetStackOutput
            StackName: One
            OutputName: PublishOutputRefA295B5829
          Q: !Sub
            - '${Arn}/x'
            - Arn: !GetStackOutput
                StackName: One
                OutputName: PublishOutputFnGetAttAArnF3904DE9
      C:
        Type: Test::Thing
      D:
        Type: Test::Thing
        Properties:
          P: !Ref C
    "#);
}

#[test]
pub(crate) fn a_weak_reference_leads_to_another_region_and_by_a_role_to_another_account() {
    let app = App::new();
    let one = app.stack("One").environment("111111111111", "us-east-1");
    let two = app.stack("Two").environment("111111111111", "eu-west-1");
    let three = app.stack("Three").environment("222222222222", "us-east-1");
    let a = one.add("A", thing());
    two.add("B", thing().property("P", weak(a.reference::<Str>())));
    three.add("C", thing().property("P", weak(a.reference::<Str>())));
    one.output_role("arn:aws:iam::111111111111:role/outputs");
    assert_snapshot!(templates(&app), @r#"
    # One
    Resources:
      A:
        Type: Test::Thing
    Outputs:
      PublishOutputRefA295B5829:
        Value: !Ref A
    # Two after One
    Resources:
      B:
        Type: Test::Thing
        Properties:
          P: !GetStackOutput
            StackName: One
            OutputName: PublishOutputRefA295B5829
            Region: us-east-1
    # Three after One
    Resources:
      C:
        Type: Test::Thing
        Properties:
          P: !GetStackOutput
            StackName: One
            OutputName: PublishOutputRefA295B5829
            RoleArn: arn:aws:iam::111111111111:role/outputs
    "#);
}

#[test]
fn a_stack_of_another_account_is_not_read_without_a_role() {
    let text = findings(|app| {
        let one = app.stack("One").environment("111111111111", "us-east-1");
        let two = app.stack("Two").environment("222222222222", "us-east-1");
        let a = one.add("A", thing());
        two.add("B", thing().property("P", weak(a.reference::<Str>())));
    });
    assert_snapshot!(text, @r#"
    error[APP109]: stack `Two` in 222222222222/us-east-1 refers to stack `One` in 111111111111/us-east-1
      at Two/B
      help: exports do not cross accounts; `weak(..)` reads the value while the stack is deployed, by the role that the other stack names with `output_role`
    "#);
}

#[test]
fn one_value_is_imported_by_one_and_read_by_another() {
    let app = App::new();
    let (one, two, three) = (app.stack("One"), app.stack("Two"), app.stack("Three"));
    let a = one.add("A", thing());
    two.add("B", thing().property("P", a.reference::<Str>()));
    three.add("C", thing().property("P", weak(a.reference::<Str>())));
    let text = templates(&app);
    assert!(
        text.contains("!ImportValue One:ExportsOutputRefA"),
        "{text}"
    );
    assert!(text.contains("PublishOutputRefA"), "{text}");
}

#[test]
fn a_stack_says_where_it_is_deployed() {
    let app = App::new();
    app.stack("Web").environment("111111111111", "eu-central-1");
    app.stack("Data");
    let stacks = app.synth().stacks;
    assert_eq!(stacks[0].account.as_deref(), Some("111111111111"));
    assert_eq!(stacks[0].region.as_deref(), Some("eu-central-1"));
    assert_eq!((&stacks[1].account, &stacks[1].region), (&None, &None));
}

#[test]
fn a_resource_of_another_stack_needs_no_more_than_a_value() {
    // What a construct of another stack defines is lowered where it is used.
    let app = App::new();
    let data = app.stack("Data");
    let repo = data.add("Repo", thing());
    let part = data.scope("Part");
    part.define(
        "Url",
        sub!("{AWS::Region}/{repo}", repo = repo.reference::<Str>()),
    );
    part.define("Fixed", IntoValue::<Str>::into_value("fixed"));
    let url: Value<Str> = Value::attribute(part.node(), "Url");
    let fixed: Value<Str> = Value::attribute(part.node(), "Fixed");
    app.stack("Web").add(
        "Thing",
        thing()
            .property("Url", url)
            .property("Fixed", fixed)
            .property("Json", json!(1)),
    );
    assert_snapshot!(templates(&app), @"
    # Data
    Resources:
      Repo:
        Type: Test::Thing
    Outputs:
      ExportsOutputRefRepo4FE78E8B:
        Value: !Ref Repo
        Export:
          Name: Data:ExportsOutputRefRepo4FE78E8B
    # Web after Data
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Url: !Sub
            - '${AWS::Region}/${Repo}'
            - Repo: !ImportValue Data:ExportsOutputRefRepo4FE78E8B
          Fixed: fixed
          Json: 1
    ");
}
