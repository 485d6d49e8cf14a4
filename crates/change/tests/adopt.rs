//! Which resource of a deployed template each of a program is, and what a program has to say for it to stay.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_change::{adopt, compare, kept};
use stackwright_template::Template;

fn read(text: &str) -> Template {
    Template::from_yaml(&format!("Resources:\n{text}")).unwrap()
}

/// Later ids with the deployed ones that they are.
fn adopted(deployed: &str, program: &str) -> Vec<(String, String)> {
    let pairs = adopt(&read(deployed), &read(program));
    pairs.into_iter().filter(|(now, was)| now != was).collect()
}

fn pair(now: &str, was: &str) -> (String, String) {
    (now.to_owned(), was.to_owned())
}

fn role(id: &str, service: &str) -> String {
    format!(
        "  {id}: {{Type: 'AWS::IAM::Role', Properties: {{AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Action: 'sts:AssumeRole', Principal: {{Service: {service}}}}}]}}}}}}\n"
    )
}

#[test]
fn a_role_is_no_other_services() {
    let (hook, schedule) = ("autoscaling.amazonaws.com", "scheduler.amazonaws.com");
    assert_eq!(adopted(&role("Hook", hook), &role("Nightly", schedule)), []);
    assert_eq!(
        adopted(&role("Hook", hook), &role("Drain", hook)),
        [pair("Drain", "Hook")]
    );
}

/// The policy beside a role is that of the role, however much another one says the same.
#[test]
fn a_policy_is_that_of_its_role() {
    let policy = |id: &str, role: &str, action: &str| {
        format!(
            "  {id}: {{Type: 'AWS::IAM::Policy', Properties: {{PolicyName: {id}, Roles: [!Ref {role}], PolicyDocument: {{Statement: [{{Effect: Allow, Action: {action}, Resource: '*'}}]}}}}}}\n"
        )
    };
    let (tasks, hook) = ("ecs-tasks.amazonaws.com", "autoscaling.amazonaws.com");
    let deployed = role("Hook", hook)
        + &policy("HookPolicy", "Hook", "ecr:GetAuthorizationToken")
        + &role("Exec", tasks)
        + &policy("ExecPolicy", "Exec", "logs:PutLogEvents");
    let program =
        role("TaskRole", tasks) + &policy("TaskPolicy", "TaskRole", "ecr:GetAuthorizationToken");
    assert_eq!(
        adopted(&deployed, &program),
        [pair("TaskPolicy", "ExecPolicy"), pair("TaskRole", "Exec")]
    );
}

/// Subnets that are named otherwise, in zones that are named, are found by which zone it is.
#[test]
fn subnets_are_found_by_their_zones() {
    let subnet = |id: &str, block: &str, zone: &str| {
        format!(
            "  {id}: {{Type: 'AWS::EC2::Subnet', Properties: {{VpcId: v, MapPublicIpOnLaunch: false, CidrBlock: {block}, AvailabilityZone: {zone}}}}}\n"
        )
    };
    let deployed = subnet("AppA", "10.0.4.0/22", "eu-central-1a")
        + &subnet("AppB", "10.0.8.0/22", "eu-central-1b");
    let program = subnet("IsolatedSubnet1", "10.0.0.0/24", "!Select [0, !GetAZs '']")
        + &subnet("IsolatedSubnet2", "10.0.1.0/24", "!Select [1, !GetAZs '']");
    assert_eq!(
        adopted(&deployed, &program),
        [
            pair("IsolatedSubnet1", "AppA"),
            pair("IsolatedSubnet2", "AppB")
        ]
    );
}

/// What would replace, interrupt or empty something is kept, and what changes in place is the program's.
#[test]
fn what_would_hurt_is_kept() {
    let kept_of = |type_name: &str, before: &str, after: &str| -> Vec<String> {
        let one = |properties: &str| {
            read(&format!(
                "  R: {{Type: '{type_name}', Properties: {properties}}}\n"
            ))
        };
        let (deployed, program) = (one(before), one(after));
        let change = compare(&deployed, &program, &[]);
        let resource = change.resource("R").unwrap();
        let kept = kept(resource, &deployed);
        kept.into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(
        kept_of(
            "AWS::RDS::DBInstance",
            "{Engine: postgres, EngineVersion: '16', StorageType: gp2, BackupRetentionPeriod: 7}",
            "{Engine: postgres, EngineVersion: '16.13', StorageType: gp3, BackupRetentionPeriod: 7, MaxAllocatedStorage: 100}"
        ),
        ["EngineVersion", "StorageType"]
    );
    assert_eq!(
        kept_of(
            "AWS::SecretsManager::Secret",
            "{GenerateSecretString: {PasswordLength: 30}}",
            "{Description: d, GenerateSecretString: {PasswordLength: 32}}"
        ),
        ["GenerateSecretString"]
    );
    let logs = "AWS::Logs::LogGroup";
    let (short, long) = ("{RetentionInDays: 30}", "{RetentionInDays: 90}");
    assert_eq!(kept_of(logs, "{}", short), ["RetentionInDays"]);
    assert_eq!(kept_of(logs, long, short), ["RetentionInDays"]);
    assert_eq!(kept_of(logs, short, long), [""; 0]);
}

/// Of two that are as good the one whose id says so, in whatever case.
#[test]
fn ids_decide_where_nothing_else_does() {
    let instance = |id: &str, tier: &str| {
        format!(
            "  {id}: {{Type: 'AWS::RDS::DBInstance', Properties: {{Engine: aurora-postgresql, DBClusterIdentifier: c{tier}}}}}\n"
        )
    };
    let deployed = instance("AurorawriterDC5BC759", ", PromotionTier: 0")
        + &instance("AurorareaderC9EFD977", ", PromotionTier: 1");
    assert_eq!(
        adopted(&deployed, &instance("AuroraWriterCBC05E4D", "")),
        [pair("AuroraWriterCBC05E4D", "AurorawriterDC5BC759")]
    );
}
