//! What stands under another logical id or in another stack, and changes on the way.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in helpers of tests, too"
)]

use stackwright_change::{Change, Compared, Effect, Kind, Standing, across, compare, moves, words};
use stackwright_template::Template;

fn read(text: &str) -> Template {
    Template::from_yaml(&format!("Resources:\n{text}")).unwrap()
}

fn change(before: &str, after: &str) -> Change {
    compare(&read(before), &read(after), &[])
}

/// Later ids with the earlier ones that they have moved from.
fn moved(change: &Change) -> Vec<(&str, &str)> {
    let moved = change.resources.iter().filter_map(|own| match &own.kind {
        Kind::Moved { from, .. } => Some((own.id.as_str(), from.as_str())),
        _ => None,
    });
    moved.collect()
}

#[test]
fn what_changes_under_another_id_is_moved() {
    let now = change(
        "  Jobs: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 30, DelaySeconds: 5, MaximumMessageSize: 1024}}",
        "  WebJobs: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 60, DelaySeconds: 5, MaximumMessageSize: 1024}}",
    );
    assert_eq!(moved(&now), [("WebJobs", "Jobs")]);
    let jobs = now.resource("WebJobs").unwrap();
    assert_eq!(jobs.effect, Effect::InPlace);
    assert_eq!(jobs.properties[0].path.to_string(), "VisibilityTimeout");
    assert_eq!(
        words::keeps(jobs).unwrap(),
        "scope.pin_id(handle, \"Jobs\")"
    );
    assert!(words::becomes(jobs).starts_with("was `Jobs`, and changes:"));
}

#[test]
fn a_physical_name_decides_where_little_else_is_the_same() {
    let now = change(
        "  A: {Type: 'AWS::SQS::Queue', Properties: {QueueName: jobs, DelaySeconds: 1, VisibilityTimeout: 30}}",
        "  B: {Type: 'AWS::SQS::Queue', Properties: {QueueName: jobs, DelaySeconds: 2, VisibilityTimeout: 40}}",
    );
    assert_eq!(moved(&now), [("B", "A")]);
}

#[test]
fn what_would_replace_it_is_another_one() {
    let now = change(
        "  A: {Type: 'AWS::SQS::Queue', Properties: {QueueName: jobs, DelaySeconds: 1, VisibilityTimeout: 30}}",
        "  B: {Type: 'AWS::SQS::Queue', Properties: {QueueName: mails, DelaySeconds: 1, VisibilityTimeout: 30}}",
    );
    assert_eq!(moved(&now), []);
    assert_eq!(now.resources.len(), 2);
}

#[test]
fn of_two_that_are_as_good_neither_is_it() {
    let queue = |id: &str, delay: u8| {
        format!(
            "  {id}: {{Type: 'AWS::SQS::Queue', Properties: {{DelaySeconds: {delay}, VisibilityTimeout: 30, MaximumMessageSize: 1024}}}}\n"
        )
    };
    let now = change(&(queue("Aq", 1) + &queue("Bq", 2)), &queue("Xz", 3));
    assert_eq!(moved(&now), []);
    // The one that is more alike is it.
    let now = change(&(queue("Aq", 1) + &queue("Xy", 2)), &queue("Xz", 3));
    assert_eq!(moved(&now), [("Xz", "Xy")]);
}

#[test]
fn each_of_several_finds_its_own() {
    let role = |id: &str, service: &str, name: &str| {
        format!(
            "  {id}: {{Type: 'AWS::IAM::Role', Properties: {{Path: /a/, MaxSessionDuration: 3600, AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Action: 'sts:AssumeRole', Principal: {{Service: {service}}}}}]}}, Description: {name}}}}}\n"
        )
    };
    let before =
        role("TaskRole", "ecs-tasks.amazonaws.com", "a") + &role("Fn", "lambda.amazonaws.com", "b");
    let after = role("FunctionRole", "lambda.amazonaws.com", "c")
        + &role("ServiceRole", "ecs-tasks.amazonaws.com", "d");
    let now = change(&before, &after);
    assert_eq!(
        moved(&now),
        [("FunctionRole", "Fn"), ("ServiceRole", "TaskRole")]
    );
}

/// What refers to what has moved and changed moves with it, and says the same.
#[test]
fn what_refers_to_what_moves_and_changes_is_known() {
    let topic = |topic: &str, name: &str, subscription: &str| {
        format!(
            "  {topic}: {{Type: 'AWS::SNS::Topic', Properties: {{TopicName: events, DisplayName: {name}}}}}\n  {subscription}: {{Type: 'AWS::SNS::Subscription', Properties: {{TopicArn: !Ref {topic}, Protocol: email, Endpoint: e}}}}\n"
        )
    };
    let now = change(&topic("A", "x", "S"), &topic("B", "y", "T"));
    assert_eq!(moved(&now), [("B", "A"), ("T", "S")]);
    assert!(now.resource("T").unwrap().properties.is_empty());
}

fn compared(before: [&Template; 2], after: [&Template; 2]) -> [Change; 2] {
    let mut one = compare(before[0], after[0], &[]);
    let mut other = compare(before[1], after[1], &[]);
    across(&mut [
        Compared {
            name: "One",
            before: before[0],
            after: after[0],
            change: &mut one,
        },
        Compared {
            name: "Other",
            before: before[1],
            after: after[1],
            change: &mut other,
        },
    ]);
    [one, other]
}

#[test]
fn what_goes_to_another_stack_is_said_in_both() {
    let bucket = |id: &str| {
        read(&format!(
            "  {id}: {{Type: 'AWS::S3::Bucket', Properties: {{BucketName: files}}}}\n  Role: {{Type: 'AWS::ECS::Cluster'}}"
        ))
    };
    let (full, other) = (bucket("Files"), bucket("Kept"));
    let empty = read("  Role: {Type: 'AWS::ECS::Cluster'}");
    let [one, two] = compared([&full, &empty], [&empty, &other]);
    let left = one.resource("Files").unwrap();
    match &left.kind {
        Kind::Left { to, .. } => assert_eq!(*to, Standing::new("Other", "Kept")),
        kind => panic!("{kind:?}"),
    }
    let come = two.resource("Kept").unwrap();
    match &come.kind {
        Kind::Moved {
            from, from_stack, ..
        } => {
            assert_eq!(
                (from.as_str(), from_stack.as_deref()),
                ("Files", Some("One"))
            );
        }
        kind => panic!("{kind:?}"),
    }
    assert_eq!(words::keeps(come).unwrap(), "stackwright mapping refactor");
    assert!(left.is_destructive() && come.is_destructive() && come.loses_data());
    // Where it is kept, it is so in both.
    let found = moves(
        &[("One", &full), ("Other", &empty)],
        &[("One", &empty), ("Other", &other)],
    );
    assert_eq!((found.len(), found[0].changes), (1, false));
}

#[test]
fn a_reference_that_becomes_an_import_is_no_reason_against_it() {
    let group = |vpc: &str| {
        read(&format!(
            "  Web: {{Type: 'AWS::EC2::SecurityGroup', Properties: {{GroupDescription: web, VpcId: {vpc}}}}}"
        ))
    };
    let (here, there) = (group("!Ref Vpc"), group("!ImportValue vpc"));
    let nothing = Template::new();
    let [one, two] = compared([&here, &nothing], [&nothing, &there]);
    assert!(matches!(
        one.resource("Web").unwrap().kind,
        Kind::Left { .. }
    ));
    let web = two.resource("Web").unwrap();
    assert!(matches!(web.kind, Kind::Moved { .. }));
    assert_eq!(words::keeps(web).unwrap(), "stackwright mapping refactor");
    let there = there_says_more();
    let [_, two] = compared([&here, &nothing], [&nothing, &there]);
    assert_eq!(
        words::keeps(two.resource("Web").unwrap()).unwrap(),
        "stackwright mapping refactor, before anything of it changes"
    );
}

fn there_says_more() -> Template {
    read(
        "  Web: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: web, VpcId: !ImportValue vpc, SecurityGroupEgress: [{IpProtocol: '-1', CidrIp: 0.0.0.0/0}]}}",
    )
}

/// Each stack has what AWS CDK notes of itself; that does not move.
#[test]
fn what_every_stack_has_does_not_move() {
    let noted = read("  CDKMetadata: {Type: 'AWS::CDK::Metadata', Properties: {Analytics: x}}");
    let nothing = Template::new();
    let [one, two] = compared([&noted, &nothing], [&nothing, &noted]);
    assert!(matches!(one.resources[0].kind, Kind::Removed(_)));
    assert!(matches!(two.resources[0].kind, Kind::Added));
}

/// Who takes on a role says which one it is: a rule of EventBridge is no lifecycle hook, whatever else is the same.
#[test]
fn a_role_that_others_take_on_is_another_one() {
    let role = |id: &str, service: &str| {
        format!(
            "  {id}: {{Type: 'AWS::IAM::Role', Properties: {{Path: /a/, MaxSessionDuration: 3600, Description: d, AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Action: 'sts:AssumeRole', Principal: {{Service: {service}}}}}]}}}}}}\n"
        )
    };
    let now = change(
        &role("Hook", "autoscaling.amazonaws.com"),
        &role("Nightly", "scheduler.amazonaws.com"),
    );
    assert_eq!(moved(&now), []);
    // The same service in another partition.
    let now = change(
        &role("Hook", "autoscaling.amazonaws.com"),
        &role("Nightly", "!Sub 'autoscaling.${AWS::URLSuffix}'"),
    );
    assert_eq!(moved(&now), [("Nightly", "Hook")]);
}

/// What the facts say of a type of the Serverless Application Model is said of the one before the transform: what it
/// makes is updated in place, and is the same under another id.
#[test]
fn what_a_transform_makes_moves_as_what_it_makes_does() {
    let function = |id: &str, memory: u32| {
        format!(
            "  {id}: {{Type: 'AWS::Serverless::Function', Properties: {{Handler: h, Runtime: python3.13, CodeUri: 's3://b/k', MemorySize: {memory}}}}}\n"
        )
    };
    let now = change(&function("Old", 128), &function("New", 256));
    assert_eq!(moved(&now), [("New", "Old")]);
}
