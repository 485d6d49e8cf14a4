//! Assertions pass where they should, and say what is wrong where they fail.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use stackwright_assert::{
    Capture, Findings, Template, absent, any, array_with, exact, like, not, redact_asset_hashes,
    regex, serialized_json, snapshot,
};
use stackwright_core::{App, RawResource};
use stackwright_template::Diagnostic;

const SERVICES: &str = r#"
Parameters:
  Image:
    Type: String
    Default: nginx
Mappings:
  Sizes:
    live: {Count: 2}
    test: {Count: 1}
Conditions:
  Live: !Equals [!Ref Image, live]
Resources:
  Web:
    Type: AWS::ECS::Service
    DependsOn: [Listener]
    Properties:
      DesiredCount: 2
      LaunchType: FARGATE
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Targets
  Worker:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 1
      Tags:
        - {Key: Team, Value: web}
        - {Key: Stage, Value: test}
        - {Key: Cost, Value: '7'}
  Board:
    Type: AWS::CloudWatch::Dashboard
    Properties:
      DashboardBody: '{"widgets": [{"type": "text", "x": 0}]}'
Outputs:
  Url:
    Value: !Sub https://${Image}
    Export:
      Name: url
"#;

/// What a failing assertion says.
fn failure(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the assertion should fail");
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(other) => (*other.downcast::<&str>().expect("a text")).to_owned(),
    }
}

#[test]
fn values_stand_for_themselves_and_may_have_more() {
    let template = Template::read(SERVICES);
    template.has_resource(
        "AWS::ECS::Service",
        like!({
            "DependsOn": ["Listener"],
            "Properties": {
                "DesiredCount": 2,
                "LoadBalancers": [{ "ContainerPort": 80, "TargetGroupArn": { "Ref": "Targets" } }],
                "ServiceName": absent(),
                "LaunchType": not("EC2"),
            },
        }),
    );
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({ "Tags": array_with([like!({ "Key": "Team" }), like!({ "Key": regex("^C") })]) }),
    );
    template.has_resource_properties(
        "AWS::CloudWatch::Dashboard",
        like!({ "DashboardBody": serialized_json(like!({ "widgets": [{ "type": "text" }] })) }),
    );
    template.all_resources_properties("AWS::ECS::Service", like!({ "DesiredCount": any() }));
    let found = template.find_resources("AWS::ECS::Service", like!({ "DependsOn": any() }));
    assert_eq!(
        found.iter().map(|found| &found.id).collect::<Vec<_>>(),
        ["Web"]
    );
    template.resource_count_is("AWS::ECS::Service", 2);
    template.resource_properties_count_is("AWS::ECS::Service", like!({ "DesiredCount": 1.0 }), 1);
    template.resource_properties_count_is("AWS::ECS::Service", like!({ "DesiredCount": 3 }), 0);
    template.template_matches(like!({ "Parameters": { "Image": { "Default": regex("^ngi") } } }));
}

#[test]
fn the_closest_is_shown_with_its_differences() {
    let template = Template::read(SERVICES);
    let said = failure(|| {
        template.has_resource_properties(
            "AWS::ECS::Service",
            like!({ "DesiredCount": 3, "LaunchType": "FARGATE", "LoadBalancers": [{ "ContainerPort": 8080 }] }),
        );
    });
    insta::assert_snapshot!(said, @r#"
    template: no AWS::ECS::Service is as expected; of 2, `Web` comes closest:
      Properties/DesiredCount: expected 3, found 2
      Properties/LoadBalancers/0/ContainerPort: expected 8080, found 80
    "#);
    let said = failure(|| template.has_resource("AWS::ECS::Cluster", any()));
    insta::assert_snapshot!(said, @"template: there is no AWS::ECS::Cluster; there are AWS::CloudWatch::Dashboard, AWS::ECS::Service");
    let said = failure(|| {
        template.has_resource_properties(
            "AWS::ECS::Service",
            like!({ "Tags": [any(), { "Key": "Cost" }] }),
        );
    });
    insta::assert_snapshot!(said, @r#"
    template: no AWS::ECS::Service is as expected; of 2, `Worker` comes closest:
      Properties/Tags/1/Key: expected "Cost", found "Stage"
      Properties/Tags/2: expected nothing, found {"Key":"Cost","Value":"7"}
    "#);
    let said = failure(|| {
        template.template_matches(like!({ "Resources": { "Web": { "Type": "AWS::ECS::Task" } } }))
    });
    insta::assert_snapshot!(said, @r#"
    template: not as expected:
      Resources/Web/Type: expected "AWS::ECS::Task", found "AWS::ECS::Service"
    "#);
}

#[test]
fn every_kind_of_matcher_can_fail() {
    let template = Template::read(SERVICES);
    for (matcher, expected) in [
        (
            like!({ "Tags": array_with([like!({ "Key": "Cost" }), like!({ "Key": "Team" })]) }),
            "Properties/Tags: expected behind item 2 one like {\"Key\": \"Team\"}, found none",
        ),
        (
            like!({ "DesiredCount": absent() }),
            "expected absent(), found",
        ),
        (
            like!({ "Missing": any() }),
            "Properties/Missing: expected any(), found nothing",
        ),
        (
            like!({ "DesiredCount": serialized_json("x") }),
            "serialized_json",
        ),
        (
            like!({ "Tags": exact(serde_json::json!([{ "Key": "Team" }])) }),
            "Properties/Tags/0/Value: expected nothing, found \"web\"",
        ),
        (
            like!({ "Tags": [any()] }),
            "Properties/Tags/2: expected nothing, found {\"Key\":\"Cost\",\"Value\":\"7\"}",
        ),
        (
            like!({ "Tags": [any(), any(), any(), absent()] }),
            "Properties/Tags/3: expected absent(), found nothing",
        ),
        (
            like!({ "Tags": array_with([like!({ "Key": "Stage", "Value": "live" })]) }),
            "Properties/Tags/1/Value: expected \"live\", found \"test\"",
        ),
        (
            like!({ "LaunchType": regex("^EC2$"), "DesiredCount": regex("2") }),
            "regex(",
        ),
        (like!({ "DesiredCount": not(any()) }), "not(any())"),
    ] {
        let said = failure(|| template.has_resource_properties("AWS::ECS::Service", matcher));
        assert!(said.contains(expected), "{said}");
    }
    let said =
        failure(|| template.all_resources("AWS::ECS::Service", like!({ "DependsOn": any() })));
    assert_eq!(
        said,
        "template: not every AWS::ECS::Service is as expected\n\
         `Worker`:\n  DependsOn: expected any(), found nothing"
    );
    let said = failure(|| template.resource_count_is("AWS::ECS::Service", 3));
    assert_eq!(
        said,
        "template: expected 3 of AWS::ECS::Service, found 2: Web, Worker"
    );
    let said = failure(|| {
        template.resource_properties_count_is("AWS::ECS::Service", like!({ "Tags": any() }), 0);
    });
    assert_eq!(
        said,
        "template: expected 0 of AWS::ECS::Service like that, found 1: Worker"
    );
}

#[test]
fn what_is_exact_has_nothing_beside_it() {
    let template = Template::read(SERVICES);
    let tag = |key: &str| exact(like!({ "Key": key, "Value": any() }));
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({ "Tags": array_with([tag("Team"), tag("Cost")]) }),
    );
    template.has_output(
        "Url",
        exact(like!({ "Value": any(), "Export": { "Name": "url" } })),
    );
    let said = failure(|| template.has_output("Url", exact(like!({ "Export": {} }))));
    insta::assert_snapshot!(said, @r#"
    template: there is not an output as expected; `Url` differs:
      Export/Name: expected nothing, found "url"
      Value: expected nothing, found {"Fn::Sub":"https://${Image}"}
    "#);
}

#[test]
fn of_long_texts_the_part_is_shown_where_they_differ() {
    let long = |end: &str| {
        format!(
            "Resources: {{T: {{Type: A::B::C, Properties: {{P: {}{end}}}}}}}",
            "x".repeat(300)
        )
    };
    let said = failure(|| {
        let expected = format!("{}one", "x".repeat(300));
        Template::read(&long("two")).has_resource_properties("A::B::C", like!({ "P": expected }));
    });
    insta::assert_snapshot!(said, @r#"
    template: no A::B::C is as expected; `T` differs:
      Properties/P: expected ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxone", found ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxtwo"
    "#);
}

#[test]
fn what_stands_in_other_sections_is_found_by_name() {
    let template = Template::read(SERVICES);
    template.has_output("Url", like!({ "Export": { "Name": "url" } }));
    template.has_output("*", like!({ "Export": { "Name": "url" } }));
    template.has_parameter("Image", like!({ "Type": "String" }));
    template.has_mapping("Sizes", like!({ "live": { "Count": 2 } }));
    template.has_condition("Live", like!({ "Fn::Equals": [any(), "live"] }));
    assert_eq!(
        template.find_outputs(like!({ "Export": any() }))[0].id,
        "Url"
    );
    assert_eq!(template.find_outputs(like!({ "Export": absent() })), []);
    assert_eq!(template.find_parameters(any()).len(), 1);
    assert_eq!(template.find_mappings(any())[0].value["test"]["Count"], 1);
    assert_eq!(template.find_conditions(like!({ "Fn::Not": any() })), []);
    assert_eq!(
        failure(|| template.has_output("Uri", any())),
        "template: there is not an output `Uri`; there are Url"
    );
    assert_eq!(
        failure(|| template.has_parameter("*", like!({ "Default": "httpd" }))),
        "template: there is not a parameter as expected; `Image` differs:\n  Default: expected \"httpd\", found \"nginx\""
    );
    assert_eq!(
        failure(|| Template::read("Resources: {}").has_condition("*", any())),
        "template: there is not a condition as expected; there are none"
    );
}

#[test]
fn captures_remember_what_fitted_and_nothing_else() {
    let template = Template::read(SERVICES);
    let count = Capture::new();
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({ "DesiredCount": count.any(), "Tags": any() }),
    );
    assert_eq!(count.values(), [serde_json::json!(1)]);
    assert_eq!(count.value(), 1);
    let every = Capture::new();
    let name = Capture::new();
    let said = failure(|| {
        template.all_resources_properties(
            "AWS::ECS::Service",
            like!({ "DesiredCount": every.any(), "Tags": array_with([like!({ "Key": name.any() })]) }),
        );
    });
    assert!(
        said.contains("`Web`") && !said.contains("`Worker`"),
        "{said}"
    );
    assert_eq!((every.values(), name.values()), (vec![], vec![]));
    template.all_resources_properties("AWS::ECS::Service", like!({ "DesiredCount": every.any() }));
    assert_eq!(every.values(), [serde_json::json!(2), serde_json::json!(1)]);
    assert_eq!(
        failure(|| drop(count.text())),
        "what was captured is no text: 1"
    );
    assert_eq!(
        failure(|| drop(Capture::new().text())),
        "nothing was captured"
    );
}

#[test]
fn findings_are_matched_like_resources() {
    let findings = [
        Diagnostic::error("ECS104", "no way out").help("make one"),
        Diagnostic::warning("ECS105", "too small"),
    ];
    let findings = Findings::of(&findings);
    findings.has(like!({ "code": "ECS104", "severity": "error", "help": regex("one") }));
    findings.has_no(like!({ "severity": "info" }));
    let said = failure(|| findings.has(like!({ "code": "ECS105", "message": "too big" })));
    insta::assert_snapshot!(said, @r#"
    no finding is as expected; of 2, this comes closest:
      message: expected "too big", found "too small"
    warning[ECS105]: too small
    "#);
    assert!(failure(|| findings.has_no(like!({ "code": "ECS105" }))).contains("too small"));
    assert!(failure(|| findings.are_none()).contains("no way out"));
    Findings::of(&[]).are_none();
}

#[test]
fn ids_are_found_by_the_paths_of_constructs() {
    let app = App::new();
    let stack = app.stack("Web");
    stack
        .scope("Shop")
        .add("Orders", RawResource::new("AWS::SNS::Topic"));
    stack
        .scope("Mail")
        .add("Resource", RawResource::new("AWS::SNS::Topic"));
    let template = Template::of(&app.synth().stacks[0]);
    for path in ["Web/Shop/Orders", "Web/Mail", "Shop/Orders", "Mail"] {
        let id = template.id_of(path);
        assert!(template.json()["Resources"].get(id).is_some(), "{id}");
    }
    assert_eq!(
        failure(|| drop(template.id_of("Web/Orders").to_owned())),
        "Web: nothing is at `Web/Orders`; there are Web/Mail/Resource, Web/Shop/Orders"
    );
}

#[test]
fn ids_are_held_against_a_file() {
    let app = App::new();
    let stack = app.stack("Web");
    stack.add("Orders", RawResource::new("AWS::SNS::Topic"));
    let synthesis = app.synth();
    let template = Template::of(&synthesis.stacks[0]);

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ids.lock");
    if std::env::var_os("CI").is_some() {
        // Nobody would see that it was written.
        assert!(failure(|| template.same_ids_as(&file)).contains("cannot be read"));
        fs::write(&file, "Web/Orders AWS::SNS::Topic Orders\n").expect("it can be written");
    }
    template.same_ids_as(&file);
    let written = fs::read_to_string(&file).expect("the file was written");
    assert!(
        written.starts_with("Web/Orders AWS::SNS::Topic Orders"),
        "{written}"
    );
    template.same_ids_as(&file);

    let moved = written.replace("Topic Orders", "Topic Invoices") + "Web/Old AWS::SNS::Topic Old\n";
    fs::write(&file, moved.replace("Web/Orders", "Web/Order")).expect("it can be written");
    let said = failure(|| template.same_ids_as(&file));
    for expected in [
        "Web/Order: ",
        "is gone",
        "Web/Orders: ",
        "is new",
        "UPDATE_IDS=1",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    fs::write(&file, moved).expect("it can be written");
    let said = failure(|| template.same_ids_as(&file));
    assert!(
        said.contains("Web/Orders: was AWS::SNS::Topic Invoices"),
        "{said}"
    );
}

const TABLE: &str = "
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
";

#[test]
fn what_holds_data_stays() {
    let earlier = Template::read(TABLE);
    let now = |text: &str| Template::read(text);
    now(&TABLE.replace("PAY_PER_REQUEST", "PROVISIONED")).replaces_nothing_stateful(&earlier);

    let renamed = TABLE.replace("orders", "invoices");
    let said = failure(|| now(&renamed).replaces_nothing_stateful(&earlier));
    assert_eq!(
        said,
        "template: data would be lost:\n  `Table` (AWS::DynamoDB::Table) is replaced, because `TableName` changes"
    );
    let kept = renamed.replace(
        "    Properties",
        "    UpdateReplacePolicy: Retain\n    Properties",
    );
    now(&kept).replaces_nothing_stateful(&earlier);

    let moved = TABLE.replace("  Table:", "  Orders:");
    let said = failure(|| now(&moved).replaces_nothing_stateful(&earlier));
    assert!(
        said.ends_with(
            "`Table` (AWS::DynamoDB::Table) is deleted: it is `Orders` now; to keep it: \
             scope.pin_id(handle, \"Table\")"
        ),
        "{said}"
    );
    let retained = TABLE.replace(
        "    Properties",
        "    DeletionPolicy: Retain\n    Properties",
    );
    now(&moved).replaces_nothing_stateful(&now(&retained));
    let other = TABLE.replace("AWS::DynamoDB::Table", "AWS::SNS::Topic");
    let said = failure(|| now(&other).replaces_nothing_stateful(&earlier));
    let refused =
        "becomes AWS::SNS::Topic, and CloudFormation refuses to change the type of a resource";
    assert!(said.ends_with(refused), "{said}");
    // Not a question of data: the update fails.
    let said = failure(|| now(&other).replaces_nothing_stateful(&now(&retained)));
    assert!(said.ends_with(refused), "{said}");
    let excepted = renamed.replace(
        "    Properties",
        "    UpdateReplacePolicy: RetainExceptOnCreate\n    Properties",
    );
    let said = failure(|| now(&excepted).replaces_nothing_stateful(&earlier));
    assert!(said.ends_with("because `TableName` changes"), "{said}");
    let excepted = TABLE.replace(
        "    Properties",
        "    DeletionPolicy: RetainExceptOnCreate\n    Properties",
    );
    now(&moved).replaces_nothing_stateful(&now(&excepted));
}

const DATABASE: &str = "
Resources:
  G:
    Type: AWS::RDS::DBSubnetGroup
    Properties: {DBSubnetGroupName: old, DBSubnetGroupDescription: d, SubnetIds: [a, b]}
  D:
    Type: AWS::RDS::DBInstance
    Properties:
      DBSubnetGroupName: REFERENCE
      StorageEncrypted: true
      AllocatedStorage: 80
      DBInstanceIdentifier: '1.10'
      Engine: mysql
";

/// A replacement goes on to what refers to it, however it does.
#[test]
fn replacements_follow_references() {
    for reference in [
        "!Ref G",
        "!GetAtt G.Name",
        "{Fn::GetAtt: [G, Name]}",
        "!Sub '${G}'",
        "!Sub ['${x}', {x: !Ref G}]",
        "!Join ['', [!Ref G, '']]",
        "!Select [0, [!Ref G]]",
    ] {
        let earlier = DATABASE.replace("REFERENCE", reference);
        let later = earlier.replace("old", "new");
        let (earlier, later) = (Template::read(&earlier), Template::read(&later));
        earlier.replaces_nothing_stateful(&earlier);
        assert_eq!(
            failure(|| later.replaces_nothing_stateful(&earlier)),
            "template: data would be lost:\n  `D` (AWS::RDS::DBInstance) is replaced, because \
             `G`, to which `DBSubnetGroupName` refers, is",
            "{reference}"
        );
    }
    // A condition decides.
    let earlier = DATABASE.replace("REFERENCE", "!If [C, !Ref G, x]");
    let later = Template::read(&earlier.replace("old", "new"));
    let said = failure(|| later.replaces_nothing_stateful(&Template::read(&earlier)));
    assert!(
        said.ends_with("may be replaced, because `G`, to which `DBSubnetGroupName` refers, may be"),
        "{said}"
    );
    let through = "
Resources:
  P: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupName: old, DBSubnetGroupDescription: d, SubnetIds: [a]}}
  G: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupName: !Sub 'x${P}', DBSubnetGroupDescription: d, SubnetIds: [a]}}
  D: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Ref G, Engine: mysql}}
";
    let (earlier, later) = (
        Template::read(through),
        Template::read(&through.replace("old", "new")),
    );
    let said = failure(|| later.replaces_nothing_stateful(&earlier));
    assert!(
        said.contains("`D`") && said.contains("`G`, to which"),
        "{said}"
    );
}

#[test]
fn values_are_compared_in_their_type() {
    let earlier = DATABASE.replace("REFERENCE", "!Ref G");
    let same =
        |later: String| Template::read(&later).replaces_nothing_stateful(&Template::read(&earlier));
    same(earlier.replace("StorageEncrypted: true", "StorageEncrypted: 'true'"));
    same(earlier.replace("AllocatedStorage: 80", "AllocatedStorage: '80'"));
    same(earlier.replace("!Ref G", "!Sub '${G}'"));
    for (from, to) in [
        ("StorageEncrypted: true", "StorageEncrypted: 'false'"),
        ("'1.10'", "'1.1'"),
    ] {
        let said = failure(|| same(earlier.replace(from, to)));
        assert!(
            said.contains("`D` (AWS::RDS::DBInstance) is replaced"),
            "{to}: {said}"
        );
    }
}

#[test]
fn all_that_was_there_is_kept() {
    let text = "
Resources:
  T: {Type: AWS::SNS::Topic, Properties: {TopicName: t, DisplayName: a}}
  Q: {Type: AWS::SQS::Queue, DeletionPolicy: Retain, Properties: {VisibilityTimeout: 44}}
";
    let earlier = Template::read(text);
    let keeps = |from: &str, to: &str| Template::read(&text.replace(from, to)).keeps(&earlier);
    keeps("DisplayName: a", "DisplayName: b");
    keeps("VisibilityTimeout: 44", "VisibilityTimeout: '44'");
    assert_eq!(
        failure(|| keeps("TopicName: t", "TopicName: u")),
        "template: not all is kept:\n  `T` (AWS::SNS::Topic) is replaced, because `TopicName` changes"
    );
    // What is retained is in no stack any more.
    let said = failure(|| keeps("  Q:", "  R:"));
    assert!(
        said.contains("`Q` (AWS::SQS::Queue) is deleted: it is `R` now"),
        "{said}"
    );
    let said = failure(|| keeps("AWS::SNS::Topic", "AWS::SQS::Queue"));
    assert!(
        said.contains("`T` (AWS::SNS::Topic) becomes AWS::SQS::Queue"),
        "{said}"
    );
    // A repository holds images.
    let repository =
        "Resources: {R: {Type: AWS::ECR::Repository, Properties: {RepositoryName: r}}}";
    let none = Template::read("Resources: {}");
    let said = failure(|| none.replaces_nothing_stateful(&Template::read(repository)));
    assert!(
        said.ends_with("`R` (AWS::ECR::Repository) is deleted"),
        "{said}"
    );
}

const LOOP: &str = "
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::B:
    - Name
    - [a, b-c]
    - Bucket&{Name}:
        Type: AWS::S3::Bucket
        Properties: {BucketName: !Sub 'x-${Name}'}
";

#[test]
fn loops_over_lists_are_what_they_make() {
    let plain = "
Resources:
  Bucketa: {Type: AWS::S3::Bucket, Properties: {BucketName: x-a}}
  Bucketbc: {Type: AWS::S3::Bucket, Properties: {BucketName: x-b-c}}
";
    let (looped, plain) = (Template::read(LOOP), Template::read(plain));
    looped.replaces_nothing_stateful(&plain);
    plain.replaces_nothing_stateful(&looped);

    let fewer = Template::read(&LOOP.replace("[a, b-c]", "[a]"));
    let said = failure(|| fewer.replaces_nothing_stateful(&looped));
    assert!(
        said.ends_with("`Bucketbc` (AWS::S3::Bucket) is deleted"),
        "{said}"
    );
    let renamed = Template::read(&LOOP.replace("'x-${Name}'", "'y-${Name}'"));
    let said = failure(|| renamed.replaces_nothing_stateful(&looped));
    assert_eq!(
        said.matches("because `BucketName` changes").count(),
        2,
        "{said}"
    );

    let open = LOOP.replace("[a, b-c]", "!Ref Names");
    let unchanged = Template::read(&open);
    unchanged.replaces_nothing_stateful(&unchanged);
    let renamed = Template::read(&open.replace("'x-${Name}'", "'y-${Name}'"));
    let said = failure(|| renamed.replaces_nothing_stateful(&unchanged));
    assert!(
        said.contains("`Fn::ForEach::B` loops over a list that is not written out"),
        "{said}"
    );
    let said = failure(|| unchanged.replaces_nothing_stateful(&plain));
    assert!(said.contains("is deleted, unless a loop"), "{said}");
    let other = Template::read(&open.replace("AWS::S3::Bucket", "AWS::SNS::Topic"));
    Template::read(LOOP.split("  Fn::").next().unwrap_or_default())
        .replaces_nothing_stateful(&other);
}

#[test]
fn hashes_of_assets_are_redacted_and_nothing_else() {
    let hash = "0123456789abcdef".repeat(4);
    let text = format!(
        "s3://assets/{hash}.zip, {}, {hash}0, deadbeef",
        hash.to_uppercase()
    );
    let redacted = redact_asset_hashes(&text);
    assert_eq!(
        redacted,
        text.replacen(&format!("{hash}.zip"), "[asset].zip", 1)
    );

    let app = App::new();
    app.stack("Web")
        .add("Topic", RawResource::new("AWS::SNS::Topic"));
    insta::assert_snapshot!(snapshot(&app.synth().stacks[0]), @"
    AWSTemplateFormatVersion: '2010-09-09'
    Resources:
      Topic:
        Type: AWS::SNS::Topic
    ");
}

/// Tasks on a file system whose mount target admits `GROUP`.
const FILES: &str = r#"
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}
  OfWeb:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: web, VpcId: !Ref Vpc}
  OfFiles:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: files
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: !Ref GROUP}
  Files: {Type: AWS::EFS::FileSystem}
  Mount:
    Type: AWS::EFS::MountTarget
    Properties: {FileSystemId: !Ref Files, SubnetId: !Ref Subnet, SecurityGroups: [!Ref OfFiles]}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, Image: 'registry.example.com/web'}]
      Volumes: [{Name: files, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Task
      NetworkConfiguration:
        AwsvpcConfiguration: {Subnets: [!Ref Subnet], SecurityGroups: [!Ref OfWeb]}
"#;

#[test]
fn flows_are_open_or_named() {
    Template::read(&FILES.replace("GROUP", "OfWeb")).every_flow_is_open();
    let message = failure(|| {
        Template::read(&FILES.replace("GROUP", "OfFiles")).every_flow_is_open();
    });
    assert_eq!(
        message,
        "template: not everything gets through:\n  \
         `Web` does not reach `Mount` on port 2049, as \
         Resources/Task/Properties/Volumes/0/EFSVolumeConfiguration/FilesystemId asks"
    );
}
