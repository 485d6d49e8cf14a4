//! Hazards that stand behind conditions, names and hooks, and what means the same.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_change::{Change, Effect, Why, compare, words};
use stackwright_template::Template;

fn change(before: &str, after: &str) -> Change {
    let template = |text: &str| Template::from_yaml(text).unwrap();
    compare(&template(before), &template(after), &[])
}

/// A change of the text in one place.
fn replaced(text: &str, from: &str, to: &str) -> Change {
    assert!(text.contains(from), "{from} is not in the template");
    change(text, &text.replace(from, to))
}

fn codes(change: &Change) -> Vec<&'static str> {
    let hazards = change.hazards.iter();
    hazards.map(|hazard| hazard.code().code).collect()
}

const GREEN: &str = "
Transform: [AWS::CodeDeployBlueGreen]
Hooks:
  Green: {Type: AWS::CodeDeploy::BlueGreen, Properties: {Applications: []}}
Resources:
  Queue: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: web, Image: 'web:1'}]}}
  Set: {Type: AWS::ECS::TaskSet, Properties: {Cluster: c, Service: !Ref Service, TaskDefinition: !Ref Task}}
  Primary: {Type: AWS::ECS::PrimaryTaskSet, Properties: {Cluster: c, Service: !Ref Service, TaskSetId: !GetAtt Set.Id}}
  Service: {Type: AWS::ECS::Service, Properties: {DeploymentController: {Type: EXTERNAL}}}
";

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/about-blue-green-deployments.html>
#[test]
fn a_green_deployment_and_something_else_at_once_is_refused() {
    assert!(codes(&replaced(GREEN, "web:1", "web:2")).is_empty());
    assert!(codes(&replaced(GREEN, "30", "60")).is_empty());
    let both = GREEN.replace("30", "60").replace("web:1", "web:2");
    let now = change(GREEN, &both);
    assert_eq!(codes(&now), ["CHG114"]);
    assert_eq!(
        words::hazard(&now.hazards[0]),
        "`Task` starts a green deployment, and the same update changes `Queue`: CloudFormation refuses it"
    );
    // Tags replace nothing, and start nothing.
    let tagged = GREEN.replace("30", "60").replace(
        "Properties: {ContainerDefinitions",
        "Properties: {Tags: [{Key: a, Value: b}], ContainerDefinitions",
    );
    assert!(codes(&change(GREEN, &tagged)).is_empty());
    // Without the hook there is no green deployment.
    let hook = GREEN.find("Hooks:").unwrap()..GREEN.find("Resources:").unwrap();
    let plain = |text: &str| text.replace(&GREEN[hook.clone()], "");
    assert!(codes(&change(GREEN, &plain(&both))).is_empty());
}

#[test]
fn a_policy_of_a_role_by_its_name_moves_too() {
    let role =
        "R: {Type: AWS::IAM::Role, Properties: {RoleName: web, AssumeRolePolicyDocument: {}}}";
    let document =
        "PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}";
    let before = format!(
        "
Resources:
  {role}
  P: {{Type: AWS::IAM::Policy, Properties: {{PolicyName: p, {document}, Roles: [!Ref R]}}}}
"
    );
    let after = format!(
        "
Resources:
  {role}
  Q: {{Type: AWS::IAM::RolePolicy, Properties: {{PolicyName: p, {document}, RoleName: web}}}}
"
    );
    assert_eq!(codes(&change(&before, &after)), ["CHG102"]);
    let elsewhere = after.replace("RoleName: web}}\n", "RoleName: other}}\n");
    assert_ne!(elsewhere, after);
    assert!(codes(&change(&before, &elsewhere)).is_empty());
}

#[test]
fn indexes_behind_conditions_are_counted() {
    let index = |name: &str| {
        format!(
            "{{IndexName: {name}, KeySchema: [{{AttributeName: b, KeyType: HASH}}], Projection: {{ProjectionType: ALL}}}}"
        )
    };
    let table = |indexes: &str| {
        format!(
            "
Conditions: {{C: !Equals [!Ref AWS::Region, eu-west-1]}}
Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{GlobalSecondaryIndexes: [{indexes}]}}}}}}
"
        )
    };
    let other = table(&format!("!If [C, {}, !Ref AWS::NoValue]", index("j")));
    assert_eq!(codes(&change(&table(&index("i")), &other)), ["CHG108"]);
    let same = table(&format!("!If [C, {}, !Ref AWS::NoValue]", index("i")));
    assert!(codes(&change(&table(&index("i")), &same)).is_empty());
}

#[test]
fn a_parameter_that_goes_and_whose_default_is_the_value_may_change_nothing() {
    let before = "
Parameters: {N: {Type: String, Default: one}}
Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref N}}}
";
    let after = "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: one}}}";
    let now = change(before, after);
    let queue = now.resource("Q").unwrap();
    assert_eq!(queue.properties[0].why, Why::Parameter("N".to_owned()));
}

#[test]
fn rows_that_a_mapping_gets_beside_those_that_are_looked_up_change_nothing() {
    let text = "
Mappings: {M: {eu-west-1: {Ami: a}}}
Resources: {I: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap [M, !Ref AWS::Region, Ami]}}}
";
    let more = replaced(text, "Ami: a}", "Ami: a}, us-east-1: {Ami: b}");
    assert!(more.resources.is_empty(), "{more:#?}");
    assert!(replaced(text, "Ami: a}", "Ami: b}").resource("I").is_some());
    assert!(
        replaced(text, "Ami: a}", "Other: a}")
            .resource("I")
            .is_some()
    );
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[test]
fn an_account_is_its_number_or_its_root_and_the_case_of_actions_does_not_count() {
    let role = |who: &str, action: &str| {
        format!(
            "
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Principal: {{AWS: {who}}}, Action: '{action}'}}]}}
"
        )
    };
    let number = role("'111111111111'", "sts:AssumeRole");
    for same in [
        role("arn:aws:iam::111111111111:root", "sts:AssumeRole"),
        role(
            "!Sub 'arn:${AWS::Partition}:iam::111111111111:root'",
            "sts:assumerole",
        ),
    ] {
        let change = change(&number, &same);
        assert!(change.is_empty() && !change.is_broadening(), "{change:#?}");
    }
    let own = role("!Ref AWS::AccountId", "sts:AssumeRole");
    let root = role(
        "!Sub 'arn:aws:iam::${AWS::AccountId}:root'",
        "sts:AssumeRole",
    );
    assert!(change(&own, &root).is_empty());
    for other in [
        role("arn:aws:iam::222222222222:root", "sts:AssumeRole"),
        role("arn:aws:iam::111111111111:user/root", "sts:AssumeRole"),
    ] {
        assert!(change(&number, &other).is_broadening());
    }
}

/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html>
#[test]
fn what_is_global_changes_those_that_take_it() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.12, Layers: [a], Environment: {Variables: {A: x, B: y}}}}
Resources:
  Takes: {Type: AWS::Serverless::Function, Properties: {Handler: h, CodeUri: 's3://b/k'}}
  Own:
    Type: AWS::Serverless::Function
    Properties: {Handler: h, CodeUri: 's3://b/k', Runtime: python3.13, Layers: [c], Environment: {Variables: {A: z}}}
  Ignores: {Type: AWS::Serverless::Function, IgnoreGlobals: '*', Properties: {Handler: h, CodeUri: 's3://b/k'}}
  Table: {Type: AWS::Serverless::SimpleTable}
";
    let changed = |from: &str, to: &str| -> Vec<String> {
        let change = replaced(text, from, to);
        let resources = change.resources.iter();
        resources.map(|own| own.id.clone()).collect()
    };
    assert_eq!(
        changed("Runtime: python3.12", "Runtime: python3.14"),
        ["Takes"]
    );
    assert_eq!(changed("A: x", "A: w"), ["Takes"]);
    assert_eq!(changed("B: y", "B: w"), ["Takes", "Own"]);
    assert_eq!(changed("[a]", "[b]"), ["Takes", "Own"]);
    // What is global is what each says by itself.
    let moved = text.replace("Runtime: python3.12, ", "").replace(
        "Takes: {Type: AWS::Serverless::Function, Properties: {",
        "Takes: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, ",
    );
    assert!(change(text, &moved).resources.is_empty());
}

/// <https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2210>
#[test]
fn a_secret_that_is_made_up_anew_is_told() {
    let text = "
Resources:
  Login:
    Type: AWS::SecretsManager::Secret
    Properties: {Description: d, GenerateSecretString: {PasswordLength: 30, GenerateStringKey: password}}
";
    let now = replaced(text, "30", "32");
    assert_eq!(codes(&now), ["CHG115"]);
    assert_eq!(
        words::hazard(&now.hazards[0]),
        "`Login` gets another value, because `GenerateSecretString.PasswordLength` changes"
    );
    assert_eq!(now.resource("Login").unwrap().effect, Effect::Interrupts);
    // What is said of it besides makes up nothing.
    assert!(codes(&replaced(text, "Description: d", "Description: e")).is_empty());
}

const FRONT: &str = "
Resources:
  Front:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: b, Port: 80, Protocol: HTTP, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Web}]}
  Web: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {VpcId: v, Port: 80, Protocol: HTTP}}
";
const RULE: &str = "  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: {ListenerArn: !Ref Front, Priority: 1, Conditions: [], Actions: [{Type: forward, TargetGroupArn: !Ref Web}]}
";
const NOTHING: &str = "{Type: fixed-response, FixedResponseConfig: {StatusCode: '404'}}";

#[test]
fn a_listener_that_stops_sending_before_the_rule_is_there_is_told() {
    let forward = "{Type: forward, TargetGroupArn: !Ref Web}";
    let closed = FRONT.replace(forward, NOTHING);
    let now = change(FRONT, &format!("{closed}{RULE}"));
    assert_eq!(codes(&now), ["CHG116"]);
    assert_eq!(
        words::hazard(&now.hazards[0]),
        "`Front` stops sending to `${Web}` before `Rule`, which sends there, is made"
    );
    // The rule was there before.
    let both = format!("{FRONT}{RULE}");
    assert!(codes(&change(&both, &format!("{closed}{RULE}"))).is_empty());
    // It goes on to send by itself.
    assert!(codes(&change(FRONT, &both)).is_empty());
    // Nobody sends there any more, and that is meant.
    assert!(codes(&change(FRONT, &closed)).is_empty());
}

#[test]
fn a_rule_that_goes_before_a_narrower_one_comes_is_told() {
    let group = |rules: &str| {
        format!(
            "Resources:\n  G: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: g, VpcId: v, SecurityGroupEgress: [{rules}]}}}}\n"
        )
    };
    let beside = "  Out: {Type: AWS::EC2::SecurityGroupEgress, Properties: {GroupId: !Ref G, IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: sg-1}}\n";
    let all = "{IpProtocol: '-1', CidrIp: 0.0.0.0/0}";
    let none = "{IpProtocol: icmp, FromPort: 252, ToPort: 86, CidrIp: 255.255.255.255/32}";
    let now = change(&group(all), &format!("{}{beside}", group(none)));
    assert_eq!(codes(&now), ["CHG117"]);
    assert_eq!(
        words::hazard(&now.hazards[0]),
        "rule `all to 0.0.0.0/0` of `G` goes before `Out`, which lets a part of it through, is made"
    );
    // It stays, or the rule beside it is there already.
    assert!(codes(&change(&group(all), &format!("{}{beside}", group(all)))).is_empty());
    let (before, after) = (
        format!("{}{beside}", group(all)),
        format!("{}{beside}", group(none)),
    );
    assert!(codes(&change(&before, &after)).is_empty());
    // In the group itself one rule takes the place of the other.
    let tcp = "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}";
    let after = format!("{}{beside}", group(tcp));
    assert!(codes(&change(&group(all), &after)).is_empty());
}

#[test]
fn logs_that_go_and_tasks_that_start_twice_are_worth_knowing() {
    let notes = |change: &Change| change.notes.iter().map(words::note).collect::<Vec<_>>();
    let text = "Resources: {Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 90}}}";
    let none = "Resources: {Logs: {Type: AWS::Logs::LogGroup}}";
    let said = "`Logs` keeps what is in it for 30 days: what is older goes";
    let shorter = text.replace("90", "30");
    assert_eq!(notes(&change(text, &shorter)), [said]);
    assert_eq!(notes(&change(none, &shorter)), [said]);
    assert!(notes(&change(&shorter, text)).is_empty());
    assert!(notes(&change(text, none)).is_empty());

    let rule = "
Resources:
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: f}}
  Rule: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day), Targets: [{Id: a, Arn: c, EcsParameters: {TaskDefinitionArn: !Ref Task}}]}}
";
    let schedule = "  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: 'OFF'}, Target: {Arn: c, RoleArn: r, EcsParameters: {TaskDefinitionArn: !Ref Task}}}}\n";
    let both = format!("{rule}{schedule}");
    assert_eq!(
        notes(&change(rule, &both)),
        ["`Nightly` starts `Task` by the clock, and `Rule` does, too"]
    );
    assert!(notes(&change(&both, &both)).is_empty());
    // One in the place of the other.
    let without = both.replace(
        "Rule: {Type: AWS::Events::Rule",
        "Rule: {Type: AWS::SQS::Queue",
    );
    assert!(notes(&change(rule, &without)).is_empty());
}
