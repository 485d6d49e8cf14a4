//! How values are compared, followed and judged, a mechanism a test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in helpers of tests, too"
)]

use stackwright_change::{
    Cause, Change, Effect, Fate, Governor, Hazard, Kind, Leaves, Lost, Note, Public, RulePlace,
    Why, compare, words,
};
use stackwright_template::Template;

fn read(text: &str) -> Template {
    Template::from_yaml(text).unwrap()
}

fn change(before: &str, after: &str) -> Change {
    compare(&read(before), &read(after), &[])
}

/// A change of the text in one place.
fn replaced(text: &str, from: &str, to: &str) -> Change {
    assert!(text.contains(from), "{from} is not in the template");
    change(text, &text.replace(from, to))
}

fn codes(change: &Change) -> Vec<&'static str> {
    change
        .hazards
        .iter()
        .map(|hazard| hazard.code().code)
        .collect()
}

#[test]
fn what_a_condition_decides_may_be_the_same() {
    let text = "
Parameters: {P: {Type: String}}
Conditions: {C: !Equals [!Ref P, x]}
Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: one}}}
";
    let now = replaced(text, "QueueName: one", "QueueName: !If [C, one, two]");
    let queue = now.resource("Q").unwrap();
    assert_eq!(queue.effect, Effect::MayReplace);
    assert_eq!(queue.properties[0].why, Why::Condition("C".to_owned()));
    let now = replaced(text, "QueueName: one", "QueueName: !If [C, two, three]");
    assert_eq!(now.resource("Q").unwrap().effect, Effect::Replaces);
}

#[test]
fn a_condition_that_is_known_is_settled() {
    let text = "
Conditions: {C: !Equals [a, a]}
Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [C, one, two]}}}
";
    let now = replaced(text, "!If [C, one, two]", "one");
    assert!(now.resources.is_empty(), "{now:#?}");
}

#[test]
fn a_new_parameter_whose_default_is_the_value_may_change_nothing() {
    let now = change(
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: one}}}",
        "Parameters: {N: {Type: String, Default: one}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref N}}}",
    );
    let queue = now.resource("Q").unwrap();
    assert_eq!(queue.properties[0].why, Why::Parameter("N".to_owned()));
    assert_eq!(queue.effect, Effect::MayReplace);
}

#[test]
fn a_ref_that_is_a_name_that_is_given_stays() {
    let text = "
Resources:
  G: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupName: g, DBSubnetGroupDescription: a, SubnetIds: [x]}}
  R: {Type: AWS::IAM::Role, Properties: {RoleName: r, Path: /, AssumeRolePolicyDocument: {}}}
  P: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref R]}}
  F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt R.Arn}}
";
    // A new path replaces the role, and its name stays: who takes the name sees nothing.
    let now = replaced(text, "Path: /,", "Path: /a/,");
    assert_eq!(now.resource("R").unwrap().effect, Effect::Replaces);
    assert!(now.resource("P").is_none());
    let function = now.resource("F").unwrap();
    assert_eq!(function.effect, Effect::InPlace);
    assert!(
        matches!(&function.properties[0].cause, Cause::Follows { target, attribute: Some(name), surely: true } if target == "R" && name == "Arn")
    );
}

#[test]
fn what_follows_perhaps_is_not_certain() {
    let text = "
Parameters: {P: {Type: String}}
Conditions: {C: !Equals [!Ref P, x]}
Resources:
  C1: {Type: AWS::ECS::Cluster, Properties: {ClusterName: one}}
  S: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref C1}}
";
    let now = replaced(text, "ClusterName: one", "ClusterName: !If [C, one, two]");
    assert_eq!(now.resource("C1").unwrap().effect, Effect::MayReplace);
    assert_eq!(now.resource("S").unwrap().effect, Effect::MayReplace);
}

#[test]
fn custom_resources_answer_what_they_like() {
    let text = "
Resources:
  C: {Type: Custom::Thing, Properties: {ServiceToken: t, A: one}}
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt C.Name}}
";
    let now = replaced(text, "A: one", "A: two");
    assert_eq!(now.resource("C").unwrap().properties[0].why, Why::Provider);
    assert_eq!(now.resource("Q").unwrap().effect, Effect::MayReplace);
}

#[test]
fn outputs_of_a_nested_stack_may_change() {
    let text = "
Resources:
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: one}}
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt N.Outputs.Name}}
";
    let now = replaced(text, "TemplateURL: one", "TemplateURL: two");
    assert_eq!(now.resource("Q").unwrap().effect, Effect::MayReplace);
}

#[test]
fn json_in_a_text_is_compared_as_json_also_around_references() {
    let text = r#"
Resources:
  B: {Type: AWS::CloudWatch::Dashboard, Properties: {DashboardBody: !Sub '{"a": ["${AWS::Region}", 1], "b": {}}'}}
"#;
    let same = replaced(
        text,
        r#"!Sub '{"a": ["${AWS::Region}", 1], "b": {}}'"#,
        r#"!Join ['', ['{ "b": { }, "a": ["', !Ref AWS::Region, '", 1]}']]"#,
    );
    assert!(same.resources.is_empty(), "{same:#?}");
    let other = replaced(text, "\", 1]", "\", 2]");
    assert_eq!(
        other.resource("B").unwrap().properties[0].path.to_string(),
        "DashboardBody.a[1]"
    );
}

#[test]
fn a_text_that_replaces_is_compared_as_a_text() {
    let text = r#"
Resources: {V: {Type: AWS::SSM::Parameter, Properties: {Name: '{"a":1}', Type: String, Value: '{"a":1}'}}}
"#;
    let now = change(text, &text.replace(r#"{"a":1}"#, r#"{"a": 1}"#));
    let properties = &now.resource("V").unwrap().properties;
    assert_eq!(properties.len(), 1, "{properties:#?}");
    assert_eq!(properties[0].path.to_string(), "Name");
}

#[test]
fn items_with_names_are_paired_by_them() {
    let text = "
Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: a, Image: x}, {Name: b, Image: y}]
";
    let now = replaced(text, "{Name: a, Image: x}, ", "");
    let properties = &now.resource("T").unwrap().properties;
    assert_eq!(properties.len(), 1, "{properties:#?}");
    assert_eq!(properties[0].path.to_string(), "ContainerDefinitions[a]");
    assert!(properties[0].after.is_none());
}

#[test]
fn the_order_of_a_list_counts_where_the_facts_do_not_say_otherwise() {
    let text = "
Resources: {T: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: a, Image: x, Command: [one, two]}]}}}
";
    let now = replaced(text, "[one, two]", "[two, one]");
    assert_eq!(now.resource("T").unwrap().effect, Effect::Replaces);
}

#[test]
fn a_default_that_is_written_out_is_no_change() {
    let facts = stackwright_facts::resource_type("AWS::SQS::Queue").unwrap();
    assert!(facts.properties.contains_key("VisibilityTimeout"));
    let text = "Resources: {L: {Type: AWS::RDS::DBProxyTargetGroup, Properties: {DBProxyName: p, TargetGroupName: default}}}";
    assert!(change(text, text).is_empty());
    // A resource type whose schema has a default.
    let (type_name, property, default) = with_default();
    let before = format!("Resources: {{R: {{Type: '{type_name}', Properties: {{}}}}}}");
    let after =
        format!("Resources: {{R: {{Type: '{type_name}', Properties: {{{property}: {default}}}}}}}");
    let now = change(&before, &after);
    assert!(now.resources.is_empty(), "{now:#?}");
    let other = format!(
        "Resources: {{R: {{Type: '{type_name}', Properties: {{{property}: {}}}}}}}",
        !default
    );
    assert!(!change(&before, &other).resources.is_empty());
}

/// The first truth value with a default in the facts.
fn with_default() -> (&'static str, String, bool) {
    for type_name in stackwright_facts::type_names() {
        let facts = stackwright_facts::resource_type(type_name).unwrap();
        for (name, property) in facts.properties.iter() {
            if let Some(default) = property
                .default
                .as_ref()
                .and_then(serde_json::Value::as_bool)
            {
                return (type_name, name.to_owned(), default);
            }
        }
    }
    panic!("no property has a default");
}

#[test]
fn what_moves_with_what_it_refers_to_is_known() {
    let now = change(
        "Resources: {A: {Type: AWS::SNS::Topic, Properties: {DisplayName: x}}, S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref A, Protocol: email, Endpoint: e}}}",
        "Resources: {B: {Type: AWS::SNS::Topic, Properties: {DisplayName: x}}, T: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref B, Protocol: email, Endpoint: e}}}",
    );
    let from = |id: &str| match &now.resource(id).unwrap().kind {
        Kind::Moved { from, .. } => from.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!((from("B"), from("T")), ("A".to_owned(), "S".to_owned()));
    assert_eq!(now.resources.len(), 2);
}

#[test]
fn the_line_that_keeps_what_moved_names_its_former_path() {
    let with = |id: &str, path: &str| {
        format!(
            "Resources: {{{id}: {{Type: AWS::SQS::Queue, Metadata: {{'aws:cdk:path': {path}}}, Properties: {{VisibilityTimeout: 44}}}}}}"
        )
    };
    let now = change(
        &with("One", "Web/Old/Queue/Resource"),
        &with("Two", "Web/New/Queue/Resource"),
    );
    let moved = now.resource("Two").unwrap();
    assert_eq!(
        words::keeps(moved).unwrap(),
        "scope.moved(handle, \"Old/Queue\")"
    );
}

#[test]
fn policies_decide_what_becomes_of_what_goes() {
    let bucket = |policies: &str| format!("Resources: {{B: {{Type: AWS::S3::Bucket{policies}}}}}");
    let nothing = "Resources: {}";
    let gone = |policies: &str| change(&bucket(policies), nothing);
    assert_eq!(codes(&gone("")), ["CHG107"]);
    assert_eq!(
        gone(", DeletionPolicy: Retain").resource("B").unwrap().kind,
        Kind::Removed(Fate::Retained)
    );
    assert!(codes(&gone(", DeletionPolicy: RetainExceptOnCreate")).is_empty());
    // Databases leave a snapshot unless they belong to a cluster.
    let database = |of: &str| {
        change(
            &format!("Resources: {{D: {{Type: AWS::RDS::DBInstance, Properties: {{{of}}}}}}}"),
            nothing,
        )
    };
    assert_eq!(
        database("Engine: mysql").resource("D").unwrap().kind,
        Kind::Removed(Fate::Snapshot)
    );
    assert_eq!(
        database("DBClusterIdentifier: c")
            .resource("D")
            .unwrap()
            .kind,
        Kind::Removed(Fate::Deleted)
    );
    // For a replacement the later template says it.
    let renamed = |policies: &str| {
        let named = |name: &str, policies: &str| {
            format!(
                "Resources: {{B: {{Type: AWS::S3::Bucket{policies}, Properties: {{BucketName: {name}}}}}}}"
            )
        };
        change(&named("one", ""), &named("two", policies))
    };
    assert!(matches!(
        &renamed("").hazards[..],
        [Hazard::DataLost {
            how: Lost::Replaced { .. },
            ..
        }]
    ));
    assert!(renamed(", UpdateReplacePolicy: Retain").hazards.is_empty());
    assert!(!renamed(", DeletionPolicy: Retain").hazards.is_empty());
}

#[test]
fn a_database_whose_subnet_group_is_replaced_is_lost() {
    let text = "
Resources:
  G: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupName: one, SubnetIds: [x]}}
  D: {Type: AWS::RDS::DBInstance, Properties: {DBSubnetGroupName: !Sub '${G}'}}
";
    let now = replaced(text, "one", "two");
    let [
        Hazard::DataLost {
            id,
            how: Lost::Replaced { follows, .. },
            ..
        },
    ] = &now.hazards[..]
    else {
        panic!("{:?}", now.hazards);
    };
    assert_eq!((id.as_str(), follows.as_deref()), ("D", Some("G")));
}

#[test]
fn a_rule_that_moves_is_a_hazard_wherever_it_goes() {
    let inside = "
Resources:
  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: '80', CidrIp: 10.0.0.0/8}]}}
";
    let beside = |id: &str| {
        format!("
Resources:
  G: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: g}}}}
  {id}: {{Type: AWS::EC2::SecurityGroupIngress, Properties: {{GroupId: !GetAtt G.GroupId, IpProtocol: '6', FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/8}}}}
")
    };
    let places = |before: &str, after: &str| match &change(before, after).hazards[..] {
        [Hazard::RuleMoves { from, to, .. }] => (from.clone(), to.clone()),
        other => panic!("{other:?}"),
    };
    let at = |id: &str| RulePlace::Beside(id.to_owned());
    assert_eq!(places(inside, &beside("R")), (RulePlace::Inside, at("R")));
    assert_eq!(places(&beside("R"), inside), (at("R"), RulePlace::Inside));
    assert_eq!(places(&beside("R"), &beside("S")), (at("R"), at("S")));
    assert!(change(inside, inside).hazards.is_empty());
    assert!(
        change(inside, &beside("R").replace("FromPort: 80", "FromPort: 79"))
            .hazards
            .is_empty()
    );
}

#[test]
fn a_policy_that_moves_into_its_role_is_a_hazard() {
    let role = |policies: &str| {
        format!(
            "
Resources:
  R: {{Type: AWS::IAM::Role, Properties: {{AssumeRolePolicyDocument: {{}}{policies}}}}}
"
        )
    };
    let document = "PolicyDocument: {Statement: [{Effect: Allow, Action: a:B, Resource: x}]}";
    let beside = format!(
        "{}  P: {{Type: AWS::IAM::Policy, Properties: {{PolicyName: p, Roles: [!Ref R], {document}}}}}\n",
        role("")
    );
    let inside = |name: &str| role(&format!(", Policies: [{{PolicyName: {name}, {document}}}]"));
    let now = change(&beside, &inside("p"));
    assert_eq!(codes(&now), ["CHG102"]);
    // The rights are the same.
    assert!(now.rights.is_empty(), "{:?}", now.rights);
    assert!(change(&beside, &inside("q")).hazards.is_empty());
    let other = beside.replace("  P:", "  Q:");
    assert_eq!(codes(&change(&beside, &other)), ["CHG102"]);
}

#[test]
fn a_name_that_follows_a_replacement_or_stands_in_another_place_is_free() {
    let policy = "Resources:
  B: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Properties: {BucketName: old}}
  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref B, PolicyDocument: {}}}
";
    assert!(replaced(policy, "old", "new").hazards.is_empty());
    let service = "Resources:
  C: {Type: AWS::ECS::Cluster, Properties: {ClusterName: old}}
  S: {Type: AWS::ECS::Service, Properties: {ServiceName: web, Cluster: !Ref C, TaskDefinition: t, LaunchType: EC2}}
";
    assert!(replaced(service, "old", "new").hazards.is_empty());
    assert_eq!(codes(&replaced(service, "EC2", "FARGATE")), ["CHG103"]);
}

#[test]
fn a_replacement_that_keeps_a_fixed_name_collides() {
    let text = "Resources: {T: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Name: web, Port: 80, Protocol: HTTP}}}";
    assert_eq!(codes(&replaced(text, "80", "81")), ["CHG103"]);
    assert!(
        change(text, &text.replace("80", "81").replace("web", "api"))
            .hazards
            .is_empty()
    );
    let unnamed = text.replace("Name: web, ", "");
    assert!(replaced(&unnamed, "80", "81").hazards.is_empty());
}

#[test]
fn a_name_under_a_new_id_collides() {
    let text = "Resources: {A: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}}";
    let now = replaced(text, "{A:", "{B:");
    assert_eq!(codes(&now), ["CHG104"]);
    assert!(
        replaced(
            &text.replace(", Properties: {TopicName: t}", ""),
            "{A:",
            "{B:"
        )
        .hazards
        .is_empty()
    );
}

#[test]
fn discovery_that_is_made_anew_under_its_name_is_a_hazard() {
    let text = "
Resources:
  N: {Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: {Name: local, Vpc: one}}
";
    assert_eq!(codes(&replaced(text, "Vpc: one", "Vpc: two")), ["CHG105"]);
    let text = "
Resources:
  S: {Type: AWS::ServiceDiscovery::Service, Properties: {Name: web, NamespaceId: n, DnsConfig: {RoutingPolicy: MULTIVALUE, DnsRecords: [{Type: A, TTL: 60}]}}}
";
    assert_eq!(
        codes(&replaced(text, "NamespaceId: n", "NamespaceId: m")),
        ["CHG105"]
    );
    assert_eq!(codes(&replaced(text, "Type: A,", "Type: SRV,")), ["CHG105"]);
    assert!(replaced(text, "TTL: 60", "TTL: 10").hazards.is_empty());
    let http =
        "Resources: {H: {Type: AWS::ServiceDiscovery::HttpNamespace, Properties: {Name: local}}}";
    let dns = "Resources: {N: {Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: {Name: local, Vpc: v}}}";
    assert_eq!(codes(&change(http, dns)), ["CHG105"]);
    assert!(
        change(http, &dns.replace("local", "other"))
            .hazards
            .is_empty()
    );
}

#[test]
fn a_service_that_leaves_something_is_a_hazard() {
    let text = "
Resources:
  S:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController: {Type: ECS}
      LoadBalancers: [{ContainerName: a, ContainerPort: 80, TargetGroupArn: !Ref T}]
      ServiceRegistries: [{RegistryArn: !GetAtt D.Arn}]
      ServiceConnectConfiguration: {Enabled: true}
";
    let leaves = |from: &str, to: &str| match &replaced(text, from, to).hazards[..] {
        [Hazard::ServiceLeaves { what, .. }] => what.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        leaves("!Ref T", "!Ref U"),
        Leaves::TargetGroup("${T}".to_owned())
    );
    assert_eq!(
        leaves("[{RegistryArn: !GetAtt D.Arn}]", "[]"),
        Leaves::Discovery("${D.Arn}".to_owned())
    );
    assert_eq!(
        leaves("Enabled: true", "Enabled: false"),
        Leaves::ServiceConnect
    );
    assert!(matches!(
        leaves("Type: ECS}", "Type: EXTERNAL}"),
        Leaves::Controller { .. }
    ));
    // What is said without need is no change.
    assert!(
        replaced(text, "      DeploymentController: {Type: ECS}\n", "")
            .hazards
            .is_empty()
    );
}

#[test]
fn two_index_changes_at_once_are_a_hazard() {
    let table = |indexes: &str| {
        format!("
Resources:
  T: {{Type: AWS::DynamoDB::Table, Properties: {{KeySchema: [{{AttributeName: a, KeyType: HASH}}], GlobalSecondaryIndexes: [{indexes}]}}}}
")
    };
    let index = |name: &str, key: &str| {
        format!(
            "{{IndexName: {name}, KeySchema: [{{AttributeName: {key}, KeyType: HASH}}], Projection: {{ProjectionType: ALL}}}}"
        )
    };
    let (one, two, three) = (index("one", "a"), index("two", "b"), index("three", "c"));
    let with = |indexes: &[&str]| table(&indexes.join(", "));
    assert!(
        change(&with(&[&one]), &with(&[&one, &two]))
            .hazards
            .is_empty()
    );
    assert_eq!(codes(&change(&with(&[]), &with(&[&one, &two]))), ["CHG108"]);
    assert_eq!(
        codes(&change(&with(&[&one, &two]), &with(&[&one, &three]))),
        ["CHG108"]
    );
    assert_eq!(
        codes(&change(&with(&[&one]), &with(&[&index("one", "z")]))),
        ["CHG108"]
    );
}

#[test]
fn exports_that_others_import_cannot_go_or_change() {
    let text = "
Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: one}}}
Outputs: {O: {Value: !Ref T, Export: {Name: shared}}}
";
    let other = read(
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue shared}}}",
    );
    let with = |after: &str| {
        let change = compare(&read(text), &read(after), &[&other]);
        codes(&change)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(with(text).is_empty());
    let gone = text.replace("Outputs: {O: {Value: !Ref T, Export: {Name: shared}}}", "");
    assert_eq!(with(&gone), ["CHG109"]);
    assert!(change(text, &gone).hazards.is_empty());
    assert_eq!(with(&text.replace("!Ref T", "other")), ["CHG110"]);
    assert_eq!(
        with(&text.replace("TopicName: one", "TopicName: two")),
        ["CHG110"]
    );
    // Under another id it is the same export.
    assert!(with(&text.replace("{O:", "{P:")).is_empty());
}

#[test]
fn a_reference_that_becomes_weak_plans_a_replacement() {
    let text = "Resources: {S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue vpc}}}";
    let now = replaced(
        text,
        "!ImportValue vpc",
        "{'Fn::GetStackOutput': {StackName: Net, OutputName: Vpc}}",
    );
    assert_eq!(codes(&now), ["CHG112"]);
    assert_eq!(
        now.resource("S").unwrap().properties[0].cause,
        Cause::Weakened
    );
}

#[test]
fn a_changed_type_is_refused() {
    let now = change(
        "Resources: {R: {Type: AWS::SNS::Topic}}",
        "Resources: {R: {Type: AWS::SQS::Queue}}",
    );
    assert_eq!(codes(&now), ["CHG111"]);
}

#[test]
fn what_aws_changes_by_itself_is_said() {
    let text = "
Resources:
  S: {Type: AWS::ECS::Service, Properties: {DesiredCount: 1, LoadBalancers: [{AdvancedConfiguration: {ProductionListenerRule: !Ref L}}]}}
  A: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {ResourceId: !Sub 'service/c/${S.Name}', MaxCapacity: 3}}
  L: {Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: {Actions: [{Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: a, Weight: 1}]}}]}}
";
    let notes = |from: &str, to: &str| replaced(text, from, to).notes;
    let governed = |id: &str, property: &str, by| Note::Governed {
        id: id.to_owned(),
        property: property.to_owned(),
        by,
    };
    assert_eq!(
        notes("DesiredCount: 1", "DesiredCount: 2"),
        [governed("S", "DesiredCount", Governor::Scaling)]
    );
    assert_eq!(
        notes("Weight: 1", "Weight: 2"),
        [governed("L", "Actions", Governor::BlueGreen)]
    );
    assert_eq!(notes("MaxCapacity: 3", "MaxCapacity: 4"), []);
}

#[test]
fn rights_are_compared_by_what_they_allow() {
    let role = |statements: &str| {
        format!("
Resources:
  R: {{Type: AWS::IAM::Role, Properties: {{AssumeRolePolicyDocument: {{}}, Policies: [{{PolicyName: p, PolicyDocument: {{Statement: [{statements}]}}}}]}}}}
")
    };
    let allow = |actions: &str, on: &str| {
        format!("{{Effect: Allow, Action: [{actions}], Resource: '{on}'}}")
    };
    let rights = |before: &str, after: &str| {
        let change = change(&role(before), &role(after));
        change.rights.iter().map(words::right).collect::<Vec<_>>()
    };
    assert_eq!(
        rights(&allow("a:B", "x"), &allow("a:B, a:C", "x")),
        ["R gets a:C on x"]
    );
    assert_eq!(
        rights(&allow("a:B, a:C", "x"), &allow("a:B", "x")),
        ["R loses a:C on x"]
    );
    // In two statements it is the same.
    let two = format!("{}, {}", allow("a:B", "x"), allow("a:C", "x"));
    assert!(rights(&allow("a:B, a:C", "x"), &two).is_empty());
    // What a wider right says already is no other one.
    assert!(
        rights(
            &allow("'a:*'", "*"),
            &format!("{}, {}", allow("'a:*'", "*"), allow("a:B", "x"))
        )
        .is_empty()
    );
    assert_eq!(
        rights(&allow("a:B", "x"), &allow("'a:*'", "*")),
        ["R gets a:* on *"]
    );
    let deny = "{Effect: Deny, Action: a:B, Resource: x}";
    let narrower = change(
        &role(&allow("a:B", "x")),
        &role(&format!("{}, {deny}", allow("a:B", "x"))),
    );
    assert!(!narrower.is_broadening());
    let wider = change(
        &role(&format!("{}, {deny}", allow("a:B", "x"))),
        &role(&allow("a:B", "x")),
    );
    assert!(wider.is_broadening());
}

#[test]
fn who_may_take_a_role_is_a_right() {
    let text = "
Resources:
  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: a.amazonaws.com}, Action: sts:AssumeRole}]}}}
";
    let now = replaced(text, "Service: a.amazonaws.com", "AWS: '*'");
    let said: Vec<String> = now.rights.iter().map(words::right).collect();
    assert_eq!(
        said,
        [
            "* gets sts:AssumeRole on R",
            "a.amazonaws.com loses sts:AssumeRole on R"
        ]
    );
}

#[test]
fn ways_are_the_same_whichever_form_they_have() {
    let inside = "
Resources:
  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !Ref H}]}}
";
    let beside = "
Resources:
  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g}}
  I: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref G, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !GetAtt H.GroupId}}
";
    assert!(change(inside, beside).openings.is_empty());
    let now = replaced(inside, "ToPort: 80", "ToPort: 90");
    let said: Vec<String> = now.openings.iter().map(words::opening).collect();
    assert_eq!(said, ["H newly reaches G on tcp 81-90"]);
    // What is inside of a wider one is no other way.
    let narrower = change(&inside.replace("ToPort: 80", "ToPort: 90"), inside);
    assert!(!narrower.is_broadening(), "{:?}", narrower.openings);
}

#[test]
fn who_has_to_reach_whom_and_newly_does_is_said() {
    let text = "
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}]}}
  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {SecurityGroups: [!Ref Group]}}
  Listener: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: []}}
";
    let said = |change: Change| change.reaches.iter().map(words::reach).collect::<Vec<_>>();
    let shut = text
        .replace("FromPort: 80", "FromPort: 443")
        .replace("ToPort: 80", "ToPort: 443");
    assert_eq!(
        said(change(text, &shut)),
        ["clients can no longer reach Balancer on tcp 80"]
    );
    assert_eq!(
        said(change(&shut, text)),
        ["clients can newly reach Balancer on tcp 80"]
    );
    assert!(
        said(replaced(
            text,
            "GroupDescription: web",
            "GroupDescription: other"
        ))
        .is_empty()
    );
}

#[test]
fn what_becomes_public_is_said() {
    let cases = [
        (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "Scheme: internal",
            "Scheme: internet-facing",
            Public::InternetFacing,
        ),
        (
            "AWS::RDS::DBInstance",
            "PubliclyAccessible: false",
            "PubliclyAccessible: 'true'",
            Public::Accessible,
        ),
        (
            "AWS::EC2::Subnet",
            "MapPublicIpOnLaunch: false",
            "MapPublicIpOnLaunch: true",
            Public::Subnet,
        ),
        (
            "AWS::Lambda::Url",
            "AuthType: AWS_IAM",
            "AuthType: NONE",
            Public::FunctionUrl,
        ),
        (
            "AWS::S3::Bucket",
            "PublicAccessBlockConfiguration: {BlockPublicAcls: true}",
            "PublicAccessBlockConfiguration: {BlockPublicAcls: false}",
            Public::Unblocked,
        ),
        (
            "AWS::ECS::Service",
            "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED}}",
            "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED}}",
            Public::Addresses,
        ),
    ];
    for (type_name, shut, open, how) in cases {
        let text = |property: &str| {
            format!("Resources: {{R: {{Type: '{type_name}', Properties: {{{property}}}}}}}")
        };
        let wider = change(&text(shut), &text(open));
        assert_eq!(
            wider
                .exposures
                .iter()
                .map(|one| (one.how, one.becomes))
                .collect::<Vec<_>>(),
            [(how, true)]
        );
        let narrower = change(&text(open), &text(shut));
        assert_eq!(
            narrower
                .exposures
                .iter()
                .map(|one| (one.how, one.becomes))
                .collect::<Vec<_>>(),
            [(how, false)]
        );
    }
}

#[test]
fn every_section_is_compared() {
    let text = "
Description: a
Metadata: {M: a}
Transform: A
Parameters: {P: {Type: String, Default: a}}
Mappings: {T: {a: {b: c}}}
Conditions: {C: !Equals [!Ref P, a]}
Rules: {R: {Assertions: [{Assert: {'Fn::Contains': [[a], !Ref P]}}]}}
Resources: {}
Outputs: {O: {Value: a}}
";
    let sections = |from: &str, to: &str| {
        let change = replaced(text, from, to);
        change
            .entries
            .iter()
            .map(|entry| entry.section.clone())
            .collect::<Vec<_>>()
    };
    for (from, to, section) in [
        ("Description: a", "Description: b", "Description"),
        ("{M: a}", "{M: b}", "Metadata"),
        ("Transform: A", "Transform: [A, B]", "Transform"),
        ("Default: a", "Default: b", "Parameters"),
        ("{b: c}", "{b: d}", "Mappings"),
        ("!Equals [!Ref P, a]", "!Equals [!Ref P, b]", "Conditions"),
        ("[[a], !Ref P]", "[[b], !Ref P]", "Rules"),
        ("{Value: a}", "{Value: b}", "Outputs"),
    ] {
        assert_eq!(sections(from, to), [section], "{section}");
    }
    assert!(sections("Transform: A", "Transform: [A]").is_empty());
}

#[test]
fn a_loop_over_what_only_deployment_knows_is_compared_as_it_stands() {
    let text = "
Transform: AWS::LanguageExtensions
Parameters: {L: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Q: [N, !Ref L, {'Q${N}': {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}}]
";
    let now = replaced(text, "DelaySeconds: 1", "DelaySeconds: 2");
    assert_eq!(now.entries.len(), 1);
    assert_eq!(now.entries[0].id.as_deref(), Some("Fn::ForEach::Q"));
}

#[test]
fn an_attribute_beside_the_properties_updates_nothing_by_itself() {
    let text =
        "Resources: {A: {Type: AWS::SQS::Queue, Metadata: {a: b}}, B: {Type: AWS::SNS::Topic}}";
    let now = replaced(text, "Metadata: {a: b}", "Metadata: {a: c}, DependsOn: B");
    let queue = now.resource("A").unwrap();
    assert_eq!(queue.effect, Effect::None);
    let paths: Vec<String> = queue
        .attributes
        .iter()
        .map(|one| one.path.to_string())
        .collect();
    assert_eq!(paths, ["Metadata.a", "DependsOn"]);
    assert!(!now.is_destructive());
}

#[test]
fn what_grows_without_end_is_cut_off() {
    // Each condition names the one before twice.
    let mut conditions = "  C0: !Equals [!Ref P, x]\n".to_owned();
    for number in 1..60 {
        let before = number - 1;
        conditions += &format!(
            "  C{number}: !And [{{Condition: C{before}}}, !Or [{{Condition: C{before}}}, !Equals [!Ref P, y{number}]]]\n"
        );
    }
    let text = format!(
        "Parameters: {{P: {{Type: String}}}}\nConditions:\n{conditions}Resources: {{Q: {{Type: AWS::SQS::Queue, Properties: {{QueueName: !If [C59, a, b]}}}}}}"
    );
    assert!(change(&text, &text).is_empty());
    let now = replaced(&text, "y59", "z");
    assert_eq!(now.resource("Q").unwrap().effect, Effect::MayReplace);
    // Each text takes the one inside of it many times.
    let mut value = "x".to_owned();
    for _ in 0..30 {
        value = format!(
            "{{'Fn::Sub': ['{}', {{A: {value}}}]}}",
            "${A}${P}".repeat(10)
        );
    }
    let text = format!(
        "Parameters: {{P: {{Type: String}}}}\nResources: {{Q: {{Type: AWS::SQS::Queue, Properties: {{QueueName: {value}}}}}}}"
    );
    let now = change(&text, &text.replace("{A: x}", "{A: y}"));
    assert!(now.resource("Q").is_some());
}

#[test]
fn hostile_templates_come_to_an_end() {
    let ring = "Conditions: {A: {Condition: B}, B: {Condition: A}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [A, x, y]}}}";
    change(ring, &ring.replace("x, y", "y, x"));
    let circle = "Resources: {A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref B}}, B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref A, DelaySeconds: 1}}}";
    change(circle, &circle.replace("DelaySeconds: 1", "QueueNam: x"));
    for text in [
        "Resources: []",
        "Resources: {A: b}",
        "Resources: {A: {Type: [x], Properties: 5}}",
        "Outputs: 3",
    ] {
        change(text, "Resources: {A: {Type: AWS::SQS::Queue}}");
        change("Resources: {A: {Type: AWS::SQS::Queue}}", text);
    }
}

#[test]
fn what_nobody_knows_may_be_anything() {
    let text = "Resources: {R: {Type: My::Own::Thing, Properties: {A: one}}}";
    let now = replaced(text, "A: one", "A: two");
    assert_eq!(now.resource("R").unwrap().effect, Effect::MayReplace);
    assert_eq!(now.resource("R").unwrap().properties[0].why, Why::Unknown);
    // What AWS CDK notes of itself with each version is no resource.
    let text = "Resources: {M: {Type: AWS::CDK::Metadata, Properties: {Analytics: one}}}";
    assert!(!replaced(text, "one", "two").is_destructive());
    let text = "Resources: {R: {Type: AWS::SQS::Queue, Properties: {NoSuchProperty: one}}}";
    let now = replaced(text, "one", "two");
    assert_eq!(now.resource("R").unwrap().properties[0].why, Why::Unknown);
}

#[test]
fn a_row_of_a_mapping_decides() {
    let text = "
Mappings: {M: {eu: {name: one}, us: {name: two}}}
Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, !Ref AWS::Region, name]}}}
";
    let now = replaced(text, "{name: one}", "{name: three}");
    let queue = now.resource("Q").unwrap();
    assert_eq!(queue.effect, Effect::MayReplace);
    assert_eq!(queue.properties[0].why, Why::Mapping("M".to_owned()));
    // What is known is found: the other row is none of its.
    let known = text.replace("!Ref AWS::Region", "us");
    assert!(
        replaced(&known, "{name: one}", "{name: three}")
            .resources
            .is_empty()
    );
}

#[test]
fn what_gets_a_condition_may_go() {
    let text = "
Parameters: {P: {Type: String}}
Conditions: {C: !Equals [!Ref P, x]}
Resources: {B: {Type: AWS::S3::Bucket}}
";
    let now = replaced(text, "AWS::S3::Bucket", "AWS::S3::Bucket, Condition: C");
    assert!(now.is_destructive());
    assert!(
        matches!(&now.hazards[..], [Hazard::DataLost { how: Lost::Perhaps { because, .. }, .. }] if because.to_string() == "Condition")
    );
    let back = change(
        &text.replace("AWS::S3::Bucket", "AWS::S3::Bucket, Condition: C"),
        text,
    );
    assert!(!back.is_destructive());
}

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/format-version-structure.html>
#[test]
fn the_version_of_the_form_may_be_left_out() {
    let plain = "Resources: {Q: {Type: AWS::SQS::Queue}}";
    let said = format!("AWSTemplateFormatVersion: '2010-09-09'\n{plain}");
    assert!(change(plain, &said).is_empty());
    assert!(change(&said, plain).is_empty());
}

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html>
#[test]
fn a_reference_to_a_secret_may_leave_out_its_stage_and_version() {
    let with = |text: &str| {
        format!(
            "Resources: {{S: {{Type: AWS::SecretsManager::Secret}}, D: {{Type: AWS::RDS::DBInstance, Properties: {{MasterUserPassword: {text}}}}}}}"
        )
    };
    let long = with("!Sub '{{resolve:secretsmanager:${S}:SecretString:password::}}'");
    let short =
        with("!Join ['', ['{{resolve:secretsmanager:', !Ref S, ':SecretString:password}}']]");
    assert!(change(&long, &short).is_empty());
    let known = with("'{{resolve:secretsmanager:s:SecretString:password::}}'");
    let plain = with("'{{resolve:secretsmanager:s:SecretString:password}}'");
    assert!(change(&known, &plain).is_empty());
    let staged = with("'{{resolve:secretsmanager:s:SecretString:password:AWSPREVIOUS:}}'");
    assert!(!change(&plain, &staged).is_empty());
}
